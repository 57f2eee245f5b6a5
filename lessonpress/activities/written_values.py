"""Dates and numbers as people write them, read as far as a small stated rule goes.

A date is a year (`1938`, `44 BC`), a month (`May 1945`, `May`), a day (`1 October 1938`, `October 1,
1938`, `1. 10. 1938`, `1938-10-01`) or a time of day, with the months of the lesson's language or of
English as Unicode's CLDR names them. What follows behind a comma may say more (`March 15, 1939,
before dawn`). What isn't read (`about 1938`, `1939–1945`) is no mistake; nothing is concluded from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from lessonpress.comparison import fold

if TYPE_CHECKING:  # takes 30 ms, and most lessons have nothing to read
    from babel import Locale

_BEFORE = (
    r"(?:b\.? ?c\.?(?: ?e\.?)?|v\. ?chr\.|av\. ?j\.-c\.|a\. ?c\.|př\. ?n\. ?l\.|pred ?n\. ?l\.)"
)
_YEAR = (
    rf"(?:(?P<before>\d{{1,4}}) ?{_BEFORE}"
    r"|(?:a\.?d\.? )?(?P<year>\d{3,4})(?! ?\d)(?: (?:a\.?d\.?|c\.?e\.?)(?!\w))?)"
)
_DAY = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er|º)?"
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?: ?(?P<half>[ap])\.?m\.?)?(?!\w)"
_REST = r"(?P<rest>(?:,| \().*)?"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """Year, month, day, hour and minute as far as they are given; None for one that is left out before
    one that is given (`May 5` has no year). `more` is what else it says, folded."""

    parts: tuple[int | None, ...]
    more: str = ""


def compare_dates(one: WrittenDate, other: WrittenDate) -> int | None:
    """Below 0 where `one` is earlier, above 0 where it is later, 0 where they are the same, and None
    where that can't be told: `May 1945` and `8 May 1945`."""
    for a, b in zip(one.parts, other.parts, strict=False):
        if (a is None) != (b is None):
            return None
        if a is not None and b is not None and a != b:
            return a - b
    same = len(one.parts) == len(other.parts) and one.more == other.more
    return 0 if same else None


@lru_cache(2048)
def read_date(text: str, language: str) -> WrittenDate | None:
    """The date that `text` is; None where it can't be read. `language` is a tag such as `cs`."""
    folded = fold(text).strip().removesuffix(".")
    if not any(one.isdigit() for one in folded):
        folded_month = _months(language).get(folded)
        return WrittenDate((None, folded_month)) if folded_month else None
    for pattern in _patterns(language):
        if match := pattern.fullmatch(folded):
            return _date(match.groupdict(), language)
    return None


def _date(found: dict[str, str | None], language: str) -> WrittenDate | None:
    def number(name: str) -> int | None:
        digits = found.get(name)
        return int(digits) if digits else None

    before = number("before")
    year = number("year") if before is None else -before
    name = found.get("name")
    month = _months(language)[name] if name else number("month")
    day, hour, minute = number("day"), number("hour"), number("minute")
    if hour is not None and (half := found.get("half")):
        hour = hour % 12 + (12 if half == "p" else 0)
    parts = [year, month, day, hour, minute]
    bounds = ((1, 12), (1, 31), (0, 24), (0, 59))
    for part, (lowest, highest) in zip(parts[1:], bounds, strict=True):
        if part is not None and not lowest <= part <= highest:
            return None
    while parts[-1] is None:
        parts.pop()
    return WrittenDate(tuple(parts), (found.get("rest") or "").strip(" ,().").strip())


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    names = "|".join(map(re.escape, sorted(_months(language), key=len, reverse=True)))
    month = rf"(?P<name>{names})\.?"
    forms = (
        _YEAR,
        rf"{month},? (?:de |del )?{_YEAR}",
        rf"(?:the )?{_DAY} (?:of |de )?{month}(?:,? (?:de |del )?{_YEAR})?",
        rf"{month} {_DAY}(?:,? {_YEAR})?",
        r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?",
        r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})",
    )
    dated = (re.compile(rf"{form}(?:,?(?: at)? {_TIME})?{_REST}") for form in forms)
    return (*dated, re.compile(_TIME + _REST))


