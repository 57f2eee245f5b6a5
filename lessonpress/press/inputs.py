"""Inputs: where a job's files come from, the disk or a parcel that travels with it. Notes what was read.

What a job read, and how it was then, is what its files are made anew for when it changes. A worker
on another computer reads from its parcel alone; what that lacks it wants, and gets a second time.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from lessonpress.files import LARGEST, no_file


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file's content in short, and what the disk said of it when it was read.

    `digest` is BLAKE2b in 32 hexadecimal digits; `modified` is in nanoseconds.
    """

    digest: str
    size: int
    modified: int
    inode: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read."""

    data: bytes
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Parcel:
    """Files that travel with a job, by the path that they have where it was planned.

    None for a file that isn't there, either.
    """

    files: Mapping[str, Source | None]


class MissingInput(BaseException):
    """A file that the parcel lacks. No Exception, so that no "cannot be read" swallows it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


@dataclass(slots=True)
class Inputs:
    """Reads files from the disk, or from `parcels` alone where there are any."""

    parcels: tuple[Parcel, ...] = ()
    used: dict[Path, Fingerprint] = field(default_factory=dict)

    def read(self, path: Path) -> bytes:
        """The bytes of the file. Raises OSError; MissingInput where the parcels don't know the file."""
        source = self._carried(path) if self.parcels else read_source(path)
        self.used[path] = source.fingerprint
        return source.data

    def _carried(self, path: Path) -> Source:
        name = str(path)
        for parcel in self.parcels:
            if name in parcel.files:
                source = parcel.files[name]
                if source is None:
                    raise FileNotFoundError(2, "No such file or directory", name)
                return source
        raise MissingInput(path)


def read_source(path: Path | str) -> Source:
    """The file on the disk. Raises OSError, also for a device or a pipe, which might never end."""
    if not os.path.isfile(path):
        what = no_file(path)
        message = f"It is {what}" if what else os.strerror(errno.ENOENT)
        raise FileNotFoundError(errno.ENOENT, message, str(path))
    with open(path, "rb") as file:
        # Asked before it is read: a file that changes meanwhile looks changed the next time.
        status = os.fstat(file.fileno())
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, "It is too large", str(path))
    return Source(
        data, Fingerprint(digest(data), status.st_size, status.st_mtime_ns, status.st_ino)
    )


def read_file(path: Path) -> bytes:
    """The bytes of the file on the disk. Raises OSError as `read_source` does."""
    return read_source(path).data


def parcel_of(paths: Iterable[Path]) -> Parcel:
    """A parcel with these files; those that can't be read are known not to be there."""
    files: dict[str, Source | None] = {}
    for path in paths:
        try:
            files[str(path)] = read_source(path)
        except OSError:
            files[str(path)] = None
    return Parcel(files)


def digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
