"""The table of a class as CSV: a row a pupil, a column a question; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from lessonpress.press.marking.key import labels
from lessonpress.press.marking.marking import Marking
from lessonpress.press.marking.verdicts import Verdict
from lessonpress.press.marking.worths import shown
from lessonpress.words import N_, Words

# What a spreadsheet takes for a formula, and runs: OWASP, CSV Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20")

PUPIL, FILE = N_("Name"), N_("File")
POINTS = N_("Points")
RIGHT, OF, NEARLY, EMPTY = N_("Right"), N_("Of"), N_("Nearly right"), N_("Not answered")


def table_of(marking: Marking, _: Words) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by. A right answer is its points, or 1 where there are
    none, a wrong one 0, one that is nearly right says so, and one in writing is itself; where nothing was
    answered nothing stands."""
    fields = list(marking.sheets[0].fields) if marking.sheets else []
    scored = marking.points > 0
    counted = [_(one) for one in (RIGHT, OF, NEARLY, EMPTY)]
    if scored:
        counted.insert(0, f"{_(POINTS)} / {shown(marking.points)}")
    named = zip(labels(marking.asked), marking.worths, strict=True)
    asked = [f"{label} / {shown(worth)}" if worth else label for label, worth in named]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(_safe, [_(PUPIL), *fields, _(FILE), *counted, *asked]))
    for sheet in marking.sheets:
        counts: list[object] = [shown(marking.points_of(sheet))] if scored else []
        counts += [sheet.count(Verdict.RIGHT), marking.closed]
        counts += [sheet.count(Verdict.NEARLY), sheet.count(Verdict.EMPTY)]
        answered = zip(sheet.answers, marking.worths, strict=True)
        cells = [_cell(verdict, said, worth, _) for (verdict, said), worth in answered]
        told = [sheet.name, *(sheet.fields.get(one, "") for one in fields), sheet.path.name]
        writer.writerow([*map(_safe, told), *counts, *cells])
    return text.getvalue().encode("utf-8-sig")


def _cell(verdict: Verdict, said: str, worth: float, _: Words) -> str:
    match verdict:
        case Verdict.RIGHT:
            return shown(worth or 1.0)
        case Verdict.WRONG:
            return "0"
        case Verdict.NEARLY:
            return _safe(f"{_(NEARLY)}: {said}")
        case Verdict.OPEN:
            return _safe(said)
        case Verdict.EMPTY:
            return ""


def _safe(text: str) -> str:
    """The text as one: an apostrophe before what would be a formula."""
    text = text.replace("\x00", "")
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
