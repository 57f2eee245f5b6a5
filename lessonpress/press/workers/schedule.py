"""Schedulers: who does the jobs. Here the plain one; `pool` and `cluster` have the others.

A scheduler knows nothing of output, state or reports: jobs in, outcomes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from lessonpress.press.planning.job import Job
from lessonpress.press.printing.outcome import Outcome


class Scheduler(Protocol):
    """Does jobs, here or elsewhere."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Does the jobs, and yields each one's outcome as soon as it is there, in any order.

        Takes a job only when it has room for it, and holds few outcomes at a time, so that memory
        doesn't grow with the number of jobs. Every job has exactly one outcome: what a job does to
        its process is its own outcome's problem (see worker.lost), never an exception here.
        """
        ...

    def close(self) -> None:
        """Lets go of every process at once, also of those at work. May be called twice."""
        ...


class InTurn:
    """One job after the other, in this process. With `anew`, what it knows from an earlier run, such as
    which events there are, is forgotten before the first."""

    def __init__(self, *, anew: bool = False) -> None:
        self._anew = anew

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        for job in jobs:
            # Only now: most builds have nothing to do, and shall know it at once.
            from lessonpress.press.workers.worker import begin_anew, perform

            if self._anew:
                begin_anew()
                self._anew = False
            yield perform(job)

    def close(self) -> None:
        """Nothing to let go of."""
