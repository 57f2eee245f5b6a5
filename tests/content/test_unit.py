"""A unit is read like a lesson: everything that is wrong is told at once, by its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.unit import Unit, UnitLesson, read_unit
from lessonpress.problems import Problem, ProblemError
from lessonpress.richtext import RichText

LESSONS = ("munich-agreement", "prague-uprising", "february-1948")
SPEC = """\
title: A Country *Lost*
grade: 9
essential_question: Who decides?
description: |
  One.

  Two.
lessons:
  - lesson: munich-agreement
    pacing: 1 class period
  - prague-uprising
defaults: {layout: modern, paper: Letter}
packet: {duplex: true}
sources: A book.
"""


def read(text: str, name: str = "a-unit") -> Unit:
    return read_unit(Path(f"{name}.yaml"), lambda: LESSONS, text)


def problems(text: str, name: str = "a-unit") -> tuple[Problem, ...]:
    with pytest.raises(ProblemError) as caught:
        read(text, name)
    return caught.value.problems


def places(text: str) -> list[tuple[int | None, int | None, str]]:
    return [(one.location.line, one.location.column, one.code) for one in problems(text)]


def test_everything_in_it_is_read() -> None:
    unit = read(SPEC)
    assert (unit.slug, unit.title, unit.grade, unit.language) == (
        "a-unit",
        "A Country Lost",
        "9",
        None,
    )
    assert unit.lessons == (
        UnitLesson("munich-agreement", RichText.from_markdown("1 class period")),
        UnitLesson("prague-uprising"),
    )
    assert len(unit.description) == 2
    assert unit.defaults.layout == "modern"
    assert unit.defaults.paper == "Letter"
    assert unit.duplex
    assert [source.plain for source in unit.sources] == ["A book."]


def test_a_title_and_a_lesson_are_enough() -> None:
    unit = read("title: A\nlessons: [prague-uprising]\n")
    assert unit.lessons == (UnitLesson("prague-uprising"),)
    assert not unit.duplex
    assert unit.defaults.layout is None


def test_a_lesson_that_is_not_there_is_named_with_the_nearest() -> None:
    (problem,) = problems("title: A\nlessons:\n  - lesson: munich-agrement\n")
    assert str(problem) == (
        "a-unit.yaml:3:13: error: There is no lesson `munich-agrement`.\n"
        "    Did you mean `munich-agreement`?"
    )


def test_a_lesson_stands_in_it_once() -> None:
    (problem,) = problems("title: A\nlessons:\n- prague-uprising\n- lesson: prague-uprising\n")
    assert (problem.location.line, problem.location.column) == (4, 11)
    assert "line 3" in problem.hint


def test_it_is_not_called_like_a_lesson() -> None:
    (problem,) = problems("title: A\nlessons: [prague-uprising]", "february-1948")
    assert problem.code == "same-name"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "- munich-agreement\n"])
def test_what_is_no_mapping_is_told_how_to_begin(text: str) -> None:
    (problem,) = problems(text)
    assert problem.code == "empty-unit"
    assert "title" in problem.hint


@pytest.mark.parametrize("lessons", ["", "[]"])
def test_it_has_lessons(lessons: str) -> None:
    (problem,) = problems(f"title: A\nlessons: {lessons}\n")
    assert problem.location.line == 2


def test_everything_that_is_wrong_is_told_in_the_order_of_the_file() -> None:
    text = "titel: A\nlessons: [munich, {lesson: prague-uprising, pace: 1}]\ngrade: 99\n"
    assert places(text) == [
        (1, 1, "unknown-key"),
        (2, 11, "unknown-lesson"),
        (2, 45, "unknown-key"),
        (3, 8, "grade"),
    ]


def test_a_default_is_one_that_there_is() -> None:
    text = "title: A\nlessons: [prague-uprising]\ndefaults: {layuot: modern}"
    assert places(text) == [(3, 12, "unknown-key")]


@pytest.mark.parametrize("lessons", ["[1945]", "[{lesson: 1945}]"])
def test_a_lesson_may_be_called_after_a_year(lessons: str) -> None:
    unit = read_unit(Path("u.yaml"), lambda: ("1945",), f"title: A\nlessons: {lessons}\n")
    assert unit.lessons == (UnitLesson("1945"),)
