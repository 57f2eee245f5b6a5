"""The plan: which documents of which lessons are asked for. Reads no lesson."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.files import no_file
from lessonpress.press.planning.job import Job, PlannedLesson
from lessonpress.press.planning.request import Request
from lessonpress.press.planning.units import Units
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.registry.files import File, is_printed_in
from lessonpress.registry.kinds import STUDENT_KINDS
from lessonpress.spelling import advise
from lessonpress.workspace import (
    SPEC_SUFFIXES,
    Files,
    UsageError,
    Workspace,
    describe_no_file,
    leads_away,
    slug_of,
)


class Plan:
    """The jobs of one run, lessons first. Each is made when its turn comes: there may be very many.

    `doubts` are what the units say of their lessons and can't both mean, files that have no name to
    print by, and for `advice` on a whole workspace names that won't do everywhere.
    """

    def __init__(
        self, workspace: Workspace, names: Sequence[str], request: Request, *, advice: bool = False
    ) -> None:
        self.request = request
        self.doubts: tuple[Problem, ...] = ()
        self._workspace = workspace
        self._advice = advice
        self._files = workspace.lesson_files()
        self._units = Units(workspace.unit_files(), request, self._files)
        self._lesson_specs: tuple[Path, ...] | None = None
        self._without: frozenset[str] = frozenset()
        units = self._units.files
        names = [
            name if name in self._files else unit_named(workspace, name, units) or name
            for name in names
        ]
        self._named_units = [name for name in names if name in units and name not in self._files]
        self._unit_specs = tuple(self._units.specs(names))
        if names:
            self._lesson_specs = tuple(dict.fromkeys(self._named(names)))
        elif not self._files:
            if self._files.no_files:
                raise ProblemError(
                    describe_no_file(path, "lesson", Severity.ERROR)
                    for path in self._files.no_files
                )
            events = tuple(workspace.event_files())
            raise UsageError(
                f"There is no lesson in {workspace.lessons}.",
                f"Write one for an event with: makelesson new lesson {events[0]}"
                if events
                else f"Put an article into {workspace.events}, as article.txt, and then: "
                "makelesson new lesson article",
            )
        if not request.wants_lessons:
            self._lesson_specs = ()
        if not request.wants_packets:  # which would tell what is wrong with their units
            self.doubts = tuple(self._units.faults(self._unit_specs))
            self._unit_specs = ()
        nameless = (*self._files.nameless, *self._units.files.nameless)
        astray = (*self._files.astray, *self._units.files.astray)
        self.doubts += tuple(map(leads_away, astray))
        whole = advice and not names
        if nameless or whole:
            from lessonpress.press.planning.names import doubtful_names, without_name

            self.doubts += tuple(without_name(nameless))
            self.doubts += tuple(doubtful_names(workspace)) if whole else ()
        if whole and os.path.isdir(workspace.banks):
            from lessonpress.press.planning.banks import doubtful_banks

            self.doubts += tuple(doubtful_banks(workspace))
        if not names:
            self.doubts += tuple(self._doubtful_files(workspace if whole else None))
        self.doubts += self._units.doubts

    def _doubtful_files(self, workspace: Workspace | None) -> Iterator[Problem]:
        """What is named like a lesson or unit and is none, with `workspace` also like an event of it; and
        what goes by one name elsewhere."""
        kinds = [(self._files, "lesson"), (self._units.files, "unit")]
        if workspace is not None:
            from lessonpress.press.planning.names import of_no_event

            events = workspace.event_files()
            kinds.append((events, "event"))
            yield from of_no_event(events)
        for files, what in kinds:
            yield from (describe_no_file(path, what) for path in files.no_files)
        slugs = [*self._files, *self._units.files]
        if len({slug.casefold() for slug in slugs}) < len(set(slugs)):
            from lessonpress.press.planning.names import same_elsewhere

            def path_of(slug: str) -> Path:
                return (self._files if slug in self._files else self._units.files)[slug][0]

            yield from same_elsewhere(slugs, path_of)

    @property
    def unit(self) -> str | None:
        """The unit that the plan is for, if it is for just one; also where its packets aren't asked for."""
        return self._named_units[0] if len(self._named_units) == 1 else None

    @property
    def lessons(self) -> int:
        """How many lessons there are to print."""
        if self._lesson_specs is not None:
            return len(self._lesson_specs)
        return sum(len(self._files.names(slug)) for slug in self._files)

    @property
    def units(self) -> int:
        """How many units there are to print packets of."""
        return len(self._unit_specs)

    def __len__(self) -> int:
        return self.lessons + self.units

    def __contains__(self, slug: str) -> bool:
        """Whether there is a lesson or a unit of that name in the workspace."""
        return slug in self._files or slug in self._units.files

    def __iter__(self) -> Iterator[Job]:
        return map(self.job, self.lessons_and_units())

    def without(self, names: Collection[str]) -> Plan:
        """The same plan, less the lessons and units of these names."""
        left = copy(self)
        left._without = frozenset(names)
        return left

    def lessons_and_units(self) -> Iterator[PlannedLesson]:
        """What there is to print. Of ten thousand lessons most need no more to be looked at than this."""
        if not self._without:
            return self._all()
        return (one for one in self._all() if one.slug not in self._without)

    def _all(self) -> Iterator[PlannedLesson]:
        if self._lesson_specs is not None:
            first: dict[str, Path] = {}
            for spec in self._lesson_specs:
                slug = slug_of(spec)
                twin = first.setdefault(slug, spec)
                request = self._units.request_for(slug)
                yield PlannedLesson(
                    slug, os.path.abspath(spec), request, spec, None if twin == spec else twin
                )
        else:
            folder = os.path.join(os.path.abspath(self._workspace.lessons), "")
            for slug in self._files:
                first_name, *more = self._files.names(slug)
                request = self._units.request_for(slug)
                yield PlannedLesson(slug, folder + first_name, request)
                for name in more:
                    twin = self._workspace.lessons / first_name
                    yield PlannedLesson(slug, folder + name, request, twin.with_name(name), twin)
        units: dict[str, Path] = {}
        for spec in self._unit_specs:
            slug = slug_of(spec)
            request = self._units.packet_request(spec)
            [lesson, *_] = self._files.get(slug, (None,))
            first_unit = units.setdefault(slug, spec)
            namesake = lesson or (None if first_unit == spec else first_unit)
            yield PlannedLesson(slug, os.path.abspath(spec), request, spec, namesake, unit=True)

    def asked_by_itself(self, name: str, own: Wishes = NO_WISHES) -> tuple[File, ...]:
        """The files that the lesson or unit of that name asks for, where it wishes for this itself; what a
        person wishes for just now doesn't count."""
        if name in self._files:
            return replace(self._units.request_for(name), wishes=NO_WISHES).files(own)
        [spec, *_] = self._units.files[name]
        return replace(self._units.packet_request(spec), wishes=NO_WISHES).packet_files(own)

    def job(self, planned: PlannedLesson) -> Job:
        """The job of a lesson or a unit."""
        spec = planned.path or self._workspace.lessons / os.path.basename(planned.spec)
        refused = None if planned.twin is None else same_name(spec, planned.twin)
        lessons = self._units.lesson_specs(spec) if planned.unit else None
        return Job(
            planned.slug, spec, self._workspace, planned.request,
            self._advice and not planned.unit, refused, lessons=lessons,
        )  # fmt: skip

    def _named(self, names: Sequence[str]) -> Iterator[Path]:
        for name in names:
            if name in self._files or name not in self._units.files:
                yield from find_specs(self._workspace, name, self._files)
            else:
                yield from self._units.lessons_of(name)


