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


# --- what the text doesn't say -------------------------------------------------------------------


def test_a_statement_may_be_none_of_the_texts(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(
        "{activity: true-false, statements: [{say: a, answer: Not in the text}, {say: b, answer: true}]}"
    )
    assert findings == []
    assert [str(one.text) for one in task.short_answers] == ["Not in the text", "True"]
    assert [len(item.choices) for item in task.items] == [3, 3]
    assert [item.lacks_evidence for item in task.items] == [False, True]


def test_the_third_choice_stands_there_where_it_is_asked_for(resolve: Callable[..., Any]) -> None:
    for keys, count in (("", 2), ("not_in_the_text: true,", 3)):
        task, _ = resolve(
            f"{{activity: true-false, {keys} corrections: false, statements: [{{say: a, answer: true}}]}}"
        )
        assert len(task.items[0].choices) == count


def test_nothing_speaks_of_what_is_not_in_the_text(resolve: Callable[..., Any]) -> None:
    _, findings = resolve(
        "{activity: true-false, not_in_the_text: false, statements: "
        "[{say: a, answer: not in the text, correction: b, evidence: May}]}"
    )
    assert findings == [
        (("statements", 0, "answer"), "answer-not-a-choice"),
        (("statements", 0, "correction"), "not-in-the-text"),
        (("statements", 0, "evidence"), "not-in-the-text"),
    ]


def test_whoever_marks_all_the_same_is_right_too_often(resolve: Callable[..., Any]) -> None:
    said = ", ".join(f"{{say: {one}, answer: not in the text}}" for one in "abc")
    task, _ = resolve(f"{{activity: true-false, statements: [{said}]}}")
    assert task.leaning is not None
    assert "not in the text" in task.leaning.message


def test_activities_agree_on_what_the_text_says(resolve: Callable[..., Any]) -> None:
    answered: dict[str, Any] = {}
    spec = "{{activity: true-false, corrections: false, statements: [{{say: a, answer: {}}}]}}"
    resolve(spec.format("false"), answered=answered)
    _, findings = resolve(spec.format("not in the text"), id="a2", answered=answered)
    assert [code for _, code in findings] == ["answers-differ"]


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
