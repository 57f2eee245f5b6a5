"""Supported and extended copies: the lesson with help beside what it asks, or with more for those who are done.

Parts, questions, choices and their letters, points and the code stay everybody's, so that one key serves all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lessonpress.activities.supporting import supported as with_support
from lessonpress.content.lesson import Lesson
from lessonpress.content.placed import PlacedActivity
from lessonpress.problems import Problem, Severity

if TYPE_CHECKING:
    from lessonpress.activities.base import ActivityForm, Setting
    from lessonpress.registry.accommodations import Part


def supported(lesson: Lesson, part: Part) -> Lesson:
    """The lesson with what helps beside each of its activities."""
    draft = lesson.draft
    if draft is None:
        return lesson
    pairs = zip(draft.forms, lesson.activities, strict=True)
    return replace(
        lesson, activities=tuple(_helped(form, one, lesson, draft.setting) for form, one in pairs)
    )


def _helped(
    form: ActivityForm, placed: PlacedActivity, lesson: Lesson, whole: Setting
) -> PlacedActivity:
    places = {item.id: lesson.places.get(item.id, ())[2:] for item in placed.items}
    setting = replace(
        whole,
        id=placed.id,
        version=lesson.version or None,
        language=lesson.language,
        findings=[],
        places=places,
        answered={},
    )
    helped = with_support(form, placed.task, setting)
    if helped is None:
        return placed
    task, support = helped
    return replace(placed, task=task, support=support)


def extended(lesson: Lesson, part: Part) -> Lesson:
    """The lesson with its further parts behind the others."""
    return lesson.whole


def nothing_further(lesson: Lesson) -> Iterator[Problem]:
    """A warning where an extended copy would have nothing more than everybody's."""
    if not lesson.further and "nothing-further" not in lesson.accept:
        yield Problem(
            "This lesson has nothing for those who are done: its extended copy is everybody's.",
            lesson.spec.location(("activities",)),
            "Write `extended: true` into an activity that only they get. `accept: [nothing-further]` if it is to be so.",
            Severity.WARNING,
            "nothing-further",
        )
