"""The table of a class as CSV: a row a pupil, a column a question; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from lessonpress.press.marking.key import labels
from lessonpress.press.marking.marking import Marking
from lessonpress.press.marking.verdicts import Verdict
from lessonpress.words import N_, Words

# What a spreadsheet takes for a formula, and runs: OWASP, CSV Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20")

PUPIL, FILE = N_("Name"), N_("File")
RIGHT, OF, NEARLY, EMPTY = N_("Right"), N_("Of"), N_("Nearly right"), N_("Not answered")


def table_of(marking: Marking, _: Words) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by. A right answer is 1, a wrong one 0, one that is nearly
    right says so, and one in writing is itself; where nothing was answered nothing stands."""
    head = (PUPIL, FILE, RIGHT, OF, NEARLY, EMPTY)
    fields = list(marking.sheets[0].fields) if marking.sheets else []
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        [
            _safe(one)
            for one in (*map(_, head[:1]), *fields, *map(_, head[1:]), *labels(marking.asked))
        ]
    )
    for sheet in marking.sheets:
        counts = [sheet.count(Verdict.RIGHT), marking.closed, sheet.count(Verdict.NEARLY)]
        cells = [_cell(verdict, said, _) for verdict, said in sheet.answers]
        told = [sheet.name, *(sheet.fields.get(one, "") for one in fields), sheet.path.name]
        writer.writerow([*map(_safe, told), *counts, sheet.count(Verdict.EMPTY), *cells])
    return text.getvalue().encode("utf-8-sig")


def _cell(verdict: Verdict, said: str, _: Words) -> str:
    match verdict:
        case Verdict.RIGHT:
            return "1"
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
