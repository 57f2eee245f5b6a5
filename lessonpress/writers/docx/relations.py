"""What the body points at: addresses of links, and pictures. Knows no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.parts.image import ImagePart

if TYPE_CHECKING:
    from docx.parts.story import StoryPart

# https://www.w3.org/TR/png-3/#5PNG-file-signature
_PNG = b"\x89PNG\r\n\x1a\n"


class Relations:
    """The links and pictures of one document or header, each held once; `part` is its own."""

    def __init__(self, part: StoryPart) -> None:
        self._part = part
        self._links: dict[str, str] = {}
        self._pictures: dict[bytes, str] = {}

    def link(self, address: str) -> str:
        """The relation id of an address."""
        found = self._links.get(address)
        if found is None:
            found = self._part.relate_to(address, RT.HYPERLINK, is_external=True)
            self._links[address] = found
        return found

    def picture(self, data: bytes) -> str:
        """The relation id of a picture, a PNG or JPEG file."""
        found = self._pictures.get(data)
        if found is None:
            found = self._pictures[data] = self._add_picture(data)
        return found

    def _add_picture(self, data: bytes) -> str:
        # Its size is known already; python-docx reads no header of a JPEG that begins with Adobe's mark.
        kind, ending = ("png", "png") if data.startswith(_PNG) else ("jpeg", "jpg")
        package = self._part.package
        assert package is not None
        name = package.next_partname(f"/word/media/lesson%d.{ending}")
        part = ImagePart(name, f"image/{kind}", data)
        return self._part.relate_to(part, RT.IMAGE)
