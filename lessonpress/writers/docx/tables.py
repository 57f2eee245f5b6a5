"""Tables, as Word tables with real header rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.writers.docx.ooxml import escape, twips
from lessonpress.writers.docx.paragraphs import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from lessonpress.document.blocks import Cell, Row, Table


def table_xml(
    table: Table,
    caption: str,
    left: float,
    measure: float,
    cell: Callable[[Cell, str | None], Paragraph],
) -> str:
    """The `w:tbl` element: `left` points in, `measure` points wide.

    `caption` is its text, `cell` makes the paragraph of a cell and gives it the row's id.
    """
    widths = [twips(measure * share) for share in table.widths]
    headed = any(row.cells and row.cells[0].header == "row" for row in table.rows)
    named = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [_row_xml(row, widths, cell, head=True) for row in table.head]
    rows += [_row_xml(row, widths, cell, head=False) for row in table.rows]
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="LessonTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{twips(left)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_look(bool(table.head), headed)}{named}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _look(first_row: bool, first_column: bool) -> str:
    """Which parts of the table are headers, for the style and for screen readers."""
    bits = 0x0600 | 0x0020 * first_row | 0x0080 * first_column
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{first_row:d}" w:lastRow="0"'
        f' w:firstColumn="{first_column:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def _row_xml(
    row: Row, widths: list[int], cell: Callable[[Cell, str | None], Paragraph], *, head: bool
) -> str:
    out: list[str] = []
    for place, (content, width) in enumerate(zip(row.cells, widths, strict=True)):
        paragraph = cell(content, None if place else row.id)
        if head:
            paragraph.keep = True
        out.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph.xml()}</w:tc>'
        )
    repeats = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{''.join(out)}</w:tr>"
