"""Letters of a drawing as outlines, in the layout's own fonts: they look the same in every format.

What a drawing says in words belongs into its alternative text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz
from reportlab.graphics.shapes import Group, String
from reportlab.graphics.shapes import Path as Outline

from lessonpress.layout.fonts import family_files, split_by_family

_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
# Whose widths svglib goes by where it sets one piece of text behind another; built into ReportLab.
_BUILT_IN = {
    (False, False): "Helvetica",
    (True, False): "Helvetica-Bold",
    (False, True): "Helvetica-Oblique",
    (True, True): "Helvetica-BoldOblique",
}


class _Faces:
    """What svglib asks for a font: there is one family, the layout's, in its four faces."""

    def find_font(self, name: str, weight: str, style: str) -> tuple[str, bool]:
        slanted = style in ("italic", "oblique")
        return _BUILT_IN[weight.lower() in _BOLD, slanted], True


FACES = _Faces()


def outline_letters(group: Any, families: Sequence[str]) -> None:
    """Puts outlines into the place of all letters within a group."""
    for index, shape in enumerate(group.contents):
        if isinstance(shape, String):
            group.contents[index] = _outlined(shape, families)
        elif isinstance(shape, Group):
            outline_letters(shape, families)


def _outlined(text: Any, families: Sequence[str]) -> Any:
    """The outlines of a piece of text, where it stands."""
    [(bold, italic)] = [face for face, name in _BUILT_IN.items() if name == text.fontName]
    outline = Outline(isClipPath=0)
    outline.fillColor = text.fillColor
    outline.strokeColor = getattr(text, "strokeColor", None)
    outline.fillMode = 1  # letters overlap themselves
    outline.strokeWidth = getattr(text, "strokeWidth", None) or 1
    pen = _Pen(outline)
    family, *fallbacks = families
    for piece, face in split_by_family(text.text, family, fallbacks, lenient=True):
        pen.write(piece, _font(face, bold, italic), text.fontSize)
    shift = {"middle": pen.x / 2, "end": pen.x}.get(text.textAnchor or "start", 0.0)
    group = Group(outline)
    group.translate(text.x - shift, text.y)
    return group


class _Pen:
    """Draws glyphs one behind the other; `x` is where the next one stands."""

    def __init__(self, outline: Any) -> None:
        self._outline = outline
        self.x = 0.0
        self._scale = 1.0
        self._origin = (0.0, 0.0)
        self._last = (0.0, 0.0)
        funcs = uharfbuzz.DrawFuncs()
        funcs.set_move_to_func(self._move)
        funcs.set_line_to_func(self._line)
        funcs.set_quadratic_to_func(self._quadratic)
        funcs.set_cubic_to_func(self._cubic)
        funcs.set_close_path_func(lambda _: self._outline.closePath())
        self._funcs = funcs

    def write(self, text: str, font: uharfbuzz.Font, size: float) -> None:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        self._scale = size / font.face.upem
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            self._origin = (
                self.x + position.x_offset * self._scale,
                position.y_offset * self._scale,
            )
            font.draw_glyph(info.codepoint, self._funcs, None)
            self.x += position.x_advance * self._scale

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._origin[0] + x * self._scale, self._origin[1] + y * self._scale

    def _move(self, x: float, y: float, _: object) -> None:
        self._last = self._at(x, y)
        self._outline.moveTo(*self._last)

    def _line(self, x: float, y: float, _: object) -> None:
        self._last = self._at(x, y)
        self._outline.lineTo(*self._last)

    def _quadratic(self, x1: float, y1: float, x: float, y: float, _: object) -> None:
        (ax, ay), (bx, by), (cx, cy) = self._last, self._at(x1, y1), self._at(x, y)
        first = ax + (bx - ax) * 2 / 3, ay + (by - ay) * 2 / 3
        second = cx + (bx - cx) * 2 / 3, cy + (by - cy) * 2 / 3
        self._outline.curveTo(*first, *second, cx, cy)
        self._last = (cx, cy)

    def _cubic(
        self, x1: float, y1: float, x2: float, y2: float, x: float, y: float, _: object
    ) -> None:
        self._last = self._at(x, y)
        self._outline.curveTo(*self._at(x1, y1), *self._at(x2, y2), *self._last)


@cache
def _font(family: str, bold: bool, italic: bool) -> uharfbuzz.Font:
    files = family_files(family)
    path: Path = files.file(bold=bold, italic=italic)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    if (weight := files.weight(bold=bold)) is not None:
        font.set_variations({"wght": weight})
    return font
