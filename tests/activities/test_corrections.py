"""Corrections: an error stands in its sentence once, and nothing on the sheet tells where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lessonpress.activities import kinds


def corrected(*sentences: str) -> str:
    return f"{{activity: corrections, sentences: [{', '.join(f'{{{one}}}' for one in sentences)}]}}"


def test_the_error_is_found_in_its_sentence(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(
        corrected("say: 'It fell in *June*, I think.', wrong: june, right: May, accept: 5/1945")
    )
    [item] = task.items
    assert findings == []
    assert (item.before.plain, item.wrong.plain, item.after.plain) == (
        "It fell in ",
        "June",
        ", I think.",
    )
    assert str(item.right) == "May or 5/1945"
    assert (item.blank.answer, item.blank.also) == ("May", ("5/1945",))
    assert [str(one.text) for one in task.short_answers] == ["May or 5/1945"]


def test_a_sentence_may_be_right(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(corrected("say: a b, wrong: a, right: c", "say: It is so."))
    assert findings == []
    assert [str(one.text) for one in task.short_answers] == ["c", "no error"]
    assert [bool(item.blank) for item in task.items] == [True, True]


def test_students_are_told_whether_each_has_an_error() -> None:
    def told(*sentences: dict[str, str]) -> str:
        form = kinds()["corrections"].model_validate(
            {"activity": "corrections", "sentences": sentences}
        )
        return str(form.usual_instructions)

    one = {"say": "a b", "wrong": "a", "right": "c"}
    assert "In each" in told(one)
    assert "In some" in told(one, {"say": "It is so."})


def test_all_have_the_same_room(resolve: Callable[..., Any]) -> None:
    task, _ = resolve(
        corrected(f"say: a b, wrong: a, right: {'long ' * 30}", "say: c d, wrong: c, right: e")
    )
    assert [(item.blank, item.lines) for item in task.items] == [(None, 3), (None, 3)]


@pytest.mark.parametrize(
    ("sentence", "where", "code"),
    [
        ("say: a b, wrong: c, right: d", ("wrong",), "error-not-found"),
        ("say: a b a, wrong: a, right: d", ("wrong",), "error-not-found"),
        ("say: cabbage, wrong: cab, right: d", ("wrong",), "error-not-found"),
        ("say: a b, wrong: a, right: A", ("right",), "correction-false"),
        ("say: a b, wrong: a, right: c, accept: a", ("right",), "correction-false"),
        ("say: a b, wrong: a", (), "correction-missing"),
        ("say: a b, right: a", (), "correction-missing"),
        ("say: a b, accept: c", ("accept",), "correction-of-truth"),
        ("say: a b, wrong: a, right: c, accept: C.", ("accept", 0), "repeated"),
    ],
)
def test_an_error_that_cant_be_marked_is_told(
    resolve: Callable[..., Any], sentence: str, where: tuple[Any, ...], code: str
) -> None:
    assert resolve(corrected(sentence))[1] == [(("sentences", 0, *where), code)]


def test_a_sentence_that_stands_twice_is_told(resolve: Callable[..., Any]) -> None:
    _, findings = resolve(corrected("say: a b", "say: A b."))
    assert findings == [(("sentences", 1, "say"), "repeated")]


def test_sentences_without_any_error_are_told(resolve: Callable[..., Any]) -> None:
    assert resolve(corrected("say: a b"))[0].leaning is not None
    assert resolve(corrected("say: a b", "say: c d, wrong: c, right: e"))[0].leaning is None
