"""What a grid is to whoever hears it, where it is no table: cards to cut out, and the boxes of a puzzle.

A table without a name on any of its columns or rows says nothing of its cells. Knows no looks.
"""

from __future__ import annotations

from lessonpress.document.blocks import Cell, Row, Table
from lessonpress.writers.pdf.tags import Node


def retag(node: Node, table: Table) -> None:
    """Makes the node of a table, all of whose cells have theirs, what it is heard as."""
    rows = (*table.head, *table.rows)
    if any(cell.header for row in rows for cell in row.cells):
        return
    if table.rules == "cut":
        _as_list(node, rows, table.summary)
    elif table.square and not any(
        _is_filled_in(cell) for row in _kids(node) for cell in _kids(row)
    ):
        _as_figure(node, rows, table.summary)


def _as_list(node: Node, rows: tuple[Row, ...], said: str) -> None:
    """Cards: an item each. A place without a card is none."""
    node.kind, node.attributes, node.title = "L", "", said
    placed = zip(_kids(node), rows, strict=True)
    cards = [pair for cells, row in placed for pair in zip(_kids(cells), row.cells, strict=True)]
    node.kids = []
    for body, cell in cards:
        if not _is_empty(cell):
            body.kind, body.parent = "LBody", Node("LI", node)
            body.parent.kids.append(body)


def _as_figure(node: Node, rows: tuple[Row, ...], said: str) -> None:
    """Boxes: a drawing, which a text tells of. What stands in them is read line by line by who asks."""
    node.kind, node.attributes, node.alternative = "Figure", "", said
    for line, row in zip(_kids(node), rows, strict=True):
        pairs = zip(_kids(line), row.cells, strict=True)
        line.kind, line.kids = "P", [box for box, cell in pairs if not _is_empty(cell)]
        for box in _kids(line):
            box.kind = "Span"
            for inner in _kids(box):
                inner.kind = "Span"
    node.kids = [line for line in _kids(node) if line.kids]


def _is_filled_in(node: Node) -> bool:
    return any(kid.kind == "Form" for kid in _kids(node))


def _is_empty(cell: Cell) -> bool:
    return not (cell.content or cell.blocks or cell.label)


def _kids(node: Node) -> list[Node]:
    return [kid for kid in node.kids if isinstance(kid, Node)]
