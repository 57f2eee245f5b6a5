"""The order of reading: what stands on a page, as it is read and painted."""

from __future__ import annotations

from lessonpress.writers.pdf.pages import Page, Placed
from lessonpress.writers.pdf.strips import Item
from lessonpress.writers.pdf.tags import Node


def in_reading_order(page: Page) -> list[tuple[Item, Placed]]:
    """A page's items with their strip. The lines of a table's row stand side by side in strips; here
    each cell is read to its end before the next."""
    items: list[tuple[Item, Placed]] = []
    row: list[tuple[Item, Placed]] = []
    for placed in page.placed:
        if placed.strip.row_continues or row:
            row.extend((item, placed) for item in placed.strip.items)
            if not placed.strip.row_continues:
                items.extend(_by_cell(row))
                row = []
        else:
            items.extend((item, placed) for item in placed.strip.items)
    items.extend(_by_cell(row))
    return items


def _by_cell(row: list[tuple[Item, Placed]]) -> list[tuple[Item, Placed]]:
    cells: dict[int, int] = {}
    for item, _ in row:
        cells.setdefault(_cell(item.node), len(cells))
    return sorted(row, key=lambda entry: cells[_cell(entry[0].node)])


def _cell(node: Node) -> int:
    """What of a row the node belongs to: its cell, the outermost one where a table stands in it."""
    cell = None
    place: Node | None = node
    while place is not None:
        cell = place if place.kind in ("TD", "TH") else cell
        place = place.parent
    return id(cell or node)
