"""Words are parted as pyphen parts them, where that keeps their spelling."""

from __future__ import annotations

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.layout.hyphenation import Patterns, hyphenator

LANGUAGES = ["en_US", "cs_CZ", "sv", "uk_UA", "pl_PL"]


def found(patterns: pyphen.Pyphen | Patterns, word: str) -> list[tuple[int, object]]:
    return [(int(at), at.data) for at in patterns.positions(word)]


@pytest.fixture(scope="module")
def pairs() -> dict[str, tuple[pyphen.Pyphen, Patterns]]:
    """By language, what pyphen's public face finds with, and what we do."""
    return {
        name: (
            pyphen.Pyphen(lang=name, left=-1, right=-1),
            Patterns(pyphen.LANGUAGES[pyphen.language_fallback(name)]),
        )
        for name in LANGUAGES
    }


@given(
    st.sampled_from(LANGUAGES), st.text("abcdefghijklmnopqrstuvwxyzåäöčěřšžłóїіюя-'", max_size=16)
)
def test_finds_what_pyphen_finds(
    pairs: dict[str, tuple[pyphen.Pyphen, Patterns]], language: str, word: str
) -> None:
    theirs, ours = pairs[language]
    assert found(ours, word) == found(theirs, word)


def test_leaves_two_letters_before_and_three_after() -> None:
    find = hyphenator("en")
    assert find is not None
    assert find("liberation") == (3, 5, 6)
    assert all(2 <= at <= len("reality") - 3 for at in find("reality"))


def test_does_not_part_where_the_spelling_would_change() -> None:
    """Hungarian `asszonnyal` parts as `asz-szony-nyal`: the letters are not the same."""
    patterns = Patterns(pyphen.LANGUAGES["hu_HU"])
    changing = {int(at) for at in patterns.positions("asszonnyal") if at.data}
    find = hyphenator("hu")
    assert changing
    assert find is not None
    assert not changing & set(find("asszonnyal"))


def test_knows_when_it_knows_no_patterns() -> None:
    assert hyphenator("tlh") is None
