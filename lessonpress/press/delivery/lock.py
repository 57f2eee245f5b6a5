"""The lock: one build at a time in one output folder. The system lets go of it when a process dies."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FILE = ".makelesson.lock"


@contextmanager
def locked(output: Path, on_wait: Callable[[], None]) -> Iterator[bool]:
    """Holds the folder's lock, once whoever has it lets go; `on_wait` is called if that takes time.

    Yields whether it is held. Where the folder can't be written to, or its file system has no locks, goes on without: files
    are replaced whole in any case.
    """
    descriptor = None
    with suppress(OSError):
        output.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(output / FILE, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        yield descriptor is not None and _wait_for(descriptor, on_wait)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _wait_for(descriptor: int, on_wait: Callable[[], None]) -> bool:
    waited = False
    while True:
        try:
            _take(descriptor)
            return True
        except (BlockingIOError, PermissionError):
            if not waited:
                on_wait()
            waited = True
            time.sleep(0.1)
        except OSError:
            return False  # no locks here


def _take(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
