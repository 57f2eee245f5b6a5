"""Verse: a strip for each line, and one more for what doesn't fit into it."""

from __future__ import annotations

from lessonpress.document.blocks import EVERY_LINE, Run, Verse
from lessonpress.document.inlines import split_lines
from lessonpress.layout.theme import TextStyle
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.inline.parts import natural_width
from lessonpress.writers.pdf.strips import Strip
from lessonpress.writers.pdf.tags import Node

_GAP = 8.0  # points, at least, between a line and its number


def set_verse(
    block: Verse,
    type_: Paragraphs,
    style: TextStyle,
    numbers: TextStyle,
    parent: Node,
    *,
    left: float,
    right: float,
    hanging: float,
) -> list[list[Strip]]:
    """The strips of each stanza. What is turned over stands `hanging` further in; `numbers` is the
    style of lines' numbers."""
    stanzas: list[list[Strip]] = []
    count = 0
    lines = [split_lines(stanza.content) for stanza in block.stanzas]
    room = right
    if block.numbered:
        widest = type_.words((Run(str(sum(map(len, lines)))),), numbers)
        room -= natural_width(widest) + _GAP
    for stanza in lines:
        node = Node("Div", parent)
        strips: list[Strip] = []
        for content in stanza:
            count += 1
            entry = Node("P", node)
            line = type_.set(content, style, entry, left=left, right=room, hanging=hanging)
            if not line:
                continue
            if block.numbered and count % EVERY_LINE == 0:
                type_.end_mark(str(count), numbers, entry, line[-1], right)
            line[0].before = line[-1].after = 0.0
            strips += line
        if strips:
            strips[0].before, strips[-1].after = style.before, style.after
            stanzas.append(strips)
    return stanzas
