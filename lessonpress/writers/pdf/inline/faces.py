"""Faces: one font file, ready to measure and to set text. Parsed once a process, shared by documents.

HarfBuzz shapes each word (kerning and ligatures) and the outcome is kept, so that a word costs a
look-up from the second time on. Widths are in thousandths of the type size.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import uharfbuzz

from lessonpress.layout.fonts import INVISIBLE, SPACES, SUBSTITUTES, family_files

RISE = "^"
_KEPT_WORDS = 20_000  # shaped words a face remembers; some 200 bytes each

_USUAL_CHARACTERS = " ".join(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?'\"()[]/-–—“”‘’…&%"
)
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "fj", "Th", "tt", "ft", "Qu")

# Tables that a CIDFontType2 program does without (ISO 32000-1, 9.9).
_NOT_IN_A_PDF = (
    *(b"GSUB", b"GPOS", b"GDEF", b"name", b"OS/2", b"post", b"cmap"),
    *(b"DSIG", b"STAT", b"gasp", b"meta"),
)


class GlyphArray(NamedTuple):
    """A word in one face. `width` is its advance; `glyphs` are in the order in which they are drawn.

    `array` is the inside of a TJ operator's array (ISO 32000-1, 9.4.3), whose numbers move what
    follows to the left, in thousandths. What RISE encloses is none of it: by so many thousandths
    the glyphs after it stand above the baseline, and the last such number is 0. Arrays can be
    joined as they are.

    `actual` is the text where the glyphs read as something else, such as a dotless i under an accent,
    or stand so that a reader would take a mark for a word of its own.
    """

    width: float
    array: str
    glyphs: tuple[int, ...]
    actual: str = ""


class Face:
    """One TrueType file.

    `ascent` and `descent` (negative) are of the type size 1; `texts` says what each glyph that was
    used so far reads as.
    """

    def __init__(self, path: str) -> None:
        self._blob = uharfbuzz.Blob.from_file_path(path)
        self.face = uharfbuzz.Face(self._blob)
        self.font = uharfbuzz.Font(self.face)
        self.scale = 1000 / self.face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.face.upem
        self.descent: float = extents.descender / self.face.upem
        self._words: dict[str, GlyphArray] = {}
        self._advances: dict[int, int] = {}
        self._codes: dict[int, str] = {}
        self.texts: dict[int, str] = {}
        self._unicodes: dict[int, str] | None = None
        self._usual: frozenset[int] | None = None
        self.space = self.shape(" ")

    def shape(self, text: str) -> GlyphArray:
        """The text as glyphs. Characters that the face lacks must not come here."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) >= _KEPT_WORDS:
                self._words.clear()
            known = self._words[text] = self._shape(text)
        return known

    def _shape(self, text: str) -> GlyphArray:
        plain = text.isascii() and text.isprintable()
        if not plain:
            text = _drawable(text)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        glyphs = [info.codepoint for info in buffer.glyph_infos or ()]
        known = self._advances
        for index, glyph in enumerate(glyphs):
            if glyph not in known:
                clusters = [info.cluster for info in buffer.glyph_infos]
                sole = clusters.count(clusters[index]) == 1
                end = min([at for at in clusters if at > clusters[index]], default=len(text))
                self._meet(glyph, text[clusters[index] : end] if sole else "")
        positions = buffer.glyph_positions or ()  # None where there is nothing to draw
        advances = [position.x_advance for position in positions]
        natural = [known[glyph] for glyph in glyphs]
        offsets = [position.x_offset or position.y_offset for position in positions]
        if any(offsets):
            array = self._positioned(glyphs, natural, positions)
        elif advances != natural:
            array = self._kerned(glyphs, natural, advances)
        else:
            array = f"<{''.join([self._codes[glyph] for glyph in glyphs])}>" if glyphs else ""
        actual = ""
        if not plain:
            read = "".join([self.texts[glyph] for glyph in glyphs])
            same = unicodedata.normalize("NFKC", read) == unicodedata.normalize("NFKC", text)
            actual = "" if same and not any(offsets) else text
        return GlyphArray(sum(advances) * self.scale, array, tuple(glyphs), actual)

    def _kerned(self, glyphs: list[int], natural: list[int], advances: list[int]) -> str:
        """Glyphs further from each other, or closer, than by their own widths."""
        codes, scale = self._codes, self.scale
        parts = [
            codes[glyph]
            if width == advance
            else f"{codes[glyph]}>{(width - advance) * scale:.0f} <"
            for glyph, width, advance in zip(glyphs, natural, advances, strict=True)
        ]
        return f"<{''.join(parts)}>".removesuffix("<>")

    def _positioned(
        self, glyphs: list[int], natural: list[int], positions: Sequence[uharfbuzz.GlyphPosition]
    ) -> str:
        """Glyphs that are moved from where they would stand."""
        parts: list[str] = []
        left = 0.0  # how far the next glyph is to be moved to the left, in thousandths
        raised = 0
        for glyph, width, position in zip(glyphs, natural, positions, strict=True):
            left -= position.x_offset * self.scale
            if whole := round(left):
                parts.append(f"{whole} ")
                left -= whole
            rise = round(position.y_offset * self.scale)
            if rise != raised:
                parts.append(f"{RISE}{rise}{RISE}")
                raised = rise
            parts.append(f"<{self._codes[glyph]}>")
            left += (width - position.x_advance + position.x_offset) * self.scale
        if whole := round(left):
            parts.append(f"{whole} ")
        if raised:
            parts.append(f"{RISE}0{RISE}")
        return "".join(parts).replace("><", "")

    def _meet(self, glyph: int, cluster: str) -> None:
        """Notes what there is to know about a glyph that is used for the first time."""
        self._advances[glyph] = self.font.get_glyph_h_advance(glyph)
        self._codes[glyph] = f"{glyph:04X}"
        self.texts[glyph] = self._text_of(glyph, cluster)

    def advance(self, glyph: int) -> float:
        """A glyph's own advance, before any kerning."""
        return float(self._advances[glyph] * self.scale)

    def _text_of(self, glyph: int, cluster: str) -> str:
        """What a glyph reads as: a function of the font alone, so that bytes do not depend on
        which documents came before."""
        if self._unicodes is None:
            self._unicodes = {}
            for code in sorted(self.face.unicodes):
                nominal = self.font.get_nominal_glyph(code)
                if nominal is not None:
                    self._unicodes.setdefault(nominal, chr(code))
        text = self._unicodes.get(glyph) or self._named(glyph) or cluster or " "
        return unicodedata.normalize("NFKC", text) if "\ufb00" <= text <= "\ufb06" else text

    def _named(self, glyph: int) -> str:
        """What the plain form reads as of a glyph such as `uni0303.case`, by the font's own names."""
        name = str(self.font.get_glyph_name(glyph) or "")
        plain = self.font.get_glyph_from_name(name.partition(".")[0]) if "." in name else None
        return (self._unicodes or {}).get(plain, "") if plain is not None else ""

    def usual_glyphs(self) -> frozenset[int]:
        """What English text in this face may take: a function of the font alone."""
        if self._usual is None:
            known = set(self.face.unicodes)
            words = (_USUAL_CHARACTERS, *_LIGATURES)
            self._usual = frozenset(
                glyph
                for word in words
                for glyph in self.shape("".join(it for it in word if ord(it) in known)).glyphs
            )
        return self._usual

    def subset(self, glyphs: frozenset[int]) -> bytes:
        """A TrueType file with these glyphs only, each under its old number (ISO 32000-1, 9.9)."""
        order = uharfbuzz.SubsetInput()
        order.glyph_set.update(glyphs)
        order.flags = (
            uharfbuzz.SubsetFlags.RETAIN_GIDS
            | uharfbuzz.SubsetFlags.NO_HINTING
            | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        )
        order.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NOT_IN_A_PDF)
        data = uharfbuzz.subset(self.face, order).blob.data
        return bytes(data)

    def descriptor(self) -> dict[str, float | list[float]]:
        """The numbers of a font descriptor (ISO 32000-1, table 122), in thousandths."""
        head = self.face.reference_table("head").data
        post = self.face.reference_table("post").data
        weight = struct.unpack_from(">H", self.face.reference_table("OS/2").data, 4)[0]
        box = [value * self.scale for value in struct.unpack_from(">4h", head, 36)]
        extents = self.font.get_glyph_extents(self.font.get_nominal_glyph(ord("H")) or 0)
        return {
            "Ascent": self.ascent * 1000,
            "Descent": self.descent * 1000,
            "CapHeight": (extents.y_bearing if extents else 700) * self.scale,
            "ItalicAngle": struct.unpack_from(">l", post, 4)[0] / 65536,
            # No table tells the stem's width; this is the usual estimate from the weight class.
            "StemV": 50 + (weight / 65) ** 2,
            "FontBBox": box,
        }

    @property
    def postscript_name(self) -> str:
        return self.face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"


def raised(array: str, rise: int) -> str:
    """An array whose glyphs stand so many thousandths higher than they did."""
    first, *others = array.split(RISE)
    parts = [f"{RISE}{rise}{RISE}{first}"]
    for own, glyphs in zip(others[::2], others[1::2], strict=True):
        parts.append(f"{RISE}{rise + int(own)}{RISE}{glyphs}")
    return f"{''.join(parts)}{RISE}0{RISE}"


def _drawable(text: str) -> str:
    """Composed characters, plain spaces, no invisible ones, hyphens that every font has."""
    text = unicodedata.normalize("NFC", text)
    return "".join(
        " " if char in SPACES else SUBSTITUTES.get(char, char)
        for char in text
        if char not in INVISIBLE
    )


@cache
def load_face(family: str, bold: bool, italic: bool) -> Face:
    """The face of a family. Raises layout.fonts.UnknownFamily."""
    return Face(str(family_files(family).file(bold=bold, italic=italic)))
