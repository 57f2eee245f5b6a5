"""Colours: what they mean in print, as an output intent that names sRGB (ISO 19005-2, 6.2.3)."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
)

_CONDITION = "sRGB IEC61966-2.1"
# Where a profile says when it was made (ICC.1:2010, 7.2.1): six numbers of two bytes each.
_DATE, _MADE = slice(24, 36), (2000, 1, 1, 0, 0, 0)


def output_intents(document: PDFDocument) -> PDFArray:
    """The entry of the catalog; the profile becomes an object of the document."""
    profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile())
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(_CONDITION),
        "Info": PDFString(_CONDITION),
        "DestOutputProfile": document.Reference(profile),
    }
    return PDFArray([PDFDictionary(intent)])


@cache
def srgb_profile() -> bytes:
    """Pillow's ICC profile of sRGB, which else would bear the time at which it was asked for."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = b"".join(number.to_bytes(2, "big") for number in _MADE)
    return bytes(profile)
