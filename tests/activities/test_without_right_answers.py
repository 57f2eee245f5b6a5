"""Activities in which nothing is right or wrong: prompts, stems, stands, roles, a source to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lessonpress.activities.base import Term

Resolve = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{activity: reflection}", 3),
        ("{activity: reflection, prompts: What now, lines: 2}", 1),
        ("{activity: discussion-stems}", 6),
        ("{activity: discussion-stems, stems: [I think …, But …]}", 2),
        ("{activity: four-corners, statements: [It was right., It was wrong.]}", 2),
        ("{activity: self-assessment, statements: I can do it.}", 1),
        ("{activity: source-analysis, source: {text: I saw it.}}", 4),
    ],
)
def test_each_thing_said_is_an_item(resolve: Resolve, text: str, count: int) -> None:
    task, findings = resolve(text)
    assert findings == []
    assert [item.number for item in task.items] == list(range(1, count + 1))
    assert not any(item.lacks_evidence for item in task.items)
    assert task.short_answers == ()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{activity: reflection, prompts: [Why, Why]}", ("prompts", 1)),
        ("{activity: discussion-stems, stems: [But, but]}", ("stems", 1)),
        ("{activity: four-corners, statements: [So., So]}", ("statements", 1)),
        ("{activity: self-assessment, statements: [x], levels: [yes, yes]}", ("levels", 1)),
        (
            "{activity: role-cards, roles: [{name: A, about: x}, {name: A, about: y}]}",
            ("roles", 1, "name"),
        ),
    ],
)
def test_what_is_said_twice_is_found(
    resolve: Resolve, text: str, path: tuple[str | int, ...]
) -> None:
    assert resolve(text)[1] == [(path, "repeated")]


def test_roles_stand_two_by_two(resolve: Resolve) -> None:
    roles = ", ".join(f"{{name: {name}, about: Old.}}" for name in "ABC")
    task, findings = resolve(f"{{activity: role-cards, roles: [{roles}]}}")
    assert findings == []
    assert [[card.name.plain for card in pair] for pair in task.pairs] == [["A", "B"], ["C"]]


def test_a_source_has_its_head_and_a_question_its_answer(resolve: Resolve) -> None:
    task, findings = resolve(
        "{activity: source-analysis, source: {text: I saw it., author: A guard, date: May 1945}, "
        "context: {ask: When, answer: In May., evidence: The war ended in May.}}"
    )
    assert findings == []
    assert [one.plain for one in task.head] == ["A guard", "May 1945"]
    assert (task.items[1].ask.plain, task.items[1].answer.plain) == ("When", "In May.")
    assert [proof.quote for proof in task.items[1].evidence] == ["The war ended in May."]


def test_a_quiz_asks_for_every_word_once(resolve: Resolve, vocabulary: tuple[Term, ...]) -> None:
    task, findings = resolve("{activity: vocabulary-quiz}", vocabulary=vocabulary)
    assert findings == []
    assert sorted(item.answer for item in task.items) == ["partisan", "siege", "truce"]
    assert [one.text.plain for one in task.short_answers] == [item.answer for item in task.items]
    assert len({item.size for item in task.items}) == 1
