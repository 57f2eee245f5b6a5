"""A job: one lesson's spec in, the bytes of its documents out. Writes nothing.

What goes in (`Job`) and what comes out (`Outcome`) is plain data that can be pickled.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from lessonpress.press.plan import Choice, Job
from lessonpress.press.shelf import Shelf
from lessonpress.problems import Location, Problem, ProblemError, Severity

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.document.blocks import Document
    from lessonpress.layout.layouts import Layout
    from lessonpress.layout.theme import Theme

TEACHER_DOCUMENTS = frozenset({"answer-key"})


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """One file of a lesson: its bytes, its pages (None where only a word processor can tell) and
    the seconds that it took.
    """

    document: str
    format: str
    data: bytes
    pages: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job. With an error among the problems, `files` is not to be kept.

    `event` is the slug of the lesson's event, empty where the lesson could not be read. `traces` are
    the tracebacks of faults in makelesson itself.
    """

    lesson: str
    event: str
    files: tuple[PrintedFile, ...]
    problems: tuple[Problem, ...]
    traces: tuple[str, ...]
    seconds: float


@dataclass(slots=True)
class _Notes:
    """What a job yields while it runs; one document's failure does not keep the others from trying."""

    job: Job
    lesson: Lesson | None = None
    files: list[PrintedFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)

    @contextmanager
    def catch(self) -> Iterator[None]:
        from lessonpress.layout.fonts import MissingGlyph

        try:
            yield
        except ProblemError as error:
            self.problems.extend(error.problems)
        except MissingGlyph as error:
            from lessonpress.press.glyphs import describe_missing

            sources = [self.job.spec, *([self.lesson.event.path] if self.lesson else [])]
            self.problems.extend(describe_missing(error.character, sources, error.families))
        except Exception as error:
            from lessonpress.press.faults import fault_problem

            problem, trace = fault_problem(error, self.job.spec)
            self.problems.append(problem)
            self.traces.append(trace)


def run_job(job: Job, shelf: Shelf) -> Outcome:
    """Prints one lesson's documents, and reports everything that stands in the way of any of them."""
    started = perf_counter()
    notes = _Notes(job)
    if job.refused is not None:
        notes.problems.append(job.refused)
    else:
        with notes.catch():
            notes.lesson, doubts = shelf.lesson(job.spec)
            notes.problems.extend(doubts)
    if notes.lesson is not None:
        for document in job.choice.documents:
            with notes.catch():
                _print(document, notes.lesson, job.choice, shelf, notes)
        if job.advise:
            with notes.catch():
                from lessonpress.content.checks import check_lesson

                notes.problems.extend(check_lesson(notes.lesson))
    return Outcome(
        lesson=job.lesson,
        event=notes.lesson.event.slug if notes.lesson else "",
        files=tuple(notes.files),
        problems=tuple(notes.problems),
        traces=tuple(notes.traces),
        seconds=perf_counter() - started,
    )


def _print(kind: str, lesson: Lesson, choice: Choice, shelf: Shelf, notes: _Notes) -> None:
    """Prints one document of a lesson in every format that was asked for."""
    started = perf_counter()
    layout = shelf.layout(lesson, choice.layout, choice.paper)
    theme = layout.theme(kind)
    document = compose(kind, lesson, layout)
    theme = _fitted(document, theme, lesson, notes)
    for format_ in choice.formats:
        with notes.catch():
            data, pages = _write(format_, document, theme, choice, shelf)
            seconds = perf_counter() - started
            notes.files.append(PrintedFile(kind, format_, data, pages, seconds))
        started = perf_counter()


def compose(kind: str, lesson: Lesson, layout: Layout) -> Document:
    """The document of that kind, in the edition that it is for. Raises ProblemError."""
    from lessonpress.document.edition import student_edition, teacher_edition
    from lessonpress.press.pictures import picture_loader

    document = layout.compose(kind, lesson, load_image=picture_loader(lesson.event.path))
    return teacher_edition(document) if kind in TEACHER_DOCUMENTS else student_edition(document)


def _fitted(document: Document, theme: Theme, lesson: Lesson, notes: _Notes) -> Theme:
    """The theme with its type as large as lets the document stand on as many pages as it may."""
    pages = lesson.fit.get(document.kind)
    if pages is None:
        return theme
    from lessonpress.layout.fitting import fit
    from lessonpress.writers.pdf import PdfMeasure

    fitted = fit(document, theme, pages, PdfMeasure())
    if fitted.problem is not None:
        place = lesson.spec.location(("fit", document.kind))
        notes.problems.append(
            Problem(fitted.problem, place, severity=Severity.WARNING, code="does-not-fit")
        )
    return fitted.theme


def _write(
    format_: str, document: Document, theme: Theme, choice: Choice, shelf: Shelf
) -> tuple[bytes, int | None]:
    if format_ == "pdf":
        from lessonpress.writers.pdf import write_pdf

        printed = write_pdf(document, theme)
        return printed.data, printed.pages
    from lessonpress.writers.docx import write_docx

    if choice.letterhead is None:
        return write_docx(document, theme), None
    return _write_on_letterhead(document, theme, choice.letterhead, shelf), None


def _write_on_letterhead(document: Document, theme: Theme, letterhead: Path, shelf: Shelf) -> bytes:
    from lessonpress.writers.docx import write_docx
    from lessonpress.writers.docx.letterhead import LetterheadError

    try:
        return write_docx(document, theme, shelf.letterhead(letterhead))
    except (LetterheadError, OSError) as error:
        message = error.strerror if isinstance(error, OSError) else str(error)
        problem = Problem(str(message), Location(letterhead), code="letterhead")
        raise ProblemError([problem]) from error
