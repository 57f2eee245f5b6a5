"""What things are worth: at the right of a line, behind a place for the points that are given."""

from __future__ import annotations

from lessonpress.document.blocks import Run, Worth
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.layout.worths import GAP, RULE
from lessonpress.writers.pdf.inline.lines import SetLine
from lessonpress.writers.pdf.inline.paragraphs import InlineNodes, Paragraphs, baseline
from lessonpress.writers.pdf.inline.parts import natural_width
from lessonpress.writers.pdf.strips import GlyphRun, Strip, WriteOnRule
from lessonpress.writers.pdf.tags import Node

_RULE_GAP = 3.0  # points between the line and what follows it
_RULE_DEPTH = 2.0  # points from the baseline down to the line


def room_of(worth: Worth | None, type_: Paragraphs, style: TextStyle) -> float:
    """How much of the measure is left free for it."""
    if worth is None:
        return 0.0
    width = natural_width(type_.words((Run(worth.text),), style))
    return width + GAP + (RULE + _RULE_GAP if worth.to_mark else 0.0)


def set_worth(
    worth: Worth,
    type_: Paragraphs,
    style: TextStyle,
    theme: Theme,
    parent: Node,
    strip: Strip,
    right: float,
    question: int | None,
) -> None:
    """Puts it at the right of a strip, on its line, as a paragraph of its own."""
    y = next((item.y for item in strip.items if isinstance(item, GlyphRun)), baseline(style))
    words = type_.words((Run(worth.text),), style)
    width = natural_width(words)
    nodes = InlineNodes(Node("P", parent), mixed=worth.to_mark)
    if worth.to_mark:
        form = nodes.field(lambda node: type_.fields.points(node, question))
        start = right - width - _RULE_GAP - RULE
        rule = WriteOnRule(form, start, y + _RULE_DEPTH, RULE, theme.rule_width, theme.rule_colour)
        strip.items.append(rule)
    type_.fill(strip, SetLine(words, width), right - width, y, nodes)
