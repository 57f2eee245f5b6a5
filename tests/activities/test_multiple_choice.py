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


# --- several are right ---------------------------------------------------------------------------


def several(answer: str, keys: str = "", choices: str = "one, two, three") -> str:
    return (
        f"{{activity: multiple-choice, shuffle: false, questions: [{{ask: Which, choices: [{choices}], "
        f"answer: {answer}, {keys} evidence: May}}]}}"
    )


def test_a_list_of_answers_is_every_right_choice(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(several("[Three, one.]"))
    [item] = task.items
    assert findings == []
    assert item.answer == "A, C"
    assert item.several
    assert [one.correct for one in item.choices] == [True, False, True]
    assert [str(one.text) for one in task.short_answers] == ["A, C"]


def test_all_that_apply_may_be_one(resolve: Callable[..., Any]) -> None:
    assert not resolve(several("two"))[0].items[0].several
    assert resolve(several("two", "all_that_apply: true,"))[0].items[0].several
    whole = "{activity: multiple-choice, all_that_apply: true, questions: [{ask: a, choices: [b, c], answer: c}]}"
    assert resolve(whole)[0].items[0].several


@pytest.mark.parametrize(
    ("answer", "keys", "where", "code"),
    [
        ("[one, four]", "", ("answer", 1), "answer-not-a-choice"),
        ("[one, One]", "", ("answer", 1), "repeated"),
        ("[one, two]", "all_that_apply: false,", ("answer",), "several-answers"),
    ],
)
def test_a_wrong_list_of_answers_is_told(
    resolve: Callable[..., Any], answer: str, keys: str, where: tuple[Any, ...], code: str
) -> None:
    assert resolve(several(answer, keys))[1] == [(("questions", 0, *where), code)]


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("[one, two]", "[two, one]", False),
        ("[one, two]", "one", True),
        ("[one, two]", "[one, three]", True),
        ("one", "one", False),
    ],
)
def test_activities_agree_on_all_that_is_right(
    resolve: Callable[..., Any], first: str, second: str, differ: bool
) -> None:
    answered: dict[str, Any] = {}
    resolve(several(first), answered=answered)
    _, findings = resolve(several(second), id="a2", answered=answered)
    assert [code for _, code in findings] == ["answers-differ"] * differ


def test_what_students_are_told_fits_what_is_asked(resolve: Callable[..., Any]) -> None:
    from lessonpress.activities import kinds

    def told(*answers: Any) -> str:
        questions = [
            {"ask": str(at), "choices": ["a", "b"], "answer": one} for at, one in enumerate(answers)
        ]
        form = kinds()["multiple-choice"].model_validate(
            {"activity": "multiple-choice", "questions": questions}
        )
        return str(form.usual_instructions)

    assert "all" not in told("a")
    assert "all the right answers" in told(["a", "b"])
    assert "all that apply" in told("a", ["a", "b"])
