"""Rows: the cells of a table's row, set side by side in strips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lessonpress.document.blocks import Cell, Paragraph, Row, Table
from lessonpress.document.inlines import is_written_on
from lessonpress.layout.squares import card_style, cut_measure, is_card, padding, row_height
from lessonpress.layout.tables import cell_style
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.strips import Rule, Spot, Strip
from lessonpress.writers.pdf.tags import Node
from lessonpress.writers.pdf.venn import CLEAR, circles, put_in_circles
from lessonpress.writers.pdf.venn import PADDING as VENN_PADDING

_HEAVY = 1.6  # how much thicker the rule below a head is
_CUT_GAP = 2.0  # points, between lines to cut along; less than between two dashes

#: Sets the blocks of a cell below a node, between two sides.
SetBlocks = Callable[[Cell, Node, float, float], list[Strip]]


class RowSetter:
    """Sets the rows of tables in one theme. Raises layout.fonts.MissingGlyph."""

    def __init__(self, theme: Theme, type_: Paragraphs, set_blocks: SetBlocks) -> None:
        self._theme = theme
        self._type = type_
        self._set_blocks = set_blocks

    def set(
        self, row: Row, table: Table, parent: Node, left: float, right: float, *, heavy: bool
    ) -> list[Strip]:
        """The strips of a row between two sides of the measure, with a `heavy` rule at its foot or a
        usual one."""
        theme = self._theme
        node = Node("TR", parent)
        grid, cut = table.rules in ("all", "cut"), table.rules == "cut"
        if cut:
            shift, measure = cut_measure(theme)
            left, right = shift, shift + measure
        least = row_height(row, table, theme) or 0.0
        inside = padding(table, theme)
        venn = table.rules == "venn" and not heavy and len(row.cells) == 3
        aside = VENN_PADDING if venn else inside
        columns: list[list[Strip]] = []
        edges = [left]
        for place, (cell, share) in enumerate(zip(row.cells, table.widths, strict=True)):
            x = edges[-1]
            start = x if x == left and not (grid or venn) else x + aside
            edges.append(x + share * (right - left))
            end = edges[-1] - aside
            if cut and is_card(cell):
                columns.append([self._card(cell, node, start, end, least - 2 * inside)])
            else:
                columns.append(self._cell(row, place, table, node, start, end))
        thickness = theme.rule_width * (_HEAVY if heavy else 1.0)
        below = Rule(left, 0.0, right, 0.0, thickness, theme.rule_colour)
        # Large type may leave the page that its heading is on, so that a row is parted only where it must be.
        most = theme.paper.depth * 0.8 if theme.accommodation else theme.paper.highest_row
        written = self._type.stage == "primary" and any(
            is_written_on(cell.content) for cell in row.cells
        )
        if written or any(cell.blocks for cell in row.cells):
            depths = [sum(s.before + s.height + s.after for s in column) for column in columns]
            if max(depths) <= most:  # else line by line, for a page break to part
                columns = [[stack_strips(column)] for column in columns]
                if written:
                    pitch = theme.ruled_pitch[self._type.stage]
                    centre([column[0] for column in columns], max(least, pitch))
        leading = theme.styles["cell"].leading
        if venn and all(len(column) <= 1 for column in columns):
            high = put_in_circles([strip for column in columns for strip in column], least)
            [strip] = row_strips(columns, 0.0, below, high, high)
            rule = below._replace(thickness=theme.rule_width * _HEAVY)
            strip.rules[-1:] = circles(edges, strip.height, rule)
            if self._type.fields.on_screen:
                clear = strip.height * (1 - CLEAR) / 2
                spread_spots([strip], clear, clear)
            return [strip]
        strips = row_strips(columns, inside, below, leading, least)
        if grid:
            strips[-1].rules[-1] = rule = below._replace(
                y0=strips[-1].height, y1=strips[-1].height, dashed=cut
            )
            draw_grid(strips, edges, rule._replace(thickness=theme.rule_width))
        if self._type.fields.on_screen:
            spread_spots(strips, inside / 2, theme.rule_width)
        return strips

    def _card(self, cell: Cell, row: Node, left: float, right: float, room: float) -> Strip:
        """The words of a card, in the middle of its `room`, the height inside."""
        node = Node("TD", row)
        strips: list[Strip] = []
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                style = card_style(block, self._theme, right - left, room, len(cell.blocks))
                strips += self._type.set(
                    block.content, style, Node("P", node), left=left, right=right
                )
        strip = stack_strips(strips)
        strip.lower(max(0.0, (room - strip.height) / 2))
        return strip

    def _cell(
        self, row: Row, place: int, table: Table, parent: Node, left: float, right: float
    ) -> list[Strip]:
        """The strips of the cell in that place (from 0) of a row."""
        cell, fields = row.cells[place], self._type.fields
        fields.owner = row.id
        style = self._theme.styles[cell_style(small=table.small, head=cell.header is not None)]
        if cell.align != style.align:
            style = replace(style, align=cell.align)
        if cell.header:
            scope = "Column" if cell.header == "column" else "Row"
            node = Node("TH", parent, attributes=f"<< /O /Table /Scope /{scope} >>")
        else:
            node = Node("TD", parent)
        if (form := fields.cell(node, row, place, table, style.size, right - left)) is not None:
            return [Strip(0.0, items=[Spot(form, left, 0.0, right - left, 0.0)])]
        # A blank alone has its room from the row's height.
        roomy = len(cell.content) > 1
        strips = self._type.set(cell.content, style, node, left=left, right=right, roomy=roomy)
        return [*strips, *self._set_blocks(cell, node, left, right)]


def stack_strips(strips: Sequence[Strip]) -> Strip:
    """A cell's strips, one below the other, as one: what stands beside it keeps its own distances."""
    whole = Strip(0.0)
    after = 0.0
    for strip in strips:
        if whole.height:
            whole.height += max(after, strip.before)
        depth = whole.height
        whole.height, after = depth + strip.height, strip.after
        strip.lower(depth)
        whole.items += strip.items
        whole.rules += strip.rules
    whole.height += after  # a line to write on keeps away from the rule at the row's foot
    return whole


