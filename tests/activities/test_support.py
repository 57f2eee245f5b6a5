"""What helps with each kind of activity: beside what is asked, derived or as it is written, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from lessonpress.activities import kinds
from lessonpress.activities.base import Setting, Term
from lessonpress.activities.pools import resolve
from lessonpress.activities.support import Support
from lessonpress.activities.supporting import report_support, supported
from tests.activities.conftest import OnePassage

Help = Callable[..., tuple[Any, Any]]
QUOTE = "The war ended in May."
CHOICES = "choices: [aa, bb, cc, dd, ee], answer: cc"


@pytest.fixture
def helped() -> Help:
    """Gives the task of an activity in a supported copy, and what helps with it."""

    def helped(text: str, **known: Any) -> tuple[Any, Any]:
        data = yaml.load(text, yaml.CBaseLoader)
        setting = Setting(**{"id": "a1", "passages": OnePassage(), **known})
        form = kinds()[data["activity"]].model_validate(data)
        task = resolve(form, setting)
        report_support(form, task, setting)
        assert setting.findings == []
        return supported(form, task, setting) or (task, None)

    return helped


def texts(bank: tuple[object, ...]) -> list[str]:
    return sorted(map(str, bank))


def letters(task: Any) -> list[str]:
    return [one.letter for one in task.items[0].choices]


@pytest.mark.parametrize(
    ("said", "left"), [("", 3), ("wrong_choices: 1", 2), ("wrong_choices: 9", 5)]
)
def test_choices_are_fewer_and_keep_their_letters(helped: Help, said: str, left: int) -> None:
    text = f"{{activity: multiple-choice, supported: {{{said}}}, questions: [{{ask: So?, {CHOICES}}}]}}"
    task, _ = helped(text)
    plain, _ = helped(text.replace("{" + said + "}", "false"))
    assert len(letters(task)) == left
    assert set(task.items[0].choices) <= set(plain.items[0].choices)
    assert task.items[0].answer in letters(task)
    assert task.short_answers == plain.short_answers


@pytest.mark.parametrize("choices", ["[a, b, none of these]", "[a, b, both A and B]", "[a, b]"])
def test_choices_that_need_each_other_stay(helped: Help, choices: str) -> None:
    text = (
        f"{{activity: multiple-choice, questions: [{{ask: So?, choices: {choices}, answer: a}}]}}"
    )
    assert (
        helped(text)[0] == helped(text.replace("questions", "supported: {off: true}, questions"))[0]
    )


def test_of_several_right_ones_all_stay(helped: Help) -> None:
    task, _ = helped(
        "{activity: multiple-choice, questions: [{ask: So?, choices: [a, b, c, d, e], answer: [a, e]}]}"
    )
    right = {str(one.text) for one in task.items[0].choices if one.correct}
    assert right == {"a", "e"}
    assert len(task.items[0].choices) == 4


def test_a_cloze_without_a_bank_has_one_and_with_one_first_letters_beside_its_blanks(
    helped: Help,
) -> None:
    text = "{activity: cloze, %s text: 'The [harbour|port] of [Ur] in [May].'}"
    task, support = helped(text % "word_bank: false,")
    assert texts(support.bank) == ["May", "Ur", "harbour"]
    task, support = helped(text % "")
    assert support.bank == ()
    gaps = [one for one in task.items[0].segments if one.kind == "gap"]
    assert [(one.hint, one.choices) for one in gaps] == [("", ()), ("", ("U…",)), ("", ("M…",))]
    task, support = helped(
        text % "supported: {word_bank: [May, Ur, harbour, wall], first_letters: false},"
    )
    assert task.word_bank == ()
    assert texts(support.bank) == ["May", "Ur", "harbour", "wall"]


def test_of_words_behind_a_blank_fewer_are_left(helped: Help) -> None:
    task, _ = helped("{activity: cloze, choices: true, text: 'It was [red/blue/green/white].'}")
    [gap] = [one for one in task.items[0].segments if one.kind == "gap"]
    assert "red" in gap.choices
    assert len(gap.choices) == 3


@pytest.mark.parametrize(
    ("said", "starters"),
    [
        ("", ["The reason is that …"]),
        (", supported: {starters: [It fell …, Nobody …]}", ["It fell …", "Nobody …"]),
        (", supported: {starters: false}", None),
        (", supported: false", None),
    ],
)
def test_a_question_is_begun_by_what_it_asks_or_as_it_says(
    helped: Help, said: str, starters: list[str] | None
) -> None:
    for kind in ("short-answer", "discussion", "exit-ticket"):
        task, _ = helped(
            f"{{activity: {kind}, questions: [{{ask: Why?, answer: So it was.{said}}}]}}"
        )
        own = task.items[0].support
        assert (own and list(map(str, own.starters))) == starters


def test_what_holds_for_all_questions_stands_once_above_them(helped: Help) -> None:
    task, support = helped(
        "{activity: short-answer, supported: {starters: It …, word_bank: [a, b]}, questions: [{ask: Why?, answer: So it was.}]}"
    )
    assert (texts(support.starters), texts(support.bank)) == (["It …"], ["a", "b"])
    assert not task.items[0].support


def test_a_word_in_a_blank_has_its_first_letter_and_a_number_none(helped: Help) -> None:
    task, _ = helped(
        "{activity: short-answer, questions: [{ask: Who?, answer: Eva, space: blank}, {ask: How many?, answer: 12, tolerance: 1},"
        " {ask: Where?, answer: Brno, accept: Brünn}]}"
    )
    assert [one.support.begins if one.support else "" for one in task.items] == ["E…", "", ""]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (f"answer: true, evidence: {QUOTE}", f"answer: false, evidence: {QUOTE}", 2),
        (f"answer: true, evidence: {QUOTE}", "answer: not in the text", 0),
        (f"answer: true, evidence: {QUOTE}", "answer: false", 0),
    ],
)
def test_where_to_look_is_told_of_all_or_of_none(
    helped: Help, first: str, second: str, told: int
) -> None:
    """What has no place in the text would be known by it."""
    task, _ = helped(
        f"{{activity: true-false, corrections: false, statements: [{{say: A., {first}}}, {{say: B., {second}}}]}}"
    )
    assert sum(bool(one.support and one.support.look_in) for one in task.items) == told


def test_few_letters_stand_beside_each_word_to_match(
    helped: Help, vocabulary: tuple[Term, ...]
) -> None:
    task, _ = helped(
        "{activity: matching, distractors: [A fifth, A sixth], supported: {wrong_choices: 1}}",
        vocabulary=vocabulary,
    )
    for item in task.items:
        assert len(item.support.among) == 2
        assert item.answer in item.support.among
        assert list(item.support.among) == sorted(item.support.among)
    assert len(task.definitions) == 5


def test_first_and_last_are_told_in_words(helped: Help) -> None:
    _, support = helped(
        "{activity: ordering, events: [{text: a}, {text: b}, {text: c}, {text: d}]}"
    )
    assert [(str(label), str(text)) for label, text in support.told] == [
        ("First:", "a"),
        ("Last:", "d"),
    ]
    _, support = helped("{activity: ordering, events: [{text: a}, {text: b}, {text: c}]}")
    assert len(support.told) == 1


def test_how_many_belong_in_each_column_is_told(helped: Help) -> None:
    _, support = helped(
        "{activity: categorising, categories: [{category: X, items: [a, b]}, {category: Y, items: c}], distractors: d}"
    )
    assert [str(text) for _, text in support.told] == ["X: 2; Y: 1"]


@pytest.mark.parametrize("kind", ["vocabulary-quiz", "crossword"])
def test_words_that_are_looked_for_stand_in_a_bank_in_another_order(
    helped: Help, vocabulary: tuple[Term, ...], kind: str
) -> None:
    task, support = helped(f"{{activity: {kind}}}", vocabulary=vocabulary)
    answers = [getattr(one, "answer", None) or one.text for one in task.items]
    assert texts(support.bank) == sorted(answers)
    assert list(map(str, support.bank)) != answers


def test_what_is_left_out_of_a_timeline_stands_above_it(helped: Help) -> None:
    events = "events: [{date: 1938, text: One}, {date: 1945, text: Two}]"
    _, support = helped(f"{{activity: timeline, {events}}}")
    assert texts(support.bank) == ["One", "Two"]
    _, support = helped(f"{{activity: timeline, leave_out: dates, {events}}}")
    assert texts(support.bank) == ["1938", "1945"]
    _, support = helped(f"{{activity: timeline, leave_out: nothing, {events}}}")
    assert support.bank == ()


def test_an_example_is_as_it_is_written(helped: Help) -> None:
    _, support = helped(
        "{activity: short-answer, supported: {example: {ask: Who was it?, answer: Nobody.}}, questions: [{ask: Why?, answer: So it was.}]}"
    )
    assert (str(support.example.ask), str(support.example.answer)) == ("Who was it?", "Nobody.")


def test_or_one_of_a_pool_that_nobody_is_asked(helped: Help) -> None:
    text = "{activity: short-answer, %s questions: [{ask: Why?, answer: Aaa.}, {ask: How?, answer: Bbb.}]}"
    assert helped(text % "")[1].example is None
    task, support = helped(text % "pick: 1,")
    assert {str(task.items[0].ask), str(support.example.ask)} == {"Why?", "How?"}
    assert helped(text % "pick: 1,", version="b")[1].example is None


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        (f"{{activity: multiple-choice, supported: {{starters: It}}, questions: [{{ask: So?, {CHOICES}}}]}}",
         ("supported", "starters"), "no-such-help"),
        (f"{{activity: multiple-choice, questions: [{{ask: So?, {CHOICES}, supported: {{look_in: true}}}}]}}",
         ("questions", 0, "supported", "look_in"), "no-such-help"),
        (f"{{activity: multiple-choice, supported: {{example: {{ask: so, answer: x}}}}, questions: [{{ask: So?, {CHOICES}}}]}}",
         None, ""),
        (f"{{activity: multiple-choice, supported: {{example: {{ask: So?, answer: x}}}}, questions: [{{ask: So?, {CHOICES}}}]}}",
         ("supported", "example", "ask"), "example-is-asked"),
        ("{activity: short-answer, questions: [{ask: Who?, answer: Eva Novak, supported: {starters: It was Eva Novak …}}]}",
         ("questions", 0, "supported", "starters", 0), "gives-answer-away"),
        ("{activity: short-answer, supported: {starters: [It, eva was], word_bank: eva}, questions: [{ask: Who?, answer: Eva, space: blank}]}",
         ("supported", "starters", 1), "gives-answer-away"),
        ("{activity: short-answer, questions: [{ask: Who?, answer: Eva., supported: {word_bank: eva}}]}",
         ("questions", 0, "supported", "word_bank"), "gives-answer-away"),
        ("{activity: cloze, choices: true, text: 'In [May/June].', supported: {first_letters: true}}",
         ("supported", "first_letters"), "no-such-help"),
        ("{activity: cloze, text: 'In [May].', supported: {word_bank: [June, July]}}",
         ("supported", "word_bank"), "not-in-bank"),
    ],
)  # fmt: skip
def test_what_gives_an_answer_away_or_helps_nobody_is_told(
    text: str, path: tuple[str | int, ...] | None, code: str
) -> None:
    data = yaml.load(text, yaml.CBaseLoader)
    setting = Setting(id="a1", passages=OnePassage())
    form = kinds()[data["activity"]].model_validate(data)
    report_support(form, form.resolve(setting), setting)
    found = [(one.path, one.code) for one in setting.findings]
    assert found[:1] == ([(path, code)] if path else [])
    assert all(one.hint for one in setting.findings)


def test_whoever_needs_none_gets_none() -> None:
    form = kinds()["kwl"].model_validate({"activity": "kwl", "supported": False})
    assert supported(form, form.resolve(Setting(id="a1")), Setting(id="a1")) is None
    assert Support(None).example is None
