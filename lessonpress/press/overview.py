"""The overview: what the settings and the units say of the lessons, without reading them anew.

A reading is kept by what stands in the file, so that a build with nothing to do stays quick.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonpress.content.defaults import NO_DEFAULTS, Defaults
from lessonpress.keep import keep_folder
from lessonpress.press.supply import digest
from lessonpress.problems import ProblemError


@dataclass(frozen=True, slots=True)
class UnitOutline:
    """The lessons of a unit, by their slugs in its order, each with the line that names it; and what
    holds for those that say nothing themselves. `stale` is one from when the unit could last be read.
    """

    lessons: Mapping[str, int]
    defaults: Defaults
    stale: bool = False


@dataclass(frozen=True, slots=True)
class SettingsOutline:
    """What the settings say of a build. The letterhead's path, and those of all files that they name,
    count from the settings' folder."""

    letterhead: str | None = None
    files: tuple[str, ...] = ()
    workers: int | None = None
    defaults: Defaults = NO_DEFAULTS


def outline_unit(path: Path) -> UnitOutline | None:
    """The outline of the unit at `path`. While it can't be read, which its packets tell, the one from
    before, so that its lessons aren't printed in another way for a slip of the pen; None without."""
    kept, last = _Kept("unit", path), _Kept("last-unit", path, by_place=True)
    known, stale = kept.get(), False
    if known is None:
        try:
            known = last.put(kept.put(_read_unit(path)))
        except ProblemError:
            known, stale = last.get(), True
    elif last.get() != known:
        last.put(known)
    if known is None:
        return None
    return UnitOutline(known["lessons"], _defaults(known), stale)


def outline_settings(path: Path) -> SettingsOutline:
    """The outline of the settings at `path`. Raises ProblemError with all that is wrong with them."""
    kept = _Kept("settings", path)
    known = kept.get()
    if known is None or any(not (path.parent / name).is_file() for name in known["files"]):
        known = kept.put(_read_settings(path))
    files = tuple(known["files"])
    return SettingsOutline(known["letterhead"], files, known["workers"], _defaults(known))


def _read_unit(path: Path) -> dict[str, Any]:
    from lessonpress.content.unit import outline

    lessons, defaults = outline(path)
    return {"lessons": lessons, **_told(defaults)}


def _read_settings(path: Path) -> dict[str, Any]:
    from lessonpress.content.settings import read_settings

    settings = read_settings(path)
    files = {
        key: file and os.path.relpath(file, path.parent)
        for key, file in (("logo", settings.logo), ("letterhead", settings.letterhead))
    }
    return {
        "letterhead": files["letterhead"],
        "files": [name for name in files.values() if name],
        "workers": settings.workers,
        **_told(settings.defaults),
    }


def _told(defaults: Defaults) -> dict[str, Any]:
    return {
        "layout": defaults.layout,
        "paper": defaults.paper,
        "documents": defaults.documents,
        "formats": defaults.formats,
    }


def _defaults(known: Mapping[str, Any]) -> Defaults:
    documents, formats = known["documents"], known["formats"]
    return Defaults(
        known["layout"],
        known["paper"],
        None if documents is None else tuple(documents),
        None if formats is None else tuple(formats),
    )


class _Kept:
    """What was read in a file that says the same, by any name; or in the file of that name."""

    def __init__(self, kind: str, path: Path, *, by_place: bool = False) -> None:
        self._file: Path | None = None
        with suppress(OSError):
            name = digest(os.fsencode(path.absolute()) if by_place else path.read_bytes())
            folder = keep_folder("outlines")
            self._file = folder and folder / f"{kind}-{name}.json"

    def get(self) -> dict[str, Any] | None:
        if self._file is None:
            return None
        try:
            return dict(json.loads(self._file.read_bytes()))
        except (OSError, ValueError):
            return None

    def put(self, known: dict[str, Any]) -> dict[str, Any]:
        if self._file is not None:
            aside = self._file.with_suffix(f".{os.getpid()}")
            with suppress(OSError):
                aside.write_text(json.dumps(known), "utf-8")
                os.replace(aside, self._file)
        return known
