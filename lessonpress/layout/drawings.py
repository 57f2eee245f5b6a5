"""Drawings: pictures in SVG, held against what can be printed and read by svglib into ReportLab's shapes.

Nothing that a file names is fetched, and nothing of it is left out in silence: what can't be printed as
it was drawn is refused. SVG 2 (https://www.w3.org/TR/SVG2/) as far as svglib draws it.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

#: Points a CSS pixel.
_PIXEL = 0.75
# What isn't drawn within so many levels and shapes is no picture for a page.
_MOST_SHAPES = 100_000
_FARTHEST = 1e7
_CANNOT = "can't be drawn"


def is_drawing(data: bytes) -> bool:
    """Whether a picture's bytes are text, so that it is an SVG file or none at all."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


@lru_cache(maxsize=64)
def natural_pixels(data: bytes) -> tuple[float, float]:
    """Width and height in CSS pixels. Raises DrawingError."""
    from lessonpress.layout.drawing_files import size_of, tidy

    return size_of(tidy(data))


@lru_cache(maxsize=16)
def check(data: bytes) -> None:
    """Reads a drawing to its end. Raises DrawingError for one that can't be printed as it was drawn."""
    _shapes(data, ())


def paint(
    canvas: Any,
    data: bytes,
    families: Sequence[str],
    box: tuple[float, float, float, float],
) -> None:
    """Draws the drawing on a canvas of ReportLab's in a box (left, bottom, width, height in points),
    its letters as outlines in the first of these families that has them."""
    from reportlab.graphics import renderPDF

    drawing = _shapes(data, tuple(families))
    left, bottom, width, height = box
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(left, bottom, width, height)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.translate(left, bottom)
    canvas.scale(width / drawing.width, height / drawing.height)
    renderPDF.draw(drawing, canvas, 0, 0, showBoundary=0)
    canvas.restoreState()


@lru_cache(maxsize=8)
def pixels(data: bytes, families: tuple[str, ...], wide: int, high: int) -> bytes:
    """The drawing as a PNG file of so many pixels, where nothing is drawn transparent."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    # A point a pixel: what was drawn for the page is drawn here by the same hand.
    canvas = Canvas(file, pagesize=(wide, high), pageCompression=0, invariant=1)
    paint(canvas, data, families, (0, 0, wide, high))
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(file.getvalue())
    try:
        shown = document[0].render(scale=1, fill_color=(255, 255, 255, 0), rev_byteorder=True)
        picture: Image.Image = shown.to_pil().resize((wide, high))
    finally:
        document.close()
    saved = BytesIO()
    picture.save(saved, "PNG", optimize=True)
    return saved.getvalue()


@lru_cache(maxsize=16)
def _shapes(data: bytes, families: tuple[str, ...]) -> Any:
    """The drawing as ReportLab's, with no letters in it where there are families to outline them by."""
    from svglib.svglib import SvgRenderer

    from lessonpress.layout.drawing_files import DrawingError, tidy
    from lessonpress.layout.drawing_letters import FACES, outline_letters

    root = tidy(data)
    # What it would say to the terminal is for programmers.
    logger = logging.getLogger("svglib")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    try:
        drawing = SvgRenderer(BytesIO(), font_map=FACES).render(root)
        _check_shapes(drawing)
    except DrawingError:
        raise
    except (Exception, RecursionError) as error:
        # svglib takes the numbers of paths and styles as they are written.
        raise DrawingError(_CANNOT, f"It says something that isn't SVG: {error}") from error
    if not all(map(_is_sound, (drawing.width, drawing.height))):
        raise DrawingError(_CANNOT)
    if families:
        outline_letters(drawing, families)
    return drawing


def _check_shapes(drawing: Any) -> None:
    """Raises DrawingError for numbers that no page has, and empties what is scaled to nothing."""
    from reportlab.graphics.shapes import Group

    from lessonpress.layout.drawing_files import DrawingError

    left = [drawing]
    count = 0
    while left:
        shape = left.pop()
        count += 1
        if count > _MOST_SHAPES:
            raise DrawingError("has more in it than a page can show", "Simplify it.")
        numbers: list[Any] = []
        for value in vars(shape).values():
            numbers += value if isinstance(value, list | tuple) else (value,)
        if any(isinstance(one, int | float) and not _is_sound(one) for one in numbers):
            raise DrawingError(_CANNOT, "A number in it is larger than any page.")
        if isinstance(shape, Group):
            a, b, c, d, *_ = shape.transform
            if a * d == b * c:  # what is scaled to nothing isn't drawn, and can't be turned back
                shape.contents, shape.transform = [], (1, 0, 0, 1, 0, 0)
            left += shape.contents


def _is_sound(number: float) -> bool:
    return math.isfinite(number) and abs(number) < _FARTHEST
