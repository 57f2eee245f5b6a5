"""How hard a text is to read, as a US school grade. English only."""

from __future__ import annotations

import re

from lessonpress.sentences import split_sentences

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyáéíóúýěůäöü]+")
_SILENT_END = re.compile(r"(?:[^aeiouyl]e|[^aeiouydt]ed|[^aeiouysxzcgh]es|[^aeiouys]{2}les?)\Z")


def flesch_kincaid_grade(text: str) -> float | None:
    """The Flesch-Kincaid grade level of an English text; None for one of fewer than 30 words.

    0.39 × words per sentence + 11.8 × syllables per word − 15.59: J. P. Kincaid, R. P. Fishburne,
    R. L. Rogers and B. S. Chissom, "Derivation of New Readability Formulas for Navy Enlisted
    Personnel", Research Branch Report 8-75 (1975). Every line of `text` ends a sentence.
    """
    lines = text.splitlines()
    sentences = [one for line in lines for one in split_sentences(line, "en") if _WORD.search(one)]
    words = _WORD.findall(text)
    if len(words) < 30:
        return None
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def count_syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels; a silent e at its end is none."""
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    if groups > 1 and _SILENT_END.search(word):
        groups -= 1
    return max(groups, 1)
