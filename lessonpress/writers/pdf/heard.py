"""Cards to cut out, as whoever hears them has them: a list, and no table, since nothing heads them."""

from __future__ import annotations

from lessonpress.document.blocks import Cell, Table
from lessonpress.writers.pdf.tags import Node


def make_list(node: Node, table: Table) -> None:
    """Makes the node of a table, all of whose cells have theirs, a list of them; not where cells head others.

    A place without a card is no item.
    """
    rows = (*table.head, *table.rows)
    if any(cell.header for row in rows for cell in row.cells):
        return
    placed = zip(_kids(node), rows, strict=True)
    cards = [pair for cells, row in placed for pair in zip(_kids(cells), row.cells, strict=True)]
    node.kind, node.attributes, node.title, node.kids = "L", "", table.summary, []
    for body, cell in cards:
        if not _is_empty(cell):
            body.kind, body.parent = "LBody", Node("LI", node)
            body.parent.kids.append(body)


def _is_empty(cell: Cell) -> bool:
    return not (cell.content or cell.blocks)


def _kids(node: Node) -> list[Node]:
    return [kid for kid in node.kids if isinstance(kid, Node)]
