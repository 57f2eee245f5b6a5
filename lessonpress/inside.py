"""Inside: whether a path stays within the folders that it may lead to. Ground; knows no room.

Whoever writes a lesson, an event or a layout names files in it. Such a name may lead to what the
workspace holds, and to the folders that its settings name; never elsewhere, neither by `..` nor by
a link. Whether there is a file elsewhere is not asked: a refusal would tell.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePath

_DRIVE = re.compile(r"[A-Za-z]:")


def leads_inside(path: Path, folders: Iterable[Path]) -> bool:
    """Whether `path`, with every link followed, is one of the folders or lies within one.

    The path need not exist: what isn't there leads where its name says.
    """
    real = PurePath(os.path.realpath(path))
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)


def is_plain_path(name: str) -> bool:
    """Whether `name` is a relative path that can't leave its folder: `figures/map.xml`."""
    if not name or "\0" in name or "\\" in name or name.startswith("/") or _DRIVE.match(name):
        return False
    return all(part not in ("", ".", "..") for part in name.split("/"))


def is_plain_name(name: str) -> bool:
    """Whether `name` is that of one file or folder, not a path."""
    return is_plain_path(name) and "/" not in name
