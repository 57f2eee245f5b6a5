"""Taking back: documents that an editor changed are held against their lessons. Writes nothing."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from lessonpress.files import no_file, read_file
from lessonpress.press.planning.request import Request
from lessonpress.press.taking_back.desk import Desk
from lessonpress.press.taking_back.drafts import Drafts
from lessonpress.press.taking_back.editing import Editing, marks_of
from lessonpress.press.taking_back.notes import note_comments
from lessonpress.press.taking_back.printed import Printer
from lessonpress.press.taking_back.reading import OddDocument, Read, read_docx
from lessonpress.press.taking_back.report import Change, Leftover, TakenBack, TakenDocument
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.kinds import LESSON_KINDS
from lessonpress.workspace import Workspace, slug_of

_FOOTNOTE = "Word's footnotes have no place: write it into a Markdown event as a footnote, `[^1]`."
_LARGEST = 100_000_000


def take_back(
    workspace: Workspace,
    files: Iterable[str | Path],
    request: Request,
    *,
    by: Collection[str] = (),
    notes: bool = True,
) -> TakenBack:
    """What the editors of these documents changed, as changes of their sources. One that can't be read is told of,
    and keeps no other from being taken back.

    `by` are the authors whose tracked changes count; without any, all count. With `notes`, comments become
    comments of the YAML.
    """
    desks = _Desks(workspace, request, by, notes=notes)
    documents: list[TakenDocument] = []
    problems: list[Problem] = []
    for path in map(Path, files):
        try:
            documents.append(desks.take(path))
        except OddDocument as odd:
            problems.append(Problem(odd.sentence, Location(path), odd.hint, code="odd-document"))
        except ProblemError as error:
            problems += [one for one in error.problems if one not in problems]
    changed = desks.drafts.changes()
    changes = tuple(Change(path, *changed[path]) for path in sorted(changed))
    problems += [one for one in desks.doubts() if one not in problems]
    return TakenBack(tuple(documents), changes, tuple(problems))


class _Desks:
    """The drafts that documents of one workspace have in common: what one changed the next finds changed."""

    def __init__(
        self, workspace: Workspace, request: Request, by: Collection[str], *, notes: bool
    ) -> None:
        self._lessons = workspace.lesson_files()
        self._printer = Printer(workspace, request)
        self._by = by
        self._notes = notes
        self._doubts: dict[Path, tuple[Problem, ...]] = {}
        self.drafts = Drafts()

    def take(self, path: Path) -> TakenDocument:
        """Raises OddDocument and ProblemError."""
        read = read_docx(_bytes_of(path), self._by)
        self._check_authors(read)
        spec = self._spec(path, read)
        try:
            file = self._printer.which(spec, path.name, read, self.drafts)
        except LookupError as error:
            raise OddDocument(
                "This doesn't say which document it is: the program that it was saved with took its mark away.",
                f"Call it as it was printed, such as {spec.stem}-worksheet.docx.",
            ) from error
        desk = Desk.with_(self._printer, spec, file, self.drafts)
        before = desk.tried.printed.doubts
        marks = read.printed or marks_of(self._printer.print(spec, file, Drafts()).pieces)
        editing = Editing.of(desk, read.pieces, marks)
        notes = (Leftover("added", "", text, _FOOTNOTE) for text in read.notes)
        left = (*editing.run(), *notes)
        self._doubts[spec] = tuple(
            one for one in desk.tried.printed.doubts if not _is_known(one, before)
        )
        comments = [*(one for piece in read.pieces for one in piece.comments), *read.comments]
        noted = note_comments(editing, comments) if self._notes else desk.drafts
        self.drafts = noted
        return TakenDocument(
            path,
            spec.stem,
            file.document,
            editing.placed,
            left,
            read.revisions,
            tuple(comments),
            bool(read.printed),
        )

    def _check_authors(self, read: Read) -> None:
        authors = list(dict.fromkeys(one.author for one in read.revisions))
        if self._by and not set(self._by) & set(authors):
            raise OddDocument(
                f"No change in this was tracked by {' or '.join(self._by)}.",
                f"Those who tracked changes are: {', '.join(authors)}." if authors else "",
            )

    def doubts(self) -> list[Problem]:
        """What is doubtful in the lessons as they would be, and wasn't before."""
        return [one for doubts in self._doubts.values() for one in doubts]

    def _spec(self, path: Path, read: Read) -> Path:
        identified = read.identified
        if identified is None:
            slug = slug_of(path)
            found = [one for one in self._lessons if one in slug]
            if not found:
                raise OddDocument(
                    "This is no document of ours, or the program that it was saved with took its mark away.",
                    "Call it as it was printed: LESSON-worksheet.docx.",
                )
            return self._one(max(found, key=len))
        if identified.document not in LESSON_KINDS:
            raise OddDocument(
                f"This is a {identified.document.replace('-', ' ')}, of which nothing is taken back.",
                "Edit the documents of its lessons: worksheet, key, handout, lesson plan.",
            )
        if identified.lesson not in self._lessons:
            raise OddDocument(
                f"This is of the lesson `{identified.lesson}`, which isn't here.",
                "Name the folder that it was printed from with --workspace.",
            )
        if read.filled:
            raise OddDocument(
                "This was filled in, as pupils do: answers are no edits.",
                f"It is marked with: makelesson mark {os.fspath(path)}",
            )
        return self._one(identified.lesson)

    def _one(self, slug: str) -> Path:
        first, *others = self._lessons[slug]
        if others:
            raise OddDocument(
                f"Two lessons are called `{slug}`: {first} and {others[0]}.", "Rename one of them."
            )
        return first


def _is_known(problem: Problem, before: Collection[Problem]) -> bool:
    """Whether it was said before: lines move with what is edited."""
    alike = replace(problem, location=Location(problem.location.file))
    return any(replace(one, location=Location(one.location.file)) == alike for one in before)


def _bytes_of(path: Path) -> bytes:
    """Raises OddDocument."""
    if what := no_file(path):
        raise OddDocument(f"This is {what}.")
    if not os.path.exists(path):
        raise OddDocument("There is no such file.")
    if path.suffix.lower() != ".docx":
        raise OddDocument(
            "This is no Word document (.docx).",
            "From Google Docs, download it as Microsoft Word; in LibreOffice, save it as Word 2007-365.",
        )
    try:
        data = read_file(path, _LARGEST)
    except OSError as error:
        raise OddDocument(f"This can't be read: {error.strerror or error}.") from error
    if not data:
        raise OddDocument("This file is empty.")
    return data
