"""A build: what is due goes to a scheduler, what comes back into the output and the state."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.content.wishes import Wishes
from lessonpress.press.delivery.report import Kept, LessonReport, Made, in_order
from lessonpress.press.freshness.due import Due, Reasons
from lessonpress.press.freshness.quick_check import QuickCheck, Standing
from lessonpress.press.freshness.recipe import Recipes
from lessonpress.press.freshness.state import ByHand, Input, Printed, Record, State
from lessonpress.press.inputs import digest
from lessonpress.press.planning.asked_once import AskedOnce, asked_once, forgotten
from lessonpress.press.planning.job import Job, PlannedLesson, files_of
from lessonpress.press.planning.plan import Plan
from lessonpress.press.planning.request import Request
from lessonpress.press.workers.schedule import Scheduler
from lessonpress.registry.files import File
from lessonpress.workspace import Workspace

if TYPE_CHECKING:
    from lessonpress.press.printing.outcome import Outcome

#: Records are asked for by this many lessons at a time.
_AT_A_TIME = 400

#: Gives the scheduler for the jobs that are due, of which it may look at the first.
Choose = Callable[[Iterator[Job]], tuple[Scheduler, Iterable[Job]]]


class Build:
    """One build of a workspace into its output folder. With `list_all`, reports name also those files
    that stand as they were."""

    def __init__(
        self,
        workspace: Workspace,
        request: Request,
        state: State,
        *,
        force: bool = False,
        list_all: bool = False,
    ) -> None:
        self._output = workspace.output
        self._state = state
        self._recipes = Recipes(workspace, request.letterhead, request.school)
        self._letterhead = request.letterhead
        events = workspace.event_files()
        self._quick_check = QuickCheck(workspace, events, self._recipes)
        self._due = Due(workspace, events, state, self._recipes)
        self._force = force
        self._list_all = list_all
        self._workspace = workspace
        self._doing: dict[str, tuple[Request, Reasons | str, Record | None]] = {}
        self._swept = False
        self._unchanged: deque[LessonReport] = deque()

    def run(self, plan: Plan, choose: Choose, *, sweep: bool) -> Iterator[LessonReport]:
        """Makes what is due; one report a lesson, also for those of which nothing is.

        `sweep` says that nobody else writes to the output, so that what a killed build left
        half-way may go.
        """
        scheduler, due = choose(self._due_jobs(plan))
        try:
            for outcome in scheduler.run(due):
                yield from self._as_before()
                yield self._keep(outcome, sweep=sweep)
            yield from self._as_before()
        finally:
            scheduler.close()
            for digest, parts in self._recipes.made():
                self._state.store_recipe(digest, parts)

    def _due_jobs(self, plan: Plan) -> Iterator[Job]:
        lessons = plan.lessons_and_units()
        while some := list(islice(lessons, _AT_A_TIME)):
            rows = {} if self._force else self._state.quick_rows([one.slug for one in some])
            for planned in some:
                if planned.twin is not None:
                    # Never done: its namesake may still be under way, of which it would take the place.
                    self._unchanged.append(_refused(plan.job(planned), self._output))
                    continue
                standing = self._quick_check.look(planned, rows.get(planned.slug, ""))
                record = None
                if standing is None:
                    record = self._state.record(planned.slug)
                    job, reasons = self._due.narrow(plan.job(planned), record, force=self._force)
                    if reasons or record is None:
                        self._doing[planned.slug] = planned.request, reasons, record
                        yield job
                        continue
                elif standing.doubtful or self._list_all:
                    record = self._state.record(planned.slug)
                report = _unchanged(planned, self._output, standing, record)
                if self._list_all and record is not None:
                    asked = planned.files(record.wishes)
                    report = replace(report, standing=self._standing(record, asked))
                self._unchanged.append(report)

    def _as_before(self) -> Iterator[LessonReport]:
        while self._unchanged:
            yield self._unchanged.popleft()

    def _keep(self, outcome: Outcome, *, sweep: bool) -> LessonReport:
        from lessonpress.press.delivery.output import sweep_folder
        from lessonpress.press.delivery.run import Ours, deliver

        if sweep:
            if not self._swept:  # archives and reports lie in the output itself
                sweep_folder(self._output)
            self._swept = True
            sweep_folder(self._output / outcome.lesson)
        request, reasons, record = self._doing.pop(outcome.lesson)
        written = self._state.written(outcome.lesson)
        latest = {} if record is None else _latest(record)
        ours = Ours(written, written | latest, self._force)
        report = deliver(outcome, self._output, write=True, ours=ours)
        made = tuple(replace(one, reason=_reason(reasons, one.file)) for one in report.made)
        wishes = tuple(self._wishes(made, request, outcome.wishes, record))
        report = replace(report, made=made, asked=wishes)
        if made or report.kept:
            record = self._note(outcome, report, request, written)
        if record is None:
            return report
        asked = files_of(request, record.wishes, unit=outcome.unit)
        if report.failed:  # nobody has looked yet at what lies there
            for file in asked:
                if (printed := record.printed.get(file)) is not None:
                    self._due.touched(record.name, printed)
        report = replace(report, kept=_kept(record, asked, self._output))
        if self._list_all:
            new = {one.file for one in made}
            others = [
                file
                for file, one in record.printed.items()
                if file in asked
                and file not in new
                and one.recipe
                and not self._due.touched(record.name, one)
            ]
            report = replace(report, standing=self._standing(record, others))
        return report

    def _wishes(
        self, made: Iterable[Made], request: Request, own: Wishes, before: Record | None
    ) -> Iterator[AskedOnce]:
        """For each file that was made, by which wishes of the command line alone it is, or was before."""
        for one in made:
            yield from asked_once(request, own, one.file, self._workspace)
            printed = None if before is None else before.printed.get(one.file)
            if printed is not None:
                yield from forgotten(printed.asked, request, own, one.file, self._workspace)

    def _standing(self, record: Record, files: Iterable[File]) -> tuple[Made, ...]:
        folder = self._output / record.name
        return tuple(
            Made(
                one.file, folder / one.file.name(record.name), one.pages, one.size, 0.0, one.digest,
            )
            for one in (record.printed[file] for file in files)
            if one.by_hand is None
        )  # fmt: skip

    def _note(
        self, outcome: Outcome, report: LessonReport, request: Request, before: Mapping[str, str]
    ) -> Record:
        """Notes what was printed; `before` are the digests of what had been written there. What was once
        written beside a file of a person's that is there no longer goes, unless it was changed, too."""
        from lessonpress.press.delivery.by_hand import remove_beside

        marks = {one.file: one.marks for one in outcome.files}
        self._state.note_written(
            outcome.lesson,
            {made.path.name: made.digest for made in report.made},
            {made.path.name: marks[made.file] for made in report.made},
        )
        record = Record(outcome.lesson, outcome.event, outcome.wishes, outcome.problems)
        for path, seen in outcome.inputs.items():
            if path != self._letterhead:
                short = self._due.short(path)
                record.inputs.append(
                    Input(short, seen.digest, seen.size, seen.modified, seen.inode,
                          self._state.started)
                )  # fmt: skip
        settled = request.settle(outcome.wishes)
        known = self._state.record(outcome.lesson)
        kept = {one.file: one for one in report.kept}
        reasons = {made.file: made.reason for made in report.made}
        for one in outcome.files:
            path = self._output / outcome.lesson / one.file.name(outcome.lesson)
            mark, by_hand = digest(one.data), None
            if (theirs := kept.get(one.file)) is not None:
                by_hand = ByHand(theirs.digest, before.get(path.name, ""))
                if theirs.beside is not None:
                    by_hand.beside, by_hand.reason = theirs.beside.name, reasons[one.file]
                elif mark == by_hand.ours:  # what was printed there when it was changed
                    remove_beside(path, before)
                elif known and (was := known.printed.get(one.file)) and was.by_hand:
                    by_hand.beside, by_hand.reason = was.by_hand.beside, was.by_hand.reason
            else:
                remove_beside(path, before)
            with suppress(OSError):  # gone again: what isn't known is due
                now = os.stat(path)
                recipe = self._recipes.digest(settled, one.file)
                wishes = asked_once(request, outcome.wishes, one.file, self._workspace)
                record.printed[one.file] = Printed(
                    one.file, recipe, mark, now.st_size, now.st_mtime_ns, now.st_ino,
                    one.pages, one.problems, by_hand,
                    tuple((wish.key, wish.value) for wish in wishes),
                )  # fmt: skip
        self._state.store(record)
        return record


