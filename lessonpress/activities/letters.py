"""Letters as a language counts them: what stands in one box of a puzzle."""

from __future__ import annotations

import re
import unicodedata

from lessonpress.words import main_language
from lessonpress.words.lists import listed

# Two characters that are one letter, and stand in one box of the country's crosswords.
_PAIRS: dict[str, tuple[str, ...]] = {
    "cs": ("CH",),
    "sk": ("CH",),
    "hr": ("DŽ", "LJ", "NJ"),
    "bs": ("DŽ", "LJ", "NJ"),
    "nl": ("IJ",),
    "cy": ("CH", "DD", "FF", "NG", "LL", "PH", "RH", "TH"),
}
_LATIN = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
_ALPHABETS = {
    "en": _LATIN,
    "de": f"{_LATIN} Ä Ö Ü",
    "fr": f"{_LATIN} É È À Ç",
    "es": f"{_LATIN} Ñ Á É Í Ó Ú",
    "cs": "A Á B C Č D Ď E É Ě F G H CH I Í J K L M N Ň O Ó P R Ř S Š T Ť U Ú Ů V Y Ý Z Ž",
    "sk": "A Á Ä B C Č D Ď E É F G H CH I Í J K L Ĺ Ľ M N Ň O Ó Ô P R Ŕ S Š T Ť U Ú V Y Ý Z Ž",
}
_ASIDE = re.compile(r"\([^()]*\)")
_DOTTED = str.maketrans({"i": "İ", "ı": "I"})


def letters_of(text: str, language: str) -> tuple[str, ...]:
    """The letters and digits of a text, each as large as it stands in its box.

    Letters with a mark are letters of their own. Spaces, hyphens and the like have no box, nor
    has what stands in parentheses. A German ß takes two, as an SS.
    """
    main = main_language(language)
    plain = unicodedata.normalize("NFC", _ASIDE.sub("", text))
    if main in ("tr", "az"):
        plain = plain.translate(_DOTTED)
    pairs = pairs_of(language)
    found: list[str] = []
    joins = False  # whether the last character may be one letter with the next
    for char in plain.upper():
        if unicodedata.category(char).startswith("M"):
            if found:
                found[-1] += char
        elif not char.isalnum():
            joins = False
            continue
        elif joins and found[-1] + char in pairs:
            found[-1] += char
            joins = False
            continue
        else:
            found.append(char)
        joins = bool(found)
    return tuple(unicodedata.normalize("NFC", one) for one in found)


def pairs_of(language: str) -> tuple[str, ...]:
    """The pairs of characters that the language has as one letter: solvers should be told."""
    return _PAIRS.get(main_language(language), ())


def counts_of(text: str, language: str) -> str:
    """How many boxes each word of a text takes: `7`, or `4, 6` where it has two."""
    parts = re.split(r"[\s\-‐‑–—]+", _ASIDE.sub("", text).strip())
    counts = (len(letters_of(part, language)) for part in parts)
    return listed(filter(None, counts), language)


def alphabet(language: str, words: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The letters that a grid is filled up with: those of the language and, in languages whose
    alphabet isn't known here or that the words are not in, those of the words alone."""
    own = tuple(dict.fromkeys(letter for word in words for letter in word))
    known = tuple(_ALPHABETS.get(main_language(language), "").split())
    if not set(own) & set(known):
        return own
    # Marked letters are rare in every language, and those of the words are likelier to mislead.
    return (*known, *own)


def runs_to_the_left(text: str) -> bool:
    """Whether a text is of a script that is written from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def first_letter(text: str, language: str) -> str:
    """The first letter as the language counts them, with its marks: a Czech `Ch`."""
    if text[:2].upper() in pairs_of(language):
        return text[:2]
    end = 1
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return text[:end]
