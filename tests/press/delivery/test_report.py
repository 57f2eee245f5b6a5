"""The report counts what happened, and tells each problem once, in order."""

from __future__ import annotations

from pathlib import Path

from lessonpress.press.delivery.report import LessonReport, Made, Tally, in_order
from lessonpress.problems import Location, Problem, Severity
from lessonpress.registry.files import File


def problem(file: str, line: int | None = None, column: int | None = None, **more: str) -> Problem:
    return Problem(
        more.get("message", "Something is wrong."),
        Location(Path(file), line, column),
        severity=Severity(more.get("severity", "error")),
    )


def report(lesson: str, *problems: Problem, made: tuple[Made, ...] = ()) -> LessonReport:
    return LessonReport(lesson, "event", made, problems, (), 0.5)


def test_problems_stand_in_the_order_of_the_file() -> None:
    shuffled = [
        problem("b", 1, 1),
        problem("a", 10, 2),
        problem("a", 9),
        problem("a"),
        problem("a", 10, 1),
    ]
    places = [str(one.location) for one in in_order(shuffled)]
    assert places == ["a", "a:9", "a:10:1", "a:10:2", "b:1:1"]


def test_a_problem_that_six_documents_hit_is_one() -> None:
    assert in_order([problem("a", 1)] * 6) == (problem("a", 1),)


def test_a_problem_of_a_shared_event_is_told_with_the_first_lesson() -> None:
    tally = Tally()
    shared = problem("event.txt", 3)
    assert tally.add(report("one", shared)) == (shared,)
    assert tally.add(report("two", shared)) == ()
    assert tally.failed == ["one", "two"]
    assert tally.errors == 1


def test_a_warning_does_not_fail_a_lesson() -> None:
    tally = Tally()
    tally.add(report("one", problem("a", severity="warning")))
    assert (tally.failed, tally.errors, tally.warnings) == ([], 0, 1)


def test_files_pages_and_bytes_add_up() -> None:
    made = (
        Made(File("handout", "pdf"), Path("h.pdf"), 2, 1000, 0.1),
        Made(File("handout", "docx"), Path("h.docx"), None, 500, 0.1),
    )
    tally = Tally()
    tally.add(report("one", made=made))
    tally.add(report("two", made=made))
    assert (tally.lessons, tally.files, tally.pages, tally.size) == (2, 4, 4, 3000)
