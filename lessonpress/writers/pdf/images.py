"""Images: a picture's file as an image object of ReportLab's, with a soft mask where it lets through."""

from __future__ import annotations

import zlib
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image
from reportlab.pdfbase.pdfdoc import PDFImageXObject


def image_object(data: bytes) -> tuple[PDFImageXObject, PDFImageXObject | None]:
    """The image of a file that `layout.pictures` made printable, and its soft mask if it has an alpha
    channel (ISO 32000-1, 11.6.5.3). A JPEG file stands as it is."""
    colour, alpha = _samples(data)
    return _object(colour), None if alpha is None else _object(alpha)


class _Samples(NamedTuple):
    """Eight bits a channel, as they stand in the file."""

    width: int
    height: int
    space: str
    filter: str
    data: bytes


def _object(samples: _Samples) -> PDFImageXObject:
    image = PDFImageXObject("")
    image.width, image.height = samples.width, samples.height
    image.bitsPerComponent = 8
    image.colorSpace = samples.space
    image.streamContent = samples.data
    image._filters = (samples.filter,)
    return image


@lru_cache(maxsize=8)  # a lesson's pictures stand in its handout, its packet, its booklet
def _samples(data: bytes) -> tuple[_Samples, _Samples | None]:
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        if picture.format != "PNG":
            return _Samples(*picture.size, _space(picture), "DCTDecode", data), None
        if picture.mode not in ("LA", "RGBA"):
            return _compressed(picture), None
        colour = picture.convert(picture.mode.removesuffix("A"))
        return _compressed(colour), _compressed(picture.getchannel("A"))


def _compressed(picture: Image.Image) -> _Samples:
    data = zlib.compress(picture.tobytes(), 6)
    return _Samples(*picture.size, _space(picture), "FlateDecode", data)


def _space(picture: Image.Image) -> str:
    return "DeviceGray" if picture.mode == "L" else "DeviceRGB"
