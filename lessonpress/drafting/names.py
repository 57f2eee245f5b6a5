"""Names: whom and where the text speaks of, as far as it tells which is which.

A person is who stands in the event's `people`, or goes by a first name or a title; a place is what Unicode's CLDR
calls a country or a city, or what stands behind *in* and the like. What could be either, is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lessonpress.activities.written_values import locale_of
from lessonpress.content.word_forms import is_ordinary
from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.languages.first_names import FIRST_NAMES
from lessonpress.drafting.sentences_in import WORD, Sentence

_PART = r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:['’-][A-ZÀ-ÖØ-Þa-zß-öø-ÿĀ-ž]+)*"
_RUN = re.compile(rf"\b{_PART}(?: (?:(?:von|van|de|da|di) )?{_PART})*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands in a sentence. A place has the `preposition` before it; its `group` is of those whose
    names stand in one case. `starts` says whether it begins the sentence, `base` whether it is the form that answers
    *who?*, as far as can be told."""

    text: str
    kind: Literal["person", "place"]
    sentence: Sentence
    start: int
    stop: int
    preposition: str = ""
    group: str = ""
    starts: bool = False
    base: bool = False

    @property
    def folded(self) -> str:
        return self.text.casefold()


def people_in(
    sentences: Iterable[Sentence], data: LanguageData, known: Iterable[str]
) -> list[Name]:
    """Every person of two names or more, where one stands; `known` are those that the event names."""
    named = {one.casefold() for one in known}
    found = []
    for sentence in sentences:
        for match in _RUN.finditer(sentence.text):
            if (one := _person(match, sentence, data, named)) is not None:
                found.append(one)
    return found


def _person(
    match: re.Match[str], sentence: Sentence, data: LanguageData, known: set[str]
) -> Name | None:
    words = _POSSESSIVE.sub("", match[0]).split(" ")
    offset = match.start()
    titled = False
    while words and words[0].lower() in data.titles:
        offset += len(words[0]) + 1
        words = words[1:]
        titled = True
    text = " ".join(words)
    possessive = match[0].endswith(("'s", "’s", "'", "’"))
    if not 2 <= len(words) <= 4 or possessive:
        return None
    if not titled and text.casefold() not in known and words[0].casefold() not in FIRST_NAMES:
        return None
    if words[-1].casefold() in data.titles or words[-1].lower() in data.dependent:
        return None
    starts = not sentence.text[:offset].strip() or (titled and match.start() == 0)
    base = starts or data.subject_first or text.casefold() in known
    return Name(text, "person", sentence, offset, offset + len(text), starts=starts, base=base)


def places_in(
    sentences: Iterable[Sentence], language: str, data: LanguageData, people: Iterable[Name]
) -> list[Name]:
    """Every place behind a preposition whose places can be exchanged for one another."""
    persons = {word.casefold() for one in people for word in one.text.split()}
    found = []
    for sentence in sentences:
        for match in _RUN.finditer(sentence.text):
            before = WORD.findall(sentence.text[: match.start()])
            preposition = before[-1] if before else ""
            group = data.place_before.get(preposition.lower(), "")
            if not group or not sentence.text[: match.start()].endswith(f"{preposition} "):
                continue
            text = _POSSESSIVE.sub("", match[0])
            if text != match[0] or any(word.casefold() in persons for word in text.split()):
                continue
            if _is_place(text, language, data):
                found.append(
                    Name(
                        text, "place", sentence, match.start(), match.end(), preposition, group,
                        starts=len(before) == 1,
                    )
                )  # fmt: skip
    return found


def _is_place(text: str, language: str, data: LanguageData) -> bool:
    words = text.split()
    folded = text.casefold()
    if folded in _no_places(language) or _ground_form(text, language) in _no_places(language):
        return False
    if is_known_place(text, language):
        return True
    if len(words) > 2 or any(word.casefold() in data.titles for word in words):
        return False
    # A capital inside a sentence makes no name of a German noun, nor of an institution elsewhere.
    if language.startswith("de"):
        return False
    if text.isupper() or any(is_ordinary(word.casefold(), language) for word in words):
        return False
    return words[0].casefold() not in FIRST_NAMES


def is_known_place(text: str, language: str) -> bool:
    """Whether it is a country or a city that the CLDR names, in whatever form."""
    return not {text.casefold(), _ground_form(text, language)}.isdisjoint(_places(language))


def _ground_form(text: str, language: str) -> str:
    import simplemma

    try:
        return simplemma.lemmatize(text, lang=language.partition("-")[0].lower()).casefold()
    except ValueError:
        return text.casefold()


@cache
def _places(language: str) -> frozenset[str]:
    """Countries and the cities that time zones are named by, in the language, in small letters (CLDR)."""
    return frozenset(_cldr_places(language))


def _cldr_places(language: str) -> Iterator[str]:
    from babel.core import get_global

    locale = locale_of(language)
    for code, name in locale.territories.items():
        if not code.isdigit():
            yield str(name).casefold()
    for zone in get_global("zone_territories"):
        named = locale.time_zones.get(zone, {}).get("city")
        yield str(named or zone.rpartition("/")[2].replace("_", " ")).casefold()


@cache
def _no_places(language: str) -> frozenset[str]:
    """Months, days, languages: they have a capital in English, and are no place. Nor are continents, in which every
    other place is, too."""
    from babel.dates import get_day_names, get_month_names

    locale = locale_of(language)
    names = [*get_month_names("wide", locale=locale).values()]
    names += [*get_day_names("wide", locale=locale).values(), *locale.languages.values()]
    parts = [name for code, name in locale.territories.items() if code.isdigit()]
    return frozenset(str(name).casefold() for name in [*names, *parts])
