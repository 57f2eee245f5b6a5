"""Tables in the flow: rows one below the other, grids, timelines.

And columns side by side, which are no table to whoever hears them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from lessonpress.document.blocks import Block, Cell, Document, Paragraph, Row, Table
from lessonpress.layout.tables import column_sides, with_widths
from lessonpress.layout.theme import StyleName, Theme
from lessonpress.layout.timelines import REACH
from lessonpress.writers.pdf.heard import make_list
from lessonpress.writers.pdf.inline.paragraphs import MeasuredWords
from lessonpress.writers.pdf.print_fields import PrintFields
from lessonpress.writers.pdf.rows import RowSetter, stack_strips
from lessonpress.writers.pdf.setter import Setter
from lessonpress.writers.pdf.squares import set_squares
from lessonpress.writers.pdf.strips import Strip
from lessonpress.writers.pdf.tags import Node, pdf_text
from lessonpress.writers.pdf.timelines import draw_timeline

# A share of the page's depth: a shorter table stays on one page, if it can.
_KEPT_TABLE = 0.35


class TableFlow(Setter, ABC):
    """Sets the tables of one document. What the blocks in a cell come to, the flow knows."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        measured: MeasuredWords | None,
        fields: PrintFields | None = None,
    ) -> None:
        super().__init__(document, theme, measured, fields)
        self._rows = RowSetter(theme, self._type, self._cell_blocks)
        self._body_style: StyleName | None = None
        self.anchors: dict[str, int] = {}  # the strip with which each block begins

    @abstractmethod
    def _blocks(self, blocks: Sequence[Block], parent: Node) -> None:
        """Sets blocks of any kind."""

    def _table(self, block: Table, parent: Node) -> None:
        if block.rules in ("beside", "apart"):
            self._columns((*block.head, *block.rows)[0], block, parent)
            return
        said = f"<< /O /Table /Summary {pdf_text(block.summary)} >>" if block.summary else ""
        node = Node("Table", parent, attributes=said)
        theme = self._theme
        if block.caption:
            style = theme.styles["caption"]
            strips = self._type.set(
                block.caption, style, Node("Caption", node), left=self._left, right=self._right
            )
            for strip in strips:
                strip.keep = True
                self._add(strip)
        start = len(self.strips)
        if block.square:
            spare = 0.0 if self._frame else theme.paper.spare
            left, right = self._left, self._right + spare
            strips = set_squares(block, theme, self._type, node, left, right)
            self.anchors |= {row.id: start + at for at, row in enumerate(block.rows)}
            for strip in strips:
                self._add(strip)
            self._let_go_before(start)
            self._close_table(start)
            return
        left = self._indented(REACH if block.scale else 0.0)
        block = with_widths(block, theme, self._right - self._left)
        for row in block.head:
            self._row(row, block, node, heavy=True)
        head = tuple(self.strips[start:])
        for strip in head:
            strip.keep = True
        rows: list[list[Strip]] = []
        for row in block.rows:
            first = len(self.strips)
            self._row(row, block, node, heavy=False)
            rows.append(self.strips[first:])
            for strip in rows[-1]:
                strip.repeat = head
        if block.rules == "cut":
            make_list(node, block)
        if block.scale and self._depth_from(start) <= theme.paper.depth:
            draw_timeline(rows, block.scale, theme, self._left)
            self._keep_from(start)
            self._let_go_before(start)
        elif theme.accommodation and rows and rows[0]:
            self._let_go_before(start, start + len(head) + len(rows[0]))
        self._left = left
        self._close_table(start)

    def _close_table(self, start: int) -> None:
        theme = self._theme
        if len(self.strips) > start:
            self.strips[start].before = max(self.strips[start].before, 4.0)
            self.strips[-1].after = theme.styles["body"].after + 4.0
            if self._depth_from(start) < _KEPT_TABLE * theme.paper.depth:
                self._keep_from(start)

    def _row(self, row: Row, table: Table, parent: Node, *, heavy: bool) -> None:
        self.anchors[row.id] = len(self.strips)
        for strip in self._rows.set(row, table, parent, self._left, self._right, heavy=heavy):
            self._add(strip)

    def _cell_blocks(self, cell: Cell, target: Node, left: float, right: float) -> list[Strip]:
        """The strips of the blocks in a cell, apart from those of the page."""
        if not cell.blocks:
            return []
        row = len(self.strips)
        outer = (self.strips, self._left, self._right, self._body_style, self._frame)
        self.strips, self._left, self._right = [], left, right
        self._body_style, self._frame = "cell", None
        before = set(self.anchors)
        self._blocks(cell.blocks, target)
        strips = self.strips
        self.strips, self._left, self._right, self._body_style, self._frame = outer
        self.anchors |= dict.fromkeys(self.anchors.keys() - before, row)
        return strips

    # --- columns ---------------------------------------------------------------------------------

    def _columns(self, row: Row, table: Table, parent: Node) -> None:
        """Columns side by side on one page; one below the other where the paper is too narrow, or where
        they are longer than a page."""
        theme = self._theme
        sides = column_sides(table, theme, self._right - self._left)
        self.anchors[row.id] = len(self.strips)
        node = Node("Div", parent)
        if sides:
            fields = self._type.fields
            self._type.fields = copy(fields)
            columns = [
                self._column(cell, row, Node("Div", node), self._left + start, self._left + end)
                for cell, (start, end) in zip(row.cells, sides, strict=True)
            ]
            whole = [stack_strips(column) for column in columns]
            if (height := max(one.height for one in whole)) <= theme.paper.highest_row:
                items = [item for one in whole for item in one.items]
                rules = [rule for one in whole for rule in one.rules]
                after = theme.styles["body"].after + 4.0
                self._add(Strip(height, items, rules, before=4.0, after=after))
                return
            self._type.fields = fields  # nothing of it was counted
            node.kids.clear()
        for cell in row.cells:
            self._add(*self._column(cell, row, Node("Div", node), self._left, self._right))

    def _column(self, cell: Cell, row: Row, node: Node, left: float, right: float) -> list[Strip]:
        blocks = cell.blocks or (Paragraph(row.id, cell.content),)
        return self._cell_blocks(replace(cell, blocks=blocks), node, left, right)