def _refused(job: Job, output: Path) -> LessonReport:
    """The report of a lesson that can't be printed at all."""
    problems = () if job.refused is None else (job.refused,)
    return LessonReport(job.lesson, "", (), problems, (), 0.0, 0, output)


def _reason(reasons: Reasons | str, file: File) -> str:
    return reasons if isinstance(reasons, str) else reasons.get(file, "")


def _latest(record: Record) -> dict[str, str]:
    """The digest of what was printed last for each file, by its name."""
    return {one.file.name(record.name): one.digest for one in record.printed.values()}


def _kept(record: Record, files: Iterable[File], output: Path) -> tuple[Kept, ...]:
    """Those of the files in whose place one of a person's lies."""
    folder = output / record.name
    kept = []
    for file in files:
        if (printed := record.printed.get(file)) is None or (one := printed.by_hand) is None:
            continue
        beside = folder / one.beside if one.beside and (folder / one.beside).exists() else None
        kept.append(
            Kept(
                file, folder / file.name(record.name), one.digest, bool(one.ours), beside,
                one.reason if beside else "",
            )
        )  # fmt: skip
    return tuple(kept)


def _unchanged(
    planned: PlannedLesson, output: Path, standing: Standing | None, record: Record | None
) -> LessonReport:
    """The report of a lesson that stands as it was. With problems to tell again there is a record."""
    if record is None:
        event, files = (standing.event, standing.files) if standing else ("", 0)
        return LessonReport(planned.slug, event, (), (), (), 0.0, files, output, unit=planned.unit)
    asked = planned.files(record.wishes)
    problems = in_order(chain(record.problems, *(record.printed[one].problems for one in asked)))
    return LessonReport(
        planned.slug, record.event, (), problems, (), 0.0, len(asked), output, unit=planned.unit,
        kept=_kept(record, asked, output),
    )  # fmt: skip


