"""The workspace: where lessons, events, layouts and output are. The only one that knows folder names.

A workspace is a folder with a `lessons` folder in it. A slug is the stem of a file's name; names are
compared in Unicode's composed form, since macOS hands out the decomposed one.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

SPEC_SUFFIXES = (".yaml", ".yml")
EVENT_SUFFIXES = (".txt", ".md", ".markdown")
SCHEMA_FILE = "lesson.schema.json"


class UsageError(Exception):
    """What was asked for does not exist or makes no sense; the exit status is 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message}\n{hint}" if hint else message)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one workspace. Plain data: it travels with a job to another process."""

    root: Path
    output: Path

    @classmethod
    def at(cls, root: Path, output: Path | None = None) -> Workspace:
        return cls(root, output if output is not None else root / "output")

    @property
    def lessons(self) -> Path:
        return self.root / "lessons"

    @property
    def events(self) -> Path:
        return self.lessons / "events"

    @property
    def units(self) -> Path:
        return self.lessons / "units"

    @property
    def settings_file(self) -> Path:
        """What the school says once for all that it prints; it need not be there."""
        return self.root / "makelesson.yaml"

    @property
    def layouts(self) -> Path:
        return self.root / "layouts"

    @property
    def schema(self) -> Path:
        """The JSON Schema that editors complete and check specs with."""
        return self.root / ".vscode" / SCHEMA_FILE

    @property
    def letterhead(self) -> Path | None:
        """The DOCX that the school's documents start from, where the workspace has one."""
        path = self.layouts / "letterhead.docx"
        return path if path.is_file() else None

    @property
    def layout_search(self) -> tuple[Path, ...]:
        """The folders to look for a layout in: the workspace's own first, then the built-in one."""
        return search_in(self.layouts)

    def lesson_files(self) -> dict[str, tuple[Path, ...]]:
        """Every lesson's slug and its spec; more than one file only where two share a slug."""
        return _by_slug(self.lessons, SPEC_SUFFIXES)

    def unit_files(self) -> dict[str, tuple[Path, ...]]:
        """Every unit's slug and its spec; more than one file only where two share a slug."""
        return _by_slug(self.units, SPEC_SUFFIXES)

    def event_files(self) -> dict[str, tuple[Path, ...]]:
        """Every event's slug and its file; more than one only where two share a slug."""
        return _by_slug(self.events, EVENT_SUFFIXES)


def find_workspace(start: Path) -> Workspace | None:
    """The workspace that `start` lies in: the nearest folder, going up, that has a `lessons` folder."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "lessons").is_dir():
            return Workspace.at(folder)
    return None


def builtin_layouts() -> Path:
    """The layouts that come with makelesson.

    An installed package carries them inside; in a clone they lie beside it, at the top level.
    """
    package = Path(__file__).parent
    inside = package / "builtin_layouts"
    return inside if inside.is_dir() else package.parent / "layouts"


def search_in(layouts: Path) -> tuple[Path, ...]:
    """The folders to look for a layout in, where `layouts` is a workspace's own."""
    built_in = builtin_layouts()
    if layouts.is_dir() and layouts.resolve() != built_in.resolve():
        return layouts, built_in
    return (built_in,)


def slug_of(path: Path) -> str:
    """The name that a lesson or an event goes by: its file's name without the ending."""
    return unicodedata.normalize("NFC", path.stem)


def _by_slug(folder: Path, suffixes: tuple[str, ...]) -> dict[str, tuple[Path, ...]]:
    found: dict[str, list[Path]] = {}
    # Ten thousand files are nothing out of the ordinary: no system call for each, few objects.
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if entry.name.lower().endswith(suffixes)
                and not entry.name.startswith((".", "~"))
                and entry.is_file()
            )
    except (FileNotFoundError, NotADirectoryError):
        return {}
    for name in names:
        slug = unicodedata.normalize("NFC", name.rpartition(".")[0])
        found.setdefault(slug, []).append(folder / name)
    return {slug: tuple(paths) for slug, paths in found.items()}
