"""The margin: where glosses stand beside the text that they explain. Knows no format."""

from __future__ import annotations

from collections.abc import Iterable

from lessonpress.document.blocks import (
    Block,
    Box,
    Contents,
    Figure,
    Figures,
    PageBreak,
    Paragraph,
    Section,
    Table,
)
from lessonpress.layout.theme import Theme

# Points between the text and the glosses, and from those to the paper's edge: printers leave that blank.
_GAP, _EDGE = 12.0, 22.0
# A column is no wider and, in ems of its type, no narrower.
_WIDEST, _NARROWEST = 140.0, 6.5


def gloss_column(theme: Theme) -> tuple[float, float] | None:
    """The sides of the column for glosses, in points from the left of the measure; None where the margin
    is too narrow for one."""
    paper = theme.paper
    width = min(_WIDEST, paper.right - _GAP - _EDGE)
    if paper.columns > 1 or width < _NARROWEST * theme.styles["gloss"].size:
        return None
    start = paper.measure + _GAP
    return start, start + width


def passes_glosses(block: Block) -> bool:
    """Whether a block may stand beside glosses of what is above it: it leaves the margin alone."""
    if isinstance(block, (Section, PageBreak, Contents, Figures, Table)) or is_gloss(block):
        return False
    return not (isinstance(block, Figure) and block.beside)


def is_gloss(block: Block) -> bool:
    """Whether it is a gloss, which stands beside what follows it."""
    return isinstance(block, Paragraph) and block.style == "gloss"


def holds_glosses(blocks: Iterable[Block]) -> bool:
    """Whether any gloss stands among the blocks, or in their sections."""
    return any(
        is_gloss(block) or (isinstance(block, (Section, Box)) and holds_glosses(block.blocks))
        for block in blocks
    )
