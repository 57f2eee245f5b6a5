"""What rich draws on a terminal: a bar while lessons are printed, and tables. Knows no words of a command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lessonpress.press.delivery.report import LessonReport

#: Called when a lesson is done, or turned out to be as it was.
Advance = Callable[["LessonReport"], None]

# Rich would cut what is wider than the terminal, and 80 columns where there is none.
_WIDEST = 4096


def stand_still(report: LessonReport) -> None:
    """For where no bar is wanted."""


@contextmanager
def progress(lessons: int) -> Iterator[Advance]:
    """A bar on the standard error while lessons are printed; gone when they are.

    It begins with the first that is: ten thousand that are as they were are told in no time.
    """
    from contextlib import ExitStack
    from time import monotonic

    with ExitStack() as stack:
        bar: Callable[[int, str], None] | None = None
        started = monotonic()
        done = files = 0

        def advance(report: LessonReport) -> None:
            nonlocal bar, done, files
            done += 1
            files += len(report.made)
            if not report.made and not report.failed:
                return
            if bar is None:
                bar = stack.enter_context(_bar(lessons))
            bar(done, f"{files / max(monotonic() - started, 0.001):,.0f} files/s")

        yield advance


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int, str], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("Lessons"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rate="")
        yield lambda done, rate: progress.update(task, completed=done, rate=rate)


def print_table(rows: Sequence[Sequence[str]], head: Sequence[str] = ()) -> None:
    """Columns on the standard output, the first to the left; with a head the others, which are numbers,
    to the right. A row of one cell is a heading."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=bool(head))
    for index in range(max(map(len, [head, *rows]))):
        title = head[index] if head else ""
        table.add_column(title, justify="right" if head and index else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=sys.stdout, width=_WIDEST, highlight=False, markup=False, emoji=False)
    with console.capture() as drawn:
        console.print(table)
    # Not by rich itself: it fills lines up with spaces, and ends the process when its reader goes away.
    print("\n".join(line.rstrip() for line in drawn.get().splitlines()))


def show_entries(found: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    """What there is of each kind, by name and title; one without a title can't be read."""
    rows: list[tuple[str, ...]] = []
    for kind, entries in found.items():
        rows.append((kind.capitalize(),))
        for entry in entries:
            title = entry.get("title", entry["name"])
            one = "" if kind == "banks" else f" {entry['name']}"
            unread = f"can't be read; see: makelesson check{one}"
            shown = () if title == entry["name"] and len(entry) == 1 else (title or unread,)
            rows.append((f"    {entry['name']}", *shown))
        if not entries:
            rows.append(("    none yet",))
    print_table(rows)
