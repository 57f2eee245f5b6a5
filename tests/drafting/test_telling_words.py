"""What is left out of a key fact is what it is about."""

from __future__ import annotations

import pytest

from lessonpress.drafting.telling_words import telling_words


def of(fact: str, language: str = "en", text: str = "") -> str:
    [word] = telling_words([fact], f"{text}\n{fact}", language)
    return word


@pytest.mark.parametrize(
    ("language", "fact", "word"),
    [
        ("en", "About 1,500 people died.", "1,500"),
        ("en", "Neil Armstrong was the first person to walk there.", "Neil Armstrong"),
        ("en", "The ship carried lifeboats for about half of those aboard.", "lifeboats"),
        ("en", "Soviet influence shaped Czechoslovakia's future.", "Czechoslovakia"),
        ("en", "It began on 5 May in the capital.", "capital"),
        ("de", "Während der Teilung gab es ungefähr 5000 gelungene Fluchten.", "5000"),
        ("de", "Danach wurden die Grenzübergänge geschlossen.", "Grenzübergänge"),
        ("cs", "Alexander Dubček byl odvlečen do Moskvy.", "Alexander Dubček"),
        ("cs", "Okupace trvala téměř třiadvacet let.", "třiadvacet"),
        ("fr", "Environ quarante personnes furent arrêtées.", "arrêtées"),
        ("es", "Entonces llegaron los marineros.", "marineros"),
        ("sk", "Povstanie trvalo niekoľko mesiacov.", "Povstanie"),
    ],
)
def test_it_is_a_name_a_number_or_a_word_that_means_something(
    language: str, fact: str, word: str
) -> None:
    assert of(fact, language) == word


def test_the_rarer_name_is_taken_and_none_twice() -> None:
    facts = ["The Wall stood in Berlin.", "People in Berlin crossed the Wall at Bornholmer Straße."]
    text = "The Wall. Berlin and the Wall. In Berlin, the Wall. At the Wall stood guards."
    assert telling_words(facts, "\n".join([text, *facts]), "en") == ["Berlin", "Bornholmer Straße"]


def test_the_capital_of_a_sentences_first_word_makes_no_name() -> None:
    assert of("Armed workers marched through Prague.") == "Prague"
    assert of("The East was quiet.", text="They came from the East.") == "East"


@pytest.mark.parametrize("fact", ["It was.", "", "…", "Moon"])
def test_where_nothing_could_be_left_nothing_is_left_out(fact: str) -> None:
    assert of(fact) == ""


def test_a_language_without_spaces_has_no_words_to_leave_out() -> None:
    assert of("1911年10月10日，武昌起义爆发，清朝灭亡。", "zh") == ""
