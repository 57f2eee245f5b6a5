"""Columns: how wide those of a table are, and how many a page has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lessonpress.document.blocks import Blank, Cell, Inline, Paragraph, Run, Table
from lessonpress.layout.text_width import letter_width, longest_word
from lessonpress.layout.theme import Paper, TextStyle, Theme

# Letters in a line of running text: columns are made where there would be more than _MOST, such that
# there are at most _GOOD, but never fewer than _FEWEST. 45 to 75 letters are read with most ease
# (Bringhurst, The Elements of Typographic Style, 2.1.2); what teachers look things up in may have more.
_GOOD, _MOST, _MOST_IN_A_KEY, _FEWEST = 75, 85, 112, 42
_NARROWEST = 240.0  # points: no narrower column, for tables and lines to write on
_GAP = 28.0  # points between columns
# The part of the measure that a column may get for the sake of a long word.
_WIDEST = 0.6
# Letters of a word that are to stay together; longer ones may be parted.
_SEEN_AT_ONCE = 12
# How much wider words may come out: another font stands in for one that isn't installed.
_SLACK, _SLACK_OF_LARGE_TYPE = 1.2, 1.35


def split(paper: Paper, columns: int) -> Paper:
    """The paper with so many columns."""
    return replace(paper, columns=columns, gap=_GAP if columns > 1 else 0.0)


def set_columns(paper: Paper, body: TextStyle, *, for_teachers: bool) -> Paper:
    """The paper with as many columns as keep lines of running text in this style readable; with a
    wider margin on the right where one column is too wide and two would be too narrow."""
    most = _MOST_IN_A_KEY if for_teachers else _MOST
    letter = letter_width(body)
    if paper.measure <= most * letter:
        return paper
    parted = [split(paper, columns) for columns in range(2, 6)]
    wide = [one for one in parted if one.measure >= max(_FEWEST * letter, _NARROWEST)]
    for limit in (_GOOD, most):
        for one in wide:
            if one.measure <= limit * letter:
                return one
    spare = paper.measure - most * letter
    return replace(paper, right=paper.right + spare, spare=spare)


def shorten(paper: Paper, body: TextStyle, most: int) -> Paper:
    """The paper in one column, with a wider margin on the right where lines of running text in this style
    would have more than so many letters."""
    paper = split(paper, 1)
    spare = paper.measure - most * letter_width(body)
    return paper if spare <= 0 else replace(paper, right=paper.right + spare, spare=spare)


def fewer_columns(paper: Paper, body: TextStyle) -> Paper:
    """The paper with as few columns as running text of a larger size asks for."""
    while paper.columns > 1 and paper.measure < _FEWEST * letter_width(body):
        paper = split(paper, paper.columns - 1)
    return paper


def has_room(table: Table, theme: Theme, measure: float) -> bool:
    """Whether no word must be parted that is short enough to be read as one, where the table is `measure`
    points wide."""
    padding = 2 * theme.table_padding
    longest = _SEEN_AT_ONCE * letter_width(theme.styles["cell"]) * _slack(theme)
    needed = _least(table, theme, [0.0] * len(table.widths), padding)
    return sum(min(need, longest + padding) for need in needed) <= measure


def _slack(theme: Theme) -> float:
    return _SLACK_OF_LARGE_TYPE if theme.accommodation else _SLACK


def column_widths(table: Table, theme: Theme, measure: float) -> tuple[float, ...]:
    """The shares of the table's columns, where it is `measure` points wide: those that it asks for,
    or, where a word has no room in its column, such that it has, at the cost of roomier columns. What
    even so is too long must be parted.
    """
    given = [share * measure for share in table.widths]
    needed = [0.0] * len(given)
    slack = _slack(theme)
    heads = theme.styles["cell-head"], theme.styles["cell"]
    padding = 2 * theme.table_padding
    for row in (*table.head, *table.rows):
        for place, cell in enumerate(row.cells):
            style = heads[0] if cell.header else heads[1]
            room = (given[place] - padding) / slack
            width = max(_widths(cell, style, room), default=0.0)
            if width > room:
                needed[place] = max(needed[place], width * slack + padding)
    if not any(needed):
        return table.widths
    least = [
        min(need, max(_WIDEST * measure, wide)) for need, wide in zip(needed, given, strict=True)
    ]
    widths = _share_out(given, _least(table, theme, least, padding), measure)
    return tuple(width / measure for width in widths)


def _least(table: Table, theme: Theme, needed: Sequence[float], padding: float) -> list[float]:
    """What each column needs at the least; exactly, now that some have too little."""
    least, slack = list(needed), _slack(theme)
    for row in (*table.head, *table.rows):
        for place, cell in enumerate(row.cells):
            style = theme.styles["cell-head" if cell.header else "cell"]
            if not needed[place]:
                width = max(_widths(cell, style, 0.0), default=0.0)
                least[place] = max(least[place], width * slack + padding)
    return least


def _share_out(given: Sequence[float], least: Sequence[float], measure: float) -> list[float]:
    """Widths that give each column what it needs, and take that from those that can spare it."""
    if sum(least) >= measure:
        return _capped(least, measure)
    widths = [max(wide, need) for wide, need in zip(given, least, strict=True)]
    excess = sum(widths) - measure
    spare = [wide - need for wide, need in zip(widths, least, strict=True)]
    whole = sum(spare)
    return [wide - excess * free / whole for wide, free in zip(widths, spare, strict=True)]


def _capped(least: Sequence[float], measure: float) -> list[float]:
    """Widths that sum up to the measure, by taking from the widest alone: the fewest words are parted."""
    cap, left, columns = 0.0, measure, len(least)
    for need in sorted(least):
        cap = left / columns
        if need >= cap:
            break
        left, columns = left - need, columns - 1
    return [min(need, cap) for need in least]


def _widths(cell: Cell, style: TextStyle, room: float) -> Iterator[float]:
    """The widths of what must not be parted in a cell; rough ones where they surely have room."""
    yield from _inline_widths(cell.content, style, room)
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            yield from _inline_widths(block.content, style, room)


def _inline_widths(content: Iterable[Inline], style: TextStyle, room: float) -> Iterator[float]:
    for inline in content:
        if isinstance(inline, Run):
            strong = inline.strong or (inline.emphasis and style.emphasis == "bold")
            bold = strong and not style.bold
            yield longest_word(inline.text, replace(style, bold=True) if bold else style, room=room)
        elif isinstance(inline, Blank) and inline.answer is not None:
            yield longest_word(inline.answer, replace(style, bold=True), room=room)
