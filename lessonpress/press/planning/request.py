"""The request: what a person asks for in one build, and what is printed where that leaves it open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lessonpress.content.wishes import NO_WISHES, ONE_VERSION, STANDARD, Wishes
from lessonpress.registry import accommodations, formats, kinds
from lessonpress.registry.files import File, is_printed_in, versions_of
from lessonpress.registry.formats import format_of
from lessonpress.registry.kinds import KINDS, LESSON_KINDS, UNIT_KINDS


@dataclass(frozen=True, slots=True)
class School:
    """Whose what is printed is: the school's name, and the file of its logo."""

    name: str = ""
    logo: Path | None = None


NO_SCHOOL = School()


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for in a build.

    Whoever is nearer comes first: the `wishes` of the person, then those of the lesson or unit itself, then the
    `defaults`, which are those of its unit over those of the workspace, then `STANDARD`.
    `letterhead` is the DOCX file that documents start from; `usual_letterhead` the one that they would start
    from if the person named none. `of_all` are the workspace's own defaults, whatever a unit says. Documents of lessons say that they are the `school`'s.
    """

    wishes: Wishes = NO_WISHES
    defaults: Wishes = NO_WISHES
    letterhead: Path | None = None
    usual_letterhead: Path | None = None
    of_all: Wishes = NO_WISHES
    school: School = NO_SCHOOL

    def settle(self, own: Wishes = NO_WISHES) -> Wishes:
        """What holds for a lesson or unit that wishes for this itself; only the paper may be open."""
        settled = self.wishes.over(own).over(self.defaults).over(STANDARD)
        if own.without and settled.accommodations:
            able = accommodations.without(settled.accommodations, own.without)
            settled = replace(settled, accommodations=able)
        return replace(settled, versions=1) if own.versions == ONE_VERSION else settled

    def files(self, own: Wishes = NO_WISHES) -> tuple[File, ...]:
        """The files of a lesson that wishes for this itself, in the usual order."""
        settled = self.settle(own)
        return _files(settled, settled.documents or (), LESSON_KINDS, settled.versions or 1)

    def packet_files(self, own: Wishes = NO_WISHES) -> tuple[File, ...]:
        """The packets of a unit that wishes for this itself: all of them, unless the person names some.
        What a unit says of documents is for its lessons."""
        asked = UNIT_KINDS if self.wishes.documents is None else self.wishes.documents
        return _files(self.settle(own), asked, UNIT_KINDS)

    @property
    def wants_lessons(self) -> bool:
        """Whether documents of lessons are asked for at all."""
        return _any(self.wishes.documents, LESSON_KINDS)

    @property
    def wants_packets(self) -> bool:
        """Whether packets of units are asked for at all."""
        return _any(self.wishes.documents, UNIT_KINDS)

    def letterhead_for(self, file: File) -> Path | None:
        """The letterhead that a file starts from; None where its format starts from none."""
        return self.letterhead if format_of(file.format).on_letterhead else None


def _files(
    settled: Wishes, documents: tuple[str, ...], of: tuple[str, ...], versions: int = 1
) -> tuple[File, ...]:
    """The standard copy of each version of each document and, of those for students, one for each
    accommodation."""
    asked = formats.in_order(settled.formats or ())
    more = accommodations.in_order(settled.accommodations) if settled.accommodations else ()
    return tuple(
        File(name, format_, version, key)
        for name in kinds.in_order(documents)
        if name in of
        for version in versions_of(name, versions)
        for key in ("", *(() if KINDS[name].for_teachers else more))
        for format_ in asked
        if is_printed_in(name, format_)
    )


def _any(documents: tuple[str, ...] | None, of: tuple[str, ...]) -> bool:
    return documents is None or not set(of).isdisjoint(documents)
