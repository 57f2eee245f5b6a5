"""The quick check: says in some microseconds of a lesson that all of it stands as it was printed.

What it can't say, `due` finds out: it takes its time, and knows the reasons.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lessonpress.content.wishes import Wishes
from lessonpress.press.freshness.recipe import Recipes
from lessonpress.press.planning.job import PlannedLesson
from lessonpress.press.planning.request import Request
from lessonpress.workspace import Files, Workspace


class Standing(NamedTuple):
    """A lesson that stands as it was printed: how many files, and whether there were problems then."""

    event: str
    files: int
    doubtful: bool


class QuickCheck:
    """Holds what the state knows of lessons against what is on the disk."""

    def __init__(self, workspace: Workspace, events: Files, recipes: Recipes) -> None:
        self._root = os.path.join(os.path.abspath(workspace.root), "")
        self._output = os.path.join(os.path.abspath(workspace.output), "")
        self._events = events
        self._event_folder = os.path.abspath(workspace.events).removeprefix(self._root) + os.sep
        self._recipes = recipes
        # The files with easier texts, by the file of their event, as the state calls it.
        self._easier = {
            self._event_folder + name: {
                self._event_folder + one.name for one in events.easier(slug)
            }
            for slug in events.with_easier
            for name in events.names(slug)
        }
        # Requests are few and stay as they are; each is held here, so that none takes over its id.
        self._asked: dict[object, tuple[Request, tuple[tuple[str, str, str], ...]]] = {}

    def look(self, planned: PlannedLesson, row: str) -> Standing | None:
        """Holds a row of the state against the disk. None where something is not as it was, or only a
        closer look can tell."""
        if not row or planned.twin is not None:
            return None
        try:
            return self._look(planned, *json.loads(row))
        except (ValueError, TypeError, LookupError, OSError):
            return None  # a file is gone, or the row is damaged

    def _look(
        self,
        planned: PlannedLesson,
        event: str,
        own: Sequence[Any],
        doubtful: bool,
        inputs: Sequence[tuple[str, int, int, int]],
        printed: Mapping[str, tuple[str, int, int, int]],
    ) -> Standing | None:
        if not self._inputs_stand(planned, event, inputs):
            return None
        asked = self._files(planned, own)
        place = f"{self._output}{planned.slug}{os.sep}{planned.slug}"
        stat = os.stat
        for key, ending, recipe in asked:
            before, size, modified, inode = printed[key]
            now = stat(place + ending)
            if (
                before != recipe
                or now.st_mtime_ns != modified
                or now.st_size != size
                or now.st_ino != inode
            ):
                return None
        return Standing(event, len(asked), doubtful)

    def _inputs_stand(
        self, planned: PlannedLesson, event: str, inputs: Sequence[tuple[str, int, int, int]]
    ) -> bool:
        root, stat = self._root, os.stat
        needed = {planned.spec.removeprefix(root)}
        if not planned.unit:
            names = self._events.names(event)
            if len(names) != 1:
                return False
            needed.add(self._event_folder + names[0])
        for path, size, modified, inode in inputs:
            now = stat(root + path)
            if now.st_mtime_ns != modified or now.st_size != size or now.st_ino != inode:
                return False
            needed.discard(path)
        if needed:
            return False
        if not self._easier:
            return True
        read = {path for path, *_ in inputs}
        return all(easier <= read for event, easier in self._easier.items() if event in read)

    def _files(
        self, planned: PlannedLesson, own: Sequence[Any]
    ) -> tuple[tuple[str, str, str], ...]:
        """Each file that is asked for, as the state calls it, how its name ends, and its recipe now."""
        request = planned.request
        key = id(request), planned.unit, repr(own)
        if (known := self._asked.get(key)) is None:
            wishes = Wishes.of(own)
            settled = request.settle(wishes)
            files = tuple(
                (file.key, file.name(""), self._recipes.digest(settled, file))
                for file in planned.files(wishes)
            )
            known = self._asked[key] = request, files
        return known[1]
