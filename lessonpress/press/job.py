"""A job: one lesson's spec in, the bytes of its documents out. Writes nothing.

What goes in (`Job`) and what comes out (`Outcome`) is plain data that can be pickled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from lessonpress.press.plan import Job
from lessonpress.press.shelf import Shelf
from lessonpress.press.supply import Fingerprint, Parcel, Supply, Wanted
from lessonpress.problems import Location, Problem, ProblemError, Severity

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.document.blocks import Document
    from lessonpress.layout.layouts import Layout
    from lessonpress.layout.theme import Theme
    from lessonpress.writers.pdf import Arrangement, Printed

# Files that people write, in which a character may stand that no font has.
_TEXTS = frozenset({".yaml", ".yml", ".txt", ".md"})
#: What the saddle staplers of school copiers take, of plain 80 g/m² paper: 15 to 20 sheets.
_MOST_SHEETS = 20
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
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job. With an error among the problems, `files` is not to be kept.

    `unit` is whether it was a unit's. `event` is the slug of the lesson's event, empty where the lesson could not be read. `problems`
    are those of the whole lesson; each file has its own. `traces` are the tracebacks of faults in
    makelesson itself. `inputs` are the files that were read, as they were then, `layout`,
    `paper`, `documents` and `formats` what the lesson itself asks for. `wants` names a file that the job's parcel lacked:
    nothing was done, the job is to be sent again with it.
    """

    lesson: str
    event: str = ""
    files: tuple[PrintedFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    traces: tuple[str, ...] = ()
    seconds: float = 0.0
    inputs: Mapping[Path, Fingerprint] = field(default_factory=dict)
    layout: str | None = None
    paper: str | None = None
    documents: tuple[str, ...] | None = None
    formats: tuple[str, ...] | None = None
    wants: Path | None = None
    unit: bool = False


@dataclass(slots=True)
class _Notes:
    """What a job yields while it runs; one document's failure does not keep the others from trying."""

    job: Job
    supply: Supply
    lesson: Lesson | None = None
    layout: str | None = None
    paper: str | None = None
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

            paths = [path for path in self.supply.used if path.suffix.lower() in _TEXTS]
            sources = {
                path: self.supply.read(path).decode("utf-8-sig", "replace") for path in paths
            }
            self.problems.extend(describe_missing(error.character, sources, error.families))
        except Exception as error:
            from lessonpress.press.faults import fault_problem

            problem, trace = fault_problem(error, self.job.spec)
            self.problems.append(problem)
            self.traces.append(trace)


def run_job(job: Job, shelf: Shelf, shared: Parcel | None = None) -> Outcome:
    """Prints one lesson's documents, and reports everything that stands in the way of any of them.

    A job with a parcel reads nothing but that and what is `shared` among all jobs.
    """
    started = perf_counter()
    parcels = () if job.parcel is None else (job.parcel, *([shared] if shared else []))
    notes = _Notes(job, Supply(parcels))
    try:
        _do(job, shelf, notes)
    except Wanted as wanted:
        return Outcome(job.lesson, wants=wanted.path)
    lesson = notes.lesson
    return Outcome(
        lesson=job.lesson,
        event=lesson.event.slug if lesson else "",
        files=tuple(notes.files),
        problems=tuple(notes.problems),
        traces=tuple(notes.traces),
        seconds=perf_counter() - started,
        inputs=notes.supply.used,
        layout=lesson.layout if lesson else notes.layout,
        paper=lesson.paper if lesson else notes.paper,
        unit=job.lessons is not None,
        documents=lesson.documents if lesson else None,
        formats=lesson.formats if lesson else None,
    )


def _do(job: Job, shelf: Shelf, notes: _Notes) -> None:
    if job.refused is not None:
        notes.problems.append(job.refused)
        return
    if job.lessons is not None:
        with notes.catch():
            _do_unit(job, job.lessons, shelf, notes)
        return
    with notes.catch():
        notes.lesson, doubts = shelf.lesson(job.spec, notes.supply)
        notes.problems.extend(doubts)
    if notes.lesson is None:
        return
    files = job.files(notes.lesson.documents, notes.lesson.formats)
    if any(format_ == "docx" for _, format_ in files):
        with notes.catch():
            layout = shelf.layout(notes.lesson, job.choice, job.looks)
            notes.problems.extend(_other_paper(job, layout, notes.lesson.paper, notes.supply))
    for document in dict.fromkeys(document for document, _ in files):
        formats = tuple(format_ for of, format_ in files if of == document)
        with notes.catch():
            _print(document, formats, notes.lesson, shelf, notes)
    if job.advise:
        with notes.catch():
            from lessonpress.content.checks import check_lesson

            notes.problems.extend(check_lesson(notes.lesson))


def _do_unit(job: Job, specs: Mapping[str, Path], shelf: Shelf, notes: _Notes) -> None:
    """Prints the packets of a unit. What is doubtful in its lessons is told with them, not here."""
    from lessonpress.press.packet import compose_packet

    unit, settings = shelf.unit(job.spec, job.workspace, tuple(specs), notes.supply)
    lessons = [shelf.lesson(specs[placed.slug], notes.supply)[0] for placed in unit.lessons]
    notes.layout, notes.paper = unit.defaults.layout, unit.defaults.paper
    layout = shelf.named_layout(job.choice, notes.layout, notes.paper, job.looks)
    if any(format_ == "docx" for _, format_ in job.files()):
        notes.problems.extend(_other_paper(job, layout, notes.paper, notes.supply))
    for kind in dict.fromkeys(kind for kind, _ in job.files()):
        with notes.catch():
            started = perf_counter()
            read = notes.supply.read
            document = compose_packet(kind, unit, lessons, layout, settings, read)
            theme = layout.theme(kind)
            for format_ in (format_ for kind_, format_ in job.files() if kind_ == kind):
                data, pages = _write(format_, document, theme, job.choice.letterhead, notes.supply)
                seconds = perf_counter() - started
                thick = _too_thick(kind, format_, pages, job.spec)
                notes.files.append(PrintedFile(kind, format_, data, pages, seconds, thick))
                started = perf_counter()


def _print(
    kind: str, formats: tuple[str, ...], lesson: Lesson, shelf: Shelf, notes: _Notes
) -> None:
    """Prints one document of a lesson in every format that was asked for."""
    started = perf_counter()
    job = notes.job
    layout = shelf.layout(lesson, job.choice, job.looks)
    document = compose(kind, lesson, layout, notes.supply)
    theme, doubts = fitted(document, layout.theme(kind), lesson)
    for format_ in formats:
        with notes.catch():
            data, pages = _write(format_, document, theme, job.choice.letterhead, notes.supply)
            seconds = perf_counter() - started
            thick = _too_thick(kind, format_, pages, job.spec)
            notes.files.append(PrintedFile(kind, format_, data, pages, seconds, doubts + thick))
        started = perf_counter()


def _other_paper(job: Job, layout: Layout, wish: str | None, supply: Supply) -> tuple[Problem, ...]:
    """A warning where someone asked for a paper that is not the letterhead's, whose paper rules."""
    path, asked = job.choice.letterhead, job.choice.paper_of(wish)
    if path is None or asked is None:
        return ()
    from lessonpress.writers.docx.letterhead import LetterheadError, letterhead_differs

    try:
        differs = letterhead_differs(supply.read(path), layout.theme("handout").paper)
    except (LetterheadError, OSError):
        return ()  # said where it is written on
    if differs is None:
        return ()
    hint = f"Set its page to {asked} in Word, or print without it."
    return (Problem(differs, Location(path), hint, Severity.WARNING, "letterhead-paper"),)


def compose(kind: str, lesson: Lesson, layout: Layout, supply: Supply) -> Document:
    """The document of that kind, in the edition that it is for. Raises ProblemError."""
    from lessonpress.document.edition import student_edition, teacher_edition
    from lessonpress.press.pictures import picture_loader

    load_image = picture_loader(lesson.event.path, supply.read)
    document = layout.compose(kind, lesson, load_image=load_image)
    return teacher_edition(document) if kind in TEACHER_DOCUMENTS else student_edition(document)


def fitted(document: Document, theme: Theme, lesson: Lesson) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme with its type as large as lets the document stand on as many pages as it may."""
    pages = lesson.fit.get(document.kind)
    if pages is None:
        return theme, ()
    from lessonpress.layout.fitting import fit
    from lessonpress.writers.pdf import PdfMeasure

    fitted = fit(document, theme, pages, PdfMeasure())
    if fitted.problem is None:
        return fitted.theme, ()
    place = lesson.spec.location(("fit", document.kind))
    return fitted.theme, (
        Problem(fitted.problem, place, severity=Severity.WARNING, code="does-not-fit"),
    )


def write_pages(format_: str, document: Document, theme: Theme, *, apart: bool = False) -> Printed:
    """The document as a PDF, or on sheets: as a `booklet`, or `2up`; see `write_sheets`."""
    from lessonpress.writers.pdf import write_pdf, write_sheets

    arrangements: dict[str, Arrangement] = {"booklet": "booklet", "2up": "2up"}
    if (arrangement := arrangements.get(format_)) is not None:
        return write_sheets(document, theme, arrangement, apart=apart)
    return write_pdf(document, theme)


def _too_thick(kind: str, format_: str, sides: int | None, spec: Path) -> tuple[Problem, ...]:
    sheets = (sides or 0) // 2
    if format_ != "booklet" or sheets <= _MOST_SHEETS:
        return ()
    return (
        Problem(
            f"The booklet of the {kind} has {sheets} sheets; staplers hold about {_MOST_SHEETS} in a fold.",
            Location(spec),
            "Print it in parts, or as `2up`.",
            Severity.WARNING,
            "thick-booklet",
        ),
    )


def _write(
    format_: str, document: Document, theme: Theme, letterhead: Path | None, supply: Supply
) -> tuple[bytes, int | None]:
    if format_ != "docx":
        printed = write_pages(format_, document, theme)
        return printed.data, printed.pages
    from lessonpress.writers.docx import write_docx

    if letterhead is None:
        return write_docx(document, theme), None
    return _write_on_letterhead(document, theme, letterhead, supply), None


def _write_on_letterhead(
    document: Document, theme: Theme, letterhead: Path, supply: Supply
) -> bytes:
    from lessonpress.writers.docx import write_docx
    from lessonpress.writers.docx.letterhead import LetterheadError

    try:
        return write_docx(document, theme, supply.read(letterhead))
    except (LetterheadError, OSError) as error:
        message = error.strerror if isinstance(error, OSError) else str(error)
        problem = Problem(str(message), Location(letterhead), code="letterhead")
        raise ProblemError([problem]) from error
