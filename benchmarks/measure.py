"""Holds the contests and takes the measures of a cold start. Shows nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.content import REPOSITORY
from benchmarks.contest import Content, Make, MissingError
from benchmarks.inspection import Inspection, inspect
from benchmarks.lineup import Contest
from benchmarks.race import race

NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Placing:
    """How a contestant did. Seconds are medians; `ratio` is to the engine, round by round.

    `missing` tells how to install one that could not take part; nothing else is set then.
    """

    name: str
    versions: str = ""
    wall: float = 0.0
    cpu: float = 0.0
    ratio: float = 0.0
    made: Inspection | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ColdStart:
    """A command from the start of its process to the end: median seconds, highest peak in bytes."""

    name: str
    wall: float
    cpu: float
    peak: int


def hold(contest: Contest, content: Content, rounds: int) -> tuple[Placing, ...]:
    """Lets the contestants run, and returns how each did, in the contest's order."""
    runs: dict[str, Make] = {}
    versions: dict[str, str] = {}
    missing: dict[str, str] = {}
    for contestant in contest.contestants:
        try:
            runs[contestant.name], versions[contestant.name] = contestant.get_ready(content)
        except (ImportError, OSError, MissingError):
            if not contestant.get:
                raise
            missing[contestant.name] = contestant.get
    results = race(runs, rounds)
    engine = results[contest.contestants[0].name]
    placings = []
    for contestant in contest.contestants:
        name = contestant.name
        if name in missing:
            placings.append(Placing(name, missing=missing[name]))
            continue
        result = results[name]
        ratio, made = result.times_as_long_as(engine), inspect(result.files)
        placings.append(Placing(name, versions[name], result.wall, result.cpu, ratio, made))
    return tuple(placings)


def start_cold(lesson: str, folder: Path, rounds: int) -> tuple[ColdStart, ...]:
    """Runs the command as a person does: a new process each time, its files in `folder`.

    Modules and templates are compiled by the first run, which does not count, and found compiled
    by the others, as they are unless Python is told not to.
    """
    makelesson = str(REPOSITORY / "makelesson.py")
    build = [makelesson, "build", lesson, "--force", "--quiet", "--workspace", str(REPOSITORY)]
    commands = {
        "Python alone": ["-c", "pass"],
        "makelesson --version": [makelesson, "--version"],
        "makelesson build LESSON": [*build, "--output", str(folder)],
    }
    environment = {key: value for key, value in os.environ.items() if key != NO_BYTECODE}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, arguments in commands.items():
            measure = run_cold([sys.executable, *arguments], environment)
            if turn:
                measured[name].append(measure)
    return tuple(
        ColdStart(
            name,
            median(turn["wall"] for turn in turns),
            median(turn["cpu"] for turn in turns),
            int(max(turn["peak"] for turn in turns)),
        )
        for name, turns in measured.items()
    )


def run_cold(command: Sequence[str], environment: Mapping[str, str]) -> dict[str, float]:
    """One run's seconds and peak memory. Raises RuntimeError where the command failed."""
    starter = [sys.executable, "-I", "-S", str(Path(__file__).with_name("cold_start.py"))]
    done = subprocess.run([*starter, *command], stdout=subprocess.PIPE, env=environment, check=True)
    measure: dict[str, float] = json.loads(done.stdout)
    if measure["exit"] != 0:
        raise RuntimeError(f"exit status {measure['exit']:.0f}: {' '.join(command)}")
    return measure
