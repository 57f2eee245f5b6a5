"""A spec's text can be reworded in place; all around it stays as it was."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.content.spec import SpecSource, walk
from lessonpress.problems import Location, ProblemError

PATH = Path("lessons/a-lesson.yaml")
SPEC = """\
# A lesson on the war.
event: the-war     # its file
grade: 9
title: 'The war''s end'
quoted: "a \\"b\\""

# What it is about.
notes: |
  First line.

    indented
  last

# A comment after a block.
folded: >-
  one
  two
  # not a comment
activities:
  - activity: discussion   # first
    questions: [{ask: Why?, answer: "Because: so"}, {ask: Who}]
  - &same
    activity: cloze
    text: |
      In [1944] it
      began.

    # between
  - *same
empty:
last: several
  lines
"""


def source(text: str = SPEC) -> SpecSource:
    return SpecSource.read(PATH, text)


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("# ")]


REWORDABLE = [
    ("event",),
    ("grade",),
    ("title",),
    ("quoted",),
    ("notes",),
    ("folded",),
    ("last",),
    ("activities", 0, "questions", 0, "ask"),
    ("activities", 0, "questions", 0, "answer"),
    ("activities", 0, "questions", 1, "ask"),
]


def changed(data: Any, path: tuple[str | int, ...], text: str) -> dict[Any, str]:
    return {**dict(walk(data)), path: text}


@given(
    st.sampled_from(REWORDABLE),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cn", "Co"]), max_size=40)
    | st.sampled_from(
        ["a\nb", "a\n\nb\n", " a", "- a", "a: b", "a #b", "true", "null", "1944", "'"]
    ),
)
def test_a_value_is_reworded_and_all_else_stays(path: tuple[str | int, ...], text: str) -> None:
    before = source()
    new = before.with_value(path, text)
    try:
        after = source(new)
    except ProblemError:  # a control character, which no spec may hold
        return
    assert dict(walk(after.data)) == changed(before.data, path, text)
    assert list(after.data) == list(before.data)
    kept = [one for one in comments(SPEC) if one != "# not a comment"]
    assert [one for one in comments(new) if one in kept] == kept
    assert "# its file" in new


@pytest.mark.parametrize("path", REWORDABLE)
def test_rewording_a_value_as_it_was_changes_no_value(path: tuple[str | int, ...]) -> None:
    before = source()
    text = dict(walk(before.data))[path]
    assert source(before.with_value(path, text)).data == before.data


def test_the_style_of_a_value_is_kept_where_it_can_be() -> None:
    assert "event: the-peace     # its file" in source().with_value(("event",), "the-peace")
    assert "notes: |\n  One.\n\n  Two.\n\n# A" in source().with_value(("notes",), "One.\n\nTwo.\n")
    assert "{ask: How?," in source().with_value(("activities", 0, "questions", 0, "ask"), "How?")


def test_a_block_at_the_end_of_the_file_can_be_reworded() -> None:
    assert source("a: |\n  b").with_value(("a",), "c\nd") == "a: |-\n  c\n  d\n"


def test_what_an_alias_repeats_cannot_be_reworded_alone() -> None:
    with pytest.raises(ValueError, match="alone"):
        source().with_value(("activities", 1, "text"), "new")


@pytest.mark.parametrize("path", [("none",), ("activities",), ("activities", 9), ("event", "a")])
def test_only_a_value_that_is_there_can_be_reworded(path: tuple[str | int, ...]) -> None:
    with pytest.raises(KeyError):
        source().with_value(path, "new")


def test_every_value_has_its_place() -> None:
    assert source().location(("activities", 0, "questions", 0, "ask")) == Location(PATH, 21, 23)


def test_a_control_character_in_quotes_is_a_problem() -> None:
    with pytest.raises(ProblemError) as caught:
        source('a: b\nc: "bell \\x07"')
    (problem,) = caught.value.problems
    assert (problem.code, problem.location) == ("control-character", Location(PATH, 2, 4))


def test_a_spec_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(source())) == source()
