"""Images: a picture's file as an image object of ReportLab's, with a soft mask where it lets through."""

from __future__ import annotations

import zlib
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image
from reportlab.pdfbase.pdfdoc import PDFImageXObject

# Pillow's names of grey with 16 bits, which it would cut off at 255 instead of scaling them down.
_SIXTEEN_BITS = {"I", "I;16", "I;16B", "I;16L", "I;16N"}


def image_object(data: bytes) -> tuple[PDFImageXObject, PDFImageXObject | None]:
    """The image of a PNG or JPEG file, and its soft mask if it has one (ISO 32000-1, 11.6.5.3).

    A JPEG file in grey or RGB stands as it is. Any other picture becomes grey or RGB, since what
    CMYK looks like is for a profile to say that the file hasn't got (ISO 19005-2, 6.2.4.3).
    """
    parts = _parts(data)
    image = _object(parts.colour)
    return image, None if parts.mask is None else _object(parts.mask)


class _Samples(NamedTuple):
    width: int
    height: int
    space: str
    filter: str
    data: bytes


class _Parts(NamedTuple):
    colour: _Samples
    mask: _Samples | None


def _object(samples: _Samples) -> PDFImageXObject:
    image = PDFImageXObject("")
    image.width, image.height = samples.width, samples.height
    image.bitsPerComponent = 8
    image.colorSpace = samples.space
    image.streamContent = samples.data
    image._filters = (samples.filter,)
    return image


@lru_cache(maxsize=8)  # a lesson's pictures stand in its handout, its packet, its booklet
def _parts(data: bytes) -> _Parts:
    with Image.open(BytesIO(data)) as picture:
        if picture.format == "JPEG" and picture.mode in ("L", "RGB"):
            space = "DeviceGray" if picture.mode == "L" else "DeviceRGB"
            return _Parts(_Samples(*picture.size, space, "DCTDecode", data), None)
        if picture.mode in _SIXTEEN_BITS:
            return _split(_eight_bits(picture))
        if picture.has_transparency_data:
            return _split(picture.convert("LA" if picture.mode == "LA" else "RGBA"))
        return _split(picture.convert("L" if picture.mode in ("1", "L") else "RGB"))


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A grey picture of 16 bits in 8, with the one grey that it lets through as an alpha channel."""
    wide = picture.convert("I")
    grey = wide.point(lambda value: value * (1 / 256)).convert("L")
    clear = picture.info.get("transparency")
    if not isinstance(clear, int):
        return grey
    alpha = bytes(0 if value == clear else 255 for value in memoryview(wide.tobytes()).cast("i"))
    return Image.merge("LA", (grey, Image.frombytes("L", grey.size, alpha)))


def _split(picture: Image.Image) -> _Parts:
    """Colour and, where a pixel lets something through, alpha."""
    if picture.mode not in ("LA", "RGBA"):
        return _Parts(_samples(picture), None)
    alpha = picture.getchannel("A")
    colour = picture.convert(picture.mode[:-1])
    if alpha.getextrema() == (255, 255):
        return _Parts(_samples(colour), None)
    return _Parts(_samples(colour), _samples(alpha))


def _samples(picture: Image.Image) -> _Samples:
    space = "DeviceGray" if picture.mode == "L" else "DeviceRGB"
    return _Samples(*picture.size, space, "FlateDecode", zlib.compress(picture.tobytes(), 6))
