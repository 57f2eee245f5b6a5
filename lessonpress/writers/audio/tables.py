"""Tables as they are read out: row by row, grids letter by letter, cards one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from lessonpress.document.blocks import Block, Cell, Inline, Row, Table
from lessonpress.document.inlines import plain_text
from lessonpress.words import Words, told

_CELL, _ROW = 0.3, 0.7  # seconds after each


class Says(Protocol):
    """What a table is read out with: the script that it stands in."""

    words: Words

    def add(self, blocks: Iterable[Block]) -> None: ...
    def reached(self, name: str) -> None: ...
    def say(self, text: str, pause: float, language: str | None = None) -> None: ...
    def say_line(self, content: Sequence[Inline], pause: float = ...) -> None: ...


def say_table(table: Table, script: Says) -> None:
    """Says a table in the way that suits it."""
    script.say_line(table.caption)
    if table.rules not in ("beside", "apart", "cut"):
        script.say(table.summary or told.table(script.words), _ROW)
    for row in (*table.head, *table.rows):
        if table.square:
            _say_letters(row, script)
            continue
        script.reached(row.id)
        for place, cell in enumerate(row.cells, start=1):
            pause = _ROW if place == len(row.cells) else _CELL
            if _is_to_fill(cell, row):
                script.say(told.blank(script.words), pause)
            script.say_line(cell.content, pause)
            script.add(cell.blocks)


def _say_letters(row: Row, script: Says) -> None:
    """Empty boxes are told in the summary."""
    letters = [text for cell in row.cells if (text := plain_text(cell.content).strip())]
    if letters:
        script.reached(row.id)
        script.say(", ".join(letters), _ROW)


def _is_to_fill(cell: Cell, row: Row) -> bool:
    taken = cell.content or cell.blocks or cell.header or cell.kind == "void"
    return not taken and row.height is not None
