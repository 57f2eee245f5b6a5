"""Printing a job: one lesson's spec in, the bytes of its documents out. Writes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from traceback import format_exception
from typing import TYPE_CHECKING

from lessonpress.content.adapting import adapted, doubts_of, for_keys, lacking
from lessonpress.content.wishes import NO_WISHES, ONE_VERSION, Wishes
from lessonpress.press.inputs import Inputs, MissingInput, Parcel
from lessonpress.press.planning.job import Job
from lessonpress.press.printing.blame import blamed
from lessonpress.press.printing.documents import (
    Fitting,
    alike,
    check_last_page,
    check_type,
    compose,
    left_out,
    legible,
    marks_on,
    pages_of,
    too_thick,
    write,
)
from lessonpress.press.printing.in_languages import asked_in_languages, check_asked_languages
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.outcome import Outcome, PrintedFile
from lessonpress.press.printing.together import Pages, Together
from lessonpress.press.printing.versions import how_many, sheet_in_packet, versions_of
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.registry.accommodations import accommodation
from lessonpress.registry.accommodations import without as able
from lessonpress.registry.files import ALL_VERSIONS, VERSIONS, File
from lessonpress.registry.formats import DEFAULT_FORMATS
from lessonpress.registry.kinds import kind_of
from lessonpress.words.paper import paper_of_country

if TYPE_CHECKING:
    from lessonpress.content.easy_ledger import Ledger
    from lessonpress.content.lesson import Lesson
    from lessonpress.content.settings import Settings
    from lessonpress.content.unit import Unit
    from lessonpress.content.versions import Versions
    from lessonpress.document.blocks import Document
    from lessonpress.layout.layouts import Layout
    from lessonpress.layout.theme import Theme
    from lessonpress.writers.formats import Written

# Files that people write, in which a character may stand that no font has.
_TEXTS = frozenset({".yaml", ".yml", ".txt", ".md"})


@dataclass(slots=True)
class _Notes:
    """What a job yields while it runs; one document's failure does not keep the others from trying."""

    job: Job
    inputs: Inputs
    lesson: Lesson | None = None
    versions: Versions | None = None
    fittings: dict[str, Fitting] = field(default_factory=dict)
    wishes: Wishes = NO_WISHES
    files: list[PrintedFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    says: tuple[str, str] | None = None
    shared: Together | None = None
    plain: tuple[tuple[str, str], Fitting] | None = None
    ledger: Ledger | None = None

    def together(self, file: File, make: Callable[[], Together]) -> Together:
        """What the file shares with its accommodations, which stand next to each other."""
        says = file.document, file.version
        if self.shared is None or self.says != says:
            self.says, self.shared = says, make()
        return self.shared

    @property
    def failed(self) -> bool:
        return any(problem.is_error for problem in self.problems)

    @contextmanager
    def catch(self) -> Iterator[None]:
        from lessonpress.layout.fonts import MissingGlyph
        from lessonpress.layout.scripts import MissingDictionary
        from lessonpress.writers.formats import CannotWrite

        try:
            yield
        except ProblemError as error:
            self.problems.extend(blamed(error.problems, self.job.spec, self.job.workspace))
        except (MissingGlyph, MissingDictionary) as error:
            from lessonpress.press.printing.missing_glyphs import describe_unset

            paths = [path for path in self.inputs.used if path.suffix.lower() in _TEXTS]
            if self.job.request.school.name:
                paths = list(dict.fromkeys([*paths, self.job.workspace.settings_file]))
            sources = {
                path: self.inputs.read(path).decode("utf-8-sig", "replace") for path in paths
            }
            language = self.lesson.language if self.lesson is not None else ""
            told = describe_unset(error, sources, language)
            self.problems.extend(one for one in told if one not in self.problems)
        except CannotWrite as error:
            spec = self.lesson.spec if self.lesson is not None else None
            place = spec.location((error.key,)) if spec else Location(self.job.spec)
            problem = Problem(str(error), place, error.hint, code="cannot-write")
            if problem not in self.problems:
                self.problems.append(problem)
        except OSError as error:
            # The disk's own, such as a folder that may not be read.
            place = Location(Path(os.fsdecode(error.filename)) if error.filename else self.job.spec)
            message = f"This can't be read: {error.strerror or error}."
            hint = "See that it is there, and who may read it."
            self.problems.append(Problem(message, place, hint, code="unreadable"))
            self.traces.append("".join(format_exception(error)))
        except Exception as error:
            from lessonpress.press.printing.faults import fault_problem

            problem, trace = fault_problem(error, self.job.spec)
            self.problems.append(problem)
            self.traces.append(trace)


def print_job(job: Job, loaded: Loaded, shared: Parcel | None = None) -> Outcome:
    """Prints one lesson's documents, and reports everything that stands in the way of any of them.

    A job with a parcel reads nothing but that and what is `shared` among all jobs.
    """
    started = perf_counter()
    parcels = () if job.parcel is None else (job.parcel, *([shared] if shared else []))
    notes = _Notes(job, Inputs(parcels))
    try:
        _do(job, loaded, notes)
    except MissingInput as missing:
        return Outcome(job.lesson, wants=missing.path)
    lesson = notes.lesson
    return Outcome(
        lesson=job.lesson,
        event=lesson.event.slug if lesson else "",
        files=tuple(notes.files),
        problems=tuple(notes.problems),
        traces=tuple(notes.traces),
        seconds=perf_counter() - started,
        inputs=notes.inputs.used,
        wishes=notes.wishes,
        unit=job.lessons is not None,
        ledger=notes.ledger,
    )


def _do(job: Job, loaded: Loaded, notes: _Notes) -> None:
    if job.refused is not None:
        notes.problems.append(job.refused)
        return
    if job.lessons is not None:
        with notes.catch():
            _do_unit(job, job.lessons, loaded, notes)
        return
    with notes.catch():
        lesson, doubts = loaded.lesson(job.spec, notes.inputs)
        notes.wishes = lesson.wishes
        notes.lesson = asked_in_languages(lesson, job.request)
        notes.problems.extend((*doubts, *check_asked_languages(notes.lesson, job.request)))
    if notes.lesson is None:
        return
    with notes.catch():
        notes.versions = versions_of(notes.lesson, job.request)
        if notes.versions is None and how_many(notes.lesson, job.request) > 1:
            from lessonpress.content.versions import one_version

            notes.problems.extend(one_version(notes.lesson))
            notes.wishes = replace(notes.wishes, versions=ONE_VERSION)
    if notes.failed:
        return
    with notes.catch():
        _note_lacking([notes.lesson], notes)
    wanted = _wanted(job, notes)
    asked = dict.fromkeys(file.accommodation for file in wanted)
    notes.problems.extend(doubts_of(notes.lesson, asked))
    if job.request.letterhead is not None:
        with notes.catch():
            layout = loaded.layout(notes.lesson, job.request, job.looks)
            notes.problems.extend(_other_paper(wanted, layout, notes))
    for files in alike(wanted):
        with notes.catch():
            _print(files, notes.lesson, loaded, notes)
    if job.advise:
        with notes.catch():
            from lessonpress.content.checks import check_lesson
            from lessonpress.content.easy_ledger import ledger_of

            notes.problems.extend(check_lesson(notes.lesson))
            if (ledger := ledger_of(notes.lesson)) is not None:
                notes.ledger = ledger
                notes.problems.extend(ledger.problems(notes.lesson.accept))
            if notes.versions is not None:
                from lessonpress.content.checks import check_version

                for letter in VERSIONS[1 : how_many(notes.lesson, job.request)]:
                    version = notes.versions.version(letter)
                    notes.problems.extend(check_version(version, notes.lesson))


def _wanted(job: Job, notes: _Notes) -> tuple[File, ...]:
    """The files to make. What was planned when it wasn't known that there is one version is asked for anew; no
    copy that was wanted is made which the lesson can't be printed in."""
    wanted = job.files(notes.wishes)
    if notes.versions is None and any(file.version for file in wanted):
        return replace(job, wanted=None).files(notes.wishes)
    without = notes.wishes.without or ()
    return tuple(
        file for file in wanted if not file.accommodation or able((file.accommodation,), without)
    )


def _note_lacking(lessons: Sequence[Lesson], notes: _Notes) -> None:
    """Notes in which kinds of accommodation none of the lessons can be printed, and tells of each that can't."""
    settled = notes.job.request.settle(notes.wishes)
    found = [dict(lacking(lesson, settled.accommodations or ())) for lesson in lessons]
    for lesson, lacks in zip(lessons, found, strict=True):
        notes.problems.extend(one for one in lacks.values() if one.code not in lesson.accept)
    if found and (none := [name for name in found[0] if all(name in one for one in found)]):
        notes.wishes = replace(notes.wishes, without=tuple(none))


def _said(lesson: Lesson, file: File, accommodation: str, notes: _Notes) -> Lesson:
    """The lesson as who gets the file has it: a pupil with that accommodation, or who marks all copies."""
    if not kind_of(file.document).for_teachers:
        return adapted(lesson, accommodation)
    return for_keys(lesson, notes.job.request.settle(notes.wishes).accommodations or ())


def _do_unit(job: Job, specs: Mapping[str, Path], loaded: Loaded, notes: _Notes) -> None:
    """Prints the packets of a unit. What is doubtful in its lessons is said with them, not here."""
    from lessonpress.press.printing.packet import check_glossary

    unit, settings = loaded.unit(job.spec, job.workspace, tuple(specs), notes.inputs)
    read = [loaded.lesson(specs[placed.slug], notes.inputs)[0] for placed in unit.lessons]
    country_paper = paper_of_country(unit.language or read[0].language)
    notes.wishes = replace(unit.defaults, country_paper=country_paper)
    lessons = [asked_in_languages(one, job.request, notes.wishes) for one in read]
    _note_lacking(lessons, notes)
    notes.problems.extend((*check_glossary(unit, lessons), *unit.doubts))
    layout = loaded.named_layout(job.request.settle(notes.wishes), job.looks)
    notes.problems.extend(_other_paper(job.files(notes.wishes), layout, notes))
    for files in alike(_wanted(job, notes)):
        with notes.catch():
            _print_packet(files, unit, lessons, layout, settings, notes)


def _print_packet(
    files: tuple[File, ...],
    unit: Unit,
    lessons: Sequence[Lesson],
    layout: Layout,
    settings: Settings,
    notes: _Notes,
) -> None:
    """Prints one packet of a unit in every format that was asked for."""
    from lessonpress.press.printing.packet import compose_packet, fit_packet

    started = perf_counter()
    [first, *_] = files
    for_teachers = kind_of(first.document).for_teachers
    request, read = notes.job.request, notes.inputs.read
    sheets = [sheet_in_packet(one, request, for_teachers=for_teachers) for one in lessons]

    def theme_of(document: Document, accommodation: str = "") -> Theme:
        theme = layout.theme(first.document, document.stage, accommodation)
        return fit_packet(document, theme) if unit.fit and not accommodation else theme

    def composed(accommodation: str) -> Document:
        asked = [_said(one, first, accommodation, notes) for one in sheets]
        told = [_said(one, first, accommodation, notes) for one in lessons]
        return compose_packet(first, unit, told, layout, settings, read, asked)

    together = notes.together(
        first, lambda: Together(composed, lambda one: pages_of(one, theme_of(one)))
    )
    document = together.document(first.accommodation)
    theme = theme_of(document, first.accommodation)
    notes.problems.extend(check_type(document, theme, layout, unit.spec))
    for file in files:
        own = legible(document, theme, file.format)
        written = _write(file, document, own, (), notes, started, sheets)
        if not first.accommodation:
            together.written[file.format] = written
        started = perf_counter()


def _print(files: tuple[File, ...], lesson: Lesson, loaded: Loaded, notes: _Notes) -> None:
    """Prints one document of a lesson in every format that was asked for."""
    started = perf_counter()
    job, [first, *_] = notes.job, files
    if notes.versions is not None:
        lesson = notes.versions.of(first.version, how_many(lesson, job.request))
    layout = loaded.layout(lesson, job.request, job.looks)

    def composed(accommodation: str) -> Document:
        return compose(first, _said(lesson, first, accommodation, notes), layout, notes.inputs, job)

    def everybodys(document: Document) -> Fitting:
        says = first.document, first.version
        if notes.plain is None or notes.plain[0] != says:
            plain = layout.theme(first.document, document.stage)
            fitting = Fitting(document, plain, lesson, _first_fitting(first, layout, notes))
            notes.plain = says, fitting
        return notes.plain[1]

    def everybodys_pages(document: Document) -> Pages:
        return pages_of(document, everybodys(document).theme(DEFAULT_FORMATS[0])[0])

    together = notes.together(first, lambda: Together(composed, everybodys_pages))
    key = first.accommodation
    document = together.document(key)
    # Who gets everybody's copy gets it on everybody's pages.
    own = "" if together.is_everybodys(key) else key
    theme = layout.theme(first.document, document.stage, own)
    notes.problems.extend(check_type(document, theme, layout, lesson.spec, lesson.accept))
    if not own:
        fitting = everybodys(together.document(""))
    else:
        looks = accommodation(key).looks is not None
        like = None if looks else everybodys(together.document(""))
        fitting = Fitting(document, theme, lesson, accommodation=key, like=like)
    if first.version == VERSIONS[0] and not key:
        notes.fittings[first.document] = fitting
    extent = None
    for file in files:
        with notes.catch():
            same = None if own else together.written.get(file.format)
            fitted, doubts = (theme, ()) if same else fitting.theme(file.format)
            written = _write(file, document, fitted, doubts, notes, started, [lesson], same)
            if not key:
                together.written[file.format] = written
            extent = extent or written.extent
        started = perf_counter()
    if job.advise:
        from lessonpress.press.printing.coarse_pictures import check_pictures

        notes.problems.extend(check_pictures(document, theme, lesson, notes.inputs))
    if not first.accommodation and (extent is not None or job.advise):
        notes.problems.extend(check_last_page(document, theme, lesson, extent))


def _first_fitting(file: File, layout: Layout, notes: _Notes) -> Fitting | None:
    """How the first version of a document is fitted, where the file is of a later one and it is fitted at all."""
    if notes.versions is None or file.version in ("", VERSIONS[0], ALL_VERSIONS):
        return None
    lesson = notes.versions.version(VERSIONS[0])
    if not isinstance(lesson.fit.get(file.document), int):
        return None
    if file.document not in notes.fittings:
        first = replace(file, version=VERSIONS[0])
        document = compose(first, _said(lesson, first, "", notes), layout, notes.inputs, notes.job)
        theme = layout.theme(file.document, document.stage)
        notes.fittings[file.document] = Fitting(document, theme, lesson)
    return notes.fittings[file.document]


def _write(
    file: File,
    document: Document,
    theme: Theme,
    doubts: tuple[Problem, ...],
    notes: _Notes,
    started: float,
    lessons: Sequence[Lesson],
    same: Written | None = None,
) -> Written:
    """Notes the file's bytes; those of `same`, where that is known to be no other."""
    letterhead = notes.job.request.letterhead
    written = same or write(file, document, theme, letterhead, notes.inputs.read)
    seconds = perf_counter() - started
    doubts += too_thick(file, written.pages, notes.job.spec)
    if letterhead is not None:
        doubts += left_out(written, letterhead)
    marks = marks_on(file, lessons)
    notes.files.append(PrintedFile(file, written.data, written.pages, seconds, doubts, marks))
    return written


def _other_paper(files: tuple[File, ...], layout: Layout, notes: _Notes) -> tuple[Problem, ...]:
    """A warning where someone asked for a paper that is not the letterhead's, whose paper rules."""
    request = notes.job.request
    asked, path = request.settle(notes.wishes).paper, request.letterhead
    if path is None or asked is None or not any(map(request.letterhead_for, files)):
        return ()
    from lessonpress.writers.formats import LetterheadError, other_paper

    try:
        differs = other_paper(notes.inputs.read(path), layout.theme("handout").paper)
    except (LetterheadError, OSError):
        return ()  # said where it is written on
    if differs is None:
        return ()
    hint = f"Set its page to {asked} in Word, or print without it."
    return (Problem(differs, Location(path), hint, Severity.WARNING, "letterhead-paper"),)
