"""The ledger lists what the event says that a lesson counts on and the easier text doesn't, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.easy_ledger import Ledger, ledger_of
from lessonpress.content.event import read_event
from lessonpress.content.lesson import read_lesson

ARTICLE = """\
# Galileo

In 1609, Galileo Galilei pointed a telescope at the Moon, which was considered to be an immaculate sphere.

- Galileo constructed a telescope in 1609.
- Jupiter is accompanied by satellites.

## What happened?

Galileo discovered craters and mountains on the Moon. He recorded his extraordinary observations in drawings.

Afterwards, the mathematician Johannes Kepler congratulated him enthusiastically in a letter from Prague.
"""
EASIER = """
## Easy read

In 1609, Galileo looked at the Moon. He had a telescope.

- Galileo built a telescope in 1609.

### What did he see?

He saw mountains on the Moon. He saw craters. He made drawings of them. He was the first to do so. It was new.
"""
VOCABULARY = """\
vocabulary:
- {term: crater, definition: A round hole.}
- {term: satellite, definition: What goes around a planet.}
- {term: rocket, definition: What flies to the Moon.}
"""


def ledger(activities: str, easier: str = EASIER, more: str = "", article: str = ARTICLE) -> Ledger:
    event = read_event(Path("galileo.md"), article + easier)
    text = f"event: galileo\n{more}activities:\n{activities}"
    lesson, _ = read_lesson(Path("a.yaml"), lambda _: event, list, text)
    found = ledger_of(lesson)
    assert found is not None
    return found


def lost(found: Ledger, what: str) -> list[tuple[str, int | None]]:
    return [(one.text, one.place.line) for one in found.losses if one.what == what]


def test_without_an_easier_text_there_is_none() -> None:
    event = read_event(Path("galileo.md"), ARTICLE)
    lesson, _ = read_lesson(Path("a.yaml"), lambda _: event, list, "event: galileo")
    assert ledger_of(lesson) is None


def test_key_facts_are_lost_at_their_lines_in_the_event() -> None:
    assert lost(ledger("- {activity: kwl}\n"), "key fact") == [
        ("Jupiter is accompanied by satellites.", 6)
    ]


def test_key_facts_that_are_the_event_s_aren_t_lost() -> None:
    easier = EASIER.replace("- Galileo built a telescope in 1609.\n", "")
    assert lost(ledger("- {activity: kwl}\n", easier), "key fact") == []


def test_words_are_lost_that_the_event_has_in_whatever_form() -> None:
    found = ledger("- {activity: kwl}\n", more=VOCABULARY)
    assert lost(found, "term") == [("satellite", 4)]  # no word of either text is `rocket`


# A question of each kind, of which the first answer is in both texts, and the second in the event alone.
KINDS = {
    "short-answer": "questions: [{ask: A?, answer: The Moon has craters.}, {ask: B?, answer: Kepler wrote a letter from Prague.}]",
    "short-answer in a blank": "space: blank, questions: [{ask: A?, answer: craters}, {ask: B?, answer: Prague}]",
    "cloze": "text: 'He saw [craters], and Kepler lived in [Prague].'",
    "multiple-choice": "questions: [{ask: A?, choices: [craters, rivers], answer: craters}, {ask: B?, choices: [Prague, Rome], answer: Prague}]",
    "true-false": "statements: [{say: There are craters., answer: true}, {say: Kepler congratulated him from Prague., answer: true}]",
    "corrections": "sentences: [{say: He saw rivers., wrong: rivers, right: craters}, {say: He lived in Rome., wrong: Rome, right: Prague}]",
    "matching": "pairs: [{item: craters, match: the Moon}, {item: Prague, match: Bohemia}, {item: rain, match: clouds}]",
    "ordering": "events: [{text: He saw craters., date: '1609'}, {text: Kepler congratulated him in a letter., date: '1610'}]",
    "categorising": "categories: [{category: A, items: [craters, mountains]}, {category: B, items: [Prague, Rome]}]",
    "exit-ticket": "questions: [{ask: A?, answer: He saw craters.}, {ask: B?, answer: Kepler congratulated him from Prague.}]",
    "t-chart": "left: {heading: A, points: [craters]}, right: {heading: B, points: [Prague]}",
    "crossword": "words: [{word: craters, clue: A}, {word: Prague, clue: B}]",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_answers_of_every_kind_are_lost_at_their_lines(kind: str) -> None:
    name = kind.split(" ")[0]
    found = lost(ledger(f"- {{activity: {name}, {KINDS[kind]}}}\n"), "answer")
    assert len(found) == 1, found
    [(text, line)] = found
    assert "Prague" in text or "Kepler" in text
    assert line == 3


def test_an_answer_in_nobody_s_words_isn_t_lost() -> None:
    questions = (
        "[{ask: A?, answer: Because people are curious about planets.}, {ask: B?, answer: '42'}]"
    )
    assert lost(ledger(f"- {{activity: short-answer, questions: {questions}}}\n"), "answer") == []


def test_one_of_several_wordings_is_enough() -> None:
    accepted = "questions: [{ask: A?, answer: Johannes Kepler, accept: [Galileo], space: blank}]"
    assert lost(ledger(f"- {{activity: short-answer, {accepted}}}\n"), "answer") == []


def test_quotes_are_lost_once_and_what_rests_on_them_isn_t_listed_again() -> None:
    quote = "Kepler congratulated him enthusiastically in a letter"
    questions = f"[{{ask: A?, answer: In a letter from Prague., evidence: {quote}}}, {{ask: B?, answer: So., evidence: {quote}}}]"
    assert lost(ledger(f"- {{activity: short-answer, questions: {questions}}}\n"), "answer") == [
        (quote, 3)
    ]


def test_losses_of_a_kind_are_one_warning_that_can_be_accepted() -> None:
    found = ledger(f"- {{activity: cloze, {KINDS['cloze']}}}\n", more=VOCABULARY)
    told = found.problems()
    assert [one.code for one in told] == ["easy-read-loses"] * 3
    assert all(not one.is_error and one.hint for one in told)
    assert told[0].message == (
        "The easier text says nothing of 1 of 2 key facts: “Jupiter is accompanied by satellites.” (line 6)."
    )
    assert found.problems(("easy-read-loses",)) == ()


def test_a_long_list_is_short_on_the_terminal_and_whole_as_data() -> None:
    words = [f"Word{letter}ish" for letter in "abcdefgh"]
    article = f"{ARTICLE}\nIt was about {', '.join(words)}.\n"
    gaps = " and ".join(f"[{word}]" for word in words)
    found = ledger(f"- {{activity: cloze, text: 'On {gaps}.'}}\n", article=article)
    [_, told] = found.problems()
    assert "and 4 more." in told.message
    data = found.as_dict()
    assert isinstance(data["lost"], list)
    assert len(data["lost"]) == 1 + len(words)


def test_both_reading_levels_are_said_and_one_that_is_no_easier_is_told() -> None:
    found = ledger("- {activity: kwl}\n")
    assert found.levels is not None
    assert found.levels.easier.easier_than(found.levels.event)
    hard = EASIER.replace(
        "It was new.",
        "Extraordinarily sophisticated instrumentation facilitated investigations. " * 9,
    )
    [problem] = [
        one
        for one in ledger("- {activity: kwl}\n", hard).problems()
        if one.code == "easy-read-no-easier"
    ]
    assert "Flesch-Kincaid" in problem.message
    assert problem.location.line == ARTICLE.count("\n") + 2
    assert (
        ledger("- {activity: kwl}\n", hard).problems(("easy-read-no-easier", "easy-read-loses"))
        == ()
    )
