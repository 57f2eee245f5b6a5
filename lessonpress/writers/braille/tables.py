"""Tables: row by row, since few are narrow enough for a page of braille; grids of letters line by line; cards one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from lessonpress.document.blocks import (
    Blank,
    Block,
    Cell,
    Inline,
    Paragraph,
    Row,
    Run,
    Table,
)
from lessonpress.document.inlines import plain_text
from lessonpress.words import Words, told
from lessonpress.writers.braille.cells import SPACE
from lessonpress.writers.braille.pages import WIDTH
from lessonpress.writers.braille.scribe import Scribe

_BETWEEN = "; "
_EMPTY = "⠤"  # dots 36: a box to write a letter in
_ROW = (0, 4)


class Writes(Protocol):
    """What a table is written with: the body that it stands in."""

    scribe: Scribe
    words: Words

    def add(self, blocks: Iterable[Block]) -> None: ...
    def reached(self, name: str) -> None: ...
    def note(self, text: str) -> None: ...
    def lines(
        self, lines: Sequence[str], *, before: int = 0, after: int = 0, keep: bool = False
    ) -> None: ...
    def piece(
        self,
        cells: str,
        first: int,
        others: int,
        *,
        before: int = 0,
        after: int = 0,
        keep: bool = False,
    ) -> None: ...


def write_table(table: Table, body: Writes) -> None:
    """Writes a table in the way that suits it."""
    scribe = body.scribe
    body.piece(scribe.line(table.caption), 6, 4, before=1, keep=True)
    if table.rules in ("beside", "apart", "cut"):
        _write_cells(table, body)
        return
    if table.summary:
        body.note(table.summary)
    if table.square:
        _write_grid(table, body)
        return
    if not table.summary:
        body.note(told.table_by_rows(body.words))
    for row in (*table.head, *table.rows):
        body.reached(row.id)
        _write_row(row, body)


def _write_cells(table: Table, body: Writes) -> None:
    """What isn't read as a table: each cell to its end."""
    for row in (*table.head, *table.rows):
        body.reached(row.id)
        for cell in row.cells:
            body.piece(body.scribe.line(cell.content, looks=True), 0, 2, before=1)
            body.add(cell.blocks)


def _write_grid(table: Table, body: Writes) -> None:
    """Letters in boxes, a line for each row, column below column; rows of boxes that are empty are told in the
    summary."""
    for row in table.rows:
        if not any(cell.content for cell in row.cells):
            continue
        body.reached(row.id)
        line = SPACE.join(_box(cell, body.scribe) for cell in row.cells).rstrip(SPACE)
        if len(line) > WIDTH:
            body.piece(line, 0, 2)
        else:
            body.lines([line])


def _box(cell: Cell, scribe: Scribe) -> str:
    text = plain_text(cell.content)
    if text.isdigit():
        return scribe.text(text)
    if text:
        return "".join(scribe.letter(one) for one in text if one.strip())
    return SPACE if cell.kind == "void" else _EMPTY


def _write_row(row: Row, body: Writes) -> None:
    """The cells of a row, parted by semicolons; one that holds more than a line goes on below."""
    waiting: list[tuple[Inline, ...]] = []
    for cell in row.cells:
        content, more = _parts(cell)
        empty = not content and not more and row.height is not None and cell.kind != "void"
        waiting.append((Blank(1),) if empty else content)
        if more:
            _flush(waiting, body)
            body.add(more)
    _flush(waiting, body)


def _parts(cell: Cell) -> tuple[tuple[Inline, ...], Sequence[Block]]:
    """What stands in a line of the cell, and what doesn't."""
    more = cell.blocks
    if not cell.content and more and isinstance(first := more[0], Paragraph) and not first.worth:
        return first.content, more[1:]
    return cell.content, more


def _flush(waiting: list[tuple[Inline, ...]], body: Writes) -> None:
    written: list[Inline] = []
    for content in filter(None, waiting):
        written += [Run(_BETWEEN), *content] if written else content
    body.piece(body.scribe.line(written, looks=True), *_ROW)
    waiting.clear()
