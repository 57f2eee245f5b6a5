"""Markdown events: front matter, introduction, key facts, sections, and no word lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.content.article import all_pictures, event_words
from lessonpress.content.event import Event, describe_reading, read_event
from lessonpress.problems import Problem, ProblemError

FULL = """---
date: 6 October 1944
place: Dukla Pass
people: [Ivan Konev, Ludvík Svoboda]
language: en
licence: "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)"
sources:
  - "A book, *its title*, 1999"
images:
  - file: pictures/pass.jpg
    alternative: Soldiers on a mountain road
    caption: The pass in 1944
---

# The *Liberation* Begins

The summary.

A second paragraph.

- One fact
- **Another** fact

![A map](map.png)

## What Happened?

It began.

### At the pass

> We waited.

1. First
2. Second

- a
- b

![A tank](tank.png "In Prague")

## Why?

It matters.
"""


def read(text: str) -> Event:
    return read_event(Path("events/an-event.md"), text)


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemError) as caught:
        read(text)
    return caught.value.problems


def test_every_part_has_its_place() -> None:
    event = read(FULL)
    assert event.title == "The Liberation Begins"
    assert [paragraph.plain for paragraph in event.summary] == [
        "The summary.",
        "A second paragraph.",
    ]
    assert [fact.plain for fact in event.key_facts] == ["One fact", "Another fact"]
    assert [section.heading for section in event.sections] == ["What Happened?", "Why?"]
    assert [block.kind for block in event.sections[0].blocks] == [
        "paragraph",
        "subheading",
        "quote",
        "number",
        "number",
        "bullet",
        "bullet",
        "figure",
    ]


def test_the_front_matter_says_what_the_text_does_not() -> None:
    event = read(FULL)
    assert (event.date, event.place, event.language) == ("6 October 1944", "Dukla Pass", "en")
    assert [person.plain for person in event.people] == ["Ivan Konev", "Ludvík Svoboda"]
    assert event.licence is not None
    assert event.licence.spans[0].href == "https://creativecommons.org/licenses/by/4.0/"
    assert event.sources[0].spans[1].emphasis


def test_pictures_keep_their_words_wherever_they_stand() -> None:
    event = read(FULL)
    assert [picture.alternative for picture in event.images] == [
        "Soldiers on a mountain road",
        "A map",
    ]
    assert [picture.source for picture in all_pictures(event)] == [
        "pictures/pass.jpg",
        "map.png",
        "tank.png",
    ]


def test_a_date_stays_the_text_that_was_written() -> None:
    assert read("---\ndate: 1944-10-06\n---\n# T\n\nS").date == "1944-10-06"


def test_the_title_may_stand_in_the_front_matter() -> None:
    event = read("---\ntitle: A Title\n---\nSummary.\n\n## Why?\n\nBecause.")
    assert event.title == "A Title"
    assert event.summary[0].plain == "Summary."


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    reading = {text: line for line, _, text in describe_reading(read(FULL))}
    lines = FULL.split("\n")
    assert lines[reading["It matters."] - 1] == "It matters."
    assert lines[reading["We waited."] - 1] == "> We waited."


def test_windows_line_ends_change_nothing() -> None:
    assert read("\ufeff" + FULL.replace("\n", "\r\n")) == read(FULL)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("No title.", "no-title", 1, 1),
        ("# Only a title", "no-summary", 1, 1),
        ("# T\n\n## Why?\n\nBecause.", "no-summary", 3, 1),
        ("---\ntitel: T\n---\n# T\n\nS.", "unknown-key", 2, 1),
        ("---\nplace: [a]\n---\n# T\n\nS.", "wrong-type", 2, 8),
        ("---\nplace: a\nplace: b\n---\n# T\n\nS.", "duplicate-key", 3, 1),
        ("---\nimages:\n  - alternative: a\n---\n# T\n\nS.", "missing-key", 3, 5),
        ("---\nlanguage: english language\n---\n# T\n\nS.", "language", 2, 11),
        ("---\n- a\n---\n# T\n\nS.", "wrong-type", 2, 1),
        ("---\na: b: c\n---\n# T\n\nS.", "yaml-trap", 2, 5),
        ("# T\n\nS.\n\n### Sub\n\n## Why?\n\nB.", "subheading-too-early", 5, 1),
        ("# T\n\nS.\n\n- fact\n\nLost?\n\n## Why?\n\nB.", "paragraph-after-key-facts", 7, 1),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    (problem,) = problems_of(text)
    assert (problem.code, problem.location.line, problem.location.column) == (code, line, column)


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    problems = problems_of("---\ntitel: T\nplaces: P\n---\n\n## Why?\n\nBecause.")
    assert [problem.code for problem in problems] == ["unknown-key"] * 2 + ["no-summary"]
    assert "`title`" in problems[0].hint


@given(st.text(alphabet="abcé *_#->`~!&;:.=\n\t\\", max_size=120))
def test_no_letter_is_lost_and_their_order_is_kept(text: str) -> None:
    try:
        event = read("# Title\n\nSummary.\n\n" + text)
    except ProblemError:
        return
    given_letters = [character for character in text if character.isalpha()]
    kept = [character for character in event_words(event) if character.isalpha()]
    assert kept == [*"TitleSummary", *given_letters]


WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzčé", min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
BLOCK = st.one_of(
    WORDS,
    WORDS.map("> {}".format),
    WORDS.map("### {}".format),
    WORDS.map("*{}*".format),
    WORDS.map("[{}](https://example.org/)".format),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda items: "\n".join(f"- {one}" for one in items)
    ),
    WORDS.map("![{}](picture.png)".format),
)


@given(
    WORDS,
    WORDS,
    st.lists(WORDS, max_size=3),
    st.lists(st.tuples(WORDS, st.lists(BLOCK, max_size=4))),
)
def test_every_word_of_an_article_is_read_in_order(
    title: str, summary: str, facts: list[str], sections: list[tuple[str, list[str]]]
) -> None:
    parts = [f"# {title}", summary, "\n".join(f"* {fact}" for fact in facts)]
    for heading, blocks in sections:
        parts += [f"## {heading}", *blocks]
    text = "\n\n".join(parts)
    bare = text.replace("(https://example.org/)", "").replace("(picture.png)", "")
    read_words = " ".join(part for _, _, part in describe_reading(read(text))).split()
    assert read_words == "".join(" " if one in "#>*[]!-\n" else one for one in bare).split()
