"""Pictures that came along: as PNG, JPEG or SVG, which can be printed, under names of their own."""

from __future__ import annotations

from io import BytesIO

from lessonpress.layout.drawings import check, is_drawing

#: More pixels than a 600 dpi scan of an A4 page has.
_MOST_PIXELS = 40_000_000
#: Smaller ones, in pixels, are buttons, flags and dots that count visitors.
_SMALLEST = 50
_KEPT = {"PNG": ".png", "JPEG": ".jpg"}


def printable(data: bytes) -> tuple[str, bytes] | None:
    """The ending of its file and the bytes of a picture as it can be printed: as it is where it is a PNG, a JPEG or an SVG,
    else as PNG. None for one that isn't whole, or too small to be of the article."""
    from PIL import Image

    if is_drawing(data):
        try:
            check(data)
        except ValueError:
            return None
        return ".svg", data
    try:
        with Image.open(BytesIO(data)) as image:
            if min(image.size) < _SMALLEST or image.size[0] * image.size[1] > _MOST_PIXELS:
                return None
            if image.format in _KEPT and image.mode != "CMYK":
                image.verify()
                return _KEPT[image.format], data
            image.load()
            png = BytesIO()
            (image if image.mode in ("RGB", "RGBA", "L", "P") else image.convert("RGBA")).save(
                png, "PNG"
            )
            return ".png", png.getvalue()
    except Exception:  # a person's file may hold anything, and each decoder raises its own
        return None