def choose(workers: int | None) -> Choose:
    """One process while little is due, which it takes a pool as long to start as to do."""

    def decide(jobs: Iterator[Job]) -> tuple[Scheduler, Iterable[Job]]:
        from lessonpress.press.workers.schedule import InTurn

        first = list(islice(jobs, 2 if workers else _WORTH_A_POOL))
        few = len(first) < (2 if workers else _WORTH_A_POOL)
        if few or workers == 1:
            return InTurn(anew=True), chain(first, jobs)
        from lessonpress.press.workers.pool import Pool, cores

        return Pool(workers or cores()), chain(first, jobs)

    return decide


def on_cluster(address: str, workspace: Workspace, request: Request) -> Choose:
    """The workers of a Dask cluster, which are only called upon if anything is due."""

    def decide(jobs: Iterator[Job]) -> tuple[Scheduler, Iterable[Job]]:
        from lessonpress.press.workers.schedule import InTurn

        first = list(islice(jobs, 1))
        if not first:
            return InTurn(), first
        from lessonpress.press.workers.cluster import Cluster

        return Cluster(address, workspace, request.letterhead, request.school.logo), chain(
            first, jobs
        )

    return decide


#: Lessons. Two workers take a second longer to start than one process that goes straight on.
_WORTH_A_POOL = 16
