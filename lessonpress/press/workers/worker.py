"""A worker: does one job after the other in a process of its own, here or on another computer."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessonpress.press.freshness.engine import engine_digest
from lessonpress.press.planning.job import Job
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.outcome import Outcome
from lessonpress.press.printing.print_job import print_job
from lessonpress.press.workers.shipment import Kit
from lessonpress.problems import Location, Problem
from lessonpress.workspace import Workspace

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


#: The signals by which people and programs stop a build.
STOPPING = {
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
}


def perform(job: Job) -> Outcome:
    """Does a job whose files lie on this computer's disk."""
    return print_job(job, _loaded(job.workspace, job.looks))


def perform_carried(job: Job, kit: Kit) -> Outcome:
    """Does a job by what has travelled with it, and with the kit of its run, alone.

    Raises OtherEngine where the run counts on another engine than the one here.
    """
    if kit.engine != engine_digest():
        raise OtherEngine(kit.engine)
    folder, loaded = _unpacked(kit)
    return _with_paths_of(kit, folder, print_job(job, loaded, kit.shared))


def begin_anew() -> None:
    """Forgets which files there are and what stands in them, in a process that builds more than once."""
    from lessonpress.layout.layouts import forget_templates

    _loaded.cache_clear()
    forget_templates()


class OtherEngine(Exception):
    """The worker has another version of makelesson, or of what it rests on."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


def lost(job: Job) -> Outcome:
    """The outcome of a job that ended its process each time it was tried."""
    problem = Problem(
        "Printing this lesson ended the process that did it, twice.",
        Location(job.sources[0]),
        "Perhaps the memory ran out: close other programs, or build with --workers 1. "
        "If it happens again, please report it with this file.",
        code="worker-died",
    )
    return Outcome(job.lesson, problems=(problem,))


def settle_in() -> None:
    """What a process of the local pool does first.

    Ctrl-C reaches every process of a terminal; the parent alone decides what to do about it. A
    worker whose parent was killed ends, too, rather than waiting for ever.
    """
    import threading
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    if (parent := parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    warm_up()


def warm_up() -> None:
    """Imports what every job needs, before the first one comes."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    import lessonpress.content.lesson
    import lessonpress.layout.layouts
    import lessonpress.press.printing.pictures
    import lessonpress.writers.docx
    import lessonpress.writers.pdf  # noqa: F401

    # What is there now stays; looking through it for garbage again and again takes a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _end_with(sentinel: Any) -> None:
    from multiprocessing import connection

    connection.wait([sentinel])
    os._exit(1)


@lru_cache(maxsize=2)
def _loaded(workspace: Workspace, looks: str) -> Loaded:
    return Loaded(workspace)


# --- on another computer -------------------------------------------------------------------------


# The last two kits, and what was made of each. A worker is handed the same object for every job of
# a run: to compare what stands in it, event by event, would take a tenth of the time for a lesson.
_kits: deque[tuple[Kit, Path, Loaded]] = deque(maxlen=2)


def _unpacked(kit: Kit) -> tuple[Path, Loaded]:
    """The folder of the kit's layouts, and a loaded on it and on the kit's events."""
    for known, folder, loaded in _kits:
        if known is kit:
            return folder, loaded
    folder = _unpack(_LayoutFiles.of(kit))
    loaded = Loaded(kit.workspace, kit.events, folder, kit.banks)
    _kits.append((kit, folder, loaded))
    return folder, loaded


class _LayoutFiles(tuple[tuple[str, bytes], ...]):
    """The workspace's own layout files: path below its folder of layouts, and bytes."""

    @classmethod
    def of(cls, kit: Kit) -> _LayoutFiles:
        root = kit.workspace.layouts
        return cls(
            (Path(name).relative_to(root).as_posix(), source.data)
            for name, source in kit.shared.files.items()
            if source is not None and root in Path(name).parents
        )


@lru_cache(maxsize=4)
def _unpack(files: _LayoutFiles) -> Path:
    """A folder of this process with the layouts in it; gone when the process ends."""
    import tempfile

    # Its own also where there are no files: a run without layouts must not get those of the next.
    folder = Path(tempfile.mkdtemp(dir=_own_folder().name), "layouts")
    folder.mkdir()
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@lru_cache(maxsize=1)
def _own_folder() -> TemporaryDirectory[str]:
    import tempfile

    return tempfile.TemporaryDirectory(prefix="makelesson-", ignore_cleanup_errors=True)


def _with_paths_of(kit: Kit, folder: Path, outcome: Outcome) -> Outcome:
    """Problems in a layout's file are placed where that lies in the workspace."""

    def there(problem: Problem) -> Problem:
        with suppress(ValueError):
            inside = problem.location.file.relative_to(folder)
            place = replace(problem.location, file=kit.workspace.layouts / inside)
            return replace(problem, location=place)
        return problem

    return replace(outcome, problems=tuple(map(there, outcome.problems)))
