"""The units of a workspace, and what they say of its lessons. Reads none of them anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.planning.outlines import outline_unit
from lessonpress.press.planning.request import Request
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.workspace import Files


class Units:
    """The units of a workspace, and what they say of their lessons."""

    def __init__(self, files: Files, request: Request, lessons: Files) -> None:
        self.files = files
        self._request = request
        self._lessons = lessons
        #: None for one that can't be read: what is wrong is reported when its packets are made.
        self._outlines = {path: outline_unit(path) for slug in files for path in files[slug]}
        self._requests: dict[str, Request] = {}
        self.doubts = tuple(self._place_lessons())

    def _place_lessons(self) -> Iterator[Problem]:
        first: dict[str, tuple[Path, Wishes]] = {}
        for path, unit in self._outlines.items():
            if unit is None:
                continue
            request = replace(self._request, defaults=unit.defaults.over(self._request.defaults))
            for slug, line in unit.lessons.items():
                before, defaults = first.setdefault(slug, (path, unit.defaults))
                if before == path:
                    self._requests[slug] = request
                elif defaults != unit.defaults:
                    yield Problem(
                        f"The lesson `{slug}` is in {before.name}, too, whose defaults differ;"
                        " it is printed by those.",
                        Location(path, line),
                        "Say in the lesson itself what it is to be, or let the units agree.",
                        Severity.WARNING,
                        "two-units",
                    )

    def specs(self, names: Sequence[str]) -> Iterator[Path]:
        """The specs of the units that are named; of all without names."""
        for name in dict.fromkeys(names or self.files):
            yield from self.files.get(name, ())

    def faults(self, specs: Iterable[Path]) -> Iterator[Problem]:
        """All that is wrong with the units in these specs."""
        for path in specs:
            unit = self._outlines[path]
            if unit is None or unit.stale or any(one not in self._lessons for one in unit.lessons):
                from lessonpress.content.unit import read_unit

                try:
                    read_unit(path, lambda: tuple(self._lessons))
                except ProblemError as error:
                    yield from error.problems

    def request_for(self, lesson: str) -> Request:
        """The request with the defaults of the lesson's unit, where it is in one."""
        return self._requests.get(lesson, self._request)

    def lessons_of(self, name: str) -> Iterator[Path]:
        """The specs of a unit's lessons, in its order."""
        for path in self.files[name]:
            if (unit := self._outlines[path]) is not None:
                for slug in unit.lessons:
                    yield from self._lessons.get(slug, ())

    def packet_request(self, path: Path) -> Request:
        """The request with the unit's own defaults."""
        unit = self._outlines[path]
        own = NO_WISHES if unit is None else unit.defaults
        return replace(self._request, defaults=own.over(self._request.defaults))

    def lesson_specs(self, path: Path) -> Mapping[str, Path]:
        """The specs of a unit's lessons; of all there are where one of them is missing, so that the
        nearest name can be given."""
        unit = self._outlines[path]
        known: Iterable[str] = self._lessons if unit is None else unit.lessons
        if not all(slug in self._lessons for slug in known):
            known = self._lessons
        return {slug: self._lessons[slug][0] for slug in known}
