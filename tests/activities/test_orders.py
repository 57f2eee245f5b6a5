"""Orders: the same from the same seeds, in each version another, and what is pinned stays."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.activities.orders import arrange, order_by

COUNTS = st.integers(0, 6)
SEEDS = st.lists(st.text(max_size=3), min_size=1, max_size=8)


@given(COUNTS, SEEDS, st.booleans())
def test_an_order_has_each_place_once_and_is_always_the_same(
    count: int, seeds: list[str], other: bool
) -> None:
    order = order_by(count, seeds, other_than_given=other)
    assert sorted(order) == list(range(count))
    assert order == order_by(count, seeds, other_than_given=other)
    if other and count > 1:
        assert order != tuple(range(count))


@given(COUNTS, SEEDS, st.booleans())
def test_no_order_comes_twice_as_long_as_there_are_others(
    count: int, seeds: list[str], other: bool
) -> None:
    made = [order_by(count, seeds[: at + 1], other_than_given=other) for at in range(len(seeds))]
    possible = max(1, math.factorial(count) - (other and count > 1))
    assert len(set(made)) == min(len(seeds), possible)


@given(COUNTS, st.sets(st.integers(0, 6)), SEEDS)
def test_what_is_pinned_stays_and_the_rest_does_not_stand_as_given(
    count: int, pinned: set[int], seeds: list[str]
) -> None:
    order = arrange(count, pinned, seeds)
    assert sorted(order) == list(range(count))
    free = [at for at in range(count) if at not in pinned]
    assert all(order[at] == at for at in range(count) if at in pinned)
    assert (order == tuple(range(count))) == (len(free) < 2)


@pytest.mark.parametrize("versions", [2, 26])
def test_many_versions_of_a_long_list_take_no_time(versions: int) -> None:
    assert len(order_by(200, [str(at) for at in range(versions)])) == 200
