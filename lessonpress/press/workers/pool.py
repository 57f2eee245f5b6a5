"""The local pool: jobs spread over this computer's cores, each worker a process of its own.

Workers start from nothing (`spawn`) on every system: what works here works on Windows and macOS, and
no lock or thread of the parent is copied half-way. They import while the first jobs are packed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.process import BaseProcess

from lessonpress.press.planning.job import Job
from lessonpress.press.printing.outcome import Outcome
from lessonpress.press.workers.worker import STOPPING, lost, perform, settle_in

#: Jobs that are on their way for each worker: one at work, one to go on with, one that is done.
_WINDOW = 3


class Pool:
    """A Scheduler over `workers` processes. A worker that dies takes no other job with it."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        waiting = iter(jobs)
        under_way: dict[Future[Outcome], Job] = {}
        while True:
            for job in islice(waiting, self._workers * _WINDOW - len(under_way)):
                under_way[self._submit(job)] = job
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                # All that were under way are lost, and nobody knows which one was to blame.
                yield from self._once_more(under_way)
                under_way = {}
                continue
            for future in done:
                del under_way[future]
                yield future.result()

    def processes(self) -> list[int]:
        """The ids of the workers' processes."""
        return [] if self._executor is None else list(_processes(self._executor))

    def close(self) -> None:
        if self._executor is not None:
            _end(self._executor)
            self._executor = None

    def _submit(self, job: Job) -> Future[Outcome]:
        if self._executor is None:
            self._executor = _start(self._workers)
        try:
            return _submit(self._executor, job)
        except BrokenProcessPool as error:  # it broke between two jobs
            failed: Future[Outcome] = Future()
            failed.set_exception(error)
            return failed

    def _once_more(self, under_way: dict[Future[Outcome], Job]) -> Iterator[Outcome]:
        """What was done is kept; every other job gets a process to itself, to die in alone."""
        self.close()
        for future, job in under_way.items():
            if future.done() and future.exception() is None:
                yield future.result()
                continue
            executor = _start(1)
            try:
                yield _submit(executor, job).result()
            except BrokenProcessPool:
                yield lost(job)
            finally:
                _end(executor)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    # Python starts a process with it that looks after locks, and has that ignore Ctrl-C and SIGTERM but
    # not a terminal that hangs up: it would die of it, and its successor complain.
    with _unheard():
        return ProcessPoolExecutor(workers, mp_context=context, initializer=settle_in)


def _submit(executor: ProcessPoolExecutor, job: Job) -> Future[Outcome]:
    """Hands a job over, which may start a worker. That one must not hear Ctrl-C even while it starts,
    before it can say so itself: it reaches every process of a terminal, and the parent alone decides
    what to do about it. Nor may the parent be stopped half-way, or nobody would know of the worker.
    """
    with _unheard():
        return executor.submit(perform, job)


@contextmanager
def _unheard() -> Iterator[None]:
    """Keeps back what stops a build: what is started meanwhile doesn't hear it either."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _processes(executor: ProcessPoolExecutor) -> Mapping[int, BaseProcess]:
    # Python has had no public way to them before 3.14, and then only to end them all.
    return dict(getattr(executor, "_processes", None) or {})


def _end(executor: ProcessPoolExecutor) -> None:
    processes = list(_processes(executor).values())
    results = getattr(executor, "_result_queue", None)
    executor.shutdown(wait=False, cancel_futures=True)
    # Whoever closes doesn't want what is still at work; without this, Ctrl-C would wait for it.
    for process in processes:
        process.kill()
    for process in processes:
        process.join()
    # A worker that was killed in the middle of an outcome leaves half of it in the pipe. Python's
    # thread would wait for the rest as long as somebody could write it: we could.
    if (writer := getattr(results, "_writer", None)) is not None:
        writer.close()
