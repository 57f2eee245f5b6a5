"""Levels are those of UAX #9: as another implementation has them, and as its examples say."""

from __future__ import annotations

from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.layout.bidi import base_level, levels, paragraph_level, visual_order

# One or two of every class that decides something, brackets and isolates among them.
ALPHABET = "abאבعب12٣٤+-.,/%$()[]{} !?\u0301\u05b0\u064b"
ISOLATES = "\u2066\u2067\u2068\u2069"
UNSEEN = dict.fromkeys(map(ord, ISOLATES))


def shown(text: str, base: int) -> str:
    """The text from left to right, without isolates."""
    return "".join(text[at] for at in visual_order(levels(text, base))).translate(UNSEEN)


def theirs(text: str, base: int) -> str:
    return str(get_display(text, base_dir="LR"[base])).translate(UNSEEN)


def test_what_a_tab_parts_goes_each_its_way() -> None:
    """A tab has the paragraph's own level (UAX #9, L1). The other implementation lets what it parts stay in one run."""
    assert levels("a\t1", 1) == [2, 1, 2]
    assert shown("a\t1", 1) == "1\ta"
    assert shown("א\tב", 0) == "א\tב"


@given(st.text(ALPHABET, min_size=1, max_size=24), st.sampled_from([0, 1]))
def test_another_implementation_shows_the_same(text: str, base: int) -> None:
    text = text.strip()
    assert shown(text, base) == theirs(text, base)


@given(st.text(ALPHABET + ISOLATES, min_size=1, max_size=24), st.sampled_from([0, 1]))
def test_and_so_it_does_with_isolates(text: str, base: int) -> None:
    text = text.strip()
    assert shown(text, base) == theirs(text, base)


@given(st.text(max_size=40), st.sampled_from([0, 1]))
def test_any_text_has_levels(text: str, base: int) -> None:
    found = levels(text, base)
    assert len(found) == len(text)
    assert sorted(visual_order(found)) == list(range(len(text)))


def test_examples() -> None:
    assert levels("car means CAR".replace("CAR", "אבג"), 0) == [0] * 10 + [1] * 3
    assert levels("אבג 123", 1) == [1, 1, 1, 1, 2, 2, 2]
    assert levels("a(אב)b", 0) == [0, 0, 1, 1, 0, 0]
    assert levels("א(b)ג", 1) == [1, 1, 2, 1, 1]
    assert visual_order([0, 1, 1, 2, 2, 1, 0]) == [0, 5, 3, 4, 2, 1, 6]


def test_a_paragraph_runs_as_most_of_it() -> None:
    assert base_level("12 אב cd", 0) == 1
    assert paragraph_level("שלום is a word of Hebrew.", 0) == 0
    assert paragraph_level("ירושלים היא עיר הבירה (BBC).", 0) == 1
    assert paragraph_level("Circle the best.", 1) == 0
    assert paragraph_level("1938–1948", 1) == 1
