"""Adapting: the lesson as a pupil gets it whose accommodation changes what it says. Knows no accommodation.

Each that does names, in the registry, a function of the lesson and of the part of the accommodation that asks for it,
which returns the lesson changed. Parts, questions and choices keep their numbers, letters and ids, so that one key answers all copies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from lessonpress.registry.accommodations import Part, accommodation
from lessonpress.registry.formats import load

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson

Adapt: TypeAlias = "Callable[[Lesson, Part], Lesson]"


def adapted(lesson: Lesson, key: str) -> Lesson:
    """The lesson for the accommodation of that key; itself where that changes nothing but looks, and for "". Its
    mark stays: what it asks is answered by the same key.

    Raises WrongAccommodation for a key that isn't one, ProblemError where it can't be changed so.
    """
    parts = accommodation(key).adapts if key else ()
    if not parts:
        return lesson
    mark = lesson.mark
    for part in parts:
        adapt: Adapt = load(part.kind.adapt)
        lesson = adapt(lesson, part)
    return replace(lesson, everybodys_mark=mark)