@cache
def _months(language: str) -> dict[str, int]:
    """The number of each month's name, folded and without the stop of an abbreviation."""
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for tag in ("en", language):
        locale = locale_of(tag)
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, locale)
                found |= {fold(str(name)).removesuffix("."): month for month, name in names.items()}
    return {name: month for name, month in found.items() if not name.isdigit()}


@cache
def locale_of(language: str) -> Locale:
    """The locale of a language tag; English where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


# --- numbers ---------------------------------------------------------------------------------------

_NUMBER = re.compile(r"(?<![\w.,])[-+–]?\d+(?:[.,']\d+| \d{3}(?!\d))*(?:(?:st|nd|rd|th)\b)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """The numbers in a text, and the words around them."""

    numbers: tuple[Decimal, ...]
    words: tuple[str, ...]


@lru_cache(2048)
def read_quantity(text: str, language: str) -> Quantity | None:
    """The numbers in `text`, written as its language writes them (`1,400` or `1.400`); None where
    there are none, or one can't be read."""
    from babel.numbers import NumberFormatError, parse_decimal

    folded = fold(text).strip().removesuffix(".")
    numbers: list[Decimal] = []
    for match in _NUMBER.finditer(folded):
        digits = re.sub(r"[ ']|(?:st|nd|rd|th)$", "", match[0]).replace("–", "-")
        try:
            numbers.append(parse_decimal(digits, locale_of(language), strict=True))
        except NumberFormatError:
            return None
    words = tuple(re.findall(r"\w+|[^\w\s]", _NUMBER.sub(" ", folded)))
    return Quantity(tuple(numbers), words) if numbers else None


def measure_the_same(one: Quantity, other: Quantity) -> bool:
    """Do they have as many numbers, and the same words around them, endings aside (`day`, `days`)?"""
    if (len(one.numbers), len(one.words)) != (len(other.numbers), len(other.words)):
        return False
    return all(
        a.startswith(_bare(b)) or b.startswith(_bare(a))
        for a, b in zip(one.words, other.words, strict=True)
    )


def _bare(word: str) -> str:
    return word if len(word) <= 3 else word[: max(3, len(word) - 2)]


def ascending(texts: Sequence[str], language: str) -> tuple[int, ...] | None:
    """The places of `texts` from the earliest to the latest, or the smallest to the largest; None
    where they aren't all dates, or all numbers of one thing."""
    dates = [date for text in texts if (date := read_date(text, language))]
    begun = {next(at for at, part in enumerate(date.parts) if part is not None) for date in dates}
    if len(dates) == len(texts) and len(begun) == 1:  # all with years, or all without
        keys: list[tuple[Decimal | int, ...]] = [tuple(p or 0 for p in d.parts) for d in dates]
        return tuple(sorted(range(len(texts)), key=lambda at: keys[at]))
    found = [quantity for text in texts if (quantity := read_quantity(text, language))]
    if len(found) < len(texts) or not all(measure_the_same(found[0], one) for one in found):
        return None
    return tuple(sorted(range(len(texts)), key=lambda at: found[at].numbers))


def same_value(one: str, other: str, language: str) -> bool:
    """Are they one date or one number, written in two ways? (`1.0` is not `1.00`.)"""
    if not (any(map(str.isdigit, one)) and any(map(str.isdigit, other))):
        return False
    dates = read_date(one, language), read_date(other, language)
    if dates[0] and dates[1]:
        return compare_dates(dates[0], dates[1]) == 0
    found = read_quantity(one, language), read_quantity(other, language)
    return (
        found[0] is not None
        and found[1] is not None
        and found[0].words == found[1].words
        and [n.as_tuple() for n in found[0].numbers] == [n.as_tuple() for n in found[1].numbers]
    )
