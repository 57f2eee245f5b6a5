"""Adapting: the lesson as a pupil gets it whose accommodation changes what it says. Knows no accommodation.

Each that does names, in the registry, a function of the lesson and of the part of the accommodation that asks for it,
which returns the lesson changed. Parts, questions and choices keep their numbers, letters and ids, so that one key answers all copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from lessonpress.problems import ProblemError
from lessonpress.registry.accommodations import ACCOMMODATIONS, Part, accommodation
from lessonpress.registry.formats import load

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.problems import Problem

Adapt: TypeAlias = "Callable[[Lesson, Part], Lesson]"
Doubts: TypeAlias = "Callable[[Lesson], Iterable[Problem]]"


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


def doubts_of(lesson: Lesson, keys: Iterable[str]) -> tuple[Problem, ...]:
    """What is doubtful in the lesson's copies for the accommodations of these keys, each once; "" counts for none.

    Raises WrongAccommodation for a key that isn't one.
    """
    parts = (part for key in keys if key for part in accommodation(key).parts)
    names = dict.fromkeys(part.kind.doubts for part in parts if part.kind.doubts)
    found: list[Problem] = []
    for name in names:
        tell: Doubts = load(name)
        found += tell(lesson)
    return tuple(found)


def copies_of(lesson: Lesson) -> Iterator[Lesson]:
    """The lesson as pupils may get it, everybody's first: with each accommodation that changes what it says, as far
    as there is such a copy of it."""
    yield lesson
    for kind in ACCOMMODATIONS.values():
        if kind.adapt and not kind.of_language:
            with suppress(ProblemError):
                yield adapted(lesson, kind.name)
