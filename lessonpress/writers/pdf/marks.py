"""Marks in a PDF: circles and boxes beside what they are for, and dots that lines are drawn from."""

from __future__ import annotations

from lessonpress.layout.marks import CLEARANCE, DOT, STROKE, middle
from lessonpress.layout.theme import TextStyle
from lessonpress.writers.pdf.inline.paragraphs import baseline
from lessonpress.writers.pdf.strips import GlyphRun, Mark, Rule, Spot, Strip
from lessonpress.writers.pdf.tags import Node


def make_mark(
    node: Node, strip: Strip, style: TextStyle, x: float, side: float, *, round_: bool = False
) -> Mark:
    """A mark, `side` points high, half-way up the first line of a strip that has room for it."""
    y = first_baseline(strip, style) - middle(style) - side / 2
    return Mark(node, x, y, side, STROKE, style.colour, round_)


def make_room(strips: list[Strip], side: float) -> None:
    """Lets a mark, `side` points high, stand beside the first of an item's lines: as much comes above
    that as below, unless the lines below it are room enough."""
    first, last = strips[0], strips[-1]
    above = max(0.0, (side + CLEARANCE - first.height) / 2)
    first.lower(above)
    deep = sum(strip.height for strip in strips)
    last.height += max(0.0, side + CLEARANCE - deep)


def add_dot(strip: Strip, style: TextStyle, x: float) -> None:
    """A dot around `x`, half-way up the first line of a strip."""
    y = first_baseline(strip, style) - middle(style)
    strip.rules.append(Rule(x, y, x, y, DOT, style.colour, ends_round=True))


def spot_behind(node: Node, strip: Strip, style: TextStyle, x: float) -> Spot:
    """A place to type a letter in behind a dot at `x`, as high as the first line of a strip."""
    side = style.leading
    y = first_baseline(strip, style) - middle(style) + side / 2
    return Spot(node, x + DOT / 2, y, side, side)


def first_baseline(strip: Strip, style: TextStyle) -> float:
    found = (item.y for item in strip.items if isinstance(item, GlyphRun))
    return next(found, baseline(style))
