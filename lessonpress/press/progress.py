"""Builds and checks from beginning to end: what happens is yielded as values, as it happens."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.delivery.report import LessonReport, Tally
from lessonpress.press.planning.outlines import SettingsOutline, outline_settings
from lessonpress.press.planning.plan import Plan, plan
from lessonpress.press.planning.request import Request, School
from lessonpress.problems import Problem
from lessonpress.registry.files import EVERY_FILE, File
from lessonpress.workspace import Workspace

if TYPE_CHECKING:
    from lessonpress.press.freshness.state import State

# --- what may happen -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another build is at work in the same output; this one waits until it is done."""


@dataclass(frozen=True, slots=True)
class StateDamaged:
    """What was known of the output was damaged and now lies at `path`; everything is made anew."""

    path: Path


@dataclass(frozen=True, slots=True)
class LessonGone:
    """A lesson or unit is gone, of which files were printed; they lie in `folder`."""

    lesson: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Pruned:
    """Files were removed of a lesson or unit that is `gone`, or that no longer asks for them; those in
    `kept` stay, since a person changed them."""

    lesson: str
    removed: tuple[Path, ...]
    kept: tuple[Path, ...]
    gone: bool = True


@dataclass(frozen=True, slots=True)
class Misfits:
    """Sheets, keys, class sets or packets in the output don't answer each other: a warning, by the file,
    for each that has another code than what was printed last of its lesson."""

    problems: tuple[Problem, ...]


Event = LessonReport | Waiting | StateDamaged | LessonGone | Pruned | Misfits


# --- how it is asked for -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Options:
    """How a build is done; what it prints are the wishes' business.

    `workers` are the processes at a time, None for what the settings say, or else as many as there are
    cores. `scheduler` is the address of a Dask cluster to print on. `force` makes everything anew, also in
    place of files that a person changed,
    `prune` removes what was printed of lessons that are gone, or that they no longer ask for. With `list_all`, reports name also the
    files that stand as they were. With `final`, a lesson in which something is still marked `todo: true` isn't printed.
    """

    workers: int | None = None
    scheduler: str | None = None
    force: bool = False
    prune: bool = False
    list_all: bool = False
    final: bool = False


DEFAULT_OPTIONS = Options()


@dataclass(slots=True)
class Run:
    """A build or a check that is planned. It begins when it is iterated over, which is done once, and
    yields a report for each lesson and unit, and whatever else happens.

    `tally` counts what was yielded so far, and the `problems` of the plan, which belong to no single
    lesson. `request` is what is printed, of the wishes of all who have a say in it.
    """

    workspace: Workspace
    plan: Plan
    _begin: Callable[[], Iterator[Event]]
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self.tally.note(self.plan.doubts)

    def __len__(self) -> int:
        """How many lessons and units there are."""
        return len(self.plan)

    def __iter__(self) -> Iterator[Event]:
        for event in self._begin():
            if isinstance(event, LessonReport):
                self.tally.add(event)
            elif isinstance(event, Misfits):
                self.tally.note(event.problems)
            yield event

    @property
    def request(self) -> Request:
        return self.plan.request

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong or doubtful beside the lessons, such as two units that contradict each other."""
        return self.plan.doubts

    @property
    def names(self) -> tuple[str, ...]:
        """The lessons and units, in order."""
        return tuple(one.slug for one in self.plan.lessons_and_units())


def settings_of(workspace: Workspace) -> SettingsOutline:
    """What the workspace's settings say of a build, as they are now. Raises ProblemError."""
    path = workspace.settings_file
    return outline_settings(path) if os.path.lexists(path) else SettingsOutline()


def request_in(
    workspace: Workspace, wishes: Wishes = NO_WISHES, letterhead: Path | None = None
) -> Request:
    """What a person wishes for, with what the workspace says beside it. Raises ProblemError."""
    settings = settings_of(workspace)
    usual = workspace.letterhead
    if usual is None and settings.letterhead is not None:
        usual = workspace.root / settings.letterhead
    defaults = settings.defaults
    logo = None if settings.logo is None else workspace.root / settings.logo
    school = School(settings.school, logo)
    return Request(wishes, defaults, letterhead or usual, usual, defaults, school)


