"""A bank's questions are drawn by name or topic, read as if they stood in the lesson, and told of at home."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from lessonpress.activities import kinds
from lessonpress.activities.pools import list_of
from lessonpress.content.bank import Bank, check_bank, read_bank
from lessonpress.content.event import Event, read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.content.schema import bank_schema, lesson_schema
from lessonpress.problems import Problem, ProblemError

EVENT = "# The War\n\nIt ended in May.\n\n- A fact.\n\n## What?\n\nIt lasted six years.\n"
BANK = """\
title: "*The* War"
questions:
- kind: short-answer
  name: end
  topics: dates
  ask: When did it end?
  answer: In May.
  evidence: It ended in May.
- kind: short-answer
  name: length
  topics: [numbers, Dates]
  ask: How long was it?
  answer: Six years.
- kind: multiple-choice
  name: month
  topics: [dates]
  ask: In which month did it end?
  choices: [March, April, May]
  answer: May
- kind: short-answer
  ask: Where was it?
  answer: Everywhere.
"""
OTHER = """\
questions:
- kind: short-answer
  name: who
  ask: Who won?
  answer: We did.
  evidence: Nobody said so.
"""


def read(spec: str, **texts: str) -> tuple[Lesson, tuple[Problem, ...]]:
    banks = {"war": BANK, "other": OTHER, **texts}

    def bank(name: str) -> Bank:
        return read_bank(Path(f"questions/{name}.yaml"), banks[name])

    def names() -> Sequence[str]:
        return list(banks)

    def event(slug: str) -> Event:
        return read_event(Path("event.md"), EVENT)

    return read_lesson(Path("lessons/a.yaml"), event, list, f"event: e\n{spec}", (bank, names))


def asked(draws: str, kind: str = "short-answer", **texts: str) -> list[str]:
    lesson, _ = read(f"activities: [{{activity: {kind}, {draws}}}]", **texts)
    return [item.ask.plain for item in lesson.activities[0].items]  # type: ignore[attr-defined]


def told(spec: str, **texts: str) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        read(spec, **texts)
    return [f"{one.location.file.name}:{one.location.line}: {one.code}" for one in caught.value.problems]  # fmt: skip


END, LENGTH, WHERE = "When did it end?", "How long was it?", "Where was it?"


@pytest.mark.parametrize(
    ("draws", "drawn"),
    [
        ("from: war", [END, LENGTH, WHERE]),
        ("from: [war]", [END, LENGTH, WHERE]),
        ("from: {bank: war}", [END, LENGTH, WHERE]),
        ("from: {bank: war, topic: DATES}", [END, LENGTH]),
        ("from: {bank: war, topic: [numbers]}", [LENGTH]),
        ("from: {bank: war, topic: [numbers, dates]}", [LENGTH, END]),
        ("from: {bank: war, names: [length, end]}", [LENGTH, END]),
        ("from: {bank: war, names: Length}", [LENGTH]),
        ("from: {bank: war, names: length, topic: dates}", [LENGTH, END]),
        ("from: [{bank: war, names: length}, war]", [LENGTH, END, WHERE]),
        ("questions: [{ask: Why?, answer: So.}], from: {bank: war, names: end}", ["Why?", END]),
    ],
)
def test_questions_are_drawn_each_once(draws: str, drawn: list[str]) -> None:
    assert asked(draws) == drawn


def test_each_kind_draws_its_own() -> None:
    assert asked("from: {bank: war, topic: dates}", "multiple-choice") == [
        "In which month did it end?"
    ]


def test_what_is_drawn_is_picked_from_like_what_stands_there() -> None:
    bank = BANK.replace("name: end\n", "name: end\n  keep: true\n")
    for number in range(8):
        lesson, _ = read(
            f"shuffle: {number}\nactivities: [{{activity: short-answer, from: war, pick: 2}}]",
            war=bank,
        )
        drawn = [item.ask.plain for item in lesson.activities[0].items]  # type: ignore[attr-defined]
        assert END in drawn
        assert len(drawn) == 2


def test_a_lesson_is_the_same_whether_its_questions_are_drawn_or_written() -> None:
    written = yaml.safe_load(BANK)["questions"]
    for one in written:
        for key in ("name", "topics"):
            one.pop(key, None)
    own = [one for one in written if one.pop("kind") == "short-answer"]
    drawn, _ = read("activities: [{activity: short-answer, from: war}]")
    there, _ = read(
        yaml.safe_dump({"activities": [{"activity": "short-answer", "questions": own}]})
    )
    assert drawn.activities == there.activities
    assert drawn.mark == there.mark


def test_what_is_wrong_with_a_drawn_question_is_told_in_the_bank() -> None:
    spec = "activities:\n- activity: short-answer\n  from: [war, other]\n"
    assert told(spec) == ["other.yaml:6: quote-not-found"]
    with pytest.raises(ProblemError) as caught:
        read(spec)
    assert "drawn by a.yaml, line 4" in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("answer: May", "answer: June"), "war.yaml:19: answer-not-a-choice"),
        (("choices: [March, April, May]", "choices: [May]"), "war.yaml:18: too-short"),
        (("choices: [March, April, May]\n", "\n"), "war.yaml:14: missing-key"),
        (("  ask: In which", "  aks: In which"), "war.yaml:17: unknown-key"),
        (("month did", "month ![x](y.png) did"), "war.yaml:17: misplaced-picture"),
        (("month did", "month [x](nowhere) did"), "war.yaml:17: wrong-link"),
        (("[dates]\n  ask: In", "{a: b}\n  ask: In"), "war.yaml:16: wrong-type"),
    ],
)
def test_each_mistake_has_its_line_in_the_bank(change: tuple[str, str], line: str) -> None:
    changed = BANK.replace(*change)
    assert changed != BANK
    spec = "activities: [{activity: multiple-choice, from: war}]"
    assert line in told(spec, war=changed)


def test_a_mistake_in_what_is_not_drawn_keeps_no_lesson_back() -> None:
    changed = BANK.replace("answer: May\n", "answer: June\n  color: red\n")
    assert asked("from: war", war=changed) == [END, LENGTH, WHERE]
    codes = [problem.code for problem in check_bank(Path("war.yaml"), changed)]
    assert codes == ["unknown-key"]


@pytest.mark.parametrize(
    ("draws", "code"),
    [
        ("from: warr", "unknown-bank"),
        ("from: [war, warr]", "unknown-bank"),
        ("from: {bank: warr}", "unknown-bank"),
        ("from: {bank: war, topic: dats}", "unknown-topic"),
        ("from: {bank: war, topic: [dates, dats]}", "unknown-topic"),
        ("from: {bank: war, names: endd}", "unknown-question"),
        ("from: {bank: war, names: [end, endd]}", "unknown-question"),
        ("from: {bank: war, names: month}", "other-kind"),
        ("from: {bank: war, topics: dates}", "unknown-key"),
        ("from: {topic: dates}", "missing-key"),
        ("from: []", "too-short"),
        ("from: {bank: {a: b}}", "wrong-type"),
        ("from: true", "unknown-bank"),
    ],
)
def test_what_can_not_be_drawn_is_told_and_nothing_else(draws: str, code: str) -> None:
    assert told(f"activities:\n- activity: short-answer\n  {draws}\n") == [f"a.yaml:4: {code}"]


def test_a_wrong_draw_hides_no_other_mistake() -> None:
    spec = (
        "activities:\n- {activity: short-answer, from: warr}\n- {activity: kwl, colour: red}\n"
        "- {activity: true-false, from: war}\n- {activity: kwl, from: war}\n- {activity: x, from: war}\n"
        "- 7\n"
    )
    assert told(spec) == [
        "a.yaml:3: unknown-bank",
        "a.yaml:4: unknown-key",
        "a.yaml:5: nothing-to-draw",
        "a.yaml:6: nothing-to-draw",
        "a.yaml:7: unknown-value",
        "a.yaml:8: wrong-type",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty-bank"),
        ("- a", "empty-bank"),
        ("questions: []", "too-short"),
        ("title: A", "missing-key"),
        ("questions: [{name: a, ask: b}]", "missing-key"),
        ("questions: [a]", "wrong-type"),
        ("questions: {a: b}", "wrong-type"),
        ("questions: [{kind: quiz, ask: b}]", "unknown-value"),
        ("questions: [{kind: kwl, ask: b}]", "unknown-value"),
        ("questions: [{kind: discussion, ask: b, answr: c}]", "unknown-key"),
        ("questions: [{kind: discussion, name: a, ask: b}, {kind: discussion, name: A, ask: c}]", "repeated"),
        ("question: []", "unknown-key"),
        ("questions: [", "yaml-trap"),
    ],
)  # fmt: skip
def test_a_bank_is_checked_by_itself(text: str, told: str) -> None:
    assert told in [one.code for one in check_bank(Path("bank.yaml"), text)]


def test_a_sound_bank_has_no_problem() -> None:
    assert check_bank(Path("war.yaml"), BANK) == ()
    assert read_bank(Path("war.yaml"), BANK).title == "The War"


def test_every_kind_that_lists_anything_may_stand_in_a_bank() -> None:
    mapping: dict[str, Any] = bank_schema()["properties"]["questions"]["items"]["discriminator"]
    assert set(mapping["mapping"]) == {name for name, kind in kinds().items() if list_of(kind)}


def test_the_schemas_take_what_the_program_takes() -> None:
    banks = jsonschema.Draft202012Validator(bank_schema())
    assert list(banks.iter_errors(yaml.safe_load(BANK))) == []
    assert list(banks.iter_errors({"questions": [{"ask": "Why?"}]}))
    lessons = jsonschema.Draft202012Validator(lesson_schema())
    for draws in ("from: war", "from: {bank: war, topic: a, names: [b]}", "from: [war, {bank: b}]"):
        text = f"{{event: e, activities: [{{activity: short-answer, {draws}, pick: 2}}]}}"
        assert list(lessons.iter_errors(yaml.safe_load(text))) == []
    for wrong in ("activity: short-answer", "activity: kwl, from: war"):
        assert list(lessons.iter_errors(yaml.safe_load(f"{{event: e, activities: [{{{wrong}}}]}}")))
