"""Kept: whether a text still says what another said, by its numbers, names and words.

Stated for people in docs/accommodations.md. A text says something where its very words stand there, or where most of what
counts of it is met within a few paragraphs that follow each other, in whatever form (see word_forms). What counts are

- numbers, twice as much as a word, half of which must be there in any case; those up to 12 may be written as words, and
  count for nothing,
- names: words with a capital that don't begin a sentence (not in German, where all nouns have one). Beside something else that
  counts, it is enough that the text has them anywhere, since a pronoun may stand for them,
- words of three letters or more; those that a list of stop words has, of which some mean something, for half as much, and
  from four letters on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lessonpress.comparison import fold
from lessonpress.content.evidence import Passage
from lessonpress.content.text_language import stop_words
from lessonpress.content.word_forms import is_met, words_of
from lessonpress.richtext import RichText
from lessonpress.sentences import split_sentences
from lessonpress.words import Message, main_language

#: More than this share of what counts must be there.
MOSTLY = 0.5
#: So much of it, with its names, must be in a paragraph for that to be named as the place.
SURELY = 2 / 3
#: So many paragraphs that follow each other may share what one said before.
TOGETHER = 3
# Up to this number they are often written as words.
_LARGEST_WORD = 12
_NUMBER_WEIGHT, _WEIGHT, _STOP_WEIGHT = 4, 2, 1

_ANYWHERE = -1

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f  ]\d{3})*(?:[.,]\d+)?(?!\d)")
_GROUPED = re.compile(r"(?<=\d)[.,\u00a0\u202f  ](?=\d{3}(?!\d))")
_SHORTEST_WORD, _SHORTEST_STOP_WORD = 3, 4


@dataclass(frozen=True, slots=True)
class Gist:
    """What counts of a text, as texts are compared: its numbers, its names, its other words, and those of them that
    mean little."""

    numbers: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    little: frozenset[str]

    @property
    def weight(self) -> int:
        """How much there is that counts; nothing where only words stand in it that mean little."""
        own = _NUMBER_WEIGHT * len(self.numbers) + _WEIGHT * len(self.names | self.words)
        return own and own + _STOP_WEIGHT * len(self.little)


def gist_of(text: str, language: str) -> Gist:
    """What counts of the text, which is in that language (BCP 47)."""
    nouns_have_capitals = main_language(language) == "de"
    stop = stop_words(language)
    names: set[str] = set()
    words: set[str] = set()
    little: set[str] = set()
    for line in text.splitlines():
        for sentence in split_sentences(line, language):
            for index, found in enumerate(_WORD.finditer(sentence)):
                word = fold(found[0])
                if word in stop:
                    little |= {word} if len(word) >= _SHORTEST_STOP_WORD else set()
                elif index and found[0][0].isupper() and not nouns_have_capitals:
                    names.add(word)
                elif len(word) >= _SHORTEST_WORD:
                    words.add(word)
    numbers = frozenset(numbers_of(text))
    return Gist(numbers, frozenset(names), frozenset(words - names), frozenset(little))


def numbers_of(text: str) -> set[str]:
    """The numbers in a text that are never written as words, without what parts thousands.

    >>> sorted(numbers_of("In 1969, three men brought 1,000 or 47.5 pounds, or 12."))
    ['1000', '1969', '47.5']
    """
    plain = (_GROUPED.sub("", found[0]).replace(",", ".") for found in _NUMBER.finditer(text))
    return {one for one in plain if not (one.isdecimal() and int(one) <= _LARGEST_WORD)}


class Said:
    """What a text says, passage by passage, in a language (BCP 47)."""

    def __init__(self, passages: Iterable[Passage], language: str) -> None:
        self._passages = tuple(passages)
        self._language = language
        self._met: dict[tuple[str, int], bool] = {}

    def keeps(self, text: str) -> bool:
        """Whether it says what `text` says. What has nothing that counts is kept."""
        gist = gist_of(text, self._language)
        if not gist.weight or any(one.comparable.find(text) for one in self._passages):
            return True
        count = len(self._passages)
        return any(
            self._share(gist, start, stop) > MOSTLY
            for start in range(count)
            for stop in range(start + 1, min(start + TOGETHER, count) + 1)
        )

    def says(self, text: str) -> bool:
        """As `keeps`; what has nothing that counts is said only where its very words stand."""
        has_gist = gist_of(text, self._language).weight > 0
        return (
            self.keeps(text)
            if has_gist
            else any(one.comparable.find_words(text) for one in self._passages)
        )

    def place_of(self, text: str) -> tuple[Passage, str] | None:
        """The one passage that surely says what `text` says, and its sentence that does; None where there is none,
        or it can't be told which. What stands in a section comes before a summary or a key fact."""
        gist = gist_of(text, self._language)
        shares = [
            (self._share(gist, index, index + 1, names_anywhere=False), one)
            for index, one in enumerate(self._passages)
            if gist.weight and gist.numbers <= self._numbers[index]
        ]
        sure = [one for share, one in shares if share >= SURELY]
        # Of several, the one that says least besides.
        asked = Said([Passage(RichText.verbatim(text), Message(""))], self._language)
        alike = [asked._share(gist_of(one.text, self._language), 0, 1) for one in sure]
        found = [one for one, how in zip(sure, alike, strict=True) if how == max(alike)]
        found = [one for one in found if one.of_article] or found
        if len(found) != 1:
            return None
        parts = [
            replace(found[0], words=RichText.verbatim(one))
            for one in split_sentences(found[0].text, self._language)
        ]
        said = Said(parts, self._language)
        told = [said._share(gist, at, at + 1, names_anywhere=False) for at in range(len(parts))]
        return found[0], parts[told.index(max(told))].text

    def has(self, words: str) -> bool:
        """Whether each of the words stands anywhere in it, in whatever form."""
        return is_met(words, self._everything, self._language)

    @cached_property
    def _words(self) -> Sequence[frozenset[str]]:
        return [frozenset(words_of(one.text)) for one in self._passages]

    @cached_property
    def _numbers(self) -> Sequence[set[str]]:
        return [numbers_of(one.text) for one in self._passages]

    @cached_property
    def _everything(self) -> Collection[str]:
        return frozenset().union(*self._words)

    def _share(self, gist: Gist, start: int, stop: int, *, names_anywhere: bool = True) -> float:
        """How much of what counts is met from one passage to another."""
        within = range(start, stop)
        numbers = gist.numbers & set().union(*self._numbers[start:stop])
        if 2 * len(numbers) < len(gist.numbers):
            return 0.0

        def met(words: Iterable[str]) -> int:
            return sum(any(self._is_met(word, at) for at in within) for word in words)

        here = _NUMBER_WEIGHT * len(numbers) + _WEIGHT * met(gist.words | gist.names)
        if names_anywhere and here:  # alone, they are met everywhere
            away = [one for one in gist.names if not met([one])]
            here += _WEIGHT * sum(self._is_met(name, _ANYWHERE) for name in away)
        return (here + _STOP_WEIGHT * met(gist.little)) / gist.weight

    def _is_met(self, word: str, at: int) -> bool:
        """Whether the word is met in the passage at that place, or anywhere."""
        key = word, at
        if key not in self._met:
            self._met[key] = is_met(
                word, self._everything if at == _ANYWHERE else self._words[at], self._language
            )
        return self._met[key]
