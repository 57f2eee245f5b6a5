"""Lettered lists: letters become numbers where they count, and stay text where they don't."""

from __future__ import annotations

import pytest

from lessonpress.lettered import item_starts, number_letters
from lessonpress.markdown_prose import parse_prose
from lessonpress.prose import every_block


@pytest.mark.parametrize(
    ("text", "numbered", "lists"),
    [
        ("a) one\nb) two", "1) one\n2) two", {0: "a"}),
        (
            "Say:\n  (a) one\n      more\n  (b) two",
            "Say:\n  1)  one\n      more\n  2)  two",
            {1: "a"},
        ),
        ("A. one\nB. two\nC. three", "1) one\n2) two\n3) three", {0: "A"}),
        (
            "i) one\nii) two\niii) three\niv) four",
            "1) one\n2)  two\n3)   three\n4)  four",
            {0: "i"},
        ),
        ("a) one\n\nThen.\n\na) uno\nb) dos", "a) one\n\nThen.\n\n1) uno\n2) dos", {4: "a"}),
        ("a) one", "a) one", {}),  # one alone
        ("b) two\nc) three", "b) two\nc) three", {}),
        ("a) one\nb. two", "a) one\nb. two", {}),
        ("A word. a) is\nnot an item", "A word. a) is\nnot an item", {}),
        ("No mark", "No mark", {}),
    ],
)
def test_letters_that_count_become_numbers(text: str, numbered: str, lists: dict[int, str]) -> None:
    assert number_letters(text) == (numbered, lists)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Say:\n- one\n- two", [5, 11]),
        ("1. one\n   more\n2. two", [0, 15]),
        ("a) one\nb) two", [0, 7]),
        ("i) one\nii) two", [0, 7]),
        ("| a |\n|---|", [0, 6]),
        ("He left\n- so they say", []),
        ("on\n8. May and\n12. June", []),
        ("by\nA. Smith and\nJ. Novak", []),
    ],
)
def test_items_are_told_from_dates_and_initials(text: str, starts: list[int]) -> None:
    assert item_starts(text) == starts


def test_parts_stand_in_numbered_items() -> None:
    blocks = every_block(parse_prose("1. Do:\n   a) one\n   b) two"))
    assert [(one.kind, one.letters, one.plain) for one in blocks] == [
        ("number", None, "Do:"),
        ("number", "a", "one"),
        ("number", "a", "two"),
    ]
