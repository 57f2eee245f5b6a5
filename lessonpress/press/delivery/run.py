"""A run: jobs go to a scheduler, and what comes back is put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lessonpress.press.delivery.output import write_all
from lessonpress.press.delivery.report import LessonReport, Made, in_order
from lessonpress.press.inputs import digest
from lessonpress.press.planning.job import Job
from lessonpress.press.printing.outcome import Outcome
from lessonpress.press.workers.schedule import Scheduler
from lessonpress.problems import ProblemError


def run(
    jobs: Iterable[Job], output: Path, scheduler: Scheduler, *, write: bool = True
) -> Iterator[LessonReport]:
    """Has the jobs done and writes their files, unless only a check is wanted; one report a lesson.

    A lesson with an error writes nothing: an old worksheet never lies beside a new key.
    """
    for outcome in scheduler.run(jobs):
        yield deliver(outcome, output, write=write)


def deliver(outcome: Outcome, output: Path, *, write: bool) -> LessonReport:
    """Puts a job's files into the output folder, all or none, and reports what became of the lesson."""
    problems = list(outcome.problems)
    folder = output / outcome.lesson
    files = {folder / file.file.name(outcome.lesson): file for file in outcome.files}
    if any(problem.is_error for problem in problems):
        files = {}
    elif write:
        try:
            write_all({path: file.data for path, file in files.items()})
        except ProblemError as error:
            problems.extend(error.problems)
            files = {}
    made = []
    for path, file in files.items():
        problems.extend(file.problems)
        size, mark = len(file.data), digest(file.data)
        made.append(Made(file.file, path, file.pages, size, file.seconds, mark))
    return LessonReport(
        outcome.lesson,
        outcome.event,
        tuple(made),
        in_order(problems),
        outcome.traces,
        outcome.seconds,
        unit=outcome.unit,
    )
