"""Walk: the ids of all that a document holds, as they follow each other on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from lessonpress.document.blocks import (
    Answer,
    Block,
    Box,
    Choices,
    Contents,
    Fields,
    Figure,
    Figures,
    Heading,
    ItemList,
    Lines,
    PageBreak,
    Paragraph,
    Questions,
    Quotation,
    Section,
    Table,
    Verse,
)


def ids_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The id of each block, and of each item, question, stanza and row in it."""
    for block in blocks:
        yield block.id
        match block:
            case ItemList() | Questions():
                for item in block.items:
                    yield item.id
                    yield from ids_in(item.blocks)
            case Verse():
                yield from (stanza.id for stanza in block.stanzas)
            case Figures():
                yield from ids_in(block.items)
            case Table():
                for row in (*block.head, *block.rows):
                    yield row.id
                    for cell in row.cells:
                        yield from ids_in(cell.blocks)
            case Answer() | Box() | Quotation() | Section():
                yield from ids_in(block.blocks)
            case (
                Heading()
                | Paragraph()
                | Choices()
                | Lines()
                | Figure()
                | Fields()
                | PageBreak()
                | Contents()
            ):
                pass
            case _:
                assert_never(block)
