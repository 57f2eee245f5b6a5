"""A run: jobs one after the other, and what they yield put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lessonpress.press.job import Outcome, run_job
from lessonpress.press.output import write_whole
from lessonpress.press.plan import Job
from lessonpress.press.report import LessonReport, Made, in_order
from lessonpress.press.shelf import Shelf
from lessonpress.problems import ProblemError


def run(jobs: Iterable[Job], shelf: Shelf, *, write: bool = True) -> Iterator[LessonReport]:
    """Does the jobs and writes their files, unless only a check is wanted; one report a lesson.

    A lesson with an error writes nothing: an old worksheet never lies beside a new key.
    """
    for job in jobs:
        yield keep(run_job(job, shelf), job.workspace.output, write=write)


def keep(outcome: Outcome, output: Path, *, write: bool) -> LessonReport:
    """Puts a job's files into the output folder and tells what became of the lesson."""
    problems = list(outcome.problems)
    made: list[Made] = []
    if not any(problem.is_error for problem in problems):
        for file in outcome.files:
            name = f"{outcome.lesson}-{file.document}.{file.format}"
            path = output / outcome.lesson / name
            try:
                if write:
                    write_whole(path, file.data)
            except ProblemError as error:
                problems.extend(error.problems)
                continue
            size = len(file.data)
            made.append(Made(file.document, file.format, path, file.pages, size, file.seconds))
    return LessonReport(
        outcome.lesson,
        outcome.event,
        tuple(made),
        in_order(problems),
        outcome.traces,
        outcome.seconds,
    )
