"""Unfinished lessons: those with something still to do, which aren't printed where all is to be final."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lessonpress.content.todos import refuse_todos
from lessonpress.press.planning.plan import Plan
from lessonpress.press.printing.loaded import Loaded
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.workspace import Workspace, slug_of


def find_unfinished(
    workspace: Workspace, planned: Plan
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """The names of the lessons that have something to do, and of units with such a lesson, each with its
    problems. What can't be read is no business of this; printing it tells why."""
    loaded = Loaded(workspace)
    known: dict[str, tuple[Problem, ...]] = {}
    for one in planned.lessons_and_units():
        job = planned.job(one)
        if job.refused is not None:
            continue
        if job.lessons is None:
            problems = known[one.slug] = _todos(loaded, job.spec)
        else:
            lessons = job.lessons
            for slug, spec in lessons.items():
                if slug not in known:
                    known[slug] = _todos(loaded, spec)
            problems = tuple(
                Problem(
                    f"The lesson {slug} of this unit has things that are still to do.",
                    Location(job.spec),
                    f"`makelesson build {slug} --final` names their lines.",
                    code="todo",
                )
                for slug in lessons
                if known[slug]
            )
        if problems:
            yield slug_of(job.spec), problems


def _todos(loaded: Loaded, spec: Path) -> tuple[Problem, ...]:
    try:
        lesson, _ = loaded.lesson(spec)
    except (ProblemError, OSError):
        return ()
    return tuple(refuse_todos(lesson))
