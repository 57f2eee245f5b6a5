"""Short answer: as many lines as the answer needs, unless the spec says how many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from lessonpress.activities import kinds
from lessonpress.words import Message, words_for


def test_lines_follow_from_the_answer_and_the_stage(resolve: Callable[..., Any]) -> None:
    spec = f"{{activity: short-answer, questions: [{{ask: a, answer: {'long ' * 30}}}]}}"
    lines = {
        stage: resolve(spec, stage=stage)[0].items[0].lines for stage in ("primary", "secondary")
    }
    assert lines == {"primary": 6, "secondary": 4}


def test_lines_can_be_given(resolve: Callable[..., Any]) -> None:
    task, _ = resolve("{activity: short-answer, questions: [{ask: a, answer: b, lines: 9}]}")
    assert task.items[0].lines == 9


def test_the_key_needs_an_answer(resolve: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError, match="answer"):
        resolve("{activity: short-answer, questions: [{ask: a}]}")


# --- a word or a number --------------------------------------------------------------------------


def asked(keys: str, more: str = "") -> str:
    return f"{{activity: short-answer, {more} questions: [{{ask: a, {keys}}}]}}"


def said(message: Any, language: str = "en") -> str:
    return words_for(language)(message) if isinstance(message, Message) else message.plain


def test_other_wordings_are_right_in_a_blank(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(asked("answer: harbour, accept: [harbor, '*haven*']"))
    [item] = task.items
    assert findings == []
    assert (item.blank.answer, item.blank.also, item.lines) == ("harbour", ("harbor", "haven"), 0)
    assert said(item.shown) == "harbour, harbor or haven"
    assert said(item.shown, "cs") == "harbour, harbor nebo haven"
    assert [said(one.text) for one in task.short_answers] == ["harbour, harbor or haven"]


def test_blanks_are_as_wide_whatever_belongs_there(resolve: Callable[..., Any]) -> None:
    sizes = {
        resolve(asked(f"answer: {'x' * length}, accept: b"))[0].items[0].blank.size
        for length in (1, 9, 28)
    }
    assert len(sizes) == 1
    assert resolve(asked(f"answer: {'x' * 29}, accept: b"))[0].items[0].blank is None


@pytest.mark.parametrize(
    ("keys", "language", "number", "within", "shown"),
    [
        ("answer: 42, tolerance: 1, unit: km", "en", "42", 1.0, "42\u00a0km (41 to 43)"),
        ("answer: 42, unit: km", "en", "42", 0.0, "42\u00a0km"),
        ("answer: 42, tolerance: 0", "en", "42", 0.0, "42"),
        ("answer: 200, tolerance: 5 %", "en", "200", 10.0, "200 (190 to 210)"),
        ("answer: '1,400', tolerance: 10%", "en", "1,400", 140.0, "1,400 (1,260 to 1,540)"),
        ("answer: 1400, tolerance: 100", "en", "1400", 100.0, "1400 (1300 to 1500)"),
        ("answer: '4,5', tolerance: '0,5'", "cs", "4,5", 0.5, "4,5 (4 až 5)"),
        ("answer: 4.5, tolerance: 0.25", "cs", "4,5", 0.25, "4,5 (4,25 až 4,75)"),
        ("answer: 1400.50, tolerance: 1", "en", "1400.50", 1.0, "1400.50 (1399.5 to 1401.5)"),
        ("answer: 1.400, tolerance: 100", "de", "1.400", 100.0, "1.400 (1.300 bis 1.500)"),
        (
            "answer: 0.00001, tolerance: 1 %",
            "en",
            "0.00001",
            1e-7,
            "0.00001 (0.0000099 to 0.0000101)",
        ),
        ("answer: -3, tolerance: 1", "en", "-3", 1.0, "-3 (-4 to -2)"),
        ("answer: 5, unit: $", "en", "5", 0.0, "$\u00a05"),
        ("answer: 5, unit: €", "de", "5", 0.0, "5\u00a0€"),
        ("answer: 5, unit: km^2^", "en", "5", 0.0, "5\u00a0km²"),
    ],
)
def test_a_number_may_be_a_little_off(
    resolve: Callable[..., Any], keys: str, language: str, number: str, within: float, shown: str
) -> None:
    task, findings = resolve(asked(keys), language=language)
    [item] = task.items
    assert findings == []
    assert (item.blank.answer, float(item.blank.within)) == (number, within)
    assert said(item.shown, language) == shown


@pytest.mark.parametrize(
    ("keys", "where", "code"),
    [
        ("answer: about 42, tolerance: 1", "answer", "answer-not-a-number"),
        ("answer: 42 km, tolerance: 1", "answer", "answer-not-a-number"),
        ("answer: 42 %, tolerance: 1", "answer", "answer-not-a-number"),
        ("answer: 1 or 2, unit: km", "answer", "answer-not-a-number"),
        ("answer: NaN, unit: km", "answer", "answer-not-a-number"),
        ("answer: Infinity, unit: km", "answer", "answer-not-a-number"),
        ("answer: 1e400, unit: km", "answer", "answer-not-a-number"),
        (f"answer: {'9' * 16}, unit: km", "answer", "answer-not-a-number"),
        (f"answer: 1, tolerance: 0.{'0' * 15}1", "tolerance", "wrong-tolerance"),
        ("answer: 42, tolerance: a little", "tolerance", "wrong-tolerance"),
        ("answer: 42, tolerance: -1", "tolerance", "wrong-tolerance"),
        ("answer: 42, tolerance: 1, accept: [43]", "accept", "wordings-of-a-number"),
        ("answer: b, accept: [c, B.]", ("accept", 1), "repeated"),
        ("answer: b, accept: ['c|d']", ("accept", 0), "bar-in-wording"),
        (f"answer: {'long ' * 9}, space: blank", "answer", "too-long-for-a-blank"),
        ("answer: b, space: blank, lines: 3", "lines", "lines-without-room"),
        ("answer: b, space: none, lines: 3", "lines", "lines-without-room"),
        ("answer: b, space: half page, lines: 3", "lines", "lines-without-room"),
    ],
)
def test_what_cant_be_right_is_told(
    resolve: Callable[..., Any], keys: str, where: Any, code: str
) -> None:
    _, findings = resolve(asked(keys))
    path = where if isinstance(where, tuple) else (where,)
    assert findings == [(("questions", 0, *path), code)]


# --- room to write -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "more", "room"),
    [
        ("answer: b", "", ("ruled", 2)),
        ("answer: b, space: box", "", ("box", 5)),
        ("answer: b, space: grid, lines: 9", "", ("grid", 9)),
        ("answer: b, space: half page", "", ("half-page", 5)),
        ("answer: b, space: none", "", ("ruled", 0)),
        ("answer: b", "space: box,", ("box", 5)),
        ("answer: b, space: lines", "space: box,", ("ruled", 2)),
        ("answer: b, lines: 3", "space: none,", ("ruled", 3)),
        ("answer: b, lines: 3", "space: grid,", ("grid", 3)),
        ("answer: b, accept: c, lines: 3", "", ("ruled", 3)),
    ],
)
def test_room_is_as_the_question_says_or_all_of_them(
    resolve: Callable[..., Any], keys: str, more: str, room: tuple[str, int]
) -> None:
    task, findings = resolve(asked(keys, more))
    [item] = task.items
    assert findings == []
    assert (item.look, item.lines) == room
    assert item.blank is None


def test_another_space_is_a_slip(resolve: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError, match="half-page"):
        resolve(asked("answer: b, space: boxes"))


def test_what_students_are_told_fits_what_they_write() -> None:
    def told(*questions: dict[str, Any]) -> tuple[str, str]:
        form = kinds()["short-answer"].model_validate(
            {"activity": "short-answer", "questions": [{"ask": "a", **one} for one in questions]}
        )
        return str(form.usual_title), str(form.usual_instructions)

    word, number, sentence = (
        {"answer": "b", "accept": "c"},
        {"answer": 1, "unit": "km"},
        {"answer": "b"},
    )
    assert told(word, number) == ("Short answers", "Write each answer in its blank.")
    assert told(word, sentence) == ("Answer in your own words", "Answer each question.")
    assert "complete sentences" in told(sentence)[1]


def test_the_key_says_at_a_glance_what_is_answered_in_writing(resolve: Callable[..., Any]) -> None:
    spec = "{{activity: short-answer, questions: [{{ask: a, answer: b{}}}, {{ask: c, answer: d}}]}}"
    task, _ = resolve(spec.format(", accept: e"))
    assert [
        said(one.text) if isinstance(one.text, Message) else one.text.plain
        for one in task.short_answers
    ] == [
        "b or e",
        "in writing",
    ]
    assert resolve(spec.format(""))[0].short_answers == ()
