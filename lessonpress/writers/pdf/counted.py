"""Counted lines: the number of every fifth line of prose, in the margin.

It belongs to the paper as the page's number does: read aloud, it would stand in the midst of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import EVERY_LINE
from lessonpress.layout.theme import TextStyle
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.strips import Strip
from lessonpress.writers.pdf.tags import ARTIFACT


def number_lines(
    strips: Sequence[Strip], before: int, type_: Paragraphs, style: TextStyle, left: float
) -> int:
    """Numbers these lines, which follow on so many `before` them; `left` is where the margin ends. Yields
    how many there are now."""
    for count, strip in enumerate(strips, start=before + 1):
        if count % EVERY_LINE == 0:
            type_.margin_mark(str(count), style, ARTIFACT, strip, left)
    return before + len(strips)
