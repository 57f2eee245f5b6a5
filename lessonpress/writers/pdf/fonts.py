"""Fonts in the file: each face as a composite font with the glyphs that the document uses.

Glyphs keep their numbers (Identity-H, ISO 32000-1, 9.7.5.2), so that shaped words can be written
to any document as they are. What a glyph reads as stands in the ToUnicode map.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFStream

from lessonpress.writers.pdf.inline.faces import Face
from lessonpress.writers.pdf.objects import WrittenObject, register

#: With as many glyphs of a face as this, a document gets the rest of the usual ones, too.
_MOST_OF_THE_USUAL = 45
_SYMBOLIC, _ITALIC = 4, 64  # font descriptor flags (ISO 32000-1, table 123)


#: A number of a font descriptor, or several.
Measure = float | list[float]


class EmbeddedFont:
    """A face in one document of ReportLab's, which asks for its objects when all pages are drawn, as
    it asks its own TrueType fonts. `name` is what content streams call it; `glyphs` are those used.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.glyphs: set[int] = set()

    def join(self, document: PDFDocument) -> None:
        """Makes it a font of the document, and of no other."""
        document.fontMapping[self.name] = f"/{self.name}"
        document.delayedFonts.append(self)

    def addObjects(self, document: PDFDocument) -> None:
        """Adds the font's dictionaries and streams."""
        font = WrittenObject(self.write(document))
        document.idToObject["BasicFonts"][self.name] = document.Reference(font)

    def write(
        self, document: PDFDocument, box: Mapping[str, Measure] = MappingProxyType({})
    ) -> str:
        """Adds what the font's dictionary names (ISO 32000-1, 9.7 to 9.10), and yields that. `box` are
        numbers of its descriptor that take the place of the face's."""
        program = _program(self.face, _round_up(self.face, self.glyphs))
        document.updateSignature(program.font_file)
        document.updateSignature(program.to_unicode)
        packed = {"Filter": PDFName("FlateDecode")}
        font_file = PDFDictionary({"Length1": program.length, **packed})
        file = register(document, PDFStream(font_file, program.font_file))
        to_unicode = register(document, PDFStream(PDFDictionary(packed), program.to_unicode))
        name = program.name
        details = _details({**self.face.descriptor(), **box}) if box else program.details
        descriptor = WrittenObject(
            f"<< /Type /FontDescriptor /FontName /{name} {details} /FontFile2 {file} 0 R >>"
        )
        descendant = WrittenObject(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor {register(document, descriptor)} 0 R"
            f" /DW 1000 /W [{program.widths}] >>"
        )
        return (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{register(document, descendant)} 0 R]"
            f" /ToUnicode {to_unicode} 0 R >>"
        )


def _round_up(face: Face, glyphs: set[int]) -> frozenset[int]:
    """With most of a face's usual glyphs all of them are embedded: one program, made once, then does
    for nearly every document of a school, and each is a function of its own text alone."""
    few = len(glyphs) < _MOST_OF_THE_USUAL
    return frozenset(glyphs) if few else face.usual_glyphs() | glyphs


class _Program(NamedTuple):
    """A face with some of its glyphs, as it stands in a file; two of the parts are compressed."""

    name: str
    details: str
    widths: str
    length: int
    font_file: bytes
    to_unicode: bytes


@lru_cache(maxsize=64)  # some 15 KiB each
def _program(face: Face, glyphs: frozenset[int]) -> _Program:
    used = sorted(glyphs)
    data = face.subset(glyphs)
    return _Program(
        f"{_tag(used)}+{face.postscript_name}",
        _details(face.descriptor()),
        _widths(face, used),
        len(data),
        zlib.compress(data, 6),
        zlib.compress(_to_unicode(face, used).encode("ascii"), 6),
    )


def _details(numbers: Mapping[str, Measure]) -> str:
    flags = _SYMBOLIC | (_ITALIC if numbers["ItalicAngle"] else 0)
    return f"/Flags {flags} " + " ".join(
        f"/{key} {_number(value)}" for key, value in numbers.items()
    )


def _number(value: float | list[float]) -> str:
    if isinstance(value, list):
        return f"[{' '.join(f'{entry:g}' for entry in value)}]"
    return f"{value:g}"


def _tag(glyphs: list[int]) -> str:
    """Six letters that name the subset (ISO 32000-1, 9.6.4), from the glyphs in it."""
    total = 0
    for glyph in glyphs:
        total = (total * 65_599 + glyph) % 26**6
    letters = []
    for _ in range(6):
        total, rest = divmod(total, 26)
        letters.append(chr(ord("A") + rest))
    return "".join(letters)


def _widths(face: Face, glyphs: list[int]) -> str:
    """The W array (ISO 32000-1, 9.7.4.3): runs of neighbouring glyphs."""
    parts: list[str] = []
    previous = -2
    for glyph in glyphs:
        if glyph != previous + 1:
            parts.append(f"{']' if parts else ''} {glyph} [")
        parts.append(f"{face.advance(glyph):g} ")
        previous = glyph
    return "".join(parts) + ("]" if parts else "")


def _to_unicode(face: Face, glyphs: list[int]) -> str:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3), in portions of at most a hundred entries."""
    entries = [
        f"<{glyph:04X}> <{face.texts[glyph].encode('utf-16-be').hex().upper()}>" for glyph in glyphs
    ]
    portions = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    body = "\n".join(
        f"{len(portion)} beginbfchar\n" + "\n".join(portion) + "\nendbfchar" for portion in portions
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
