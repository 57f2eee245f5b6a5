"""Grids of boxes, as Word tables of square cells that can be typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.layout.squares import MARKED_RULE, MARKED_TINT, Boxes, is_box
from lessonpress.writers.docx.ooxml import colour, escape, twips
from lessonpress.writers.docx.properties import border

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lessonpress.document.blocks import Cell, Table
    from lessonpress.layout.theme import Theme
    from lessonpress.writers.docx.paragraphs import Paragraph

_SIDES = ("top", "left", "bottom", "right")
# No rule that the table's style has holds here: each box has its own.
_BARE = "".join(
    f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_NO_MARGINS = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in _SIDES)


def squares_xml(
    table: Table,
    rows: Sequence[Sequence[Sequence[Paragraph]]],
    size: Boxes,
    theme: Theme,
    left: float,
    *,
    mirrored: bool = False,
) -> str:
    """The `w:tbl` element, `left` points in; `rows` are the paragraphs of each cell. If `mirrored`, the
    first column is the rightmost."""
    side, columns = twips(size.side), len(table.widths)
    named = f'<w:tblDescription w:val="{escape(table.summary)}"/>' if table.summary else ""
    grid = f'<w:gridCol w:w="{side}"/>' * columns
    height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{side}" w:hRule="exact"/></w:trPr>'
    body = "".join(
        f"<w:tr>{height}"
        + "".join(
            _cell_xml(cell, pieces, side, theme)
            for cell, pieces in zip(row.cells, cells, strict=True)
        )
        + "</w:tr>"
        for row, cells in zip(table.rows, rows, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="LessonTable"/>{"<w:bidiVisual/>" if mirrored else ""}'
        f'<w:tblW w:w="{side * columns}" w:type="dxa"/><w:tblInd w:w="{twips(left)}" w:type="dxa"/>'
        f'<w:tblBorders>{_BARE}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_NO_MARGINS}</w:tblCellMar>"
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{named}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _cell_xml(cell: Cell, pieces: Sequence[Paragraph], side: int, theme: Theme) -> str:
    drawn = shade = ""
    if cell.kind == "marked":
        width, ink = theme.rule_width * MARKED_RULE, theme.styles["cell"].colour
        drawn = "".join(border(one, width, 0, ink) for one in _SIDES)
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(MARKED_TINT)}"/>'
    elif is_box(cell):
        drawn = "".join(border(one, theme.rule_width, 0, theme.rule_colour) for one in _SIDES)
    borders = f"<w:tcBorders>{drawn}</w:tcBorders>" if drawn else ""
    middle = "" if cell.label else '<w:vAlign w:val="center"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{side}" w:type="dxa"/>{borders}{shade}{middle}</w:tcPr>'
        + "".join(piece.xml() for piece in pieces)
        + "</w:tc>"
    )
