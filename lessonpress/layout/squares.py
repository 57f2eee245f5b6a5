"""How large boxes and cards come out: what a table asks for, as far as the paper has room. Knows no format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from lessonpress.document.blocks import Cell, Paragraph, Row, Run, Table
from lessonpress.document.inlines import plain_text
from lessonpress.layout.theme import TextStyle, Theme

#: What stands out is tinted as dark as a photocopier leaves legible.
MARKED_TINT = "#e0e0e0"
#: How much thicker the rule around a box is that stands out.
MARKED_RULE = 2.4
_DEEPEST_GRID = 0.82  # the share of a page's depth that a grid of boxes may take
_LEAST_SIDE = 1.75  # ems of the type in a box
# The shares of a box's side that the type in it has, and that of its label; where type is to be as large as there
# is room for it.
_USUAL, _LARGE = (0.58, 0.28), (0.72, 0.42)
_LEAST_SIZE = 6.0  # points; nobody reads what is smaller
_LEAST_CARD = 8.0
_CUT_PADDING = 8.0
# The width of a letter in ems, seldom less: of a line of text, and of a word alone.
_LETTER, _LETTER_OF_A_WORD = 0.5, 0.58
# The share of its card that a poster's line may take.
_POSTER_LINE = 0.24


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a grid, in points: their side, the size of a letter in one and of its label."""

    side: float
    letter: float
    label: float


def boxes(table: Table, theme: Theme, measure: float) -> Boxes:
    """The boxes of a table with `square` cells, `measure` points being there for its width."""
    cell = theme.styles["cell"]
    wanted = max((table.square or 0.0) * theme.box_room, cell.size * _LEAST_SIDE)
    across = measure / max(1, len(table.widths))
    down = _DEEPEST_GRID * theme.paper.depth / max(1, len(table.rows))
    side = round(min(wanted, across, down), 2)
    shares = _LARGE if theme.accommodation else _USUAL
    letter = max(_LEAST_SIZE, min(cell.size * 1.15, side * shares[0]))
    return Boxes(side, round(letter, 2), round(max(_LEAST_SIZE, min(side * shares[1], letter)), 2))


def is_box(cell: Cell) -> bool:
    """Whether lines are drawn around the cell of a grid."""
    return cell.kind != "void"


def padding(table: Table, theme: Theme) -> float:
    """The space between a cell's sides and its text: more where scissors may go astray."""
    return max(_CUT_PADDING, theme.table_padding) if table.rules == "cut" else theme.table_padding


def cut_measure(theme: Theme) -> tuple[float, float]:
    """Left edge, from that of the measure, and width of a table to cut out: it lies in the middle of
    the paper, so that cards on the sheet's back meet those on its front. In columns it is as wide as one."""
    paper = theme.paper
    if paper.columns > 1:
        return 0.0, paper.measure
    margin = max(paper.left, paper.right - paper.spare)
    return margin - paper.left, paper.width - 2 * margin


def row_height(row: Row, table: Table, theme: Theme) -> float | None:
    """The least height of a row in points, or None; of one of so many that fill a page, the height."""
    if table.down:
        # Large cards may leave the page that their heading is on.
        deepest = theme.paper.depth * 0.8 if theme.accommodation else theme.paper.highest_row
        return deepest / table.down
    return None if row.height is None else min(row.height * theme.room, theme.paper.highest_row)


def is_card(cell: Cell) -> bool:
    """Whether a cell holds nothing but the words of a card, which stand in its middle."""
    styles = ("card", "poster")
    return bool(cell.blocks) and all(
        isinstance(block, Paragraph) and block.style in styles for block in cell.blocks
    )


def card_style(
    paragraph: Paragraph, theme: Theme, width: float, height: float, count: int
) -> TextStyle:
    """The style of a card's paragraph, one of `count`, in a size in which it fits its share of the card.

    The same estimate for every format, so that a card looks the same in all of them.
    """
    style = theme.styles[paragraph.style]
    text = plain_text(paragraph.content)
    bold = style.bold or any(isinstance(part, Run) and part.strong for part in paragraph.content)
    longest = max((len(word) for word in text.split()), default=0)
    room = height / count - style.after
    ratio = style.leading / style.size
    size = style.size
    if paragraph.style == "poster":
        size = min(size, height * _POSTER_LINE / ratio)
    widen, apart = 1.06 if bold else 1.0, style.tracking / style.size
    letter, letter_of_a_word = _LETTER * widen + apart, _LETTER_OF_A_WORD * widen + apart

    def fits(size: float, *, parted: bool = False) -> bool:
        lines = max(1, ceil(len(text) * size * letter / width))
        whole = parted or longest * size * letter_of_a_word <= width
        return whole and lines * size * ratio <= room

    # Whose type is to be large can do with a long word that is parted.
    large = theme.styles["small-cell"].size if theme.accommodation else _LEAST_CARD
    while size > large and not fits(size):
        size -= 0.5
    while size > _LEAST_CARD and not fits(size, parted=size <= large):
        size -= 0.5
    size = round(max(size, min(style.size, _LEAST_CARD)) * 2) / 2
    return replace(style, size=size, leading=size * ratio, tracking=round(apart * size, 3))
