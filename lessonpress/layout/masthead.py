"""The masthead: how large a school's logo is at the head of a first page. The same for every format."""

from __future__ import annotations

from lessonpress.layout.pictures import Size, printed_size
from lessonpress.layout.theme import Paper

# What printers leave blank at a sheet's edge, and as much above the text, in points.
_EDGE = 14.0
# The height and the part of the measure that a logo takes at most.
_TALLEST = 30.0
_WIDEST = 0.3
# A lower logo, in points, is a blot.
_LOWEST = 10.0
#: The space between logo and name, in points.
GAP = 8.0


def logo_size(logo: bytes, paper: Paper) -> Size | None:
    """The size of a logo in the top margin, in points; None where the margin is too small for it.

    Raises ValueError for bytes that are neither a PNG nor a JPEG.
    """
    height = min(_TALLEST, paper.top - 2 * _EDGE)
    if height < _LOWEST:
        return None
    natural = printed_size(logo, paper.measure, paper.depth, 1.0)
    width = natural.width * height / natural.height
    most = paper.measure * _WIDEST
    return Size(most, height * most / width) if width > most else Size(width, height)
