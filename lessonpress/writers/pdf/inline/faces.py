"""Faces: one font file, ready to measure and to set text. Parsed once a process, shared by documents.

HarfBuzz shapes each word (kerning and ligatures) and the outcome is kept, so that a word costs a
look-up from the second time on. Widths are in thousandths of the type size.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz

from lessonpress.layout.fonts import INVISIBLE, SPACES, SUBSTITUTES, family_files
from lessonpress.layout.scripts import needs_care

RISE = "^"
_KEPT_WORDS = 20_000  # shaped words a face remembers; some 200 bytes each

# What has no glyph and yet a say in those around it: joiners and variation selectors.
_JOINERS = frozenset(
    {"\u200c", "\u200d", *map(chr, range(0xFE00, 0xFE10)), "\u180b", "\u180c", "\u180d"}
)
_JOINING = frozenset((*range(0x620, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x900)))

_USUAL_CHARACTERS = " ".join(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?'\"()[]/-–—“”‘’…&%"
)
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "fj", "Th", "tt", "ft", "Qu")

# Tables that a CIDFontType2 program does without (ISO 32000-1, 9.9).
_NOT_IN_A_PDF = (
    *(b"GSUB", b"GPOS", b"GDEF", b"name", b"OS/2", b"post", b"cmap"),
    *(b"DSIG", b"STAT", b"gasp", b"meta", b"BASE", b"vhea", b"vmtx", b"avar", b"HVAR", b"MVAR"),
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


_Placed = tuple[uharfbuzz.GlyphInfo, uharfbuzz.GlyphPosition]


class Face:
    """One TrueType file; of a variable one, the instance of a `weight` (400, 700).

    `ascent` and `descent` (negative) are of the type size 1; `texts` says what each glyph that was
    used so far reads as.
    """

    def __init__(self, path: str, weight: float | None = None) -> None:
        self._blob = uharfbuzz.Blob.from_file_path(path)
        self.face = uharfbuzz.Face(self._blob)
        self.font = uharfbuzz.Font(self.face)
        self._weight = weight
        if weight is not None:
            self.font.set_variations({"wght": weight})
        self.scale = 1000 / self.face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.face.upem
        self.descent: float = extents.descender / self.face.upem
        self._words: dict[str, GlyphArray] = {}
        self._turned: dict[str, tuple[tuple[str, GlyphArray], ...]] = {}
        self._advances: dict[int, int] = {}
        self._codes: dict[int, str] = {}
        self.texts: dict[int, str] = {}
        self._unicodes: dict[int, str] | None = None
        self._forms: dict[int, str] | None = None
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
        joins = False  # whether a glyph depends on more than its own characters
        if not plain:
            joins = needs_care(text) is not None
            text = _joinable(text) if joins else _drawable(text)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if joins:
            buffer.direction = "ltr"
            buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        uharfbuzz.shape(self.font, buffer)
        glyphs = [info.codepoint for info in buffer.glyph_infos or ()]
        known = self._advances
        for index, glyph in enumerate(glyphs):
            if glyph not in known:
                clusters = [info.cluster for info in buffer.glyph_infos]
                sole = not joins and clusters.count(clusters[index]) == 1
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
            text = INVISIBLE.sub("", text) if joins else text
            read = "".join([self.texts[glyph] for glyph in glyphs])
            same = unicodedata.normalize("NFKC", read) == unicodedata.normalize("NFKC", text)
            actual = "" if same and not any(offsets) else text
        return GlyphArray(sum(advances) * self.scale, array, tuple(glyphs), actual)

    def shape_turned(self, text: str) -> tuple[tuple[str, GlyphArray], ...]:
        """Text that runs from right to left: pieces in the order in which they are read, each with
        what it says and its glyphs from left to right.

        All that can be read off the glyphs, from the last to the first, is one piece. A letter of which
        something is raised is a piece of its own, its glyphs as they are read; so is one that can't be
        read off its glyphs, with its `actual` text.
        """
        known = self._turned.get(text)
        if known is None:
            if len(self._turned) >= _KEPT_WORDS:
                self._turned.clear()
            known = self._turned[text] = self._shape_turned(_joinable(text))
        return known

    def _shape_turned(self, text: str) -> tuple[tuple[str, GlyphArray], ...]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl"
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        uharfbuzz.shape(self.font, buffer)
        placed = list(zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True))
        for info, _ in placed:
            if info.codepoint not in self._advances:
                self._meet(info.codepoint, "", turned=True)
        found: list[tuple[str, list[_Placed]]] = []
        end = len(text)
        for cluster, group in groupby(placed, key=lambda one: one[0].cluster):
            found.append((INVISIBLE.sub("", text[cluster:end]), list(group)))
            end = cluster
        pieces: list[tuple[str, GlyphArray]] = []
        open_: list[_Placed] = []
        said = ""
        for plain, glyphs in reversed(found):  # as it is read
            read = "".join(self.texts[info.codepoint] for info, _ in reversed(glyphs))
            legible = _as_read(read) == _as_read(plain)
            if legible and not any(position.y_offset for _, position in glyphs):
                said += plain
                open_[:0] = glyphs
                continue
            if open_:
                pieces.append((said, self._piece(open_)))
                said, open_ = "", []
            pieces.append((plain, self._in_order(glyphs, "" if legible else plain)))
        if open_:
            pieces.append((said, self._piece(open_)))
        return tuple(pieces)

    def _piece(self, placed: Sequence[_Placed]) -> GlyphArray:
        """Glyphs from left to right."""
        glyphs = [info.codepoint for info, _ in placed]
        positions = [position for _, position in placed]
        natural = [self._advances[glyph] for glyph in glyphs]
        width = sum(position.x_advance for position in positions) * self.scale
        return GlyphArray(width, self._positioned(glyphs, natural, positions), tuple(glyphs))

    def _in_order(self, placed: Sequence[_Placed], actual: str) -> GlyphArray:
        """A letter and then its marks: glyphs as they are read. Were what stands above the line painted
        before the letter, it would be read before it (ISO 32000-1, 14.8.2.3.3)."""
        parts: list[str] = []
        pens: list[float] = []
        pen = 0.0
        for _, position in placed:
            pens.append(pen + position.x_offset * self.scale)
            pen += position.x_advance * self.scale
        here, raised = 0.0, 0
        for (info, position), x in zip(reversed(placed), reversed(pens), strict=True):
            if left := round(here - x):
                parts.append(f"{left} ")
            rise = round(position.y_offset * self.scale)
            if rise != raised:
                parts.append(f"{RISE}{rise}{RISE}")
                raised = rise
            parts.append(f"<{self._codes[info.codepoint]}>")
            here += self.advance(info.codepoint) - left
        if left := round(here - pen):
            parts.append(f"{left} ")
        if raised:
            parts.append(f"{RISE}0{RISE}")
        glyphs = tuple(info.codepoint for info, _ in reversed(placed))
        return GlyphArray(pen, "".join(parts).replace("><", ""), glyphs, actual)

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

    def _meet(self, glyph: int, cluster: str, *, turned: bool = False) -> None:
        """Notes what there is to know about a glyph that is used for the first time."""
        if turned and self._forms is None:
            self._forms = self._joined_forms()
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
            for code in sorted(self.face.unicodes, key=_as_usual):
                nominal = self.font.get_nominal_glyph(code)
                if nominal is not None:
                    self._unicodes.setdefault(nominal, chr(code))
        text = self._unicodes.get(glyph) or (self._forms or {}).get(glyph)
        text = text or self._named(glyph) or cluster or " "
        return unicodedata.normalize("NFKC", text) if "\ufb00" <= text <= "\ufb06" else text

    def _named(self, glyph: int) -> str:
        """What the plain form reads as of a glyph such as `uni0303.case`, by the font's own names."""
        name = str(self.font.get_glyph_name(glyph) or "")
        plain = self.font.get_glyph_from_name(name.partition(".")[0]) if "." in name else None
        return (self._unicodes or {}).get(plain, "") if plain is not None else ""

    def _joined_forms(self) -> dict[int, str]:
        """The glyphs of letters joined to their neighbours, each with its letter: all that single
        substitutions lead to (OpenType, GSUB lookup types 1 and 3), one after the other."""
        table = self.face.reference_table("GSUB").data
        if len(table) < 10:
            return {}
        [at] = struct.unpack_from(">H", table, 8)
        [lookups] = struct.unpack_from(">H", table, at)
        forms: dict[int, str] = {}
        for code in sorted(_JOINING.intersection(self.face.unicodes)):
            letter = chr(code)
            found = [glyph] if (glyph := self.font.get_nominal_glyph(code)) is not None else []
            while found:
                glyph = found.pop()
                for lookup in range(lookups):
                    for other in self.face.get_lookup_glyph_alternates(lookup, glyph):
                        if other not in forms:
                            forms[other] = letter
                            found.append(other)
        return forms

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
        if self._weight is not None:
            order.pin_all_axes_to_default(self.face)
            order.pin_axis_location(self.face, "wght", self._weight)
        order.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NOT_IN_A_PDF)
        data = uharfbuzz.subset(self.face, order).blob.data
        return bytes(data)

    def descriptor(self) -> dict[str, float | list[float]]:
        """The numbers of a font descriptor (ISO 32000-1, table 122), in thousandths."""
        head = self.face.reference_table("head").data
        post = self.face.reference_table("post").data
        [weight] = struct.unpack_from(">H", self.face.reference_table("OS/2").data, 4)
        weight = weight if self._weight is None else self._weight
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
        name = self.face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
        return name if self._weight is None else f"{name}-{self._weight:.0f}"


