"""Tables in a piece of markup -> blocks: their heads, rows and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from lessonpress.document.blocks import Block, Cell, Inline, Row, Table
from lessonpress.document.ids import Ids
from lessonpress.document.markup_problems import Complaints
from lessonpress.document.vocabulary import ALIGNS, CELL_KINDS, TABLE_RULES

Scope = Literal["col", "row"]
Element = Any  # lxml's stubs know elements loosely


class TableReader:
    """Reads the tables of one document. What it needs of the reading around it is handed over:
    `children` of an element by their tags, the inline `content` of one, and the `blocks` in a cell
    below a row's id (none where it holds text alone).
    """

    def __init__(
        self,
        complaints: Complaints,
        ids: Ids,
        children: Callable[..., Iterable[Element]],
        content: Callable[[Element], tuple[Inline, ...]],
        blocks: Callable[[Element, str], tuple[Block, ...] | None],
    ) -> None:
        self._complaints = complaints
        self._ids = ids
        self._children = children
        self._content = content
        self._blocks = blocks

    def read(self, element: Element, id: str) -> Block | None:
        """The table; None where it has no rows."""
        caption: tuple[Inline, ...] = ()
        head: list[Row] = []
        rows: list[Row] = []
        for child in self._children(element, "caption", "thead", "tbody", "tr"):
            if child.tag == "caption":
                caption = self._content(child)
            elif child.tag == "tr":
                rows.append(self._row(child, id, "row"))
            else:
                in_head = child.tag == "thead"
                for row in self._children(child, "tr"):
                    cells = self._row(row, id, "col" if in_head else "row")
                    (head if in_head else rows).append(cells)
        if not rows:
            return None
        columns = self._complaints.check_grid(element, [*head, *rows])
        value = self._complaints.value
        rules = value.one_of(element, "rules", TABLE_RULES, "rows")
        if rules in ("beside", "apart"):
            self._complaints.check_columns(element, len(head) + len(rows))
        return Table(
            id,
            value.widths(element, columns),
            tuple(head),
            tuple(rows),
            caption,
            rules,
            square=value.length(element, "square"),
            down=value.whole(element, "down", 0, 1, 40) or None,
            scale=value.scale(element, len(rows)),
            summary=(element.get("summary") or "").strip(),
        )

    def _row(self, element: Element, table_id: str, scope: Scope) -> Row:
        id = element.get("id") or self._ids.derive(table_id, "row")
        cells = []
        for child in self._children(element, "th", "td"):
            align = self._complaints.value.one_of(child, "align", ALIGNS, "left")
            if child.tag == "th":
                word = self._complaints.value.one_of(child, "scope", ("col", "row"), scope)
                cells.append(Cell(self._content(child), _HEADERS[word], align=align))
                continue
            kind = self._complaints.value.one_of(child, "class", CELL_KINDS, "plain")
            label = (child.get("label") or "").strip()
            blocks = self._blocks(child, id)
            content = self._content(child) if blocks is None else ()
            cells.append(Cell(content, None, blocks or (), align, kind, label))
        return Row(id, tuple(cells), self._complaints.value.length(element, "height"))


_HEADERS: dict[Scope, Literal["column", "row"]] = {"col": "column", "row": "row"}
