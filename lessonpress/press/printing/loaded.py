"""What is loaded: events and layouts that lessons share, each read once a run.

It belongs to one process. It forgets what was not used for long, so that its size does not
grow with the number of lessons.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.content.wishes import Wishes
from lessonpress.press.inputs import Inputs
from lessonpress.press.planning.request import Request
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.spelling import advise
from lessonpress.workspace import (
    EASIER,
    Files,
    Workspace,
    describe_no_file,
    leads_away,
    search_in,
    slug_of,
    twin_problem,
    two_easier,
)

if TYPE_CHECKING:
    from lessonpress.content.bank import Bank
    from lessonpress.content.event import Event
    from lessonpress.content.lesson import Lesson
    from lessonpress.content.settings import Settings
    from lessonpress.content.unit import Unit
    from lessonpress.layout.layouts import Layout

_EVENTS_KEPT = 64
_BANKS_KEPT = 16
_LAYOUTS_KEPT = 16


class Loaded:
    """What the jobs of one workspace draw on.

    `events`, `layouts` (the folder of the workspace's own) and `banks` are the workspace's where they
    aren't given; a worker elsewhere has got them with its kit.
    """

    def __init__(
        self,
        workspace: Workspace,
        events: Mapping[str, tuple[Path, ...]] | None = None,
        layouts: Path | None = None,
        banks: Mapping[str, tuple[Path, ...]] | None = None,
    ) -> None:
        self._workspace = workspace
        self._events = workspace.event_files() if events is None else events
        self._given_banks = banks
        self._folders = workspace.folders
        self._layout_search = workspace.layout_search if layouts is None else search_in(layouts)
        self._read_event = lru_cache(_EVENTS_KEPT)(_read_event)
        self._read_bank = lru_cache(_BANKS_KEPT)(_read_bank)
        self._load_layout = lru_cache(_LAYOUTS_KEPT)(self._load)

    def event_slugs(self) -> tuple[str, ...]:
        return tuple(self._events)

    def event_file(self, slug: str) -> Path:
        """The file of the event called `slug`; KeyError where there is none.

        Raises ProblemError where two files share the slug.
        """
        return _file_of(slug, self._events, "event")

    def event(self, slug: str, inputs: Inputs | None = None) -> Event:
        """The event called `slug`; KeyError where there is none. Raises ProblemError."""
        inputs = inputs or Inputs()
        path = self.event_file(slug)
        text, easier = _text(path, inputs), self.easier_file(slug)
        if easier is None:
            return self._read_event(path, text)
        return self._read_event(path, text, easier, _text(easier, inputs))

    def easier_file(self, slug: str) -> Path | None:
        """The file of the easier text of the event called `slug`; None where there is none. Raises ProblemError
        where there are two, or it is none of the workspace's."""
        if not isinstance(self._events, Files):
            return None
        first, *others = self._events.easier(slug) or (None,)
        if first is not None and others:
            raise ProblemError([two_easier(first, other) for other in others])
        name = slug + EASIER
        if first is None:
            astray = [leads_away(path) for path in self._events.astray if slug_of(path) == name]
            astray += [
                describe_no_file(path, "easier text", Severity.ERROR)
                for path in self._events.no_files
                if slug_of(path) == name
            ]
            if astray:
                raise ProblemError(astray)
        return first

    def bank_slugs(self) -> tuple[str, ...]:
        return tuple(self._banks)

    def bank_file(self, slug: str) -> Path:
        """The file of the bank called `slug`, as event_file."""
        return _file_of(slug, self._banks, "bank")

    def bank(self, slug: str, inputs: Inputs | None = None) -> Bank:
        """The bank called `slug`; KeyError where there is none. Raises ProblemError."""
        path = self.bank_file(unicodedata.normalize("NFC", slug))
        return self._read_bank(path, _text(path, inputs or Inputs()))

    @cached_property
    def _banks(self) -> Mapping[str, tuple[Path, ...]]:
        """Looked for when the first lesson draws from one."""
        return self._workspace.bank_files() if self._given_banks is None else self._given_banks

    def lesson(
        self, spec: Path, inputs: Inputs | None = None
    ) -> tuple[Lesson, tuple[Problem, ...]]:
        """The lesson in `spec`, and what is doubtful in it. Raises ProblemError."""
        from lessonpress.content.lesson import read_lesson

        inputs = inputs or Inputs()
        events, bank = partial(self.event, inputs=inputs), partial(self.bank, inputs=inputs)
        text = _text(spec, inputs)
        return read_lesson(spec, events, self.event_slugs, text, (bank, self.bank_slugs))

    def unit(
        self, spec: Path, workspace: Workspace, lessons: Sequence[str], inputs: Inputs
    ) -> tuple[Unit, Settings]:
        """The unit in `spec` and the workspace's settings. Raises ProblemError, also for a layout or
        paper that they ask for by default and that isn't there."""
        from lessonpress.content.settings import Settings, read_settings
        from lessonpress.content.unit import read_unit
        from lessonpress.layout.layouts import PAPERS
        from lessonpress.press.printing.packet import check_defaults

        unit = read_unit(spec, lambda: lessons, _text(spec, inputs))
        text = _text(workspace.settings_file, inputs)
        settings = Settings() if text is None else read_settings(workspace.settings_file, text)
        problems = [
            *check_defaults(unit, self._layouts, PAPERS),
            *(check_defaults(settings, self._layouts, PAPERS) if text is not None else ()),
        ]
        if problems:
            raise ProblemError(problems)
        return unit, settings

    def named_layout(self, settled: Wishes, looks: str = "") -> Layout:
        """The layout and paper that hold in the end. Raises ProblemError."""
        return self._load_layout(settled.layout or "", settled.paper, looks)

    def layout(self, lesson: Lesson, request: Request, looks: str = "") -> Layout:
        """The layout and paper that hold for the lesson under this request.

        One that was loaded before will do as long as `looks` is the same. Raises ProblemError; what
        the lesson asks for in vain is a problem of its spec.
        """
        settled = request.settle(lesson.wishes)
        self._check_wishes(lesson, settled)
        return self.named_layout(settled, looks)

    def _check_wishes(self, lesson: Lesson, settled: Wishes) -> None:
        from lessonpress.layout.layouts import PAPERS

        problems = []
        if (layout := settled.layout or "") not in self._layouts:
            problems.append(_unknown(lesson, self._workspace, "layout", layout, self._layouts))
        paper = settled.paper
        if paper and paper.lower() not in map(str.lower, PAPERS):
            problems.append(_unknown(lesson, self._workspace, "paper", paper, PAPERS))
        if problems:
            raise ProblemError(problems)

    @cached_property
    def _layouts(self) -> tuple[str, ...]:
        from lessonpress.layout.layouts import list_layouts

        return list_layouts(self._layout_search)

    def _load(self, name: str, paper: str | None, _looks: str) -> Layout:
        from lessonpress.layout.layouts import load_layout

        return load_layout(name, self._layout_search, paper=paper, folders=self._folders)


def _read_event(
    path: Path, text: str | None, easier: Path | None = None, easier_text: str | None = None
) -> Event:
    from lessonpress.content.event import read_easier, read_event

    event = read_event(path, text)
    return event if easier is None else read_easier(event, easier, easier_text)


def _read_bank(path: Path, text: str | None) -> Bank:
    from lessonpress.content.bank import read_bank

    return read_bank(path, text)


def _file_of(slug: str, files: Mapping[str, tuple[Path, ...]], what: str) -> Path:
    if slug not in files and isinstance(files, Files):
        problems = [leads_away(path) for path in files.astray if slug_of(path) == slug]
        problems += [
            describe_no_file(path, what, Severity.ERROR)
            for path in files.no_files
            if slug_of(path) == slug
        ]
        if problems:
            raise ProblemError(problems)
    first, *others = files[slug]
    if others:
        raise ProblemError([twin_problem(first, other, what) for other in others])
    return first


def _text(path: Path, inputs: Inputs) -> str | None:
    """What stands in the file; None where it can't be read, for whoever reads it to say why."""
    from lessonpress.content.source import decode

    try:
        return decode(path, inputs.read(path))
    except OSError:
        return None


def _unknown(
    lesson: Lesson, workspace: Workspace, key: str, wish: str, known: Sequence[str]
) -> Problem:
    own = getattr(lesson.wishes, key) == wish
    where = lesson.spec.location((key,)) if own else _place_of_default(lesson, workspace, key, wish)
    asked = "" if own or where else ", which its unit or makelesson.yaml asks for by default"
    where = where or Location(lesson.spec.file.path)
    return Problem(
        f"There is no {key} called `{wish}`{asked}.",
        where,
        advise(wish, known),
        code=f"unknown-{key}",
    )


def _place_of_default(lesson: Lesson, workspace: Workspace, key: str, wish: str) -> Location | None:
    """Where a unit of the lesson, or else the settings, ask for it by default; None where none does, or
    it can't be read any more."""
    from lessonpress.content.spec import SpecSource

    units = [path for paths in workspace.unit_files().values() for path in paths]
    for path in (*units, workspace.settings_file):
        try:
            source = SpecSource.read(path)
        except ProblemError:
            continue
        data = source.data if isinstance(source.data, dict) else {}
        defaults, lessons = data.get("defaults"), data.get("lessons")
        if not isinstance(defaults, dict) or str(defaults.get(key)) != wish:
            continue
        entries = lessons if isinstance(lessons, list) else ()
        names = [one.get("lesson") if isinstance(one, dict) else one for one in entries]
        if path == workspace.settings_file or lesson.slug in map(str, names):
            return source.location(("defaults", key))
    return None
