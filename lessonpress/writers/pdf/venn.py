"""Venn diagrams: two circles around the three cells of a row, the middle one of which is in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, pi, sin

from lessonpress.writers.pdf.strips import Rule, Strip

# Straight pieces that a circle is drawn as: on paper nobody sees that they are.
_PIECES = 96
#: The share of a circle's height in which text keeps clear of it.
CLEAR = 0.5
# The space between a circle's side and the text beside it, in points.
PADDING = 16.0


def put_in_circles(columns: Sequence[Strip], least: float) -> float:
    """Moves what stands in the circles to their middle; yields how high these must be, `least` at
    the least. Each column is one strip."""
    deepest = max((column.height for column in columns), default=0.0)
    height = max(least, deepest / CLEAR)
    for column in columns:
        column.lower((height - column.height) / 2)
    return height


def circles(edges: Sequence[float], height: float, rule: Rule) -> Iterator[Rule]:
    """The two circles, in the look of `rule`: one around the first two of three columns, one around
    the last two. `edges` are the columns' sides. Drawn as wide as the columns, they are seldom round."""
    inset = rule.thickness
    for left, right in ((edges[0], edges[2]), (edges[1], edges[3])):
        across, down = (right - left) / 2 - inset, height / 2 - inset
        turns = (2 * pi * piece / _PIECES for piece in range(_PIECES + 1))
        points = [
            ((left + right) / 2 + across * cos(turn), height / 2 + down * sin(turn))
            for turn in turns
        ]
        for (x0, y0), (x1, y1) in pairwise(points):
            yield rule._replace(x0=x0, y0=y0, x1=x1, y1=y1)
