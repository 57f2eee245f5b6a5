"""Outlines: what the settings and the units say of the lessons, without reading them anew.

A reading is cached by what stands in the file, so that a build with nothing to do stays quick.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from lessonpress.cache import cache_folder, schema_number
from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.inputs import digest, read_file
from lessonpress.problems import ProblemError


@dataclass(frozen=True, slots=True)
class UnitOutline:
    """The lessons of a unit, by their slugs in its order, each with the line that names it; and what
    holds for those that say nothing themselves. `stale` is one from when the unit could last be read.
    """

    lessons: Mapping[str, int]
    defaults: Wishes
    stale: bool = False

    def as_json(self) -> str:
        return json.dumps((dict(self.lessons), self.defaults.values()))

    @classmethod
    def from_json(cls, text: bytes) -> UnitOutline:
        """Raises ValueError for what is no such outline."""
        lessons, defaults = json.loads(text)
        if not all(isinstance(line, int) for line in _mapping(lessons).values()):
            raise ValueError("A line is a number.")
        return cls(lessons, Wishes.of(defaults))


@dataclass(frozen=True, slots=True)
class SettingsOutline:
    """What the settings say of a build. The paths of letterhead and logo, and those of all files that they
    name, count from the settings' folder."""

    letterhead: str | None = None
    files: tuple[str, ...] = ()
    workers: int | None = None
    defaults: Wishes = NO_WISHES
    school: str = ""
    logo: str | None = None

    def as_json(self) -> str:
        wishes = self.defaults.values()
        return json.dumps(
            (self.letterhead, self.files, self.workers, wishes, self.school, self.logo)
        )

    @classmethod
    def from_json(cls, text: bytes) -> SettingsOutline:
        """Raises ValueError for what is no such outline."""
        letterhead, files, workers, defaults, school, logo = json.loads(text)
        names = [name for name in (letterhead, logo, school, *files) if name is not None]
        if not all(isinstance(name, str) for name in names):
            raise ValueError("A file's name is text.")
        if not (workers is None or isinstance(workers, int)):
            raise ValueError("Workers are a number.")
        return cls(letterhead, tuple(files), workers, Wishes.of(defaults), school or "", logo)


def outline_unit(path: Path) -> UnitOutline | None:
    """The outline of the unit at `path`. While it can't be read, which its packets tell, the one from
    before, so that its lessons aren't printed in another way for a slip of the pen; None without."""
    cached = _Cached("unit", path, UnitOutline)
    last = _Cached("last-unit", path, UnitOutline, by_place=True)
    known = cached.get()
    if known is None:
        try:
            known = cached.put(_read_unit(path))
        except ProblemError:
            before = last.get()
            return None if before is None else replace(before, stale=True)
    if last.get() != known:
        last.put(known)
    return known


def outline_settings(path: Path) -> SettingsOutline:
    """The outline of the settings at `path`. Raises ProblemError with all that is wrong with them."""
    cached = _Cached("settings", path, SettingsOutline)
    known = cached.get()
    if known is None or any(not os.path.isfile(path.parent / name) for name in known.files):
        known = cached.put(_read_settings(path))
    return known


def _read_unit(path: Path) -> UnitOutline:
    from lessonpress.content.unit import outline

    return UnitOutline(*outline(path))


def _read_settings(path: Path) -> SettingsOutline:
    from lessonpress.content.settings import read_settings

    settings = read_settings(path)
    names = {
        file: os.path.relpath(file, path.parent)
        for file in (settings.logo, settings.letterhead)
        if file is not None
    }
    letterhead = None if settings.letterhead is None else names[settings.letterhead]
    logo = None if settings.logo is None else names[settings.logo]
    files, school = tuple(names.values()), settings.school
    return SettingsOutline(letterhead, files, settings.workers, settings.defaults, school, logo)


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("This is no mapping.")
    return value


_Outline = TypeVar("_Outline", UnitOutline, SettingsOutline)


class _Cached(Generic[_Outline]):
    """What was read in a file that says the same, by any name; or in the file of that name.

    Anything else than such an outline, as another version of makelesson may have stored it, counts
    as nothing.
    """

    def __init__(
        self, kind: str, path: Path, outline: type[_Outline], *, by_place: bool = False
    ) -> None:
        self._parse: Callable[[bytes], _Outline] = outline.from_json
        self._file: Path | None = None
        with suppress(OSError):
            name = digest(os.fsencode(path.absolute()) if by_place else read_file(path))
            folder = cache_folder("outlines")
            schema = schema_number(outline, Wishes)
            self._file = folder and folder / f"{kind}-{name}-{schema}.json"

    def get(self) -> _Outline | None:
        if self._file is None:
            return None
        try:
            return self._parse(self._file.read_bytes())
        except (OSError, ValueError, TypeError):
            return None

    def put(self, known: _Outline) -> _Outline:
        if self._file is not None:
            aside = self._file.with_suffix(f".{os.getpid()}")
            with suppress(OSError):
                aside.write_text(known.as_json(), "utf-8")
                os.replace(aside, self._file)
        return known
