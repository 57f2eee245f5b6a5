"""The PDF file as numbered objects: a thin face over ReportLab's document, and no more.

Objects are given as the text that the standard shows, so that a reader can hold one beside the
other; ReportLab keeps the numbers, the cross-reference table and the trailer.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc


class _Object(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object with its text ready."""

    def __init__(self) -> None:
        self.body = b"null"

    def format(self, document: Any) -> bytes:
        return self.body


class _Info(_Object):
    """The document information dictionary; what ReportLab asks of it beyond being an object."""

    invariant = 1

    def digest(self, signature: Any) -> None:
        signature.update(self.body)


class _NoOutline:
    """Stands in for ReportLab's outline, which needs a canvas; ours is made of plain objects."""

    ready = -1

    def prepare(self, document: Any, canvas: Any) -> None:
        pass


class PdfFile:
    """Numbered objects of one file. Reserve a number to point at what is defined later."""

    def __init__(self) -> None:
        self._document: Any = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 7))
        self._objects: dict[int, _Object] = {}
        self._digest = hashlib.sha256()

    def reserve(self) -> int:
        """A new object number, to be defined before the file is finished."""
        return self._register(_Object())

    def _register(self, target: _Object) -> int:
        name = self._document.Reference(target).name
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        self._objects[number] = target
        return number

    def define(self, number: int, body: str | bytes) -> None:
        data = body.encode("latin-1") if isinstance(body, str) else body
        self._objects[number].body = data
        self._digest.update(data)

    def add(self, body: str | bytes) -> int:
        number = self.reserve()
        self.define(number, body)
        return number

    def add_stream(self, data: bytes, entries: str = "", *, compress: bool = True) -> int:
        """A stream object; `entries` go into its dictionary beside Length and Filter."""
        if compress:
            data = zlib.compress(data, 6)
            entries += " /Filter /FlateDecode"
        return self.add(
            b"<< %s /Length %d >>\nstream\n%s\nendstream\n"
            % (entries.strip().encode("latin-1"), len(data), data)
        )

    def add_image(self, data: bytes) -> tuple[int, int, int]:
        """An image XObject of a PNG or JPEG file: object number, width and height in pixels."""
        from io import BytesIO

        from reportlab.lib.utils import ImageReader

        image = pdfdoc.PDFImageXObject(f"Im{len(self._objects)}", ImageReader(BytesIO(data)))
        self._digest.update(data)
        name = self._document.Reference(image).name
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number, image.width, image.height

    def finish(self, catalog: str, info: str) -> bytes:
        """The whole file. The identifier is a digest of all objects: same objects, same bytes."""
        document = self._document
        root, details = _Object(), _Info()
        root.body = catalog.encode("latin-1")
        details.body = info.encode("latin-1")
        document.Catalog = document._catalog = root
        document.info = details
        document.Outlines = document.outline = _NoOutline()
        document.signature = hashlib.md5(self._digest.digest(), usedforsecurity=False)
        data: bytes = document.GetPDFData(None)
        return data
