"""The rows of tables: what stands in each cell, as paragraphs. How the table is written is `tables`' business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lessonpress.document.blocks import Paragraph as TextBlock
from lessonpress.document.blocks import Run
from lessonpress.document.inlines import plain_text
from lessonpress.layout.squares import (
    boxes,
    card_style,
    cut_measure,
    is_card,
    padding,
    row_height,
)
from lessonpress.layout.timelines import THICKNESS, spaced_heights
from lessonpress.writers.docx.looks import PARAGRAPH_STYLES
from lessonpress.writers.docx.paragraphs import Paragraph, Place
from lessonpress.writers.docx.squares import squares_xml
from lessonpress.writers.docx.tables import Grid, table_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lessonpress.document.blocks import Block, Cell, Inline, Row, Table
    from lessonpress.writers.docx.inlines import Inlines
    from lessonpress.writers.docx.styles import StyleSheet

# The share of a page that a table may take to be kept on one page, and a row of a fixed height.
_KEPT, _HIGHEST = 0.4, 0.8


class SetsParagraphs(Protocol):
    """What the body does for a cell."""

    bookmarks: list[str]
    used: set[str]

    def set(
        self, content: Sequence[Inline], look_id: str, place: Place, owner: str
    ) -> Paragraph: ...

    def height(self, paragraph: Paragraph, measure: float | None = None) -> float: ...

    def cell_pieces(
        self, text: Sequence[Paragraph], blocks: Iterable[Block], look: str, width: float
    ) -> list[Paragraph | str]: ...


class TableSetter:
    """Sets the tables of one document."""

    def __init__(self, sheet: StyleSheet, inlines: Inlines, body: SetsParagraphs) -> None:
        self._theme = sheet.theme
        self._inlines = inlines
        self._body = body

    def xml(self, table: Table, left: float, measure: float) -> str:
        """The `w:tbl` element: `left` points in, `measure` points wide at most."""
        self._body.used.add("LessonTable")
        if table.square:
            return self._squares(table, left, measure)
        theme = self._theme
        cut = table.rules == "cut"
        if cut:
            left, measure = cut_measure(theme)
        inside = padding(table, theme)
        whole = (*table.head, *table.rows)
        heights = [self._row_height(row, table) for row in whole]
        if table.scale:  # a line can't be drawn beside rows that Word makes as high as it likes
            least = [height or 0.0 for height in heights[len(table.head) :]]
            heights[len(table.head) :] = spaced_heights(least, table.scale)
        rows = [
            self._row(row, table, measure, (height or 0.0) - 2 * inside)
            for row, height in zip(whole, heights, strict=True)
        ]
        grid = Grid(
            table.widths,
            rows,
            heights,
            len(table.head),
            any(row.cells and row.cells[0].header == "row" for row in table.rows),
            plain_text(table.caption),
            None if table.rules == "rows" else (theme.rule_width, theme.rule_colour),
            inside,
            cut=cut,
            cards=cut
            and all(is_card(cell) or not cell.blocks for row in whole for cell in row.cells),
            description=table.summary,
            line=(THICKNESS, theme.styles["cell"].colour) if table.scale else None,
        )
        kept = grid.depth(measure, self._body.height) <= theme.paper.depth * _KEPT
        for row in rows[: -1 if kept else grid.head]:
            for cell in row:
                for piece in cell:
                    if isinstance(piece, Paragraph):
                        piece.keep = True
        return table_xml(grid, left, measure)

    def _row(
        self, row: Row, table: Table, measure: float, room: float
    ) -> list[list[Paragraph | str]]:
        self._body.bookmarks.append(row.id)
        return [
            self._card(cell, share * measure - 2 * padding(table, self._theme), room)
            if table.rules == "cut" and is_card(cell)
            else self._cell(cell, row.id, share * measure - 2 * padding(table, self._theme))
            for cell, share in zip(row.cells, table.widths, strict=True)
        ]

    def _row_height(self, row: Row, table: Table) -> float | None:
        height = row_height(row, table, self._theme)
        return None if height is None else min(height, self._theme.paper.depth * _HIGHEST)

    def _cell(self, cell: Cell, row: str, width: float) -> list[Paragraph | str]:
        look = "TableHead" if cell.header else "TableText"
        lone = cell.content or not cell.blocks
        text = [self._body.set(cell.content, look, Place(), row)] if lone else []
        return self._body.cell_pieces(text, cell.blocks, look, width)

    def _card(self, cell: Cell, width: float, height: float) -> list[Paragraph | str]:
        """The words of a card, in a size in which they fit it."""
        pieces: list[Paragraph | str] = []
        for block in cell.blocks:
            if not isinstance(block, TextBlock):
                continue
            style = card_style(block, self._theme, width, height, len(cell.blocks))
            self._body.bookmarks.append(block.id)
            with self._inlines.sized(style.size):
                piece = self._body.set(
                    block.content, PARAGRAPH_STYLES[block.style], Place(), block.id
                )
            piece.leading = style.leading
            pieces.append(piece)
        return pieces

    def _squares(self, table: Table, left: float, measure: float) -> str:
        size = boxes(table, self._theme, measure)
        last = table.rows[-1]
        rows = []
        for row in table.rows:
            self._body.bookmarks.append(row.id)
            cells = []
            for cell in row.cells:
                pieces = []
                leading = size.letter * 1.15
                if cell.label:
                    with self._inlines.sized(size.label):
                        label = self._body.set((Run(cell.label),), "TableText", Place(), row.id)
                    label.leading = size.label * 1.05
                    leading = min(leading, size.side - label.leading - 0.5)
                    pieces.append(label)
                with self._inlines.sized(size.letter):
                    letter = self._body.set(cell.content, "TableText", Place(), row.id)
                letter.leading, letter.align = leading, "center"
                pieces.append(letter)
                for piece in pieces:
                    piece.keep = row is not last
                cells.append(pieces)
            rows.append(cells)
        return squares_xml(table, rows, size, self._theme, left)
