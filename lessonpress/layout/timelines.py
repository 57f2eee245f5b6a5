"""A timeline's line: how far it stands from the rows, and how much room between them. Knows no format."""

from __future__ import annotations

from itertools import pairwise

#: Points from the line to the rows that belong to it, and from a tick's one end to the other.
REACH = 46.0
TICK = 7.0
#: Points between what leads to a row and its words.
GAP = 5.0
#: How thick the line is, in points.
THICKNESS = 1.6
# How much of the rows' own height is shared out between them, where no line can be drawn to scale.
_SHARED = 0.6


def spaced_heights(heights: list[float], scale: tuple[float, ...]) -> list[float]:
    """The rows' least heights, each with its part of the time until the next added to it."""
    whole = sum(heights) * _SHARED
    gaps = [later - earlier for earlier, later in pairwise(scale)]
    return [height + gap * whole for height, gap in zip(heights, [*gaps, 0.0], strict=True)]
