"""The commands: each does what its name says with what it is given, and returns an exit status."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from lessonpress.api import open_workspace
from lessonpress.console import Machine, People, Quiet, Watching, show_path
from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.delivery.report import LessonReport, Tally
from lessonpress.press.progress import (
    DEFAULT_OPTIONS,
    LessonGone,
    Misfits,
    Options,
    Pruned,
    Run,
    StateDamaged,
    Waiting,
    plan_build,
    plan_check,
    request_in,
    settings_of,
)
from lessonpress.problems import Problem, ProblemError
from lessonpress.workspace import UsageError, Workspace

if TYPE_CHECKING:
    from lessonpress.press.delivery.archives import Archive, Packing
    from lessonpress.press.delivery.build_report import BuildReport
    from lessonpress.press.planning.job import Job
    from lessonpress.press.planning.request import Request


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the folder of the workspace, and that of the output; None where they are to be found."""

    workspace: str | None = None
    output: str | None = None

    def open(self, lessons: Sequence[str] = ()) -> Workspace:
        """The workspace, which may also be that of the specs among the lessons. Raises UsageError."""
        specs = [name for name in lessons if os.path.isfile(name)]
        return open_workspace(self.workspace, output=self.output, near=specs)


@dataclass(frozen=True, slots=True)
class Subject:
    """What: lessons and units by any of their names, and how they are to be printed."""

    lessons: tuple[str, ...] = ()
    wishes: Wishes = NO_WISHES
    letterhead: Path | None = None

    def request(self, workspace: Workspace) -> Request:
        """As the workspace's settings are now. Raises ProblemError."""
        return request_in(workspace, self.wishes, self.letterhead)


@dataclass(frozen=True, slots=True)
class Voice:
    """How much is said, and to whom. `explain` gives the reason of every file, `traceback` shows where
    makelesson itself failed."""

    quiet: bool = False
    json: bool = False
    explain: bool = False
    traceback: bool = False

    def console(self) -> Quiet:
        return Machine() if self.json else Quiet() if self.quiet else People()


def build(
    place: Place,
    subject: Subject,
    voice: Voice,
    options: Options = DEFAULT_OPTIONS,
    *,
    report: bool = False,
    words: Sequence[str] = (),
) -> int:
    """Prints lessons. With `report`, writes one, that names the `words` of the command line."""
    started = perf_counter()
    workspace, console = place.open(subject.lessons), voice.console()
    options = replace(options, list_all=report)
    run = plan_build(workspace, subject.lessons, subject.request(workspace), options)
    if not report:
        _follow("build", run, console, voice)
    else:
        from lessonpress.press.delivery.build_report import BuildReport as Report

        written = Report(workspace, run.names, words, run.problems)
        _follow("build", run, console, voice, written.add, written.gone, written.doubt)
        try:
            console.reported(_write_report(written, run.tally, workspace))
        except ProblemError as error:
            console.problems(run.tally.note(error.problems))
    console.done(run.tally, perf_counter() - started)
    return 1 if run.tally.errors else 0


def _write_report(report: BuildReport, tally: Tally, workspace: Workspace) -> tuple[Path, Path]:
    """Writes it around what a person put in its place. Raises ProblemError."""
    from lessonpress.press.freshness.state import State
    from lessonpress.press.inputs import digest, read_file

    state = State(workspace.output)
    try:
        paths = report.write(tally, state.written(""))
        state.note_written("", {path.name: digest(read_file(path)) for path in paths})
    finally:
        state.close()
    return paths


def watch(place: Place, subject: Subject, voice: Voice, options: Options, *, poll: bool) -> int:
    """Prints what is due, and again whenever something was saved, until it is stopped."""
    from lessonpress.press.watch import saves

    workspace = place.open(subject.lessons)
    console = voice.console() if voice.json or voice.quiet else Watching()
    besides: list[Path] = []
    # What is asked for wrongly ends it.
    plan_build(workspace, subject.lessons, subject.request(workspace), options)
    for _ in saves(workspace, lambda: besides, poll=poll):
        started = perf_counter()
        tally = Tally()
        try:
            request = subject.request(workspace)
            besides[:] = [*_settings_files(workspace), *filter(None, [request.letterhead])]
            run = plan_build(workspace, subject.lessons, request, options)
            tally = run.tally
            _follow("watch", run, console, voice)
        except UsageError as error:
            console.refused(error.message, error.hint)
        except ProblemError as error:
            console.problems(error.problems)
        console.done(tally, perf_counter() - started)
    return 0


