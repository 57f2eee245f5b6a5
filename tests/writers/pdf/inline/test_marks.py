"""Letters with marks on them: drawn where HarfBuzz puts them, for all that the families claim to cover."""

from __future__ import annotations

import re
import unicodedata
from itertools import product

import pytest
import uharfbuzz

from lessonpress.layout.fonts import family_files
from lessonpress.writers.pdf.inline.faces import RISE, Face, GlyphArray, load_face

FAMILIES = ("Spectral", "Alegreya Sans", "Atkinson Hyperlegible")
# Thousandths of an em: no family sets anything further off than this, in either direction.
FAR = 1500


def claimed(family: str) -> tuple[list[str], list[str]]:
    """The letters and the combining marks that a family has glyphs for."""
    blob = uharfbuzz.Blob.from_file_path(str(family_files(family).regular))
    known = [chr(code) for code in sorted(uharfbuzz.Face(blob).unicodes)]
    letters = [char for char in known if unicodedata.category(char) in ("Lu", "Ll")]
    return letters, [char for char in known if unicodedata.category(char) == "Mn"]


def drawn(array: GlyphArray, face: Face) -> list[tuple[int, float, int]]:
    """Each glyph as a PDF reader puts it: its number, how far to the right, and how high.

    Goes by ISO 32000-1, 9.4.3: numbers move to the left, glyphs to the right by their own width.
    """
    found, x, rise = [], 0.0, 0
    for at, part in enumerate(array.array.split(RISE)):
        if at % 2:
            rise = int(part)
            continue
        for glyphs, number in re.findall(r"<([0-9A-F]*)>|([^<>\s]+)", part):
            if number:
                assert abs(int(number)) < FAR, array.array
                x -= int(number)
            for index in range(0, len(glyphs), 4):
                glyph = int(glyphs[index : index + 4], 16)
                found.append((glyph, x, rise))
                x += face.advance(glyph)
    assert rise == 0, "what comes after would stand too high"
    assert x == pytest.approx(array.width, abs=3)
    return found


def placed(text: str, face: Face) -> list[tuple[int, float, float]]:
    """The same as HarfBuzz has it."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(unicodedata.normalize("NFC", text))
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.font, buffer)
    found, x = [], 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        left, up = x + position.x_offset, position.y_offset
        found.append((info.codepoint, left * face.scale, up * face.scale))
        x += position.x_advance
    return found


@pytest.mark.parametrize(("bold", "italic"), list(product((False, True), repeat=2)))
@pytest.mark.parametrize("family", FAMILIES)
def test_every_mark_stands_on_every_letter_where_it_belongs(
    family: str, bold: bool, italic: bool
) -> None:
    face = load_face(family, bold, italic)
    moved = {"across": 0, "up": 0}
    for letter, mark in product(*claimed(family)):
        text = letter + mark
        array = face.shape(text)
        expected = placed(text, face)
        shown = drawn(array, face)
        assert [one[0] for one in shown] == [one[0] for one in expected]
        for (_, x, y), (_, right_x, right_y) in zip(shown, expected, strict=True):
            assert (x, y) == pytest.approx((right_x, right_y), abs=1.5), (text, array.array)
            moved["up"] += y != 0
        moved["across"] += " " in array.array
    assert all(moved.values()), moved  # else nothing was tried


@pytest.mark.parametrize("family", FAMILIES)
def test_words_can_follow_each_other_whatever_they_end_and_begin_with(family: str) -> None:
    face = load_face(family, False, False)
    letters, marks = claimed(family)
    for mark in marks:
        words = [
            face.shape(text)
            for text in (f"T{mark}", f"{mark}AV", "AV", "į́" if "į" in letters else "i")
        ]
        joined = "".join(word.array for word in words)
        glyphs = tuple(glyph for word in words for glyph in word.glyphs)
        whole = GlyphArray(sum(word.width for word in words), joined, glyphs)
        assert tuple(one[0] for one in drawn(whole, face)) == glyphs


@pytest.mark.parametrize("family", FAMILIES)
def test_what_glyphs_read_as_is_said_where_it_is_not_the_text(family: str) -> None:
    """A dotless i under an accent is an i to whoever listens, searches or copies."""
    face = load_face(family, False, False)
    for letter, mark in product(*claimed(family)):
        array = face.shape(letter + mark)
        read = array.actual or "".join(face.texts[glyph] for glyph in array.glyphs)
        assert unicodedata.normalize("NFKC", read) == unicodedata.normalize("NFKC", letter + mark)
