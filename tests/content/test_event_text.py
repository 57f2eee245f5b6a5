"""Plain text events: the rules of docs/events.md, and no word lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.content.article import event_words
from lessonpress.content.event import Event, describe_reading, read_event
from lessonpress.problems import ProblemError

SEED = Path(__file__).parents[2] / "lessons/events/soviet-liberation-of-czechoslovakia-begins.txt"
LONG = "The war went on and on, and the people of the city waited for it to end, day after day. "
PLAIN = f"""Title
Summary.
First fact.
Second fact
What Happened?
{LONG}
{LONG * 2}
Why Does it Matter?
It does.
"""


def read(text: str) -> Event:
    return read_event(Path("events/an-event.txt"), text)


def shape(event: Event) -> list[tuple[str, list[str]]]:
    return [(one.heading, [block.kind for block in one.blocks]) for one in event.sections]


def test_the_seed_event_is_read_as_its_author_meant_it() -> None:
    event = read_event(SEED)
    assert event.slug == "soviet-liberation-of-czechoslovakia-begins"
    assert event.title == "Soviet Liberation of Czechoslovakia Begins"
    assert len(event.summary) == 1
    assert event.summary[0].plain.startswith("The Soviet Union commenced")
    assert [fact.plain.split()[0] for fact in event.key_facts] == [
        "Soviet",
        "Czechoslovak",
        "The",
        "Soviet",
    ]
    assert shape(event) == [
        ("What Happened?", ["paragraph"] * 3),
        ("Why Does it Matter?", ["paragraph"]),
    ]
    assert event_words(event).split() == SEED.read_text("utf-8").split()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \t\n\n"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n"])
def test_line_ends_blank_lines_and_a_byte_order_mark_change_nothing(
    ending: str, start: str
) -> None:
    text = start + PLAIN.rstrip("\n").replace("\n", ending)
    assert read(text) == read(PLAIN)


def test_every_part_knows_its_line() -> None:
    assert describe_reading(read("\n" + PLAIN))[:5] == [
        (2, "title", "Title"),
        (3, "summary", "Summary."),
        (4, "key fact", "First fact."),
        (5, "key fact", "Second fact"),
        (6, "heading", "What Happened?"),
    ]


def test_key_facts_need_no_full_stop() -> None:
    event = read(f"T\nS.\nOne fact\nAnother fact\nAftermath\n{LONG}\nNames\nShort.")
    assert [fact.plain for fact in event.key_facts] == ["One fact", "Another fact"]
    assert [section.heading for section in event.sections] == ["Aftermath", "Names"]


def test_key_facts_may_have_bullets() -> None:
    event = read(f"T\nS.\n- One fact.\n• Another fact?\nWhat now?\n{LONG}\n* item")
    assert [fact.plain for fact in event.key_facts] == ["One fact.", "Another fact?"]
    assert shape(event) == [("What now?", ["paragraph", "bullet"])]


def test_a_question_within_quotes_is_a_heading_too() -> None:
    assert shape(read(f"T\nS.\n“Who Began?”\n{LONG}")) == [("“Who Began?”", ["paragraph"])]


def test_any_number_of_sections_and_none() -> None:
    assert read("T\nS.").sections == ()
    many = "".join(f"Why {number}?\n{LONG}\n" for number in range(9))
    assert len(read("T\nS.\n" + many).sections) == 9


def test_long_lines_after_the_summary_belong_to_it() -> None:
    event = read(f"T\nS.\n{LONG * 3}\nA fact.\n{LONG * 3}")
    assert len(event.summary) == 2
    assert len(event.key_facts) == 2


def test_curly_quotes_and_asterisks_stay_as_they_are() -> None:
    assert read("“T” – *x*\n‘S’ **y**.").summary[0].plain == "‘S’ **y**."


WRAPPED = """
The War Ends

The war went on and on, and the people of the city waited for it to
end, day after day.

The first fact of this war is that it ended, in May.
The second fact is short.

What Happened?
It ended when the last of the generals, who had waited in the city, saw
Marshal Konev. He had come a long way, and his troops were very tired.
So were the others.

- a list item that is so long that it does not fit on one line of text
  and goes on
- another
"""


def test_wrapped_lines_are_put_together_again() -> None:
    event = read(WRAPPED)
    assert event.title == "The War Ends"
    assert [text.plain.split()[-1] for text in event.summary] == ["day."]
    assert len(event.key_facts) == 2
    assert shape(event) == [("What Happened?", ["paragraph", "bullet", "bullet"])]
    assert [line for line, _, _ in describe_reading(event)] == [2, 4, 7, 8, 10, 11, 15, 17]
    assert event_words(event).split() == [word for word in WRAPPED.split() if word != "-"]


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])
        | st.sampled_from("aA.?!\n\r\t -"),
        max_size=400,
    )
)
def test_no_word_is_lost_and_their_order_is_kept(text: str) -> None:
    try:
        event = read(text)
    except ProblemError:
        return
    kept = [(kind, part) for _, kind, part in describe_reading(event)]
    left_out = [part for kind, part in kept if kind == "left out"]
    words = event_words(event).split()
    assert " ".join(part for kind, part in kept if kind != "left out").split() == words
    # A bullet, the hashes of a heading and its colon are no words; what is left out is listed.
    assert Counter(letters(text)) == Counter(letters(" ".join([*words, *left_out])))
    order = iter(letters(text))
    assert all(letter in order for letter in letters(" ".join(words)))


def letters(text: str) -> list[str]:
    return [one for one in text if one.isalnum()]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty-event", 1),
        (" \n\n", "empty-event", 1),
        ("\nTitle", "no-summary", 2),
        (f"Title\nWhat Happened?\n{LONG}", "no-summary", 2),
        ("Title\nA bell\x07 rings.", "control-character", 2),
    ],
)
def test_what_is_missing_is_a_problem_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(ProblemError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.location.line) == (code, line)
    assert problem.hint
