"""What a person put into the output stays: what would take its place is written beside it.

Ours is a file whose bytes are those that were last written there, or those that are to be written. An
empty file is nobody's work.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from lessonpress.press.delivery.output import ChangedMeanwhileError, write_all
from lessonpress.press.inputs import digest
from lessonpress.problems import Location, Problem, ProblemError

#: Somebody who saves again and again while it is written is let go first this often.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the bytes for one path went: `path` itself, another beside it, or None where there was
    nothing new to write.

    `theirs` is the digest of what a person had put at the path, empty where that was nobody's, and
    `ours` of what had been written there before; empty where that isn't known. `replaced` is whether
    what was theirs is there no longer, as it was asked for.
    """

    path: Path | None
    theirs: str = ""
    ours: str = ""
    replaced: bool = False

    @property
    def kept(self) -> bool:
        """Whether something of a person's was there and is there still."""
        return bool(self.theirs) and not self.replaced


def name_beside(name: str, number: int = 1) -> str:
    """What a file is called that is written beside one that a person changed.

    >>> name_beside("walls-worksheet.docx"), name_beside("walls-worksheet.docx", 2)
    ('walls-worksheet.new.docx', 'walls-worksheet.new-2.docx')
    """
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.new{'' if number == 1 else f'-{number}'}{dot}{ending}"


def write_around(
    files: Mapping[Path, bytes],
    ours: Mapping[str, str],
    latest: Mapping[str, str],
    *,
    force: bool = False,
) -> dict[Path, Placed]:
    """Writes all files, or none, each at its path; where something lies there that is not ours, beside
    it, unless it is just what was printed before. With `force`, in its place.

    `ours` are the digests of what was last written into the folder, by the files' names; `latest` those
    of what was last printed for a name, which may have been written beside it. Raises ProblemError.
    """
    for _ in range(_TRIES):
        placed: dict[Path, Placed] = {}
        was: dict[Path, str | None] = {}
        for path, data in files.items():
            placed[path] = _place(path, digest(data), ours, latest, was, force=force)
        bytes_at = {one.path: files[path] for path, one in placed.items() if one.path is not None}
        try:
            write_all(bytes_at, was)
        except ChangedMeanwhileError:
            continue
        return placed
    hint = "Build again when nobody is saving there."
    place = Location(next(iter(files)).parent)
    problem = Problem("The files here keep changing.", place, hint, code="not-written")
    raise ProblemError([problem])


def _place(
    path: Path,
    new: str,
    ours: Mapping[str, str],
    latest: Mapping[str, str],
    was: dict[Path, str | None],
    *,
    force: bool,
) -> Placed:
    """Where the bytes of this digest go; notes in `was` what is there now."""
    now = digest_at(path)
    known = ours.get(path.name, "")
    # Also what was printed beside it: whoever moves that into its place has nothing of his own there.
    beside_it = (ours[name] for name in names_beside(path.name, ours))
    nobodys = {_EMPTY, new, known, latest.get(path.name), *beside_it}
    if now is None or now in nobodys:
        was[path] = now
        return Placed(path)
    if force:
        was[path] = now
        return Placed(path, now, known, True)
    if latest.get(path.name) == new:
        return Placed(None, now, known)
    for number in count(1):
        beside = path.with_name(name_beside(path.name, number))
        there = digest_at(beside)
        if there is None or there in nobodys:
            was[beside] = there
            return Placed(beside, now, known)
    raise AssertionError


def free_path(path: Path, ours: Mapping[str, str], opening: bytes) -> Path:
    """The path itself, or the first beside it where nothing of a person's lies. What isn't known among
    `ours` is told by its `opening`. Raises ProblemError."""
    beside = (path.with_name(name_beside(path.name, number)) for number in count(1))
    for at in chain([path], beside):
        now, known = digest_at(at), ours.get(at.name)
        if now in (None, _EMPTY, known):
            break
        if known is None and opening in at.read_bytes()[:4096]:
            break
    return at


def remove_beside(path: Path, ours: Mapping[str, str]) -> None:
    """Removes what was written beside the file at this path, so far as it is as it was written."""
    for name in names_beside(path.name, ours):
        beside = path.with_name(name)
        with suppress(OSError, ProblemError):
            if digest_at(beside) == ours[name]:
                beside.unlink()


def names_beside(name: str, ours: Mapping[str, str]) -> list[str]:
    """The names of what was ever written beside the file of this name."""
    stem, dot, ending = name.rpartition(".")
    return [one for one in ours if one.startswith(f"{stem}.new") and one.endswith(dot + ending)]


def digest_at(path: Path) -> str | None:
    """The digest of the file; None where there is none, or something that is no file. Raises
    ProblemError where it can't be read, since nobody knows then whose it is."""
    try:
        return digest(path.read_bytes()) if os.path.isfile(path) else None
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"The file that lies here can't be read: {error.strerror}."
        hint = "If it is open in another program, close it there; or see who may read it."
        raise ProblemError([Problem(message, Location(path), hint, code="not-read")]) from error


_EMPTY = digest(b"")
