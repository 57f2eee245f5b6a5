"""Faces measure, kern, set ligatures, and say what each glyph reads as."""

from __future__ import annotations

import pytest

from lessonpress.layout.fonts import UnknownFamily, family_files
from lessonpress.writers.pdf.inline.faces import Face, GlyphArray, load_face


@pytest.fixture
def spectral() -> Face:
    return load_face("Spectral", False, False)


def test_kerns_pairs(spectral: Face) -> None:
    apart = spectral.shape("A").width + spectral.shape("V").width
    assert spectral.shape("AV").width < apart


def test_sets_ligatures_that_read_as_their_letters(spectral: Face) -> None:
    word = spectral.shape("office")
    assert len(word.glyphs) < len("office")
    assert "".join(spectral.texts[glyph] for glyph in word.glyphs) == "office"


def test_composes_letters_that_come_with_loose_accents(spectral: Face) -> None:
    assert spectral.shape("pr\u030ci\u0301lis\u030c") == spectral.shape("příliš")


def test_sets_a_no_break_space_as_a_space(spectral: Face) -> None:
    assert spectral.shape("a\u00a0b") == spectral.shape("a b")


@pytest.mark.parametrize("nothing", ["\u200b", "\u00ad", "\u0007"])
def test_sets_invisible_characters_as_nothing(spectral: Face, nothing: str) -> None:
    assert spectral.shape(f"a{nothing}b") == spectral.shape("ab")


def test_what_a_glyph_reads_as_does_not_depend_on_what_was_set_before() -> None:
    path = str(family_files("Spectral").regular)
    first, second = Face(path), Face(path)
    for text in ("fi", "ﬁ", "-", "‐"):
        first.shape(text)
    for text in ("‐", "-", "ﬁ", "fi"):
        second.shape(text)
    assert first.texts == second.texts


def test_a_subset_keeps_glyph_numbers_and_little_else(spectral: Face) -> None:
    glyphs = frozenset(spectral.shape("Soviet").glyphs)
    subset = spectral.subset(glyphs)
    assert len(subset) < 12_000
    assert subset == spectral.subset(glyphs)


def test_an_unknown_family_says_how_to_get_it() -> None:
    with pytest.raises(UnknownFamily, match="Comic Nova") as caught:
        load_face("Comic Nova", False, False)
    assert "fontpkg-comic-nova" not in caught.value.hint, "there is no such package"
    with pytest.raises(UnknownFamily, match="Lexend") as caught:
        load_face("Lexend", False, False)
    assert "pip install fontpkg-lexend" in caught.value.hint


def test_text_of_nothing_but_invisible_characters_is_nothing(spectral: Face) -> None:
    assert spectral.shape("\u200b\u00ad") == GlyphArray(0.0, "", ())
