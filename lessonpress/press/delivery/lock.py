"""The lock: one build at a time in one output folder. The system lets go of it when a process dies."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FILE = ".makelesson.lock"


class Lock:
    """The lock of a folder: not taken yet. Where there is no `descriptor` of its file, it can't be."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._held = False

    def taken_by_another(self) -> bool:
        """Whether somebody else has it now; if not, it is this one's from now on."""
        if self._descriptor is None or self._held:
            return False
        try:
            _take(self._descriptor)
        except (BlockingIOError, PermissionError):
            return True
        except OSError:  # no locks here
            self._descriptor = None
            return False
        self._held = True
        return False

    def take(self) -> bool:
        """Waits until whoever has it lets go. Returns whether it is held: not where the folder can't be
        written to, or its file system has no locks; files are replaced whole in any case."""
        while self.taken_by_another():
            time.sleep(0.1)
        return self._held


@contextmanager
def locked(output: Path) -> Iterator[Lock]:
    """The folder's lock, which is let go of in the end. The folder is made if need be."""
    descriptor = None
    with suppress(OSError):
        output.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(output / FILE, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        yield Lock(descriptor)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _take(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
