"""Counted lines: where in a text the numbers of its lines stand, for formats whose lines are others.

A line is found again by the letters before it, which are the same however the text is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lessonpress.document.blocks import (
    Answer,
    Block,
    Box,
    Inline,
    ItemList,
    Paragraph,
    Questions,
    Quotation,
    Run,
    Section,
    Table,
)

#: For a paragraph by its id: after how many letters a line begins, and that line's number.
LineNumbers = Mapping[str, Sequence[tuple[int, int]]]
# No letters: white space, and marks where a word may be parted.
_NOTHING = re.compile("[\\s\u00ad\u200b]")
_WORD = re.compile(r"\S+|\s+")


def letters_in(text: str) -> int:
    """
    >>> letters_in("A wall, so\u00adto say")
    11
    """
    return len(_NOTHING.sub("", text))


def are_counted(blocks: Iterable[Block]) -> bool:
    """Whether there are lines among them that are counted."""
    for block in blocks:
        match block:
            case Paragraph():
                found = block.counted
            case ItemList() | Questions():
                found = any(are_counted(item.blocks) for item in block.items)
            case Answer() | Box() | Quotation() | Section():
                found = are_counted(block.blocks)
            case Table():
                cells = (cell for row in block.rows for cell in row.cells)
                found = any(are_counted(cell.blocks) for cell in cells)
            case _:
                found = False
        if found:
            return True
    return False


def with_numbers(
    content: Sequence[Inline], numbers: Sequence[tuple[int, int]]
) -> Iterator[Inline | int]:
    """The content with the number of a line before the first word that begins in it."""
    waiting = list(numbers)
    letters = 0
    for part in content:
        if not isinstance(part, Run):
            yield part
            continue
        text = ""
        for piece in _WORD.findall(part.text):
            if waiting and letters >= waiting[0][0] and not piece.isspace():
                if text:
                    yield replace(part, text=text)
                    text = ""
                yield waiting.pop(0)[1]
            text += piece
            letters += letters_in(piece)
        if text:
            yield replace(part, text=text)
