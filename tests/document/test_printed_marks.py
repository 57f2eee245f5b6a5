"""Marks tell whether a text was printed, however a program spells its spaces."""

from __future__ import annotations

import pytest

from lessonpress.document.printed_marks import LENGTH, printed_mark, printed_marks, read_marks


@pytest.mark.parametrize(
    "same",
    [
        "What\u00a0fell?",
        "What fell ?",
        " What  fell?",
        "1\tWhat fell?",
        "What fell?\t\ufffc\u00a0/ 2",
        "What\u200b fell?\u00ad",
    ],
)
def test_spaces_gaps_and_counts_make_no_difference(same: str) -> None:
    assert printed_mark(same) == printed_mark("What fell?")


@pytest.mark.parametrize("other", ["What fell.", "what fell?", "What fells?", "", "x"])
def test_words_and_marks_do(other: str) -> None:
    assert printed_mark(other) != printed_mark("What fell?")


def test_marks_stand_in_order_each_once() -> None:
    marks = read_marks(printed_marks(["one", "two", "x", "one", "three"]))
    assert marks == tuple(map(printed_mark, ("one", "two", "three")))
    assert {len(mark) for mark in marks} == {LENGTH}
