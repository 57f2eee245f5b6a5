"""Rows: the cells of a table's row, set side by side in strips."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.writers.pdf.strips import Rule, Strip


def stack_strips(strips: Sequence[Strip]) -> Strip:
    """A cell's strips, one below the other, as one: what stands beside it keeps its own distances."""
    whole = Strip(0.0)
    after = 0.0
    for strip in strips:
        if whole.height:
            whole.height += max(after, strip.before)
        depth = whole.height
        whole.height, after = depth + strip.height, strip.after
        strip.lower(depth)
        whole.items += strip.items
        whole.rules += strip.rules
    whole.height += after  # a line to write on keeps away from the rule at the row's foot
    return whole


def draw_grid(strips: Sequence[Strip], edges: Sequence[float], rule: Rule) -> None:
    """Lines above a row and beside each of its cells, in the look of `rule`; its foot has one."""
    for strip in strips:
        strip.rules += [rule._replace(x0=x, y0=0.0, x1=x, y1=strip.height) for x in edges]
    strips[0].rules.append(rule._replace(x0=edges[0], y0=0.0, x1=edges[-1], y1=0.0))


def row_strips(
    columns: Sequence[Sequence[Strip]],
    padding: float,
    below: Rule,
    leading: float,
    least: float = 0.0,
) -> list[Strip]:
    """One strip for each line of the tallest cell, so that even a giant row can be parted.

    `columns` are the lines of each cell, `padding` the space above and below them, `below` the rule
    at the row's foot (its height is set here), `leading` the height of a row without any text, `least`
    that of the row as a whole.
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
    last.height += max(0.0, least - sum(strip.height for strip in strips))
    last.rules.append(below._replace(y0=last.height, y1=last.height))
    return strips
