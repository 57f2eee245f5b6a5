"""Tables: how wide their columns are, by what they ask for or by their text; the same for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lessonpress.document.blocks import Cell, Table
from lessonpress.document.inlines import plain_text
from lessonpress.layout.columns import column_widths, has_room
from lessonpress.layout.marks import GUTTER
from lessonpress.layout.pictures import SIDE_GAP
from lessonpress.layout.theme import StyleName, Theme

# The width of a letter in ems, rather more than it is on average: a word that just doesn't fit is
# parted.
_LETTER = 0.53
# How much wider the bold letters of a head are.
_BOLD = 1.12
# Beyond so many lines in a cell, further text widens its column no more.
_MOST_LINES = 4
# What is tried in turn: a style, and how many letters of a word of letters must stand together, where
# not all of them: the rest can be hyphenated.
_TRIED: tuple[tuple[StyleName, int | None], ...] = (
    ("cell", None),
    ("small-cell", None),
    ("small-cell", 8),
    ("small-cell", 5),
)


# Columns that are narrower, in ems of running text, stand better one below the other.
_NARROWEST_COLUMN = 9.0


def column_sides(table: Table, theme: Theme, measure: float) -> list[tuple[float, float]]:
    """The left and right sides, in points, of columns that stand side by side in a measure; none where
    it is too narrow for them."""
    count = len((*table.head, *table.rows)[0].cells)
    gap = measure * GUTTER if table.rules == "apart" else SIDE_GAP
    room = measure - gap * (count - 1)
    sides = []
    start = 0.0
    for share in table.widths or (1 / count,) * count:
        sides.append((start, start + share * room))
        start += share * room + gap
    narrowest = min(end - start for start, end in sides)
    return sides if narrowest >= _NARROWEST_COLUMN * theme.styles["body"].size else []


def cell_style(*, small: bool, head: bool) -> StyleName:
    """The style of a cell's text."""
    if small:
        return "small-cell-head" if head else "small-cell"
    return "cell-head" if head else "cell"


def with_widths(table: Table, theme: Theme, measure: float) -> Table:
    """The table with the shares of its columns, where it is `measure` points wide: those that it
    asks for, as far as its words have room; without any, those that its text asks for.

    Then no column is narrower than its longest word, as far as that is possible; what is left goes to
    those with more text. Where there is no room for the words, the type is small. Boxes and cards to
    cut out are as wide as it is said, or all the same: their type is as large as they have room for.
    """
    if table.square or table.rules == "cut":
        columns = len((*table.head, *table.rows)[0].cells)
        return replace(table, widths=table.widths or (1 / columns,) * columns)
    if table.widths:
        if theme.accommodation and not has_room(table, theme, measure):
            table, theme = replace(table, small=True), _in_small_type(theme)
        return replace(table, widths=column_widths(table, theme, measure))
    texts = list(zip(*(row.cells for row in (*table.head, *table.rows)), strict=True))
    for style, parted in _TRIED:
        least, line, gap = _needs(texts, theme, measure, style, parted)
        if sum(least) <= line:
            break
    longest = [max(_length(plain_text(cell.content), cell) for cell in one) for one in texts]
    widest = [min(letters, line * _MOST_LINES) + gap for letters in longest]
    more = [max(0.0, wide - narrow) for wide, narrow in zip(widest, least, strict=True)]
    spare = line - sum(least)
    if 0 < spare < sum(more):
        widths = [one + spare * want / sum(more) for one, want in zip(least, more, strict=True)]
    elif spare > 0:  # there is room for all; what is over is spread
        over = (spare - sum(more)) / len(texts)
        widths = [one + want + over for one, want in zip(least, more, strict=True)]
    else:
        widths = least
    return replace(
        table, widths=tuple(width / sum(widths) for width in widths), small=style != "cell"
    )


def _in_small_type(theme: Theme) -> Theme:
    """The theme whose cells are those of a table that has no room otherwise."""
    small = theme.styles["small-cell"], theme.styles["small-cell-head"]
    return replace(theme, styles={**theme.styles, "cell": small[0], "cell-head": small[1]})


def _needs(
    columns: Sequence[Sequence[Cell]],
    theme: Theme,
    measure: float,
    style: StyleName,
    parted: int | None,
) -> tuple[list[float], float, float]:
    """The letters that each column needs at least, those of a line, and those that a gap takes, where
    words are parted after so many letters, or not at all."""
    letter = theme.styles[style].size * _LETTER
    gap = 2 * theme.table_padding / letter
    least = [
        max((_needed(word, cell, parted) for cell in column for word in _words(cell)), default=1.0)
        + gap
        for column in columns
    ]
    return least, measure / letter, gap


def _words(cell: Cell) -> list[str]:
    return plain_text(cell.content).split()


def _needed(word: str, cell: Cell, parted: int | None) -> float:
    if parted is None or not word.strip(".,;:!?()“”„‘’").isalpha():
        return _length(word, cell)
    return min(_length(word, cell), parted)


def _length(text: str, cell: Cell) -> float:
    return len(text) * (_BOLD if cell.header else 1.0)
