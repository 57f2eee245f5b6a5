"""Warnings: what a lesson could do better, and where."""

from __future__ import annotations

from pathlib import Path

from lessonpress.content.checks import check_lesson
from lessonpress.content.event import read_event
from lessonpress.content.lesson import read_lesson

EVENT = "# The War Ends\n\nThe war was over and the soldiers went home.\n\n- It ended in May.\n"
GOOD = """\
event: an-event
grade: 9
minutes: 45
objectives: [Say when the war ended]
sources: [A book]
vocabulary:
  - {term: soldier, definition: Someone who fights}
activities:
  - activity: short-answer
    minutes: 40
    questions:
      - ask: When did the war end?
        answer: In May.
        evidence: It ended in May
"""


def codes(spec: str, event: str = EVENT) -> list[tuple[str, int | None]]:
    read = read_event(Path("events/an-event.md"), event)
    lesson, _ = read_lesson(Path("a.yaml"), {"an-event": read}.__getitem__, list, spec)
    warnings = check_lesson(lesson)
    assert all(not one.is_error and one.hint for one in warnings)
    return [(one.code, one.location.line) for one in warnings]


def test_a_good_lesson_has_no_warning() -> None:
    assert codes(GOOD) == []


def test_advice_that_a_lesson_accepts_is_not_given_again() -> None:
    spec = "event: an-event\naccept: [no-grade, no-sources, no-activities, no-key-facts]\n"
    assert [code for code, _ in codes(spec, "# T\n\nS.")] == ["no-objectives"]


def test_a_lesson_of_nothing_hears_what_it_lacks() -> None:
    assert {code for code, _ in codes("event: an-event", "# T\n\nS.")} == {
        "no-objectives",
        "no-grade",
        "no-activities",
        "no-key-facts",
        "no-sources",
    }


def test_a_term_that_nobody_meets_is_named() -> None:
    assert codes(GOOD.replace("term: soldier", "term: partisan")) == [("unused-vocabulary", 7)]


def test_a_term_is_met_in_another_form_or_in_an_activity() -> None:
    assert codes(GOOD.replace("soldier", "wars")) == []
    assert codes(GOOD.replace("soldier", "partisan").replace("In May.", "Partisans.")) == []


def test_matching_a_term_is_not_meeting_it() -> None:
    extra = "  - {activity: matching, terms: [soldier, tank]}\n"
    spec = GOOD.replace("activities:", "  - {term: tank, definition: A thing}\nactivities:") + extra
    assert codes(spec) == [("unused-vocabulary", 8)]


def test_an_answer_without_evidence_is_named() -> None:
    assert codes(GOOD.replace("        evidence: It ended in May\n", "")) == [("no-evidence", 12)]


def test_activities_must_fit_into_the_lesson() -> None:
    assert codes(GOOD.replace("minutes: 45", "minutes: 30")) == [("too-little-time", 3)]


def test_a_text_too_hard_for_the_grade_is_named() -> None:
    hard = "Unprecedented international deliberation necessitated reorganization, " * 8
    assert codes(GOOD, EVENT + f"\n## Why?\n\n{hard}.") == [("reading-level", 1)]
    assert codes("language: cs\n" + GOOD, EVENT + f"\n## Why?\n\n{hard}.") == []
