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
from lessonpress.press.freshness.state import State
from lessonpress.press.inputs import Inputs, digest
from lessonpress.press.planning.asked_once import AskedOnce, asked_once
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.meant import shown
from lessonpress.press.planning.plan import find_specs, plan, unit_named
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.blame import blamed
from lessonpress.press.printing.documents import Fitting, check_type, compose, marks_on, write
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.versions import how_many, versions_of
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.files import EVERY_FILE, VERSIONS, class_set_of
from lessonpress.registry.formats import PAGED_FORMATS
from lessonpress.registry.kinds import STUDENT_KINDS, kind_of
from lessonpress.words import Words
from lessonpress.workspace import UsageError, Workspace

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.content.roster import Pupil
    from lessonpress.document.blocks import Document
    from lessonpress.layout.theme import StyleName, Theme
    from lessonpress.registry.files import File

#: The styles that a name is set in: on the list, in its field, at the head of a page.
_NAMED_IN: tuple[StyleName, ...] = ("cell", "cell-head", "field", "footer")


@dataclass(frozen=True, slots=True)
class ClassSet:
    """What was printed. `problems` are what is doubtful in the lesson, and errors for pupils who have no
    copy because their names can't be set. `theirs` is a class set in the
    usual place that a person changed or put there; it was kept, and this one lies beside it if it is
    another than was printed there before, or it was `replaced`. `asked` are the wishes of the command line
    alone that it is printed by."""

    path: Path
    copies: int
    pages: int
    problems: tuple[Problem, ...]
    theirs: Kept | None = None
    replaced: bool = False
    asked: tuple[AskedOnce, ...] = ()


class ClassSetFault(Exception):
    """A fault in makelesson while names were at hand: tells its kind, but not what it said."""


def plan_class_set(workspace: Workspace, name: str, request: Request) -> Job:
    """The lesson that a person means by `name`, of which the request asks for one document in one format.

    Raises UsageError for what does not exist, and where it asks for none or for several, ProblemError where two lessons share the name.
    """
    specs = find_specs(workspace, name, workspace.lesson_files())
    wishes = request.wishes.over(
        Wishes(documents=("worksheet",), formats=("pdf",), accommodations=())
    )
    request = replace(request, wishes=wishes, letterhead=None)
    asked = {(file.document, file.format) for file in request.files()}
    if len(asked) != 1 or not {*(request.settle().formats or ())} <= {*PAGED_FORMATS}:
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
    from lessonpress.content.seating import in_seat_order
    from lessonpress.layout.fonts import MissingGlyph
    from lessonpress.layout.scripts import MissingDictionary
    from lessonpress.press.printing.missing_glyphs import describe_unset

    if not os.path.exists(roster):
        raise UsageError(
            f"There is no roster {shown(str(roster))}.",
            "It is a CSV file with a column `name`, one pupil a row.",
        )
    with _discreet():
        pupils = in_seat_order(read_pupils(roster))
    loaded, inputs = Loaded(job.workspace), Inputs()
    lesson, doubts = loaded.lesson(job.spec, inputs)
    file = replace(job.files(lesson.wishes)[0], version="")
    layout = loaded.layout(lesson, job.request, job.looks)
    try:
        sheets = _sheets(file, lesson, job, pupils, roster)
        documents = [compose(file, sheet, layout, inputs, job) for sheet in sheets]
    except ProblemError as error:
        raise ProblemError(blamed(error.problems, job.spec, job.workspace)) from None
    try:
        plain = layout.theme(file.document, documents[0].stage)
        small = check_type(documents[0], plain, layout, lesson.spec, lesson.accept)
        theme, unfitted = _fitted(documents, plain, lesson, file.format)
        words = layout.words(lesson.language)
        with _discreet():
            named, unset = _settable(pupils, theme, roster, lesson.language)
            copies = _fill_in(named, sheets, documents, words, job.spec)
            written = write(file, copies, theme, apart=True)
    except (MissingGlyph, MissingDictionary) as error:
        paths = (job.spec, lesson.event.path)
        texts = {path: path.read_bytes().decode("utf-8-sig", "replace") for path in paths}
        raise ProblemError(describe_unset(error, texts, lesson.language)) from None
    with locked(job.workspace.output) as lock:
        if lock.taken_by_another():
            on_wait()
        if lock.take():  # a print that was killed may have left names half-way
            sweep_folder(job.workspace.output / job.lesson)
        path, theirs, replaced, others = _put(job, file, written.data, sheets, force=force)
    pages, problems = written.pages or 0, (*doubts, *small, *unfitted, *unset, *others)
    asked = tuple(asked_once(job.request, lesson.wishes, file, job.workspace))
    return ClassSet(path, len(named), pages, problems, theirs, replaced, asked)


