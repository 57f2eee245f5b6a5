"""Pictures: how large each is printed, and with which pixels; the same for every format.

Knows files of pictures (PNG, JPEG and SVG, checked before), no page and no format.
"""

from __future__ import annotations

import math
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from lessonpress.layout.drawings import is_drawing, natural_pixels, pixels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from lessonpress.layout.theme import Theme

#: Pixels an inch at which a picture has its natural size: the CSS reference pixel
#: (https://www.w3.org/TR/css-values-3/#reference-pixel).
NATURAL_RESOLUTION = 96
#: Pixels an inch that a printed picture has at most: what printers and copiers show of photographs.
PRINT_RESOLUTION = 300
#: The share of a page's depth that a picture may take: its caption must fit below it.
TALLEST = 0.8
#: Points between pictures that stand side by side, and between a picture and text beside it.
SIDE_GAP = 12.0
# The share of the measure that a picture beside text has at most, if nobody says more; and the ems that
# must be left for the text, of some twenty-five letters a line.
_BESIDE, _NARROWEST_TEXT = 0.4, 11
# Fewer pixels are taken only where there are clearly too many: each resampling costs sharpness.
_WORTH_RESAMPLING = 1.1
_JPEG_QUALITY = 90
# EXIF's orientations that lay a picture on its side (CIPA DC-008, 4.6.4 A).
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)
# What Pillow tells of a plain JPEG or PNG file; anything else is about the picture, not the picture.
_PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression"}


class Size(NamedTuple):
    """Width and height in points."""

    width: float
    height: float


def printed_size(data: bytes, measure: float, depth: float, share: float | None = None) -> Size:
    """How large a picture is printed where lines are `measure` points wide and pages `depth` deep.

    `share` is the part of the measure that its author asked for. Without it a picture has its
    natural size; it is never wider than the measure, nor taller than its part of the page.

    Raises ValueError for bytes that are no picture.
    """
    pixels_wide, pixels_high = _upright_pixels(data)
    natural = pixels_wide * 72 / NATURAL_RESOLUTION
    width = min(natural, measure) if share is None else measure * share
    height = width * pixels_high / pixels_wide
    most = depth * TALLEST
    if height > most:
        width, height = width * most / height, most
    return Size(width, height)


def size_beside_text(
    data: bytes, measure: float, depth: float, share: float | None, letter: float
) -> Size | None:
    """How large a picture is printed that stands beside text in type of `letter` points; None where
    it would leave the text no room.

    Without a share it has its natural size up to a part of the measure. Raises what `printed_size` raises.
    """
    narrow = measure * _BESIDE
    size = printed_size(data, narrow if share is None else measure, depth, share)
    return size if measure - size.width - SIDE_GAP >= letter * _NARROWEST_TEXT else None


def sizes_side_by_side(
    pictures: Sequence[bytes], measure: float, depth: float, shares: Sequence[float | None]
) -> list[Size]:
    """How large pictures are printed in one row: equally high, and as wide together as the measure
    or as they are by nature; or each with its share, where all have one and there is room.

    Raises what `printed_size` raises.
    """
    room = measure - SIDE_GAP * (len(pictures) - 1)
    asked = [share for share in shares if share is not None]
    if len(asked) == len(pictures):
        whole = max(1.0, sum(asked) * measure / room)
        return [
            printed_size(data, measure, depth, share / whole)
            for data, share in zip(pictures, asked, strict=True)
        ]
    pixels = [_upright_pixels(data) for data in pictures]
    shapes = [wide / high for wide, high in pixels]
    natural = max(high for _, high in pixels) * 72 / NATURAL_RESOLUTION
    height = min(room / sum(shapes), natural, depth * TALLEST)
    return [Size(height * shape, height) for shape in shapes]


def resolution(data: bytes, size: Size) -> float:
    """Pixels an inch that a picture has at that size; of a drawing as many as one likes."""
    return math.inf if is_drawing(data) else _upright_pixels(data)[0] * 72 / size.width


def letters_of(theme: Theme) -> tuple[str, ...]:
    """The families in which a theme has a drawing's letters set: that of captions first."""
    return (theme.styles["caption"].font, *theme.fallbacks)


@lru_cache(maxsize=64)
def printable(data: bytes, size: Size, letters: tuple[str, ...] = ()) -> bytes:
    """The picture as a PNG or JPEG file for that size: upright, in sRGB or grey, with at most 300
    pixels an inch, and without anything that a camera or a program noted in it (place, time, names).
    A drawing has so many, and its letters are of the families `letters`.
    """
    if is_drawing(data):
        return pixels(data, letters, *_most_pixels(size))
    from PIL import Image

    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
        wide, high = _most_pixels(size)
        sideways = opened.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
        room = (high, wide) if sideways else (wide, high)
        resampled = opened.width > room[0] * _WORTH_RESAMPLING
        if not resampled and _is_plain(opened):
            return data
        # Decoding a large photograph at half its size or less costs a fraction.
        opened.draft(None, (room[0] * 2, room[1] * 2) if resampled else None)
        picture = _reduced(_upright(opened))
        if resampled:
            picture = picture.resize((wide, high), Image.Resampling.LANCZOS)
        return _saved(picture, lossy=opened.format != "PNG")


@lru_cache(maxsize=256)
def _upright_pixels(data: bytes) -> tuple[float, float]:
    if is_drawing(data):
        return natural_pixels(data)
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            wide, high = picture.size
            sideways = picture.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
    except UnidentifiedImageError as error:
        raise ValueError("A figure is neither a PNG, a JPEG nor an SVG file.") from error
    return (high, wide) if sideways else (wide, high)


def _most_pixels(size: Size) -> tuple[int, int]:
    return (
        max(1, ceil(size.width / 72 * PRINT_RESOLUTION)),
        max(1, ceil(size.height / 72 * PRINT_RESOLUTION)),
    )


def _is_plain(picture: Image.Image) -> bool:
    """Has it nothing in it but pixels that every reader shows alike?"""
    return picture.mode in ("L", "RGB") and set(picture.info) <= _PLAIN and picture.getexif() == {}


def _upright(picture: Image.Image) -> Image.Image:
    from PIL import ImageOps

    return ImageOps.exif_transpose(picture)


def _reduced(picture: Image.Image) -> Image.Image:
    """The picture in sRGB or grey, 8 bits a channel, with an alpha channel only where it is needed."""
    if picture.mode.startswith("I"):  # 16 bits of grey, which Pillow would clip, not scale
        picture = picture.convert("I").point(lambda value: value / 257).convert("L")
    profile = picture.info.get("icc_profile")
    if picture.mode in ("P", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if picture.mode == "1":
        picture = picture.convert("L")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        picture = _to_srgb(picture, profile)
    if picture.mode not in ("L", "LA", "RGB", "RGBA"):  # CMYK, LAB, YCbCr
        picture = picture.convert("RGB")
    if picture.mode in ("LA", "RGBA") and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert(picture.mode.removesuffix("A"))
    return picture


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    from PIL import ImageCms

    try:
        own = ImageCms.getOpenProfile(BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        made = ImageCms.profileToProfile(
            picture, own, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError):  # a profile of another kind of picture, or damaged
        return picture
    return picture if made is None else made


def _saved(picture: Image.Image, *, lossy: bool) -> bytes:
    """Only the pixels are saved: neither EXIF nor texts nor profiles."""
    bare, file = picture.copy(), BytesIO()
    bare.info.clear()
    if lossy and bare.mode in ("L", "RGB"):
        bare.save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
    else:
        bare.save(file, "PNG")
    return file.getvalue()
