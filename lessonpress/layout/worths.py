"""The margin for marks: how much room there is for the points that are given. The same for every format."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from lessonpress.document.blocks import Field

#: The line to write points on, and the least space between it and the text before it, in points.
RULE = 26.0
GAP = 12.0
#: The width of a character of such a number, as `/ 25`, in ems, rather more than it is on average.
TAIL_LETTER = 0.55
# What a field needs beside its words, in distances of lines to write on, by which hands are large or small: room for
# a date, and the space to the next.
_LEAST_FIELD = 1.9
_LETTERS_OF_FIELD = 4  # ems that a field has at least where letters are large


def lines_of_fields(
    items: Sequence[Field], size: float, measure: float, pitch: float, *, roomy: bool = False
) -> list[tuple[Field, ...]]:
    """The fields in as many lines as they need in letters of that size, where there is a score among them:
    on narrow paper, or for hands that need lines `pitch` apart, it doesn't fit beside name, date and class. With `roomy`, for accommodations, always, and
    with room for letters of that size in each field. Lengths are points."""
    if not roomy and not any(item.tail for item in items):
        return [tuple(items)]
    least = _LETTERS_OF_FIELD * size if roomy else _LEAST_FIELD * pitch
    needed = sum(
        (max(len(item.label), len(item.above)) + len(item.tail) + 2) * size * TAIL_LETTER + least
        for item in items
    )
    each = math.ceil(len(items) / math.ceil(needed / measure))
    lines = [items[at : at + each] for at in range(0, len(items), each)]
    wholes = [sum(item.share for item in line) for line in lines]
    return [
        tuple(replace(item, share=item.share / whole) for item in line)
        for line, whole in zip(lines, wholes, strict=True)
    ]
