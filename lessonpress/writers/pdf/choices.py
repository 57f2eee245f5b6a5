"""Choices: what to choose from, one below the other with letters, or across one line."""

from __future__ import annotations

from dataclasses import replace

from lessonpress.document.blocks import Choice, Choices, Inline, Run
from lessonpress.document.inlines import plain_text
from lessonpress.layout.marks import room_for, tick
from lessonpress.layout.theme import TextStyle
from lessonpress.writers.pdf.inline.lines import SetLine
from lessonpress.writers.pdf.inline.paragraphs import (
    InlineNodes,
    Paragraphs,
    baseline,
    has_nodes_of_its_own,
)
from lessonpress.writers.pdf.inline.parts import natural_width
from lessonpress.writers.pdf.marks import make_mark, make_room
from lessonpress.writers.pdf.strips import Strip
from lessonpress.writers.pdf.tags import Node

_ACROSS_GAP = 24.0  # points between choices that stand in one line


def set_choices(
    block: Choices,
    setter: Paragraphs,
    style: TextStyle,
    parent: Node,
    *,
    left: float,
    right: float,
) -> list[Strip]:
    """The strips of a list of choices. As long as nobody
    says which is right, each is a field: a mark and its letter, or all of it where it has none."""
    set_all = _across if block.across else _one_below_the_other
    return set_all(block, setter, style, parent, left + style.indent, right)


def _one_below_the_other(
    block: Choices,
    setter: Paragraphs,
    style: TextStyle,
    parent: Node,
    left: float,
    right: float,
) -> list[Strip]:
    node = Node("L", parent, attributes="<< /O /List /ListNumbering /UpperAlpha >>")
    open_ = any(choice.correct is None for choice in block.items)
    side, gap = tick(setter.stage, setter.room)
    start = left + side + gap if open_ else left
    inset = start + style.size * 1.7
    strips: list[Strip] = []
    for letter, choice in zip(block.letters, block.items, strict=True):
        entry = Node("LI", node)
        mark, body = Node("Lbl", entry), Node("LBody", entry)
        own = setter.set(_marked(choice), style, body, left=inset, right=right)
        if own:
            look = replace(style, bold=style.bold or bool(choice.correct))
            if choice.correct is None:
                form = setter.fields.choice(mark, choice, letter, block)
                mark = mark if setter.fields.on_screen else form
                make_room(own, side)
            setter.label(f"{letter}.", look, mark, own[0], start)
            if choice.correct is None:
                ring = make_mark(form, own[0], style, left, side, round_=not block.several)
                own[0].items.insert(0, ring)
        strips += own
    return strips


def _across(
    block: Choices,
    setter: Paragraphs,
    style: TextStyle,
    parent: Node,
    left: float,
    right: float,
) -> list[Strip]:
    node = Node("L", parent, attributes="<< /O /List /ListNumbering /None >>")
    side, gap = tick(setter.stage, setter.room)
    inset = side + gap if any(choice.correct is None for choice in block.items) else 0.0
    height = room_for(side, style) if inset else style.leading
    depth = baseline(style) + (height - style.leading) / 2
    strips = [Strip(height, before=style.before)]
    x = left
    for choice in block.items:
        body = Node("LBody", Node("LI", node))
        content = _marked(choice)
        words = setter.words(content, style)
        width = natural_width(words)
        form = body
        if choice.correct is None and words:
            form = setter.fields.choice(body, choice, plain_text(choice.content), block)
            body = body if setter.fields.on_screen else form
        if x > left and x + inset + width > right:
            strips[-1].keep = True
            strips.append(Strip(height))
            x = left
        nodes = InlineNodes(body, mixed=has_nodes_of_its_own(content))
        line = Strip(height)
        setter.fill(line, SetLine(words, width), x + inset, depth, nodes)
        if choice.correct is None:
            ring = make_mark(form, line, style, x, side, round_=not block.several)
            strips[-1].items.append(ring)
        strips[-1].items += line.items
        strips[-1].rules += line.rules
        x += inset + width + _ACROSS_GAP
    strips[-1].after = style.after
    return strips


def _marked(choice: Choice) -> tuple[Inline, ...]:
    """A choice's content; the right one stands out without colour: it is strong."""
    if not choice.correct:
        return choice.content
    return tuple(
        replace(inline, strong=True) if isinstance(inline, Run) else inline
        for inline in choice.content
    )
