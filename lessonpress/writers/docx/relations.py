"""What the body points at: addresses of links, and pictures. Knows no text."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.parts.image import ImagePart

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

_ENDINGS = {"PNG": "png", "JPEG": "jpg"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's relation id, and its size in pixels."""

    relation: str
    width: int
    height: int


class Relations:
    """The links and pictures of one document, each held once; `part` is the document's."""

    def __init__(self, part: DocumentPart) -> None:
        self._part = part
        self._links: dict[str, str] = {}
        self._pictures: dict[bytes, Picture] = {}

    def link(self, address: str) -> str:
        """The relation id of an address."""
        found = self._links.get(address)
        if found is None:
            found = self._part.relate_to(address, RT.HYPERLINK, is_external=True)
            self._links[address] = found
        return found

    def picture(self, data: bytes) -> Picture:
        """The picture as a part of the document.

        Raises ValueError for bytes that are neither a PNG nor a JPEG.
        """
        found = self._pictures.get(data)
        if found is None:
            found = self._pictures[data] = self._add_picture(data)
        return found

    def _add_picture(self, data: bytes) -> Picture:
        """python-docx reads no header of a JPEG that begins with Adobe's mark, so Pillow does."""
        # Imported here: most documents have no picture.
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                width, height, kind = picture.width, picture.height, picture.format or ""
        except UnidentifiedImageError as error:
            raise ValueError("A figure is neither a PNG nor a JPEG file.") from error
        package = self._part.package
        assert package is not None
        name = package.next_partname(f"/word/media/lesson%d.{_ENDINGS[kind]}")
        part = ImagePart(name, f"image/{kind.lower()}", data)
        return Picture(self._part.relate_to(part, RT.IMAGE), width, height)
