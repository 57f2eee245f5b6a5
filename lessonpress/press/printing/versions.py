"""In which versions a lesson is printed, where several are asked for. Loads nothing where they aren't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.press.planning.request import Request
from lessonpress.registry.files import VERSIONS

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.content.versions import Versions


def how_many(lesson: Lesson, request: Request) -> int:
    """How many are asked for."""
    return request.settle(lesson.wishes).versions or 1


def versions_of(lesson: Lesson, request: Request) -> Versions | None:
    """Those of the lesson; None where one is asked for, or nothing in it would tell several apart. Raises
    ProblemError where one can't be made."""
    if how_many(lesson, request) < 2:
        return None
    from lessonpress.content.versions import Versions

    versions = Versions(lesson)
    return versions if versions.vary else None


def sheet_in_packet(lesson: Lesson, request: Request, *, for_teachers: bool) -> Lesson:
    """The lesson as a packet asks it: for students in the first version, which their teacher's has side by
    side with the others. Raises ProblemError."""
    versions = versions_of(lesson, request)
    if versions is None:
        return lesson
    if for_teachers:
        return versions.side_by_side(how_many(lesson, request))
    return versions.version(VERSIONS[0])


def version_of_mark(lesson: Lesson, mark: str) -> Lesson | None:
    """The lesson in the version after the first that has this mark; None where that is the first's, or none's."""
    if mark in ("", lesson.mark):
        return None
    from lessonpress.content.versions import Versions

    versions = Versions(lesson)
    if not versions.vary:
        return None
    made = (versions.version(letter) for letter in VERSIONS[1:])
    return next((one for one in made if one.mark == mark), None)
