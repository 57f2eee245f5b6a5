"""The workspace: where lessons, events, layouts and output are. The only one that knows folder names.

A workspace is a folder with a `lessons` folder in it. A slug is the stem of a file's name; names are
compared in Unicode's composed form, since macOS hands out the decomposed one.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lessonpress.files import NOWHERE, no_file, read_file
from lessonpress.inside import leads_inside
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.yamlfile import MOST_CHARACTERS, read_yaml

SPEC_SUFFIXES = (".yaml", ".yml")
_LEADS = "link leads nowhere"
EVENT_SUFFIXES = (".txt", ".md", ".markdown")
#: What stands between an event's name and the ending where the file is its easier text: `war.easy.md`.
EASIER = ".easy"


class UsageError(Exception):
    """What was asked for does not exist or makes no sense; the exit status is 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message}\n{hint}" if hint else message)


class Files(Mapping[str, tuple[Path, ...]]):
    """The files of one folder by their slugs; more than one path only where they share a slug.

    Holds their names, of which a school has ten thousand, and makes a path when it is asked for.
    """

    def __init__(
        self,
        folder: Path,
        names: Mapping[str, tuple[str, ...]],
        nameless: Sequence[str] = (),
        astray: Sequence[str] = (),
        no_files: Sequence[str] = (),
        easier: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._folder = folder
        self._easier = easier or {}
        #: What is named like one of them and is no file: a folder, a pipe, a link that leads nowhere.
        self.no_files = tuple(folder / name for name in no_files)
        self._names = names
        #: The links that lead out of the workspace; they are no files of it.
        self.astray = tuple(folder / name for name in astray)
        #: The files whose names are not text (not in UTF-8), so that there are no slugs for them.
        self.nameless = tuple(folder / name for name in nameless)

    def __getitem__(self, slug: str) -> tuple[Path, ...]:
        return tuple(self._folder / name for name in self._names[slug])

    def __contains__(self, slug: object) -> bool:
        return slug in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def names(self, slug: str) -> tuple[str, ...]:
        """The files' names alone; none where there is no such slug."""
        return self._names.get(slug, ())

    def easier(self, slug: str) -> tuple[Path, ...]:
        """The files with the easier text of the event called so; more than one only where they share a name."""
        return tuple(self._folder / name for name in self._easier.get(slug, ()))

    @property
    def with_easier(self) -> tuple[str, ...]:
        """The names of events that there is a file with an easier text for, whether or not there is an event."""
        return tuple(self._easier)


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
    def banks(self) -> Path:
        """Where questions are kept that several lessons draw from; it need not be there."""
        return self.lessons / "questions"

    @property
    def settings_file(self) -> Path:
        """What the school says once for all that it prints; it need not be there."""
        return self.root / "makelesson.yaml"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the files that people name may lie, and where links may lead: the workspace itself
        and the folders that its settings name."""
        return (self.root, *named_folders(self.settings_file))

    @property
    def layouts(self) -> Path:
        return self.root / "layouts"

    @property
    def schemas(self) -> dict[str, tuple[Path, str]]:
        """The JSON Schemas that editors complete and check with, and the files that each is for."""
        files = {
            "lesson": "lessons/*.yaml",
            "unit": "lessons/units/*.yaml",
            "bank": "lessons/questions/*.yaml",
            "settings": "makelesson.yaml",
        }
        folder = self.root / ".vscode"
        return {kind: (folder / f"{kind}.schema.json", which) for kind, which in files.items()}

    @property
    def letterhead(self) -> Path | None:
        """The DOCX that the school's documents start from, where the workspace has one."""
        path = self.layouts / "letterhead.docx"
        if path.is_symlink() and not leads_inside(path, self.folders):
            raise ProblemError([leads_away(path)])
        if not os.path.lexists(path):
            return None
        if not os.path.isfile(path):
            raise ProblemError([describe_no_file(path, "letterhead", Severity.ERROR)])
        return path

    @property
    def layout_search(self) -> tuple[Path, ...]:
        """The folders to look for a layout in: the workspace's own first, then the built-in one."""
        return search_in(self.layouts)

    def lesson_files(self) -> Files:
        """Every lesson's slug and its spec; more than one file only where two share a slug."""
        return _by_slug(self.lessons, SPEC_SUFFIXES, self)

    def unit_files(self) -> Files:
        """Every unit's slug and its spec; more than one file only where two share a slug."""
        return _by_slug(self.units, SPEC_SUFFIXES, self)

    def bank_files(self) -> Files:
        """Every bank's slug and its file; more than one only where two share a slug."""
        return _by_slug(self.banks, SPEC_SUFFIXES, self)

    def event_files(self) -> Files:
        """Every event's slug and its file; more than one only where two share a slug. Files with easier texts
        are no events: see `Files.easier`."""
        return _by_slug(self.events, EVENT_SUFFIXES, self, with_easier=True)


def find_workspace(start: Path) -> Workspace | None:
    """The workspace that `start` lies in: the nearest folder, going up, that has a `lessons` folder."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "lessons").is_dir():
            return Workspace.at(folder)
    return None


def workspace_below(folder: Path) -> str:
    """The name of the one folder in `folder` that is a workspace; empty where there is none, or several."""
    with suppress(OSError):
        found = [one.name for one in folder.iterdir() if (one / "lessons").is_dir()]
        return found[0] if len(found) == 1 else ""
    return ""


def folders_around(file: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> tuple[Path, ...]:
    """Where a picture may lie that `file`, an event or the settings, names: see Workspace.folders.

    `read` gives the bytes of the settings. A file that lies in no workspace has its own folder.
    """
    lessons = next((folder for folder in file.parents if folder.name == "lessons"), None)
    root = file.parent if lessons is None else lessons.parent
    settings = root / "makelesson.yaml"
    try:
        return (root, *named_folders(settings, read(settings)))
    except OSError:
        return (root,)


def named_folders(settings: Path, data: bytes | None = None) -> tuple[Path, ...]:
    """The `folders` that the settings name; none where they can't be read, which is told elsewhere."""
    try:
        text = (read_file(settings, most=MOST_CHARACTERS) if data is None else data).decode(
            "utf-8-sig"
        )
        said = read_yaml(settings, text).data
    except (OSError, UnicodeDecodeError, ProblemError):
        return ()
    folders = said.get("folders") if isinstance(said, dict) else None
    names = [folders] if isinstance(folders, str) else folders if isinstance(folders, list) else []
    return tuple(settings.parent / name for name in names if isinstance(name, str) and name)


def leads_away(link: Path) -> Problem:
    """What is said of a link that leads out of the workspace, wherever it leads."""
    return Problem(
        "This link leads out of the workspace.",
        Location(link),
        "Copy what it leads to, or name that folder under `folders:` in makelesson.yaml.",
        code="outside",
    )


def twin_problem(first: Path, other: Path, what: str) -> Problem:
    """What is said of a second file of the same name; `what` is an event or a bank."""
    return Problem(
        f"Two {what}s go by the same name: {first.name} and {other.name}.",
        Location(other),
        f"Rename one of the two: the name of {'an' if what == 'event' else 'a'} {what} is its file's name "
        "without the ending.",
        code="same-name",
    )


def two_easier(first: Path, other: Path) -> Problem:
    """What is said of a second file with an easier text of the same event."""
    return Problem(
        f"This event has two easier texts: {first.name} and {other.name}.",
        Location(other),
        "Keep one of the two.",
        code="two-easier-texts",
    )


def describe_no_file(path: Path, what: str, severity: Severity = Severity.WARNING) -> Problem:
    """What is said of a path that is named like a file of that kind and isn't one."""
    is_what = no_file(path) or "no file"
    return Problem(
        f"This {_LEADS if is_what == NOWHERE else f'is {is_what}'}, so no {what} is read from it.",
        Location(path),
        f"Put the {what}'s file here, or give this another name.",
        severity,
        "no-file",
    )


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


def _by_slug(
    folder: Path, suffixes: tuple[str, ...], workspace: Workspace, *, with_easier: bool = False
) -> Files:
    found: dict[str, tuple[str, ...]] = {}
    easier: dict[str, tuple[str, ...]] = {}
    astray: list[str] = []
    no_files: list[str] = []
    for link in (folder, folder.parent):
        if link.is_symlink() and not leads_inside(folder, workspace.folders):
            raise ProblemError([leads_away(link)])
    # Ten thousand files are nothing out of the ordinary: no system call for each.
    try:
        with os.scandir(folder) as entries:
            names = []
            for entry in entries:
                if not entry.name.lower().endswith(suffixes) or entry.name.startswith((".", "~")):
                    continue
                if entry.is_symlink() and not leads_inside(Path(entry.path), workspace.folders):
                    astray.append(entry.name)
                elif _is_file(entry):
                    names.append(entry.name)
                else:
                    no_files.append(entry.name)
            names.sort()
    except (FileNotFoundError, NotADirectoryError):
        names = []
        if what := "" if os.path.isdir(folder) else no_file(folder) or _file_at(folder):
            hint = "Put a folder here, or take it away."
            message = f"This is {what}, where a folder is needed."
            problem = Problem(message, Location(folder), hint, code="no-folder")
            raise ProblemError([problem]) from None
    except OSError as error:
        message = f"The folder can't be read: {error.strerror}."
        hint = "See who may read it."
        raise ProblemError([Problem(message, Location(folder), hint, code="unreadable")]) from None
    nameless: list[str] = []
    try:
        "".join(names).encode()
    except UnicodeEncodeError:
        nameless = [name for name in names if not _is_text(name)]
        names = [name for name in names if _is_text(name)]
    for name in names:
        slug, of = unicodedata.normalize("NFC", name.rpartition(".")[0]), found
        if with_easier and slug.lower().endswith(EASIER):
            slug, of = slug[: -len(EASIER)], easier
        of[slug] = (*of.get(slug, ()), name)
    return Files(folder, found, nameless, sorted(astray), sorted(no_files), easier)


def _file_at(path: Path) -> str:
    return "a file" if os.path.isfile(path) else ""


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


def _is_text(name: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in name)
