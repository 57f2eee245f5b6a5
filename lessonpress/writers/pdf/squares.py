"""Squares: grids of boxes with a letter or nothing in them, and a number in the corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lessonpress.document.blocks import Cell, Run, Table
from lessonpress.layout.squares import MARKED_RULE, MARKED_TINT, Boxes, boxes, is_box
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.strips import Rule, Spot, Strip
from lessonpress.writers.pdf.tags import Node

_LABEL_INSET = 1.2  # points between a box's side and the number in its corner


def set_squares(
    table: Table, theme: Theme, type_: Paragraphs, parent: Node, left: float, right: float
) -> list[Strip]:
    """A strip for each row, all to be kept on one page. Raises layout.fonts.MissingGlyph."""
    size = boxes(table, theme, right - left)
    cell = replace(theme.styles["cell"], align="center", before=0.0, after=0.0)
    letter = replace(cell, size=size.letter, leading=size.letter * 1.2)
    label = replace(cell, size=size.label, leading=size.label * 1.1, align="left")
    strips = []
    for at, row in enumerate(table.rows):
        node = Node("TR", parent)
        strip = Strip(size.side, keep=at + 1 < len(table.rows))
        strip.rules += _tints(row.cells, size, left)
        for column, one in enumerate(row.cells):
            x, target = left + column * size.side, Node("TD", node)
            _set_cell(strip, one, type_, target, x, size, letter, label)
            form = type_.fields.cell(target, row, column, table, size.letter, size.side)
            if form is not None:
                strip.items.append(Spot(form, x, size.side, size.side, size.side))
        above = table.rows[at - 1].cells if at else ()
        strip.rules += _rules(row.cells, above, size, left, theme, last=at + 1 == len(table.rows))
        strips.append(strip)
    return strips


def _set_cell(
    strip: Strip,
    cell: Cell,
    type_: Paragraphs,
    node: Node,
    x: float,
    size: Boxes,
    letter: TextStyle,
    label: TextStyle,
) -> None:
    if cell.label:
        left = x + _LABEL_INSET
        numbers = type_.set(
            (Run(cell.label),), label, Node("P", node), left=left, right=left + size.side
        )
        _put(strip, numbers[:1], _LABEL_INSET / 2)
    if cell.content:
        # A label takes the top of its box, so the letter stands lower.
        room = size.side - letter.leading
        depth = room - _LABEL_INSET / 2 if cell.label else room / 2
        own = Node("P", node) if cell.label else node
        letters = type_.set(cell.content, letter, own, left=x, right=x + size.side)
        _put(strip, letters[:1], depth)


def _put(strip: Strip, lines: Sequence[Strip], depth: float) -> None:
    for line in lines:
        line.lower(depth)
        strip.items += line.items
        strip.rules += line.rules


def _tints(cells: Sequence[Cell], size: Boxes, left: float) -> Iterator[Rule]:
    """Behind each box that stands out: a rule as thick as the box, drawn before all others."""
    middle = size.side / 2
    for column, cell in enumerate(cells):
        if cell.kind == "marked":
            x = left + column * size.side
            yield Rule(x, middle, x + size.side, middle, size.side, MARKED_TINT)


def _rules(
    cells: Sequence[Cell],
    above: Sequence[Cell],
    size: Boxes,
    left: float,
    theme: Theme,
    *,
    last: bool,
) -> Iterator[Rule]:
    """The lines of a row: above its boxes and below those of the row before, and between them."""
    boxed = [is_box(cell) for cell in cells]
    below = [is_box(cell) for cell in above] or [False] * len(boxed)
    usual = Rule(0.0, 0.0, 0.0, 0.0, theme.rule_width, theme.rule_colour)
    side = size.side
    tops = [one or other for one, other in zip(boxed, below, strict=True)]
    for y, drawn in ((0.0, tops), (side, boxed if last else [])):
        # Box by box: long lines that cross are taken for a table, which this is not.
        for column, one in enumerate(drawn):
            if one:
                x = left + column * side
                yield usual._replace(x0=x, x1=x + side, y0=y, y1=y)
    for column in range(len(boxed) + 1):
        if any(boxed[max(0, column - 1) : column + 1]):
            x = left + column * side
            yield usual._replace(x0=x, x1=x, y1=side)
    ink = theme.styles["cell"].colour
    heavy = usual._replace(thickness=theme.rule_width * MARKED_RULE, colour=ink)
    for column, cell in enumerate(cells):
        if cell.kind == "marked":
            x0, x1 = left + column * side, left + (column + 1) * side
            yield heavy._replace(x0=x0, x1=x0, y1=side)
            yield heavy._replace(x0=x1, x1=x1, y1=side)
            yield heavy._replace(x0=x0, x1=x1)
            yield heavy._replace(x0=x0, x1=x1, y0=side, y1=side)
