"""Categorising: each thing has one place, and neither order nor room tells it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from lessonpress.words import Message

TWO = (
    "{activity: categorising, categories: [{category: Birds, items: [owl, hen, {text: jay, evidence: May}]}, "
    "{category: Fish, items: carp}], distractors: [ant]}"
)


def test_everything_stands_in_the_box_and_belongs_somewhere(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(TWO)
    assert findings == []
    assert {item.text.plain: item.column for item in task.items} == {
        **dict.fromkeys(("owl", "hen", "jay"), 0),
        "carp": 1,
        "ant": None,
    }
    assert [item.number for item in task.items] == [1, 2, 3, 4, 5]
    assert [one.plain for one in task.columns] == ["Birds", "Fish"]


def test_the_order_in_the_box_is_none_that_was_written(resolve: Callable[..., Any]) -> None:
    for shuffle in range(30):
        task, _ = resolve(TWO, shuffle=shuffle)
        assert [item.text.plain for item in task.items] != ["owl", "hen", "jay", "carp", "ant"]


def test_columns_have_as_much_room_however_things_are_spread(resolve: Callable[..., Any]) -> None:
    spec = "{{activity: categorising, categories: [{{category: A, items: [{}]}}, {{category: B, items: [{}]}}]}}"
    even, _ = resolve(spec.format("a, b, c", "d, e, f"))
    uneven, _ = resolve(spec.format("a, b, c, d, e", "f"))
    assert even.lines == uneven.lines == 5


def test_the_key_tells_column_by_column(resolve: Callable[..., Any]) -> None:
    task, _ = resolve(TWO)
    said = {
        str(one.number) if isinstance(one.number, Message) else "": str(one.text)
        for one in task.short_answers
    }
    numbers = {item.text.plain: str(item.number) for item in task.items}
    assert said == {
        "Birds:": ", ".join(sorted(numbers[one] for one in ("owl", "hen", "jay"))),
        "Fish:": numbers["carp"],
        "In none of the columns:": numbers["ant"],
    }


@pytest.mark.parametrize(
    ("first", "second", "more", "where"),
    [
        ("owl", "Owl", "", ("categories", 1, "items", 0)),
        ("owl, owl.", "hen", "", ("categories", 0, "items", 1)),
        ("owl", "hen", "distractors: hen", ("distractors", 0)),
        ("'1,000'", "1000", "", ("categories", 1, "items", 0)),
    ],
)
def test_a_thing_in_two_places_is_told(
    resolve: Callable[..., Any], first: str, second: str, more: str, where: tuple[Any, ...]
) -> None:
    _, findings = resolve(
        f"{{activity: categorising, categories: [{{category: A, items: [{first}]}}, "
        f"{{category: B, items: [{second}]}}], {more}}}"
    )
    assert findings == [(where, "repeated")]


def test_a_category_that_stands_twice_is_told(resolve: Callable[..., Any]) -> None:
    _, findings = resolve(
        "{activity: categorising, categories: [{category: A, items: b}, {category: a, items: c}]}"
    )
    assert findings == [(("categories", 1, "category"), "repeated")]


def test_a_mapping_is_told_how_categories_are_written(resolve: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        resolve("{activity: categorising, categories: {Birds: [owl, hen], Fish: carp}}")
    [error] = caught.value.errors()
    assert "- {category: Birds, items: [owl, hen]}" in error["ctx"]["hint"]
