"""The pool does every job, and a worker that dies takes no other job with it."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace

import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.workers.pool import Pool
from lessonpress.starter import make_workspace
from lessonpress.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_workspace(tmp_path_factory.mktemp("school"))


def jobs_of(workspace: Workspace, number: int) -> list[Job]:
    [job] = plan(workspace, [], Request(Wishes(documents=("handout",), formats=("docx",))))
    return [replace(job, lesson=f"lesson-{index}") for index in range(number)]


def test_every_job_has_one_outcome(workspace: Workspace) -> None:
    pool = Pool(2)
    outcomes = list(pool.run(jobs_of(workspace, 20)))
    pool.close()
    assert sorted(one.lesson for one in outcomes) == sorted(f"lesson-{i}" for i in range(20))
    assert all(one.files and not one.problems for one in outcomes)


def test_jobs_are_taken_only_when_there_is_room(workspace: Workspace) -> None:
    taken = 0

    def count() -> object:
        nonlocal taken
        for job in jobs_of(workspace, 100):
            taken += 1
            yield job

    pool = Pool(1)
    next(pool.run(count()))  # type: ignore[arg-type]
    pool.close()
    assert taken < 8


def test_a_killed_worker_costs_no_job(workspace: Workspace) -> None:
    pool = Pool(2)
    outcomes = []
    for outcome in pool.run(jobs_of(workspace, 30)):
        outcomes.append(outcome)
        if len(outcomes) == 3:
            [victim, *_] = pool.processes()
            os.kill(victim, signal.SIGKILL)
    pool.close()
    assert len({one.lesson for one in outcomes}) == 30
    assert all(one.files and not one.problems for one in outcomes)


def test_closing_ends_what_is_at_work(workspace: Workspace) -> None:
    pool = Pool(2)
    next(pool.run(jobs_of(workspace, 50)))
    processes = pool.processes()
    started = time.monotonic()
    pool.close()
    assert time.monotonic() - started < 1
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
