"""The output: files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from lessonpress.files import no_file
from lessonpress.inside import leads_inside
from lessonpress.press.inputs import digest
from lessonpress.problems import Location, Problem, ProblemError

_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_HINTS = {
    errno.ENOSPC: "The disk is full. Make room, then build again.",
    errno.EDQUOT: "Your disk quota is used up. Make room, then build again.",
    errno.EROFS: "The disk is read-only. Choose another folder with --output.",
    errno.ENOTDIR: "A file stands where a folder is needed. Move it away, or choose another --output.",
    errno.EEXIST: "A file stands where a folder is needed. Move it away, or choose another --output.",
    errno.EISDIR: "A folder stands where the file should go. Move it away.",
    errno.EINVAL: "Move away what lies in its place, then build again.",
    errno.ENAMETOOLONG: "The name is too long. Give the lesson's file a shorter one.",
}
_DENIED = (
    "If it is open in another program, such as Word, close it there; "
    "otherwise see who may write to the folder, or choose another with --output."
)


def write_whole(path: Path, data: bytes) -> None:
    """Puts `data` at `path`; see `write_all`."""
    write_all({path: data})


class ChangedMeanwhileError(Exception):
    """A file that was to be replaced is not what it was any more when its turn came."""


def write_all(files: Mapping[Path, bytes], was: Mapping[Path, str | None] | None = None) -> None:
    """Puts each file's bytes at its path, all in one folder, which is made if need be: all of them, or
    none. Whoever reads one sees the old file or the new.

    `was` are the digests of what may be replaced, None where nothing is there; without it whatever
    there is may be. Raises ChangedMeanwhileError, with everything left as it was, where something else
    is there by now.

    The bytes go to temporary files in the folder and onto the disk before any of them takes
    another's place; if one can't (on Windows, because it is open in Word), those that did are put
    back. Raises ProblemError, and leaves what was there as it was, where that fails.
    """
    parts: dict[Path, Path] = {}
    for folder in {path.parent for path in files}:
        # The output itself may be a link to another disk; a link within it was planted there.
        if folder.is_symlink() and not leads_inside(folder, [folder.parent]):
            message = "This folder is a link that leads out of the output."
            hint = "Delete the link, then build again."
            raise ProblemError([Problem(message, Location(folder), hint, code="outside")])
    try:
        for path, data in files.items():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise _not_written(path.parent, error, "The folder could not be made") from error
            parts[path] = _part_beside(path)
            try:
                _write(parts[path], data)
            except OSError as error:
                raise _not_written(path, error, "The file could not be written") from error
        # Only now, when the disk can take them together: half the time of one after the other.
        for path, part in parts.items():
            try:
                _bring_to_disk(part)
            except OSError as error:
                raise _not_written(path, error, "The file could not be written") from error
        _take_their_places(parts, was)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of the one at `path` once all is in it, as with
    `write_all`. Raises ProblemError."""
    part = _part_beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _open(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise _not_written(path, error, "The file could not be written") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


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


def _part_beside(path: Path) -> Path:
    # A short name of its own, so that it fits where the file's name does and two builds at once
    # never meet.
    return path.parent / f".{os.urandom(8).hex()}.part"


def _write(path: Path, data: bytes) -> None:
    with _open(path) as file:
        file.write(data)


def _bring_to_disk(path: Path) -> None:
    # Windows syncs only what may be written to.
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o666), "wb")


def _take_their_places(parts: Mapping[Path, Path], was: Mapping[Path, str | None] | None) -> None:
    """Renames each temporary file to what it is for; where one can't be, all are as they were."""
    before: dict[Path, Path | None] = {}  # the old file of each that is there, where there was one
    try:
        for path, part in parts.items():
            try:
                # Noted first: Ctrl-C may come right behind the renaming.
                before[path] = _second_name(path)
                os.replace(part, path)
                # Looked at under its second name, and only now: what a program wrote into it until
                # this moment is in it.
                if was is not None and _digest_of(before[path]) != was[path]:
                    raise ChangedMeanwhileError(path)
            except OSError as error:
                raise _not_written(path, error, "The file could not be written") from error
    except BaseException:
        for path, old in before.items():
            with suppress(OSError):
                path.unlink() if old is None else os.replace(old, path)
        raise
    finally:
        for old in before.values():
            _forget(old)


def _second_name(path: Path) -> Path | None:
    """Another name of the file, by which it can be put back; None where there is no file."""
    if (what := no_file(path)) in ("a pipe", "a socket", "a device"):
        raise OSError(errno.EINVAL, f"{what[:1].upper()}{what[1:]} lies there", str(path))
    if not path.exists():
        return None
    old = _part_beside(path)
    try:
        os.link(path, old)
    except OSError:  # the disk knows no second names, as FAT doesn't
        shutil.copy2(path, old)
    return old


def _digest_of(path: Path | None) -> str | None:
    return None if path is None else digest(path.read_bytes())


def _forget(old: Path | None) -> None:
    if old is not None:
        with suppress(OSError):
            old.unlink()
