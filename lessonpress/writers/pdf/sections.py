"""Sections: where each begins, which page is left blank for it, and how its pages are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lessonpress.layout.theme import Paper
from lessonpress.writers.pdf.pages import Page, paginate, side_by_side
from lessonpress.writers.pdf.strips import Part, Strip


class _Stretch(NamedTuple):
    """Strips that begin on a page of their own, with the sections that begin there."""

    part: Part | None
    opened: tuple[Part, ...]
    strips: list[Strip]


def lay_out(strips: Sequence[Strip], paper: Paper, *, duplex: bool = True) -> list[Page]:
    """Numbered pages. Without `duplex`, no page is a right-hand one, and none is left blank."""
    pages: list[Page] = []
    step = paper.measure + paper.gap
    for stretch in _stretches(strips):
        filled = paginate(stretch.strips, paper.depth)
        new = side_by_side(filled, paper.columns, step, paper.depth)
        for page in new:
            page.part = stretch.part
        new[0].opened = stretch.opened
        if duplex and len(pages) % 2 and any(part.starts_right for part in stretch.opened):
            pages.append(Page(blank=True))
        pages += new
    _number(pages)
    return pages


def _stretches(strips: Sequence[Strip]) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    part: Part | None = None
    opened: list[Part] = []
    current: list[Strip] = []
    for strip in strips:
        turn = strip.turn
        if turn is None:
            # A section begins on a new page as it is: a page break beside it adds none.
            if not (strip.breaks and not current and (stretches or opened)):
                current.append(strip)
            continue
        if current or (opened and not turn.opens):
            stretches.append(_Stretch(part, tuple(opened), current))
            opened, current = [], []
        part = turn.part
        if turn.opens and part is not None:
            opened.append(part)
    if current or not stretches:
        stretches.append(_Stretch(part, tuple(opened), current))
    return stretches


def _number(pages: list[Page]) -> None:
    """Counts pages within their section if it has numbers of its own, else within the document.

    A blank page counts where the pages on both sides of it are counted together.
    """
    homes = [_home(page.part) for page in pages]
    for index, page in enumerate(pages):
        if page.blank:
            homes[index] = homes[index - 1]
    counts: Counter[Part | None] = Counter()
    for index, page in enumerate(pages):
        if page.blank and homes[index] is not homes[index + 1]:
            continue
        counts[homes[index]] += 1
        page.number = counts[homes[index]]
    for home, page in zip(homes, pages, strict=True):
        page.count = counts[home]


def _home(part: Part | None) -> Part | None:
    """The innermost section that counts its own pages; None for the document."""
    while part is not None and not part.own_numbers:
        part = part.outer
    return part
