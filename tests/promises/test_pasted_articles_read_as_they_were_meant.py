"""Articles as people paste them: headings are headings, furniture is left out and listed, and what
is doubtful is said."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lessonpress.content.article import event_words
from lessonpress.content.event import Event, describe_reading, read_event
from lessonpress.press.event_summary import outline
from lessonpress.problems import ProblemError

LONG = (
    "The war went on and on, and the people of the city waited for it to end, day after day. " * 2
)


def read(text: str, name: str = "a.txt") -> Event:
    return read_event(Path("events") / name, text)


def shape(event: Event) -> list[tuple[str, int]]:
    return [(section.heading, len(section.blocks)) for section in event.sections]


def left_out(event: Event) -> list[str]:
    return [text for _, kind, text in describe_reading(event) if kind == "left out"]


def facts(event: Event) -> list[str]:
    return [fact.plain for fact in event.key_facts]


def codes(event: Event) -> list[str]:
    assert all(not one.is_error and one.location.line and one.hint for one in event.doubts)
    return [doubt.message for doubt in event.doubts]


SUMMARY = "The city burned for three days and was built anew by those who lived in it."


@pytest.mark.parametrize(
    "label",
    ["KEY FACTS", "Key facts:", "Key Facts", "**Key facts**", "## Key Facts", "Klíčová fakta"],
)
def test_labels_are_left_out_and_named(label: str) -> None:
    text = f"Title: The Fire\nSummary:\n{SUMMARY}\n{label}\nIt began in May.\nIt ended\nWhat Happened?\n{LONG}"
    event = read(text)
    assert event.title == "The Fire"
    assert [one.plain for one in event.summary] == [SUMMARY]
    assert facts(event) == ["It began in May.", "It ended"]
    assert shape(event) == [("What Happened?", 1)]
    assert left_out(event)[:2] == ["Title:", "Summary:"]
    assert any(line.startswith("Left out: Title:, Summary:, ") for line in outline(event))
    assert not event.doubts


def test_a_label_may_stand_before_its_text() -> None:
    event = read(f"The Fire\nSummary: {SUMMARY}\nKey facts:\n- One.\n- Two.\nAftermath\n{LONG}")
    assert [one.plain for one in event.summary] == [SUMMARY]
    assert facts(event) == ["One.", "Two."]


def test_a_section_called_summary_stays_one() -> None:
    event = read(f"The Fire\n{SUMMARY}\nOne fact.\nWhat Happened?\n{LONG}\nSummary\n{LONG}")
    assert [heading for heading, _ in shape(event)] == ["What Happened?", "Summary"]


def test_facts_below_a_label_at_the_end_are_key_facts() -> None:
    event = read(
        f"The Fire\n{SUMMARY}\nWhat Happened?\n{LONG}\nKEY FACTS\n• It burned.\n• It ended."
    )
    assert facts(event) == ["It burned.", "It ended."]
    assert shape(event) == [("What Happened?", 1)]


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("Background:", "Background"),
        ("The Second Hour:", "The Second Hour"),
        ("THE FIRE", "THE FIRE"),
        ("THE FIRE:", "THE FIRE"),
        ("##The fire", "The fire"),
        ("## The fire ##", "The fire"),
        ("### The fire", "The fire"),
        ("2.1 First hour", "First hour"),
        ("The fire[edit]", "The fire"),
        ("The fire [ edit ]".replace(" edit ", "edit"), "The fire"),
        ("The fire[1]", "The fire"),
    ],
)
@pytest.mark.parametrize("facts_", ["", "One fact.\nAnother fact.\n"])
def test_a_heading_is_one_however_it_is_written(heading: str, printed: str, facts_: str) -> None:
    event = read(
        f"The Fire\n{SUMMARY}\n{facts_}{heading}\n{LONG}\n{LONG}\nWhy does it matter?\n{LONG}"
    )
    assert shape(event) == [(printed, 2), ("Why does it matter?", 1)]
    assert len(event.key_facts) == facts_.count("\n")


def test_a_glued_heading_is_not_part_of_the_paragraph_before_it() -> None:
    wrapped = (
        "The war went on and on, and the people of the city waited for it to\nend, day after day.\n"
    )
    for name in ("a.txt", "a.md"):
        event = read(
            f"{'# ' * (name == 'a.md')}Title\n\n{wrapped}\n## One\n{wrapped}##The fire\n{wrapped}",
            name,
        )
        assert shape(event) == [("One", 1), ("The fire", 1)]


@pytest.mark.parametrize(
    "bullet",
    ["·\t", "o\t", "§\t", "● ", "○\t", "■ ", "\uf0b7\t", "\uf0a7 ", "➢ ", "✓ ", "- ", "•\u00a0"],
)
def test_bullets_of_word_processors_are_bullets(bullet: str) -> None:
    event = read(
        f"The Fire\n{SUMMARY}\n{bullet}It burned.\n{bullet}It ended.\nWhat then?\n{LONG}\n{bullet}item"
    )
    assert facts(event) == ["It burned.", "It ended."]
    assert [block.kind for block in event.sections[0].blocks] == ["paragraph", "bullet"]
    assert event.sections[0].blocks[1].plain == "item"
    markdown = read(f"# The Fire\n\n{SUMMARY}\n\n{bullet}It burned.\n{bullet}It ended.\n", "a.md")
    assert facts(markdown) == ["It burned.", "It ended."]


WIKIPEDIA = f"""Great Fire
From Wikipedia, the free encyclopedia
Jump to navigation
The fire burned for three days.[1][2] It began in a bakery[citation needed] in the old town.[a]
It killed six people.[3]
Contents [hide]
1 Background
2 Course
2.1 First hour
3 See also
Background[edit]
{LONG}[4]
2.1 First hour[edit]
{LONG.strip()}[note 1] The soldier[s] ran.
"""


def test_an_article_of_an_encyclopedia_loses_its_furniture_and_nothing_else() -> None:
    event = read(WIKIPEDIA)
    assert event.title == "Great Fire"
    assert event.summary[0].plain == (
        "The fire burned for three days. It began in a bakery in the old town."
    )
    assert facts(event) == ["It killed six people."]
    assert [heading for heading, _ in shape(event)] == ["Background", "First hour"]
    words = event_words(event)
    assert "[" not in words.replace("soldier[s]", "")
    assert "soldier[s]" in words
    assert {"[edit]", "[1]", "[citation needed]", "Contents [hide]", "2.1 First hour"} <= set(
        left_out(event)
    )
    assert not event.doubts


@pytest.mark.parametrize(
    "text",
    [
        "He paid [about] 5 pounds",
        "see [Map](https://example.org/a.png)",
        "array[i]",
        "I [sic] am",
        "[1] stands first",
        "soldier[s]",
        "lasted [1] days long",
        "#cranesafe is a tag",
        "They had: bread",
        "1968 was a year",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_may_be_the_authors_own_stays(text: str, name: str) -> None:
    event = read(f"{'# ' * (name == 'a.md')}The Fire\n\n{SUMMARY} {text}.\n", name)
    if "](" not in text or name == "a.txt":
        assert event.summary[0].plain == f"{SUMMARY} {text}."
    assert left_out(event) == []


def test_the_same_in_markdown() -> None:
    event = read(
        f"# The Fire[edit]\n\n## Summary\n\n{SUMMARY}[1]\n\n## Key Facts\n\n- One.[2]\n- Two.\n\n"
        f"## What Happened? [edit]\n\n{LONG}[citation needed] See [a link](https://example.org)[3].\n",
        "a.md",
    )
    assert event.title == "The Fire"
    assert [one.plain for one in event.summary] == [SUMMARY]
    assert facts(event) == ["One.", "Two."]
    assert shape(event) == [("What Happened?", 1)]
    assert "Key Facts" in left_out(event)
    assert "[citation needed]" in left_out(event)
    assert "a link." in event_words(event)


def test_so_does_one_whose_contents_stand_in_lines_of_their_own() -> None:
    event = read(
        f"Great Fire\nJump to content\n{SUMMARY}[3]\nContents\nhide\n(Top)\nBackground\nPersonnel\n"
        f"Background[edit]\n{LONG}[4][5]: 12 \nPersonnel\n{LONG}\n"
    )
    assert facts(event) == []
    assert shape(event) == [("Background", 1), ("Personnel", 1)]
    assert "12" not in event_words(event)
    assert {"Contents", "hide", "(Top)", "Background", "[5]: 12"} <= set(left_out(event))


def test_a_worksheet_loses_its_lines_for_names() -> None:
    event = read(
        f"Name: ______________ Date: __________\nThe Fire\nSUMMARY\n{SUMMARY}\nKEY FACTS:\n"
        f"•\tIt burned.\n•\tIt ended.\nWHAT HAPPENED?\n{LONG}\nPage 1 of 2\n"
    )
    assert event.title == "The Fire"
    assert facts(event) == ["It burned.", "It ended."]
    assert shape(event) == [("WHAT HAPPENED?", 1)]
    assert "Page 1 of 2" in left_out(event)


VERSE = (
    "In Flanders fields the poppies blow\nBetween the crosses, row on row,\nThat mark our place\n"
)


def test_verse_is_no_heading_and_is_doubted() -> None:
    event = read(
        f"The Poem\n{SUMMARY}\nA fact.\nThe Text:\n{LONG}\n\n{VERSE}And in the sky\n{LONG}"
    )
    assert [heading for heading, _ in shape(event)] == ["The Text"]
    assert any("verse" in message for message in codes(event))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"T\n{SUMMARY}\nOne fact.\nTwo facts.\nThree.", "no sections"),
        (f"T\n{SUMMARY}\n" + "A fact that is told.\n" * 80 + f"What then?\n{LONG}", "80 lines"),
        (
            f"T\nIt burned.\nIt ended in May.\nIt was over.\nWhat then?\n{LONG}",
            "first of the key facts",
        ),
        (f"T\n{SUMMARY}\nA fact.\nWhat then?\n" + f"{LONG}\n" * 50, "50 paragraphs"),
        (f"T\n{SUMMARY}\nA fact.\n## One\n## Two\n{LONG}", "Nothing stands below"),
    ],
)
def test_a_doubtful_reading_is_said(text: str, said: str) -> None:
    assert any(said in message for message in codes(read(text)))


@pytest.mark.parametrize(
    "text",
    ["T\n- One.\n- Two.", f"T\nKey facts:\nOne.\nTwo.\nWhat?\n{LONG}", f"T\n## Background\n{LONG}"],
)
def test_the_first_fact_is_no_summary(text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read(text)
    assert caught.value.problems[0].code == "no-summary"


PIECES = st.sampled_from(
    [
        "KEY FACTS",
        "Summary:",
        "##The fire",
        "Word",
        "[edit]",
        "[1]",
        " [2].",
        "Contents [hide]",
        "2.1 A",
        "·\t",
        "o\t",
        "\n",
        "\n\n",
        ":",
        ". ",
        "a b c ",
        "[citation needed]",
        "THE FIRE",
        "---",
        "- ",
        LONG,
        "##",
        "#",
        "[s]",
        "Title: ",
    ]
)


@example("KEY FACTSKEY FACTS\nSummary:o\t")
@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_is_lost_that_is_not_listed(text: str) -> None:
    try:
        event = read(text)
    except ProblemError:
        return
    told = " ".join([event_words(event), *left_out(event)])
    count = [Counter(one for one in whole if one.isalnum()) for whole in (text, told)]
    bullets = text.count("o\t")  # Word's own, where it begins a line
    count[0]["o"] -= (
        count[0]["o"] - count[1]["o"] if 0 <= count[0]["o"] - count[1]["o"] <= bullets else 0
    )
    assert count[0] == count[1]
