"""What people and machines are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from lessonpress import terminal
from lessonpress.console import People, show_path, show_problem
from lessonpress.press.delivery.report import LessonReport, Made, Tally
from lessonpress.problems import Location, Problem
from lessonpress.registry.files import File


def report(lesson: str) -> LessonReport:
    files = (
        Made(
            File("handout", "pdf"),
            Path("output") / lesson / f"{lesson}-handout.pdf",
            2,
            30_000,
            0.12,
        ),
        Made(
            File("handout", "docx"),
            Path("output") / lesson / f"{lesson}-handout.docx",
            None,
            900,
            0.01,
        ),
    )
    return LessonReport(lesson, "event", files, (), (), 0.13)


def told(lessons: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    console, tally = People(), Tally()
    with console.start("build", lessons):
        for number in range(lessons):
            one = report(f"lesson-{number}")
            tally.add(one)
            console.lesson(one)
    console.done(tally, 1.5)
    return capsys.readouterr().out.splitlines()


def test_few_lessons_are_told_file_by_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(1, capsys) == [
        "document                 pages    size    time",
        "output/lesson-0/",
        "  lesson-0-handout.pdf       2  29 KiB  0.12 s",
        "  lesson-0-handout.docx          1 KiB  0.01 s",
        "",
        "1 lesson printed: 2 files in 1.50 s.",
    ]


def test_several_lessons_are_told_in_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(5, capsys)
    assert lines[1] == "output/lesson-0/      2  30 KiB  0.13 s"
    assert lines[-1] == "5 lessons printed: 10 files in 1.50 s."


def test_a_school_full_of_lessons_is_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(1000, capsys)
    assert "and 940 lessons more" in lines
    assert len(lines) < 70


def test_paths_are_shown_as_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert show_path(tmp_path / "lessons" / "a.yaml") == str(Path("lessons/a.yaml"))
    assert show_path(Path("/elsewhere/a.yaml")) == str(Path("/elsewhere/a.yaml"))


def test_a_problem_is_its_place_what_and_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    problem = Problem("It is wrong.", Location(tmp_path / "a.yaml", 3, 7), "Mend it.")
    assert show_problem(problem) == "a.yaml:3:7: error: It is wrong.\n    Mend it."


def test_what_people_wrote_does_not_steer_the_terminal() -> None:
    problem = Problem("No key `\x1b[2J\x00`.", Location(Path("a\x1b.yaml"), 1, 1))
    assert "\x1b" not in show_problem(problem)
    assert "\x00" not in show_problem(problem)


def test_units_are_told_apart_from_lessons(capsys: pytest.CaptureFixture[str]) -> None:
    console, tally = People(), Tally()
    with console.start("build", 5):
        for one in (report("a"), report("b"), replace(report("u"), unit=True)):
            tally.add(one)
        for name, unit in (("c", False), ("v", True)):
            tally.add(LessonReport(name, "", (), (), (), 0.0, 6, unit=unit))
    console.done(tally, 1.0)
    assert capsys.readouterr().out.splitlines() == [
        "2 lessons and 1 unit printed: 6 files in 1.00 s.",
        "1 lesson and 1 unit are as printed before.",
    ]


def test_progress_has_a_rate_and_begins_with_the_first_that_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[tuple[int, str]] = []

    @contextmanager
    def bar(total: int) -> Iterator[Callable[[int, str], None]]:
        assert total == 3
        yield lambda done, rate: shown.append((done, rate))

    monkeypatch.setattr(terminal, "_bar", bar)
    with terminal.progress(3) as advance:
        advance(LessonReport("as-before", "", (), (), (), 0.0, 6))
        assert shown == []
        advance(report("a"))
        advance(report("b"))
    assert [done for done, _ in shown] == [2, 3]
    assert all(rate.endswith(" files/s") and rate[0].isdigit() for _, rate in shown)
