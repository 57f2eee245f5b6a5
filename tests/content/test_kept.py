"""Whether a text still says what another said is told by numbers, names and words, in whatever form."""

from __future__ import annotations

import pytest

from lessonpress.content.evidence import Passage
from lessonpress.content.kept import Said, gist_of, numbers_of
from lessonpress.richtext import RichText
from lessonpress.words import Message


def said(*texts: str, language: str = "en", facts: int = 0) -> Said:
    """What these paragraphs say, of which the first are `facts`."""
    return Said(
        [
            Passage(RichText.verbatim(text), Message(f"{number}"), of_article=number > facts)
            for number, text in enumerate(texts, start=1)
        ],
        language,
    )


EASY = said(
    "Galileo lived in Padua.",
    "He built a telescope. It made things look 20 times as big.",
    "He saw mountains on the Moon, and mice in the house.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Galileo built one that made things look 20 times as big.",  # `he`, a paragraph later
        "He made telescopes.",
        "There was a mouse.",
        "the MOON, and  mice",
        "He saw 2 mountains.",  # a small number may be a word
        "He lived in Padua and built a telescope.",  # in two paragraphs
        "So it was.",  # nothing that counts
    ],
)
def test_what_is_said_in_other_forms_is_kept(text: str) -> None:
    assert EASY.keeps(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kepler wrote a letter to the emperor.",
        "In 1609, Galileo looked at the Moon.",  # a number that is gone
        "The valleys lay in shadow.",
        "Galileo published a famous book.",  # a name alone is met everywhere
    ],
)
def test_what_isn_t_said_is_lost(text: str) -> None:
    assert not EASY.keeps(text)


def test_what_is_said_far_apart_isn_t_said() -> None:
    far = said("Soldiers came.", "It rained.", "It snowed.", "It was late.", "A bridge fell.")
    assert not far.keeps("soldiers crossed a wooden bridge")
    assert said("Soldiers came.", "A wooden bridge fell.").keeps("soldiers crossed a wooden bridge")


def test_words_are_met_in_the_forms_of_their_language() -> None:
    czech = said("Vojáci přišli přes hory do Prahy.", language="cs")
    assert czech.keeps("příchod vojáků přes horu")
    german = said("Die Häuser standen leer.", language="de")
    assert german.keeps("Das Haus stand leer.")


def test_the_place_is_named_only_where_it_is_the_one() -> None:
    found = EASY.place_of("a telescope that made things look 20 times as big")
    assert found is not None
    assert str(found[0].where) == "2"
    assert found[1] == "It made things look 20 times as big."
    assert EASY.place_of("Kepler wrote letters.") is None
    twice = said("He built a telescope.", "He built a telescope.")
    assert twice.place_of("He built telescopes.") is None


def test_a_paragraph_comes_before_a_key_fact_that_says_the_same() -> None:
    both = said("He built a telescope.", "He built a telescope.", facts=1)
    found = both.place_of("He built telescopes.")
    assert found is not None
    assert str(found[0].where) == "2"


def test_numbers_are_compared_without_what_parts_their_thousands() -> None:
    assert numbers_of("1,000 and 2 000 and 3.000 and 4,5") == {"1000", "2000", "3000", "4.5"}
    assert numbers_of("1, 2, 12 and 13") == {"13"}


def test_names_have_a_capital_within_a_sentence_but_not_in_german() -> None:
    assert gist_of("Yesterday Konev met Svoboda.", "en").names == {"konev", "svoboda"}
    assert gist_of("Gestern stand das Haus.", "de").names == frozenset()
