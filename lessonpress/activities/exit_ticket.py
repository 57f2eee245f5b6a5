"""Exit ticket: a few questions that students answer on a slip of paper before they leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Listed,
    Open,
    Setting,
    Task,
    report_repeated,
    rich,
    riches,
    whole,
)
from lessonpress.activities.starters import TEXT_SAYS
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraph, Paragraphs, Texts
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

# More don't fit on a slip of paper.
_MOST_QUESTIONS = 3


class TicketQuestion(Listed, Open):
    ask: Paragraph = Field(description="The question.")
    answer: Paragraph | None = Field(None, description="A sample answer; only the key shows it.")
    look_for: Paragraphs = Field((), description="What a good answer has in it.")
    lines: Annotated[int, Field(ge=1, le=8)] = Field(2, description="Lines to write on.")
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")


def _questions(value: object) -> object:
    listed = value if isinstance(value, (list, tuple)) else [value]
    return [one if isinstance(one, dict) else {"ask": one} for one in listed]


class ExitTicket(ActivityForm):
    """One to three questions on slips of paper, several to a page."""

    default_title: ClassVar[Message] = N_("Exit ticket")
    default_instructions: ClassVar[Message] = N_(
        "Answer before you leave, and hand in your ticket."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")

    activity: Literal["exit-ticket"]
    questions: Annotated[
        tuple[TicketQuestion, ...],
        Field(min_length=1, max_length=MOST_ITEMS),
        BeforeValidator(
            _questions,
            json_schema_input_type=Paragraph | TicketQuestion | list[Paragraph | TicketQuestion],
        ),
    ]
    copies: Annotated[Literal[2, 4, 8], BeforeValidator(whole)] = Field(
        4, description="Tickets on a page."
    )

    def help_with(self, task: TicketTask, helping: Helping) -> Support:
        asked = {item.id: item.ask for item in task.items}
        return helping.with_questions(task, helping.starters(asked, TEXT_SAYS))

    def resolve(self, setting: Setting) -> TicketTask:
        if (count := self.pick or len(self.questions)) > _MOST_QUESTIONS:
            setting.report(
                ("pick" if self.pick else "questions",),
                f"A ticket has room for {_MOST_QUESTIONS} questions; these are {count}.",
                "Ask fewer, or have some of them picked: `pick: 2`.",
                code="too-many",
            )
        asked = [question.ask for question in self.questions]
        report_repeated(setting, asked, ("questions",), "question", "ask")
        items = []
        for index, question in enumerate(self.questions):
            path = ("questions", index)
            items.append(
                TicketItem(
                    number=index + 1,
                    id=setting.item_id(index + 1, path),
                    evidence=setting.evidence(question.evidence, path),
                    ask=RichText.from_markdown(question.ask),
                    answer=rich(question.answer),
                    look_for=riches(question.look_for),
                    lines=question.lines,
                )
            )
        return TicketTask(items=tuple(items), copies=self.copies)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketItem(Item):
    ask: RichText
    answer: RichText | None
    look_for: tuple[RichText, ...]
    lines: int

    @property
    def lacks_evidence(self) -> bool:
        return self.answer is not None and not self.evidence

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return () if self.answer is None else ((self.answer.plain,),)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTask(Task):
    items: tuple[TicketItem, ...]
    copies: int

    @property
    def apart(self) -> bool:
        return True

    @property
    def across(self) -> int:
        """How many tickets stand side by side."""
        return 1 if self.copies == 2 else 2

    @property
    def down(self) -> int:
        return self.copies // self.across
