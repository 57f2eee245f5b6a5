"""Marks: how large circles, squares and boxes are, to mark or to write a letter in. Knows no format."""

from __future__ import annotations

from lessonpress.document.blocks import Stage
from lessonpress.layout.theme import TextStyle

_MM = 72 / 25.4

#: The side, in points, of what is marked with a cross or a tick.
TICK: dict[Stage, float] = {"primary": 7 * _MM, "secondary": 4.6 * _MM}
#: The side, in points, of a box that a letter or a number is written in.
LETTER_BOX: dict[Stage, float] = {"primary": 12 * _MM, "secondary": 7.5 * _MM}
#: How thick their lines are, in points: a hairline is lost on a photocopy.
STROKE = 0.9
#: Points between a mark and what it belongs to, and at least between two that stand one below the other.
GAP = 5.0
CLEARANCE = 4.0
#: The diameter, in points, of a dot that a line is drawn from.
DOT = 4.5
#: The share of the measure between two columns that lines are drawn across.
GUTTER = 0.12
# Above the baseline, in type sizes: half-way up between what has an ascender and what has none.
_MIDDLE = 0.31


def middle(style: TextStyle) -> float:
    """How far above its baseline a line of text has its middle, in points."""
    return style.size * _MIDDLE


def room_for(side: float, style: TextStyle) -> float:
    """How high a line is, in points, in which a mark of that side stands."""
    return max(style.leading, side + CLEARANCE)


def tick(stage: Stage, room: float) -> tuple[float, float]:
    """In points, the side of what is marked, and the space beside it, where room to write is `room` times
    everybody's."""
    return TICK[stage] * room, GAP * room


def letter_box(stage: Stage, room: float) -> tuple[float, float]:
    """The same of a box that a letter is written in."""
    return LETTER_BOX[stage] * room, GAP * room


def number_gap(stage: Stage, room: float) -> tuple[float, float]:
    """In points, the line that a number is written on before what it is the number of, and the space
    between the two."""
    return LETTER_BOX[stage] * room * 0.9, GAP * room * 1.4
