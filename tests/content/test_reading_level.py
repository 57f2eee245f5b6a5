"""Reading levels are what the formulas' authors would get who count by hand, each on the scale that it has."""

from __future__ import annotations

import pytest

from lessonpress.content.reading_level import (
    LEVELS,
    ReadingLevel,
    count,
    formula_of,
    reading_level,
)
from lessonpress.content.syllables import COUNTED

# By language: a text; its sentences, words and syllables, counted by hand; and what the formula makes of these by hand.
COUNTED_BY_HAND = {
    "en": (
        "The war is over. The soldiers go home. Many people wait at the station. They bring flowers and bread."
        " At night they sing an old song. The work begins tomorrow morning.",
        (6, 31, 41),
        2.03,  # 0.39 · 31/6 + 11.8 · 41/31 − 15.59
    ),
    "cs": (
        "Válka skončila. Vojáci jdou domů. Na nádraží čeká mnoho lidí. Mají květiny a chléb."
        " Večer všichni společně zpívají starou píseň. Ráno začne práce. Vlk běží lesem. Děti spí doma a nic neslyší.",
        (8, 32, 63),
        77.83,  # 206.935 − 1.672 · 4 − 62.18 · 63/32
    ),
    "sk": (
        "Vojna sa skončila. Vojaci idú domov. Na stanici čaká veľa ľudí. Majú kvety a chlieb."
        " Večer všetci spolu spievajú starú pieseň. Ráno sa začne práca. Vlk beží lesom. Deti spia doma a nič nepočujú.",
        (8, 34, 65),
        42.35,  # 50 − 65/34 · 34/8 · 32/34: `sa` and `a` stand twice
    ),
    "pl": (
        "Wojna się skończyła. Żołnierze wracają do domu. Na dworcu czeka wielu ludzi. Mają kwiaty i chleb."
        " Wieczorem wszyscy śpiewają starą pieśń. Rano zaczyna się nowa praca. Organizacje pomagają biednym rodzinom.",
        (7, 30, 65),
        3.05,  # 0.4 · (30/7 + 100/30): organizacja has five syllables, pomagać three
    ),
    "de": (
        "Der Krieg ist aus. Die Soldaten gehen nach Hause. Viele Menschen warten am Bahnhof. Sie haben Blumen und"
        " Brot. Am Abend singen alle zusammen ein altes Lied. Morgen beginnt die Arbeit.",
        (6, 31, 50),
        1.85,  # 0.1935 · 200/31 + 0.1672 · 31/6 + 0.1297 · 500/31 − 0.0327 · 1400/31 − 0.875
    ),
    "fr": (
        "La guerre est finie. Les soldats vont à la maison. À la gare, la famille est là. Ils ont des fleurs et du"
        " pain. Le soir, on chante une chanson. Demain, le travail commence.",
        (6, 34, 42),
        110.33,  # 207 − 1.015 · 34/6 − 73.6 · 42/34
    ),
    "es": (
        "La guerra ha terminado. Los soldados vuelven a casa. En la estación espera mucha gente. Tienen flores y pan."
        " Por la noche cantan una vieja canción. Mañana empieza el trabajo. El país está en paz.",
        (7, 35, 64),
        87.92,  # 206.835 − 62.3 · 64/35 − 35/7
    ),
}  # fmt: skip
HARD = {
    "en": "The military administration's comprehensive reorganization necessitated extraordinary deliberation,"
    " considerable expenditure and unprecedented international cooperation. ",
    "cs": "Mezinárodní společenství prostřednictvím mimořádného zasedání prodiskutovalo nejdůležitější bezpečnostní"
    " opatření a odpovědnost jednotlivých zúčastněných představitelů. ",
    "sk": "Medzinárodné spoločenstvo prostredníctvom mimoriadneho zasadnutia prediskutovalo najdôležitejšie"
    " bezpečnostné opatrenia a zodpovednosť jednotlivých zúčastnených predstaviteľov. ",
    "pl": "Międzynarodowa społeczność podczas nadzwyczajnego posiedzenia przedyskutowała najważniejsze zagadnienia"
    " bezpieczeństwa oraz odpowiedzialność poszczególnych przedstawicieli. ",
    "de": "Die internationale Staatengemeinschaft verhandelte während außerordentlicher Versammlungen wesentliche"
    " Sicherheitsmaßnahmen sowie Verantwortlichkeiten einzelner Regierungsvertreter. ",
    "fr": "La communauté internationale délibérait extraordinairement concernant les principales responsabilités"
    " administratives et les dispositions sécuritaires indispensables. ",
    "es": "La comunidad internacional deliberaba extraordinariamente sobre las principales responsabilidades"
    " administrativas y las disposiciones imprescindibles. ",
}  # fmt: skip
every_language = pytest.mark.parametrize("language", sorted(LEVELS))


def test_every_formula_is_held_by_a_text_that_was_counted_by_hand() -> None:
    assert set(COUNTED_BY_HAND) == set(HARD) == LEVELS == COUNTED


@every_language
def test_a_text_is_counted_as_by_hand(language: str) -> None:
    text, (sentences, words, syllables), _ = COUNTED_BY_HAND[language]
    found = count(text, language)
    assert found is not None
    assert (found.sentences, len(found.words), sum(found.syllables)) == (
        sentences,
        words,
        syllables,
    )


@every_language
def test_its_level_is_what_the_formula_makes_of_it(language: str) -> None:
    text, _, value = COUNTED_BY_HAND[language]
    level = reading_level(text, language)
    assert level is not None
    assert level.value == pytest.approx(value, abs=0.006)
    assert (level.formula, level.scale) == formula_of(language)


@every_language
def test_a_hard_text_is_harder_on_its_scale(language: str) -> None:
    easy = reading_level(COUNTED_BY_HAND[language][0], language)
    hard = reading_level(HARD[language] * 3, language)
    assert easy is not None
    assert hard is not None
    assert easy.easier_than(hard)
    assert not hard.easier_than(easy)
    assert (easy.value < hard.value) == (easy.scale == "grade")


def test_a_scale_is_told_with_the_value() -> None:
    assert str(ReadingLevel("Flesch-Kincaid", "grade", 3.26)) == "grade 3.3"
    assert str(ReadingLevel("Flesch-Kincaid", "grade", -0.8)) == "grade 0.0"
    assert str(ReadingLevel("Kandel and Moles", "score", 71.4)) == "71 points"


def test_a_text_of_one_s_region_is_of_its_language() -> None:
    text = COUNTED_BY_HAND["de"][0]
    assert reading_level(text, "de-AT") == reading_level(text, "de")


def test_a_line_ends_a_sentence() -> None:
    without, within = (count(text * 10, "en") for text in ("one two three\n", "one two three "))
    assert without is not None
    assert within is not None
    assert (without.sentences, within.sentences) == (10, 1)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Too short to tell.", "en"), ("слово " * 40, "uk"), ("كلمة " * 40, "ar")],
)
def test_a_few_words_have_no_level_and_neither_has_a_language_without_a_sound_formula(
    text: str, language: str
) -> None:
    assert reading_level(text, language) is None
