"""Watching: yields when something was saved in a workspace, for whoever then builds what is due."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lessonpress.workspace import Workspace

# Milliseconds. An editor saves in several steps, which come within a few of them; a build begins
# once nothing came for a step.
_STEP, _LONGEST_BURST = 20, 400
# How often the folders themselves and the few files beside them are looked at.
_LOOK = 500
# What editors and word processors put beside a file while it is open or being saved.
_ASIDE = (".tmp", ".bak", ".swp", ".swx", ".part", "~")


def saves(
    workspace: Workspace, besides: Callable[[], Sequence[Path]], *, poll: bool = False
) -> Iterator[None]:
    """Yields at once, and whenever something was saved since; runs until it is interrupted.

    What is saved while a build runs is noticed after it. `besides` gives further files that count.
    With `poll`, folders are looked through again and again: the disks of some networks don't tell
    of changes.
    """
    yield
    while True:
        try:
            yield from _until_folders_change(workspace, besides, poll=poll)
        except OSError:
            if poll:
                raise
            poll = True  # the system follows no more folders


def _until_folders_change(
    workspace: Workspace, besides: Callable[[], Sequence[Path]], *, poll: bool
) -> Iterator[None]:
    from watchfiles import watch

    before = _places(workspace, besides())
    folders = [folder for folder in (workspace.lessons, workspace.layouts) if folder.is_dir()]
    fresh = True  # what was saved before the watch began is noticed now
    for changes in watch(
        *(folders or [workspace.root]),
        watch_filter=_Counts(workspace),
        step=_STEP,
        debounce=_LONGEST_BURST,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        force_polling=poll or None,
        recursive=bool(folders),
    ):
        now = _places(workspace, besides())
        if changes or fresh or now != before:
            yield
        if now != before:  # a folder came, went, or is another one
            return
        fresh = False


class _Counts:
    """Whether a change is one of a file that lessons are made of."""

    def __init__(self, workspace: Workspace) -> None:
        output = workspace.output.absolute()
        # Where everything lies in the output, its place says nothing.
        within = output in (workspace.lessons.absolute(), *workspace.lessons.absolute().parents)
        self._output = None if within else os.path.join(output, "")

    def __call__(self, change: Any, path: str) -> bool:
        name = os.path.basename(path)
        aside = name.startswith((".", "~")) or name.lower().endswith(_ASIDE)
        own = self._output is not None and os.path.abspath(path).startswith(self._output)
        return not aside and not own


def _places(workspace: Workspace, besides: Sequence[Path]) -> list[tuple[int, ...] | None]:
    """Which folders there are now, and how the files beside them are."""
    folders = [_mark(folder, whole=False) for folder in (workspace.lessons, workspace.layouts)]
    return [*folders, *(_mark(path) for path in (workspace.settings_file, *besides))]


def _mark(path: Path, *, whole: bool = True) -> tuple[int, ...] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    who = status.st_dev, status.st_ino
    return (*who, status.st_size, status.st_mtime_ns) if whole else who
