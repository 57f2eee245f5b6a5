"""Targets: where on which page the block stands that a link inside the document leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.strips import Strip


class Target(NamedTuple):
    """A page (from 0) and the distance from the top of its text, in points."""

    page: int
    top: float


class DeadTarget(ValueError):
    """A link or an entry of the contents leads to a block that isn't there. `target` is its id."""

    def __init__(self, target: str) -> None:
        super().__init__(f"nothing in the document has the id “{target}” that a link leads to")
        self.target = target


def find_targets(
    wanted: set[str], anchors: Mapping[str, int], strips: Sequence[Strip], pages: Sequence[Page]
) -> dict[str, Target]:
    """The places of the blocks with these ids. Raises DeadTarget for the first that is missing."""
    if not wanted:
        return {}
    for target in sorted(wanted):
        if target not in anchors:
            raise DeadTarget(target)
    places = {
        id(placed.strip): Target(index, max(placed.top - placed.strip.before, 0.0))
        for index, page in enumerate(pages)
        for placed in page.placed
        if not placed.again
    }
    found = {}
    for target in wanted:
        start = anchors[target]
        # A block that takes no room, such as an empty paragraph: what stands next will do.
        near = [*range(start, len(strips)), *range(start - 1, -1, -1)]
        found[target] = next(
            (places[id(strips[index])] for index in near if id(strips[index]) in places),
            Target(0, 0.0),
        )
    return found
