"""Sheets: pages imposed for printing, two on a side. They stay tagged, in reading order.

A `booklet` is folded and stapled in the middle: its sheets are printed on both sides, flipped on the
short edge. `2up` puts two pages side by side in order, to save paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from lessonpress.document.blocks import Document
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.theme import Paper, Theme
from lessonpress.writers.pdf.canvas import Size
from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.painter import Placement
from lessonpress.writers.pdf.printing import Printed, print_pages, set_pages
from lessonpress.writers.pdf.tags import StructureTree

Arrangement = Literal["booklet", "2up"]


def write_sheets(document: Document, theme: Theme, arrangement: Arrangement) -> Printed:
    """The document on sheets of the theme's paper, turned; `pages` counts their sides. Raises what write_pdf
    raises."""
    tree = StructureTree(document.language)
    pages = set_pages(document, theme, tree, duplex=arrangement == "booklet")
    mirrored = runs_right_to_left(document.language)
    places, sides, size = arrange(pages.pages, theme.paper, arrangement, 0, mirrored=mirrored)
    return print_pages(pages, tree, places, sides, size)


def arrange(
    pages: Sequence[Page],
    paper: Paper,
    arrangement: Arrangement | None,
    start: int,
    *,
    mirrored: bool,
) -> tuple[list[Placement], int, Size]:
    """Where each page goes, on the sides from `start` on; the number of the side behind the last, and the sides'
    size. Without an arrangement, each page is a side. `mirrored` where lines run from right to left, and so do pages: a booklet
    opens the other way."""
    if arrangement is None:
        places = [Placement(start + index) for index in range(len(pages))]
        return places, start + len(pages), (paper.width, paper.height)
    size, stacked = _sheet(paper, arrangement)
    count = len(pages)
    halves = _booklet(-(-count // 4) * 4) if arrangement == "booklet" else _two_up(count)
    places = [
        _place(paper, size, start + side, second != (mirrored and not stacked), stacked=stacked)
        for side, second in halves[:count]
    ]
    return places, start + max(side for side, _ in halves) + 1, size


def booklet_scale(paper: Paper) -> float:
    """How large a page of that paper is in a booklet; 1 is its own size."""
    return _scale(paper, *_sheet(paper, "booklet"))


def two_up_scale(paper: Paper) -> float:
    """How large a page of that paper is with another on its sheet; 1 is its own size."""
    return _scale(paper, *_sheet(paper, "2up"))


def _sheet(paper: Paper, arrangement: Arrangement) -> tuple[Size, bool]:
    """Width and height of a sheet, and whether pages stand one above the other on it: those that are
    wider than high, unless they are to be folded."""
    long, short = max(paper.width, paper.height), min(paper.width, paper.height)
    stacked = arrangement == "2up" and paper.width > paper.height
    return ((short, long) if stacked else (long, short)), stacked


def _half(size: Size, stacked: bool) -> tuple[float, float]:
    return (size[0], size[1] / 2) if stacked else (size[0] / 2, size[1])


def _scale(paper: Paper, size: Size, stacked: bool) -> float:
    width, height = _half(size, stacked)
    return min(width / paper.width, height / paper.height)


def _two_up(count: int) -> list[tuple[int, bool]]:
    """For each page, its side and whether it is the second there."""
    return [(index // 2, index % 2 == 1) for index in range(count)]


def _booklet(count: int) -> list[tuple[int, bool]]:
    """For each page, its side and whether it stands on the right. Sides come as they are printed,
    the outermost sheet first: of four pages, the last and the first, then the two between.
    """
    return [(min(index, count - 1 - index), index % 2 == 0) for index in range(count)]


def _place(paper: Paper, size: Size, side: int, second: bool, *, stacked: bool) -> Placement:
    """As large as its half of the side lets the page be, in the middle of it."""
    width, height = _half(size, stacked)
    scale = _scale(paper, size, stacked)
    x = (width - paper.width * scale) / 2 + (width if second and not stacked else 0.0)
    y = (height - paper.height * scale) / 2 + (height if stacked and not second else 0.0)
    return Placement(side, scale, x, y)
