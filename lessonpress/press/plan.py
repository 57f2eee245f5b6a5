"""The plan: which documents of which lessons are asked for. Reads no lesson."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.spelling import advise
from lessonpress.workspace import SPEC_SUFFIXES, UsageError, Workspace, slug_of

if TYPE_CHECKING:
    from lessonpress.press.supply import Parcel

DOCUMENTS = ("handout", "worksheet", "answer-key")
PACKETS = ("student-packet", "teacher-packet")
FORMATS = ("pdf", "docx")
DEFAULT_LAYOUT = "classic"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose for this build. `layout` and `paper` are None where the lesson decides.

    `packets` are printed of units. The defaults hold where neither the person nor the lesson says
    anything. `letterhead` is the DOCX file that documents start from.
    """

    documents: tuple[str, ...] = DOCUMENTS
    packets: tuple[str, ...] = PACKETS
    formats: tuple[str, ...] = FORMATS
    layout: str | None = None
    paper: str | None = None
    letterhead: Path | None = None
    default_layout: str = DEFAULT_LAYOUT
    default_paper: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """The work of one lesson, or of one unit's packets, as plain data, so that it can be done here
    or in another process.

    `lesson` is its slug and `spec` its file, also where it is a unit; then `lessons` are the specs
    of the workspace's lessons by their slugs, and None for a lesson.
    `advise` asks for the warnings that only a check gives. `refused` says why the lesson can't be
    printed at all. `wanted` are the documents and formats to make; None for all of the choice.
    `looks` changes with the layouts' files: a process keeps layouts by it. `parcel` are the job's
    files where it is done by a worker that doesn't see them.
    """

    lesson: str
    spec: Path
    workspace: Workspace
    choice: Choice
    advise: bool = False
    refused: Problem | None = None
    wanted: tuple[tuple[str, str], ...] | None = None
    looks: str = ""
    parcel: Parcel | None = None
    lessons: Mapping[str, Path] | None = None

    @property
    def sources(self) -> tuple[Path, ...]:
        """The specs that it begins with."""
        return (self.spec,)

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The documents and formats to make."""
        if self.wanted is not None:
            return self.wanted
        documents = self.choice.documents if self.lessons is None else self.choice.packets
        return tuple(product(documents, self.choice.formats))


def plan(
    workspace: Workspace, names: Sequence[str], choice: Choice, *, advice: bool = False
) -> tuple[Job, ...]:
    """The jobs for the lessons and units that `names` name, in that order; a unit brings its lessons.
    For every lesson and unit where it is empty.

    Of two specs that would print to the same files the second is refused. Raises UsageError for a
    name, layout or letterhead that does not exist.
    """
    _check_choice(workspace, choice)
    lessons, units = workspace.lesson_files(), workspace.unit_files()
    unit_specs = [path for name in names or units for path in units.get(name, ())]
    specs = list(dict.fromkeys(_specs(workspace, names, lessons, units)))
    if not names:
        specs = [path for paths in lessons.values() for path in paths]
        if not specs:
            raise UsageError(
                f"There is no lesson in {workspace.lessons}.",
                "Write one for an event with: makelesson new lesson EVENT",
            )
    first: dict[str, Path] = {}
    jobs = []
    for spec in specs if choice.documents else ():
        twin = first.setdefault(slug_of(spec), spec)
        refused = None if twin == spec else _twin_problem(spec, twin)
        jobs.append(Job(slug_of(spec), spec, workspace, choice, advice, refused))
    if choice.packets:
        known = {slug: paths[0] for slug, paths in lessons.items()}
        jobs += [
            Job(slug_of(spec), spec, workspace, choice, lessons=known)
            for spec in dict.fromkeys(unit_specs)
        ]
    return tuple(jobs)


def _specs(
    workspace: Workspace,
    names: Sequence[str],
    lessons: Mapping[str, tuple[Path, ...]],
    units: Mapping[str, tuple[Path, ...]],
) -> Iterator[Path]:
    """The specs of lessons that are named, by themselves or in a unit."""
    for name in names:
        if name in lessons or name not in units:
            yield from find_specs(workspace, name, lessons)
            continue
        from lessonpress.content.unit import read_unit

        for spec in units[name]:
            # What is wrong with the unit is told when its packets are made.
            with suppress(ProblemError):
                for placed in read_unit(spec, lambda: tuple(lessons)).lessons:
                    yield from lessons[placed.slug]


def find_specs(
    workspace: Workspace, name: str, lessons: Mapping[str, tuple[Path, ...]]
) -> tuple[Path, ...]:
    """The spec that a person means by `name`: a slug, a spec's path, or a path in the output.

    More than one only where two specs share the slug.
    """
    path = Path(name)
    is_spec = path.suffix.lower() in SPEC_SUFFIXES
    slug = unicodedata.normalize("NFC", name)
    if slug in lessons:
        return lessons[slug]
    if is_spec and path.is_file():
        return (path,)
    if is_spec and path.name == name and slug_of(path) in lessons:
        return lessons[slug_of(path)]
    printed = _printed_lesson(workspace, path)
    if printed in lessons:
        return lessons[printed]
    if is_spec and len(path.parts) > 1:
        raise UsageError(f"There is no file {name}.", advise(slug_of(path), lessons, at_most=0))
    events = workspace.event_files()
    event = slug if slug in events else slug_of(path)
    if event in events:
        raise UsageError(
            f"{name} is an event, not a lesson.",
            f"Write a lesson for it with: makelesson new lesson {event}",
        )
    hint = advise(slug_of(path) if is_spec else slug, lessons, at_most=8)
    raise UsageError(
        f"There is no lesson called {name} in {workspace.lessons}.",
        hint or "makelesson list shows the lessons there are.",
    )


def _printed_lesson(workspace: Workspace, path: Path) -> str:
    """The lesson whose output `path` is or lies in; empty where it lies elsewhere."""
    try:
        inside = path.resolve().relative_to(workspace.output.resolve())
    except ValueError:
        return ""
    return unicodedata.normalize("NFC", inside.parts[0]) if inside.parts else ""


def _check_choice(workspace: Workspace, choice: Choice) -> None:
    if choice.letterhead is not None and not choice.letterhead.is_file():
        raise UsageError(f"There is no letterhead {choice.letterhead}.")
    if choice.layout is not None:
        from lessonpress.layout.layouts import list_layouts

        layouts = list_layouts(workspace.layout_search)
        if choice.layout not in layouts:
            raise UsageError(
                f"There is no layout called {choice.layout}.", advise(choice.layout, layouts)
            )
    if choice.paper is not None:
        from lessonpress.layout.layouts import PAPERS

        if choice.paper.lower() not in map(str.lower, PAPERS):
            raise UsageError(
                f"There is no paper called {choice.paper}.", advise(choice.paper, PAPERS)
            )


def _twin_problem(spec: Path, twin: Path) -> Problem:
    return Problem(
        f"This lesson would print to the same files as {twin.name}.",
        Location(spec),
        "Rename one of the two: a lesson's name is its file's name without the ending.",
        code="same-name",
    )