def raised(array: str, rise: int) -> str:
    """An array whose glyphs stand so many thousandths higher than they did."""
    first, *others = array.split(RISE)
    parts = [f"{RISE}{rise}{RISE}{first}"]
    for own, glyphs in zip(others[::2], others[1::2], strict=True):
        parts.append(f"{RISE}{rise + int(own)}{RISE}{glyphs}")
    return f"{''.join(parts)}{RISE}0{RISE}"


def _drawable(text: str) -> str:
    """Composed characters, plain spaces, no invisible ones, hyphens that every font has."""
    return _joinable(INVISIBLE.sub("", text))


def _joinable(text: str) -> str:
    """The same with what is invisible but tells how letters join and marks are drawn."""
    return "".join(
        " " if char in SPACES else SUBSTITUTES.get(char, char)
        for char in unicodedata.normalize("NFC", text)
        if char in _JOINERS or not INVISIBLE.match(char)
    )


def _as_usual(code: int) -> tuple[bool, int]:
    """Letters before the radicals of ideographs, which fonts draw with the ideograph's glyph."""
    return 0x2E80 <= code < 0x2FE0, code


def _as_read(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@cache
def load_face(family: str, bold: bool, italic: bool) -> Face:
    """The face of a family. Raises layout.fonts.UnknownFamily."""
    files = family_files(family)
    return Face(str(files.file(bold=bold, italic=italic)), files.weight(bold=bold))
