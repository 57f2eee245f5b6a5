"""Shows what was measured: tables for people, one JSON object for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from rich.console import Console
from rich.table import Table

from benchmarks.inspection import Inspection
from benchmarks.lineup import Contest
from benchmarks.machine import Machine
from benchmarks.measure import ColdStart, Placing

MEBIBYTE = 1024 * 1024


@dataclass(slots=True)
class Figures:
    """Everything that one run measured."""

    machine: Machine
    lesson: str
    rounds: int
    contests: dict[str, tuple[Placing, ...]] = field(default_factory=dict)
    cold: tuple[ColdStart, ...] = ()


def show_json(figures: Figures) -> None:
    print(json.dumps(asdict(figures), indent=2, ensure_ascii=False))


def show_head(figures: Figures, console: Console) -> None:
    machine = figures.machine
    console.print(
        f"{machine.processor}, {machine.processors} processors (load {machine.load}),"
        f" {machine.system}, {machine.python}",
        f"Lesson: {figures.lesson}. Medians of {figures.rounds} rounds, everyone in turn.",
        sep="\n",
        highlight=False,
    )


def show_contest(contest: Contest, placings: Sequence[Placing], console: Console) -> None:
    table = Table(title=contest.title, title_justify="left", title_style="bold")
    table.add_column("")
    for heading in ("wall ms", "CPU ms", "× makelesson", "KiB", "pages", "PDF/UA-1"):
        table.add_column(heading, justify="right")
    for placing in placings:
        if placing.made is None:
            table.add_row(placing.name, "missing")
            continue
        table.add_row(
            placing.name,
            f"{placing.wall * 1000:.1f}",
            f"{placing.cpu * 1000:.1f}",
            f"{placing.ratio:.2f}",
            f"{placing.made.size / 1024:.0f}",
            *inspection_cells(placing.made),
        )
    console.print("", table)
    versions = dict.fromkeys(placing.versions for placing in placings if not placing.missing)
    notes = ["; ".join(versions)]
    notes += [f"{placing.name}: {placing.missing}" for placing in placings if placing.missing]
    for note in notes:
        console.print(note, style="dim", highlight=False, markup=False)


def inspection_cells(made: Inspection) -> tuple[str, str]:
    """Pages and compliance, for the PDFs among the files."""
    if not made.pdfs:
        return "", ""
    if made.compliant is None:
        return "?", "?"
    if made.pdfs == 1:
        return str(made.pages), "yes" if made.compliant else "no"
    return str(made.pages), f"{made.compliant} of {made.pdfs}"


def show_cold(starts: Sequence[ColdStart], console: Console) -> None:
    table = Table(title="From a cold start", title_justify="left", title_style="bold")
    table.add_column("")
    for heading in ("wall ms", "CPU ms", "peak MiB"):
        table.add_column(heading, justify="right")
    for start in starts:
        table.add_row(
            start.name,
            f"{start.wall * 1000:.0f}",
            f"{start.cpu * 1000:.0f}",
            f"{start.peak / MEBIBYTE:.0f}",
        )
    console.print("", table)
