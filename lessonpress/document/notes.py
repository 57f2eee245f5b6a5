"""Notes: a mark in the text leads to its note, and the note leads back to the first of its marks."""

from __future__ import annotations

from dataclasses import replace

from lessonpress.document.blocks import Block, Paragraph, Run

_BACK = "↑"


class Notes:
    """The marks of one document, as they are met; each note stands below the marks that lead to it."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}  # the block of a note's first mark, by the note's id

    def mark(self, note: str, block: str) -> str:
        """The address of the note with this id, for a mark in this block."""
        self._places.setdefault(note, block)
        return f"#{note}"

    def leading_back(self, note: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The note's blocks, with a link back at their end; themselves where no mark leads here."""
        place = self._places.get(note)
        if place is None or not blocks or not isinstance(last := blocks[-1], Paragraph):
            return blocks
        # A no-break space: the arrow doesn't stand alone in a line.
        content = (*last.content, Run("\u00a0"), Run(_BACK, href=f"#{place}"))
        return (*blocks[:-1], replace(last, content=content))
