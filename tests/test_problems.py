"""A problem says what is wrong, where, and how to mend it."""

from __future__ import annotations

from pathlib import Path

from lessonpress.problems import Location, Problem, ProblemError, Severity


def test_a_problem_reads_like_a_compilers_message_with_its_hint_below() -> None:
    problem = Problem("This is wrong.", Location(Path("a.yaml"), 3, 7), "Mend it.")
    assert str(problem) == "a.yaml:3:7: error: This is wrong.\n    Mend it."


def test_a_location_names_only_what_is_known() -> None:
    assert str(Location(Path("a.yaml"))) == "a.yaml"
    assert str(Location(Path("a.yaml"), 3)) == "a.yaml:3"


def test_only_an_error_is_an_error() -> None:
    location = Location(Path("a.yaml"))
    assert Problem("No.", location).is_error
    assert not Problem("Hm.", location, severity=Severity.WARNING).is_error


def test_an_error_carries_every_problem_in_order() -> None:
    problems = [Problem(text, Location(Path("a.yaml"), 1)) for text in ("One.", "Two.")]
    error = ProblemError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error).splitlines() == ["a.yaml:1: error: One.", "a.yaml:1: error: Two."]
