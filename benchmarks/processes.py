"""Runs a command and watches it and its children: seconds, and the peak memory of each process.

Memory is what Linux tells in /proc: VmHWM, the most that a process ever had in memory at once. It
counts what is shared between processes (Python itself, libraries) in each of them.
"""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command went. `wall` and `cpu` are in seconds, `cpu` with all children; memory is in bytes.

    `workers` is the highest peak of any child, or of any process that was watched besides.
    """

    status: int
    wall: float
    cpu: float
    parent: int
    workers: int
    told: str


def run(command: Sequence[str], environment: Mapping[str, str], besides: Sequence[int] = ()) -> Ran:
    """Runs the command to its end. `besides` are processes whose children may work for it."""
    cpu, started = _cpu(besides), time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    watch = _Watch(process.pid, besides)
    with watch.on():
        assert process.stderr is not None
        told = process.stderr.read()
        # Seen for the last time before it is let go of.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        wall = time.perf_counter() - started
    process.wait()
    spent = _cpu(besides) - cpu
    return Ran(process.returncode, wall, spent, watch.parent, watch.workers, told)


class _Watch:
    def __init__(self, pid: int, besides: Sequence[int]) -> None:
        self._pid = pid
        self._besides = besides
        self._over = threading.Event()
        self.parent = 0
        self.workers = 0

    @contextmanager
    def on(self) -> Iterator[None]:
        thread = threading.Thread(target=self._look_until_over, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _look_until_over(self) -> None:
        while not self._over.wait(_EVERY):
            self.parent = max(self.parent, _peak(self._pid))
            for root in (self._pid, *self._besides):
                for child in descendants(root):
                    self.workers = max(self.workers, _peak(child))


def _cpu(besides: Sequence[int]) -> float:
    """Processor time of all children that have ended, and of those processes and theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [pid for root in besides for pid in (root, *descendants(root))]
    return usage.ru_utime + usage.ru_stime + sum(map(_cpu_of, running))


def _cpu_of(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def descendants(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            text = Path(f"/proc/{pid}/task/{task}/children").read_text("ascii")
            for child in map(int, text.split()):
                yield child
                yield from descendants(child)


def _peak(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0
