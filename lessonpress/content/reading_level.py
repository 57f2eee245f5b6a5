"""How hard a text is to read, by a formula that was made for its language.

Each has a scale of its own: years of school, which count up, or a score, which counts down as a text gets harder. Levels of
two texts in one language may be compared, those of two languages may not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lessonpress.comparison import fold
from lessonpress.content.syllables import count_syllables
from lessonpress.sentences import split_sentences
from lessonpress.words import main_language

#: A grade is a year of school; a score has its own ends, and more of it is easier.
Scale = Literal["grade", "score"]
#: A text of fewer words has no level.
FEWEST_WORDS = 30
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MANY = 3
_HARD_POLISH = 4
_LONG = 6


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """What a formula says of a text, on its scale."""

    formula: str
    scale: Scale
    value: float

    def easier_than(self, other: ReadingLevel) -> bool:
        if self.scale == "grade":
            return self.value < other.value
        return self.value > other.value

    def __str__(self) -> str:
        return (
            f"grade {max(self.value, 0):.1f}"
            if self.scale == "grade"
            else f"{self.value:.0f} points"
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in a text: its sentences, its words in small letters, and the syllables of each."""

    sentences: int
    words: Sequence[str]
    syllables: Sequence[int]

    @property
    def sentence_length(self) -> float:
        """Words to a sentence."""
        return len(self.words) / self.sentences

    @property
    def word_length(self) -> float:
        """Syllables to a word."""
        return sum(self.syllables) / len(self.words)

    def percent(self, those: Sequence[bool]) -> float:
        """Of a hundred words, how many are so."""
        return 100 * sum(those) / len(self.words)


def reading_level(text: str, language: str) -> ReadingLevel | None:
    """The level of a text in a language (BCP 47); None for one of fewer than FEWEST_WORDS words, or where there is
    no formula for the language. Every line of `text` ends a sentence."""
    formula = _FORMULAS.get(main_language(language))
    counts = None if formula is None else count(text, language)
    if formula is None or counts is None:
        return None
    return ReadingLevel(formula.name, formula.scale, formula.of(counts))


def formula_of(language: str) -> tuple[str, Scale] | None:
    """The name and scale of the formula for a language; None where there is none."""
    formula = _FORMULAS.get(main_language(language))
    return None if formula is None else (formula.name, formula.scale)


def count(text: str, language: str) -> Counts | None:
    """What is counted in the text; None for one of too few words."""
    lines = text.splitlines()
    sentences = sum(
        1 for line in lines for one in split_sentences(line, language) if _WORD.search(one)
    )
    words = [fold(one) for one in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return None
    return Counts(sentences, words, [count_syllables(one, language) for one in words])


def _flesch_kincaid(text: Counts) -> float:
    """J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, "Derivation of New Readability Formulas for
    Navy Enlisted Personnel", Research Branch Report 8-75 (1975). US school grades."""
    return 0.39 * text.sentence_length + 11.8 * text.word_length - 15.59


def _czech_flesch(text: Counts) -> float:
    """K. Bendová and S. Cinková, "Adaptation of Classic Readability Metrics to Czech", TSD 2021 (Springer),
    159–171, doi:10.1007/978-3-030-83527-9_14. As Flesch's Reading Ease: 0 to 100."""
    return 206.935 - 1.672 * text.sentence_length - 62.18 * text.word_length


def _slovak_mistrik(text: Counts) -> float:
    """J. Mistrík, "Meranie zrozumiteľnosti prehovoru", Slovenská reč 33 (1968), 171–178: R = 50 − S·V·L/N, with L
    different words among N. 0 to 50."""
    different = len(set(text.words)) / len(text.words)
    return 50 - text.word_length * text.sentence_length * different


def _wiener_sachtextformel(text: Counts) -> float:
    """R. Bamberger and E. Vanecek, Lesen – Verstehen – Lernen – Schreiben (Vienna: Jugend und Volk, 1984): the first
    formula. School years 4 to 15; what is easier than the fourth comes out lower."""
    many = text.percent([one >= _MANY for one in text.syllables])
    long = text.percent([len(one) > _LONG for one in text.words])
    single = text.percent([one == 1 for one in text.syllables])
    return 0.1935 * many + 0.1672 * text.sentence_length + 0.1297 * long - 0.0327 * single - 0.875


def _kandel_moles(text: Counts) -> float:
    """L. Kandel and A. Moles, "Application de l'indice de Flesch à la langue française", Cahiers Études de
    Radio-Télévision 19 (1958), 253–274. As Flesch's Reading Ease: 0 to 100."""
    return 207 - 1.015 * text.sentence_length - 73.6 * text.word_length


def _szigriszt_pazos(text: Counts) -> float:
    """F. Szigriszt Pazos, Sistemas predictivos de legibilidad del mensaje escrito (Universidad Complutense de
    Madrid, 1993). 0 to 100, as the scale INFLESZ has it: I. M. Barrio-Cantalejo and others, Anales del Sistema
    Sanitario de Navarra 31 (2008), 135–152."""
    return 206.835 - 62.3 * text.word_length - text.sentence_length


def _fog_pl(text: Counts) -> float:
    """B. Broda, B. Nitoń, W. Gruszczyński and M. Ogrodniczuk, "Measuring Readability of Polish Texts", LREC 2014,
    573–580: Gunning's Fog with words of four syllables or more in their ground form. Years of school."""
    hard = text.percent([_ground_syllables(one) >= _HARD_POLISH for one in text.words])
    return 0.4 * (text.sentence_length + hard)


def _ground_syllables(word: str) -> int:
    """The syllables of a Polish word's ground form, which is looked up only where it may have enough of them."""
    if count_syllables(word, "pl") < _HARD_POLISH - 1:
        return 0
    import simplemma

    return count_syllables(simplemma.lemmatize(word, lang="pl"), "pl")


@dataclass(frozen=True, slots=True)
class _Formula:
    name: str
    scale: Scale
    of: Callable[[Counts], float]


_FORMULAS: Mapping[str, _Formula] = {
    "en": _Formula("Flesch-Kincaid", "grade", _flesch_kincaid),
    "cs": _Formula("Flesch for Czech by Bendová and Cinková", "score", _czech_flesch),
    "sk": _Formula("Mistrík", "score", _slovak_mistrik),
    "pl": _Formula("FOG-PL", "grade", _fog_pl),
    "de": _Formula("Wiener Sachtextformel", "grade", _wiener_sachtextformel),
    "fr": _Formula("Kandel and Moles", "score", _kandel_moles),
    "es": _Formula("Szigriszt-Pazos (INFLESZ)", "score", _szigriszt_pazos),
}
#: The languages that there is a formula for.
LEVELS = frozenset(_FORMULAS)
