"""A run: jobs go to a scheduler, and what comes back is put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lessonpress.press.delivery.by_hand import Placed, write_around
from lessonpress.press.delivery.output import write_all
from lessonpress.press.delivery.report import Kept, LessonReport, Made, in_order
from lessonpress.press.inputs import digest
from lessonpress.press.planning.job import Job
from lessonpress.press.printing.outcome import Outcome
from lessonpress.press.workers.schedule import Scheduler
from lessonpress.problems import ProblemError


def run(
    jobs: Iterable[Job], output: Path, scheduler: Scheduler, *, write: bool = True
) -> Iterator[LessonReport]:
    """Has the jobs done and writes their files, unless only a check is wanted; one report a lesson.

    Into a folder of their own: what lies there is replaced, whosesoever it is.

    A lesson with an error writes nothing: an old worksheet never lies beside a new key.
    """
    for outcome in scheduler.run(jobs):
        yield deliver(outcome, output, write=write)


@dataclass(frozen=True, slots=True)
class Ours:
    """What is known of a lesson's folder: `written` are the digests of what was last written there, by
    the files' names, `latest` those of what was last printed for a name, maybe beside it.

    With `force`, what isn't ours is replaced, too.
    """

    written: Mapping[str, str]
    latest: Mapping[str, str]
    force: bool = False


def deliver(
    outcome: Outcome, output: Path, *, write: bool, ours: Ours | None = None
) -> LessonReport:
    """Puts a job's files into the output folder, all or none, and reports what became of the lesson.

    What isn't ours stays, and the file is written beside it; without `ours` everything is replaced.
    """
    problems = list(outcome.problems)
    folder = output / outcome.lesson
    files = {folder / file.file.name(outcome.lesson): file for file in outcome.files}
    placed = {path: Placed(path) for path in files}
    if any(problem.is_error for problem in problems):
        files = {}
    elif write:
        data = {path: file.data for path, file in files.items()}
        try:
            if ours is None:
                write_all(data)
            else:
                placed = write_around(data, ours.written, ours.latest, force=ours.force)
        except ProblemError as error:
            problems.extend(error.problems)
            files = {}
    made: list[Made] = []
    kept: list[Kept] = []
    replaced: list[Kept] = []
    for path, file in files.items():
        problems.extend(file.problems)
        size, mark, at = len(file.data), digest(file.data), placed[path]
        if at.path is not None:
            made.append(Made(file.file, at.path, file.pages, size, file.seconds, mark))
        if at.theirs:
            beside = at.path if at.kept else None
            theirs = Kept(file.file, path, at.theirs, bool(at.ours), beside)
            (kept if at.kept else replaced).append(theirs)
    return LessonReport(
        outcome.lesson,
        outcome.event,
        tuple(made),
        in_order(problems),
        outcome.traces,
        outcome.seconds,
        unchanged=0 if made else len(kept),
        unit=outcome.unit,
        kept=tuple(kept),
        replaced=tuple(replaced),
        ledger=outcome.ledger,
    )
