"""A build: what is due goes to a scheduler, what comes back into the output and the state."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.press.due import Due, Reasons
from lessonpress.press.plan import Choice, Job
from lessonpress.press.recipe import Recipes
from lessonpress.press.report import LessonReport, in_order
from lessonpress.press.schedule import Scheduler
from lessonpress.press.state import Input, Printed, Record, State
from lessonpress.workspace import Workspace

if TYPE_CHECKING:
    from lessonpress.press.job import Outcome

#: Records are asked for by this many lessons at a time.
_AT_A_TIME = 400

#: Gives the scheduler for the jobs that are due, of which it may look at the first.
Choose = Callable[[Iterator[Job]], tuple[Scheduler, Iterable[Job]]]


class Build:
    """One build of a workspace into its output folder."""

    def __init__(
        self, workspace: Workspace, choice: Choice, state: State, *, force: bool = False
    ) -> None:
        self._workspace = workspace
        self._state = state
        self._recipes = Recipes(workspace, choice)
        self._letterhead = choice.letterhead
        self._due = Due(workspace, state, self._recipes)
        self._force = force
        self._reasons: dict[str, Reasons] = {}
        self._unchanged: deque[LessonReport] = deque()

    def run(self, jobs: Iterable[Job], choose: Choose, *, sweep: bool) -> Iterator[LessonReport]:
        """Makes what is due; one report a lesson, also for those of which nothing is.

        `sweep` says that nobody else writes to the output, so that what a killed build left
        half-way may go.
        """
        scheduler, due = choose(self._due_jobs(iter(jobs)))
        try:
            for outcome in scheduler.run(due):
                yield from self._told()
                yield self._keep(outcome, sweep=sweep)
            yield from self._told()
        finally:
            scheduler.close()
            for digest, parts in self._recipes.made():
                self._state.keep_recipe(digest, parts)

    def _due_jobs(self, jobs: Iterator[Job]) -> Iterator[Job]:
        while some := list(islice(jobs, _AT_A_TIME)):
            records = self._state.records([job.lesson for job in some])
            for job in some:
                record = records.get(job.lesson)
                narrowed, reasons = self._due.narrow(job, record, force=self._force)
                if reasons:
                    self._reasons[job.lesson] = reasons
                    yield narrowed
                elif record is not None:
                    self._unchanged.append(_unchanged(job, record))

    def _told(self) -> Iterator[LessonReport]:
        while self._unchanged:
            yield self._unchanged.popleft()

    def _keep(self, outcome: Outcome, *, sweep: bool) -> LessonReport:
        from lessonpress.press.output import sweep_folder
        from lessonpress.press.run import keep

        if sweep:
            sweep_folder(self._workspace.output / outcome.lesson)
        reasons = self._reasons.pop(outcome.lesson, {})
        report = keep(outcome, self._workspace.output, write=True)
        made = tuple(
            replace(one, reason=reasons.get((one.document, one.format), "")) for one in report.made
        )
        if made:
            self._note(outcome, replace(report, made=made))
        return replace(report, made=made)

    def _note(self, outcome: Outcome, report: LessonReport) -> None:
        record = Record(
            outcome.lesson, outcome.event, outcome.layout, outcome.paper, outcome.problems
        )
        for path, seen in outcome.inputs.items():
            if path != self._letterhead:
                short = self._due.short(path)
                record.inputs.append(
                    Input(short, seen.digest, seen.size, seen.modified, seen.inode,
                          self._state.started)
                )  # fmt: skip
        doubts = {(file.document, file.format): file.problems for file in outcome.files}
        for made in report.made:
            key = made.document, made.format
            told = os.stat(made.path)
            recipe = self._recipes.digest(outcome.layout, outcome.paper, *key)
            record.printed[key] = Printed(
                *key, recipe, made.digest, told.st_size, told.st_mtime_ns, told.st_ino,
                made.pages, doubts[key],
            )  # fmt: skip
        self._state.keep(record)


def _unchanged(job: Job, record: Record) -> LessonReport:
    problems = record.problems
    for file in job.files:
        problems += record.printed[file].problems
    return LessonReport(
        job.lesson,
        record.event,
        (),
        in_order(problems),
        (),
        0.0,
        len(job.files),
        job.workspace.output / job.lesson,
    )


def choose(workers: int | None) -> Choose:
    """One process while little is due, which it takes a pool as long to start as to do."""

    def decide(jobs: Iterator[Job]) -> tuple[Scheduler, Iterable[Job]]:
        from lessonpress.press.pool import cores
        from lessonpress.press.schedule import InTurn

        first = list(islice(jobs, 2 if workers else _WORTH_A_POOL))
        number = workers or cores()
        few = len(first) < (2 if workers else _WORTH_A_POOL)
        if few or number == 1:
            return InTurn(), chain(first, jobs)
        from lessonpress.press.pool import Pool

        return Pool(number), chain(first, jobs)

    return decide


def on_cluster(address: str, workspace: Workspace, choice: Choice) -> Choose:
    """The workers of a Dask cluster, which are only called upon if anything is due."""

    def decide(jobs: Iterator[Job]) -> tuple[Scheduler, Iterable[Job]]:
        from lessonpress.press.schedule import InTurn

        first = list(islice(jobs, 1))
        if not first:
            return InTurn(), first
        from lessonpress.press.cluster import Cluster

        return Cluster(address, workspace, choice.letterhead), chain(first, jobs)

    return decide


#: Lessons. Two workers take a second longer to start than one process that goes straight on.
_WORTH_A_POOL = 16


def find_gone(state: State, jobs: Iterable[Job]) -> list[str]:
    """Those of which something was printed, and whose lesson is there no longer."""
    there = {job.lesson for job in jobs}
    return [name for name in state.names() if name not in there]


def prune(state: State, output: Path, name: str) -> tuple[list[Path], list[Path]]:
    """Removes what was printed of a lesson that is gone; returns what was removed, and what was
    changed by hand since and so is kept. Raises OSError."""
    from lessonpress.press.supply import digest

    removed, kept = [], []
    record = state.records([name])[name]
    folder = output / name
    for printed in record.printed.values():
        path = folder / f"{name}-{printed.document}.{printed.format}"
        try:
            if digest(path.read_bytes()) != printed.digest:
                kept.append(path)
                continue
            path.unlink()
        except FileNotFoundError:
            continue
        removed.append(path)
    if not kept:
        state.forget(name)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return removed, kept
