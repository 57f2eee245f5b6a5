"""Label a picture: each number has its place, its name in the key and its place in words; nothing tells a label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

PICTURE = "picture: {file: a.png, alternative: A heart.}"


def spec(*labels: str, more: str = "") -> str:
    return f"{{activity: label-picture, {PICTURE}, labels: [{', '.join(labels)}]{more}}}"


ONE = "{at: [10, 20], label: aorta, where: the arch at the top}"
TWO = (
    "{at: ['70%', 80.5], label: left ventricle, where: the chamber below, evidence: The war ended}"
)


def test_numbers_stand_where_they_point_and_the_key_lists_them(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(spec(ONE, TWO))
    assert findings == []
    assert [(item.number, item.answer, item.place) for item in task.items] == [
        (1, "aorta", (0.1, 0.2)),
        (2, "left ventricle", (0.7, 0.805)),
    ]
    assert task.pointers == "0.1,0.2 0.7,0.805"
    assert task.spoken == "A heart. 1: the arch at the top; 2: the chamber below."
    assert [(one.number, str(one.text)) for one in task.short_answers] == [
        (1, "aorta"),
        (2, "left ventricle"),
    ]


def test_the_box_has_all_words_in_another_order_and_blanks_tell_no_length(
    resolve: Callable[..., Any],
) -> None:
    for shuffle in range(8):
        task, _ = resolve(spec(ONE, TWO, more=", distractors: [lung]"), shuffle=shuffle)
        assert sorted(task.word_bank) == ["aorta", "left ventricle", "lung"]
        assert task.word_bank != ("aorta", "left ventricle", "lung")
    assert len({item.size for item in task.items}) == 1
    assert resolve(spec(ONE, TWO, more=", word_bank: false"))[0].word_bank == ()


@pytest.mark.parametrize(
    ("labels", "more", "told"),
    [
        ((ONE, ONE.replace("arch", "bow")), "", [(("labels", 1, "label"), "repeated"), (("labels", 1, "at"), "places-equal")]),
        ((ONE, "{at: [11, 21], label: b, where: c}"), "", [(("labels", 1, "at"), "places-equal")]),
        (("{at: [1, 2], label: aorta, where: The Aorta’s arch}",), "", [(("labels", 0, "where"), "clue-tells")]),
        (("{at: [1, 2], label: *ab*, where: c}".replace("*ab*", "'*ab*'"), ONE), ", distractors: [Aorta.]", [(("distractors", 0), "repeated")]),
        ((ONE,), ", distractors: [a, a]", [(("distractors", 1), "repeated")]),
        ((ONE,), ", word_bank: false, distractors: [a]", [(("distractors",), "no-word-bank")]),
        ((TWO.replace("The war", "A war"),), "", [(("labels", 0, "evidence", 0), "quote-not-found")]),
    ],
)  # fmt: skip
def test_what_would_confuse_or_tell_is_found(
    resolve: Callable[..., Any], labels: tuple[str, ...], more: str, told: list[Any]
) -> None:
    assert resolve(spec(*labels, more=more))[1] == told


def test_a_label_within_a_longer_word_tells_nothing(resolve: Callable[..., Any]) -> None:
    assert resolve(spec("{at: [1, 2], label: ear, where: near the heart}"))[1] == []


@pytest.mark.parametrize(
    "at", ["[101, 5]", "[-1, 5]", "[x, 5]", "[5]", "[1, 2, 3]", "5", "[nan, 5]"]
)
def test_a_place_is_two_numbers_within_the_picture(resolve: Callable[..., Any], at: str) -> None:
    with pytest.raises(ValidationError):
        resolve(spec(f"{{at: {at}, label: a, where: b}}"))
