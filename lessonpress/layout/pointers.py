"""Pointers: numbers in circles on a picture, the same in every format. Knows no page."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from lessonpress.layout.pictures import PRINT_RESOLUTION, Size, printable

Places = tuple[tuple[float, float], ...]

# The circle's radius and the number's size, in the size of a caption's type.
_RADIUS, _NUMBER = 0.95, 1.0
# How far below its middle a number's baseline is, in its size.
_DROP = 0.35


def paint_pointers(
    canvas: Any,
    places: Places,
    box: tuple[float, float, float, float],
    letters: tuple[str, ...],
    letter: float,
) -> None:
    """Draws the numbers 1, 2 … at these places (shares from the left and the top) of a picture in its box,
    on a canvas of ReportLab's; `letter` is the size of a caption's type in points."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.shapes import Circle, Drawing, String
    from reportlab.lib.colors import black, white

    from lessonpress.layout.drawing_letters import outline_letters

    left, bottom, width, height = box
    radius, size = letter * _RADIUS, letter * _NUMBER
    drawing = Drawing(width, height)
    for number, (x, y) in enumerate(places, start=1):
        # At the edge it would be cut.
        across = min(max(x * width, radius), max(width - radius, radius))
        up = min(max((1 - y) * height, radius), max(height - radius, radius))
        drawing.add(Circle(across, up, radius, fillColor=white, strokeColor=black, strokeWidth=1))
        drawing.add(
            String(across, up - size * _DROP, str(number), textAnchor="middle", fontSize=size,
                   fontName="Helvetica-Bold", fillColor=black)
        )  # fmt: skip
    outline_letters(drawing, letters)
    canvas.saveState()
    renderPDF.draw(drawing, canvas, left, bottom, showBoundary=0)
    canvas.restoreState()


@lru_cache(maxsize=16)
def with_pointers(
    data: bytes, size: Size, letters: tuple[str, ...], places: Places, letter: float
) -> bytes:
    """The picture as a PNG file for that size with the numbers in it."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=tuple(size), pageCompression=0, invariant=1)
    picture = ImageReader(BytesIO(printable(data, size, letters)))
    canvas.drawImage(picture, 0, 0, size.width, size.height, mask="auto")
    paint_pointers(canvas, places, (0, 0, size.width, size.height), letters, letter)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(file.getvalue())
    try:
        shown = document[0].render(scale=PRINT_RESOLUTION / 72, rev_byteorder=True).to_pil()
    finally:
        document.close()
    saved = BytesIO()
    shown.convert("RGB").save(saved, "PNG", optimize=True)
    return saved.getvalue()
