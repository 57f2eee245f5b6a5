"""Multiple choice: one of the choices is right, and the answer is the text of that choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Form,
    Item,
    Paragraph,
    Path,
    Setting,
    Task,
    Text,
    Texts,
    letter,
    report_repeated,
    riches,
    same,
)
from lessonpress.richtext import RichText
from lessonpress.spelling import nearest
from lessonpress.words import N_, Message


class MultipleChoiceQuestion(Form):
    ask: Paragraph = Field(description="The question.")
    choices: Annotated[tuple[Text, ...], Field(min_length=2, max_length=26)] = Field(
        description="What students choose from, in the order in which it is printed."
    )
    answer: Paragraph = Field(description="The text of the right choice.")
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")


class MultipleChoice(ActivityForm):
    """Questions with choices, one of which is right."""

    default_title: ClassVar[Message] = N_("Choose the best answer")
    default_instructions: ClassVar[Message] = N_("Circle the letter of the best answer.")

    activity: Literal["multiple-choice"]
    questions: Annotated[
        tuple[MultipleChoiceQuestion, ...], Field(min_length=1, max_length=MOST_ITEMS)
    ]

    def resolve(self, setting: Setting) -> MultipleChoiceTask:
        items = []
        for index, question in enumerate(self.questions):
            path = ("questions", index)
            identity = setting.item_id(index + 1, path)
            right = _right_choice(question, setting, path)
            report_repeated(setting, question.choices, (*path, "choices"), "choice")
            items.append(
                MultipleChoiceItem(
                    number=index + 1,
                    id=identity,
                    evidence=setting.evidence(question.evidence, path),
                    ask=RichText.from_markdown(question.ask),
                    choices=tuple(
                        ChoiceItem(letter(place), f"{identity}_c{place + 1}", text, place == right)
                        for place, text in enumerate(riches(question.choices))
                    ),
                    answer=letter(right),
                )
            )
        return MultipleChoiceTask(items=tuple(items))


def _right_choice(question: MultipleChoiceQuestion, setting: Setting, path: Path) -> int:
    choices = [same(choice) for choice in question.choices]
    answer = same(question.answer)
    if answer in choices:
        return choices.index(answer)
    hint = "Write the text of the right choice, letter by letter."
    if len(answer) == 1 and "a" <= answer <= letter(len(choices) - 1).lower():
        meant = question.choices[ord(answer) - ord("a")]
        hint = f"Write the text of the right choice, not its letter: {meant}"
    elif near := nearest(question.answer, question.choices):
        hint = f"The nearest choice is: {near}"
    setting.report(
        (*path, "answer"),
        f"The answer `{question.answer}` is none of the choices.",
        hint,
        code="answer-not-a-choice",
    )
    return 0


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    letter: str
    id: str
    text: RichText
    correct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoiceItem(Item):
    """`answer` is the letter of the right choice."""

    ask: RichText
    choices: tuple[ChoiceItem, ...]
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoiceTask(Task):
    items: tuple[MultipleChoiceItem, ...]
