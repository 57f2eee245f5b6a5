"""The canvas: ReportLab's, with what a tagged PDF needs besides.

ReportLab writes pages, streams, graphics state, images, bookmarks, links, the information dictionary
and the file around them. Added here are marked content, glyphs as HarfBuzz placed them, sides that are
drawn by turns, and the entries of pages and catalog that accessibility asks for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection

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
from lessonpress.writers.pdf.objects import register

#: Width and height, in points.
Size = tuple[float, float]
# Both characters: a stream that happens to end in the first of them would else seem one byte shorter.
_LINE_END = b"\r\n"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas of as many sides as are added. They may be drawn on in any order."""

    def __init__(self, language: str) -> None:
        # Nothing of the file depends on the clock, on the environment or on where it will lie.
        super().__init__(
            "", (0, 0), pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=language
        )
        self._doc.signature = hashlib.md5(usedforsecurity=False)
        self._language = language
        self._doc.encrypt = _EndOfLine()
        self._doc.info = _Information()
        self._sides: list[_Side] = []
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
        drawn = self._drawn = self._sides[side]
        self._pagesize = drawn.size
        self._formsinuse = drawn.forms
        self._extgstate, self._shadingUsed = drawn.states, drawn.shadings
        return self._go_on(len(drawn.stretches) - 1)

    def add_sides(self, size: Size, number: int) -> None:
        """Adds so many sides of this size, in points."""
        self._doc.updateSignature(f"{size} {self._language}")
        self._sides += [_Side(size) for _ in range(number)]

    def cut(self) -> Callable[[str], None]:
        """Begins a new stretch of the side: other sides can share what stands before it, and what comes after the
        next cut. It knows of no font, colour or spacing that was set before. Yields as `turn_to` does.
        """
        self._drawn.stretches.append(_Stretch())
        return self._go_on(len(self._drawn.stretches) - 1)

    @property
    def stretch(self) -> int:
        """The number, from 0, of the stretch that is being drawn."""
        return len(self._drawn.stretches) - 1

    def repeat(self, side: int, of: int, own: Collection[int]) -> None:
        """Makes a side what another is, but for these stretches, which are empty."""
        new, old = self._sides[side], self._sides[of]
        new.stretches = [
            _Stretch() if number in own else stretch for number, stretch in enumerate(old.stretches)
        ]
        new.forms, new.states, new.shadings = old.forms, old.states, old.shadings

    def fill_stretch(self, side: int, number: int) -> Callable[[str], None]:
        """As `turn_to`, for a stretch that is empty."""
        self.turn_to(side)
        return self._go_on(number)

    def _go_on(self, number: int) -> Callable[[str], None]:
        self._code = self._drawn.stretches[number].code
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
        page.Contents = self._contents(page)
        page.Trans = None  # an empty transition, by ReportLab's habit
        page.StructParents = self._pageNumber - 1
        page.Tabs = PDFName("S")
        _allow(page, "StructParents", "Tabs")

    def _contents(self, page: PDFPage) -> PDFStream | str:
        """The page's stream, or an array of those of its stretches (ISO 32000-1, 7.7.3.3), of which others may
        have some, too. By itself, ReportLab would write streams as letters and digits, a quarter longer."""
        stretches = [one for one in self._drawn.stretches if one.code]
        if len(self._drawn.stretches) == 1:
            self._doc.updateSignature(page.stream.encode())
            return PDFStream(content=page.stream, filters=[PDFZCompress])
        page.stream = None
        for one in stretches:
            if not one.number:
                text = "\n".join([*one.code, ""])
                self._doc.updateSignature(text.encode())
                one.number = register(self._doc, PDFStream(content=text, filters=[PDFZCompress]))
        return f"[{' '.join(f'{one.number} 0 R' for one in stretches)}]"

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


class _Stretch:
    """Operators of a side that stand together, and the number of their stream's object once it has one."""

    __slots__ = ("code", "number")

    def __init__(self) -> None:
        self.code: list[str] = []
        self.number = 0


class _Side:
    """What was drawn on a side of a size, and what of the document that draws on."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.stretches = [_Stretch()]
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