def spread_spots(row: Sequence[Strip], above: float, below: float) -> None:
    """Has what is filled in on a screen take the height of its row, which is known only now."""
    height = sum(strip.height for strip in row)
    first = row[0]
    first.items = [
        item._replace(y=height - below, height=height - above - below)
        if isinstance(item, Spot)
        else item
        for item in first.items
    ]


def centre(cells: Sequence[Strip], least: float) -> None:
    """Cells of one height, `least` points at least, with what is in them half-way down."""
    height = max(least, *(cell.height for cell in cells))
    for cell in cells:
        cell.lower((height - cell.height) / 2)
        cell.height = height


def draw_grid(strips: Sequence[Strip], edges: Sequence[float], rule: Rule) -> None:
    """Lines above a row and beside each of its cells, in the look of `rule`; its foot has one. Lines to
    cut along stop short of each other: what crosses is taken for a table by whoever looks for those.
    """
    gap = _CUT_GAP if rule.dashed else 0.0
    for at, strip in enumerate(strips):
        top = 0.0 if at else gap
        foot = strip.height - (0.0 if at + 1 < len(strips) else gap)
        strip.rules += [rule._replace(x0=x, y0=top, x1=x, y1=foot) for x in edges]
    strips[0].rules.append(rule._replace(x0=edges[0], y0=0.0, x1=edges[-1], y1=0.0))


def row_strips(
    columns: Sequence[Sequence[Strip]],
    padding: float,
    below: Rule,
    leading: float,
    least: float = 0.0,
) -> list[Strip]:
    """One strip for each line of the tallest cell, so that even a giant row can be parted.

    `columns` are the lines of each cell, `padding` the space above and below them, `below` the rule
    at the row's foot (its height is set here), `leading` the height of a row without any text, `least`
    that of the row as a whole.
    """
    count = max((len(column) for column in columns), default=0) or 1
    strips = []
    for index in range(count):
        lines = [column[index] for column in columns if index < len(column)]
        strip = Strip(
            max((line.height for line in lines), default=leading),
            items=[item for line in lines for item in line.items],
            rules=[rule for line in lines for rule in line.rules],
            keep=index < count - 1,
            row_continues=index < count - 1,
        )
        strips.append(strip)
    strips[0].lower(padding)
    last = strips[-1]
    last.height += padding
    last.height += max(0.0, least - sum(strip.height for strip in strips))
    last.rules.append(below._replace(y0=last.height, y1=last.height))
    return strips
