"""The clock: contestants take turns, so that a busy minute of the machine slows all of them alike."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.contest import Files, Make

WARM_UP = 2  # rounds


@dataclass(frozen=True, slots=True)
class Turn:
    """Seconds of one turn: by the clock on the wall, and of all processors with child processes."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Result:
    """All turns of one contestant, in order, and the files of its last one."""

    turns: tuple[Turn, ...]
    files: Files

    @property
    def wall(self) -> float:
        return median(turn.wall for turn in self.turns)

    @property
    def cpu(self) -> float:
        return median(turn.cpu for turn in self.turns)

    def times_as_long_as(self, other: Result) -> float:
        """How many times as long as the other, as the median over rounds.

        The two turns of a round are neighbours, so their ratio is steadier than that of medians.
        """
        pairs = zip(self.turns, other.turns, strict=True)
        return median(mine.wall / theirs.wall for mine, theirs in pairs)


def race(runs: Mapping[str, Make], rounds: int) -> dict[str, Result]:
    """Lets everyone run in turn: WARM_UP rounds that don't count and `rounds` that do."""
    turns: dict[str, list[Turn]] = {name: [] for name in runs}
    files: dict[str, Files] = {}
    for number in range(WARM_UP + rounds):
        if number == WARM_UP:
            gc.collect()
            gc.freeze()  # what everyone has loaded by now is nobody's rubbish
        for name, run in runs.items():
            turn, files[name] = take_turn(run, number)
            turns[name].append(turn)
    gc.unfreeze()
    return {name: Result(tuple(turns[name][WARM_UP:]), files[name]) for name in runs}


def take_turn(run: Make, number: int) -> tuple[Turn, Files]:
    gc.collect()  # nobody pays for what the one before left behind
    cpu, wall = cpu_seconds(), time.perf_counter()
    files = run(number)
    return Turn(time.perf_counter() - wall, cpu_seconds() - cpu), files


def cpu_seconds() -> float:
    """Processor time of this process, all its threads and its finished children."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
