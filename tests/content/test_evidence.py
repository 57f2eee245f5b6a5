"""Quotes are found whatever their case, white space and quote marks, and only then."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.comparison import fold
from lessonpress.content.event import read_event
from lessonpress.content.evidence import Passages, _nearest_window
from lessonpress.richtext import one_line

EVENT = """# The War's End

The summary stands here.

- First fact.
- A second “fact”.

## What Happened?

It began in March. The well-known general said: “We’ll wait.”

Große  Straße – and\u00a0 the end.

- a list item

> a quotation

### Aftermath

The third paragraph.
"""
PASSAGES = Passages(read_event(Path("e.md"), EVENT))


@pytest.mark.parametrize(
    ("quote", "exact", "where"),
    [
        ("summary STANDS", "summary stands", "Summary"),
        ("first fact.", "First fact.", "Key fact 1"),
        ('a second "fact"', "A second “fact”", "Key fact 2"),
        ("began  in\nMarch", "began in March", "What Happened?, paragraph 1"),
        ("said: 'we'll wait.'", "said: “We’ll wait.”", "What Happened?, paragraph 1"),
        ("grosse strasse", "Große Straße", "What Happened?, paragraph 2"),
        ("and the end", "and\u00a0 the end", "What Happened?, paragraph 2"),
        ("list item", "list item", "What Happened?, list item 1"),
        ("a quotation", "a quotation", "What Happened?, quotation 1"),
        ("third paragraph", "third paragraph", "What Happened?, paragraph 3"),
    ],
)
def test_a_quote_is_printed_as_the_event_has_it(quote: str, exact: str, where: str) -> None:
    found = PASSAGES.find(quote)
    assert found is not None
    assert (found.quote, str(found.where)) == (exact, where)


@pytest.mark.parametrize(
    "quote",
    [
        "well known general",  # a hyphen is no space
        "well–known general",  # nor a dash
        "Straße - and",  # and a hyphen is no dash
        "It began in march, The",
        "First fact. A second",  # two passages are not one
        "",
    ],
)
def test_nothing_else_is_forgiven(quote: str) -> None:
    assert PASSAGES.find(quote) is None


def test_several_summary_paragraphs_are_counted() -> None:
    passages = Passages(read_event(Path("e.md"), "# T\n\nOne.\n\nTwo."))
    found = passages.find("two")
    assert found is not None
    assert (found.quote, str(found.where)) == ("Two", "Summary, paragraph 2")


def test_the_first_place_is_named_of_several_that_have_the_quote() -> None:
    text = "# T\n\nHe came.\n\n- He came.\n\n## One\n\nHe came.\n\nHe came.\n\n## Two\n\nHe came.\n"
    places = ["Summary", "Key fact 1", "One, paragraph 1", "One, paragraph 2", "Two, paragraph 1"]
    for index, place in enumerate(places):
        start = text.replace("He came", "Nobody went", index)
        found = Passages(read_event(Path("e.md"), start)).find("he came")
        assert found is not None
        assert str(found.where) == place


def test_what_a_picture_shows_is_no_evidence() -> None:
    text = '# T\n\nS.\n\n## One\n\nText.\n\n![A tank](a.png "A long column")\n\nMore text.\n'
    passages = Passages(read_event(Path("e.md"), text))
    assert passages.find("A long column") is None
    assert passages.find("A tank") is None
    assert "Nothing in the event" in passages.nearest("a long column")
    found = passages.find("more")
    assert found is not None
    assert str(found.where) == "One, paragraph 2"


def test_the_nearest_passage_is_named_with_its_place() -> None:
    assert PASSAGES.nearest("It started in March.") == (
        "The nearest passage is “It ›began‹ in March.” (What Happened?, paragraph 1); "
        "the quote has “started” for “began”."
    )


def test_where_nothing_is_near_it_says_so() -> None:
    assert "Nothing in the event" in PASSAGES.nearest("bananas are yellow")


WORDS = st.text(alphabet="aAbßéİ “”’'\u00a0-.", min_size=1, max_size=40)


@given(WORDS, st.randoms(use_true_random=False), st.data())
def test_any_stretch_of_a_passage_is_found_and_means_the_same(
    words: str, chance: random.Random, data: st.DataObject
) -> None:
    text = f"x{words}x"
    passages = Passages(read_event(Path("e.txt"), f"Title\n{text}"))
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    loud = "".join(one.upper() if chance.random() < 0.5 else one for one in quote)
    if not quote.strip():
        return
    found = passages.find(loud)
    if fold(loud) == fold(quote):  # case of İ does not come back the same
        assert found is not None
        assert fold(found.quote).strip() == fold(quote).strip()
        assert found.quote in one_line(text)


WORDS = st.lists(st.sampled_from(["the", "war", "began", "ended", "in", "May"]), max_size=12)


@given(WORDS, WORDS)
def test_the_nearest_passage_is_the_first_that_shares_most_words(
    wanted: list[str], words: list[str]
) -> None:
    folded = [fold(word) for word in wanted]
    size = min(len(wanted), len(words))
    windows = [words[at : at + size] for at in range(len(words) - size + 1)]
    shared = [(Counter(folded) & Counter(map(fold, window))).total() for window in windows]
    score, found = _nearest_window(folded, words)
    if size:
        assert score * len(wanted) == pytest.approx(max(shared))
        assert found == " ".join(windows[shared.index(max(shared))])
    else:
        assert (score, found) == (0.0, "")
