"""The cluster: jobs done by the workers of a Dask scheduler, on any number of computers.

No disk is shared: a job's files travel with it, and the bytes come back. Dask is imported only when
a cluster is asked for. Start workers with one thread each: a worker does one job at a time.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import pickle
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonpress.press.freshness.engine import engine_digest, engine_parts
from lessonpress.press.planning.job import Job
from lessonpress.press.printing.faults import fault_problem
from lessonpress.press.printing.outcome import Outcome
from lessonpress.press.workers.shipment import Kit, make_kit, with_file, with_parcel
from lessonpress.press.workers.worker import OtherEngine, lost, perform_carried, warm_up
from lessonpress.workspace import UsageError, Workspace

#: Seconds until a scheduler that doesn't answer, or has no workers, is given up.
PATIENCE = 8.0
#: Seconds without any worker in the middle of a run: time for a new one to start in.
_BETWEEN_WORKERS = 60.0
#: Tasks that are on their way for each worker: one at work, one to go on with, two that are done.
_WINDOW = 4
#: Jobs in a task, once every worker has something to do: client and scheduler take as long for a
#: task of one as for a task of four. More would leave workers idle at the end, and take memory.
_BATCH = 4
_LOG = logging.getLogger(__name__)
_WHOLE = "Every file that was written is whole. Build again to go on."


class Cluster:
    """A Scheduler over the workers of the Dask scheduler at `address`, such as tcp://host:8786.

    Connects at once. Raises UsageError where that fails, where Dask isn't installed, where there is
    no worker, and where one has another engine than this process. `patience` is in seconds.
    """

    def __init__(
        self,
        address: str,
        workspace: Workspace,
        letterhead: Path | None = None,
        logo: Path | None = None,
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._address = address
        self._make_kit: Callable[[], Kit] = lambda: make_kit(workspace, letterhead, logo)
        self._client: Any = _connect(address, patience)
        self._at: list[str] | None = None  # where jobs may go; None for every worker
        self._under_way: dict[Any, _Sent] = {}
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        try:
            self._workers = self._check_workers(patience)
        except BaseException:
            self.close()
            raise

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        kit = self._make_kit()
        # A task, not a scattered value: Dask makes it anew when the worker that had it is lost.
        kit_there = self._submit(pickle.loads, pickle.dumps(kit, protocol=5))
        with suppress(Exception):
            # Else Dask would have one worker begin, which has the kit, and the others steal from it.
            self._client.replicate([kit_there])
        waiting = iter(jobs)
        size = 1  # at first, so that a short run keeps all workers busy
        while True:
            while len(self._under_way) < self._workers * _WINDOW:
                batch = tuple(with_parcel(job, kit) for job in itertools.islice(waiting, size))
                if not batch:
                    break
                self._send(_Sent(batch, kit_there))
            size = _BATCH
            if not self._under_way:
                return
            yield from self._collect(self._wait())

    def close(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(Exception):
            if client.status == "running":
                client.cancel(list(self._under_way), force=True)
        self._under_way = {}
        with suppress(Exception):
            client.close(timeout=2)

    # --- there and back --------------------------------------------------------------------------

    def _send(self, sent: _Sent) -> None:
        future = self._submit(_do, sent.jobs, sent.kit)
        self._under_way[future] = sent
        future.add_done_callback(self._done.put)

    def _submit(self, function: Callable[..., Any], *arguments: Any) -> Any:
        # Keys are seen by whoever sees the scheduler: nothing of a lesson's name goes into them.
        return self._client.submit(
            function,
            *arguments,
            key=f"makelesson-{os.urandom(8).hex()}",
            workers=self._at,
            pure=False,
        )

    def _wait(self) -> list[Any]:
        """The futures that are done, one at least. Raises UsageError where none will ever be."""
        done: list[Any] = []
        alone_since: float | None = None
        while not done:
            try:
                done.append(self._done.get(timeout=1))
            except queue.Empty:
                alone_since = self._look_for_workers(alone_since)
        while True:
            try:
                done.append(self._done.get_nowait())
            except queue.Empty:
                break
        return [future for future in done if future in self._under_way]

    def _look_for_workers(self, alone_since: float | None) -> float | None:
        """Since when there is no worker; None where there is one."""
        number = len(self._threads())
        if number:
            self._workers = number
            return None
        now = time.monotonic()
        if alone_since is not None and now - alone_since > _BETWEEN_WORKERS:
            raise UsageError(f"The cluster at {self._address} has no worker left.", _WHOLE)
        return alone_since or now

    def _collect(self, done: list[Any]) -> Iterator[Outcome]:
        # All in one message, and never more than the window holds.
        there = [future for future in done if future.status == "finished"]
        outcomes = dict(zip(there, self._fetch(there), strict=True))
        for future in done:
            sent = self._under_way.pop(future)
            came = outcomes.pop(future, None) or self._failed(sent, future)
            # Either one for each job, or none where all were sent again.
            for job, outcome in zip(sent.jobs, came, strict=False):
                if outcome.wants is not None:
                    wanted = with_file(job, outcome.wants)
                    self._send(_Sent((wanted,), sent.kit, sent.tries))
                    continue
                yield outcome

    def _fetch(self, futures: list[Any]) -> list[_Outcomes | None]:
        """What came of the futures. None for one that was lost, or failed, before it was here."""
        if not futures:
            return []
        try:
            return list(self._client.gather(futures))
        except Exception:
            return [self._fetch_one(future) for future in futures]

    def _fetch_one(self, future: Any) -> _Outcomes | None:
        try:
            outcomes: _Outcomes = future.result(timeout=PATIENCE)
        except Exception:
            return None
        return outcomes

    def _failed(self, sent: _Sent, future: Any) -> _Outcomes:
        """The outcomes of a task that came to nothing; none where its jobs were sent once more."""
        error = self._error(future)
        if _is_of_another_engine(error):
            self._leave_out_strangers()
            self._send(sent)
            return ()
        if isinstance(error, CancelledError):
            self._threads()  # raises where it is the scheduler that is gone
        if len(sent.jobs) > 1:  # nobody knows which one was to blame: each gets a task to itself
            for job in sent.jobs:
                self._send(_Sent((job,), sent.kit, sent.tries))
            return ()
        [job] = sent.jobs
        if isinstance(error, CancelledError):
            if sent.tries < 2:
                self._send(_Sent(sent.jobs, sent.kit, sent.tries + 1))
                return ()
            return (lost(job),)
        if type(error).__name__ == "KilledWorker":
            return (lost(job),)
        problem, trace = fault_problem(error, job.sources[0])
        return (Outcome(job.lesson, problems=(problem,), traces=(trace,)),)

    def _error(self, future: Any) -> BaseException:
        try:
            error = future.exception(timeout=PATIENCE)
        except Exception as cancelled:
            error = cancelled
        if error is None or isinstance(error, (OSError, TimeoutError)):
            return CancelledError()  # done, but lost on the way here
        return error  # type: ignore[no-any-return]

    # --- workers ---------------------------------------------------------------------------------

    def _threads(self) -> Mapping[str, int]:
        """The workers' addresses and threads. Raises UsageError where the scheduler is gone."""
        with suppress(Exception):
            if self._client.status == "running":
                threads: Mapping[str, int] = self._client.nthreads()
                return threads
        raise UsageError(f"The scheduler at {self._address} went away.", _WHOLE)

    def _check_workers(self, patience: float) -> int:
        """The number of workers. Raises UsageError where there is none, or one that doesn't fit."""
        try:
            self._client.wait_for_workers(1, timeout=patience)
        except TimeoutError as error:
            raise UsageError(
                f"The scheduler at {self._address} has no workers.",
                f"Start one with: dask worker {self._address} --nthreads 1",
            ) from error
        strangers = self._find_strangers()
        if strangers:
            differences = "; ".join(
                f"{where}: {how}" for where, how in sorted(strangers.items())[:4]
            )
            more = f"; and {len(strangers) - 4} more" if len(strangers) > 4 else ""
            raise UsageError(
                "A worker of the cluster would print other files than this computer"
                f" ({differences}{more}).",
                "Install the same version of makelesson and of its packages on every worker.",
            )
        for _ in self._run_everywhere(warm_up):
            pass
        return len(self._threads())

    def _leave_out_strangers(self) -> None:
        """Sends jobs only where the engine is this one, from now on: a worker came that has another."""
        strangers = self._find_strangers()
        for where, how in sorted(strangers.items()):
            _LOG.warning("A worker is left out, it would print other files: %s: %s", where, how)
        self._at = [where for where in self._threads() if where not in strangers]
        if not self._at:
            raise UsageError(
                f"The cluster at {self._address} has no worker left with this version"
                " of makelesson and its packages.",
                _WHOLE,
            )

    def _find_strangers(self) -> dict[str, str]:
        """The workers whose engine is another one, and how it differs."""
        return {
            where: _compare(engine)
            for where, engine in self._run_everywhere(_describe_engine)
            if not isinstance(engine, tuple) or engine[0] != engine_digest()
        }

    def _run_everywhere(self, function: Callable[[], Any]) -> Iterator[tuple[str, Any]]:
        answers = self._client.run(function, on_error="return")
        # A worker that went away while it was asked is no stranger: it will get no job.
        yield from ((at, one) for at, one in answers.items() if not isinstance(one, OSError))


