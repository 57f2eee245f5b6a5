"""What a family measures, where Word must be told: the height of its lines, the width of a space."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import uharfbuzz

from lessonpress.layout.fonts import family_files

if TYPE_CHECKING:
    from lessonpress.layout.theme import TextStyle

NO_BREAK_SPACE = "\u00a0"


def sets_exactly(style: TextStyle) -> bool:
    """Whether the leading must be forced: the family is taller than the theme wants its lines.

    Elsewhere lines may grow, so that a picture or larger letters that someone puts in are not cut.
    """
    return _measures(style.font)[0] * style.size > style.leading


def space_width(family: str) -> float:
    """The width of a no-break space, in ems."""
    return _measures(family)[1]


@cache
def _measures(family: str) -> tuple[float, float]:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(family_files(family).regular)))
    font = uharfbuzz.Font(face)
    extents = font.get_font_extents("ltr")
    height = extents.ascender - extents.descender + extents.line_gap
    space = font.get_glyph_h_advance(font.get_nominal_glyph(ord(NO_BREAK_SPACE)) or 0)
    return height / face.upem, space / face.upem
