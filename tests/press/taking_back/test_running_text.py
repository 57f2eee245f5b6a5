"""Paragraphs and items of running text are taken out, put in and put in order, with the blank lines of the rest."""

from __future__ import annotations

import pytest

from lessonpress.press.taking_back.running_text import put_in, put_in_order, take_out

TEXT = "Title\n\nFirst one.\n\nSecond.\n\n- a\n- b\n- c\n\n1. x\n2. y\n\nLast.\n"


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("part", "after"),
    [
        ("First one.", TEXT.replace("First one.\n\n", "")),
        ("- b", TEXT.replace("- b\n", "")),
        ("- c", TEXT.replace("- c\n", "")),
        ("Last.", TEXT.replace("\n\nLast.", "")),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_taken_out_leaves_no_hole(part: str, after: str, end: str) -> None:
    text = TEXT.replace("\n", end)
    assert take_out(text, *span(text, part)) == after.replace("\n", end)


@pytest.mark.parametrize(
    ("part", "behind", "after"),
    [
        ("Second.", True, TEXT.replace("Second.", "Second.\n\nNew.")),
        ("Second.", False, TEXT.replace("Second.", "New.\n\nSecond.")),
        ("- b", True, TEXT.replace("- b", "- b\n- New.")),
        ("- a", False, TEXT.replace("- a", "- New.\n- a")),
        ("2. y", True, TEXT.replace("2. y", "2. y\n3. New.")),
        ("Last.", True, TEXT.replace("Last.", "Last.\n\nNew.")),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_put_in_looks_like_its_neighbours(
    part: str, behind: bool, after: str, end: str
) -> None:
    text = TEXT.replace("\n", end)
    assert put_in(text, *span(text, part), "New.", behind=behind) == after.replace("\n", end)


def test_lines_that_follow_each_other_do_so_still() -> None:
    text = "One.\nTwo.\nThree."
    assert put_in(text, *span(text, "Two."), "New.", behind=True) == "One.\nTwo.\nNew.\nThree."
    assert take_out(text, *span(text, "Two.")) == "One.\nThree."


def test_paragraphs_are_put_in_order() -> None:
    before = [span(TEXT, one) for one in ("First one.", "Second.", "Last.")]
    after = [before[2], before[0], before[1]]
    new = put_in_order(TEXT, before, after)
    assert new.index("Last.") < new.index("First one.") < new.index("- a") < new.index("Second.")
    with pytest.raises(ValueError, match="stands in another"):
        put_in_order(TEXT, [(0, 10), (5, 12)], [(5, 12), (0, 10)])
