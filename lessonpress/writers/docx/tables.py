"""Tables, as Word tables with real header rows and columns. Knows how no cell is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lessonpress.layout.pictures import SIDE_GAP
from lessonpress.writers.docx.ooxml import escape, twips
from lessonpress.writers.docx.properties import border

if TYPE_CHECKING:
    from lessonpress.writers.docx.paragraphs import Paragraph


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
Cell = Sequence["Paragraph | str"]
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells are paragraphs; `widths` are shares, `head` counts the header rows.

    `heights` are the least that the rows have, in points. `first_column` tells that the first cell of
    each row is its header, `lines` what is drawn around each cell: width and colour, dashed where it is
    to be `cut`; `line` is what is drawn along the left side alone. `written` are the numbers of the rows
    whose text stands beside higher blanks, in the middle. So do the words of `cards`, whose rows don't
    grow beyond their height unless it `grows`: backs lie behind fronts, but of large type nothing is to be cut.
    """

    widths: tuple[float, ...]
    rows: Sequence[Row]
    heights: Sequence[float | None]
    head: int
    first_column: bool
    caption: str
    lines: tuple[float, str] | None = None
    padding: float = 0.0
    written: frozenset[int] = frozenset()
    cut: bool = False
    cards: bool = False
    grows: bool = False
    description: str = ""
    line: tuple[float, str] | None = None

    def depth(self, measure: float, height: Callable[[Paragraph, float], float]) -> float:
        """How deep it is in points, `measure` points wide; `height` tells how deep a paragraph of a
        width is."""
        whole = 0.0
        for row, least in zip(self.rows, self.heights, strict=True):
            deepest = least or 0.0
            for cell, share in zip(row, self.widths, strict=True):
                width = max(1.0, share * measure - 2 * self.padding)
                pieces = (height(piece, width) for piece in cell if not isinstance(piece, str))
                deepest = max(deepest, 2 * self.padding + sum(pieces))
            whole += deepest
        return whole


def table_xml(grid: Grid, left: float, measure: float, *, mirrored: bool = False) -> str:
    """The `w:tbl` element: `left` points in, `measure` points wide. If `mirrored`, the first column is the
    rightmost."""
    widths = [twips(measure * share) for share in grid.widths]
    named = f'<w:tblCaption w:val="{escape(grid.caption)}"/>' if grid.caption else ""
    if grid.description:
        named += f'<w:tblDescription w:val="{escape(grid.description)}"/>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _row_xml(
            row,
            widths,
            height,
            head=number < grid.head,
            middle=grid.cards or number in grid.written,
            exact=grid.cards and not grid.grows,
        )
        for number, (row, height) in enumerate(zip(grid.rows, grid.heights, strict=True))
    )
    around = cells = ""
    if grid.line is not None:
        along = border("left", grid.line[0], 0, grid.line[1])
        around = f"<w:tblBorders>{along}</w:tblBorders>"
        margin = twips(grid.padding * 2)
        cells = f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
    if grid.lines is not None:
        around = "".join(border(side, grid.lines[0], 0, grid.lines[1]) for side in _SIDES)
        if grid.cut:
            around = around.replace('w:val="single"', 'w:val="dashed"')
        around = f"<w:tblBorders>{around}</w:tblBorders>"
        sides = ("top", "left", "bottom", "right") if grid.cut else ("left",)
        cells = "".join(f'<w:{side} w:w="{twips(grid.padding)}" w:type="dxa"/>' for side in sides)
        cells = f"<w:tblCellMar>{cells}</w:tblCellMar>"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="LessonTable"/>{"<w:bidiVisual/>" if mirrored else ""}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{twips(left)}" w:type="dxa"/>'
        f'{around}<w:tblLayout w:type="fixed"/>{cells}{_look(bool(grid.head), grid.first_column)}{named}'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _look(first_row: bool, first_column: bool) -> str:
    """Which parts of the table are headers, for the style and for screen readers."""
    bits = 0x0600 | 0x0020 * first_row | 0x0080 * first_column
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{first_row:d}" w:lastRow="0"'
        f' w:firstColumn="{first_column:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def _row_xml(
    cells: Row,
    widths: Sequence[int],
    height: float | None,
    *,
    head: bool = False,
    middle: bool = False,
    exact: bool = False,
) -> str:
    place = '<w:vAlign w:val="center"/>' if middle else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{place}</w:tcPr>{_cell_xml(pieces)}</w:tc>'
        for pieces, width in zip(cells, widths, strict=True)
    )
    rule = "exact" if exact else "atLeast"
    least = f'<w:trHeight w:val="{twips(height)}" w:hRule="{rule}"/>' if height else ""
    repeats = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeats}</w:trPr>{inside}</w:tr>"


def _cell_xml(pieces: Cell) -> str:
    """A cell ends with a paragraph (ECMA-376 Part 1, 17.4.65)."""
    end = "" if pieces and not isinstance(pieces[-1], str) else gap(1)
    return "".join(piece if isinstance(piece, str) else piece.xml() for piece in pieces) + end


def beside_xml(
    cells: Row, widths: Sequence[float], left: float, gap_width: float = SIDE_GAP
) -> str:
    """What stands side by side, in cells without lines around them; widths in points, each with the gap
    at its end."""
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    sides = "".join(
        f'<w:{side} w:w="{twips(space)}" w:type="dxa"/>'
        for side, space in (("top", 0), ("left", 0), ("bottom", 0), ("right", gap_width))
    )
    row = _row_xml(cells, [twips(width) for width in widths], None)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(left)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{row}</w:tbl>"
    )


def gap(height: float, section: str = "", *, new_page: bool = False) -> str:
    """An empty paragraph of this height in points: two tables that touch would become one.

    `section` holds the properties of the section that ends with it. With `new_page` it begins one, for
    a table can't.
    """
    begins = "<w:pageBreakBefore/>" if new_page else ""
    return (
        f'<w:p><w:pPr>{begins}<w:spacing w:before="0" w:after="0" w:line="{twips(height)}"'
        f' w:lineRule="exact"/>{section}</w:pPr></w:p>'
    )
