"""What the body points at: addresses of links, and pictures. Knows no text."""

from __future__ import annotations

import io
from dataclasses import dataclass

from lessonpress.writers.docx.package import Relation, relation_type


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's part and its size in pixels."""

    relation: str
    part: str
    data: bytes
    width: int
    height: int


class Relations:
    """The links and pictures of one document, each held once.

    Ids begin with `lesson`, which no other program uses: they can join those of a letterhead.
    """

    def __init__(self) -> None:
        self.all: list[Relation] = []
        self.pictures: dict[bytes, Picture] = {}
        self._links: dict[str, str] = {}

    def link(self, address: str) -> str:
        """The relation id of an address."""
        found = self._links.get(address)
        if found is None:
            found = self._links[address] = self._add("hyperlink", address, external=True)
        return found

    def picture(self, data: bytes) -> Picture:
        """The picture's part; its header is read for its size.

        Raises ValueError for bytes that are neither a PNG nor a JPEG.
        """
        found = self.pictures.get(data)
        if found is None:
            width, height, extension = _read_header(data)
            part = f"media/lesson{len(self.pictures) + 1}.{extension}"
            found = Picture(self._add("image", part), part, data, width, height)
            self.pictures[data] = found
        return found

    def _add(self, type_: str, target: str, *, external: bool = False) -> str:
        id_ = f"lesson{len(self.all) + 1}"
        self.all.append(Relation(id_, relation_type(type_), target, external))
        return id_


def _read_header(data: bytes) -> tuple[int, int, str]:
    """Width and height in pixels, and the file's extension."""
    # Imported here: most documents have no picture.
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            return picture.width, picture.height, (picture.format or "").lower()
    except UnidentifiedImageError as error:
        raise ValueError("A figure is neither a PNG nor a JPEG file.") from error
