"""What is still to do in a lesson: what is marked `todo: true`, each at its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lessonpress.content.spec import ValuePath
from lessonpress.problems import Problem, Severity

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson

_KEY = "todo"
_HINT = "Look at it, mend what must be mended, and take the line away."


def todos_of(lesson: Lesson) -> tuple[ValuePath, ...]:
    """The paths of what is marked as still to be looked at, in the order of the spec."""
    return tuple(_marked(lesson.spec.data, ()))


def _marked(data: Any, path: ValuePath) -> Iterator[ValuePath]:
    if isinstance(data, dict):
        if str(data.get(_KEY, "")).lower() == "true":
            yield (*path, _KEY)
        for key in ("vocabulary", "activities") if not path else data:
            yield from _marked(data.get(key), (*path, key))
    elif isinstance(data, list):
        for index, one in enumerate(data):
            yield from _marked(one, (*path, index))


def count_todos(lesson: Lesson) -> Iterator[Problem]:
    """A warning that counts them all, at the first; none where nothing is to do."""
    found = todos_of(lesson)
    if found:
        count = "One thing is" if len(found) == 1 else f"{len(found)} things are"
        yield Problem(
            f"{count} marked `todo: true` in this lesson, and printed with a mark.",
            lesson.spec.location(found[0]),
            _HINT,
            Severity.WARNING,
            "todo",
        )


def refuse_todos(lesson: Lesson) -> Iterator[Problem]:
    """An error for each, for what is to be printed for good."""
    for path in todos_of(lesson):
        place = lesson.spec.location(path)
        yield Problem("This is still marked `todo: true`.", place, _HINT, code="todo")
