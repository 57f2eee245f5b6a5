"""Parts: which blocks of a document belong in one file: those below one heading, or in a section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessonpress.document.blocks import Block, Heading, PageBreak, Section
from lessonpress.document.inlines import plain_text

_BEGINS = 2  # the level of headings that begin a part; there is one title, above them all


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks of one file, and what it is called; at a document's start "" where no heading says so."""

    title: str
    blocks: tuple[Block, ...]


def parts_of(blocks: Sequence[Block]) -> Iterator[Part]:
    """The blocks part by part, in order."""
    waiting: list[Block] = []

    def made() -> Iterator[Part]:
        if any(not isinstance(one, PageBreak) for one in waiting):
            yield Part(_title(waiting), tuple(waiting))
        waiting.clear()

    for block in blocks:
        begins = isinstance(block, Heading) and block.level == _BEGINS
        if isinstance(block, Section) or begins:
            yield from made()
        if isinstance(block, Section):
            yield Part(block.title, (block,))
        else:
            waiting.append(block)
    yield from made()


def _title(blocks: Sequence[Block]) -> str:
    found = (plain_text(one.content) for one in blocks if isinstance(one, Heading))
    return next(found, "")
