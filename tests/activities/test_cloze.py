"""Cloze: blanks in a text or in key facts, all of one size, with a word bank that is shuffled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lessonpress.activities.base import KEY_FACT, Evidence, Setting
from lessonpress.activities.cloze import Cloze, ClozeItem
from lessonpress.richtext import RichText

FACTS = (
    RichText.from_markdown("Eastern troops came from the **East** to the east."),
    RichText.verbatim("The Red Army won."),
)


def read_back(item: ClozeItem) -> str:
    """The text with its blanks as people write them."""
    return "".join(
        one.text.plain if one.kind == "words" else f"[{one.answer}]" for one in item.segments
    )


def test_what_stands_in_brackets_is_left_out(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(
        "activity: cloze\ntext: |\n  In **[October\n  1944]** the [Red Army](http://a.b) *came*.\n\n"
        "  It \\[really\\] [won].\n"
    )
    assert findings == []
    assert [read_back(item) for item in task.items] == [
        "In [October 1944] the Red Army came.",
        "It [really] [won].",
    ]
    gaps = [one for item in task.items for one in item.segments if one.kind == "gap"]
    assert [(gap.number, gap.id, gap.answer) for gap in gaps] == [
        (1, "a1_b1", "October 1944"),
        (2, "a1_b2", "won"),
    ]


def test_gaps_of_one_size_tell_nothing(resolve: Callable[..., Any]) -> None:
    task, _ = resolve("{activity: cloze, text: 'a [b] c [a much longer answer] d'}")
    assert {one.size for one in task.items[0].segments if one.kind == "gap"} == {22}


def test_the_word_bank_has_every_word_once_in_another_order(resolve: Callable[..., Any]) -> None:
    task, _ = resolve("{activity: cloze, text: '[one] [two] [One] [three]'}")
    assert sorted(task.word_bank) == ["one", "three", "two"]
    assert task.word_bank != ("one", "two", "three")


def test_the_word_bank_can_be_left_out(resolve: Callable[..., Any]) -> None:
    task, _ = resolve("{activity: cloze, word_bank: false, text: 'a [b]'}")
    assert task.word_bank == ()


def test_key_facts_lose_whole_words(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(
        "{activity: cloze, key_facts: [{fact: 1, blank: [east, East]}, {fact: 2, blank: red army}]}",
        key_facts=FACTS,
    )
    assert findings == []
    assert [read_back(item) for item in task.items] == [
        "Eastern troops came from the [East] to the [east].",
        "The [Red Army] won.",
    ]
    assert task.items[1].evidence == (Evidence("The Red Army won.", KEY_FACT.having(number=2)),)


def test_what_does_not_stand_in_the_key_fact_is_found(resolve: Callable[..., Any]) -> None:
    _, findings = resolve(
        "{activity: cloze, key_facts: [{fact: 1, blank: [troop, East]}, {fact: 3, blank: a}, "
        "{fact: 2, blank: [won, won]}]}",
        key_facts=FACTS,
    )
    assert findings == [
        (("key_facts", 0, "blank", 0), "blank-not-found"),
        (("key_facts", 1, "fact"), "unknown-key-fact"),
        (("key_facts", 2, "blank", 1), "blank-not-found"),
    ]


def test_a_text_without_blanks_is_found(resolve: Callable[..., Any]) -> None:
    _, findings = resolve("{activity: cloze, text: 'a [link](http://a.b)'}")
    assert findings == [(("text",), "no-blanks")]


@pytest.mark.parametrize("keys", ["", ", text: '[a]', key_facts: [{fact: 1, blank: a}]"])
def test_there_is_one_text(keys: str, resolve: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError, match="either a text or key facts"):
        resolve(f"{{activity: cloze{keys}}}")


PIECE = st.text(alphabet="abc *_.", min_size=1, max_size=8)


@given(st.lists(st.tuples(PIECE, st.text(alphabet="abc", min_size=1, max_size=8)), min_size=1))
def test_no_letter_of_the_text_is_lost(pieces: list[tuple[str, str]]) -> None:
    text = "".join(f"{words}[{blank}]" for words, blank in pieces)
    task = Cloze(activity="cloze", text=text).resolve(Setting(id="a1"))
    letters = [one for item in task.items for one in read_back(item) if one in "abc[]"]
    assert letters == [one for one in text if one in "abc[]"]