def unit_named(workspace: Workspace, name: str, units: Files) -> str | None:
    """The unit that a person means by `name`: its own name, its spec, or a path in the output; None
    where it is none of a unit's."""
    path = Path(name)
    slug = unicodedata.normalize("NFC", name)
    if slug in units:
        return slug
    if path.suffix.lower() in SPEC_SUFFIXES and os.path.isfile(path):
        own = path.resolve() in {spec.resolve() for spec in units.get(slug_of(path), ())}
        return slug_of(path) if own else None
    printed = _printed_lesson(workspace, path)
    return printed if printed in units else None


def plan(
    workspace: Workspace, names: Sequence[str], request: Request, *, advice: bool = False
) -> Plan:
    """The jobs for the lessons and units that `names` name, in that order; a unit brings its lessons.
    For every lesson and unit where it is empty.

    Of two specs that would print to the same files the second is refused. Raises UsageError for a
    name, layout or letterhead that does not exist.
    """
    _check_request(workspace, request)
    return Plan(workspace, names, request, advice=advice)


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
    if is_spec and os.path.isfile(path):
        from lessonpress.press.planning.meant import other_spec

        if (other := other_spec(workspace, path)) is not None:
            raise other
        return (path,)
    if is_spec and path.name == name and slug_of(path) in lessons:
        return lessons[slug_of(path)]
    printed = _printed_lesson(workspace, path)
    if printed in lessons:
        return lessons[printed]
    from lessonpress.press.planning.meant import no_lesson

    raise no_lesson(workspace, name, lessons)


