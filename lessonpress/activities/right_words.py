"""What is right in more than one way: other wordings, and numbers that may be a little off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from lessonpress.activities.base import Path, Setting, alike
from lessonpress.activities.writing import FOR_NUMBER
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message, main_language

_EITHER = N_("{one} or {other}")
_ABOUT = N_("{answer} ({least} to {most})")
_IN_YAML = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_PERCENT = re.compile(r"(.*?)\s*%")
# What a document has for the bar that stands between wordings would part one in two.
BAR = "|"


def either(wordings: Sequence[str]) -> RichText | Message:
    """`a, b or c`: what a key says of wordings that are all right."""
    *others, last = wordings
    if not others:
        return RichText.verbatim(last)
    return _EITHER.having(one=tuple(others), other=last)


def report_wordings(setting: Setting, answer: str, others: Sequence[str], path: Path) -> None:
    """Report each of the other wordings behind `path` that is the same as one before it."""
    seen = {alike(answer)}
    for index, wording in enumerate(others):
        if alike(wording) in seen:
            setting.report(
                (*path, index),
                f"This says the same as the answer or a wording before it: `{wording}`.",
                "Case and a stop at the end don't matter. Write what else is right, or remove it.",
                code="repeated",
            )
        seen.add(alike(wording))
        if BAR in wording:
            setting.report(
                (*path, index),
                "There is a bar in this wording.",
                "Write each wording as an item of the list: accept: [harbour, haven].",
                code="bar-in-wording",
            )


@dataclass(frozen=True, slots=True)
class RightNumber:
    """A number that is right, what it counts, and by how much an answer may differ from it."""

    text: str
    within: Decimal
    unit: RichText
    unit_first: bool
    shown: RichText | Message


class NumberSaid(NamedTuple):
    """A number as an author writes it; `tolerance` is one, too, or a share of the answer: `5 %`."""

    answer: str
    tolerance: str | None
    unit: str | None


def right_number(setting: Setting, path: Path, said: NumberSaid) -> RightNumber | None:
    """The number that is the answer of what stands at `path`; None, and reported, where it is none."""
    # Imported here, as below: most answers are no numbers.
    from lessonpress.activities.written_values import read_quantity

    answer, tolerance, unit = said
    number = _number(answer, setting.language)
    if number is None:
        hint = f"Write digits alone, {_MOST_DIGITS} at most: `answer: 42`."
        quantity = read_quantity(answer, setting.language)
        if quantity is not None and quantity.words and unit is None:
            hint = (
                "Write digits alone, and what they count behind `unit:`: `answer: 42`, `unit: km`."
            )
        setting.report(
            (*path, "answer"), f"`{answer}` is not a number.", hint, code="answer-not-a-number"
        )
    within = _within(tolerance, number, setting.language)
    if within is None:
        setting.report(
            (*path, "tolerance"),
            f"`{tolerance}` is not how far off an answer may be.",
            "Write a number such as `0.5`, or a share of the answer such as `5 %`.",
            code="wrong-tolerance",
        )
    if number is None or within is None:
        return None
    text = _with_comma(answer, setting.language) if number == _in_yaml(answer) else answer
    measure = RichText.from_markdown(unit or "")
    first = _stands_first(str(measure), setting.language)
    parts = [str(measure), text] if first else [text, str(measure)]
    whole = "\u00a0".join(filter(None, parts))
    shown: RichText | Message = RichText.verbatim(whole)
    if within:
        parted = abs(number) >= 1000 and str(int(abs(number))) not in text
        least, most = (
            _written(one, setting.language, parted) for one in (number - within, number + within)
        )
        shown = _ABOUT.having(answer=whole, least=least, most=most)
    return RightNumber(text, within, measure, first, shown)


@dataclass(frozen=True, slots=True)
class AnswerBlank:
    """A blank of `size` letters: what belongs there, what else is right, and what stands beside it.

    `within` is how far off a number may be, as the markup writes it; None where it is no number.
    """

    size: int
    answer: str
    also: tuple[str, ...] = ()
    within: str | None = None
    unit: RichText | None = None
    unit_first: bool = False

    @classmethod
    def of_number(cls, right: RightNumber) -> AnswerBlank:
        return cls(FOR_NUMBER, right.text, (), f"{right.within:f}", right.unit, right.unit_first)


# More digits than anybody measures; behind them computers no longer tell numbers apart.
_MOST_DIGITS = 15


def _number(text: str, language: str) -> Decimal | None:
    """The number that a text is, as its language or YAML writes it; None also for one of too many digits."""
    from lessonpress.activities.written_values import read_quantity

    if len(re.findall(r"\d", text)) > _MOST_DIGITS:
        return None
    quantity = read_quantity(text, language)
    if quantity is None:
        return _in_yaml(text)
    alone = len(quantity.numbers) == 1 and not quantity.words and text.strip()[-1].isdigit()
    return quantity.numbers[0] if alone else None


def _in_yaml(text: str) -> Decimal | None:
    """The number that YAML, like English, has such a text for."""
    return Decimal(text) if _IN_YAML.fullmatch(text) else None


def _within(text: str | None, number: Decimal | None, language: str) -> Decimal | None:
    if text is None:
        return Decimal(0)
    share = _PERCENT.fullmatch(text.strip())
    found = _number(share[1] if share else text, language)
    if found is None or found < 0:
        return None
    return abs(number or Decimal(0)) * found / 100 if share else found


def _with_comma(text: str, language: str) -> str:
    """A number that is written as in YAML, with the language's own sign before its decimals."""
    from babel.numbers import get_decimal_symbol

    from lessonpress.activities.written_values import locale_of

    return text.replace(".", get_decimal_symbol(locale_of(language)))


def _written(number: Decimal, language: str, parted: bool) -> str:
    """The number as the language writes it, its thousands `parted` or not."""
    from babel.numbers import format_decimal

    from lessonpress.activities.written_values import locale_of

    return format_decimal(
        number.normalize(),
        locale=locale_of(language),
        decimal_quantization=False,
        group_separator=parted,
    )


def _stands_first(unit: str, language: str) -> bool:
    """`$ 5`, where English writes money; other languages have it behind."""
    return (
        bool(unit)
        and main_language(language) == "en"
        and all(unicodedata.category(one) == "Sc" for one in unit)
    )
