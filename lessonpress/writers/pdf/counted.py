"""Counted lines: the number of every fifth line of prose, in the margin.

It belongs to the paper as the page's number does: read aloud, it would stand in the midst of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import EVERY_LINE, Paragraph
from lessonpress.document.counted import letters_in
from lessonpress.layout.theme import TextStyle
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.strips import Strip
from lessonpress.writers.pdf.tags import ARTIFACT


def number_lines(
    strips: Sequence[Strip],
    before: int,
    type_: Paragraphs,
    style: TextStyle,
    left: float,
    block: Paragraph,
) -> int:
    """Numbers these lines of a block, which was set last and follows on so many `before` it; `left` is where the margin
    ends. Notes after how many letters each number stands, for who has other lines. Yields how many there are now."""
    letters = 0
    for count, (strip, line) in enumerate(zip(strips, type_.lines, strict=False), start=before + 1):
        if count % EVERY_LINE == 0:
            type_.margin_mark(str(count), style, ARTIFACT, strip, left)
            type_.counted.setdefault(block.id, []).append((letters, count))
        parts = (part for word in line.words for part in word.parts)
        letters += sum(letters_in(part.text) for part in parts if not part.soft)
    return before + len(strips)
