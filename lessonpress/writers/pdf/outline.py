"""The outline: bookmarks of headings and sections, each under what it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lessonpress.writers.pdf.canvas import TaggedCanvas
from lessonpress.writers.pdf.strips import Part


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its heading's level, its text, and where it leads (a side, a height there).

    It stands under the last one of a lower level, if that is not of a section that has ended.
    """

    level: int
    title: str
    side: int
    top: float
    part: Part | None = None


def outline_key(index: int) -> str:
    """What the canvas calls the place that the entry leads to; no block has such an id."""
    return f"outline {index}"


def add_outline(canvas: TaggedCanvas, entries: Sequence[OutlineEntry]) -> None:
    """Gives the canvas its outline; the places are set by whoever draws the sides."""
    path: list[OutlineEntry] = []
    for index, entry in enumerate(entries):
        line = entry.part.line if entry.part is not None else ()
        while path and (
            path[-1].level >= entry.level
            or (path[-1].part is not None and path[-1].part not in line)
        ):
            path.pop()
        canvas.addOutlineEntry(entry.title, outline_key(index), len(path))
        path.append(entry)
