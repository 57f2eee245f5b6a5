"""Short answer: questions to answer in writing, with as many lines as the answer needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Listed,
    Setting,
    Task,
    report_repeated,
    riches,
    writing_lines,
)
from lessonpress.activities.texts import Paragraphs, Prose, Question, Texts, opening, plain_lines
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class ShortAnswerQuestion(Listed):
    ask: Question = Field(description="The question.")
    answer: Prose = Field(description="A sample answer.")
    look_for: Paragraphs = Field((), description="What a good answer has in it.")
    lines: Annotated[int, Field(ge=1, le=60)] | None = Field(
        None, description="Lines to write on; without it, as many as the answer needs."
    )
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")


class ShortAnswer(ActivityForm):
    """Questions to answer in writing."""

    default_title: ClassVar[Message] = N_("Answer in your own words")
    default_instructions: ClassVar[Message] = N_("Answer each question in complete sentences.")
    order: ClassVar[Literal["any", "shuffled", "given"]] = "any"

    activity: Literal["short-answer"]
    questions: Annotated[
        tuple[ShortAnswerQuestion, ...], Field(min_length=1, max_length=MOST_ITEMS)
    ]

    def resolve(self, setting: Setting) -> ShortAnswerTask:
        asked = [question.ask for question in self.questions]
        report_repeated(setting, asked, ("questions",), "question", "ask")
        items = []
        for index, question in enumerate(self.questions):
            path = ("questions", index)
            ask, ask_more = opening(question.ask)
            answer, answer_more = opening(question.answer)
            items.append(
                ShortAnswerItem(
                    number=index + 1,
                    id=setting.item_id(index + 1, path),
                    evidence=setting.evidence(question.evidence, path),
                    ask=ask,
                    ask_more=ask_more,
                    answer=answer,
                    answer_more=answer_more,
                    look_for=riches(question.look_for),
                    lines=question.lines
                    or writing_lines(plain_lines(question.answer), setting.stage),
                )
            )
        return ShortAnswerTask(items=tuple(items))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswerItem(Item):
    """`ask` and `answer` are first paragraphs, `ask_more` and `answer_more` what follows."""

    ask: RichText
    ask_more: tuple[ProseBlock, ...] = ()
    answer: RichText
    answer_more: tuple[ProseBlock, ...] = ()
    look_for: tuple[RichText, ...]
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswerTask(Task):
    items: tuple[ShortAnswerItem, ...]
