"""Rows: the cells of a table's row, set side by side in strips."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.writers.pdf.strips import Rule, Strip


def row_strips(
    columns: Sequence[Sequence[Strip]], padding: float, below: Rule, leading: float
) -> list[Strip]:
    """One strip for each line of the tallest cell, so that even a giant row can be parted.

    `columns` are the lines of each cell, `padding` the space above and below them, `below` the rule
    at the row's foot (its height is set here), `leading` the height of a row without any text.
    """
    count = max((len(column) for column in columns), default=0) or 1
    strips = []
    for index in range(count):
        lines = [column[index] for column in columns if index < len(column)]
        strip = Strip(
            max((line.height for line in lines), default=leading),
            items=[item for line in lines for item in line.items],
            rules=[rule for line in lines for rule in line.rules],
            keep=index < count - 1,
            row_continues=index < count - 1,
        )
        strips.append(strip)
    strips[0].lower(padding)
    last = strips[-1]
    last.height += padding
    last.rules.append(below._replace(y0=last.height, y1=last.height))
    return strips
