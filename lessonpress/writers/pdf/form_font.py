"""The font of form fields: what pupils type is set in it, so that it has more letters than the page shows.

Viewers set typed text themselves, character by character: they find each glyph by the ToUnicode map, and
take the distance of lines from the font's descriptor.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFDocument

from lessonpress.layout.fonts import split_by_family
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.fonts import EmbeddedFont, Measure
from lessonpress.writers.pdf.inline.faces import Face, load_face
from lessonpress.writers.pdf.objects import WrittenObject

#: The distance of lines in a field, in type sizes. Acrobat takes it from the font's box, PDFium from
#: ascent and descent; pdf.js has it so for every font (LINE_FACTOR in its src/shared/util.js).
LEADING = 1.35
ASCENT = 1.0
# Letters of names and languages, in as many alphabets as the face has; punctuation, and signs of money,
# arithmetic and comparison.
_TYPED = (
    (0x0020, 0x024F), (0x0370, 0x1DFF), (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x2070, 0x2089),
    (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x2193), (0x2200, 0x2265), (0x2E80, 0xD7FF),
    (0xFB00, 0xFEFF),
)  # fmt: skip
# More than these would make every sheet as large as the font: ideographs are left to the viewer.
_MOST = 3000


class FormFont(EmbeddedFont):
    """A face with the letters that somebody may type, as an object that fields refer to."""

    def __init__(self, face: Face) -> None:
        super().__init__(face, "Typed")
        self.glyphs = set(_typed_glyphs(face))
        self.object = WrittenObject()

    def join(self, document: PDFDocument) -> None:
        document.delayedFonts.append(self)

    def addObjects(self, document: PDFDocument) -> None:
        left, _, right, _ = _box(self.face)
        box: dict[str, Measure] = {
            "Ascent": ASCENT * 1000,
            "Descent": (ASCENT - LEADING) * 1000,
            "FontBBox": [left, (ASCENT - LEADING) * 1000, right, ASCENT * 1000],
        }
        self.object.text = self.write(document, box)


def form_face(theme: Theme, title: str) -> Face:
    """The face that a document of this title is read in: of the family that has most of its letters."""
    own = theme.styles["body"].font
    room: dict[str, int] = {}
    for text, family in split_by_family(title, own, theme.fallbacks, lenient=True):
        room[family] = room.get(family, 0) + len(text)
    family = max(room, key=lambda name: room[name], default=own)
    return load_face(family, False, False)


def _box(face: Face) -> list[float]:
    box = face.descriptor()["FontBBox"]
    assert isinstance(box, list)
    return box


@lru_cache(maxsize=16)
def _typed_glyphs(face: Face) -> frozenset[int]:
    """A function of the font alone."""
    found: set[int] = set()
    known = set(face.face.unicodes)
    for first, last in _TYPED:
        codes = sorted(code for code in known if first <= code <= last)
        if len(codes) > _MOST:
            continue
        for code in codes:
            character = chr(code)
            if unicodedata.category(character)[0] in "CM":
                continue
            glyphs = face.shape(character).glyphs
            if len(glyphs) == 1:
                found.add(glyphs[0])
    return frozenset(found)
