"""Tables: rows and cells, with the places to write in that empty cells are for students."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from lxml import etree

from lessonpress.document.blocks import Block, Cell, Paragraph, Row, Table
from lessonpress.words import Words, fields
from lessonpress.writers.html.elements import add_text, element
from lessonpress.writers.html.inlines import Inlines

_SCOPES = {"column": "col", "row": "row"}


class _Adds(Protocol):
    def add(self, blocks: Iterable[Block], target: etree._Element) -> None: ...


def add_table(
    table: Table,
    target: etree._Element,
    inlines: Inlines,
    body: _Adds,
    words: Words,
    *,
    to_fill: bool,
) -> None:
    """Puts the table at the end of the element. `to_fill` says whether empty cells are there to be filled in."""
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
    fill = to_fill and table.rules != "cut"
    for name, rows in (("thead", table.head), ("tbody", table.rows)):
        part = element(name, made) if rows else None
        for row in rows:
            line = element("tr", part, id=row.id)
            for place, cell in enumerate(row.cells, 1):
                _add_cell(cell, line, inlines, body)
                if fill and name == "tbody" and _is_to_fill(cell, row, table):
                    _add_field(table, row, place, line[-1], inlines, words)


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


def _add_field(
    table: Table, row: Row, place: int, cell: etree._Element, inlines: Inlines, words: Words
) -> None:
    name = f"{row.id}_{place}"
    label = fields.answer_space(words)
    if table.square:
        inlines.entry(cell, name, label, size=1, most=2)
    else:
        made = element("textarea", cell, name=name, rows="2", aria_label=label)
        made.text = ""