def _settings_files(workspace: Workspace) -> Iterator[Path]:
    """The logo and whatever else the settings name."""
    return (workspace.root / name for name in settings_of(workspace).files)


def pack(place: Place, subject: Subject, voice: Voice, options: Options) -> int:
    """Prints what is due of units or lessons, and packs each for the staff room and for pupils."""
    from lessonpress.press.delivery.archives import Packing

    workspace, console = place.open(subject.lessons), voice.console()
    names = subject.lessons or tuple(workspace.unit_files())
    if not names:
        raise UsageError(
            f"There is no unit in {show_path(workspace.units)}.",
            "Name a lesson to pack it alone.",
        )
    request = subject.request(workspace)
    options = replace(options, list_all=True)
    # What isn't there is said at once.
    runs = [plan_build(workspace, [name], request, options) for name in names]
    failed = False
    for name, run in zip(names, runs, strict=True):
        started = perf_counter()
        if not run.names and not run.problems:
            raise UsageError(f"Nothing of {name} is asked for.", "Packets are made of units.")
        packing = Packing(run.plan.unit or run.names[0], run.names, workspace.output)
        tally = run.tally
        _follow("pack", run, console, voice, packing.add)
        try:
            if not tally.errors:
                console.packed(_write_archives(packing, workspace))
        except ProblemError as error:
            console.problems(tally.note(error.problems))
        if tally.errors:
            failed = True
            console.not_packed(packing.name)
        console.done(tally, perf_counter() - started)
    return 1 if failed else 0


def _write_archives(packing: Packing, workspace: Workspace) -> tuple[Archive, ...]:
    """Writes them around what a person put in their place. Raises ProblemError."""
    from lessonpress.press.freshness.state import State

    state = State(workspace.output)
    try:
        archives = packing.write(state.written(""))
        state.note_written("", {one.path.name: one.digest for one in archives})
    finally:
        state.close()
    return archives


def check(
    place: Place,
    subject: Subject,
    voice: Voice,
    options: Options,
    *,
    verbose: bool = False,
    strict: bool = False,
) -> int:
    """Does all the work of a build, keeps nothing of it, and says what it found."""
    started = perf_counter()
    workspace, console = place.open(subject.lessons), voice.console()
    run = plan_check(workspace, subject.lessons, subject.request(workspace), options)
    read = set[str]()
    _follow("check", run, console, voice, lambda report: read.add(report.event))
    _show_events(workspace, read if subject.lessons else None, console, run.tally, verbose=verbose)
    console.done(run.tally, perf_counter() - started)
    return 1 if run.tally.errors or (strict and run.tally.warnings) else 0


def _follow(
    command: str,
    run: Run,
    console: Quiet,
    voice: Voice,
    on_report: Callable[[LessonReport], object] | None = None,
    on_gone: Callable[[str], object] | None = None,
    on_misfits: Callable[[Sequence[Problem]], object] | None = None,
) -> None:
    """Says what happens as it happens."""
    with console.start(command, len(run)) as advance:
        console.problems(run.tally.news)
        for event in run:
            match event:
                case LessonReport():
                    _tell(event, run.tally, console, voice)
                    if on_report is not None:
                        on_report(event)
                    advance(event)
                case Waiting():
                    console.waiting()
                case StateDamaged(path):
                    console.damaged(path)
                case Pruned(lesson, removed, kept, gone):
                    console.pruned(lesson, removed, kept, gone=gone)
                case Misfits(problems):
                    console.problems(problems)
                    if on_misfits is not None:
                        on_misfits(problems)
                case LessonGone(lesson, folder):
                    console.gone(lesson, folder)
                    if on_gone is not None:
                        on_gone(lesson)


def _tell(report: LessonReport, tally: Tally, console: Quiet, voice: Voice) -> None:
    console.problems(tally.news, report.lesson)
    for kept in report.kept:
        console.kept(report.lesson, kept)
    for one in report.replaced:
        console.replaced(report.lesson, one)
    console.lesson(report)
    if voice.explain:
        console.reasons(report)
    if voice.traceback:
        print(*report.traces, sep="\n", end="", file=sys.stderr)


def _show_events(
    workspace: Workspace, only: set[str] | None, console: Quiet, tally: Tally, *, verbose: bool
) -> None:
    """How each event was read, in short or line by line: `only` these, or all there are."""
    from lessonpress.press.event_summary import outline, transcript
    from lessonpress.press.printing.loaded import Loaded

    loaded = Loaded(workspace)
    for slug in loaded.event_slugs():
        if only is not None and slug not in only:
            continue
        try:
            event = loaded.event(slug)
        except ProblemError as error:
            console.problems(tally.note(error.problems))
        else:
            console.reading(event.path, transcript(event) if verbose else outline(event))


