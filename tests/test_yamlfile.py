"""YAML with the place of every value."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.problems import Location, ProblemError
from lessonpress.yamlfile import read_yaml

FILE = Path("lesson.yaml")


def read(text: str) -> object:
    return read_yaml(FILE, text).data


def complaints(text: str) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        read_yaml(FILE, text)
    return [str(problem).split("\n")[0] for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("9", 9),
        ("-3", -3),
        ("2.5", 2.5),
        ("1.50", "1.50"),
        ("007", "007"),
        ("1e3", "1e3"),
        ("0x10", "0x10"),
        ("1944-10-08", "1944-10-08"),
        ("12:30", "12:30"),
        ('"9"', "9"),
        ("'true'", "true"),
        ("9-10", "9-10"),
    ],
)
def test_only_the_plainest_words_are_more_than_text(written: str, read_as: object) -> None:
    assert read(f"key: {written}") == {"key": read_as}
    assert type(read(f"key: {written}")["key"]) is type(read_as)  # type: ignore[index]


def test_every_value_knows_its_place() -> None:
    file = read_yaml(FILE, "title: A\nactivities:\n  - kind: cloze\n    text: |\n      In [1944]\n")
    assert file.locate(("title",)) == Location(FILE, 1, 8)
    assert file.locate_key(("title",)) == Location(FILE, 1, 1)
    assert file.locate(("activities", 0, "text")) == Location(FILE, 4, 11)
    assert file.locate_key(("activities", 0)) == Location(FILE, 3, 5)


def test_what_is_not_there_is_placed_at_what_is_above_it() -> None:
    file = read_yaml(FILE, "a:\n  - b: 1\n")
    assert file.locate_key(("a", 0, "missing")) == Location(FILE, 2, 5)
    assert file.locate(("a", 3)) == Location(FILE, 1, 1)
    assert file.locate(()) == Location(FILE, 1, 1)


def test_an_empty_file_says_nothing() -> None:
    assert read("") is None
    assert read("# only a comment\n") is None


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes("﻿title: Ä\r\n".encode())
    assert read_yaml(path).data == {"title": "Ä"}


def test_all_double_keys_come_at_once() -> None:
    assert complaints("a: 1\na: 2\nb: {c: 1, c: 2}\n") == [
        "lesson.yaml:2:1: error: The key `a` stands here a second time.",
        "lesson.yaml:3:11: error: The key `c` stands here a second time.",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c", "1:5"),
        ("a:\n\t- b", "2:1"),
        ("a: *nowhere", "1:4"),
        ("a: @b", "1:4"),
        ("a: 1\n---\nb: 2", "2:1"),
        ("a: !!python/object:os.system x", "1:4"),
        ("? [a]\n: 1", "1:3"),
        ("a: &a [*a]", "1:4"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_place(text: str, place: str) -> None:
    assert complaints(text)[0].startswith(f"lesson.yaml:{place}: error: ")


def test_aliases_may_repeat_a_value() -> None:
    assert read("a: &x [1]\nb: *x\n") == {"a": [1], "b": [1]}


def test_aliases_in_aliases_do_not_exhaust_the_reader() -> None:
    levels = [f"a0: &a0 [{', '.join('x' * 9)}]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert "too large" in complaints("\n".join(levels))[0]


@pytest.mark.parametrize("nest", ["[" * 50_000, "[" * 900 + "]" * 900, "{a: " * 50_000])
def test_brackets_without_end_do_not_exhaust_the_reader(nest: str) -> None:
    assert "too deeply" in complaints("a: " + nest)[0]


def test_dashes_without_end_do_not_exhaust_the_reader() -> None:
    assert "too deeply" in complaints("- " * 50_000)[0]
    assert "too deeply" in complaints("? " * 50_000)[0]


def test_many_brackets_side_by_side_are_fine() -> None:
    assert read("a: |\n  " + "[gap] " * 1000) == {"a": "[gap] " * 1000}


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"cannot be read: No such file"):
        read_yaml(tmp_path / "none.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(ProblemError, match=r"latin\.yaml:2: error: The file is not UTF-8"):
        read_yaml(latin)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXT, DATA, max_size=4))
def test_what_was_written_is_what_is_read(data: dict[str, object]) -> None:
    assert read(yaml.safe_dump(data, allow_unicode=True)) == data


@given(st.text(max_size=60))
def test_any_text_is_read_or_complained_about(text: str) -> None:
    with suppress(ProblemError):
        read_yaml(FILE, text)
