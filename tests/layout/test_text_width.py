"""Text width: what is known of a line before a writer sets it."""

from __future__ import annotations

import pytest

from lessonpress.document.blocks import Blank, Run
from lessonpress.layout.text_width import (
    LETTERS,
    SOFT_HYPHEN,
    letter_width,
    longest_word,
    part_words,
    parted,
    shortened,
    text_width,
)
from lessonpress.layout.theme import TextStyle

STYLE = TextStyle("Alegreya Sans", 12, 16)


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert text_width("ab", STYLE) == text_width("a", STYLE) + text_width("b", STYLE)
    assert text_width("aa", TextStyle("Alegreya Sans", 24, 30)) == 4 * text_width("a", STYLE)
    assert text_width("a", TextStyle("Alegreya Sans", 12, 16, tracking=2)) > text_width("a", STYLE)
    assert text_width("A", STYLE) == text_width(
        "a", TextStyle("Alegreya Sans", 12, 16, uppercase=True)
    )
    assert text_width(SOFT_HYPHEN, STYLE) == 0
    assert text_width("漢", STYLE) > 0  # another family lends it
    assert 4 < letter_width(STYLE) < 6


def test_a_word_is_what_stands_in_one_line() -> None:
    word = text_width("2.\u00a0mobilization", STYLE)
    assert longest_word("a 2.\u00a0mobilization b", STYLE, room=0) == word
    assert longest_word("war-time/peace", STYLE, room=0) == text_width("peace", STYLE)
    assert longest_word("short", STYLE, room=500) <= 500
    assert longest_word("", STYLE, room=0) == 0


@pytest.mark.parametrize(
    ("language", "text", "hyphens"),
    [
        ("en", "2.\u00a0mobilization", True),
        ("de", "(Wiederaufbauprogramm)", True),
        ("cs", "nejneobhospodařovávatelnější", True),
        ("xx", "Wiederaufbauprogramm", True),  # no patterns: wherever the room ends
        ("en", "漢字漢字漢字漢字漢字", False),  # parted without a hyphen
        ("en", "short words alone", False),
        ("en", "https://example.org/1234567890", False),
    ],
)
def test_a_word_that_has_no_room_is_parted_with_hyphens(
    language: str, text: str, hyphens: bool
) -> None:
    shown = parted(text, STYLE, language, 44)
    assert shown.replace(SOFT_HYPHEN, "") == text
    assert (SOFT_HYPHEN in shown) is hyphens
    if hyphens:
        pieces = shown.replace("2.\u00a0", "").split(SOFT_HYPHEN)
        assert all(text_width(piece + "-", STYLE) <= 48 for piece in pieces)


def test_words_that_have_room_are_left_alone() -> None:
    content = (Run("a long-winded sentence"), Blank(5), Run("mobilization", strong=True))
    assert part_words(content, STYLE, "en", 300) is content
    assert part_words(content, STYLE, "en", 40) != content


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("A title · Worksheet", 300, "A title · Worksheet"),
        ("A long title of a lesson · Worksheet", 120, "A long title … · Worksheet"),
        ("Pneumonoultramicroscopic", 60, "Pneumono…"),
        ("one two three", 40, "one …"),
        ("anything", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_footer_is_shortened_to_its_room_and_keeps_what_it_is(
    text: str, room: float, shown: str
) -> None:
    said = shortened(text, STYLE, room)
    assert said == shown
    assert text_width(said, STYLE) <= max(room, 0)


def test_a_footer_of_a_thousand_words_takes_no_time() -> None:
    assert shortened("word " * 100_000, STYLE, 100).endswith("…")


def test_no_letter_of_a_script_that_has_no_hyphen_is_parted() -> None:
    assert LETTERS.findall("ภาษาไทยภาษา 漢字漢字漢字 עבריתעברית العربيةالعربية") == []
    assert LETTERS.findall("Příliš žluťoučký Ελληνικά Україна") != []
