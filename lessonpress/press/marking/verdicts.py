"""Verdicts: whether what a pupil wrote or marked is what the key says.

Case, spaces, quotation marks and a full stop at the end count for nothing. A word that lacks its accents,
or has others, is nearly right: whether that will do, the teacher says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import eq

from lessonpress.comparison import fold
from lessonpress.document.blocks import Blank
from lessonpress.press.marking.key import Asked
from lessonpress.press.marking.sheets import Filled
from lessonpress.words.lists import is_letter_typed, listed


class Verdict(StrEnum):
    RIGHT = "right"
    NEARLY = "nearly"
    WRONG = "wrong"
    EMPTY = "empty"
    OPEN = "open"  # for a person to judge


_END = re.compile(r"[\s.,;:!?]+\Z")
_NUMBER = re.compile(r"([-+–−]?)(\d[\d\s.,'’]{0,40})")


def judge(asked: Asked, filled: Filled, language: str) -> tuple[Verdict, str]:
    """The verdict on what was answered, and what that was, as a teacher reads it. `language` (BCP 47) is
    that of the sheet."""
    if asked.choices:
        chosen = [one for one in asked.choices if one.id in filled.marked]
        shown = listed((one.shown for one in chosen), language)
        if not chosen:
            return Verdict.EMPTY, ""
        if asked.is_open:
            return Verdict.OPEN, shown
        right = {one.id for one in asked.choices if one.right}
        return (Verdict.RIGHT if {one.id for one in chosen} == right else Verdict.WRONG), shown
    if asked.letters:
        return _judge_letters(asked, filled)
    text = "\n".join(filter(None, (filled.texts.get(place, "").strip() for place in asked.places)))
    if not text:  # where nothing is to be corrected, nothing is right
        fitting = asked.blank is not None and asked.blank.answer == ""
        return (Verdict.RIGHT if fitting else Verdict.EMPTY), ""
    if asked.blank is None:
        return Verdict.OPEN, text
    return judge_text(asked.blank, text, language), text


def _judge_letters(asked: Asked, filled: Filled) -> tuple[Verdict, str]:
    """A puzzle is right where each of its letters is."""
    # In Word, the number of a box stands in it before the letter.
    said = [_plain(filled.texts.get(one, "").lstrip("0123456789 \n")) for one in asked.places]
    if not any(said):
        return Verdict.EMPTY, ""
    wanted = [_plain(letter) for letter in asked.letters]
    right = sum(map(eq, said, wanted))
    shown = f"{right} / {len(wanted)}"
    if right == len(wanted):
        return Verdict.RIGHT, shown
    nearly = [*map(_bare, said)] == [*map(_bare, wanted)]
    return (Verdict.NEARLY if nearly else Verdict.WRONG), shown


def judge_text(blank: Blank, text: str, language: str) -> Verdict:
    """The verdict on what stands in a blank."""
    if blank.within is not None and blank.answer is not None:
        return _judge_number(blank, text, language)
    wanted = [one for one in (blank.answer, *blank.also) if one]
    if any(_plain(one) == _plain(text) for one in wanted):
        return Verdict.RIGHT
    if any(is_letter_typed(one, text, language) for one in wanted):
        return Verdict.RIGHT
    if any(_bare(one) == _bare(text) for one in wanted):
        return Verdict.NEARLY
    return Verdict.WRONG


def _judge_number(blank: Blank, text: str, language: str) -> Verdict:
    numbers, unit = _read_number(text)
    keys = [_read_number(key)[0] for key in (blank.answer or "", *blank.also)]
    sign = _decimal_sign(language)
    wanted = [(one if sign in (blank.answer or "") else one[::-1])[0] for one in keys if one]
    most = Decimal(repr(blank.within or 0.0))
    if not any(abs(one - other) <= most for one in numbers for other in wanted):
        return Verdict.WRONG
    other_unit = unit and blank.unit and _plain(unit) != _plain(blank.unit)
    return Verdict.WRONG if other_unit else Verdict.RIGHT


@cache
def _decimal_sign(language: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    try:
        return get_decimal_symbol(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "."


def _read_number(text: str) -> tuple[tuple[Decimal, ...], str]:
    """What a number may mean that people wrote, `1 234,5` or `1,234.5`, and what stands around it, such as
    its unit. `1,234` may be a little more than one or, as it comes second, a thousand."""
    whole = unicodedata.normalize("NFKC", text)
    found = _NUMBER.search(whole)
    if found is None:
        return (), text
    sign = -1 if found[1] in ("-", "–", "−") else 1
    digits = re.sub(r"[\s'’]", "", found[2]).rstrip(".,")
    marks = [one for one in digits if one in ".,"]
    plain = re.sub(r"[.,]", "", digits)
    readings = [plain]
    if len(set(marks)) == 2:  # the last is the decimal sign
        at = max(digits.rindex("."), digits.rindex(","))
        readings = [f"{re.sub('[.,]', '', digits[:at])}.{digits[at + 1 :]}"]
    elif len(marks) == 1:
        decimal = digits.replace(",", ".")
        grouped = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits)
        readings = [decimal, plain] if grouped else [decimal]
    around = f"{whole[: found.start()]} {whole[found.end() :]}".strip()
    return tuple(sign * Decimal(one) for one in readings), around


def _plain(text: str) -> str:
    return _END.sub("", fold(text).strip().strip("'"))


def _bare(text: str) -> str:
    """Without the marks on its letters."""
    parts: Iterable[str] = unicodedata.normalize("NFD", _plain(text))
    return "".join(one for one in parts if not unicodedata.combining(one))
