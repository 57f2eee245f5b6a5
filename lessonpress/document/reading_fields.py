"""The fields of a piece of markup -> a block: each label, and what it says above it in another language."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import Field, Fields, Inline
from lessonpress.document.inlines import language_of, plain_text, split_lines


def fields_of(
    id: str,
    contents: Sequence[Sequence[Inline]],
    shares: Sequence[float],
    tails: Sequence[str],
    values: Sequence[str | None],
) -> Fields:
    """The fields of these labels; what stands in a line before its last says the same in another language. The
    shares come to sum to 1."""
    whole = sum(shares)
    made = []
    for content, share, tail, value in zip(contents, shares, tails, values, strict=True):
        *before, label = split_lines(content)
        above = tuple(part for line in before for part in line)
        made.append(
            Field(
                plain_text(label),
                share / whole,
                value,
                language_of(label),
                tail,
                plain_text(above),
                language_of(above),
            )
        )
    return Fields(id, tuple(made))
