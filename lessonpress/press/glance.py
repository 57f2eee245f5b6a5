"""A glance: tells in some microseconds a lesson that all of it stands as it was printed.

What it can't tell, `due` finds out: it takes its time, and knows the reasons.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import NamedTuple

from lessonpress.press.choice import Choice, file_name
from lessonpress.press.plan import Task
from lessonpress.press.recipe import Recipes
from lessonpress.workspace import Files, Workspace


class Standing(NamedTuple):
    """A lesson that stands as it was printed: how many files, and whether problems were told then."""

    event: str
    files: int
    doubtful: bool


class Glance:
    """Holds what the state told of lessons against what is on the disk."""

    def __init__(self, workspace: Workspace, events: Files, recipes: Recipes) -> None:
        self._root = os.path.join(os.path.abspath(workspace.root), "")
        self._output = os.path.join(os.path.abspath(workspace.output), "")
        self._events = events
        self._event_folder = os.path.abspath(workspace.events).removeprefix(self._root) + os.sep
        self._recipes = recipes
        # Choices are few and stay as they are; each is held here, so that none takes over its id.
        self._asked: dict[object, tuple[Choice, tuple[tuple[str, str, str], ...]]] = {}

    def look(self, task: Task, told: str) -> Standing | None:
        """None where something is not as it was, or only a closer look can tell."""
        if not told or task.twin is not None:
            return None
        event, layout, paper, documents, formats, doubtful, inputs, printed = json.loads(told)
        if not self._inputs_stand(task, event, inputs):
            return None
        asked = self._files(task, layout, paper, documents, formats)
        place = f"{self._output}{task.slug}{os.sep}{task.slug}"
        stat = os.stat
        try:
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
        except (KeyError, OSError):
            return None
        return Standing(event, len(asked), doubtful)

    def _inputs_stand(
        self, task: Task, event: str, inputs: Sequence[tuple[str, int, int, int]]
    ) -> bool:
        root, stat = self._root, os.stat
        needed = {task.spec.removeprefix(root)}
        if not task.unit:
            names = self._events.names(event)
            if len(names) != 1:
                return False
            needed.add(self._event_folder + names[0])
        try:
            for path, size, modified, inode in inputs:
                now = stat(root + path)
                if now.st_mtime_ns != modified or now.st_size != size or now.st_ino != inode:
                    return False
                needed.discard(path)
        except OSError:
            return False
        return not needed

    def _files(
        self,
        task: Task,
        layout: str | None,
        paper: str | None,
        documents: Sequence[str] | None,
        formats: Sequence[str] | None,
    ) -> tuple[tuple[str, str, str], ...]:
        """Each file that is asked for, as the state calls it, how its name ends, and its recipe now."""
        wish = layout, paper, documents and tuple(documents), formats and tuple(formats)
        key = id(task.choice), task.unit, *wish
        if (known := self._asked.get(key)) is None:
            files = tuple(
                (
                    f"{document}.{format_}",
                    file_name("", document, format_),
                    self._recipe(task.choice, layout, paper, document, format_),
                )
                for document, format_ in task.files(documents, formats)
            )
            known = self._asked[key] = task.choice, files
        return known[1]

    def _recipe(
        self, choice: Choice, layout: str | None, paper: str | None, document: str, format_: str
    ) -> str:
        looks = choice.layout_of(layout), choice.paper_of(paper)
        return self._recipes.digest(*looks, document, format_)
