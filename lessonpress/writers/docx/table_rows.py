"""The rows of tables: what stands in each cell, as paragraphs. How the table is written is `tables`' business."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

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
from lessonpress.layout.tables import cell_style, column_sides, with_widths
from lessonpress.layout.timelines import THICKNESS, spaced_heights
from lessonpress.writers.docx.looks import PARAGRAPH_STYLES, STYLE_IDS
from lessonpress.writers.docx.paragraphs import Paragraph, Place
from lessonpress.writers.docx.setter import KEPT, Setter
from lessonpress.writers.docx.squares import squares_xml
from lessonpress.writers.docx.tables import Grid, beside_xml, gap, table_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lessonpress.document.blocks import Block, Cell, Row, Table
    from lessonpress.writers.docx.tables import Cell as Pieces


class TableSetter(Setter, ABC):
    """Sets the tables of one document. What the blocks in a cell come to, the body knows."""

    @abstractmethod
    def _block(self, block: Block, place: Place) -> None:
        """Sets a block of any kind."""

    @abstractmethod
    def _blocks(self, blocks: Iterable[Block], place: Place) -> None:
        """Sets blocks of any kind, one below the other."""

    def _table(self, block: Table, place: Place) -> None:
        if block.rules in ("beside", "apart"):
            self._columns((*block.head, *block.rows)[0], block, place)
            return
        if block.caption:
            self._text(block.caption, "Caption", place, block.id).keep = True
        self._out += self._start_table()
        left, measure = self._room(place)
        self.used.add("LessonTable")
        if block.square:
            measure += 0.0 if place.box else self._theme.paper.spare
            self._out.append(self._squares_xml(block, left, measure))
        else:
            self._out.append(self._table_xml(block, left, measure))

    def _columns(self, row: Row, table: Table, place: Place) -> None:
        """Columns in the cells of one row without lines; one below the other where the paper is too narrow,
        or where they are longer than a page."""
        left, measure = self._room(place)
        self._bookmarks.append(row.id)
        sides = column_sides(table, self._theme, measure) or [(0.0, measure)] * len(row.cells)
        cells: list[list[Paragraph | str]] = []
        deepest = 0.0
        for cell, (start, end) in zip(row.cells, sides, strict=True):
            with self._aside() as inside:
                self._column(cell, row, Place(room=end - start))
            cells.append(inside)
            paragraphs = (piece for piece in inside if isinstance(piece, Paragraph))
            deepest = max(deepest, sum(self._height(one, end - start) for one in paragraphs))
        gap_width = sides[1][0] - sides[0][1] if len(sides) > 1 else 0.0
        if gap_width > 0 and deepest <= self._theme.paper.highest_row:
            before = self._start_table()
            widths = [end - start + gap_width for start, end in sides]
            self._out += [*before, beside_xml(cells, widths, left, gap_width)]
            return
        for piece in (piece for cell in cells for piece in cell):
            if isinstance(piece, Paragraph):
                self._add(piece)
            else:
                self._out.append(piece)

    def _column(self, cell: Cell, row: Row, place: Place) -> None:
        if cell.blocks:
            self._blocks(cell.blocks, place)
        else:
            self._text(cell.content, PARAGRAPH_STYLES["body"], place, row.id)

    def _start_table(self) -> list[str]:
        """What must stand between a table and what is above it."""
        if self._new_page:
            self._new_page = False
            return [gap(1, new_page=True)]
        if self._out and isinstance(self._out[-1], str):
            return [gap(self._after_table)]
        return []

    def _table_xml(self, table: Table, left: float, measure: float) -> str:
        """The `w:tbl` element: `left` points in, `measure` points wide."""
        theme = self._theme
        cut = table.rules == "cut"
        if cut:
            left, measure = cut_measure(theme)
        table = with_widths(table, theme, measure)
        inside = padding(table, theme)
        whole = (*table.head, *table.rows)
        wanted = [row_height(row, table, theme) for row in whole]
        heights = self._hand.heights(whole, wanted, theme.paper.highest_row)
        if table.scale:  # a line can't be drawn beside rows that Word makes as high as it likes
            least = [height or 0.0 for height in heights[len(table.head) :]]
            heights[len(table.head) :] = spaced_heights(least, table.scale)
        rooms = [share * measure - 2 * inside for share in table.widths]
        rows = [
            self._row(row, table, rooms, (height or 0.0) - 2 * inside)
            for row, height in zip(whole, heights, strict=True)
        ]
        cards = cut and all(is_card(cell) or not cell.blocks for row in whole for cell in row.cells)
        grid = Grid(
            table.widths,
            rows,
            heights,
            len(table.head),
            any(row.cells and row.cells[0].header == "row" for row in table.rows),
            plain_text(table.caption),
            None if table.rules == "rows" else (theme.rule_width, theme.rule_colour),
            inside,
            self._hand.rows(whole),
            cut=cut,
            cards=cards,
            grows=bool(theme.accommodation),
            description=table.summary,
            line=(THICKNESS, theme.styles["cell"].colour) if table.scale else None,
        )
        kept = grid.depth(measure, self._height) <= theme.paper.depth * KEPT
        for row in rows[: -1 if kept else grid.head]:
            for cell in row:
                for piece in cell:
                    if isinstance(piece, Paragraph):
                        piece.keep = True
        return table_xml(grid, left, measure, mirrored=bool(self._sheet.level))

    def _row(self, row: Row, table: Table, rooms: Sequence[float], height: float) -> list[Pieces]:
        self._bookmarks.append(row.id)
        return [
            self._card(cell, room, height)
            if table.rules == "cut" and is_card(cell)
            else self._cell(cell, row.id, room, table.small)
            for cell, room in zip(row.cells, rooms, strict=True)
        ]

    def _cell(self, cell: Cell, row: str, room: float, small: bool) -> Pieces:
        look = STYLE_IDS[cell_style(small=small, head=cell.header is not None)]
        lone = cell.content or not cell.blocks
        place = Place(room=room)
        text = [self._set(cell.content, look, place, row)] if lone else []
        if len(cell.content) == 1:  # a blank alone has its room from the row's height
            text[0].leading = None
        with self._aside() as inside:
            inside += text
            for block in cell.blocks:
                if isinstance(block, TextBlock) and block.style == "body":
                    self._bookmarks.append(block.id)
                    self._text(block.content, look, place, block.id)
                else:
                    self._block(block, place)
        for piece in inside if cell.align != "left" else ():
            if isinstance(piece, Paragraph):
                piece.align = cell.align
        return inside

    def _card(self, cell: Cell, room: float, height: float) -> Pieces:
        """The words of a card, in a size in which they fit it."""
        pieces: list[Paragraph | str] = []
        for block in cell.blocks:
            if not isinstance(block, TextBlock):
                continue
            style = card_style(block, self._theme, room, height, len(cell.blocks))
            self._bookmarks.append(block.id)
            look, place = PARAGRAPH_STYLES[block.style], Place(room=room)
            with self._inlines.sized(style.size):
                piece = self._set(block.content, look, place, block.id)
            piece.leading, piece.exact = style.leading, True
            pieces.append(piece)
        return pieces

    def _squares_xml(self, table: Table, left: float, measure: float) -> str:
        """The `w:tbl` element of a grid of boxes."""
        size = boxes(table, self._theme, measure)
        inner = Place(room=size.side)
        last = table.rows[-1]
        rows = []
        for row in table.rows:
            self._bookmarks.append(row.id)
            cells = []
            for cell in row.cells:
                pieces = []
                leading = size.letter * 1.15
                if cell.label:
                    with self._inlines.sized(size.label):
                        label = self._set((Run(cell.label),), "TableText", inner, row.id)
                    label.leading = size.label * 1.05
                    leading = min(leading, size.side - label.leading - 0.5)
                    pieces.append(label)
                with self._inlines.sized(size.letter):
                    letter = self._set(cell.content, "TableText", inner, row.id)
                letter.leading, letter.align = leading, "center"
                pieces.append(letter)
                for piece in pieces:
                    piece.keep, piece.exact = row is not last, True
                cells.append(pieces)
            rows.append(cells)
        mirrored = bool(self._sheet.level)
        return squares_xml(table, rows, size, self._theme, left, mirrored=mirrored)
