"""Numbers: how many of something the text counts; never a date, a time, a page or an ordinal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lessonpress.activities.written_values import read_quantity
from lessonpress.drafting.dates import dates_in
from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.sentences_in import WORD, Sentence

_NUMBER = re.compile(
    r"(?<![\w.,:/§$€£–-])\d{1,3}(?:[., \u00a0\u202f]\d{3})+(?![\w.,:]\d|[–-])|(?<![\w.,:/§$€£–-])\d+(?![\w:/–-]|[.,]\d|\.(?= \w))"
)
_COUNTED = re.compile(r"[ \u00a0\u202f]([^\W\d_]{2,}|%)")
#: Czech and its kin decline by 2 to 4; from 5 on, and in other languages from 2, one number can stand for another.
_LEAST = 5


_SHARES = frozenset({"%", "percent", "per", "prozent", "procent", "procenta"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands in a sentence, with the word that is counted. `bounded` says whether another may be true
    as well: more than 500."""

    text: str
    value: Decimal
    counted: str
    sentence: Sentence
    start: int
    stop: int
    bounded: bool

    @property
    def is_share(self) -> bool:
        """Is it a number of hundredths?"""
        return self.counted in _SHARES


def numbers_in(sentences: Iterable[Sentence], language: str, data: LanguageData) -> list[Number]:
    """Every number from five on that counts something."""
    found = []
    for sentence in sentences:
        text = sentence.text
        taken = [match.span() for match in dates_in(text, language, data)]
        for match in _NUMBER.finditer(text):
            if any(start < match.end() and match.start() < stop for start, stop in taken):
                continue
            counted = _COUNTED.match(text, match.end())
            quantity = read_quantity(match[0], language)
            if counted is None or quantity is None or len(quantity.numbers) != 1:
                continue
            if counted[1].lower() in data.around_date | data.on_date | data.conjunctions:
                continue
            if quantity.numbers[0] < _LEAST:
                continue
            near = {word.lower() for word in WORD.findall(text[: match.start()])[-3:]}
            found.append(
                Number(
                    match[0], quantity.numbers[0], counted[1].casefold(), sentence, match.start(),
                    match.end(), bool(near & data.bounds),
                )
            )  # fmt: skip
    return found
