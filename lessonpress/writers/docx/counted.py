"""Counted lines: Word numbers the lines of whole sections, but for paragraphs that say no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.document.blocks import ItemList, Quotation
from lessonpress.document.blocks import Paragraph as TextBlock
from lessonpress.writers.docx.paragraphs import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lessonpress.document.blocks import Block

_GAP, _SPACING = "<w:p><w:pPr>", "<w:spacing "


def has_counted(blocks: Iterable[Block]) -> bool:
    """Whether there are lines among them that are counted."""
    for block in blocks:
        match block:
            case TextBlock():
                found = block.counted
            case ItemList():
                found = any(has_counted(item.blocks) for item in block.items)
            case Quotation():
                found = has_counted(block.blocks)
            case _:
                found = False
        if found:
            return True
    return False


def count_no_others(pieces: list[Paragraph | str]) -> None:
    """Has every other paragraph say that it isn't counted: LibreOffice counts the whole document where
    one section is."""
    for at, piece in enumerate(pieces):
        if isinstance(piece, Paragraph):
            piece.counted = bool(piece.counted)
        elif piece.startswith(_GAP):
            pieces[at] = piece.replace(_SPACING, f"<w:suppressLineNumbers/>{_SPACING}", 1)
