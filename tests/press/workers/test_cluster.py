"""A cluster does the same jobs to the byte, loses none with a worker, and leaves strangers out."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import lessonpress
from lessonpress.content.wishes import Wishes
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.outcome import Outcome
from lessonpress.press.workers.cluster import Cluster
from lessonpress.press.workers.schedule import InTurn
from lessonpress.starter import make_workspace
from lessonpress.workspace import UsageError, Workspace

distributed = pytest.importorskip("distributed", reason="Dask is not installed")
PACKAGE = Path(lessonpress.__file__).parent


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_workspace(tmp_path_factory.mktemp("school"))


@contextmanager
def dask(workers: int, threads: int = 1) -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=threads,
        processes=True,
        dashboard_address=":0",
        silence_logs=50,
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def two_workers() -> Iterator[distributed.LocalCluster]:
    with dask(2) as cluster:
        yield cluster


@contextmanager
def connected(to: distributed.LocalCluster | str, workspace: Workspace) -> Iterator[Cluster]:
    address = to if isinstance(to, str) else to.scheduler_address
    cluster = Cluster(address, workspace, patience=60)
    try:
        yield cluster
    finally:
        cluster.close()


def jobs_of(workspace: Workspace, number: int) -> list[Job]:
    """As many lessons as that, each with a title of its own."""
    [job] = plan(workspace, ["the-berlin-wall-falls"], Request(Wishes(documents=("worksheet",))))
    jobs = []
    for index in range(number):
        spec = workspace.lessons / f"lesson-{index}.yaml"
        text = re.sub("(?m)^title:.*$", f"title: Lesson {index}", job.spec.read_text("utf-8"))
        spec.write_text(text, "utf-8")
        jobs.append(replace(job, lesson=spec.stem, spec=spec))
    return jobs


def contents(outcomes: list[Outcome]) -> dict[tuple[str, str, str], bytes]:
    return {
        (one.lesson, file.document, file.format): file.data
        for one in outcomes
        for file in one.files
    }


def test_what_comes_back_is_what_would_be_printed_here(
    two_workers: distributed.LocalCluster, workspace: Workspace
) -> None:
    jobs = jobs_of(workspace, 6)
    with connected(two_workers, workspace) as cluster:
        there = list(cluster.run(jobs))
    here = list(InTurn().run(jobs))
    assert len(there) == 6
    assert not any(one.problems for one in there)
    assert contents(there) == contents(here)
    assert {one.lesson: one.inputs for one in there} == {one.lesson: one.inputs for one in here}


def test_workers_see_none_of_the_workspaces_files(
    two_workers: distributed.LocalCluster, tmp_path: Path
) -> None:
    school = make_workspace(tmp_path / "school")
    [job] = plan(school, [], Request(Wishes(documents=("handout",), formats=("docx",))))

    def jobs() -> Iterator[Job]:
        yield job
        # Asked for the next one, the first has been packed and sent.
        school.root.rename(tmp_path / "elsewhere")

    with connected(two_workers, school) as cluster:
        [outcome] = cluster.run(jobs())
    assert outcome.problems == ()
    assert len(outcome.files) == 1


def test_a_bad_lesson_fails_alone(
    two_workers: distributed.LocalCluster, workspace: Workspace
) -> None:
    bad, *good = jobs_of(workspace, 3)
    bad.spec.write_text("event: nowhere\n", "utf-8")
    with connected(two_workers, workspace) as cluster:
        outcomes = {one.lesson: one for one in cluster.run([bad, *good])}
    assert outcomes[bad.lesson].problems
    assert all(outcomes[job.lesson].files for job in good)


def test_of_many_lessons_each_has_one_outcome_and_a_bad_one_fails_alone(
    two_workers: distributed.LocalCluster, workspace: Workspace
) -> None:
    jobs = jobs_of(workspace, 30)
    bad = jobs[20]
    bad.spec.write_text("event: nowhere\n", "utf-8")
    with connected(two_workers, workspace) as cluster:
        there = list(cluster.run(jobs))
    assert sorted(one.lesson for one in there) == sorted(job.lesson for job in jobs)
    assert [one.lesson for one in there if one.problems] == [bad.lesson]
    assert contents(there) == contents(list(InTurn().run(jobs)))


def test_jobs_are_taken_only_when_there_is_room(
    two_workers: distributed.LocalCluster, workspace: Workspace
) -> None:
    taken = 0

    def count() -> Iterator[Job]:
        nonlocal taken
        for job in jobs_of(workspace, 1) * 100:
            taken += 1
            yield job

    with connected(two_workers, workspace) as cluster:
        next(cluster.run(count()))
    assert taken < 20


@pytest.mark.slow
def test_a_worker_with_many_threads_does_one_job_at_a_time_and_the_same_bytes(
    workspace: Workspace,
) -> None:
    jobs = jobs_of(workspace, 6)
    with dask(1, threads=4) as four, connected(four, workspace) as cluster:
        there = list(cluster.run(jobs))
    assert contents(there) == contents(list(InTurn().run(jobs)))


@pytest.mark.slow
def test_killed_workers_cost_no_job_and_change_no_byte(workspace: Workspace) -> None:
    jobs = jobs_of(workspace, 40)
    outcomes: list[Outcome] = []
    with dask(2) as two, connected(two, workspace) as cluster:
        for outcome in cluster.run(jobs):
            outcomes.append(outcome)
            if len(outcomes) in (4, 20):
                victim = next(iter(two.workers.values())).pid
                os.kill(victim, signal.SIGKILL)
    assert sorted(one.lesson for one in outcomes) == sorted(job.lesson for job in jobs)
    assert contents(outcomes) == contents(list(InTurn().run(jobs)))


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_told_and_not_waited_for(workspace: Workspace) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    with scheduler(address) as process, worker(address), connected(address, workspace) as cluster:
        outcomes = cluster.run(jobs_of(workspace, 1) * 1000)
        next(outcomes)
        process.kill()
        started = time.monotonic()
        with pytest.raises(UsageError, match="went away"):
            list(outcomes)
        assert time.monotonic() - started < 60


@pytest.mark.slow
def test_a_worker_of_another_version_is_refused_with_what_differs(
    workspace: Workspace, tmp_path: Path
) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    other = other_version(tmp_path)
    with (
        scheduler(address),
        worker(address, other),
        pytest.raises(UsageError, match=r"makelesson is 99\.0 there, .* here"),
    ):
        Cluster(address, workspace, patience=60)


@pytest.mark.slow
def test_a_worker_of_another_version_that_comes_late_is_left_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    """It is also named, if it is still there by then; what it must not do is print."""
    other = other_version(tmp_path)
    jobs = jobs_of(workspace, 60)
    with dask(1) as one, connected(one, workspace) as cluster, ExitStack() as until_the_end:

        def with_a_stranger() -> Iterator[Job]:
            yield from jobs[:2]
            until_the_end.enter_context(worker(one.scheduler_address, other))
            wait_for(lambda: len(one.scheduler.workers) == 2)
            yield from jobs[2:]

        outcomes = list(cluster.run(with_a_stranger()))
    assert contents(outcomes) == contents(list(InTurn().run(jobs)))


@pytest.mark.slow
def test_a_worker_without_makelesson_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    empty = tmp_path / "lessonpress"
    empty.mkdir()
    (empty / "__init__.py").write_text("")
    address = f"tcp://127.0.0.1:{free_port()}"
    with (
        scheduler(address),
        worker(address, tmp_path),
        pytest.raises(UsageError, match="no makelesson of this version"),
    ):
        Cluster(address, workspace, patience=60)


def test_no_scheduler_is_told_in_seconds(workspace: Workspace) -> None:
    started = time.monotonic()
    with pytest.raises(UsageError, match="There is no Dask scheduler at tcp://127"):
        Cluster(f"tcp://127.0.0.1:{free_port()}", workspace, patience=1)
    assert time.monotonic() - started < 5


def test_who_listens_and_never_answers_is_no_scheduler(workspace: Workspace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        started = time.monotonic()
        with pytest.raises(UsageError, match="There is no Dask scheduler"):
            Cluster(f"tcp://127.0.0.1:{server.getsockname()[1]}", workspace, patience=1)
    assert time.monotonic() - started < 8


def test_what_is_no_address_is_told(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="There is no Dask scheduler at carrier-pigeon://"):
        Cluster("carrier-pigeon://roof", workspace, patience=1)


def test_a_scheduler_without_workers_is_told_in_seconds(workspace: Workspace) -> None:
    with dask(0) as nobody, pytest.raises(UsageError, match="has no workers"):
        Cluster(nobody.scheduler_address, workspace, patience=1)


# --- schedulers and workers as a school starts them ----------------------------------------------


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_for(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def other_version(folder: Path) -> Path:
    """A folder with a makelesson of another version in it."""
    copy = folder / "lessonpress"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "__init__.py").write_text('__version__ = "99.0"\n')
    return folder


@contextmanager
def started(*arguments: str, package: Path = PACKAGE.parent) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={**os.environ, "PYTHONPATH": str(package)},
        cwd=package,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def scheduler(address: str) -> Iterator[subprocess.Popen[bytes]]:
    host, port = address.removeprefix("tcp://").split(":")
    words = ("scheduler", "--host", host, "--port", port, "--no-dashboard", "--no-show")
    with started(*words) as process:
        wait_for(lambda: answers(host, int(port)))
        yield process


def answers(host: str, port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex((host, port)) == 0


@contextmanager
def worker(address: str, package: Path = PACKAGE.parent) -> Iterator[subprocess.Popen[bytes]]:
    words = ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    with started(*words, package=package) as process:
        yield process