def _put(
    job: Job, file: File, data: bytes, sheets: Sequence[Lesson], *, force: bool
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
        marks = {at.name: marks_on(file, sheets)}
        state.note_written(job.lesson, {at.name: digest(data)}, marks)
        if not placed.kept:
            remove_beside(path, known)
        others = state.misfits(lambda _: EVERY_FILE, {job.lesson})
    finally:
        state.close()
    if not placed.theirs:
        return at, None, False, others
    beside = placed.path if placed.kept else None
    kept = Kept(file, path, placed.theirs, bool(placed.ours), beside)
    return at, kept, placed.replaced, others


def _sheets(
    file: File, lesson: Lesson, job: Job, pupils: Sequence[Pupil], roster: Path
) -> tuple[Lesson, ...]:
    """The lesson in each version that is dealt out; itself where there is one. Raises ProblemError, also for
    a version in the roster that isn't one of them."""
    versions = versions_of(lesson, job.request) if kind_of(file.document).versioned else None
    if versions is None:
        return (lesson,)
    letters = VERSIONS[: how_many(lesson, job.request)]
    problems = [
        Problem(
            "There is no such version of the lesson as this row asks for.",
            Location(roster, pupil.line),
            f"Write a letter from A to {letters[-1].upper()}, or ask for more with --versions.",
            code="roster-version",
        )
        for pupil in pupils
        if pupil.version and pupil.version not in letters
    ]
    if problems:
        raise ProblemError(problems)
    return tuple(replace(versions.version(letter), discreet=True) for letter in letters)


def _fitted(
    documents: Sequence[Document], plain: Theme, lesson: Lesson, format_: str
) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme in which each of the documents fits, and a warning where one doesn't."""
    fitted = [Fitting(document, plain, lesson).theme(format_) for document in documents]
    theme = min((theme for theme, _ in fitted), key=lambda theme: theme.styles["body"].size)
    return theme, tuple(dict.fromkeys(problem for _, doubts in fitted for problem in doubts))


def _fill_in(
    pupils: Sequence[Pupil],
    sheets: Sequence[Lesson],
    documents: Sequence[Document],
    words: Words,
    spec: Path,
) -> Document:
    """The copies of the pupils, to whom the documents of the sheets are dealt out."""
    from lessonpress.content.seating import deal
    from lessonpress.document.class_set import Copy, bind_copies

    dealt = deal(pupils, len(sheets)) if len(sheets) > 1 else (0,) * len(pupils)
    given = [
        Copy(pupil.name, documents[at], pupil.seat, sheets[at].version.upper())
        for pupil, at in zip(pupils, dealt, strict=True)
    ]
    try:
        return bind_copies(given, words)
    except ValueError:
        problem = Problem(
            f"The {documents[0].kind} has no line of fields for a name to go into.",
            Location(spec),
            f"Put <fields> into the layout's {documents[0].kind}.xml, or choose another document or "
            "layout.",
            code="class-set-without-fields",
        )
        raise ProblemError([problem]) from None


@contextmanager
def _discreet() -> Iterator[None]:
    """Hushes what an exception says, since a name may be in it; where it arose is still shown."""
    from lessonpress.layout.fonts import MissingGlyph
    from lessonpress.layout.scripts import MissingDictionary

    try:
        yield
    except (MissingGlyph, MissingDictionary, ProblemError):
        raise
    except Exception as error:
        fault = ClassSetFault(type(error).__name__)
        raise fault.with_traceback(error.__traceback__) from None


def _settable(
    pupils: Sequence[Pupil], theme: Theme, roster: Path, language: str
) -> tuple[list[Pupil], list[Problem]]:
    """The pupils whose names can be set, and a problem for each other one, by its line and without any of
    its characters: one name in a script that no font has must not keep the class from its sheets.
    """
    from lessonpress.layout.fonts import MissingGlyph, covers, split_by_family
    from lessonpress.layout.scripts import MissingDictionary, break_places
    from lessonpress.press.printing.missing_glyphs import dictionary_advice, hint_for

    fonts = {theme.styles[name].font for name in _NAMED_IN}
    settable: list[Pupil] = []
    problems: list[Problem] = []
    for pupil in pupils:
        try:
            for font in sorted(fonts):
                split_by_family(pupil.name, font, theme.fallbacks)
            break_places(pupil.name)
        except MissingGlyph as error:
            number = next(
                at
                for at, each in enumerate(pupil.name, 1)
                if not any(covers(family, each) for family in error.families)
            )
            problem = Problem(
                f"No font of the layout has character {number} of this name, so that this pupil has no "
                "sheet.",
                Location(roster, pupil.line),
                hint_for(pupil.name[number - 1], error.families, language),
                code="missing-glyph",
            )
            problems.append(problem)
        except MissingDictionary as error:
            problem = Problem(
                f"No dictionary of {error.script} is installed that this name asks for, so that this "
                "pupil has no sheet.",
                Location(roster, pupil.line),
                f"{dictionary_advice(error)}.",
                code="missing-dictionary",
            )
            problems.append(problem)
        else:
            settable.append(pupil)
    if not settable:
        raise ProblemError(problems)
    return settable, problems
