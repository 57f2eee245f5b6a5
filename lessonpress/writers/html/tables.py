"""Tables: rows and cells, with the places to write in that empty cells are for students."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from lxml import etree

from lessonpress.document.blocks import Block, Cell, Paragraph, Row, Table
from lessonpress.words import Words, fields
from lessonpress.writers.html.elements import add_text, element
from lessonpress.writers.html.inlines import Inlines
from lessonpress.writers.html.places import Places

_SCOPES = {"column": "col", "row": "row"}


class _Adds(Protocol):
    def add(self, blocks: Iterable[Block], target: etree._Element) -> None: ...


def add_table(
    table: Table,
    target: etree._Element,
    inlines: Inlines,
    body: _Adds,
    words: Words,
    places: Places | None,
) -> None:
    """Puts the table at the end of the element. `places` makes what empty cells are to be filled in with; None
    where they aren't."""
    if table.rules in ("beside", "apart"):
        _add_columns(table, target, inlines, body)
        return
    kinds = [
        "small" if table.small else "",
        "squares" if table.square else "",
        "timeline" if table.scale else "",
        "" if table.rules == "rows" else table.rules,
    ]
    frame = element("div", target, class_="table")
    made = element("table", frame, id=table.id, class_=" ".join(filter(None, kinds)) or None)
    if table.caption or table.summary:
        caption = element("caption", made)
        inlines.add(table.caption, caption)
        if table.summary:
            element("span", caption, table.summary, class_="said")
    if table.widths and not table.square:
        group = element("colgroup", made)
        for share in table.widths:
            element("col", group, style=f"width: {round(share * 100, 1):g}%")
    fill = None if table.rules == "cut" else places
    for name, rows in (("thead", table.head), ("tbody", table.rows)):
        part = element(name, made) if rows else None
        for row in rows:
            line = element("tr", part, id=row.id)
            for place, cell in enumerate(row.cells, 1):
                _add_cell(cell, line, inlines, body)
                if fill and name == "tbody" and _is_to_fill(cell, row, table):
                    _add_place(table, row, place, line[-1], fill, words)


def _add_columns(table: Table, target: etree._Element, inlines: Inlines, body: _Adds) -> None:
    """What isn't read as a table: columns, one after the other where there is no room beside."""
    frame = element("div", target, id=table.id, class_=f"side-by-side {table.rules}")
    for row in (*table.head, *table.rows):
        for cell in row.cells:
            column = element("div", frame)
            inlines.add(cell.content, column)
            body.add(cell.blocks, column)


def _add_cell(cell: Cell, line: etree._Element, inlines: Inlines, body: _Adds) -> None:
    looks = [cell.kind if cell.kind != "plain" else "", cell.align if cell.align != "left" else ""]
    made = element(
        "th" if cell.header else "td",
        line,
        scope=_SCOPES[cell.header] if cell.header else None,
        class_=" ".join(filter(None, looks)) or None,
    )
    if cell.label:
        element("span", made, cell.label, class_="label")
        add_text(made, " ")
    inlines.add(cell.content, made)
    for block in cell.blocks:
        if isinstance(block, Paragraph) and block.style == "body" and len(cell.blocks) == 1:
            inlines.add(block.content, made)
        else:
            body.add((block,), made)


def _is_to_fill(cell: Cell, row: Row, table: Table) -> bool:
    """Is it empty, and is there room to write in it?"""
    taken = cell.content or cell.blocks or cell.header or cell.kind == "void"
    return not taken and (table.square is not None or row.height is not None)


def _add_place(
    table: Table, row: Row, place: int, cell: etree._Element, places: Places, words: Words
) -> None:
    name = f"{row.id}_{place}"
    label = fields.answer_space(words)
    if table.square:
        places.word(cell, name, label, size=1, most=2)
    else:
        places.room(cell, name, label, 2)
