"""Adapting: the lesson as a pupil gets it whose accommodation changes what it says. Knows no accommodation.

Each that does names, in the registry, a function of the lesson and of the part of the accommodation that asks for it,
which returns the lesson changed. Parts, questions and choices keep their numbers, letters and ids, so that one key answers all copies.
Where a lesson hasn't got what it takes, its copy isn't printed, and that is told; in a packet, the lesson is everybody's.
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
Lacks: TypeAlias = "Callable[[Lesson], Problem | None]"
InKeys: TypeAlias = "Callable[[Lesson], Lesson]"


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


def lacking(lesson: Lesson, keys: Iterable[str]) -> Iterator[tuple[str, Problem]]:
    """The kinds of accommodation that the keys ask for and the lesson can't be printed in, each with a warning."""
    kinds = {part.name: part.kind for key in keys for part in accommodation(key).parts}
    for name, kind in kinds.items():
        if kind.lacks:
            lacks: Lacks = load(kind.lacks)
            if (problem := lacks(lesson)) is not None:
                yield name, problem


def for_keys(lesson: Lesson, keys: Iterable[str]) -> Lesson:
    """The lesson as teachers' documents have it where copies for the accommodations of these keys are printed."""
    for place in dict.fromkeys(in_keys(keys)):
        change: InKeys = load(place)
        lesson = change(lesson)
    return lesson


def in_keys(keys: Iterable[str]) -> Iterator[str]:
    """What changes a lesson for keys, as `module:name`, where copies for these accommodations are printed."""
    for key in keys:
        yield from (part.kind.in_keys for part in accommodation(key).parts if part.kind.in_keys)
