"""Marked items: the room that boxes and dots take in the paragraphs of a list. Knows no block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.layout.marks import CLEARANCE, letter_box
from lessonpress.writers.docx.fields import end_stop, left_stop

if TYPE_CHECKING:
    from lessonpress.document.blocks import Stage
    from lessonpress.layout.theme import Theme
    from lessonpress.writers.docx.paragraphs import Paragraph

# The width of a dot before a label, and of the space behind it, in ems.
_DOT_LABEL = 0.9


def move_beyond_box(item: Paragraph, theme: Theme, stage: Stage) -> None:
    """Has an item's text begin behind its box, which stands where that began before."""
    style, (side, gap) = theme.styles["item"], letter_box(stage, theme.box_room)
    start = item.look.left + item.shift
    item.tabs = left_stop(start) + left_stop(start + side)
    item.hanging = item.look.hanging + side + gap
    item.shift += side + gap
    item.leading, item.after = style.leading, style.after + CLEARANCE


def move_beyond_dot(item: Paragraph, theme: Theme) -> None:
    """Makes room for the dot before an item's label."""
    width = theme.styles["item"].size * _DOT_LABEL
    item.hanging = item.look.hanging + width
    item.shift += width


def end_with_dot(item: Paragraph, dot: str, right: float) -> None:
    """Puts a dot at the right of an item's last line, that many points from the left."""
    item.content += dot
    item.tabs = end_stop(right)
