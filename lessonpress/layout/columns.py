"""Columns: how wide each of a table's is where its text decides; the same for every format."""

from __future__ import annotations

from dataclasses import replace

from lessonpress.document.blocks import Cell, Table
from lessonpress.document.inlines import plain_text
from lessonpress.layout.theme import Theme

# The width of a letter in ems, rather more than it is on average: a word that just doesn't fit is
# parted.
_LETTER = 0.53
# Beyond so many lines in a cell, further text widens its column no more.
_MOST_LINES = 4


def with_widths(table: Table, theme: Theme, measure: float) -> Table:
    """The table with a share for each column, where it has none, on lines of `measure` points.

    No column is narrower than its longest word if that can be helped; what is left goes to those
    with more text.
    """
    if table.widths:
        return table
    em = theme.styles["cell"].size * _LETTER
    line = measure / em
    least: list[float] = []
    more: list[float] = []
    for column in zip(*(row.cells for row in (*table.head, *table.rows)), strict=True):
        texts = [_text(cell) for cell in column]
        gap = 2 * theme.table_padding / em
        words = (len(word) for text in texts for word in text.split())
        least.append(max(words, default=1) + gap)
        most = min(max(map(len, texts)), line * _MOST_LINES)
        more.append(max(0.0, most + gap - least[-1]))
    spare = line - sum(least)
    if spare > 0 and sum(more) > spare:
        widths = [one + spare * want / sum(more) for one, want in zip(least, more, strict=True)]
    elif spare > 0:  # there is room for all; what is over is spread
        natural = [one + want for one, want in zip(least, more, strict=True)]
        widths = [width + (line - sum(natural)) / len(natural) for width in natural]
    else:
        widths = least
    return replace(table, widths=tuple(width / sum(widths) for width in widths))


def _text(cell: Cell) -> str:
    return plain_text(cell.content)