def _printed_lesson(workspace: Workspace, path: Path) -> str:
    """The lesson whose output `path` is or lies in; empty where it lies elsewhere."""
    try:
        inside = path.resolve().relative_to(workspace.output.resolve())
    except ValueError:
        return ""
    return unicodedata.normalize("NFC", inside.parts[0]) if inside.parts else ""


def _check_request(workspace: Workspace, request: Request) -> None:
    if request.letterhead is not None and not os.path.isfile(request.letterhead):
        from lessonpress.press.planning.meant import shown

        name, what = shown(str(request.letterhead)), no_file(request.letterhead)
        message = f"The letterhead {name} is {what}." if what else f"There is no letterhead {name}."
        raise UsageError(message, "A letterhead is a Word document (.docx).")
    if request.wishes.layout is not None:
        from lessonpress.layout.layouts import list_layouts

        layouts = list_layouts(workspace.layout_search)
        if request.wishes.layout not in layouts:
            from lessonpress.press.planning.meant import shown

            raise UsageError(
                f"There is no layout called {shown(request.wishes.layout)}.",
                advise(request.wishes.layout, layouts),
            )
    _check_formats(request.wishes)
    if request.wishes.paper is not None:
        from lessonpress.layout.layouts import PAPERS

        if request.wishes.paper.lower() not in map(str.lower, PAPERS):
            raise UsageError(
                f"There is no paper called {request.wishes.paper}.",
                advise(request.wishes.paper, PAPERS),
            )


def _check_formats(wishes: Wishes) -> None:
    """Raises UsageError where none of the documents named is printed in any of the formats named."""
    documents, formats = wishes.documents or (), wishes.formats or ()
    pairs = [(one, other) for one in documents for other in formats]
    if pairs and not any(is_printed_in(*pair) for pair in pairs):
        name = documents[0].replace("-", " ")
        raise UsageError(
            f"The format {formats[0]} is for what pupils fill in, which the {name} is not.",
            f"Ask for one of: {', '.join(STUDENT_KINDS)}.",
        )


def same_name(spec: Path, twin: Path) -> Problem:
    """What is wrong with a spec that goes by the same name as its twin."""
    return Problem(
        f"This would print to the same files as {twin.name}.",
        Location(spec),
        "Rename one of the two: a lesson or a unit goes by its file's name without the ending.",
        code="same-name",
    )
