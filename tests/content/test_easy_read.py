"""An easy-read copy has the easier text, to which evidence points, and everything else as everybody's has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.activities.base import Evidence
from lessonpress.content.adapting import adapted, for_keys, lacking
from lessonpress.content.article import Event
from lessonpress.content.easy_read import easier_event
from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.content.tree import every
from lessonpress.richtext import RichText

ARTICLE = """\
---
place: Padua
sources: [A book]
---

# Galileo

A hard summary.[^1]

- Galileo constructed a telescope in 1609.

![The Moon](moon.png "The Moon")

## What happened?

In November 1609, Galileo observed mountains. Nobody had observed them before.

Kepler corresponded with him.

[^1]: A note.
"""
EASIER = """
## Easy read

### What did he see?

Galileo had a telescope. He looked at the Moon.[^2]

It was November 1609. He observed mountains on the Moon!

> "Fine weather. Cold, too."

[^2]: An easy note.
"""
SPEC = """\
event: galileo
activities:
- activity: short-answer
  about: A letter by Kepler.
  questions:
  - {ask: When?, answer: In 1609., evidence: "In November 1609, Galileo observed mountains."}
  - {ask: Who?, answer: Kepler., evidence: Kepler corresponded with him.}
  - {ask: What?, answer: A letter., evidence: A letter by Kepler.}
  - {ask: What else?, answer: A telescope., evidence: Galileo constructed a telescope in 1609.}
"""


def lesson(article: str = ARTICLE + EASIER, spec: str = SPEC) -> Lesson:
    event = read_event(Path("galileo.md"), article)
    return read_lesson(Path("a.yaml"), lambda _: event, list, spec)[0]


def easier(text: str) -> Event:
    found = easier_event(read_event(Path("galileo.md"), text), "en")
    assert found is not None
    return found


def places(one: Lesson) -> dict[int, list[str]]:
    """Where the evidence of each question is, as the key says it."""
    [activity] = one.activities
    return {item.number: [str(e.where) for e in every(item, Evidence)] for item in activity.items}


def test_what_it_doesn_t_say_is_the_event_s() -> None:
    event = easier(ARTICLE + EASIER)
    assert (event.title, event.place) == ("Galileo", "Padua")
    assert [str(one) for one in event.summary] == ["A hard summary."]
    assert [str(one) for one in event.key_facts] == ["Galileo constructed a telescope in 1609."]
    assert [one.source for one in event.images] == ["moon.png"]
    assert [section.heading for section in event.sections] == ["What did he see?"]
    assert [str(one) for one in event.notes] == ["A note.", "An easy note."]
    own = easier(f"{ARTICLE}\n## Easy read\n\nEasy.\n\n- A fact.\n\n### Why?\n\nSo.\n")
    assert [str(one) for one in (*own.summary, *own.key_facts)] == ["Easy.", "A fact."]
    assert own.notes == ()


def test_each_sentence_of_the_author_s_begins_a_line() -> None:
    [section] = easier(ARTICLE + EASIER).sections
    lines = ["".join(span.text for span in block.text.spans) for block in section.blocks]
    assert lines[:2] == [
        "Galileo had a telescope.\nHe looked at the Moon.",
        "It was November 1609.\nHe observed mountains on the Moon!",
    ]
    assert "\n" not in lines[2]  # somebody else's words


def test_emphasis_and_notes_stay_where_a_sentence_ends() -> None:
    text = "## Easy read\n\n### So\n\nHe *looked.* **Then** he wrote.[^2] It was late.\n\n[^2]: A note.\n"
    [section] = easier(f"{ARTICLE}\n{text}").sections
    [block] = section.blocks
    assert (
        "".join(span.text for span in block.text.spans)
        == "He looked.\nThen he wrote.\nIt was late."
    )
    assert [span.text for span in block.text.spans if span.emphasis] == ["looked."]
    assert [span.note for span in block.text.spans if span.note] == [2]
    assert isinstance(block.text, RichText)


def test_evidence_points_to_the_text_that_the_pupil_has_or_nowhere() -> None:
    assert places(adapted(lesson(), "easy-read")) == {
        1: ["What did he see?, paragraph 2"],
        2: [],  # the easier text says nothing of it
        3: ["Above the questions"],
        4: ["Key fact 1"],
    }


def test_a_key_names_both_places_where_copies_are_asked_for() -> None:
    plain = places(lesson())
    assert places(for_keys(lesson(), ("large-print",))) == plain
    assert places(for_keys(lesson(), ("large-print+easy-read",))) == {
        1: ["What happened?, paragraph 1; easy read: What did he see?, paragraph 2"],
        2: plain[2],
        3: plain[3],
        4: plain[4],  # the same in both
    }
    assert places(for_keys(lesson(ARTICLE), ("easy-read",))) == plain


def test_nothing_else_of_the_lesson_changes() -> None:
    one = lesson()
    copy = adapted(one, "easy-read")
    assert copy.mark == one.mark
    assert (copy.title, copy.vocabulary, copy.all_sources) == (
        one.title,
        one.vocabulary,
        one.all_sources,
    )
    ours, theirs = copy.activities[0], one.activities[0]
    assert [(item.id, item.number) for item in ours.items] == [
        (item.id, item.number) for item in theirs.items
    ]
    assert ours.task.short_answers == theirs.task.short_answers


@pytest.mark.parametrize(
    ("spec", "line"), [(SPEC, 1), (f"{SPEC}accommodations: [large-print, easy-read]\n", 10)]
)
def test_a_lesson_without_one_is_told_what_to_write_where(spec: str, line: int) -> None:
    one = lesson(ARTICLE, spec)
    assert adapted(one, "easy-read").event == one.event
    assert list(lacking(one, ("large-print",))) == []
    [(name, problem)] = lacking(one, ("large-print+easy-read", "easy-read"))
    assert name == "easy-read"
    assert (problem.location.file.name, problem.location.line) == ("a.yaml", line)
    assert "## Easy read" in problem.hint
    assert "galileo.easy.md" in problem.hint
    assert list(lacking(lesson(), ("easy-read",))) == []