def plan_build(
    workspace: Workspace,
    lessons: Sequence[str] = (),
    request: Request | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> Run:
    """A build of these lessons and units, or of all. Raises UsageError and ProblemError."""
    planned = plan(workspace, lessons, request or request_in(workspace))
    whole = not lessons
    return Run(workspace, planned, lambda: _build(workspace, planned, options, whole=whole))


def plan_check(
    workspace: Workspace,
    lessons: Sequence[str] = (),
    request: Request | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> Run:
    """All the work of a build, of which nothing is kept, with what is to be advised on top. Raises
    UsageError and ProblemError."""
    planned = plan(workspace, lessons, request or request_in(workspace), advice=True)
    whole = not lessons
    return Run(workspace, planned, lambda: _check(workspace, planned, options, whole=whole))


# --- how it goes ---------------------------------------------------------------------------------


def _build(
    workspace: Workspace, planned: Plan, options: Options, *, whole: bool
) -> Iterator[Event]:
    from lessonpress.press.build import Build, choose, on_cluster
    from lessonpress.press.delivery.lock import locked
    from lessonpress.press.freshness.state import State
    from lessonpress.press.pruning import find_gone

    with locked(workspace.output) as lock:
        if lock.taken_by_another():
            yield Waiting()
        alone = lock.take()
        state = State(workspace.output)
        try:
            if state.damaged is not None:
                yield StateDamaged(state.damaged)
            request = planned.request
            run = Build(workspace, request, state, force=options.force, list_all=options.list_all)
            if options.scheduler:
                scheduler = on_cluster(options.scheduler, workspace, request)
            else:
                scheduler = choose(options.workers or settings_of(workspace).workers)
            failed: set[str] = set()
            left = planned
            if options.final:
                from lessonpress.press.printing.unfinished import find_unfinished

                unfinished = dict(find_unfinished(workspace, planned))
                for name, problems in unfinished.items():
                    yield LessonReport(name, "", (), problems, (), 0.0, output=workspace.output)
                failed.update(unfinished)
                left = planned.without(unfinished)
            for report in run.run(left, scheduler, sweep=alone):
                if report.failed:
                    failed.add(report.lesson)
                yield report
            gone = find_gone(state, planned) if whole else ()
            if options.prune:
                yield from _prune(state, workspace.output, planned, gone, failed)
            else:
                yield from (LessonGone(name, workspace.output / name) for name in gone)
            only = None if whole else _names(planned)
            if found := state.misfits(partial(_asked, planned, state), only):
                yield Misfits(found)
        finally:
            state.close()


def _prune(
    state: State, output: Path, planned: Plan, gone: Iterable[str], failed: Collection[str]
) -> Iterator[Event]:
    from lessonpress.press.pruning import prune_gone, prune_unasked

    removals = [(name, prune_gone(state, output, name), True) for name in gone]
    removals += [(*one, False) for one in prune_unasked(state, output, planned, failed)]
    for name, removal, is_gone in removals:
        yield Pruned(name, tuple(removal.removed), tuple(removal.kept), is_gone)
        if removal.problems:
            yield LessonReport(name, "", (), tuple(removal.problems), (), 0.0)


def _asked(planned: Plan, state: State, name: str) -> Collection[File] | None:
    """The files that a lesson or unit asked for by itself when it was printed last; None where it is gone."""
    if name not in planned:
        return None
    record = state.record(name)
    return planned.asked_by_itself(name, record.wishes if record else NO_WISHES)


def _names(planned: Plan) -> frozenset[str]:
    return frozenset(one.slug for one in planned.lessons_and_units())


def _check(
    workspace: Workspace, planned: Plan, options: Options, *, whole: bool
) -> Iterator[Event]:
    from lessonpress.press.build import choose
    from lessonpress.press.delivery.run import run
    from lessonpress.press.freshness.marks import read_misfits
    from lessonpress.press.freshness.state import FILE

    workers = options.workers or settings_of(workspace).workers
    scheduler, jobs = choose(workers)(iter(planned))
    try:
        yield from run(jobs, workspace.output, scheduler, write=False)
    finally:
        scheduler.close()

    def asked(name: str) -> Container[File] | None:
        return EVERY_FILE if name in planned else None

    only = None if whole else _names(planned)
    output = workspace.output
    if found := read_misfits(output / FILE, output, asked, only):
        yield Misfits(found)
