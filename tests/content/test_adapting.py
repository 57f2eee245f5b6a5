"""A lesson is adapted by every part of an accommodation that changes what it says, and keeps its mark."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lessonpress.content.adapting import adapted
from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.registry import accommodations as registry
from lessonpress.registry.accommodations import (
    ACCOMMODATIONS,
    AccommodationKind,
    Part,
    accommodation,
)

EVENT = read_event(Path("war.md"), "# War\n\nIt was.\n\n- F.")
SPEC = "event: war\nactivities: [{activity: true-false, statements: [{say: So., answer: true}]}]"


def shorter(lesson: Lesson, part: Part) -> Lesson:
    return replace(lesson, activities=(), title=f"{lesson.title}, shorter")


def spoken(lesson: Lesson, part: Part) -> Lesson:
    return replace(lesson, title=f"{lesson.title} ({part.language})")


@pytest.fixture
def lesson(monkeypatch: pytest.MonkeyPatch) -> Lesson:
    """A lesson where there are two accommodations that change what it says."""
    here = __name__
    more = (
        AccommodationKind("shorter", "text", adapt=f"{here}:shorter"),
        AccommodationKind("in", "language", adapt=f"{here}:spoken", of_language=True),
    )
    every = {**ACCOMMODATIONS, **{one.name: one for one in more}}
    monkeypatch.setattr(registry, "ACCOMMODATIONS", every)
    monkeypatch.setattr("lessonpress.content.adapting.load", lambda at: globals()[at.split(":")[1]])
    accommodation.cache_clear()
    return read_lesson(Path("a.yaml"), lambda _: EVENT, lambda: ["war"], SPEC)[0]


@pytest.mark.parametrize("key", ["", "large-print", "dyslexia-friendly-14-cream"])
def test_who_needs_other_looks_alone_has_everybody_s_words(lesson: Lesson, key: str) -> None:
    assert adapted(lesson, key) is lesson


def test_every_part_changes_it_in_turn(lesson: Lesson) -> None:
    assert adapted(lesson, "in-cs+shorter+large-print").title == "War, shorter (cs)"


def test_the_mark_stays_that_of_everybody_s_sheet(lesson: Lesson) -> None:
    assert lesson.mark
    assert adapted(lesson, "shorter").activities == ()
    assert adapted(lesson, "shorter").mark == lesson.mark
