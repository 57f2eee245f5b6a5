"""Class sets: what a pupil more costs, and what a distinct copy more.

Each case is a process of its own that prints one class set of the sample lesson: so many pupils, who get the worksheet in two
versions, in everybody's looks and in two accommodations, or all the same.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.content import SAMPLE
from benchmarks.machine import this_machine

_ROOT = Path(__file__).parents[1]
_LOOKS = ("", "large-print", "dyslexia-friendly")
#: Pupils, and how many distinct copies there are for them.
CASES = ((1, 1), (30, 1), (300, 1), (6, 6), (30, 6), (300, 6))


@dataclass(frozen=True, slots=True)
class Figure:
    """A class set: CPU `seconds` to print it once everything is imported and the lesson was printed for one pupil; `peak` memory
    of the process and the `size` of the file in bytes."""

    pupils: int
    distinct: int
    seconds: float
    peak: int
    size: int
    pages: int


def measure(pupils: int, distinct: int) -> Figure:
    """Measures a class set in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.class_sets", "--one", str(pupils), str(distinct)]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, encoding="utf-8")
    return Figure(**json.loads(done.stdout))


def print_one(pupils: int, distinct: int) -> Figure:
    """Prints one, here."""
    from lessonpress.content.wishes import Wishes
    from lessonpress.press.class_set.asked import plan_class_set
    from lessonpress.press.class_set.print_set import print_class_set
    from lessonpress.press.planning.request import Request
    from lessonpress.workspace import Workspace

    versions, looks = (2, _LOOKS) if distinct > 1 else (1, _LOOKS[:1])
    # Six in a row are one of each.
    rows = [
        f"Pupil {number},{'ab'[number % versions]},{looks[number // versions % len(looks)]}"
        for number in range(pupils)
    ]
    request = Request(Wishes(documents=("worksheet",), versions=versions))
    with TemporaryDirectory(prefix="makelesson-class-") as folder:
        roster = Path(folder) / "roster.csv"
        job = plan_class_set(Workspace.at(_ROOT, Path(folder)), SAMPLE, request)
        for some in (rows[:1], rows):
            roster.write_text("\n".join(["name,version,accommodation", *some]), "utf-8")
            started = time.process_time()
            made = print_class_set(job, roster, lambda: None)
            seconds = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return Figure(pupils, distinct, seconds, peak, made.path.stat().st_size, made.pages)


def show(figures: Sequence[Figure]) -> str:
    """The figures as a table, and what they grow by."""
    lines = [
        "| pupils | distinct copies | CPU seconds | peak MiB | file MB | pages |",
        "| ---: " * 6 + "|",
    ]
    for one in figures:
        lines.append(
            f"| {one.pupils} | {one.distinct} | {one.seconds:.2f} | {one.peak / 2**20:.0f}"
            f" | {one.size / 1e6:.2f} | {one.pages} |"
        )
    by_case = {(one.pupils, one.distinct): one for one in figures}
    for distinct in (1, 6):
        few, many = by_case[30, distinct], by_case[300, distinct]
        more = many.pupils - few.pupils
        lines.append(
            f"A pupil more, of {distinct} distinct: {(many.seconds - few.seconds) / more * 1000:.1f} ms,"
            f" {(many.peak - few.peak) / more / 1024:.0f} KiB of memory, {(many.size - few.size) / more / 1000:.1f} kB of file"
        )
    single, six = by_case[1, 1], by_case[6, 6]
    lines.append(f"A distinct copy more: {(six.seconds - single.seconds) / 5 * 1000:.0f} ms")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.class_sets", description=__doc__)
    parser.add_argument("--one", nargs=2, type=int, metavar="N", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        figure = print_one(*asked.one)
        json.dump({name: getattr(figure, name) for name in figure.__slots__}, sys.stdout)
        return
    machine = this_machine()
    print(f"{machine.processor}, load {machine.load}, {machine.python}")
    print(show([measure(*case) for case in CASES]))


if __name__ == "__main__":
    main()
