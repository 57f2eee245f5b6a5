"""The output: files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path

from lessonpress.problems import Location, Problem, ProblemError

_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_HINTS = {
    errno.ENOSPC: "The disk is full. Make room, then build again.",
    errno.EDQUOT: "Your disk quota is used up. Make room, then build again.",
    errno.EROFS: "The disk is read-only. Choose another folder with --output.",
    errno.ENOTDIR: "A file stands where a folder is needed. Move it away, or choose another --output.",
    errno.EEXIST: "A file stands where a folder is needed. Move it away, or choose another --output.",
    errno.EISDIR: "A folder stands where the file should go. Move it away.",
    errno.ENAMETOOLONG: "The name is too long. Give the lesson's file a shorter one.",
}
_DENIED = (
    "If it is open in another program, such as Word, close it there; "
    "otherwise see who may write to the folder, or choose another with --output."
)


def write_whole(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, making folders as needed; whoever reads sees the old file or the new.

    The bytes go to a temporary file in the same folder and onto the disk before it takes the
    other's place. Raises ProblemError, and leaves what was there as it was, where that fails.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(path.parent, error, "The folder could not be made") from error
    try:
        _replace(path, data)
    except OSError as error:
        raise _not_written(path, error, "The file could not be written") from error


def sweep_folder(folder: Path) -> None:
    """Removes what a killed build has left half-way. Only for whoever alone writes to the output."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name):
                with suppress(OSError):
                    os.unlink(entry.path)


def _not_written(path: Path, error: OSError, what: str) -> ProblemError:
    reason = error.strerror or str(error)
    hint = _HINTS.get(error.errno or 0, _DENIED)
    return ProblemError([Problem(f"{what}: {reason}.", Location(path), hint, code="not-written")])


def _replace(path: Path, data: bytes) -> None:
    # A short name of its own, so that it fits where the file's name does and two builds at once
    # never meet.
    temporary = path.parent / f".{os.urandom(8).hex()}.part"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
