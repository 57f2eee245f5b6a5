"""Tables, as Word tables with real header rows and columns. Knows how no cell is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lessonpress.writers.docx.ooxml import escape, twips

if TYPE_CHECKING:
    from lessonpress.writers.docx.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells are paragraphs; `widths` are shares, `head` counts the header rows.

    `first_column` tells that the first cell of each row is its header.
    """

    widths: tuple[float, ...]
    rows: Sequence[Sequence[Paragraph]]
    head: int
    first_column: bool
    caption: str


def table_xml(grid: Grid, left: float, measure: float) -> str:
    """The `w:tbl` element: `left` points in, `measure` points wide."""
    widths = [twips(measure * share) for share in grid.widths]
    named = f'<w:tblCaption w:val="{escape(grid.caption)}"/>' if grid.caption else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _row_xml(row, widths, head=number < grid.head) for number, row in enumerate(grid.rows)
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="LessonTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{twips(left)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_look(bool(grid.head), grid.first_column)}{named}'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _look(first_row: bool, first_column: bool) -> str:
    """Which parts of the table are headers, for the style and for screen readers."""
    bits = 0x0600 | 0x0020 * first_row | 0x0080 * first_column
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{first_row:d}" w:lastRow="0"'
        f' w:firstColumn="{first_column:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def _row_xml(cells: Sequence[Paragraph], widths: Sequence[int], *, head: bool) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph.xml()}</w:tc>'
        for paragraph, width in zip(cells, widths, strict=True)
    )
    repeats = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{inside}</w:tr>"


def gap(height: float, section: str = "") -> str:
    """An empty paragraph of this height in points: two tables that touch would become one.

    `section` holds the properties of the section that ends with it.
    """
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{twips(height)}"'
        f' w:lineRule="exact"/>{section}</w:pPr></w:p>'
    )