_Outcomes = tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A task under way, as it was sent; `kit` is the future of the run's kit."""

    jobs: tuple[Job, ...]
    kit: Any
    tries: int = 0


def _connect(address: str, patience: float) -> Any:
    try:
        import dask
        import distributed
    except ImportError as error:
        raise UsageError(
            "A cluster needs Dask, which is not installed.",
            "Install it with: pip install 'makelesson[cluster]'",
        ) from error
    # Pictures travel with their jobs; that is meant.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"})
    try:
        asyncio.run(asyncio.wait_for(_knock(address, patience), patience + 1))
        return distributed.Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = " ".join(str(error).split()).rstrip(".") or "what listens there doesn't answer"
        raise UsageError(
            f"There is no Dask scheduler at {address}: {reason}.",
            "Start one with: dask scheduler",
        ) from error


async def _knock(address: str, patience: float) -> None:
    """Connects and hangs up. Dask's client would wait for ever for who listens and says nothing."""
    from distributed import Security
    from distributed.comm import connect

    to_whom = Security().get_connection_args("client")
    comm = await connect(address, timeout=patience, **to_whom)
    await comm.close()


# --- at the worker -------------------------------------------------------------------------------

# A worker may have many threads; fonts and layouts are kept for one job at a time.
_AT_WORK = threading.Lock()


def _do(jobs: tuple[Job, ...], kit: Kit) -> tuple[Outcome, ...]:
    with _AT_WORK:
        return tuple(perform_carried(job, kit) for job in jobs)


def _describe_engine() -> tuple[str, dict[str, str]]:
    return engine_digest(), dict(engine_parts())


def _is_of_another_engine(error: BaseException) -> bool:
    if isinstance(error, OtherEngine):
        return True
    return isinstance(error, ImportError) and (error.name or "").startswith("lessonpress")


def _compare(engine: object) -> str:
    """How a worker's engine differs from the one here, in a few words."""
    if not isinstance(engine, tuple):
        return f"it has no makelesson of this version ({engine})"
    here, there = engine_parts(), engine[1]
    differ = [part for part in (*here, *there) if here.get(part) != there.get(part)]
    # Where the version differs, so does the code; that need not be said.
    named = [part for part in dict.fromkeys(differ) if part != "its code"] or ["its code"]
    return ", ".join(
        f"{part} is {there.get(part, 'missing')} there, {here.get(part, 'missing')} here"
        if part != "its code"
        else "makelesson's code is changed"
        for part in named[:3]
    )
