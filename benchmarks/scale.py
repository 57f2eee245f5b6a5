"""Measures a school's worth: `python -m benchmarks.scale`.

Generates workspaces of 10, 100 and 1,000 lessons (with --large, 10,000) and builds them as a person
does, with the command, in a new process each time: from nothing, with nothing changed, after one
edit, after a change of the theme; with one worker, with two, and on a Dask cluster on this computer.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.machine import this_machine
from benchmarks.processes import Ran, run
from benchmarks.scale_plot import draw
from benchmarks.school import REPOSITORY, change_theme, edit_one, generate
from lessonpress.workspace import Workspace

SIZES, LARGE = (10, 100, 1000), 10_000
CASES = ("cold", "unchanged", "edit", "theme")
TOLD = {
    "cold": "from nothing",
    "unchanged": "nothing changed",
    "edit": "one edit",
    "theme": "theme changed",
}
WAYS = ("1", "2", "dask")
#: What takes a second tells little if it is timed once: the median of so many is told.
_TIMES = {"cold": 1, "unchanged": 5, "edit": 5, "theme": 1}
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Figure:
    """One build. `way` is the number of workers, or dask for a cluster of two; memory in bytes.

    `cpu` are the processor's seconds, of all processes: on a busy machine they tell more than the
    clock on the wall.
    """

    lessons: int
    way: str
    case: str
    files: int
    seconds: float
    cpu: float
    parent: int
    workers: int
    load: float

    @property
    def rate(self) -> float:
        return self.files / self.seconds

    @property
    def rate_of_a_core(self) -> float:
        return self.rate / (1 if self.way == "1" else 2)


def main() -> None:
    asked = parser().parse_args()
    console = Console(stderr=asked.json, width=None if sys.stdout.isatty() else 110)
    machine = this_machine()
    sizes = [*asked.sizes, *([LARGE] if asked.large and LARGE not in asked.sizes else [])]
    console.print(
        f"{machine.processor}, {machine.processors} processors (load {machine.load}),"
        f" {machine.system}, {machine.python}",
        highlight=False,
    )
    figures: list[Figure] = []
    with TemporaryDirectory(prefix="makelesson-scale-", dir=asked.folder) as folder:
        for size in sizes:
            console.print(f"Generating {size:,} lessons …", style="dim", highlight=False)
            workspace = generate(Path(folder) / f"school-{size}", size)
            for way in asked.ways:
                for figure in measure(workspace, size, way, asked.cases):
                    figures.append(figure)
                    console.print(in_short(figure), style="dim", highlight=False)
            shutil.rmtree(workspace.root)
    if asked.json:
        print(json.dumps({"machine": asdict(machine), "builds": list(map(asdict, figures))}))
    else:
        console.print(table(figures))
    if asked.plot:
        Path(asked.plot).write_text(draw(figures), "utf-8")


def parser() -> argparse.ArgumentParser:
    described = (__doc__ or "").split("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description=described[0], epilog=described[1]
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="LESSONS")
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} lessons, too")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS, help="default: all")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=CASES, help="default: all")
    parser.add_argument("--folder", metavar="DIR", help="where to generate (default: a temporary)")
    parser.add_argument("--plot", metavar="SVG", help="draw the figures into this file")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    return parser


def measure(workspace: Workspace, size: int, way: str, cases: Sequence[str]) -> Iterator[Figure]:
    """Builds the workspace in each case, in order; the median of each. Raises RuntimeError where a build
    fails."""
    change: dict[str, Callable[[], None]] = {
        "cold": lambda: shutil.rmtree(workspace.output, ignore_errors=True),
        "unchanged": lambda: None,
        "edit": lambda: edit_one(workspace),
        "theme": lambda: change_theme(workspace, f"#5a1f{WAYS.index(way):02x}"),
    }
    with scheduler(way) as (words, besides):
        # The others start from what is printed.
        for case in ("cold", *(case for case in cases if case != "cold")):
            builds = []
            for _ in range(_TIMES[case]):
                change[case]()
                builds.append(time_build(workspace, size, way, case, words, besides))
            if case in cases:
                yield sorted(builds, key=lambda figure: figure.seconds)[len(builds) // 2]


def time_build(
    workspace: Workspace,
    size: int,
    way: str,
    case: str,
    words: Sequence[str],
    besides: Sequence[int],
) -> Figure:
    """One build. Raises RuntimeError where it fails."""
    load = round(os.getloadavg()[0], 2)
    since = time.time_ns()
    ran = build(workspace, words, besides)
    if ran.status != 0:
        raise RuntimeError(f"exit status {ran.status}\n{ran.told[-2000:]}")
    files = count_files(workspace.output, since)
    return Figure(size, way, case, files, ran.wall, ran.cpu, ran.parent, ran.workers, load)


def build(workspace: Workspace, words: Sequence[str], besides: Sequence[int]) -> Ran:
    command = [sys.executable, str(REPOSITORY / "makelesson.py"), "build", "--quiet"]
    # Modules are compiled once and found compiled by the next start, as Python does by itself.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return run([*command, "--workspace", str(workspace.root), *words], environment, besides)


def count_files(output: Path, since: int) -> int:
    """The files that were printed since then, in nanoseconds."""
    return sum(
        entry.stat().st_mtime_ns >= since
        for folder in os.scandir(output)
        if folder.is_dir()
        for entry in os.scandir(folder)
        if not entry.name.startswith(".")
    )


@contextmanager
def scheduler(way: str) -> Iterator[tuple[list[str], list[int]]]:
    """The options of the command for that way, and the processes whose children work for it."""
    if way != "dask":
        yield ["--workers", way], []
        return
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
    host, port = address.removeprefix("tcp://").split(":")
    lead = [sys.executable, "-m", "dask", "scheduler", "--host", host, "--port", port]
    join = [sys.executable, "-m", "dask", "worker", address, "--nworkers", "2", "--nthreads", "1"]
    options = {
        "env": {**os.environ, "PYTHONPATH": str(REPOSITORY)},
        "stderr": subprocess.DEVNULL,
    }
    with (
        subprocess.Popen([*lead, "--no-dashboard"], **options) as one,  # type: ignore[call-overload]
        subprocess.Popen([*join, "--no-dashboard"], **options) as other,  # type: ignore[call-overload]
    ):
        try:
            wait_for_workers(address)
            yield ["--scheduler", address], [one.pid, other.pid]
        finally:
            other.terminate()
            other.wait()
            one.terminate()


def wait_for_workers(address: str) -> None:
    import distributed

    end = time.monotonic() + 60
    while True:
        try:
            with distributed.Client(address, timeout=5, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
                return
        except OSError:
            if time.monotonic() > end:
                raise


def in_short(figure: Figure) -> str:
    return (
        f"{figure.lessons:,} lessons, {figure.way}, {TOLD[figure.case]}: {figure.files:,} files in"
        f" {figure.seconds:.2f} s, {figure.cpu:.2f} s of the processor (load {figure.load})"
    )


def table(figures: Sequence[Figure]) -> Table:
    shown = Table(title="A school's worth", title_justify="left", title_style="bold")
    shown.add_column("lessons", justify="right")
    shown.add_column("workers", no_wrap=True)
    shown.add_column("", no_wrap=True)
    for heading in (
        "files",
        "s",
        "CPU s",
        "files/s",
        "a core",
        "a CPU s",
        "parent, MiB",
        "worker, MiB",
    ):
        shown.add_column(heading, justify="right")
    for figure in figures:
        rates = figure.case in ("cold", "theme")
        shown.add_row(
            f"{figure.lessons:,}",
            "2, Dask" if figure.way == "dask" else figure.way,
            TOLD[figure.case],
            f"{figure.files:,}",
            f"{figure.seconds:.2f}",
            f"{figure.cpu:.2f}",
            f"{figure.rate:.1f}" if rates else "",
            f"{figure.rate_of_a_core:.1f}" if rates else "",
            f"{figure.files / figure.cpu:.1f}" if rates else "",
            f"{figure.parent / _MEBIBYTE:.0f}",
            f"{figure.workers / _MEBIBYTE:.0f}" if figure.workers else "",
        )
    return shown


if __name__ == "__main__":
    main()
