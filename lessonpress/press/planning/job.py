"""A job: the work of one lesson, or of one unit's packets, as plain data that can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.inputs import Parcel
from lessonpress.press.planning.request import Request
from lessonpress.problems import Problem
from lessonpress.registry.files import File
from lessonpress.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Job:
    """The work of one lesson, or of one unit's packets, so that it can be done here or in another
    process.

    `lesson` is its slug and `spec` its file, also where it is a unit; then `lessons` are the specs
    of its lessons by their slugs, and None for a lesson.
    `advise` asks for the warnings that only a check gives. `refused` says why the lesson can't be
    printed at all. `wanted` are the files to make; None for all that the request asks for.
    `looks` changes with the layouts' files: a process keeps layouts by it. `parcel` are the job's
    files where it is done by a worker that doesn't see them.
    """

    lesson: str
    spec: Path
    workspace: Workspace
    request: Request
    advise: bool = False
    refused: Problem | None = None
    wanted: tuple[File, ...] | None = None
    looks: str = ""
    parcel: Parcel | None = None
    lessons: Mapping[str, Path] | None = None

    @property
    def sources(self) -> tuple[Path, ...]:
        """The specs that it begins with."""
        return self.spec, *(self.lessons or {}).values()

    def files(self, own: Wishes = NO_WISHES) -> tuple[File, ...]:
        """The files to make, where the lesson or unit wishes for this itself."""
        if self.wanted is not None:
            return self.wanted
        return files_of(self.request, own, unit=self.lessons is not None)


class PlannedLesson(NamedTuple):
    """A lesson or a unit before it is known whether anything of it is due at all: cheap to make.

    `spec` is an absolute path, `path` the same as it was named, if not found by itself. `twin` is
    another spec that prints to the same files.
    """

    slug: str
    spec: str
    request: Request
    path: Path | None = None
    twin: Path | None = None
    unit: bool = False

    def files(self, own: Wishes = NO_WISHES) -> tuple[File, ...]:
        """The files to make, where the lesson or unit wishes for this itself."""
        return files_of(self.request, own, unit=self.unit)


def files_of(request: Request, own: Wishes, *, unit: bool) -> tuple[File, ...]:
    """The files of a lesson, or of a unit, that wishes for this itself."""
    return request.packet_files(own) if unit else request.files(own)
