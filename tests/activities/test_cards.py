"""What is cut out: flash cards, words for the wall, strips, exit tickets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lessonpress.activities.base import Term

Resolve = Callable[..., Any]


@pytest.mark.parametrize("per_page", [4, 6, 8, 10])
def test_every_card_has_its_back_behind_it(resolve: Resolve, per_page: int) -> None:
    cards = ", ".join(f"{{front: f{n}, back: b{n}}}" for n in range(11))
    task, findings = resolve(f"{{activity: flash-cards, per_page: {per_page}, cards: [{cards}]}}")
    assert findings == []
    shown = []
    for sheet in task.sheets:
        for front, back in zip(sheet.fronts, sheet.backs, strict=True):
            assert front == back[::-1]  # turned on the long edge
            shown += [card for card in front if card is not None]
        assert len(sheet.fronts) <= task.down
    assert [card.number for card in shown] == list(range(1, 12))


def test_cards_come_from_the_vocabulary_or_are_given(
    resolve: Resolve, vocabulary: tuple[Term, ...]
) -> None:
    task, _ = resolve("{activity: flash-cards}", vocabulary=vocabulary)
    assert [item.front.plain for item in task.items] == ["partisan", "siege", "truce"]
    task, _ = resolve(
        "{activity: flash-cards, terms: siege, cards: [{front: a, back: b}]}", vocabulary=vocabulary
    )
    assert [item.back.plain for item in task.items] == ["A long attack", "b"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("flash-cards", [((), "too-few")]),
        ("word-wall", [((), "too-few")]),
        (
            "flash-cards, cards: [{front: a, back: b}, {front: a, back: c}]",
            [(("cards", 1, "front"), "repeated")],
        ),
        ("exit-ticket, questions: [Why, why]", [(("questions", 1, "ask"), "repeated")]),
        ("sequence-strips, events: [{text: a}, {text: A}]", [(("events", 1), "repeated")]),
    ],
)
def test_what_is_missing_or_said_twice_is_found(resolve: Resolve, text: str, found: Any) -> None:
    assert resolve(f"{{activity: {text}}}")[1] == found


def test_strips_are_lettered_as_they_are_printed(resolve: Resolve) -> None:
    task, findings = resolve(
        "{activity: sequence-strips, events: [{text: a}, {text: b}, {text: c}]}"
    )
    assert findings == []
    by_letter = dict(zip(task.letters, (item.text.plain for item in task.items), strict=True))
    answers = [one.text.plain for one in task.short_answers]
    assert [by_letter[one] for one in answers] == ["a", "b", "c"]
    assert [one.number for one in task.short_answers] == [1, 2, 3]
    assert answers != ["A", "B", "C"]


@pytest.mark.parametrize(("copies", "grid"), [(2, (1, 2)), (4, (2, 2)), (8, (2, 4))])
def test_tickets_fill_the_page(resolve: Resolve, copies: int, grid: tuple[int, int]) -> None:
    task, findings = resolve(f"{{activity: exit-ticket, copies: {copies}, questions: Why}}")
    assert findings == []
    assert (task.across, task.down) == grid


@pytest.mark.parametrize(
    "text",
    [
        "{activity: word-wall}",
        "{activity: exit-ticket, questions: Why}",
        "{activity: sequence-strips, events: [{text: a}, {text: b}]}",
        "{activity: role-cards, roles: [{name: A, about: x}, {name: B, about: y}]}",
    ],
)
def test_what_is_cut_up_stands_on_pages_of_its_own(
    resolve: Resolve, vocabulary: tuple[Term, ...], text: str
) -> None:
    assert resolve(text, vocabulary=vocabulary)[0].apart
