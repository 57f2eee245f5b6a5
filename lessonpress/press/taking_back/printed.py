"""Printed: a document of a lesson as it would be printed now, read as an edited one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lessonpress.content.adapting import adapted
from lessonpress.content.lesson import Lesson
from lessonpress.content.versions import Versions
from lessonpress.document.blocks import Document
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.documents import Fitting, compose, pages_of, write
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.together import Pages, Together
from lessonpress.press.printing.versions import how_many, version_of_mark
from lessonpress.press.taking_back.drafts import Drafts
from lessonpress.press.taking_back.pieces import Piece
from lessonpress.press.taking_back.reading import Read, read_docx
from lessonpress.problems import Problem
from lessonpress.registry.files import ALL_VERSIONS, File, file_called
from lessonpress.registry.formats import DEFAULT_FORMATS
from lessonpress.registry.kinds import kind_of
from lessonpress.words import Words
from lessonpress.workspace import Workspace

_FORMAT = "docx"


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as these drafts have it; `doubts` are the warnings about its lesson."""

    lesson: Lesson
    pieces: tuple[Piece, ...]
    doubts: tuple[Problem, ...] = ()


class Printer:
    """Prints documents out of drafts, into nothing but their pieces."""

    def __init__(self, workspace: Workspace, request: Request) -> None:
        self._request = request
        self.loaded = Loaded(workspace)

    def print(self, spec: Path, file: File, drafts: Drafts) -> Printed:
        """Raises ProblemError with all that is wrong with the drafts."""
        lesson, doubts = self.loaded.lesson(spec, drafts)
        return Printed(lesson, self._pieces(lesson, file, drafts), doubts)

    def words(self, lesson: Lesson) -> Words:
        """The words that the program has for a lesson."""
        return self.loaded.layout(lesson, self._request).words(lesson.language)

    def which(self, spec: Path, name: str, read: Read, drafts: Drafts) -> File:
        """Which file of a lesson that is: by what it is called where that says it, else by its code, in which
        versions differ. Raises ProblemError, and LookupError where neither says it."""
        called = _called(name, spec.stem)
        if read.identified is None:
            if called is None or called.format != _FORMAT:
                raise LookupError(name)
            return called
        document, code = read.identified.document, read.identified.code
        if called is not None and called.document == document and called.format == _FORMAT:
            return called
        plain = File(document, _FORMAT)
        if not kind_of(document).versioned:
            return plain
        lesson, _ = self.loaded.lesson(spec, drafts)
        if code == lesson.mark:
            return plain
        made = version_of_mark(lesson, code)
        if made is not None:
            return replace(plain, version=made.version)
        if kind_of(document).is_key and code == self._side_by_side(lesson).mark:
            return replace(plain, version=ALL_VERSIONS)
        return plain

    def _side_by_side(self, lesson: Lesson) -> Lesson:
        versions = Versions(lesson)
        count = max(2, how_many(lesson, self._request))
        return versions.of(ALL_VERSIONS, count) if versions.vary else lesson

    def _pieces(self, lesson: Lesson, file: File, drafts: Drafts) -> tuple[Piece, ...]:
        if file.version:
            versions = Versions(lesson)
            if versions.vary:
                lesson = versions.of(file.version, max(2, how_many(lesson, self._request)))
        layout = self.loaded.layout(lesson, self._request)

        def composed(accommodation: str) -> Document:
            return compose(file, adapted(lesson, accommodation), layout, drafts)

        def everybodys_pages(document: Document) -> Pages:
            plain = layout.theme(file.document, document.stage)
            return pages_of(document, Fitting(document, plain, lesson).theme(DEFAULT_FORMATS[0])[0])

        document = Together(composed, everybodys_pages).document(file.accommodation)
        theme = layout.theme(file.document, document.stage, file.accommodation)
        letterhead = self._request.letterhead_for(file)
        return read_docx(write(file, document, theme, letterhead, drafts.read).data).pieces


def _called(name: str, lesson: str) -> File | None:
    """The file that is called so, also as a browser, Word or Google calls a copy of it."""
    _, found, rest = name.rpartition(lesson)
    if not found:
        return None
    rest = rest[: -len(".docx")] if rest.lower().endswith(".docx") else rest
    return next(filter(None, (file_called(f"{one}.docx") for one in _shorter(rest))), None)


def _shorter(name: str) -> Iterator[str]:
    """The name, and then what is left of it without its last words: `-worksheet (1)`, `-worksheet-edited`."""
    yield name
    for at in range(len(name) - 1, 0, -1):
        if name[at] in " -_.(":
            yield name[:at].rstrip()
