"""Choices are shuffled unless they have an order of their own."""

from __future__ import annotations

import pytest

from lessonpress.activities.base import Setting
from lessonpress.activities.choice_order import order_of_choices


def orders(*choices: str, language: str = "en") -> set[tuple[int, ...]]:
    setting = Setting("a1", "lesson", language=language)
    return {order_of_choices(choices, setting, part, shuffle=True) for part in range(60)}


def test_every_order_comes_up() -> None:
    assert len(orders("a truce", "a war", "a flag")) == 6


@pytest.mark.parametrize("choice", ["A truce", "Plan B", "Vitamin C", "Only A few", "World War I"])
def test_a_letter_that_names_no_choice_hinders_nothing(choice: str) -> None:
    assert len(orders(choice, "a war", "a flag")) == 6


@pytest.mark.parametrize(
    "choice", ["A and D", "(a) and (b)", "Oba A i B", "Antwort B", "A", "All except B"]
)
def test_letters_of_choices_keep_the_order(choice: str) -> None:
    named = "D" not in choice
    assert (orders("so", "not so", choice) == {(0, 1, 2)}) == named


@pytest.mark.parametrize(
    ("language", "choice"),
    [
        ("pl", "Żadna z powyższych odpowiedzi"),
        ("pl", "Wszystkie powyższe"),
        ("uk", "Жодна з наведених"),
        ("uk", "Усі відповіді правильні"),
        ("ar", "كل ما سبق"),
        ("ar", "لا شيء مما سبق"),
        ("cs", "Žádná z uvedených možností"),
    ],
)
def test_what_speaks_of_the_others_stays_last_in_other_languages(
    language: str, choice: str
) -> None:
    assert {order[2] for order in orders("so", "not so", choice, language=language)} == {2}


@pytest.mark.parametrize(
    ("language", "choice"),
    [("uk", "А і Б"), ("uk", "A і B"), ("ar", "أ و ب"), ("ru", "Только А и Б"), ("pl", "A oraz B")],
)
def test_letters_of_choices_are_those_of_the_language(language: str, choice: str) -> None:
    assert orders("so", "not so", choice, language=language) == {(0, 1, 2)}


@pytest.mark.parametrize("choice", ["كل الناس", "Усі люди", "Wszystkie psy"])
def test_what_only_begins_like_them_is_shuffled_in_any_language(choice: str) -> None:
    assert len(orders(choice, "a war", "a flag", language="ar")) == 6


@pytest.mark.parametrize("choice", ["All the soldiers", "None survived", "One of the leaders"])
def test_what_only_begins_like_them_is_shuffled(choice: str) -> None:
    assert len(orders(choice, "a war", "a flag")) == 6


def test_what_stays_last_does_so_in_the_order_given() -> None:
    assert {order[2:] for order in orders("Both", "a", "Neither", "b")} == {(0, 2)}
