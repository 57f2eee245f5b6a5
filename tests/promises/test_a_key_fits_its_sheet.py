"""A key always fits the sheet in the pupil's hand: one right answer, and nothing that gives it away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lessonpress.content import event_text
from lessonpress.content.article import Event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.problems import ProblemError

EVENT = """The Strike
The strike lasted ten days. It began in May 1911.

Key Facts
The strike began in Prague in 1911.
It lasted ten days.

What Happened?
The workers of Prague laid down their tools, and a strike began.
"""
VOCABULARY: list[dict[str, str]] = [
    {"term": "strike", "definition": "A stop of work."},
    {"term": "union", "definition": "An association of workers"},
    {"term": "picket", "definition": "Those who guard a gate"},
]


def read(activities: list[dict[str, Any]], folder: Path, **keys: Any) -> Lesson:
    spec = {"event": "strike", "vocabulary": VOCABULARY, **keys, "activities": activities}
    text = yaml.safe_dump(spec, sort_keys=False, allow_unicode=True)

    def event(slug: str) -> Event:
        return event_text.read(folder / f"{slug}.txt", EVENT)

    return read_lesson(folder / "strike.yaml", event, lambda: ["strike"], text)[0]


def questions(*ones: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"activity": "multiple-choice", "questions": list(ones), **keys}


def ask(text: str, choices: list[str], answer: str, **keys: Any) -> dict[str, Any]:
    return {"ask": text, "choices": choices, "answer": answer, **keys}


def ordering(*dates: str) -> dict[str, Any]:
    events = [{"text": f"event {at}", "date": date} for at, date in enumerate(dates)]
    return {"activity": "ordering", "events": events}


def statements(*says: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"activity": "true-false", "statements": list(says), **keys}


# Each spec has two right answers, and the value that stands on the line to be blamed.
TWO_RIGHT: dict[str, tuple[dict[str, Any], str]] = {
    "a choice twice, but for a stop": (questions(ask("When?", ["May", "may.", "June"], "May")), "may."),
    "a number written in two ways": (
        questions(ask("How many?", ["1,400", "1400", "900"], "900")),
        "1400",
    ),
    "a date written in two ways": (
        questions(ask("When?", ["8 May 1945", "May 8, 1945", "1944"], "1944")),
        "May 8, 1945",
    ),
    "a question with two answers": (
        questions(ask("When?", ["May", "June"], "May"), ask("when?", ["May", "July"], "July")),
        "when?",
    ),
    "a short answer twice": (
        {
            "activity": "short-answer",
            "questions": [{"ask": "Why?", "answer": "a"}, {"ask": " why?", "answer": "b"}],
        },
        " why?",
    ),
    "a discussion twice": (
        {"activity": "discussion", "questions": [{"ask": "Why?"}, {"ask": "*why?*"}]},
        "*why?*",
    ),
    "a statement true and false": (
        statements(
            {"say": "It rained.", "answer": True},
            {"say": "it rained", "answer": False, "correction": "It snowed."},
        ),
        "it rained",
    ),
    "a correction that is false": (
        statements(
            {"say": "It rained.", "answer": False, "correction": "It snowed"},
            {"say": "It snowed.", "answer": False, "correction": "It was hot."},
        ),
        "It snowed",
    ),
    "a distractor that is right": (
        {"activity": "matching", "distractors": ["a stop of  work"]},
        "a stop of  work",
    ),
    "a distractor twice": (
        {"activity": "matching", "distractors": ["A flag", "A flag."]},
        "A flag.",
    ),
    "events of one date": (ordering("May 1911", "July 1911", "May 1911"), "May 1911"),
    "events out of order": (ordering("1 October 1938", "September 30, 1938"), "September 30, 1938"),
    "a key fact that shows what is left out": (
        {"activity": "cloze", "key_facts": [{"fact": 1, "blank": "Prague"}, {"fact": 1, "blank": "1911"}]},
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TWO_RIGHT)
def test_two_right_answers_are_an_error_at_the_line(kind: str, tmp_path: Path) -> None:
    activity, blamed = TWO_RIGHT[kind]
    with pytest.raises(ProblemError) as raised:
        read([activity], tmp_path)
    (problem,) = raised.value.problems
    spec = {"event": "strike", "vocabulary": VOCABULARY, "activities": [activity]}
    lines = yaml.safe_dump(spec, sort_keys=False, allow_unicode=True).splitlines()
    assert problem.location.line is not None
    assert blamed in lines[problem.location.line - 1]
    assert problem.hint


def test_a_definition_that_fits_two_words_is_an_error_in_the_vocabulary(tmp_path: Path) -> None:
    words = [*VOCABULARY, {"term": "walkout", "definition": "a stop of work"}]
    with pytest.raises(ProblemError) as raised:
        read([{"activity": "matching"}, {"activity": "matching"}], tmp_path, vocabulary=words)
    (problem,) = raised.value.problems
    assert "`walkout`" in problem.message
    assert "`strike`" in problem.message
    # Where the two words never meet, both may have it.
    read([{"activity": "matching", "terms": ["walkout", "union"]}], tmp_path, vocabulary=words)


@pytest.mark.parametrize(
    "activity",
    [
        questions(
            ask("Which came first?", ["May", "June"], "May"),
            ask("Which came first?", ["July", "August"], "July"),
        ),
        ordering("May 1911", "8 May 1911", "9 May 1911, dawn", "9 May 1911, noon"),
        ordering("1911", "about 1910"),
        questions(ask("How heavy?", ["1.0 kg", "1.00 kg"], "1.00 kg")),
    ],
)
def test_what_may_be_meant_is_no_error(activity: dict[str, Any], tmp_path: Path) -> None:
    assert read([activity], tmp_path).activities
