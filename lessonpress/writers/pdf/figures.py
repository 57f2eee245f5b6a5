"""Figures: pictures with their captions, alone or side by side."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import Figure, Figures
from lessonpress.layout.pictures import SIDE_GAP, Size, printed_size, sizes_side_by_side
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.rows import stack_strips
from lessonpress.writers.pdf.strips import Image, Strip
from lessonpress.writers.pdf.tags import Node

_AROUND = 6.0  # points above and below


def set_figure(
    block: Figure,
    size: Size,
    type_: Paragraphs,
    theme: Theme,
    parent: Node,
    *,
    left: float,
    right: float,
) -> list[Strip]:
    """A picture of that size at the left of its room, and the lines of its caption."""
    node = Node("Figure", parent, alternative=block.alternative)
    strip = Strip(size.height, before=_AROUND, after=_AROUND)
    picture = Image(node, left, 0.0, size.width, size.height, block.data, block.pointers)
    strip.items.append(picture)
    if not (block.caption or block.credit):
        return [strip]
    strip.keep = True
    below: list[Strip] = []
    styles = theme.styles["caption"], theme.styles["credit"]
    for kind, content, style in zip(
        ("Caption", "P"), (block.caption, block.credit), styles, strict=True
    ):
        if content:
            for line in below:
                line.keep = True
            # After the picture, which is painted first.
            under = Node(kind, node, inline=True)
            below += type_.set(content, style, under, left=left, right=right)
    return [strip, *below]


def figure_size(block: Figure, theme: Theme, measure: float) -> Size:
    """How large a picture is that stands alone."""
    return printed_size(block.data, measure, theme.paper.depth, block.share)


def set_figures(
    block: Figures, type_: Paragraphs, theme: Theme, parent: Node, *, left: float, right: float
) -> Strip:
    """Pictures side by side, each with its caption below, in one strip."""
    sizes = sizes_side_by_side(
        [one.data for one in block.items],
        right - left,
        theme.paper.depth,
        [one.share for one in block.items],
    )
    columns: list[Strip] = []
    spare = right - left - SIDE_GAP * (len(sizes) - 1) - sum(size.width for size in sizes)
    x = left
    for figure, size in zip(block.items, sizes, strict=True):
        room = size.width + max(0.0, spare) / len(sizes)
        strips = set_figure(figure, size, type_, theme, parent, left=x, right=x + room)
        columns.append(stack_strips(strips))
        x += room + SIDE_GAP
    return merge_strips(columns)


def merge_strips(columns: Sequence[Strip]) -> Strip:
    """What stands side by side as one strip, read column by column."""
    whole = Strip(max(column.height for column in columns), before=_AROUND, after=_AROUND)
    for column in columns:
        whole.items += column.items
        whole.rules += column.rules
    return whole
