"""Supporting: what helps with an activity, derived by its kind or as its author writes it, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lessonpress.activities.base import ActivityForm, Item, Path, Setting, Task, alike
from lessonpress.activities.pools import list_of
from lessonpress.activities.support import (
    Example,
    ExampleForm,
    Helping,
    QuestionGets,
    QuestionSupport,
    Support,
    SupportForm,
)
from lessonpress.comparison import Comparable
from lessonpress.richtext import RichText

#: What is asked, in one of these.
_ASKED = ("ask", "say", "definition", "term", "clue", "text")
# Where these kinds have a bank, it holds what belongs in the blanks.
_BANKS_OF_ANSWERS = ("cloze", "label-picture", "vocabulary-quiz", "crossword", "cryptic-word")


def supported(form: ActivityForm, task: Task, setting: Setting) -> tuple[Task, Support] | None:
    """The task as supported copies have it, and what helps with it; None where nothing is to help.

    `setting` is that of the lesson, with the places at which the task's items are written.
    """
    if form.supported and form.supported.off:
        return None
    said = form.supported or SupportForm.model_validate({})
    questions = {
        item.id: own for item in task.items if (own := _own(form, item, setting)) is not None
    }
    support = form.help_with(task, Helping(said, setting, questions))
    if example := said.example or _left_over(form, setting):
        support = replace(support, example=Example.of(example))
    task = support.task
    if support.items:
        items = (
            replace(item, support=support.items[item.id]) if item.id in support.items else item
            for item in task.items
        )
        task = replace(task, items=tuple(items))
    return task, support


def _left_over(form: ActivityForm, setting: Setting) -> ExampleForm | None:
    """One of its questions that isn't picked, as the example: nobody is asked it. None where all are asked, or
    where a neighbour's version or another lesson may ask it."""
    listed = list_of(type(form))
    if form.pick is None or form.draws or setting.version or listed is None:
        return None
    key, _ = listed
    asked = {path[1] for path in setting.places.values() if path[:1] == (key,) and len(path) > 1}
    for at, question in enumerate(getattr(form, key)):
        ask, answer = getattr(question, "ask", None), getattr(question, "answer", None)
        if at in asked or not ask or not answer:
            continue
        said = answer if isinstance(answer, str) else "; ".join(answer)
        return ExampleForm(ask=ask, answer=said)
    return None


def _own(form: ActivityForm, item: Item, setting: Setting) -> QuestionSupport | None:
    """What the question that came to an item says of help with it."""
    question: Any = form
    for step in setting.places.get(item.id, ()):
        if isinstance(step, int):
            question = question[step] if isinstance(question, Sequence) else None
        else:
            question = getattr(question, step, None)
    return question.supported if isinstance(question, QuestionGets) else None


def report_support(form: ActivityForm, task: Task, setting: Setting) -> None:
    """Report help that its kind can't have, that gives an answer away, or that lacks what is looked for."""
    said: list[tuple[Path, QuestionSupport, tuple[Item, ...]]] = []
    if form.supported:
        said.append(((), form.supported, task.items))
    for item in task.items:
        if own := _own(form, item, setting):
            said.append((setting.places[item.id], own, (item,)))
    for path, support, items in said:
        at = (*path, "supported")
        for key in support.model_fields_set:
            if key not in (*form.may_help, "off"):
                setting.report(
                    (*at, key),
                    f"There is no `{key}:` for {form.activity}.",
                    f"Leave it out; what helps here: {', '.join(f'`{one}`' for one in form.may_help)}.",
                    code="no-such-help",
                )
        _report_given_away(support, items, task, setting, at)
    if form.supported:
        _report_example(form.supported, task, setting)
        _report_bank(form, form.supported, task, setting)


def _report_given_away(
    support: QuestionSupport, items: tuple[Item, ...], task: Task, setting: Setting, at: Path
) -> None:
    """Report a starter that has an answer in it, and a word that is all that is asked for."""
    answers = [answer for item in items for answer in _answers(item, task)]
    if isinstance(support.starters, tuple):
        for index, starter in enumerate(support.starters):
            text = Comparable(RichText.from_markdown(starter).plain)
            if given := next((one for one in answers if text.find_words(one)), None):
                setting.report(
                    (*at, "starters", index),
                    f"This beginning has the answer in it: `{given}`.",
                    "End it before the answer: It was …",
                    code="gives-answer-away",
                )
    if isinstance(support.word_bank, tuple) and len(support.word_bank) == 1:
        [word] = support.word_bank
        if any(alike(word) == alike(answer) for answer in answers):
            setting.report(
                (*at, "word_bank"),
                f"The only word of this bank is the answer: `{word}`.",
                "Add words that don't belong there, or leave the bank out.",
                code="gives-answer-away",
            )


def _answers(item: Item, task: Task) -> Iterator[str]:
    """What is right for an item, in words; letters and single digits stand in too many texts."""
    blank, answer = getattr(item, "blank", None), getattr(item, "answer", None)
    for one in (*_in_blanks(item), getattr(blank, "answer", None), answer):
        said = one.plain if isinstance(one, RichText) else one
        if isinstance(said, str) and len(said.strip(" .")) > 1:
            yield said.strip(" .")


def _in_blanks(item: Item) -> Iterator[str]:
    yield from (one.answer for one in getattr(item, "segments", ()) if one.kind == "gap")


def _report_example(said: SupportForm, task: Task, setting: Setting) -> None:
    """Report an example that is one of what is asked."""
    if said.example is None:
        return
    example = alike(said.example.ask)
    for item in task.items:
        if any(_is_said(example, getattr(item, key, None)) for key in _ASKED):
            setting.report(
                ("supported", "example", "ask"),
                f"This example is what number {item.number} asks.",
                "Show another one done, which nobody is asked.",
                code="example-is-asked",
            )


def _is_said(example: str, value: object) -> bool:
    return isinstance(value, RichText) and bool(value) and alike(str(value)) == example


def _report_bank(form: ActivityForm, said: SupportForm, task: Task, setting: Setting) -> None:
    """Report what belongs in a blank and isn't in the bank that is written for it."""
    if not isinstance(said.word_bank, tuple) or form.activity not in _BANKS_OF_ANSWERS:
        return
    words = {alike(word) for word in said.word_bank}
    for item in task.items:
        for answer in (
            *_in_blanks(item),
            getattr(item, "text", None),
            getattr(item, "answer", None),
        ):
            if isinstance(answer, str) and alike(answer) not in words:
                setting.report(
                    ("supported", "word_bank"),
                    f"The bank lacks `{answer}`, which belongs in a blank.",
                    "Add it, or leave `word_bank:` out: the words are then taken from the answers.",
                    code="not-in-bank",
                )
