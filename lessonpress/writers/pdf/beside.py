"""Pictures beside text: what follows is set in a narrower measure until it reaches the picture's foot.

A paragraph that begins beside a picture stays narrow to its end.
"""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import (
    Block,
    Figure,
    ItemList,
    Paragraph,
    Quotation,
    Verse,
)
from lessonpress.layout.margin import passes_glosses
from lessonpress.layout.pictures import SIDE_GAP, size_beside_text
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.figures import set_figure
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.rows import stack_strips
from lessonpress.writers.pdf.strips import Strip
from lessonpress.writers.pdf.tags import Node

_FARTHEST = 96.0  # points between where a gloss belongs and where it stands, below others
_AROUND = 6.0  # points, at least, to what stands above and below the picture


class Beside:
    """A picture with its caption, set as one strip, on one side of the strips from `start` on."""

    def __init__(
        self, column: Strip, start: int, edges: tuple[float, float], room: tuple[float, float]
    ) -> None:
        """`edges` are the sides of the measure, to be put back below the picture, and `room` those
        of what is left for the text beside it."""
        self.column = column
        self.start = start
        self.edges = edges
        self.room = room

    def takes(self, block: Block, strips: Sequence[Strip]) -> bool:
        """Whether the block stands beside the picture, below the strips set until now."""
        text = isinstance(block, (Paragraph, ItemList, Quotation, Verse))
        return text and self._depth(strips) < self.column.height

    def fill_up(self, strips: Sequence[Strip]) -> float:
        """How much of the picture's height the text leaves over."""
        return max(0.0, self.column.height - self._depth(strips))

    def attach(self, strips: Sequence[Strip]) -> None:
        """Has the picture begin with the first strip, and no page break part it."""
        own = strips[self.start :]
        first = own[0]
        first.items = [*self.column.items, *first.items]
        first.rules = [*self.column.rules, *first.rules]
        first.before = max(first.before, _AROUND)
        depth, after = 0.0, 0.0
        for index, strip in enumerate(own[:-1]):
            depth += strip.height + (max(after, strip.before) if index else 0.0)
            after = strip.after
            if depth >= self.column.height:
                break
            strip.keep = True

    def _depth(self, strips: Sequence[Strip]) -> float:
        depth, after = 0.0, 0.0
        for index, strip in enumerate(strips[self.start :]):
            depth += strip.height + (max(after, strip.before) if index else 0.0)
            after = strip.after
        return depth


class BesideGlosses(Beside):
    """Glosses in the margin, which take no room from the text beside them."""

    def takes(self, block: Block, strips: Sequence[Strip]) -> bool:
        return passes_glosses(block) and self.fill_up(strips) > 0.0

    def go_on(self, strips: Sequence[Strip]) -> float:
        """Lets other glosses begin below these; yields how far down that is, beside the next strip. 0
        where they would stand too far from what they explain."""
        rest = self.fill_up(strips)
        if not 0.0 < rest <= _FARTHEST:
            return 0.0
        self.attach(strips)
        strips[-1].keep = True
        return rest


def set_glosses(
    glosses: Sequence[Paragraph],
    type_: Paragraphs,
    style: TextStyle,
    parent: Node,
    column: tuple[float, float],
    edges: tuple[float, float],
    start: int,
    below: float,
) -> BesideGlosses:
    """The glosses of what follows, in a column of the margin that begins so far `below` it; `edges` are the
    sides of the measure."""
    left, right = column
    strips: list[Strip] = []
    for gloss in glosses:
        strips += type_.set(gloss.content, style, Node("P", parent), left=left, right=right)
    whole = stack_strips(strips)
    if below:
        whole.lower(below)
    return BesideGlosses(whole, start, edges, edges)


def set_beside(
    block: Figure,
    type_: Paragraphs,
    theme: Theme,
    parent: Node,
    left: float,
    right: float,
    start: int,
) -> Beside | None:
    """The picture on its side of the measure; None where there would be no room for text."""
    body = theme.styles["body"]
    size = size_beside_text(block.data, right - left, theme.paper.depth, block.share, body.size)
    if size is None:
        return None
    x = left if block.beside == "left" else right - size.width
    strips = set_figure(block, size, type_, theme, parent, left=x, right=x + size.width)
    column = stack_strips(strips)
    column.lower((body.leading - body.size) / 2)  # level with the letters beside it
    taken = size.width + SIDE_GAP
    room = (left + taken, right) if block.beside == "left" else (left, right - taken)
    return Beside(column, start, (left, right), room)
