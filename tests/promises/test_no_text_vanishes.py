"""What somebody wrote in a lesson is printed, or is an error at its place; never lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.activities.cloze import ClozeTask
from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.problems import Problem, ProblemError

EVENT = read_event(Path("events/e.txt"), "Title\nA summary.\nOne fact.\n")


def lesson(activity: str) -> Lesson:
    spec = "event: e\nactivities:\n" + activity
    return read_lesson(Path("a.yaml"), {"e": EVENT}.__getitem__, list, spec)[0]


def wrong(activity: str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        lesson(activity)
    [problem] = caught.value.problems
    return problem


def cloze(text: str) -> tuple[str, list[str]]:
    """What is printed of the text, with `_` for each blank, and what belongs in the blanks."""
    task = lesson(f"  - activity: cloze\n    text: '{text}'\n").activities[0].task
    assert isinstance(task, ClozeTask)
    segments = [segment for item in task.items for segment in item.segments]
    printed = "".join(one.text.plain if one.kind == "words" else "_" for one in segments)
    return printed, [one.answer for one in segments if one.kind == "gap"]


@pytest.mark.parametrize("blank", ["[ ]", "[]", "[__]", "[\u00a0]"])
def test_an_empty_blank_is_an_error(blank: str) -> None:
    problem = wrong(f"  - activity: cloze\n    text: It lasted {blank} days and [ten] nights.\n")
    assert (problem.code, problem.location.line) == ("empty-blank", 4)


@pytest.mark.parametrize(
    ("text", "printed", "blanks"),
    [
        ("They [*listened*] to [**all**].", "They _ to _.", ["listened", "all"]),
        ("It fell.[1] Then [it] rose[12].", "It fell.[1] Then _ rose[12].", ["it"]),
        ("It [fell] […] and [...] rose.", "It _ […] and [...] rose.", ["fell"]),
        ("It [fell] [sic] and [SIC] rose.", "It _ [sic] and [SIC] rose.", ["fell"]),
        ("It lasted [5] days in [1944].", "It lasted _ days in _.", ["5", "1944"]),
        ("A [map](https://example.org) of [it].", "A map of _.", ["it"]),
        (r"The \[old] [town].", "The [old] _.", ["town"]),
    ],
)
def test_a_blank_is_what_is_left_out_and_brackets_of_the_text_stay(
    text: str, printed: str, blanks: list[str]
) -> None:
    assert cloze(text) == (printed, blanks)


PARTS = [
    "Look at this:\n a) one\n b) two",
    "Say:\n- one\n- two",
    "Say:\n1. one\n2. two",
    "Fill in:\n| a | b |\n|---|---|\n| 1 | 2 |",
]


@pytest.mark.parametrize("parts", PARTS)
@pytest.mark.parametrize(
    "activity",
    [
        "  - activity: short-answer\n    questions:\n      - answer: x\n        ask: |\n{}",
        "  - activity: short-answer\n    questions:\n      - ask: x\n        answer: |\n{}",
        "  - activity: discussion\n    questions:\n      - ask: |\n{}",
        "  - activity: discussion\n    questions: [{{ask: Why}}]\n    instructions: |\n{}",
    ],
)
def test_a_list_in_a_question_does_not_run_together(activity: str, parts: str) -> None:
    lines = "".join(f"          {line}\n" for line in parts.split("\n"))
    problem = wrong(activity.format(lines))
    assert problem.code == "runs-together"
    assert problem.hint


@pytest.mark.parametrize("ask", ["Why, and\n          how?", "Who came in\n          1944. Why?"])
def test_a_question_may_go_on_in_another_line(ask: str) -> None:
    lesson(f"  - activity: discussion\n    questions:\n      - ask: |\n          {ask}\n")
