"""Matching: every word has one definition, under a letter that its place doesn't tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lessonpress.activities.base import Term


def pairs(task: Any) -> dict[str, str]:
    meaning = {one.letter: one.text.plain for one in task.definitions}
    return {item.term.plain: meaning[item.answer] for item in task.items}


def test_every_word_of_the_vocabulary_gets_its_definition(
    resolve: Callable[..., Any], vocabulary: tuple[Term, ...]
) -> None:
    task, findings = resolve("{activity: matching}", vocabulary=vocabulary)
    assert findings == []
    assert pairs(task) == {one.term.plain: one.definition.plain for one in vocabulary}
    assert [one.letter for one in task.definitions] == ["A", "B", "C"]
    assert [one.id for one in task.definitions] == ["a1_d1", "a1_d2", "a1_d3"]
    assert [item.answer for item in task.items] != ["A", "B", "C"]


def test_words_can_be_chosen_and_distractors_added(
    resolve: Callable[..., Any], vocabulary: tuple[Term, ...]
) -> None:
    task, findings = resolve(
        "{activity: matching, terms: [Truce, partisan], distractors: [A flag]}",
        vocabulary=vocabulary,
    )
    assert findings == []
    assert pairs(task) == {"truce": "A pause", "partisan": "A fighter"}
    assert sorted(one.text.plain for one in task.definitions) == ["A fighter", "A flag", "A pause"]


def test_what_cannot_be_matched_is_found(
    resolve: Callable[..., Any], vocabulary: tuple[Term, ...]
) -> None:
    _, findings = resolve(
        "{activity: matching, terms: [siege, partizan, siege], distractors: [a fighter, A long attack]}",
        vocabulary=vocabulary,
    )
    assert findings == [
        (("terms", 2), "repeated"),
        (("terms", 1), "unknown-term"),
        (("distractors", 1), "repeated"),
    ]


def test_two_words_are_the_least(resolve: Callable[..., Any], vocabulary: tuple[Term, ...]) -> None:
    few = resolve("{activity: matching}", vocabulary=vocabulary[:1])
    assert few[1] == [((), "too-few")]
    one = resolve("{activity: matching, terms: [siege]}", vocabulary=vocabulary)
    assert one[1] == [(("terms",), "too-few")]


def test_a_vocabulary_with_problems_of_its_own_brings_no_others(
    resolve: Callable[..., Any],
) -> None:
    assert resolve("{activity: matching, terms: [siege, x]}", vocabulary=None)[1] == []
