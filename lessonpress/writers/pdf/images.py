"""Images: what there is to know of a picture's file before it is placed."""

from __future__ import annotations

from io import BytesIO


def image_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG file."""
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        return picture.size
