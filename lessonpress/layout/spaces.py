"""Spaces to write in: how large a box or a grid is. Knows no format."""

from __future__ import annotations

from typing import NamedTuple

from lessonpress.document.blocks import Lines, Stage
from lessonpress.layout.theme import Theme

#: The side of a square of a grid, 5 mm in points.
SQUARE = 5 * 72 / 25.4
# What leaves room on a page for the question above.
_HALF, _MOST = 0.5, 0.85


class Space(NamedTuple):
    """Height and width in points."""

    high: float
    wide: float


def space_size(block: Lines, theme: Theme, stage: Stage, measure: float) -> Space:
    """How large a space of so many lines is, at most `measure` wide; a grid has whole squares."""
    depth = theme.paper.depth
    high = depth * _HALF if block.look == "half-page" else theme.ruled_pitch[stage] * block.count
    high = min(high, depth * _MOST)
    if block.look != "grid":
        return Space(high, measure)
    down, across = max(1, round(high / SQUARE)), max(1, int(measure / SQUARE))
    return Space(SQUARE * down, SQUARE * across)
