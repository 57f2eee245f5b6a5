"""The canvas: ReportLab's, with what a tagged PDF needs besides.

ReportLab writes pages, streams, graphics state, images, bookmarks, links, the information dictionary
and the file around them. Added here are marked content, glyphs as HarfBuzz placed them, sides that are
drawn by turns, and the entries of pages and catalog that accessibility asks for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFPage,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas, ExtGState

from lessonpress.writers.pdf.fonts import EmbeddedFont
from lessonpress.writers.pdf.images import image_object
from lessonpress.writers.pdf.inline.faces import Face

# Both characters: a stream that happens to end in the first of them would else seem one byte shorter.
_LINE_END = b"\r\n"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas of as many sides of one size, in points. They may be drawn on in any order."""

    def __init__(self, size: tuple[float, float], sides: int, language: str) -> None:
        # Nothing of the file depends on the clock, on the environment or on where it will lie.
        super().__init__("", size, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=language)
        self._doc.signature = hashlib.md5(usedforsecurity=False)
        self._doc.updateSignature(f"{size} {language}")
        self._doc.encrypt = _EndOfLine()
        self._doc.info = _Information()
        self._sides = [_Side() for _ in range(sides)]
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._images: dict[bytes, str] = {}

    def _make_preamble(self) -> None:
        """Nothing: ReportLab would name Helvetica on each page, and not embed it."""
        self._preamble = ""

    def setFont(self, *_: object, **__: object) -> None:
        """Nothing: ReportLab's drawings begin with a font that isn't embedded. Ours has its own way."""

    # --- content -------------------------------------------------------------------------------

    def turn_to(self, side: int) -> Callable[[str], None]:
        """What is drawn from now on stands on this side (from 0). Yields a way to write operators."""
        self.init_graphics_state()
        drawn = self._sides[side]
        self._code, self._formsinuse = drawn.code, drawn.forms
        self._extgstate, self._shadingUsed = drawn.states, drawn.shadings
        append: Callable[[str], None] = self._code.append
        return append

    def font(self, face: Face) -> EmbeddedFont:
        """The face as a font of this document; whoever draws notes the glyphs there."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
            font.join(self._doc)
        return font

    def draw_picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A PNG or JPEG file in this box; each is one object, however often it is drawn."""
        name = self._images.get(data)
        if name is None:
            name = self._images[data] = str(len(self._images) + 1)
            image, mask = image_object(data)
            if mask is not None:
                image.smask = self._doc.Reference(mask)
            self._doc.addForm(name, image)
            self._doc.updateSignature(data)
        self.saveState()
        self.transform(width, 0, 0, height, x, y)
        self.doForm(name)
        self.restoreState()

    @property
    def document(self) -> PDFDocument:
        """ReportLab's document, for whoever adds objects to it."""
        return self._doc

    # --- the whole -----------------------------------------------------------------------------

    def _setAnnotations(self, page: PDFPage) -> None:
        """ReportLab's last step before it adds a page to the document."""
        super()._setAnnotations(page)
        # By itself, ReportLab would write streams as letters and digits, a quarter longer.
        page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])
        page.Trans = None  # an empty transition, by ReportLab's habit
        page.StructParents = self._pageNumber - 1
        page.Tabs = PDFName("S")
        _allow(page, "StructParents", "Tabs")
        self._doc.updateSignature(page.stream.encode())

    def annotate(self, annotation: PDFObject) -> int:
        """Puts an annotation on the side that was turned to; yields its object number."""
        self._addAnnotation(annotation)
        return self.last_annotation()

    def last_annotation(self) -> int:
        """The object number of the annotation that was added last to this side."""
        return self.number_of(self.last_name())

    def last_name(self) -> str:
        """ReportLab's name of that annotation."""
        return str(self._annotationrefs[-1].name)

    def number_of(self, name: str) -> int:
        """The number of an object by ReportLab's name of it, such as Page1."""
        number, _ = self._doc.idToObjectNumberAndVersion[name]
        return int(number)

    def set_catalog(self, **entries: object) -> None:
        """Further entries of the catalog (ISO 32000-1, 7.7.2)."""
        _allow(self._doc.Catalog, *entries)
        for name, value in entries.items():
            setattr(self._doc.Catalog, name, value)


class _Side:
    """What was drawn on a side, and what of the document that draws on."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.forms: list[str] = []
        self.states = ExtGState()
        self.shadings: dict[str, str] = {}


class _EndOfLine(NoEncryption):  # type: ignore[misc]
    """Every stream passes here on its way out: ends it with a line's end that is not part of it, as
    ISO 19005-2, 6.1.7.1 asks."""

    def encode(self, content: object) -> object:
        return _StreamContent(content) if isinstance(content, bytes) else content


class _StreamContent(PDFObject):  # type: ignore[misc]
    """A stream's bytes. Its length is theirs; the end of line after them does not count."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __len__(self) -> int:
        return len(self._content)

    def format(self, document: object) -> bytes:
        return self._content + _LINE_END


class _Information(PDFInfo):  # type: ignore[misc]
    """The information dictionary (ISO 32000-1, 14.3.3) without dates, and without what is empty."""

    def format(self, document: object) -> bytes:
        entries = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Keywords": self.keywords,
            "Creator": self.creator,
            "Producer": self.producer,
        }
        filled = {key: PDFString(value) for key, value in entries.items() if value}
        written: bytes = PDFDictionary(filled).format(document)
        return written


def _allow(catalog: PDFCatalog, *names: str) -> None:
    """Has ReportLab write entries of a page or a catalog that it doesn't know."""
    known = catalog.__NoDefault__
    catalog.__NoDefault__ = [*known, *(name for name in names if name not in known)]
