"""Contents: a table of contents, each entry a link with its page's number at the right.

The numbers are known only when all pages are; room is kept for them, so that the table takes as
much of the page before they come as after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from lessonpress.document.blocks import Contents, Run
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.inline.lines import SetLine
from lessonpress.writers.pdf.inline.paragraphs import InlineNodes, Paragraphs, baseline
from lessonpress.writers.pdf.inline.parts import natural_width
from lessonpress.writers.pdf.strips import GlyphRun, Rule, Strip
from lessonpress.writers.pdf.tags import Node

_WIDEST_NUMBER = "0000"
_DOT = 0.09  # a leader's dot, in type sizes


class Reference(NamedTuple):
    """An entry that waits for its number: its last strip, and where the numbers end there."""

    target: str
    strip: Strip
    node: Node
    style: TextStyle
    right: float


def set_contents(
    block: Contents, setter: Paragraphs, theme: Theme, parent: Node, *, left: float, right: float
) -> tuple[list[Strip], list[Reference]]:
    """The strips of a table of contents, tagged as TOC, TOCI, Reference and Link
    (ISO 32000-1, 14.8.4.3.3)."""
    plain = replace(theme.styles["item"], hyphenate=False)
    deep = any(entry.level > 1 for entry in block.entries)
    strips: list[Strip] = []
    references: list[Reference] = []
    tables = [Node("TOC", parent)]
    for index, entry in enumerate(block.entries):
        _nest(tables, entry.level)
        top = deep and entry.level == 1
        style = replace(plain, bold=True, before=plain.size * 0.6) if top else plain
        link = Node("Link", Node("Reference", Node("TOCI", tables[-1])))
        room = natural_width(setter.words((Run(_WIDEST_NUMBER),), style)) + style.size
        own = setter.set(
            (Run(entry.text),),
            style,
            link,
            left=left + (entry.level - 1) * theme.list_indent,
            right=right - room,
        )
        for strip in own:
            _lead(strip, entry.target)
        if own:
            goes_on = index + 1 < len(block.entries) and block.entries[index + 1].level > 1
            own[-1].keep = top and goes_on
            references.append(Reference(entry.target, own[-1], link, style, right))
        strips += own
    return strips, references


def _nest(tables: list[Node], level: int) -> None:
    """Turns to the table for entries of this level: a deeper one stands in the entry above it."""
    del tables[max(level, 1) :]
    while len(tables) < level:
        kids = tables[-1].kids
        above = kids[-1] if kids else tables[-1]
        tables.append(Node("TOC", above if isinstance(above, Node) else tables[-1]))


def _lead(strip: Strip, target: str) -> None:
    """Makes a strip's text a link that looks like text: a table of contents is all links."""
    strip.items = [
        item._replace(look=item.look._replace(href=f"#{target}"))
        if isinstance(item, GlyphRun)
        else item
        for item in strip.items
    ]


def number_contents(
    references: list[Reference], numbers: Mapping[str, int], setter: Paragraphs
) -> None:
    """Sets the number of each target's page, and the leader before it."""
    for reference in references:
        strip, style = reference.strip, reference.style
        words = setter.words((Run(str(numbers[reference.target])),), style)
        width = natural_width(words)
        nodes = InlineNodes(reference.node)
        y, x = baseline(style), reference.right - width
        end = max(item.x + item.width for item in strip.items)
        setter.fill(strip, SetLine([], 0.0), end, y, nodes, space_after=words[0].parts[0].look)
        setter.fill(strip, SetLine(words, width), x, y, nodes)
        _lead(strip, reference.target)
        gap = style.size * 0.5
        if x - gap > end + gap:
            dot = style.size * _DOT
            # From the right, so that the dots of all entries stand below one another.
            strip.rules.append(
                Rule(
                    reference.right - gap, y - dot / 2, end + gap, y - dot / 2, dot, "#000000", True
                )
            )
