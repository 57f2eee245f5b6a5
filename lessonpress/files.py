"""Files as a disk has them: whether there is one, what it says, by what name. Ground; knows no room.

A name may lead to a folder, a pipe that never ends, or nowhere; it may be longer than any disk allows,
and its accents may be written in another way than on the disk. None of that is a fault.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from pathlib import Path

#: More than any text, picture or letterhead has, in bytes.
LARGEST = 100_000_000
#: What a link is called that leads to nothing, or to itself.
NOWHERE = "a link that leads nowhere"
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: Path | str, most: int = LARGEST, *, pipes: bool = False) -> bytes:
    """The bytes of a file, of at most so many. Raises OSError, also for one that is larger; and, unless
    `pipes` may be read, for all that isn't a file: it might never end."""
    if not pipes and (what := no_file(path)):
        number = errno.EISDIR if what == "a folder" else errno.EINVAL
        raise OSError(number, f"It is {what}", str(path))
    with open(path, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, "It is too large", str(path))
    return data


def no_file(path: Path | str) -> str:
    """What there is of that name that is no file, such as `a folder`; empty for a file, and where there
    is nothing."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return NOWHERE if os.path.islink(path) else ""
    if stat.S_ISREG(mode):
        return ""
    return next((name for is_it, name in _KINDS if is_it(mode)), "no file")


def as_on_disk(path: Path) -> Path:
    """The path as the disk spells it, whose accents may be letters and marks of their own (macOS's way,
    NFD) where they are one letter here (NFC); as it is where nothing goes by either."""
    if path.name.isascii() or os.path.lexists(path):
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in entries]
    except OSError:
        return path
    found = sorted(name for name in names if unicodedata.normalize("NFC", name) == wanted)
    return path.with_name(found[0]) if found else path
