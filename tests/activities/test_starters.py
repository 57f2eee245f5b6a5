"""How an answer may begin, by what is asked, in the language of the question."""

from __future__ import annotations

import pytest

from lessonpress.activities.starters import I_THINK, TEXT_SAYS, starter_for
from lessonpress.words import languages, words_for


@pytest.mark.parametrize(
    ("question", "starter"),
    [
        ("Why did it end?", "The reason is that …"),
        ("Who signed it, and when?", "It was …"),
        ("When did they meet who had fled?", "It was in …"),
        ("How many were there?", "The number is …"),
        ("How did it end?", "The text says that …"),
        ("What do the words “whom we know” tell you?", "The text says that …"),
        ("Why do you think that they left?", "I think that …, because …"),
        ("Compare the two.", "Both …, but …"),
        ("Tell what happened.", "The text says that …"),
        ("Explain.", "The text says that …"),
    ],
)
def test_a_question_is_answered_as_it_asks(question: str, starter: str) -> None:
    assert str(starter_for(question, "en")) == starter


def test_what_says_nothing_is_begun_as_usual() -> None:
    assert starter_for("And then?", "en", I_THINK) == I_THINK
    assert starter_for("Γιατί;", "el") == TEXT_SAYS


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("cs", "Proč odešli?"),
        ("sk", "Prečo odišli?"),
        ("de", "Warum gingen sie?"),
        ("fr", "Pourquoi sont-ils partis ?"),
        ("es", "¿Por qué se fueron?"),
        ("pl", "Dlaczego odeszli?"),
        ("uk", "Чому вони пішли?"),
        ("ar", "لماذا غادروا؟"),
    ],
)
def test_every_language_has_its_question_words(language: str, question: str) -> None:
    assert starter_for(question, language).text == "The reason is that …"


def test_none_is_left_out() -> None:
    reasons = {words_for(one)("The reason is that …") for one in languages()}
    assert len(reasons) == len(languages())
