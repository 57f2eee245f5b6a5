"""The glossary: the vocabularies of several lessons as one, sorted as the language sorts.

Each language's alphabet is told as a tailoring of one common order, as in the Unicode Common Locale
Data Repository (CLDR, common/collation/*.xml; https://www.unicode.org/reports/tr35/tr35-collation.html).
Libraries that bring all of it need a compiler (PyICU), or 50 MB in somebody else's wheels; others know no
language's own alphabet (pyuca, feruca) or don't sort (icu4py). Where the alphabet isn't told here, `can_sort` says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from lessonpress.comparison import fold
from lessonpress.richtext import RichText

# --- the order of letters ------------------------------------------------------------------------

# Letters of their own, each behind the one that it follows. From CLDR's rules for the language, in
# which `h<ch` is `&H<ch`.
_TAILORINGS = {
    "cs": "c<č h<ch r<ř s<š z<ž",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö s<sz t<ty u<ü z<zs",
    "ro": "a<ă<â i<î s<ș t<ț",
    "es": "n<ñ",
    "sv": "z<å<ä<ö",
    "da": "z<æ<ø<å",
}
_LIKE = {
    **dict.fromkeys(("bs", "sl", "sr"), "hr"),
    **dict.fromkeys(("nb", "nn", "no"), "da"),
    "fi": "sv",
}

# Cyrillic letters as the alphabets of its languages order them together (DUCET's order); ё is е with
# two dots there, as ö is o.
_CYRILLIC = "абвгґдђѓеєжзѕиіїйјклљмнњопрстћќуўфхцчџшщъыьэюяѣ"
_CYRILLIC_LANGUAGES = frozenset({"uk", "ru", "be", "bg", "mk"})

# Letters that a stroke or a ligature sets apart and Unicode doesn't decompose.
_PLAIN_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"})

# Languages that sort as the common order does: those without a tailoring in CLDR.
_COMMON = frozenset(
    ["ca", "de", "el", "en", "fr", "ga", "gl", "id", "it", "lb", "ms", "nl", "pt", "sw"]
)

Place = tuple[int, int, int]
SortKey = tuple[tuple[Place, ...], str, str]


def sort_key(text: str, language: str) -> SortKey:
    """What to compare texts by in that language (BCP 47).

    First come the letters, in the order of its alphabet; then, where these are the same, accents;
    then capitals. Spaces and signs come before digits, these before letters.
    """
    main = language.partition("-")[0].lower()
    own = _own_letters(main)
    longest = max(map(len, own), default=1)
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    letters: list[Place] = []
    start = 0
    while start < len(folded):
        for length in range(longest, 0, -1):
            place = own.get(folded[start : start + length])
            if place is not None:
                letters.append(place)
                start += length
                break
        else:
            letters += _places(folded[start], main)
            start += 1
    return tuple(letters), unicodedata.normalize("NFD", folded), text.swapcase()


def can_sort(language: str) -> bool:
    """Is the language's (BCP 47) alphabet known here? Else words come in the order of English."""
    main = language.partition("-")[0].lower()
    return main in _COMMON | _CYRILLIC_LANGUAGES | _TAILORINGS.keys() | _LIKE.keys()


@cache
def _own_letters(language: str) -> dict[str, Place]:
    """The letters that the language's alphabet has besides the common ones."""
    rules = _TAILORINGS.get(_LIKE.get(language, language), "").split()
    return {
        unicodedata.normalize("NFC", letter): (_LATIN, ord(base), place)
        for base, *letters in (rule.split("<") for rule in rules)
        for place, letter in enumerate(letters, start=1)
    }


_SIGN, _DIGIT, _FIRST, _LATIN, _OTHER = range(5)


def _places(character: str, language: str) -> Iterable[Place]:
    """Where a character stands; none for an accent by itself, two for `æ`."""
    if character in _CYRILLIC:
        script = _FIRST if language in _CYRILLIC_LANGUAGES else _OTHER
        return [(script, ord("а"), _CYRILLIC.index(character))]
    return [
        _place(letter, language)
        for letter in unicodedata.normalize("NFD", character.translate(_PLAIN_LETTERS))
        if not unicodedata.combining(letter)
    ]


def _place(letter: str, language: str) -> Place:
    if letter in _CYRILLIC:  # ё and what else has an accent
        return next(iter(_places(letter, language)))
    if not letter.isalpha():
        return (_DIGIT if letter.isdigit() else _SIGN), ord(letter), 0
    if letter.isascii():
        return _LATIN, ord(letter), 0
    greek = "α" <= letter <= "ω"
    return (_FIRST if greek and language == "el" else _OTHER), ord(letter), 0


# --- entries -------------------------------------------------------------------------------------


class InLanguage(Protocol):
    """A text in another language (BCP 47)."""

    @property
    def language(self) -> str: ...

    @property
    def text(self) -> RichText: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A term of one lesson's vocabulary; `lesson` counts from 1. `translations` are what other languages call it."""

    term: RichText
    definition: RichText
    lesson: int
    translations: tuple[InLanguage, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """A definition, and the numbers of the lessons that have it."""

    definition: RichText
    lessons: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and what it means; several definitions only where lessons differ. `translations` are all that any of
    the lessons has for it."""

    term: RichText
    meanings: tuple[Meaning, ...]
    translations: tuple[InLanguage, ...] = ()


def merge_glossary(words: Iterable[Word], language: str) -> tuple[Entry, ...]:
    """The words of all lessons, each term once, in the order of the language.

    Terms are the same where they differ in capitals only, definitions where their words are the
    same but for white space. The first lesson's spelling counts.
    """
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(_folded(word.term), []).append(word)
    entries = [Entry(same[0].term, _meanings(same), _translations(same)) for same in found.values()]
    return tuple(sorted(entries, key=lambda entry: sort_key(entry.term.plain, language)))


def _meanings(words: Sequence[Word]) -> tuple[Meaning, ...]:
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(" ".join(word.definition.plain.split()), []).append(word)
    return tuple(
        Meaning(same[0].definition, tuple(dict.fromkeys(word.lesson for word in same)))
        for same in found.values()
    )


def _translations(words: Sequence[Word]) -> tuple[InLanguage, ...]:
    """Each once, those of one language beside each other."""
    found = dict.fromkeys(one for word in words for one in word.translations)
    order = list(dict.fromkeys(one.language for one in found))
    return tuple(sorted(found, key=lambda one: order.index(one.language)))


def _folded(term: RichText) -> str:
    return fold(term.plain).strip()
