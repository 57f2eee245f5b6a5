"""Matching: every word has one definition, under a letter that its place doesn't tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from lessonpress.activities import kinds
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


# --- pairs of one's own --------------------------------------------------------------------------

LEADERS = (
    "{activity: matching, pairs: [{item: [Stalin, Zhukov, Konev], match: Soviet Union}, "
    "{item: Beneš, match: Czechoslovakia}], distractors: Poland}"
)


def test_several_belong_to_one(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(LEADERS)
    assert findings == []
    assert sorted(one.text.plain for one in task.definitions) == [
        "Czechoslovakia",
        "Poland",
        "Soviet Union",
    ]
    places = {one.letter: one.text.plain for one in task.definitions}
    assert {item.term.plain: places[item.answer] for item in task.items} == {
        **dict.fromkeys(("Stalin", "Zhukov", "Konev"), "Soviet Union"),
        "Beneš": "Czechoslovakia",
    }
    assert not task.from_vocabulary


def test_what_belongs_to_one_doesnt_stand_together_as_written(resolve: Callable[..., Any]) -> None:
    written = ["Stalin", "Zhukov", "Konev", "Beneš"]
    for shuffle in range(30):
        task, _ = resolve(LEADERS, shuffle=shuffle)
        assert [item.term.plain for item in task.items] != written
        assert [item.number for item in task.items] == [1, 2, 3, 4]


def test_a_match_is_the_same_in_another_case(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(
        "{activity: matching, pairs: [{item: a, match: X}, {item: b, match: x.}, {item: c, match: y}]}"
    )
    assert findings == []
    assert len(task.definitions) == 2


@pytest.mark.parametrize(
    ("keys", "findings"),
    [
        (
            "pairs: [{item: a, match: x}, {item: b, match: y}, {item: A, match: y}]",
            [(("pairs", 2, "item"), "repeated")],
        ),
        ("pairs: [{item: a, match: x}]", [(("pairs",), "too-few")]),
        ("pairs: [{item: [a, b], match: x}]", [(("pairs",), "too-few")]),
        (
            "pairs: [{item: a, match: May 1945}, {item: b, match: '1945-05'}]",
            [(("pairs", 1, "match"), "repeated")],
        ),
        (
            "pairs: [{item: a, match: x}, {item: b, match: y}], distractors: [Y, z, z]",
            [(("distractors", 0), "repeated"), (("distractors", 2), "repeated")],
        ),
        (
            "pairs: [{item: a, match: x, evidence: Never}, {item: b, match: y}]",
            [(("pairs", 0, "evidence", 0), "quote-not-found")],
        ),
    ],
)
def test_pairs_of_which_two_letters_are_right_are_told(
    resolve: Callable[..., Any], keys: str, findings: list[Any]
) -> None:
    assert sorted(resolve(f"{{activity: matching, {keys}}}")[1], key=str) == sorted(
        findings, key=str
    )


@pytest.mark.parametrize(
    "keys", ["pairs: [{item: a, match: b}, {item: c, match: d}], terms: siege", "left: Person"]
)
def test_pairs_and_terms_arent_mixed(
    resolve: Callable[..., Any], vocabulary: tuple[Term, ...], keys: str
) -> None:
    with pytest.raises(ValidationError, match="pairs"):
        resolve(f"{{activity: matching, {keys}}}", vocabulary=vocabulary)


def test_students_are_told_that_a_letter_comes_again() -> None:
    def told(*pairs: dict[str, Any]) -> str:
        form = kinds()["matching"].model_validate({"activity": "matching", "pairs": pairs})
        return str(form.usual_instructions)

    one, other = {"item": "a", "match": "x"}, {"item": "b", "match": "y"}
    assert "more than once" not in told(one, other)
    assert "more than once" in told(one, other, {"item": "c", "match": "y"})


def test_a_mapping_is_told_how_pairs_are_written(resolve: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        resolve("{activity: matching, pairs: {Beneš: Czechoslovakia, Stalin: USSR}}")
    [error] = caught.value.errors()
    assert "- {item: Beneš, match: Czechoslovakia}" in error["ctx"]["hint"]
