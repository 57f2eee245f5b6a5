"""Fonts in the file: each face as a composite font with the glyphs that the document uses.

Glyphs keep their numbers (Identity-H, ISO 32000-1, 9.7.5.2), so that shaped words can be written
to any document as they are. What a glyph reads as stands in the ToUnicode map.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from lessonpress.writers.pdf.file import PdfFile, stream
from lessonpress.writers.pdf.inline.faces import Face

#: With as many glyphs of a face as this, a document gets the rest of the usual ones, too.
_MOST_OF_THE_USUAL = 45
_SYMBOLIC, _ITALIC = 4, 64  # font descriptor flags (ISO 32000-1, table 123)


def embed(file: PdfFile, face: Face, glyphs: set[int]) -> int:
    """Writes the face with these glyphs; yields the number of its font dictionary."""
    program = _program(face, _round_up(face, glyphs))
    name = program.name
    descriptor = file.add(
        f"<< /Type /FontDescriptor /FontName /{name} {program.details}"
        f" /FontFile2 {file.add(program.font_file)} 0 R >>"
    )
    descendant = file.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /FontDescriptor {descriptor} 0 R /DW 1000 /W [{program.widths}] >>"
    )
    return file.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
        f" /DescendantFonts [{descendant} 0 R] /ToUnicode {file.add(program.to_unicode)} 0 R >>"
    )


def _round_up(face: Face, glyphs: set[int]) -> frozenset[int]:
    """With most of a face's usual glyphs all of them are embedded: one program, made once, then does
    for nearly every document of a school, and each is a function of its own text alone."""
    few = len(glyphs) < _MOST_OF_THE_USUAL
    return frozenset(glyphs) if few else face.usual_glyphs() | glyphs


class _Program(NamedTuple):
    """A face with some of its glyphs, as it stands in a file; two of the parts are whole streams."""

    name: str
    details: str
    widths: str
    font_file: bytes
    to_unicode: bytes


@lru_cache(maxsize=64)  # some 15 KiB each
def _program(face: Face, glyphs: frozenset[int]) -> _Program:
    used = sorted(glyphs)
    data = face.subset(glyphs)
    numbers = face.descriptor()
    flags = _SYMBOLIC | (_ITALIC if numbers["ItalicAngle"] else 0)
    details = " ".join(f"/{key} {_number(value)}" for key, value in numbers.items())
    return _Program(
        f"{_tag(used)}+{face.postscript_name}",
        f"/Flags {flags} {details}",
        _widths(face, used),
        stream(data, f"/Length1 {len(data)}"),
        stream(_to_unicode(face, used).encode("ascii")),
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
