"""What every activity relies on: discovery, shuffling, letters, lines, text."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from lessonpress.activities import kinds
from lessonpress.activities.base import ActivityForm, Text, Texts, letter, shuffled, writing_lines


def test_every_kind_is_found_by_its_file_being_there() -> None:
    assert list(kinds()) == [
        "cloze",
        "discussion",
        "matching",
        "multiple-choice",
        "ordering",
        "short-answer",
        "true-false",
    ]


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_title_and_tells_students_what_to_do(kind: str) -> None:
    form: type[ActivityForm] = kinds()[kind]
    assert form.default_title
    assert form.default_instructions.endswith(".")
    assert form.default_documents


@given(st.lists(st.integers(), unique=True, max_size=9), st.text(max_size=9))
def test_a_shuffle_keeps_everything_but_the_order(things: list[int], seed: str) -> None:
    order = shuffled(things, seed)
    assert sorted(order) == sorted(things)
    assert order == shuffled(things, seed)
    if len(things) > 1:
        assert list(order) != things


def test_a_shuffle_is_the_same_on_every_computer_and_day() -> None:
    random.seed(0)
    assert "".join(shuffled("abcdef", "seed")) == "ecfdba"


def test_letters_go_on_after_z() -> None:
    assert [letter(index) for index in range(26)] == list(string.ascii_uppercase)
    assert [letter(26), letter(27), letter(52)] == ["AA", "AB", "BA"]


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
