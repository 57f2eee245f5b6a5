"""Versions ask the same in another order, each key answers its own version, and one key has all of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonpress.activities.base import Task
from lessonpress.content import event_text
from lessonpress.content.article import Event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.content.versions import Versions
from lessonpress.registry.files import VERSIONS

EVENT = """The Strike
The strike lasted ten days. It began in May 1911.

Key Facts
The strike began in Prague in 1911.

What Happened?
The workers of Prague laid down their tools.
"""
WORDS = [{"term": f"term{at}", "definition": f"what {at} means"} for at in range(6)]


def read(activities: list[dict[str, Any]], **keys: Any) -> Lesson:
    spec = {"event": "strike", "vocabulary": WORDS, **keys, "activities": activities}
    text = yaml.safe_dump(spec, sort_keys=False)

    def event(slug: str) -> Event:
        return event_text.read(Path(f"{slug}.txt"), EVENT)

    return read_lesson(Path("strike.yaml"), event, lambda: ["strike"], text)[0]


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    """Multiple choice of some questions with some choices, of which some may be pinned, or picked."""
    count = draw(st.integers(1, 7))
    entries = []
    for at in range(count):
        choices = [f"choice {at} {letter}" for letter in "abcde"[: draw(st.integers(2, 5))]]
        entry: dict[str, Any] = {"ask": f"ask {at}?", "choices": choices}
        entry["answer"] = draw(st.sampled_from(choices))
        if draw(st.integers(0, 4)) == 0:
            entry["keep"] = True
        entries.append(entry)
    activity: dict[str, Any] = {"activity": "multiple-choice", "questions": entries}
    kept = sum("keep" in entry for entry in entries)
    if count > 2 and draw(st.booleans()):
        activity["pick"] = draw(st.integers(max(kept, 1), count))
    return activity


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Any]:
    says = [
        {"say": f"say {at}", "answer": draw(st.booleans())} for at in range(draw(st.integers(1, 6)))
    ]
    return {"activity": "true-false", "corrections": False, "statements": says}


@st.composite
def asked(draw: st.DrawFn) -> dict[str, Any]:
    asks = [{"ask": f"why {at}?", "answer": f"so {at}"} for at in range(draw(st.integers(1, 5)))]
    return {"activity": "short-answer", "questions": asks}


@st.composite
def happenings(draw: st.DrawFn) -> dict[str, Any]:
    events = [{"text": f"event {at}"} for at in range(draw(st.integers(2, 6)))]
    return {"activity": "ordering", "events": events}


MATCHING = st.just({"activity": "matching"})
QUIZ = st.just({"activity": "vocabulary-quiz"})
CLOZE = st.just({"activity": "cloze", "text": "In [May] the [strike] began, in [Prague]."})
LESSONS = st.lists(
    st.one_of(questions(), statements(), asked(), happenings(), MATCHING, QUIZ, CLOZE),
    min_size=1,
    max_size=3,
)


def what_is_asked(task: Task) -> Counter[str]:
    """Each thing that an activity asks, by its words."""
    names = ("ask", "say", "text", "term", "definition", "segments")
    return Counter(
        next(str(getattr(item, name)) for name in names if hasattr(item, name))
        for item in task.items
    )


def answers(lesson: Lesson) -> list[list[tuple[Any, str]]]:
    return [
        [(one.number, str(one.text)) for one in activity.task.short_answers]
        for activity in lesson.activities
    ]


@settings(max_examples=40, deadline=None)
@given(LESSONS, st.integers(0, 999), st.integers(2, 5))
def test_each_version_asks_the_same_or_as_many_of_each_pool(
    activities: list[dict[str, Any]], number: int, count: int
) -> None:
    # A question that stands in two activities is no question of versions.
    one_each = list({str(one["activity"]): one for one in activities}.values())
    lesson = read(one_each, shuffle=number)
    versions = Versions(lesson)
    for letter in VERSIONS[:count]:
        version = versions.version(letter)
        for written, ours, theirs in zip(
            one_each, lesson.activities, version.activities, strict=True
        ):
            assert len(theirs.items) == len(ours.items)
            if written.get("pick", len(ours.items)) == len(written.get("questions", ours.items)):
                assert what_is_asked(theirs.task) == what_is_asked(ours.task)
            kept = {one["ask"] for one in written.get("questions", ()) if one.get("keep")}
            assert kept <= set(what_is_asked(theirs.task))


@settings(max_examples=40, deadline=None)
@given(LESSONS, st.integers(0, 999), st.integers(2, 5))
def test_each_key_answers_its_own_version(
    activities: list[dict[str, Any]], number: int, count: int
) -> None:
    one_each = list({str(one["activity"]): one for one in activities}.values())
    right = {
        entry["ask"]: entry["answer"]
        for one in one_each
        if one["activity"] == "multiple-choice"
        for entry in one["questions"]
    }
    truth = {
        str(entry["say"]): "True" if entry["answer"] else "False"
        for one in one_each
        if one["activity"] == "true-false"
        for entry in one["statements"]
    }
    meanings = {word["term"]: word["definition"] for word in WORDS}
    versions = Versions(read(one_each, shuffle=number))
    for letter in VERSIONS[:count]:
        for activity in versions.version(letter).activities:
            told = {one.number: str(one.text) for one in activity.task.short_answers}
            for item in activity.items:
                said: Any = item
                if activity.kind == "multiple-choice":
                    [choice] = [one for one in said.choices if one.letter == told[item.number]]
                    assert str(choice.text) == right[str(said.ask)]
                elif activity.kind == "true-false":
                    assert told[item.number] == truth[str(said.say)]
                elif activity.kind == "matching":
                    task: Any = activity.task
                    [text] = [
                        one.text for one in task.definitions if one.letter == told[item.number]
                    ]
                    assert str(text) == meanings[str(said.term)]
                elif activity.kind == "ordering":
                    assert str(said.text) == f"event {int(told[item.number]) - 1}"
                elif activity.kind == "vocabulary-quiz":
                    assert meanings[told[item.number]] == str(said.definition)


def orders_of(activity: dict[str, Any]) -> int:
    """How many sheets of an activity differ, at least: a few, for those that are drawn here."""
    if activity["activity"] == "multiple-choice":
        free = sum(not one.get("keep") for one in activity["questions"])
        if "pick" in activity and activity["pick"] < len(activity["questions"]):
            return 1
        return max(1, free) if free < 3 else 6
    count = len(activity.get("statements", activity.get("questions", ())))
    return {0: 1, 1: 1, 2: 2}.get(count, 6)


@settings(max_examples=60, deadline=None)
@given(LESSONS, st.integers(0, 999), st.integers(2, 5))
def test_no_version_is_another_where_that_is_possible(
    activities: list[dict[str, Any]], number: int, count: int
) -> None:
    one_each = list({str(one["activity"]): one for one in activities}.values())
    possible = 1
    for one in one_each:
        possible *= 6 if one["activity"] in ("matching", "vocabulary-quiz") else orders_of(one)
    versions = Versions(read(one_each, shuffle=number))
    made = [versions.version(letter).activities for letter in VERSIONS[:count]]
    if possible >= count:
        assert all(made.count(one) == 1 for one in made)
    assert versions.vary == (made[0] != made[1])


@settings(max_examples=20, deadline=None)
@given(LESSONS, st.integers(0, 999))
def test_the_first_version_is_the_lesson_as_it_is_without_versions(
    activities: list[dict[str, Any]], number: int
) -> None:
    lesson = read(activities[:1], shuffle=number)
    first = Versions(lesson).version("a")
    assert first.activities == lesson.activities
    assert first.mark == lesson.mark


@pytest.mark.parametrize("count", [2, 4, 24])
def test_every_question_has_its_choices_in_another_order_in_each_version(count: int) -> None:
    asks = [{"ask": f"{at}?", "choices": list("pqrs"), "answer": "p"} for at in range(5)]
    versions = Versions(read([{"activity": "multiple-choice", "questions": asks}]))
    seen: dict[str, list[str]] = {}
    for letter in VERSIONS[:count]:
        [activity] = versions.version(letter).activities
        for item in activity.items:
            said: Any = item
            order = "".join(str(choice.text) for choice in said.choices)
            seen.setdefault(str(said.ask), []).append(order)
    assert all(len(set(orders)) == count for orders in seen.values())


def test_each_version_picks_others_of_a_pool_and_always_what_is_kept() -> None:
    asks = [{"ask": f"{at}?", "answer": "x"} for at in range(5)]
    asks[3] |= {"keep": True}
    versions = Versions(read([{"activity": "short-answer", "pick": 3, "questions": asks}]))
    picks = [
        frozenset(what_is_asked(versions.version(letter).activities[0].task))
        for letter in VERSIONS[:6]
    ]
    assert len(set(picks)) == 6  # as many as there are: 2 of 4
    assert all("3?" in pick for pick in picks)


def test_a_key_of_all_is_worth_what_a_sheet_is_and_says_where_each_question_stands() -> None:
    asks = [{"ask": f"{at}?", "answer": "x"} for at in range(5)]
    activity = {"activity": "short-answer", "pick": 3, "points": 2, "questions": asks}
    versions = Versions(read([activity]))
    whole = versions.side_by_side(4)
    assert whole.points == 6
    sheets = {letter: versions.version(letter) for letter in VERSIONS[:4]}
    stood = set()
    for item in whole.activities[0].items:
        ask: Any = item
        assert item.stands
        for one in item.stands:
            on_sheet: Any = sheets[one.version.lower()].activities[0].items[one.number - 1]
            assert on_sheet.ask == ask.ask
            stood.add((one.version, one.number))
    assert stood == {(letter, number) for letter in "ABCD" for number in (1, 2, 3)}


def test_what_is_pinned_and_what_refers_to_something_keeps_its_place() -> None:
    asks = [
        {"ask": "First?", "answer": "1", "keep": True},
        {"ask": "Second?", "answer": "2"},
        {"ask": "Third?", "answer": "3"},
        {"ask": "Fourth?", "answer": "4"},
        {"ask": "Who is meant in the previous question?", "answer": "5"},
        {"ask": "Sixth?", "answer": "6"},
    ]
    versions = Versions(read([{"activity": "short-answer", "questions": asks}]))
    orders = set()
    for letter in VERSIONS[1:5]:
        [activity] = versions.version(letter).activities
        items: Any = activity.items
        orders.add(order := tuple(str(item.ask) for item in items))
        assert order[0] == "First?"
        assert order[3:5] == ("Fourth?", "Who is meant in the previous question?")
    assert len(orders) == 4


@pytest.mark.parametrize(
    "asks",
    [
        "Look at question 1. Why?",
        "Proč? Vysvětli odpověď na otázku 1.",
        "Warum ist Aussage 1 falsch?",
    ],
)
def test_where_a_question_is_named_by_its_number_all_stay(asks: str) -> None:
    questions_ = [
        {"ask": "A?", "answer": "a"},
        {"ask": "B?", "answer": "b"},
        {"ask": asks, "answer": "c"},
    ]
    assert not Versions(read([{"activity": "short-answer", "questions": questions_}])).vary


def test_where_another_part_names_it_a_question_stays_too() -> None:
    ours = [{"ask": f"{at}?", "answer": "x"} for at in range(4)]
    theirs = [{"ask": "Compare your answer to question 2 of Part 1 with the text.", "answer": "x"}]
    lesson = read(
        [
            {"activity": "short-answer", "questions": ours},
            {"activity": "short-answer", "questions": theirs},
        ]
    )
    assert not Versions(lesson).vary


def test_what_the_handout_has_is_the_same_for_all() -> None:
    asks = [{"ask": f"{at}?", "answer": "x"} for at in range(4)]
    on_both = {"activity": "short-answer", "questions": asks, "documents": ["handout", "worksheet"]}
    assert not Versions(read([on_both])).vary
