"""Syllables of a word, by the rules of its language: what formulas of reading count. Numbers written in figures have one.

A syllable has one vowel, diphthong or syllabic consonant. Looked at and left: pyphen (says where a line may break, which isn't
before a first letter), textstat (asks a server for a dictionary), packages for one language alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lessonpress.words import main_language

_ENGLISH_VOWELS = re.compile(r"[aeiouyáéíóúýěůäöü]+")
_SILENT_END = re.compile(r"(?:[^aeiouyl]e|[^aeiouydt]ed|[^aeiouysxzcgh]es|[^aeiouys]{2}les?)\Z")

# Czech: ou, au, eu are one syllable; r, l between consonants, or after one at the end, are syllabic, and so is m in
# sedm, osm. Internetová jazyková příručka, Ústav pro jazyk český AV ČR, „Dělení slov“.
_CZECH = re.compile(
    r"ou|au|eu|[aáeéěiíoóuúůyý]|(?<=[bcčdďfghjklmnňpqřsštťvwxzž])[rl](?![aáeéěiíoóuúůyý])|(?<=[ds])m\Z"
)
# Slovak: ia, ie, iu, ô are diphthongs; r, ŕ, l, ĺ between consonants are syllabic. Pravidlá slovenského pravopisu.
_SLOVAK = re.compile(
    r"i[aáeu]|[aáäeéiíoóôuúyý]|(?<=[bcčdďfghjkmnňpqsštťvwxzž])[rl](?=[bcčdďfghjkmnňpqsštťvwxzž])|(?<=[bcčdďfghjkmnňpqsštťvwxzž])[rl]\Z|[ŕĺ]"
)
# Polish: i before a vowel only softens what is before it; au, eu are mostly one syllable.
_POLISH = re.compile(r"au|eu|i(?![aąeęoóu])|[aąeęoóuy]")
# German: two vowels are one where they are a diphthong or a long one; y is a vowel but before another.
_GERMAN = re.compile(
    r"eau|ai|ei|au|äu|eu|ie(?!r(?:e|u|t)\b)|oo|ee|aa|y(?![aeiouäöü])|(?<!q)u|[aeioäöü]"
)
# French: groups of vowels by how they are said; i, u, ou before a vowel are no syllables.
_FRENCH = re.compile(
    r"[iïuy]?eau|[iy]?œu|ou[iïîaàâeéèê]|oue|o[iî][en]?|[iïuy][eéèê]u?|i[oaàâu]|u[iîaà]"
    r"|a[iîu]|e[iu]|ou|où|oû|[aàâäeéèêëiîïoôöuùûüyÿœæ]"
)
_FRENCH_SILENT = re.compile(
    r"(?<=[^aàâeéèêiîoôuùûyœæ])es?\Z|(?<=[iïuéy])es?\Z|(?<=ai|oi|èr|nn|ss|tt)ent\Z"
)
# In gue, gui, que, qui the u is not said.
_SILENT_U = re.compile(r"(?<=[gq])u(?=[eéèêëiîïí])")
# Spanish: two vowels are two syllables where both are strong (a, e, o) or the weak one has an accent; h between them counts
# for nothing. Real Academia Española, Ortografía de la lengua española (2010), II.
_SPANISH = re.compile(
    r"[iuüy]?[aeoáéó](?:[iuü](?![aeoáéóíú])|y(?![aeiouáéíóú]))?|[íú]|[iuü]+y?(?![aeoáéó])|[iuü]|y(?![aeiouáéíóú])"
)


def count_syllables(word: str, language: str = "en") -> int:
    """The syllables of a word, at least one; the language (BCP 47) is one of COUNTED."""
    return _RULES[main_language(language)](word.lower())


def _english(word: str) -> int:
    groups = len(_ENGLISH_VOWELS.findall(word))
    if groups > 1 and _SILENT_END.search(word):
        groups -= 1
    return max(groups, 1)


def _by(pattern: re.Pattern[str]) -> Callable[[str], int]:
    return lambda word: max(len(pattern.findall(word)), 1)


def _french(word: str) -> int:
    word = _SILENT_U.sub("", word)
    if len(_FRENCH.findall(word)) > 1:
        word = _FRENCH_SILENT.sub("", word)
    return max(len(_FRENCH.findall(word)), 1)


def _spanish(word: str) -> int:
    return max(len(_SPANISH.findall(_SILENT_U.sub("", word))), 1)


_RULES: Mapping[str, Callable[[str], int]] = {
    "en": _english,
    "cs": _by(_CZECH),
    "sk": _by(_SLOVAK),
    "pl": _by(_POLISH),
    "de": _by(_GERMAN),
    "fr": _french,
    "es": _spanish,
}
#: The languages whose syllables can be counted.
COUNTED = frozenset(_RULES)
