"""Pages: strips filled into sheets, broken only where they allow it. Paints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lessonpress.writers.pdf.strips import Part, Strip

_TOLERANCE = 0.01


class Placed(NamedTuple):
    """A strip, the distance of its top from the page's, and that of its column from the page's left;
    `again` for a repeated table head."""

    strip: Strip
    top: float
    again: bool
    left: float = 0.0


@dataclass(slots=True)
class Page:
    """`number` of `count` is what its foot says; `opened` are the sections that begin on it. It is
    `closed` where a page break ends it."""

    placed: list[Placed] = field(default_factory=list)
    depth: float = 0.0  # how far down the strips reach, all columns counted
    part: Part | None = None
    opened: tuple[Part, ...] = ()
    number: int = 0
    count: int = 0
    closed: bool = False
    blank: bool = False  # left empty so that the next page is a right-hand one


def paginate(strips: Sequence[Strip], depth: float) -> list[Page]:
    """Fills pages of `depth` points. A break falls at the last place that allows one; where none
    does, as late as possible. There is always one page.
    """
    pages: list[Page] = []
    start = 0
    while start < len(strips):
        page, stop = _fill(strips, start, depth)
        pages.append(page)
        start = stop
    return pages or [Page()]


def _fill(strips: Sequence[Strip], start: int, depth: float) -> tuple[Page, int]:
    """One page that begins with strip `start`, and the strip that the next begins with."""
    page = Page()
    bottom, after = 0.0, 0.0
    for head in strips[start].repeat:
        page.placed.append(Placed(head, bottom, True))
        bottom += head.height
    repeated = len(page.placed)
    for index in range(start, len(strips)):
        strip = strips[index]
        if strip.breaks:
            page.depth, page.closed = bottom, True
            return page, index + 1
        gap = max(after, strip.before) if index > start else 0.0
        top = bottom + gap
        if top + strip.height > depth + _TOLERANCE and index > start:
            stop = _last_break(strips, start, index)
            del page.placed[repeated + stop - start :]
            if page.placed:
                last = page.placed[-1]
                page.depth = last.top + last.strip.height
            return page, stop
        page.placed.append(Placed(strip, top, False))
        bottom, after = top + strip.height, strip.after
    page.depth = bottom
    return page, len(strips)


def _last_break(strips: Sequence[Strip], start: int, overflowing: int) -> int:
    """The strip to begin the next page with, at most the one that overflows."""
    for index in range(overflowing, start, -1):
        if not strips[index - 1].keep:
            return index
    return overflowing


def side_by_side(columns: Sequence[Page], number: int, step: float, depth: float) -> list[Page]:
    """Pages of so many columns each, `step` points from one's left to the next's."""
    if number == 1:
        return list(columns)
    pages: list[Page] = []
    taken = number
    for column in columns:
        if taken == number or pages[-1].closed:
            pages.append(Page())
            taken = 0
        page = pages[-1]
        page.placed += [placed._replace(left=taken * step) for placed in column.placed]
        page.depth = taken * depth + column.depth
        page.closed = column.closed
        taken += 1
    return pages
