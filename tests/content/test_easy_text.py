"""An easier text is read from its event or from a file beside it, in either form, and is no part of the article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lessonpress.content.article import Event
from lessonpress.content.easy_titles import is_easy_title
from lessonpress.content.event import describe_reading, read_easier, read_event
from lessonpress.problems import ProblemError

MD, TXT = Path("war.md"), Path("war.txt")
ARTICLE = """\
---
date: 1945
---

# The war

A hard summary.[^1]

- A hard fact.

## What happened?

It was over.[^2] ![A map](a.png "The map")

[^1]: The first note.
[^2]: The second note.
"""
EASIER = """
## Easy read

An easy summary.

- An easy fact.
- Another.

### It is over

The war is over.[^3] Men go home.

#### Home

![A house](b.png "A house")

[^3]: The third note.
"""
PLAIN = """\
The war
A hard summary that says in one long line what happened when the war was over and people went home.
A hard fact.
What happened?
It was over, and soldiers went back to where they had come from, as far as that was still there.
"""
PLAIN_EASIER = """
Easy read
The war is over.
Men go home.
What do they do?
They work.
They eat.
"""


def alone(event: Event) -> Event:
    return replace(event, easy=None)


def texts(event: Event) -> tuple[list[str], list[str], list[tuple[str, list[str]]]]:
    return (
        [str(one) for one in event.summary],
        [str(one) for one in event.key_facts],
        [
            (one.heading, [block.plain for block in one.blocks if block.plain])
            for one in event.sections
        ],
    )


def easier(event: Event) -> Event:
    assert event.easy is not None
    return event.easy


@pytest.mark.parametrize(
    "marks",
    ["## Easy read", "## Easy Read:", "## Einfache Sprache", "##Easy to read", "# Easy read"],
)
def test_below_its_heading_it_has_summary_key_facts_and_headings_of_its_own(marks: str) -> None:
    event = read_event(MD, ARTICLE + EASIER.replace("## Easy read", marks))
    assert alone(event) == read_event(MD, ARTICLE)
    assert easier(event).title == ""
    assert texts(easier(event)) == (
        ["An easy summary."],
        ["An easy fact.", "Another."],
        [("It is over", ["The war is over. Men go home.", "Home", "A house"])],
    )


def test_footnotes_go_with_their_text_wherever_they_are_written() -> None:
    event = read_event(MD, ARTICLE + EASIER)
    assert [str(one) for one in event.notes] == ["The first note.", "The second note."]
    assert [str(one) for one in easier(event).notes] == ["The third note."]
    at_the_end = (
        ARTICLE.replace("[^1]: The first note.\n", "") + EASIER + "\n[^1]: The first note.\n"
    )
    assert read_event(MD, at_the_end) == event


def test_pictures_stand_where_they_are_written() -> None:
    event = read_event(MD, ARTICLE + EASIER)
    [section] = easier(event).sections
    assert [one.picture.source for one in section.blocks if one.picture] == ["b.png"]
    with pytest.raises(ProblemError) as caught:
        read_event(MD, ARTICLE + "\n## Easy read\n\n![](c.png)\n")
    [problem] = caught.value.problems
    assert "c.png" in problem.message


def test_a_file_of_its_own_says_the_same() -> None:
    path = Path("war.easy.md")
    text = EASIER.replace("\n## Easy read\n", "").replace("### ", "## ").replace("#### ", "### ")
    event = read_easier(read_event(MD, ARTICLE), path, text)
    assert alone(event) == read_event(MD, ARTICLE)
    assert texts(easier(event)) == texts(easier(read_event(MD, ARTICLE + EASIER)))
    assert easier(event).path == path
    titled = read_easier(read_event(MD, ARTICLE), path, f"# War, easily\n{text}")
    assert easier(titled).title == "War, easily"
    assert texts(easier(titled)) == texts(easier(event))
    front = read_easier(read_event(MD, ARTICLE), path, f"---\nplace: Here\n---\n{text}")
    assert easier(front).place == "Here"


def test_plain_text_has_it_in_its_own_form() -> None:
    event = read_event(TXT, PLAIN + PLAIN_EASIER)
    assert alone(event) == read_event(TXT, PLAIN)
    said = (
        ["The war is over."],
        ["Men go home."],
        [("What do they do?", ["They work.", "They eat."])],
    )
    assert texts(easier(event)) == said
    own = "War\n" + PLAIN_EASIER.replace("\nEasy read\n", "")
    apart = read_easier(read_event(TXT, PLAIN), Path("war.easy.txt"), own)
    assert texts(easier(apart)) == said
    assert easier(apart).title == "War"


@pytest.mark.parametrize(
    ("path", "article", "more"),
    [
        (MD, ARTICLE, "\n## Easy read\n\nThe war is over.\n\n- Men go home.\n"),
        (TXT, PLAIN, "Easy read\nThe war is over.\n- Men go home.\n"),
    ],
)
def test_without_a_heading_it_stands_in_the_place_of_the_article(
    path: Path, article: str, more: str
) -> None:
    event = read_event(path, article + more)
    assert texts(easier(event)) == (
        [],
        [],
        [("What happened?", ["The war is over.", "Men go home."])],
    )
    assert easier(event).doubts == ()


def test_a_check_says_how_each_line_was_read() -> None:
    event = read_event(MD, ARTICLE + EASIER)
    kinds = [kind for line, kind, _ in describe_reading(event) if line >= 18]
    assert kinds == [
        *("easy read", "summary", "key fact", "key fact"),
        *("heading", "paragraph", "subheading", "picture"),
    ]
    assert [line for line, *_ in describe_reading(event)] == sorted(
        line for line, *_ in describe_reading(event)
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (ARTICLE + EASIER + "\n## Why?\n\nSo.\n", 35, "The section “Why?” stands below the easier text."),
        (ARTICLE + "\n## Easy read\n", 18, "The easier text is empty."),
        (ARTICLE + "\n## Easy read\n\n- Fact.\n\nText.\n\n### So\n\nSo.\n", 22, "stands between the key facts"),
    ],
)  # fmt: skip
def test_what_can_t_be_meant_is_told_at_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_event(MD, text)
    [problem] = caught.value.problems
    assert problem.location.line == line
    assert message in problem.message
    assert problem.hint


def test_a_second_one_is_told_with_the_place_of_the_first() -> None:
    event = read_event(MD, ARTICLE + EASIER)
    with pytest.raises(ProblemError) as caught:
        read_easier(event, Path("war.easy.md"), "Text.")
    [problem] = caught.value.problems
    assert problem.location.file == Path("war.easy.md")
    assert "war.md, line 18" in problem.message


@pytest.mark.parametrize("text", ["", "  \n", "---\ndate: 1945\n---\n"])
def test_an_empty_file_is_told(text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_easier(read_event(MD, ARTICLE), Path("war.easy.md"), text)
    assert [one.code for one in caught.value.problems] == ["empty-event"]


def test_only_a_heading_that_says_so_begins_it() -> None:
    assert is_easy_title("Easy read")
    assert is_easy_title("## Snadné čtení:")
    assert is_easy_title("EASY-READ")
    assert not is_easy_title("Easy reading is hard writing")
    assert not is_easy_title("- Easy read")
    text = "# War\n\nEasy read\n\n## Why?\n\nEasy read\n"
    assert read_event(MD, text).easy is None
