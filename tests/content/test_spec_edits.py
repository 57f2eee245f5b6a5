"""Lists and keys of a spec are edited in its text; comments, blank lines and all else stay."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.content.spec import SpecSource
from lessonpress.content.spec_edits import (
    reordered,
    with_comment,
    with_item,
    with_key,
    without,
)

SPEC = """\
# What it is.
event: one
list:
  # On one.
  - one

  # On two.
  - two   # tail
  - three
  # Below the list.

# On the questions.
questions:
- ask: A?
  answer: x
- ask: B?
  choices: [p, "q, r", s]

- ask: C?
  text: |
    first

    # no comment
- &same
  ask: D?
flow: [x, "y", {a: b, c: d}]
alias: *same
"""
LISTS: list[tuple[str | int, ...]] = [
    ("list",),
    ("questions",),
    ("questions", 1, "choices"),
    ("flow",),
]
ITEMS = [(*path, 1) for path in LISTS]


def source(text: str = SPEC) -> SpecSource:
    return SpecSource.read(Path("a.yaml"), text)


def value(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("# ")]


@pytest.mark.parametrize("path", ITEMS)
def test_an_item_goes_and_all_else_stays(path: tuple[str | int, ...]) -> None:
    new = without(source(), path)
    expected = copy.deepcopy(source().data)
    del value(expected, path[:-1])[path[-1]]
    assert source(new).data == expected
    gone = set(SPEC.splitlines()) - set(new.splitlines())
    assert all(not line.startswith("#") for line in gone)


def test_the_comment_right_above_an_item_goes_with_it() -> None:
    assert "# On two." not in without(source(), ("list", 1))
    assert "# On one." in without(source(), ("list", 1))
    assert "# Below the list." in without(source(), ("list", 2))


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("index", [0, 1, 2, 3])
@pytest.mark.parametrize(
    "text", ["plain", "with: colon", "12", "true", "a, b", "- dash", "# sign", "“q”"]
)
def test_an_item_is_put_in_where_it_is_asked_for(
    path: tuple[str | int, ...], index: int, text: str
) -> None:
    new = with_item(source(), path, index, text)
    assert value(source(new).data, path)[index] == text
    assert comments(new) == comments(SPEC)


def test_an_item_with_keys_is_written_as_its_neighbours_are() -> None:
    new = with_item(source(), ("questions",), 2, {"ask": "New?", "choices": ["1", "b"]})
    assert '- ask: New?\n  choices:\n    - "1"\n    - b\n\n- ask: C?' in new
    new = with_item(source(), ("flow",), 3, {"a": "1, 2", "b": ["x"]})
    assert 'c: d}, {a: "1, 2", b: [x]}]' in new


def test_a_key_is_put_in_behind_the_first() -> None:
    assert "- ask: B?\n  title: T\n  choices:" in with_key(source(), ("questions", 1), "title", "T")
    assert '{a: b, title: "T, x", c: d}' in with_key(source(), ("flow", 2), "title", "T, x")


def test_a_key_goes() -> None:
    assert "- ask: A?\n- ask: B?" in without(source(), ("questions", 0, "answer"))
    with pytest.raises(ValueError, match=r"YAML|alone|behind"):
        without(source(), ("questions", 0, "ask"))  # behind its dash


@given(path=st.sampled_from(LISTS), data=st.data())
def test_items_are_put_into_any_order(path: tuple[str | int, ...], data: st.DataObject) -> None:
    items = value(source().data, path)
    order = data.draw(st.permutations(range(len(items))))
    if path == ("questions",) and order[-1] != 3:
        order = [*(one for one in order if one != 3), 3]  # an alias comes behind its anchor
    new = reordered(source(), path, order)
    assert value(source(new).data, path) == [items[place] for place in order]
    assert sorted(comments(new)) == sorted(comments(SPEC))


def test_a_comment_stands_above_what_it_is_about() -> None:
    assert "  # Ann: Why?\n  choices:" in with_comment(
        source(), ("questions", 1, "choices", 0), ["Ann: Why?"]
    )
    assert "# On one.\n" in (new := with_comment(source(), ("list", 0), ["Ann: Why?"]))
    assert source(new).data == source().data


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_stay(end: str) -> None:
    text = SPEC.replace("\n", end)
    for new in (
        with_item(source(text), ("list",), 1, "new"),
        without(source(text), ("list", 1)),
        reordered(source(text), ("list",), [2, 1, 0]),
        with_key(source(text), ("questions", 1), "title", "T"),
    ):
        assert new.count("\n") == new.count(end)


def test_a_file_without_a_last_line_end_can_be_edited() -> None:
    text = "list:\n- one\n- two"
    assert with_item(source(text), ("list",), 2, "three") == "list:\n- one\n- two\n- three\n"
    assert reordered(source(text), ("list",), [1, 0]) == "list:\n- two\n- one\n"
    assert without(source(text), ("list", 1)) == "list:\n- one\n"


@pytest.mark.parametrize("path", [("alias", "ask"), ("none",), ("list", 9)])
def test_what_stands_elsewhere_or_nowhere_is_refused(path: tuple[str | int, ...]) -> None:
    with pytest.raises((ValueError, KeyError)):
        without(source(), path)


def test_no_order_is_no_order() -> None:
    with pytest.raises(ValueError, match="no order"):
        reordered(source(), ("list",), [0, 0, 1])
