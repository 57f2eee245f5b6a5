"""What every activity relies on: discovery, shuffling, letters, lines, text."""

from __future__ import annotations

import random
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from lessonpress.activities import kind_named, kinds
from lessonpress.activities.base import (
    ActivityForm,
    Setting,
    writing_lines,
)
from lessonpress.activities.texts import Text, Texts

ROOT = Path(__file__).parents[2]


def test_every_kind_is_found_by_its_file_being_there() -> None:
    partials = (ROOT / "layouts" / "base" / "activities").glob("[!_]*.xml")
    assert list(kinds()) == sorted(path.stem for path in partials)
    for kind, form in kinds().items():
        assert form.__module__ == f"lessonpress.activities.{kind.replace('-', '_')}"


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_title_and_tells_students_what_to_do(kind: str) -> None:
    form: type[ActivityForm] = kinds()[kind]
    assert str(form.default_title)
    assert str(form.default_instructions).endswith(".")
    assert form.default_documents


@given(st.integers(0, 9), st.text(max_size=9), st.integers(0, 99))
def test_an_order_has_everything_once_and_is_not_the_one_given(
    count: int, lesson: str, shuffle: int
) -> None:
    setting = Setting("a1", lesson, shuffle)
    order = setting.order(count)
    assert sorted(order) == list(range(count))
    assert order == Setting("a1", lesson, shuffle).order(count)
    if count > 1:
        assert list(order) != sorted(order)


def test_an_order_is_the_same_on_every_computer_and_day() -> None:
    random.seed(0)
    assert Setting("a1", "lesson").order(6) == (4, 5, 1, 0, 3, 2)


def test_lesson_place_number_and_version_each_change_the_order() -> None:
    others = (
        Setting("a1", "another"),
        Setting("a2", "lesson"),
        Setting("a1", "lesson", shuffle=1),
        Setting("a1", "lesson", version="B"),
    )
    orders = {Setting("a1", "lesson").order(9), *(one.order(9) for one in others)}
    assert len(orders) == 5


def test_parts_of_one_activity_are_shuffled_each_for_itself() -> None:
    setting = Setting("a1", "lesson")
    assert len({setting.order(9, part) for part in range(20)}) == 20


def test_where_no_order_is_the_right_one_all_are_equally_likely() -> None:
    draws = 6000
    setting = Setting("a1", "lesson")
    drawn = Counter(setting.order(3, part, given_is_right=False) for part in range(draws))
    assert set(drawn) == set(permutations(range(3)))
    for times in drawn.values():  # five standard deviations
        assert abs(times - draws / 6) < 5 * (draws / 6 * 5 / 6) ** 0.5


def test_every_order_but_the_right_one_is_equally_likely() -> None:
    draws = 6000
    drawn = Counter(Setting("a1", "lesson", shuffle).order(3) for shuffle in range(draws))
    assert set(drawn) == set(permutations(range(3))) - {(0, 1, 2)}
    for times in drawn.values():  # five standard deviations
        assert abs(times - draws / 5) < 5 * (draws * 0.2 * 0.8) ** 0.5


def test_two_things_are_swapped() -> None:
    assert {Setting("a1", "lesson", shuffle).order(2) for shuffle in range(9)} == {(1, 0)}


def test_lines_are_enough_for_the_answer_and_never_fewer_than_two() -> None:
    assert writing_lines("", "secondary") == 2
    assert writing_lines("x" * 55, "secondary") == 2
    assert writing_lines("x" * 56, "secondary") == 3
    assert writing_lines("x" * 56, "primary") == 3
    assert writing_lines("x" * 80, "primary") == 4


def test_numbers_are_text_where_text_is_expected() -> None:
    read = TypeAdapter(Text).validate_python
    assert [read(value) for value in (1938, 1.5, True, "  a ")] == ["1938", "1.5", "true", "a"]
    for value in ("  ", None, ["a"]):
        with pytest.raises(ValidationError):
            read(value)


def test_one_text_is_a_list_of_one() -> None:
    read = TypeAdapter(Texts).validate_python
    assert read("a") == read(["a"]) == ("a",)


def test_a_kind_is_found_by_its_name_alone() -> None:
    assert {kind: kind_named(kind) for kind in kinds()} == kinds()
    for name in ("base", "texts", "organiser", "cloze ", "Cloze", "..", "../cloze", "", "no-such"):
        assert kind_named(name) is None
