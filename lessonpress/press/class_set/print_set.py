"""Printing a class set: every pupil's own copy, and the list to tick off.

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

from lessonpress.press.class_set.copies import Copies
from lessonpress.press.class_set.deal import Dealt, deal_out
from lessonpress.press.class_set.listing import check_papers, listed, not_printed_yet
from lessonpress.press.class_set.names import check_name
from lessonpress.press.delivery.by_hand import remove_beside, write_around
from lessonpress.press.delivery.lock import locked
from lessonpress.press.delivery.output import sweep_folder
from lessonpress.press.delivery.report import Kept
from lessonpress.press.freshness.state import State
from lessonpress.press.inputs import Inputs, digest
from lessonpress.press.planning.asked_once import AskedOnce, asked_once
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.meant import shown
from lessonpress.press.printing.blame import blamed
from lessonpress.press.printing.documents import bind, marks_on
from lessonpress.press.printing.in_languages import asked_in_languages
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.versions import how_many, versions_of
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.files import EVERY_FILE, VERSIONS, class_set_of
from lessonpress.registry.kinds import kind_of
from lessonpress.workspace import UsageError

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.layout.binding import BoundCopy
    from lessonpress.layout.layouts import Layout
    from lessonpress.registry.files import File


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


def print_class_set(
    job: Job, roster: Path, on_wait: Callable[[], None], *, force: bool = False
) -> ClassSet:
    """Prints a copy for each pupil in the roster; `on_wait` is called if a build is at work. With `force`
    a class set that a person changed is replaced.

    Raises UsageError where there is no roster, and ProblemError with what stands in the way.
    """
    from lessonpress.content.namesakes import check_namesakes
    from lessonpress.content.roster import read_roster
    from lessonpress.content.seating import in_seat_order
    from lessonpress.layout.fonts import MissingGlyph
    from lessonpress.layout.scripts import MissingDictionary
    from lessonpress.press.printing.missing_glyphs import describe_unset

    if not os.path.exists(roster):
        raise UsageError(
            f"There is no roster {shown(str(roster))}.",
            "It is a CSV file or an Excel workbook with a column `name`, one pupil a row.",
        )
    with _discreet():
        read = read_roster(roster)
        pupils = in_seat_order(read.pupils)
        namesakes = check_namesakes(roster, pupils)
    loaded, inputs = Loaded(job.workspace), Inputs()
    lesson, doubts = loaded.lesson(job.spec, inputs)
    lesson = asked_in_languages(lesson, job.request)
    file = replace(job.files(lesson.wishes)[0], version="")
    layout = loaded.layout(lesson, job.request, job.looks)
    try:
        lessons = _versions(file, lesson, job)
        copies = Copies(file, lessons, job, layout, inputs)
        with _discreet():
            dealt, lacking = deal_out(pupils, lessons, file, roster)
        for version, key in dict.fromkeys((one.version, one.key) for one in dealt if one.on_paper):
            copies.sheet(version, key)
        with _discreet():
            check_papers(dealt, copies, roster)
            bound, unset = _bound(dealt, copies, layout, roster)
            written = bind(file, bound)
    except (MissingGlyph, MissingDictionary) as error:
        paths = (job.spec, lesson.event.path)
        texts = {path: path.read_bytes().decode("utf-8-sig", "replace") for path in paths}
        raise ProblemError(describe_unset(error, texts, lesson.language)) from None
    except ProblemError as error:
        raise ProblemError(blamed(error.problems, job.spec, job.workspace)) from None
    with locked(job.workspace.output) as lock:
        if lock.taken_by_another():
            on_wait()
        if lock.take():  # a print that was killed may have left names half-way
            sweep_folder(job.workspace.output / job.lesson)
        path, theirs, replaced, others = _put(job, file, written.data, lessons, force=force)
    with _discreet():
        missing = tuple(not_printed_yet(dealt, copies, roster))
    problems = (
        *(*read.doubts, *namesakes, *doubts, *copies.doubts, *unset),
        *(*lacking, *missing, *others),
    )
    asked = tuple(asked_once(job.request, lesson.wishes, file, job.workspace))
    made = len(bound) - 1
    return ClassSet(path, made, written.pages or 0, problems, theirs, replaced, asked)


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


def _versions(file: File, lesson: Lesson, job: Job) -> tuple[Lesson, ...]:
    """The lesson in each version that is dealt out; itself where there is one. Raises ProblemError."""
    versions = versions_of(lesson, job.request) if kind_of(file.document).versioned else None
    if versions is None:
        return (lesson,)
    letters = VERSIONS[: how_many(lesson, job.request)]
    return tuple(replace(versions.version(letter), discreet=True) for letter in letters)


def _bound(
    dealt: Sequence[Dealt], copies: Copies, layout: Layout, roster: Path
) -> tuple[list[BoundCopy], list[Problem]]:
    """The list to tick off and the copies in their order, and an error for each pupil whose name can't be set.

    Raises ProblemError where none can, and where there is no place for names.
    """
    from lessonpress.content.namesakes import tell_apart
    from lessonpress.document.class_set import CLASS_LIST, list_to_tick_off, shows_class, values_for
    from lessonpress.layout.binding import BoundCopy

    everybodys, lesson = copies.sheet(0), copies.lessons[0]
    words = layout.words(lesson.language)
    try:
        by_class = shows_class(everybodys.document, words)
    except ValueError:
        raise ProblemError([_without_fields(everybodys.document.kind, copies.job.spec)]) from None
    unset: list[Problem] = []
    named: list[Dealt] = []
    for one in dealt:
        themes = [everybodys.theme]
        if one.on_paper:
            themes.append(copies.sheet(one.version, one.key).theme)
        problem = check_name(one.pupil, themes, roster, lesson.language)
        if problem is None:
            named.append(one)
        else:
            unset.append(problem)
    if not named:
        raise ProblemError(unset)
    pupils = [one.pupil for one in named]
    titles, filled = tell_apart(pupils), tell_apart(pupils, class_shown=by_class)
    slip = list_to_tick_off(everybodys.document, listed(named, copies, words), words)
    bound = [BoundCopy(slip, everybodys.theme, words(CLASS_LIST))]
    for one, title, name in zip(named, titles, filled, strict=True):
        if not one.on_paper:
            continue
        sheet = copies.sheet(one.version, one.key)
        values = values_for(sheet.document, name, one.pupil.group, words)
        bound += [BoundCopy(sheet.document, sheet.theme, title, values)] * one.pupil.copies
    return bound, unset


def _without_fields(document: str, spec: Path) -> Problem:
    return Problem(
        f"The {document} has no line of fields for a name to go into.",
        Location(spec),
        f"Put <fields> into the layout's {document}.xml, or choose another document or layout.",
        code="class-set-without-fields",
    )


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
