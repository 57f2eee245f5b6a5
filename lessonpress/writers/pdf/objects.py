"""Objects of ReportLab's document whose text is at hand, as the standard shows it."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject


class WrittenObject(PDFObject):  # type: ignore[misc]
    """An object that is its text. Of the hundreds in a file, each costs little more than its letters."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: PDFDocument) -> bytes:
        text = self.text.encode("latin-1")
        document.updateSignature(text)
        return text


def register(document: PDFDocument, element: PDFObject) -> int:
    """Makes it a new object of the document; yields its number."""
    document.Reference(element)
    return int(document.objectcounter)