def make_workspace(folder: Path) -> int:
    """Starts a workspace with a sample lesson in it."""
    from lessonpress.starter import make_workspace as make

    workspace = make(folder)
    print(f"Made {workspace.root} with a sample lesson. Print it with:")
    if workspace.root.resolve() != Path.cwd():
        print(f"    cd {shlex.quote(str(workspace.root))}")
    print("    makelesson build")
    return 0


def print_class_set(place: Place, subject: Subject, roster: Path, *, force: bool = False) -> int:
    """Prints a copy of one document for each pupil of a roster; of a unit, one of each lesson."""
    from lessonpress.press.class_set.asked import plan_class_sets

    workspace = place.open(subject.lessons)
    [name] = subject.lessons
    jobs = plan_class_sets(workspace, name, subject.request(workspace))
    # What stands in the way of one lesson doesn't stand in that of the next.
    refused: dict[Problem, None] = {}
    told: set[Problem] = set()
    status = 0
    for job in jobs:
        try:
            status |= _print_class_set(job, roster, told, force=force)
        except ProblemError as error:
            refused |= dict.fromkeys(error.problems)
    Quiet().problems(tuple(refused))
    return 1 if refused else status


def _print_class_set(job: Job, roster: Path, told: set[Problem], *, force: bool) -> int:
    """The exit status: 1 where a pupil has no sheet. What was `told` of the roster before isn't said again."""
    from lessonpress.press.class_set.print_set import print_class_set as print_one

    printed = print_one(job, roster, Quiet().waiting, force=force)
    Quiet().problems(tuple(one for one in printed.problems if one not in told))
    told.update(printed.problems)
    status = int(any(problem.is_error for problem in printed.problems))
    if printed.theirs is not None:
        tell = Quiet().replaced if printed.replaced else Quiet().kept
        tell(job.lesson, printed.theirs)
        if printed.theirs.path == printed.path and not printed.replaced:
            return status
    copies = f"{printed.copies} {'copy' if printed.copies == 1 else 'copies'}"
    print(f"{show_path(printed.path)}: {copies}, {printed.pages} pages")
    for one in printed.asked:
        print(one.sentence)
    return status


def mark(
    place: Place, voice: Voice, files: Sequence[str], into: Path | None, *, force: bool = False
) -> int:
    """Marks sheets that were filled in on a screen, and writes a table and a page of each class."""
    from lessonpress.press.marking.marking import mark as mark_sheets
    from lessonpress.press.marking.results import check_free, write_results

    workspace, console = place.open(), voice.console()
    marks = mark_sheets(workspace, files, request_in(workspace))
    if into is None:  # beside the sheets
        first = Path(files[0])
        into = first if os.path.isdir(first) else first.parent
    check_free(marks.markings, into, force=force)
    console.problems(marks.problems)
    for one in marks.markings:
        paths = write_results(one, into, force=force)
        if not voice.quiet:
            sheets = f"{len(one.sheets)} {'sheet' if len(one.sheets) == 1 else 'sheets'}"
            print(f"{one.lesson.slug}: {sheets} marked")
            print(*(f"    {show_path(path)}" for path in paths), sep="\n")
    if not marks.markings:
        print("makelesson: There was no sheet to mark.", file=sys.stderr)
    return int(any(one.is_error for one in marks.problems))


def show_lists(place: Place, *, as_json: bool) -> int:
    """Lists lessons, units, events, banks of questions and layouts."""
    from lessonpress.layout.layouts import list_layouts
    from lessonpress.press.listing import list_banks, list_events, list_lessons, list_units
    from lessonpress.press.printing.loaded import Loaded
    from lessonpress.terminal import show_entries

    workspace = place.open()
    loaded = Loaded(workspace)
    found = {
        "lessons": list_lessons(workspace, loaded),
        "units": list_units(workspace),
        "events": list_events(loaded),
        "banks": list_banks(loaded),
        "layouts": [{"name": name} for name in list_layouts(workspace.layout_search)],
    }
    if as_json:
        print(json.dumps(found))
    else:
        show_entries(found)
    return 0


def show_schema(of: str) -> int:
    """Prints the JSON Schema of lesson or unit specs, of banks, or of the settings."""
    from lessonpress.content.schema import schema_text

    print(schema_text(of), end="")
    return 0
