"""Multiple choice: the answer is one of the choices, and no two choices are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError


def question(choices: str, answer: str) -> str:
    return (
        "{activity: multiple-choice, questions: "
        f"[{{ask: When, choices: [{choices}], answer: {answer}, evidence: May}}]}}"
    )


def test_the_right_choice_is_known_by_its_letter(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(question("1938, '*May*  1939', 1944", "may 1939"))
    (item,) = task.items
    assert findings == []
    assert item.answer == "B"
    assert [(one.letter, one.text.plain, one.correct) for one in item.choices] == [
        ("A", "1938", False),
        ("B", "May 1939", True),
        ("C", "1944", False),
    ]


def test_ids_tell_the_place_and_not_the_answer(resolve: Callable[..., Any]) -> None:
    task, _ = resolve(question("a, b", "b"))
    assert [one.id for one in task.items[0].choices] == ["a1_q1_c1", "a1_q1_c2"]


def test_choices_stay_where_they_are_if_the_author_says_so(resolve: Callable[..., Any]) -> None:
    letters = "q w e r t y u i o p"
    choices = f"[{', '.join(letters.split())}]"
    for known, where in (
        ({}, "shuffle: false, questions: [{"),
        ({}, "shuffle: true, questions: [{shuffle: false, "),
        ({"shuffle_choices": False}, "questions: [{"),
    ):
        task, _ = resolve(
            f"{{activity: multiple-choice, {where}ask: a, choices: {choices}, answer: e}}]}}",
            **known,
        )
        (item,) = task.items
        assert [one.text.plain for one in item.choices] == letters.split()
        assert item.answer == "C"


def test_an_answer_that_is_no_choice_is_found(resolve: Callable[..., Any]) -> None:
    _, findings = resolve(question("one, two", "three"))
    assert findings == [(("questions", 0, "answer"), "answer-not-a-choice")]


def test_the_same_choice_twice_is_found(resolve: Callable[..., Any]) -> None:
    _, findings = resolve(question("one, '*One*', two", "two"))
    assert findings == [(("questions", 0, "choices", 1), "repeated")]


def test_one_choice_is_no_choice(resolve: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError, match="choices"):
        resolve(question("one", "one"))
