"""A class set: every pupil's own copy of one document, in one PDF file, for a roster of names.

Names stand in that file and nowhere else. No problem and no fault reported here quotes one; the state
of the output knows the digest of the last class set, to tell when a person changed it, and the caches nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.content.wishes import Wishes
from lessonpress.press.delivery.by_hand import remove_beside, write_around
from lessonpress.press.delivery.lock import locked
from lessonpress.press.delivery.output import sweep_folder
from lessonpress.press.delivery.report import Kept
from lessonpress.press.freshness.marks import ANY
from lessonpress.press.freshness.state import State
from lessonpress.press.inputs import Inputs, digest
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.meant import shown
from lessonpress.press.planning.plan import find_specs, plan, unit_named
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.blame import blamed
from lessonpress.press.printing.documents import Fitting, check_type, compose, marks_on, write
from lessonpress.press.printing.loaded import Loaded
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.files import class_set_of
from lessonpress.registry.formats import PAGED_FORMATS
from lessonpress.registry.kinds import STUDENT_KINDS
from lessonpress.words import Words
from lessonpress.workspace import UsageError, Workspace

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.content.roster import Pupil
    from lessonpress.document.blocks import Document
    from lessonpress.layout.fonts import MissingGlyph
    from lessonpress.registry.files import File


@dataclass(frozen=True, slots=True)
class ClassSet:
    """What was printed. `problems` are what is doubtful in the lesson. `theirs` is a class set in the
    usual place that a person changed or put there; it was kept, and this one lies beside it if it is
    another than was printed there before, or it was `replaced`."""

    path: Path
    copies: int
    pages: int
    problems: tuple[Problem, ...]
    theirs: Kept | None = None
    replaced: bool = False


class ClassSetFault(Exception):
    """A fault in makelesson while names were at hand: tells its kind, but not what it said."""


def plan_class_set(workspace: Workspace, name: str, request: Request) -> Job:
    """The lesson that a person means by `name`, of which the request asks for one document in one format.

    Raises UsageError for what does not exist, and where it asks for none or for several, ProblemError where two lessons share the name.
    """
    specs = find_specs(workspace, name, workspace.lesson_files())
    wishes = request.wishes.over(Wishes(documents=("worksheet",), formats=("pdf",)))
    request = replace(request, wishes=wishes, letterhead=None)
    if len(request.files()) != 1 or not {*(request.settle().formats or ())} <= {*PAGED_FORMATS}:
        raise UsageError(
            "A class set is one document in one format.",
            f"Ask for one of {', '.join(STUDENT_KINDS)} in one of {', '.join(PAGED_FORMATS)}.",
        )
    jobs = list(plan(workspace, [str(spec) for spec in specs], request))
    if refused := [job.refused for job in jobs if job.refused is not None]:
        raise ProblemError(refused)
    return jobs[0]


def plan_class_sets(workspace: Workspace, name: str, request: Request) -> tuple[Job, ...]:
    """As `plan_class_set`, and for a unit each of its lessons, in its order."""
    lessons, units = workspace.lesson_files(), workspace.unit_files()
    unit = None if name in lessons else unit_named(workspace, name, units)
    if unit is None or unit in lessons:
        return (plan_class_set(workspace, name, request),)
    packets = plan(workspace, [unit], request)
    if errors := [one for one in packets.doubts if one.is_error]:
        raise ProblemError(errors)
    return tuple(
        plan_class_set(workspace, str(job.spec), request) for job in packets if job.lessons is None
    )


def print_class_set(
    job: Job, roster: Path, on_wait: Callable[[], None], *, force: bool = False
) -> ClassSet:
    """Prints a copy for each pupil in the roster; `on_wait` is called if a build is at work. With `force`
    a class set that a person changed is replaced.

    Raises UsageError where there is no roster, and ProblemError with what stands in the way.
    """
    from lessonpress.content.roster import read_pupils
    from lessonpress.layout.fonts import MissingGlyph

    if not os.path.exists(roster):
        raise UsageError(
            f"There is no roster {shown(str(roster))}.",
            "It is a CSV file with a column `name`, one pupil a row.",
        )
    with _discreet():
        pupils = read_pupils(roster)
    loaded, inputs = Loaded(job.workspace), Inputs()
    lesson, doubts = loaded.lesson(job.spec, inputs)
    [file] = job.files(lesson.wishes)
    layout = loaded.layout(lesson, job.request, job.looks)
    try:
        document = compose(file, lesson, layout, inputs, job)
    except ProblemError as error:
        raise ProblemError(blamed(error.problems, job.spec, job.workspace)) from None
    try:
        plain = layout.theme(file.document, document.stage)
        small = check_type(document, plain, layout, lesson.spec, lesson.accept)
        theme, unfitted = Fitting(document, plain, lesson).theme(file.format)
        words = layout.words(lesson.language)
        with _discreet():
            copies = _fill_in(document, pupils, words, job.spec)
            written = write(file, copies, theme, apart=True)
    except MissingGlyph as error:
        files = (job.spec, lesson.event.path)
        raise ProblemError(_describe_missing(error, pupils, roster, files)) from None
    with locked(job.workspace.output) as lock:
        if lock.taken_by_another():
            on_wait()
        if lock.take():  # a print that was killed may have left names half-way
            sweep_folder(job.workspace.output / job.lesson)
        path, theirs, replaced, others = _put(job, file, written.data, lesson, force=force)
    pages, problems = written.pages or 0, (*doubts, *small, *unfitted, *others)
    return ClassSet(path, len(pupils), pages, problems, theirs, replaced)


def _put(
    job: Job, file: File, data: bytes, lesson: Lesson, *, force: bool
) -> tuple[Path, Kept | None, bool, tuple[Problem, ...]]:
    """Writes a class set. Returns where; what a person had put in its place, and whether that is
    replaced; a warning for each sheet and key in the output that doesn't fit it."""
    name = class_set_of(file).name(job.lesson)
    path = job.workspace.output / job.lesson / name
    state = State(job.workspace.output)
    try:
        known = state.written(job.lesson)
        placed = write_around({path: data}, known, {}, force=force)[path]
        at = placed.path or path
        marks = {at.name: marks_on(file, [lesson])}
        state.note_written(job.lesson, {at.name: digest(data)}, marks)
        if not placed.kept:
            remove_beside(path, known)
        others = state.misfits(lambda _: ANY, {job.lesson})
    finally:
        state.close()
    if not placed.theirs:
        return at, None, False, others
    beside = placed.path if placed.kept else None
    kept = Kept(file, path, placed.theirs, bool(placed.ours), beside)
    return at, kept, placed.replaced, others


