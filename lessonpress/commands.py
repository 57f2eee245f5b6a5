"""The commands: each does what its name says with what the command line gave, and returns a status."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from lessonpress.console import Machine, People, Quiet, Watching, show_path
from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.planning.plan import Plan, plan
from lessonpress.press.planning.request import Request
from lessonpress.problems import ProblemError
from lessonpress.spelling import advise
from lessonpress.workspace import UsageError, Workspace, find_workspace, slug_of

if TYPE_CHECKING:
    from lessonpress.press.delivery.report import LessonReport, Tally


def build(asked: argparse.Namespace) -> int:
    """Prints lessons."""
    started = perf_counter()
    workspace, console = _workspace(asked), _console(asked)
    jobs = plan(workspace, asked.lessons, _choice(asked, workspace))
    if not asked.report:
        tally = _follow(asked, jobs, _build(asked, workspace, jobs, console), console)
    else:
        from lessonpress.press.delivery.build_report import BuildReport

        order = [one.slug for one in jobs.lessons_and_units()]
        report = BuildReport(workspace, order, asked.words, jobs.doubts)
        made = _build(asked, workspace, jobs, console, tell_all=True, on_gone=report.gone)
        tally = _follow(asked, jobs, made, console, report.add)
        try:
            console.reported(report.write(tally))
        except ProblemError as error:
            console.problems(tally.note(error.problems))
    console.done(tally, perf_counter() - started)
    return 1 if tally.errors else 0


def _build(
    asked: argparse.Namespace,
    workspace: Workspace,
    jobs: Plan,
    console: Quiet,
    *,
    tell_all: bool = False,
    on_gone: Callable[[str], None] | None = None,
) -> Iterator[LessonReport]:
    from lessonpress.press.build import Build, choose, find_gone, on_cluster, prune
    from lessonpress.press.delivery.lock import locked
    from lessonpress.press.delivery.report import LessonReport
    from lessonpress.press.freshness.state import State

    with locked(workspace.output, console.waiting) as alone:
        state = State(workspace.output)
        try:
            if state.damaged is not None:
                console.damaged(state.damaged)
            request = jobs.request
            run = Build(workspace, request, state, force=asked.force, list_all=tell_all)
            scheduler = on_cluster(asked.scheduler, workspace, request) if asked.scheduler else None
            yield from run.run(jobs, scheduler or choose(asked.workers), sweep=alone)
            if asked.lessons:
                return
            for name in find_gone(state, jobs):
                if asked.prune:
                    removed, kept, problems = prune(state, workspace.output, name)
                    console.pruned(name, removed, kept)
                    if problems:
                        yield LessonReport(name, "", (), problems, (), 0.0)
                    continue
                console.gone(name, workspace.output / name)
                if on_gone is not None:
                    on_gone(name)
        finally:
            state.close()


def watch(asked: argparse.Namespace) -> int:
    """Prints what is due, and again whenever something was saved, until it is stopped."""
    from lessonpress.press.delivery.report import Tally
    from lessonpress.press.watch import saves
    from lessonpress.press.workers.worker import begin_anew

    workspace = _workspace(asked)
    console = _console(asked) if asked.json or asked.quiet else Watching()
    besides: list[Path] = []
    plan(workspace, asked.lessons, _choice(asked, workspace))  # what is asked for wrongly ends it
    for _ in saves(workspace, lambda: besides, poll=asked.poll):
        started = perf_counter()
        tally = Tally()
        try:
            choice = _choice(asked, workspace)
            besides[:] = [*_settings_files(workspace), *filter(None, [choice.letterhead])]
            jobs = plan(workspace, asked.lessons, choice)
            begin_anew()
            tally = _follow(asked, jobs, _build(asked, workspace, jobs, console), console)
        except UsageError as error:
            console.refused(error.message, error.hint)
        except ProblemError as error:
            console.problems(error.problems)
        console.done(tally, perf_counter() - started)
    return 0


def _settings_files(workspace: Workspace) -> Iterator[Path]:
    """The logo and whatever else the settings name."""
    from lessonpress.press.planning.outlines import outline_settings

    if workspace.settings_file.is_file():
        for name in outline_settings(workspace.settings_file).files:
            yield workspace.root / name


def pack(asked: argparse.Namespace) -> int:
    """Prints what is due of units or lessons, and packs each for the staff room and for pupils."""
    from lessonpress.press.delivery.archives import Packing

    workspace, console = _workspace(asked), _console(asked)
    names = asked.lessons or list(workspace.unit_files())
    if not names:
        raise UsageError(
            f"There is no unit in {show_path(workspace.units)}.",
            "Name a lesson to pack it alone.",
        )
    choice = _choice(asked, workspace)
    plans = [plan(workspace, [name], choice) for name in names]  # what isn't there is told at once
    failed = False
    for name, jobs in zip(names, plans, strict=True):
        started = perf_counter()
        asked.lessons = [name]
        tasks = list(jobs.lessons_and_units())
        if not tasks and not jobs.doubts:
            raise UsageError(f"Nothing of {name} is asked for.", "Packets are made of units.")
        own = jobs.unit or tasks[0].slug
        packing = Packing(own, [task.slug for task in tasks], workspace.output)
        made = _build(asked, workspace, jobs, console, tell_all=True)
        tally = _follow(asked, jobs, made, console, packing.add)
        try:
            if not tally.errors:
                console.packed(packing.write())
        except ProblemError as error:
            console.problems(tally.note(error.problems))
        if tally.errors:
            failed = True
            console.not_packed(packing.name)
        console.done(tally, perf_counter() - started)
    return 1 if failed else 0


def check(asked: argparse.Namespace) -> int:
    """Does all the work of a build, keeps nothing of it, and tells what it found."""
    started = perf_counter()
    workspace, console = _workspace(asked), _console(asked)
    jobs = plan(workspace, asked.lessons, _choice(asked, workspace), advice=True)
    read = set[str]()
    found = _check(asked, workspace, jobs)
    tally = _follow(asked, jobs, found, console, lambda report: read.add(report.event))
    _show_events(asked, workspace, read, console, tally)
    console.done(tally, perf_counter() - started)
    return 1 if tally.errors or (asked.strict and tally.warnings) else 0


def _check(asked: argparse.Namespace, workspace: Workspace, jobs: Plan) -> Iterator[LessonReport]:
    from lessonpress.press.build import choose
    from lessonpress.press.delivery.run import run

    scheduler, due = choose(asked.workers)(iter(jobs))
    try:
        yield from run(due, workspace.output, scheduler, write=False)
    finally:
        scheduler.close()


def _console(asked: argparse.Namespace) -> Quiet:
    return Machine() if asked.json else Quiet() if asked.quiet else People()


def _follow(
    asked: argparse.Namespace,
    jobs: Plan,
    reports: Iterator[LessonReport],
    console: Quiet,
    also: Callable[[LessonReport], object] | None = None,
) -> Tally:
    """Tells of each lesson as it is done, and sums up; `also` is told, too."""
    from lessonpress.press.delivery.report import Tally

    tally = Tally()
    with console.start(asked.command, len(jobs)) as advance:
        console.problems(tally.note(jobs.doubts))
        for report in reports:
            console.problems(tally.add(report), report.lesson)
            console.lesson(report)
            if asked.explain:
                console.reasons(report)
            if asked.traceback:
                print(*report.traces, sep="\n", end="", file=sys.stderr)
            if also is not None:
                also(report)
            advance(report)
    return tally


def _show_events(
    asked: argparse.Namespace, workspace: Workspace, read: set[str], console: Quiet, tally: Tally
) -> None:
    """How each event was read, in short or line by line; also those that no lesson uses, if no
    lesson was named."""
    from lessonpress.press.event_summary import outline, transcript
    from lessonpress.press.printing.loaded import Loaded

    loaded = Loaded(workspace)
    for slug in loaded.event_slugs():
        if asked.lessons and slug not in read:
            continue
        try:
            event = loaded.event(slug)
        except ProblemError as error:
            console.problems(tally.note(error.problems))
        else:
            told = transcript(event) if asked.verbose else outline(event)
            console.reading(event.path, told)


def make_workspace(asked: argparse.Namespace) -> int:
    """Starts a workspace with a sample lesson in it."""
    from lessonpress.starter import make_workspace as make

    workspace = make(Path(asked.folder))
    print(f"Made {workspace.root} with a sample lesson. Print it with:")
    print(f"    makelesson build --workspace {shlex.quote(str(workspace.root))}")
    return 0


def make_lesson(asked: argparse.Namespace) -> int:
    """Starts a spec for an event."""
    from lessonpress.press.printing.loaded import Loaded
    from lessonpress.starter import make_lesson as make

    workspace = _workspace(asked)
    loaded = Loaded(workspace)
    slugs = loaded.event_slugs()
    slug = next((name for name in (asked.event, slug_of(Path(asked.event))) if name in slugs), None)
    if slug is None:
        raise UsageError(
            f"There is no event called {asked.event} in {show_path(workspace.events)}.",
            advise(asked.event, slugs) or "Put its text there, as a .txt or .md file.",
        )
    path = make(workspace, loaded.event(slug))
    print(f"Made {show_path(path)}. Print it with:")
    print(f"    makelesson build {shlex.quote(slug)}")
    return 0


def print_class_set(asked: argparse.Namespace) -> int:
    """Prints a copy of one document for each pupil of a roster."""
    from lessonpress.press import class_set

    workspace = _workspace(asked)
    [name] = asked.lessons
    job = class_set.plan_class_set(workspace, name, _choice(asked, workspace))
    printed = class_set.print_class_set(job, Path(asked.roster), Quiet().waiting)
    Quiet().problems(printed.problems)
    copies = f"{printed.copies} {'copy' if printed.copies == 1 else 'copies'}"
    print(f"{show_path(printed.path)}: {copies}, {printed.pages} pages")
    return 0


def show_lists(asked: argparse.Namespace) -> int:
    """Lists lessons, units, events and layouts."""
    from lessonpress.layout.layouts import list_layouts
    from lessonpress.press.listing import list_events, list_lessons, list_units
    from lessonpress.press.printing.loaded import Loaded

    workspace = _workspace(asked)
    loaded = Loaded(workspace)
    lessons = list_lessons(workspace, loaded)
    units = list_units(workspace)
    events = list_events(loaded)
    layouts = list_layouts(workspace.layout_search)
    if asked.json:
        found = {
            "lessons": lessons,
            "units": units,
            "events": events,
            "layouts": [{"name": name} for name in layouts],
        }
        print(json.dumps(found))
        return 0
    width = max((len(entry["name"]) for entry in (*lessons, *units, *events)), default=0)
    for head, entries in (("Lessons", lessons), ("Units", units), ("Events", events)):
        print(head)
        for entry in entries:
            told = entry["title"] or f"can't be read; see: makelesson check {entry['name']}"
            print(f"    {entry['name']:{width}}  {told}")
        if not entries:
            print("    none yet")
    print("Layouts")
    for name in layouts:
        print(f"    {name}")
    return 0


def show_schema(asked: argparse.Namespace) -> int:
    """Prints the JSON Schema of lesson or unit specs, or of the settings."""
    from lessonpress.content.schema import schema_text

    print(schema_text(asked.of), end="")
    return 0


def _workspace(asked: argparse.Namespace) -> Workspace:
    """The workspace that was named, or that the working folder or the first spec lies in."""
    output = Path(asked.output) if getattr(asked, "output", None) else None
    if asked.workspace is not None:
        root = Path(asked.workspace)
        if not root.is_dir():
            raise UsageError(f"There is no folder {root}.")
        workspace = Workspace.at(root)
        if not workspace.lessons.is_dir():
            raise UsageError(
                f"{root} is no workspace: it has no folder lessons/.",
                f"Make one with: makelesson new workspace {shlex.quote(str(root))}",
            )
    else:
        specs = [Path(name) for name in getattr(asked, "lessons", ()) if Path(name).is_file()]
        starts = [Path.cwd(), *(spec.parent for spec in specs)]
        found = next(filter(None, map(find_workspace, starts)), None)
        if found is None:
            raise UsageError(
                "There is no workspace here: no folder lessons/, here or above.",
                "Name one with --workspace, or make one with: makelesson new workspace DIR",
            )
        workspace = found
    return Workspace.at(workspace.root, output)


def _choice(asked: argparse.Namespace, workspace: Workspace) -> Request:
    """What was asked for on the command line, and what the workspace's settings say beside it."""
    letterhead = Path(asked.letterhead) if asked.letterhead else workspace.letterhead
    defaults = NO_WISHES
    if workspace.settings_file.is_file():
        from lessonpress.press.planning.outlines import outline_settings

        settings = outline_settings(workspace.settings_file)
        if letterhead is None and settings.letterhead is not None:
            letterhead = workspace.root / settings.letterhead
        asked.workers = asked.workers or settings.workers
        defaults = settings.defaults
    wishes = Wishes(
        asked.layout,
        asked.paper,
        asked.documents and tuple(asked.documents),
        asked.formats and tuple(asked.formats),
    )
    return Request(wishes, defaults, letterhead)
