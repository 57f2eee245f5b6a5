"""Decoration: tints, frames and rules of a page. They say nothing, and are artifacts (ISO 14289-1, 7.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from lessonpress.layout.theme import Paper
from lessonpress.writers.pdf.canvas import TaggedCanvas
from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.strips import Frame, Rule

# What text begins with, and what a tint leaves behind.
_BLACK = "#000000"


def paint_decoration(
    canvas: TaggedCanvas,
    write: Callable[[str], None],
    page: Page,
    paper: Paper,
    from_left: Callable[[float], float],
) -> None:
    """Paints what stands behind and beside a page's text; `from_left` says where on the paper something is that
    is so far in from the start of the measure."""
    top = paper.height - paper.top
    frames = _frames(page)
    if not frames and not any(placed.strip.rules for placed in page.placed):
        return
    write("/Artifact BMC")
    for frame, left, upper, lower in frames:
        ends = from_left(left + frame.left), from_left(left + frame.right)
        _draw_frame(canvas, frame, ends, top - upper, top - lower)
    width, colour = -1.0, ""
    for placed in page.placed:
        for rule in placed.strip.rules:
            if rule.thickness != width:
                width = rule.thickness
                canvas.setLineWidth(rounded(width))
            if rule.colour != colour:
                colour = rule.colour
                canvas.setStrokeColorRGB(*rgb(colour))
            ends = from_left(placed.left + rule.x0), from_left(placed.left + rule.x1)
            _draw_rule(canvas, rule, ends, top - placed.top)
    write("EMC")


def _draw_rule(canvas: TaggedCanvas, rule: Rule, ends: tuple[float, float], top: float) -> None:
    broken = rule.dotted or rule.dashed or rule.ends_round
    if broken:
        canvas.saveState()
    if rule.ends_round:  # of no length, it is a dot
        canvas.setLineCap(1)
    if rule.dotted:  # dashes of no length with round ends (ISO 32000-1, 8.4.3.3)
        canvas.setLineCap(1)
        canvas.setDash([0, rounded(rule.thickness * 5)])
    elif rule.dashed:
        canvas.setDash([4, 3])
    canvas.line(*map(rounded, (ends[0], top - rule.y0, ends[1], top - rule.y1)))
    if broken:
        canvas.restoreState()


def _draw_frame(
    canvas: TaggedCanvas, frame: Frame, ends: tuple[float, float], upper: float, lower: float
) -> None:
    """From the one end to the other: the first is where lines of text begin."""
    look, start = frame.look, rounded(ends[0])
    left, right = map(rounded, sorted(ends))
    upper, lower = rounded(upper), rounded(lower)
    box = left, lower, rounded(right - left), rounded(upper - lower)
    if look.fill:
        canvas.setFillColorRGB(*rgb(look.fill))
        canvas.rect(*box, stroke=0, fill=1)
        canvas.setFillColorRGB(*rgb(_BLACK))
    if look.border == "none":
        return
    canvas.setLineWidth(rounded(look.border_width))
    canvas.setStrokeColorRGB(*rgb(look.border_colour))
    if look.border == "all":
        canvas.rect(*box)
    elif look.border == "left":
        canvas.line(start, lower, start, upper)
    else:
        canvas.line(left, upper, right, upper)
    if look.border == "top-bottom":
        canvas.line(left, lower, right, lower)


def _frames(page: Page) -> list[tuple[Frame, float, float, float]]:
    """Each frame on the page, once a column that it stands in: the column's left, the top of its first
    strip there and the foot of its last."""
    found: dict[tuple[int, float], tuple[Frame, float, float, float]] = {}
    for placed in page.placed:
        frame = placed.strip.frame
        if frame is not None:
            key = id(frame), placed.left
            upper = found[key][2] if key in found else placed.top
            found[key] = (frame, placed.left, upper, placed.top + placed.strip.height)
    return list(found.values())


@cache
def rgb(colour: str) -> tuple[float, float, float]:
    """Shares of red, green and blue, from 0 to 1, of `#rrggbb`."""
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
    return red, green, blue


def rounded(value: float) -> float:
    """Hundredths of a point will do on any paper."""
    return round(value, 2)