def _fill_in(document: Document, pupils: Sequence[Pupil], words: Words, spec: Path) -> Document:
    from lessonpress.document.class_set import make_class_set

    try:
        return make_class_set(document, [pupil.name for pupil in pupils], words)
    except ValueError:
        problem = Problem(
            f"The {document.kind} has no line of fields for a name to go into.",
            Location(spec),
            f"Put <fields> into the layout's {document.kind}.xml, or choose another document or "
            "layout.",
            code="class-set-without-fields",
        )
        raise ProblemError([problem]) from None


@contextmanager
def _discreet() -> Iterator[None]:
    """Hushes what an exception says, since a name may be in it; where it arose is still shown."""
    from lessonpress.layout.fonts import MissingGlyph

    try:
        yield
    except (MissingGlyph, ProblemError):
        raise
    except Exception as error:
        fault = ClassSetFault(type(error).__name__)
        raise fault.with_traceback(error.__traceback__) from None


def _describe_missing(
    error: MissingGlyph, pupils: Sequence[Pupil], roster: Path, files: Sequence[Path]
) -> list[Problem]:
    """A problem for each name that can't be set, by its line and without any of its characters.

    Where it isn't a name's, those of the lesson's own `files`.
    """
    from lessonpress.layout.fonts import covers
    from lessonpress.press.printing.missing_glyphs import describe_missing

    def stands_out(character: str) -> bool:
        return character == error.character or not (
            character.isspace() or any(covers(family, character) for family in error.families)
        )

    problems = [
        Problem(
            f"No font of the layout has character {number} of this name.",
            Location(roster, pupil.line),
            "Write it another way, or name a family that has it under `fallbacks` in the layout's "
            "theme.",
            code="missing-glyph",
        )
        for pupil in pupils
        for number in [at for at, each in enumerate(pupil.name, 1) if stands_out(each)][:1]
    ]
    if not any(error.character in pupil.name for pupil in pupils):
        texts = {path: path.read_bytes().decode("utf-8-sig", "replace") for path in files}
        problems += describe_missing(error.character, texts, error.families)
    return problems
