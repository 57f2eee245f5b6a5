"""The cache: where work that can be done again lies for the next start. Ground for every room; knows none."""

from __future__ import annotations

import os
import sys
from dataclasses import fields
from pathlib import Path
from zlib import crc32

from lessonpress import __version__


def cache_folder(name: str) -> Path | None:
    """A folder in the user's cache for one purpose and one version of makelesson, made if need be.

    After the XDG Base Directory Specification, and where Windows and macOS want it. None where it
    cannot be made: whoever asks then does the work again.
    """
    home = Path("~").expanduser()
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        cache = home / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    folder = cache / "makelesson" / f"{name}-{__version__}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def schema_number(*stored: type) -> int:
    """A number, positive and below 2³¹, that is another one when any of these dataclasses is.

    What was stored by another number is not to be read: it may lack what is asked for.
    """
    shapes = [
        (one.__name__, [(field.name, str(field.type)) for field in fields(one)]) for one in stored
    ]
    return crc32(repr(shapes).encode()) >> 1
