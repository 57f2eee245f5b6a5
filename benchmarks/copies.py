"""Measures what a further copy of a lesson costs: `python -m benchmarks.copies`.

The same lesson is printed in 1, 2, 6 and 24 copies by turns, in other words for each, from the YAML to
bytes: handout and worksheet, PDF and DOCX, everybody's and for those who have accommodations. With
--school LESSONS, a school's worth is built with the command: everybody's alone, and in six copies.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.content import REPOSITORY, SAMPLE, write_job
from benchmarks.contest import Files, Make
from benchmarks.machine import this_machine
from benchmarks.race import WARM_UP, race
from benchmarks.scale import build, count_files
from benchmarks.school import generate
from lessonpress.content.wishes import Wishes
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.print_job import print_job
from lessonpress.registry.kinds import STUDENT_KINDS
from lessonpress.workspace import Workspace

#: Who gets the second copy, the third …; each says or shows something of its own.
OTHERS = (
    "large-print",
    "dyslexia-friendly",
    "supported",
    "large-print-24+supported",
    "dyslexia-friendly-14+supported",
    *(f"large-print-{size}" for size in range(19, 33)),
    *(f"dyslexia-friendly-{size}" for size in range(15, 19)),
)
COPIES = (1, 2, 6, 24)
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """So many copies of one lesson: milliseconds of the processor, and what each further one costs of the first."""

    copies: int
    cpu: float
    further: float


@dataclass(frozen=True, slots=True)
class Build:
    """A school built in so many copies: seconds; the memory of the process that was started, in bytes."""

    lessons: int
    copies: int
    case: str
    files: int
    cpu: float
    seconds: float
    parent: int


def measure(lesson: str, rounds: int, folder: Path, numbers: Sequence[int] = COPIES) -> list[Cost]:
    """What so many copies of the lesson of that name cost, one first, as medians over rounds."""
    here, there = Workspace.at(REPOSITORY), Workspace.at(folder)
    (original,) = plan(here, [lesson], Request())
    read, _ = Loaded(here).lesson(original.spec)
    turns = range((WARM_UP + rounds) * len(numbers))
    jobs = [write_job(original.spec, read, turn, there) for turn in turns]
    loaded = Loaded(there)

    def runner(place: int, copies: int) -> Make:
        wishes = Wishes(documents=STUDENT_KINDS, accommodations=OTHERS[: copies - 1])

        def make(turn: int) -> Files:
            job = replace(jobs[turn * len(numbers) + place], request=Request(wishes))
            outcome = print_job(job, loaded)
            assert len(outcome.files) == copies * 4, outcome.problems
            return tuple(one.data for one in outcome.files)

        return make

    runs = {str(copies): runner(place, copies) for place, copies in enumerate(numbers)}
    results = race(runs, rounds)
    first = results["1"].turns
    costs = []
    for copies in numbers:
        pairs = zip(results[str(copies)].turns, first, strict=True)
        ratio = median(mine.cpu / one.cpu for mine, one in pairs)
        further = (ratio - 1) / (copies - 1) if copies > 1 else 1.0
        costs.append(Cost(copies, results[str(copies)].cpu * 1000, further))
    return costs


def measure_school(lessons: int, folder: Path) -> Iterator[Build]:
    """A school from nothing and with nothing changed, in one copy and in six. Raises RuntimeError where a build fails."""
    workspace = generate(folder, lessons)
    for copies in (1, 6):
        asked = ["--document", ",".join(STUDENT_KINDS), "--workers", "1"]
        asked += ["--accommodation", ",".join(OTHERS[: copies - 1]) or "none"]
        shutil.rmtree(workspace.output, ignore_errors=True)
        for case in ("from nothing", "nothing changed"):
            ran = build(workspace, asked, ())
            if ran.status != 0:
                raise RuntimeError(f"exit status {ran.status}\n{ran.told[-2000:]}")
            files = count_files(workspace.output, 0)
            yield Build(lessons, copies, case, files, ran.cpu, ran.wall, ran.parent)


def main() -> None:
    asked = parser().parse_args()
    machine, console = this_machine(), Console(stderr=asked.json)
    console.print(
        f"{machine.processor}, {machine.processors} processors (load {machine.load}), {machine.python}"
    )
    with TemporaryDirectory(prefix="makelesson-copies-") as folder:
        costs = measure(asked.lesson, asked.rounds, Path(folder) / "lesson") if asked.rounds else []
        builds = list(measure_school(asked.school, Path(folder) / "school")) if asked.school else []
    if asked.json:
        print(json.dumps({"copies": list(map(asdict, costs)), "builds": list(map(asdict, builds))}))
        return
    console.print(table_of(costs))
    for one in builds:
        console.print(
            f"{one.lessons:,} lessons × {one.copies}, {one.case}: {one.files:,} files, CPU {one.cpu:,.1f} s,"
            f" wall {one.seconds:,.1f} s, parent {one.parent / _MEBIBYTE:,.0f} MiB"
        )


def table_of(costs: Sequence[Cost]) -> Table:
    table = Table("copies", "CPU ms", "a further copy costs of the first")
    for one in costs:
        table.add_row(str(one.copies), f"{one.cpu:,.0f}", f"{one.further:.2f}")
    return table


def parser() -> argparse.ArgumentParser:
    described = (__doc__ or "").split("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.copies", description=described[0], epilog=described[1]
    )
    parser.add_argument("--lesson", default=SAMPLE, help="a sample's name")
    parser.add_argument("--rounds", type=int, default=9, help="0 for none")
    parser.add_argument("--school", type=int, default=0, metavar="LESSONS")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    return parser


if __name__ == "__main__":
    main()
