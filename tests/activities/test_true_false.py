"""True or false: a false statement has its correction, and the room to write tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from lessonpress.activities import kinds


def test_a_false_statement_carries_its_correction(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(
        "{activity: true-false, statements: [{say: a, answer: true}, "
        "{say: b, answer: False, correction: It was *c*.}]}"
    )
    assert findings == []
    assert [item.answer for item in task.items] == [True, False]
    assert task.items[1].correction.plain == "It was c."


def test_every_statement_has_the_same_room(resolve: Callable[..., Any]) -> None:
    task, _ = resolve(
        "{activity: true-false, statements: [{say: a, answer: true}, "
        f"{{say: b, answer: false, correction: {'long ' * 30}}}]}}"
    )
    assert (task.lines_below, [item.lines for item in task.items]) == (3, [0, 0])
    task, _ = resolve(
        "{activity: true-false, corrections: each, statements: [{say: a, answer: true}, "
        f"{{say: b, answer: false, correction: {'long ' * 30}}}]}}"
    )
    assert (task.lines_below, [item.lines for item in task.items]) == (0, [3, 3])


def test_the_room_is_there_whatever_the_answers(resolve: Callable[..., Any]) -> None:
    for answer in ("true", "false, correction: b"):
        task, _ = resolve(f"{{activity: true-false, statements: [{{say: a, answer: {answer}}}]}}")
        assert task.lines_below == 2


def test_corrections_are_asked_for_or_not(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(
        "{activity: true-false, corrections: false, statements: [{say: a, answer: false}]}"
    )
    assert findings == []
    assert (task.lines_below, task.items[0].lines) == (0, 0)
    form = kinds()["true-false"].model_validate(
        {
            "activity": "true-false",
            "corrections": "false",
            "statements": [{"say": "a", "answer": "true"}],
        }
    )
    assert str(form.usual_instructions) == "Mark True or False."


def test_a_correction_stands_where_it_is_needed_and_only_there(resolve: Callable[..., Any]) -> None:
    _, findings = resolve(
        "{activity: true-false, statements: [{say: a, answer: false}, "
        "{say: b, answer: true, correction: c}, {say: A, answer: true}]}"
    )
    assert findings == [
        (("statements", 2), "repeated"),
        (("statements", 0), "correction-missing"),
        (("statements", 1, "correction"), "correction-of-truth"),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("true", "below"), ("below", "below"), ("each", "each"), ("false", "nowhere")],
)
def test_corrections_are_written_in_one_place(written: str, meant: str) -> None:
    form = kinds()["true-false"].model_validate(
        {
            "activity": "true-false",
            "corrections": written,
            "statements": [{"say": "a", "answer": "true"}],
        }
    )
    assert form.corrections == meant  # type: ignore[attr-defined]


@pytest.mark.parametrize("written", ["above", "", 3, ["below"], {"below": 1}])
def test_another_place_is_no_place(written: object) -> None:
    with pytest.raises(ValidationError, match="no place for corrections"):
        kinds()["true-false"].model_validate(
            {
                "activity": "true-false",
                "corrections": written,
                "statements": [{"say": "a", "answer": "true"}],
            }
        )
