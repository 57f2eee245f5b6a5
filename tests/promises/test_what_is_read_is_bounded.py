"""A file of any size is read, or refused as too large, within moments."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from lessonpress.content.event import read_event
from lessonpress.content.lesson import read_lesson
from lessonpress.problems import Problem, ProblemError
from lessonpress.validation import MOST_ERRORS


def wrong_in(text: str) -> tuple[Problem, ...]:
    started = perf_counter()
    with pytest.raises(ProblemError) as caught:
        read_lesson(Path("a.yaml"), {}.__getitem__, lambda: (), text)
    assert perf_counter() - started < 20
    return caught.value.problems


def test_a_spec_of_five_megabytes_is_refused() -> None:
    text = "event: a\n" + "".join(f"key{number}: 1\n" for number in range(400_000))
    assert [problem.code for problem in wrong_in(text)] == ["too-large"]


@pytest.mark.parametrize("form", ["key{}: 1\n", "? [a]\n: {}\n"])
def test_of_very_many_problems_the_first_are_told_and_the_rest_counted(form: str) -> None:
    text = "event: a\nactivities: []\n" + "".join(form.format(n) for n in range(30_000))
    problems = wrong_in(text)
    assert len(problems) <= MOST_ERRORS + 2
    assert "more problems" in problems[-1].message


def test_an_event_of_many_megabytes_is_refused() -> None:
    with pytest.raises(ProblemError) as caught:
        read_event(Path("a.txt"), "Title\n" + "word " * 500_000)
    assert [problem.code for problem in caught.value.problems] == ["too-large"]
