"""Grounds: the colour of the paper, where it is printed along. Says nothing of the text."""

from __future__ import annotations

from collections.abc import Callable

from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.canvas import TaggedCanvas


def paint_ground(canvas: TaggedCanvas, write: Callable[[str], None], theme: Theme) -> None:
    """Fills a page with the theme's ground, if it has one; what is painted next is black again."""
    if theme.ground is None:
        return
    red, green, blue = (int(theme.ground[at : at + 2], 16) / 255 for at in (1, 3, 5))
    write("/Artifact BMC")
    canvas.setFillColorRGB(round(red, 3), round(green, 3), round(blue, 3))
    canvas.rect(0, 0, round(theme.paper.width, 2), round(theme.paper.height, 2), stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    write("EMC")
