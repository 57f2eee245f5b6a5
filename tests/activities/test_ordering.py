"""Ordering: printed in another order; the key knows the right one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

SPEC = "{activity: ordering, events: [{text: a, date: 1938}, {text: b, evidence: May}, {text: c}]}"


def test_events_are_printed_in_another_order(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(SPEC)
    assert findings == []
    assert [item.number for item in task.items] == [1, 2, 3]
    assert [item.answer for item in task.items] != [1, 2, 3]
    assert sorted(item.answer for item in task.items) == [1, 2, 3]


def test_the_key_has_them_in_order(resolve: Callable[..., Any]) -> None:
    task, _ = resolve(SPEC)
    assert [item.text.plain for item in task.in_order] == ["a", "b", "c"]
    assert set(task.in_order) == set(task.items)


def test_ids_tell_the_printed_place_and_not_the_right_one(resolve: Callable[..., Any]) -> None:
    task, _ = resolve(SPEC)
    assert [item.id for item in task.items] == ["a1_q1", "a1_q2", "a1_q3"]


def test_a_date_or_a_quote_is_evidence(resolve: Callable[..., Any]) -> None:
    task, _ = resolve(SPEC)
    assert [item.lacks_evidence for item in task.in_order] == [False, False, True]


def test_an_event_stands_once(resolve: Callable[..., Any]) -> None:
    _, findings = resolve("{activity: ordering, events: [{text: a}, {text: A}]}")
    assert findings == [(("events", 1), "repeated")]


def test_one_event_has_no_order(resolve: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError, match="events"):
        resolve("{activity: ordering, events: [{text: a}]}")
