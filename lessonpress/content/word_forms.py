"""Word forms: whether a word of the vocabulary is met in a text, in whatever form it stands there.

Two words count as forms of one where one is the beginning of the other, less an ending of two
letters (liberate, liberation); where English makes -ves of -f (wives, wolves); or where simplemma
knows the same ground form for both (mice, fought; some fifty languages). Its word lists take a
second to load: they are asked last.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from lessonpress.comparison import fold

_WORD = re.compile(r"\w+")


def words_of(text: str) -> Iterator[str]:
    """The words of a text as they are compared."""
    return iter(_WORD.findall(fold(text)))


def is_met(term: str, words: Collection[str], language: str) -> bool:
    """Whether every word of `term` is among `words` (of `words_of`), in whatever form.

    `language` is a tag such as `cs` or `de-AT`.
    """
    return all(
        _has_beginning(word, words) or _has_ground_form(word, words, language)
        for word in words_of(term)
    )


def _has_beginning(word: str, words: Collection[str]) -> bool:
    stem = word if len(word) <= 3 else word[: max(3, len(word) - 2)]
    return any(other.startswith(stem) for other in words)


def _has_ground_form(word: str, words: Collection[str], language: str) -> bool:
    main = language.partition("-")[0].casefold()
    wanted = _ground_forms(word, main)
    return any(wanted & _ground_forms(other, main) for other in words)


@cache
def _ground_forms(word: str, language: str) -> frozenset[str]:
    import simplemma

    found = {word}
    if language == "en" and len(word) > 4 and word.endswith("ves"):
        found |= {f"{word[:-3]}f", f"{word[:-3]}fe"}
    # German nouns are known with a capital only, names in any language.
    for form in (word, word.capitalize()):
        try:
            found.add(simplemma.lemmatize(form, lang=language).casefold())
        except ValueError:  # a language that it has no list for
            break
    return frozenset(found)


def is_ordinary(word: str, language: str) -> bool:
    """Does a dictionary of the language (BCP 47) have this word, in small letters, as no name?"""
    import simplemma

    main = language.partition("-")[0].casefold()
    try:
        known = simplemma.is_known(word, lang=main)
        return known and not simplemma.lemmatize(word, lang=main)[0].isupper()
    except ValueError:  # a language that it has no list for
        return False
