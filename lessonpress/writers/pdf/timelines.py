"""Timelines: a line drawn to scale beside a table's rows, from which each row is led to."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.layout.theme import Theme
from lessonpress.layout.timelines import GAP, REACH, THICKNESS, TICK
from lessonpress.writers.pdf.strips import Rule, Strip


def draw_timeline(
    rows: Sequence[Sequence[Strip]], scale: Sequence[float], theme: Theme, left: float
) -> None:
    """Adds the line to the rows' first strip. The rows' strips follow each other on one page; `left`
    is where the rows begin."""
    top = 0.0
    middles = []  # of each row's first line
    for strips in rows:
        middles.append(top + theme.table_padding + theme.styles["cell"].leading / 2)
        top += sum(strip.height for strip in strips)
    first, last = middles[0], middles[-1]
    axis = left - REACH + TICK
    ink = theme.styles["cell"].colour
    line = Rule(axis, first, axis, last, THICKNESS, ink)
    drawn = rows[0][0].rules
    drawn.append(line)
    for middle, place in zip(middles, scale, strict=True):
        y = first + place * (last - first)
        drawn.append(line._replace(x0=axis - TICK / 2, x1=axis + TICK / 2, y0=y, y1=y))
        drawn.append(
            Rule(axis + TICK / 2, y, left - GAP, middle, theme.rule_width, theme.rule_colour)
        )
