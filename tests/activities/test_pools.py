"""Pools: of a list as many are picked as are asked for, by number and never by wording."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from lessonpress.activities import kinds
from lessonpress.activities.base import Setting, Task, Term
from lessonpress.activities.pools import list_of, resolve
from lessonpress.richtext import RichText

# One that can be picked from of every kind that has a list; {} is a number.
LISTS: dict[str, tuple[str, Callable[[int], Any], dict[str, Any]]] = {
    "discussion": ("questions", lambda n: {"ask": f"Why {n}?"}, {}),
    "short-answer": ("questions", lambda n: {"ask": f"Why {n}?", "answer": "So."}, {}),
    "multiple-choice": (
        "questions",
        lambda n: {"ask": f"Why {n}?", "choices": ["red", "blue", "green"], "answer": "red"},
        {},
    ),
    "true-false": ("statements", lambda n: {"say": f"It is {n}.", "answer": "true"}, {}),
    "corrections": (
        "sentences",
        lambda n: {"say": f"It was blue {n}.", "wrong": "blue", "right": "red"},
        {},
    ),
    "label-picture": (
        "labels",
        lambda n: {"at": [10 * n, 50], "label": f"Label {n}", "where": f"Place {n}"},
        {"picture": {"file": "a.png", "alternative": "A map"}},
    ),
    "matching": ("pairs", lambda n: {"item": f"item {n}", "match": f"match {n}"}, {}),
    "cloze": ("text", lambda n: f"There are [w{n}] of them.", {}),
    "ordering": ("events", lambda n: {"text": f"It was {n}."}, {}),
    "sequence-strips": ("events", lambda n: {"text": f"It was {n}."}, {}),
    "timeline": ("events", lambda n: {"text": f"It was {n}.", "date": str(1900 + n)}, {}),
    "exit-ticket": ("questions", lambda n: {"ask": f"Why {n}?"}, {}),
    "discussion-stems": ("stems", lambda n: f"I think {n} …", {}),
    "four-corners": ("statements", lambda n: f"It is {n}.", {}),
    "self-assessment": ("statements", lambda n: f"I can {n}.", {}),
    "reflection": ("prompts", lambda n: f"Why {n}?", {}),
    "role-cards": ("roles", lambda n: {"name": f"N{n}", "about": "One.", "goals": ["Win."]}, {}),
    "flash-cards": ("cards", lambda n: {"front": f"F{n}", "back": f"B{n}"}, {}),
    "main-ideas": ("parts", lambda n: {"of": f"Part {n}", "idea": f"Idea {n}"}, {}),
    "cause-and-effect": ("links", lambda n: {"cause": f"C{n}", "effect": f"E{n}"}, {}),
    "comparison": (
        "aspects",
        lambda n: {"aspect": f"A{n}", "points": ["x", "y"]},
        {"things": ["this", "that"]},
    ),
}
FROM_VOCABULARY = ("matching", "vocabulary-quiz", "flash-cards", "word-wall", "definitions")


def read(data: dict[str, Any], **known: Any) -> tuple[Any, list[Any], dict[str, Any]]:
    written = yaml.load(yaml.safe_dump(data), yaml.BaseLoader)
    setting = Setting(id="a1", **known)
    task: Task = resolve(kinds()[data["activity"]].model_validate(written), setting)
    return task, [(one.path, one.code) for one in setting.findings], setting.places


def spec(kind: str, count: int = 7, **more: Any) -> dict[str, Any]:
    key, one, besides = LISTS[kind]
    entries = [one(number) for number in range(1, count + 1)]
    written = "\n\n".join(entries) if key == "text" else entries
    return {"activity": kind, key: written, **besides, **more}


def asked(task: Any) -> list[str]:
    return [item.ask.plain for item in task.items]


@pytest.mark.parametrize("kind", LISTS)
def test_of_every_kind_with_a_list_some_are_picked_and_numbered_afresh(kind: str) -> None:
    whole, findings, _ = read(spec(kind, 3 if kind == "exit-ticket" else 7))
    assert findings == []
    task, findings, _ = read(spec(kind, pick=3))
    assert findings == []
    each = len(whole.items) // (3 if kind == "exit-ticket" else 7)  # spaces of a chart
    assert len(task.items) == 3 * each
    assert [item.number for item in task.items] == list(range(1, len(task.items) + 1))


@pytest.mark.parametrize("kind", FROM_VOCABULARY)
def test_words_are_picked_of_the_vocabulary(kind: str) -> None:
    words = tuple(
        Term(RichText.from_markdown(f"word{n}"), RichText.from_markdown(f"meaning{n}"))
        for n in range(9)
    )
    task, findings, _ = read(
        {"activity": kind, "pick": 4, "keep": ["word8", "word2"]}, vocabulary=words
    )
    assert findings == []
    assert len(task.items) == 4
    assert {"word8", "word2"} <= set(str(task).replace("'", " ").split())


def test_every_kind_that_lists_forms_is_tried_here() -> None:
    puzzles = {"crossword", "cryptic-word"}
    listing = {name for name, kind in kinds().items() if list_of(kind)}
    assert listing - puzzles - {"frayer"} <= set(LISTS)


def test_what_is_picked_stands_in_the_order_of_the_list() -> None:
    for shuffle in range(10):
        task, _, _ = read(spec("short-answer", pick=4), shuffle=shuffle)
        assert asked(task) == sorted(asked(task))


def test_another_number_picks_others_and_the_same_number_the_same() -> None:
    picks = [
        tuple(asked(read(spec("short-answer", pick=3), shuffle=number)[0])) for number in range(30)
    ]
    assert len(set(picks)) > 15
    assert picks[7] == tuple(asked(read(spec("short-answer", pick=3), shuffle=7)[0]))
    versions = {
        tuple(asked(read(spec("short-answer", pick=3), version=version)[0])) for version in "ABCDE"
    }
    assert len(versions) > 1


def test_each_is_picked_about_as_often_as_any_other() -> None:
    times = dict.fromkeys((f"Why {n}?" for n in range(1, 8)), 0)
    for number in range(700):
        for one in asked(read(spec("short-answer", pick=2), shuffle=number)[0]):
            times[one] += 1
    assert all(150 < count < 250 for count in times.values()), times


def test_wording_picks_no_others() -> None:
    before, _, _ = read(spec("short-answer", pick=3), shuffle=4)
    data = spec("short-answer", pick=3)
    for question in data["questions"]:
        question["ask"] = question["ask"].replace("Why", "For what reason")
    after, _, _ = read(data, shuffle=4)
    assert [one.replace("For what reason", "Why") for one in asked(after)] == asked(before)


def test_what_is_kept_is_always_among_them() -> None:
    for number in range(20):
        data = spec("short-answer", pick=2)
        data["questions"][4]["keep"] = True
        task, findings, _ = read(data, shuffle=number)
        assert findings == []
        assert "Why 5?" in asked(task)
        assert len(task.items) == 2


def test_a_picked_question_is_known_by_its_place_in_the_list() -> None:
    task, _, places = read(spec("short-answer", pick=3), shuffle=2)
    for item in task.items:
        assert places[item.id] == ("questions", int(item.ask.plain[4:-1]) - 1)


def test_what_is_not_picked_is_read_all_the_same() -> None:
    for number in range(7):
        data = spec("multiple-choice", pick=1)
        data["questions"][3]["answer"] = "yellow"
        assert read(data, shuffle=number)[1] == [
            (("questions", 3, "answer"), "answer-not-a-choice")
        ]


def test_all_may_be_picked() -> None:
    whole, _, _ = read(spec("short-answer"))
    assert read(spec("short-answer", pick=7))[0] == whole


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (spec("short-answer", 3, pick=4), [(("pick",), "pick-too-large")]),
        (spec("ordering", 3, pick=1), [(("pick",), "pick-too-small")]),
        ({"activity": "kwl", "pick": 2}, [(("pick",), "nothing-to-pick")]),
        (
            {"activity": "flash-cards", "terms": ["a"], "cards": [{"front": "f", "back": "b"}], "pick": 1},
            [(("pick",), "nothing-to-pick")],
        ),
        (spec("exit-ticket", 5), [(("questions",), "too-many")]),
        (spec("exit-ticket", 5, pick=4), [(("pick",), "too-many")]),
        (spec("exit-ticket", 4, pick=4), [(("pick",), "too-many")]),
        (spec("reflection", 3, pick=2, keep=["Why 9?"]), [(("keep", 0), "nothing-to-keep")]),
        (spec("short-answer", 3, pick=2, keep=["Why 1?"]), [(("keep", 0), "nothing-to-keep")]),
        (spec("reflection", 3, keep=["Why 1?"]), [(("keep",), "nothing-picked")]),
        (
            spec("reflection", 3, pick=1, keep=["Why 1?", "Why 2?"]),
            [(("pick",), "pick-too-small")],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_picked_is_told(data: dict[str, Any], told: list[Any]) -> None:
    words = (Term(RichText.from_markdown("a"), RichText.from_markdown("b")),)
    assert read(data, vocabulary=words)[1] == told


def test_a_puzzle_picks_of_more_words_than_it_has_room_for() -> None:
    letters = "bcdfghjklmnpqrstvwxz"
    words = [f"{one}a{two}e{one}" for one in letters[:10] for two in letters[:10] if one != two]
    task, findings, _ = read({"activity": "word-search", "words": words, "pick": 6})
    assert findings == []
    assert len(task.items) == 6
