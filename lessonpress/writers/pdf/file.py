"""The PDF file as numbered objects, with its cross-reference table and trailer (ISO 32000-1, 7.5).

Objects are given as the text that the standard shows, so that a reader can hold one beside the
other. ReportLab writes the pictures.
"""

from __future__ import annotations

import hashlib
import zlib

# Bytes above 127 in a comment tell whoever carries the file that it is no text (7.5.2).
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PdfFile:
    """Numbered objects of one file. Reserve a number to point at what is defined later."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []  # of object 1, 2 …

    def reserve(self) -> int:
        """A new object number, to be defined before the file is finished."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def define(self, number: int, body: str | bytes) -> None:
        self._bodies[number - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def add(self, body: str | bytes) -> int:
        self._bodies.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self._bodies)

    def add_stream(self, data: bytes, entries: str = "", *, compress: bool = True) -> int:
        """A stream object; `entries` go into its dictionary beside Length and Filter."""
        return self.add(stream(data, entries, compress=compress))

    def add_image(self, data: bytes) -> tuple[int, int, int]:
        """An image XObject of a PNG or JPEG file: object number, width and height in pixels."""
        from io import BytesIO

        from reportlab.lib.utils import ImageReader
        from reportlab.pdfbase.pdfdoc import PDFDocument, PDFImageXObject

        image = PDFImageXObject(f"Im{len(self._bodies)}", ImageReader(BytesIO(data)))
        number = self.add(image.format(PDFDocument(invariant=1)))
        return number, image.width, image.height

    def finish(self, catalog: str, info: str) -> bytes:
        """The whole file. Its identifier is a digest of all objects: same objects, same bytes."""
        root, details = self.add(catalog), self.add(info)
        parts, offset = [_HEADER], len(_HEADER)
        entries = [b"0000000000 65535 f \n"]
        for number, body in enumerate(self._bodies, 1):
            entries.append(b"%010d 00000 n \n" % offset)
            part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            offset += len(part)
            parts.append(part)
        name = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().encode()
        parts.append(
            b"xref\n0 %d\n%strailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\n"
            b"startxref\n%d\n%%%%EOF\n"
            % (len(entries), b"".join(entries), len(entries), root, details, name, name, offset)
        )
        return b"".join(parts)


def stream(data: bytes, entries: str = "", *, compress: bool = True) -> bytes:
    """The body of a stream object, for `add`; `entries` go into its dictionary."""
    if compress:
        data = zlib.compress(data, 6)
        entries += " /Filter /FlateDecode"
    head = entries.strip().encode("latin-1")
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)
