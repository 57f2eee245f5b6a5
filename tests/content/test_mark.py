"""A mark is the same on every computer, and another for another lesson, kind, number or answer."""

from __future__ import annotations

from lessonpress.activities.base import Item, Task
from lessonpress.activities.true_false import TrueFalseItem, TrueFalseTask
from lessonpress.content.mark import mark_of
from lessonpress.richtext import RichText


def statements(*answers: bool) -> Task:
    said = RichText.verbatim("It was so.")
    return TrueFalseTask(
        items=tuple(
            TrueFalseItem(
                number=at, id=f"a1_q{at}", say=said, answer=answer, correction=None, lines=2
            )
            for at, answer in enumerate(answers, start=1)
        )
    )


def test_a_mark_is_the_same_on_every_computer_and_day() -> None:
    assert mark_of("lesson", [("true-false", statements(True, False))]) == "BFMXP"


def test_what_a_key_depends_on_changes_it() -> None:
    one, two = (Task(items=tuple(Item(number=1, id="q") for _ in range(n))) for n in (1, 2))
    marks = [
        mark_of("lesson", [("true-false", statements(True, False))]),
        mark_of("other", [("true-false", statements(True, False))]),
        mark_of("lesson", [("true-false", statements(False, True))]),
        mark_of("lesson", [("true-false", statements(True)), ("true-false", statements(False))]),
        mark_of("lesson", [("short-answer", one)]),
        mark_of("lesson", [("short-answer", two)]),
        mark_of("lesson", [("discussion", one)]),
    ]
    assert len(set(marks)) == len(marks)


def test_what_has_no_tasks_has_no_mark() -> None:
    assert mark_of("lesson", []) == ""
