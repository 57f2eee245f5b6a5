"""What is due: which files of a lesson must be made anew, and why. Opens only what looks touched."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lessonpress.press.freshness import state as known
from lessonpress.press.freshness.recipe import Recipes
from lessonpress.press.freshness.state import ByHand, Input, Printed, Record, State
from lessonpress.press.inputs import digest
from lessonpress.press.planning.job import Job
from lessonpress.registry.files import File
from lessonpress.workspace import Files, Workspace

#: Why each file is due.
Reasons = dict[File, str]


class Due:
    """Compares what is asked for with what the state knows."""

    def __init__(self, workspace: Workspace, events: Files, state: State, recipes: Recipes) -> None:
        self._root = os.path.join(os.path.abspath(workspace.root), "")
        self._output = os.path.abspath(workspace.output)
        self._events = events
        self._state = state
        self._recipes = recipes
        # The files with easier texts, by the file of their event.
        self._easier = {
            self.short(path): {self.short(one) for one in events.easier(slug)}
            for slug in events.with_easier
            for path in events.get(slug, ())
        }

    def short(self, path: Path | str) -> str:
        """The path as the state holds it: a workspace that was moved keeps its state."""
        return os.path.abspath(path).removeprefix(self._root)

    def narrow(
        self, job: Job, record: Record | None, *, force: bool = False
    ) -> tuple[Job, Reasons | str]:
        """The job with only those files wanted that are due, and why they are: each for its own
        reason, or all for one; empty where nothing is due."""
        common = "everything is asked for anew" if force else self._common(job, record)
        if common or record is None:
            return replace(job, looks=self._recipes.looks), common
        found = ((file, self._own(job, record, file)) for file in job.files(record.wishes))
        reasons = {file: reason for file, reason in found if reason}
        # Only touched, touched too shortly before it was read, or changed by hand: a quick check will
        # do next time.
        self._state.store(record)
        return replace(job, wanted=tuple(reasons), looks=self._recipes.looks), reasons

    def _common(self, job: Job, record: Record | None) -> str:
        """Why all files of a lesson are due; empty where they are not."""
        if job.refused is not None or record is None or not record.inputs:
            return "it is new"
        spec = self.short(job.spec)
        paths = {one.path for one in record.inputs}
        if spec not in paths:
            return "the lesson is in another file"
        event = [self.short(path) for path in self._events.get(record.event, ())]
        if job.lessons is None and (len(event) != 1 or event[0] not in paths):
            return "the event is in another file"
        if any(not easier <= paths for event, easier in self._easier.items() if event in paths):
            return "the event has another easier text"
        for one in record.inputs:
            if self._changed(one):
                own = "lesson" if job.lessons is None else "unit"
                name = own if one.path == spec else "event" if one.path in event else ""
                return f"the {name} changed" if name else f"{one.path} changed"
        return ""

    def _changed(self, one: Input) -> bool:
        """Whether the file says something else, or is gone. One that was only touched is noted so."""
        path = os.path.join(self._root, one.path)
        try:
            now = os.stat(path)
            same = (now.st_size, now.st_mtime_ns, now.st_ino) == (
                one.size, one.modified, one.inode,
            )  # fmt: skip
            if same and one.modified + known.TICK < one.seen:
                return False
            with open(path, "rb") as file:
                if digest(file.read()) != one.digest:
                    return True
        except OSError:
            return True
        one.size, one.modified, one.inode = now.st_size, now.st_mtime_ns, now.st_ino
        one.seen = self._state.started
        return False

    def _own(self, job: Job, record: Record, file: File) -> str:
        """Why one file is due; empty where it is not."""
        printed = record.printed.get(file)
        if printed is None:
            return "it is new"
        if not printed.recipe:
            return "the lesson or its event changed"
        recipe = self._recipes.digest(job.request.settle(record.wishes), file)
        if recipe != printed.recipe:
            return explain(self._state.recipe(printed.recipe), self._recipes.parts(recipe))
        return self.touched(job.lesson, printed)

    def touched(self, name: str, printed: Printed) -> str:
        """Why a file of this lesson or unit has to be printed again; empty where it stands. One that a
        person changed stands, and is noted so."""
        path = f"{self._output}{os.sep}{name}{os.sep}{printed.file.name(name)}"
        try:
            now = os.stat(path)
        except OSError:
            return "it is missing"
        if (now.st_size, now.st_mtime_ns, now.st_ino) != (
            printed.size, printed.modified, printed.inode,
        ):  # fmt: skip
            return self._compare(path, now, printed)
        return ""

    def _compare(self, path: str, now: os.stat_result, printed: Printed) -> str:
        try:
            with open(path, "rb") as file:
                found = digest(file.read())
        except OSError:
            return "it can't be read"
        if not now.st_size:
            return "it is empty"
        theirs = printed.by_hand
        if found == printed.digest:
            printed.by_hand = None
        elif theirs is None:
            printed.by_hand = ByHand(found, printed.digest)
        elif found == theirs.ours:
            return "what lies there was printed before"
        else:
            theirs.digest = found
        printed.size, printed.modified, printed.inode = now.st_size, now.st_mtime_ns, now.st_ino
        return ""


def explain(before: Mapping[str, str] | None, now: Mapping[str, str]) -> str:
    """How two recipes differ, in words."""
    if before is None:
        return "it is not known how it was made"
    if before.get("makelesson") != now.get("makelesson"):
        return f"makelesson is another version, {now.get('makelesson')}"
    different = [
        name for name in dict.fromkeys([*before, *now]) if before.get(name) != now.get(name)
    ]
    if "its code" in different:
        return "makelesson itself changed"
    if "layout" in different:
        return f"another layout is asked for, {now.get('layout')}"
    if "paper" in different:
        return "another paper is asked for"
    shown = different[0] if different else "something"
    change = "is new" if shown not in before else "is gone" if shown not in now else "changed"
    more = f", and {len(different) - 1} more" if len(different) > 1 else ""
    return f"{shown} {change}{more}"
