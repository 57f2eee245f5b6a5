"""Cloze: blanks in a text or in key facts, all of one size, with a word bank that is shuffled."""

from __future__ import annotations

import unicodedata
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


# --- what helps at a blank -----------------------------------------------------------------------


def gaps(task: Any) -> list[Any]:
    return [one for item in task.items for one in item.segments if one.kind == "gap"]


def test_wordings_behind_a_bar_are_right_too(resolve: Callable[..., Any]) -> None:
    task, findings = resolve("{activity: cloze, text: 'The [harbour|harbor|haven] and [two].'}")
    first, second = gaps(task)
    assert findings == []
    assert (first.answer, first.others, first.also) == (
        "harbour",
        ("harbor", "haven"),
        ("harbor", "haven"),
    )
    assert (second.answer, second.others) == ("two", ())
    assert sorted(task.word_bank) == ["harbour", "two"]
    assert [str(one.text) for one in task.short_answers] == ["harbour, harbor or haven", "two"]


def test_choices_stand_behind_a_blank_in_an_order_that_tells_nothing(
    resolve: Callable[..., Any],
) -> None:
    text = " ".join(f"[right{at}/wrong{at}/other{at}]" for at in range(30))
    task, findings = resolve(f"{{activity: cloze, choices: true, text: '{text}'}}")
    assert findings == []
    assert task.word_bank == ()
    places = [gap.choices.index(gap.answer) for gap in gaps(task)]
    assert set(places) == {0, 1, 2}
    assert max(map(places.count, places)) < 20
    again, _ = resolve(f"{{activity: cloze, choices: true, text: '{text}'}}", shuffle=5)
    assert places != [gap.choices.index(gap.answer) for gap in gaps(again)]


def test_numbers_to_choose_from_ascend(resolve: Callable[..., Any]) -> None:
    task, _ = resolve("{activity: cloze, choices: true, text: 'It lasted [9/30/4] years.'}")
    assert gaps(task)[0].choices == ("4", "9", "30")


def test_a_stroke_is_only_a_sign_where_choices_are_meant(resolve: Callable[..., Any]) -> None:
    task, _ = resolve("{activity: cloze, text: 'At [90 km/h].'}")
    assert gaps(task)[0].answer == "90 km/h"
    task, findings = resolve("{activity: cloze, choices: true, text: 'At [90 km\\/h/9 km\\/h].'}")
    assert findings == []
    assert gaps(task)[0].choices == ("9 km/h", "90 km/h")


def test_choices_come_in_key_facts_as_well(resolve: Callable[..., Any]) -> None:
    facts = (RichText.from_markdown("The war ended in May."),)
    task, findings = resolve(
        "{activity: cloze, choices: true, key_facts: [{fact: 1, blank: may/June}]}", key_facts=facts
    )
    [gap] = gaps(task)
    assert findings == []
    assert (gap.answer, sorted(gap.choices)) == ("May", ["June", "May"])


@pytest.mark.parametrize(
    ("text", "language", "hints"),
    [
        ("[harbour] [Ůbor]", "en", ["h", "Ů"]),
        ("[chata] [Chodsko]", "cs", ["ch", "Ch"]),
        ("[chata]", "en", ["c"]),
        ("[e\u0301cole]", "fr", ["é"]),
        ("[مدينة]", "ar", ["م"]),
    ],
)
def test_the_first_letter_is_one_of_the_language(
    resolve: Callable[..., Any], text: str, language: str, hints: list[str]
) -> None:
    task, findings = resolve(
        f"{{activity: cloze, first_letters: true, text: '{text}'}}", language=language
    )
    assert findings == []
    assert [unicodedata.normalize("NFC", gap.hint) for gap in gaps(task)] == hints
    for gap in gaps(task):  # whoever goes on behind the letter is right, too
        assert gap.hint + gap.also[0] == gap.answer
        assert gap.others == ()
    assert task.word_bank == ()


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("text: 'a [b|B.] c'", "repeated"),
        ("text: 'a [b|] c'", "empty-blank"),
        ("choices: true, text: 'a [b/] c'", "empty-blank"),
        ("choices: true, text: 'a [b/b] c'", "repeated"),
        ("choices: true, text: 'a [b|c/c] c'", "repeated"),
        ("choices: true, text: 'a [1000/1,000] c'", "repeated"),
        ("choices: true, text: 'a [b] c'", "nothing-to-choose"),
        ("first_letters: true, text: 'a [harbour|port] c'", "other-first-letter"),
        ("first_letters: true, text: 'a [b] c'", "nothing-left-out"),
    ],
)
def test_a_blank_that_cant_be_filled_in_rightly_is_told(
    resolve: Callable[..., Any], keys: str, code: str
) -> None:
    _, findings = resolve(f"{{activity: cloze, {keys}}}")
    assert findings == [(("text",), code)]


@pytest.mark.parametrize("keys", ["word_bank: true", "first_letters: true"])
def test_choices_are_help_enough(resolve: Callable[..., Any], keys: str) -> None:
    with pytest.raises(ValidationError, match="leave nothing to find"):
        resolve(f"{{activity: cloze, choices: true, {keys}, text: 'a [b/c]'}}")
