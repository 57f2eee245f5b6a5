"""Where work that can be done again is kept for the next start. Ground for every room; knows none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lessonpress import __version__


def keep_folder(name: str) -> Path | None:
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
