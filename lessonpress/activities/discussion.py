"""Discussion: questions to talk about; the teacher has a sample answer and what to listen for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    DocumentKind,
    Item,
    Open,
    Pictured,
    Setting,
    Task,
    report_repeated,
    riches,
)
from lessonpress.activities.starters import I_THINK
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraphs, Prose, Question, Texts, opening, plain_lines
from lessonpress.activities.writing import (
    SPACE,
    LineCount,
    Look,
    Space,
    report_lines_without_room,
    room_for,
    space_said,
)
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class DiscussionQuestion(Pictured, Open):
    ask: Question = Field(description="The question.")
    answer: Prose | None = Field(None, description="A sample answer.")
    look_for: Paragraphs = Field((), description="What a good answer has in it.")
    space: Space | None = Field(None, description=SPACE)
    lines: LineCount | None = Field(
        None, description="Lines for notes on a worksheet. Default: as many as the answer needs."
    )
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")


class Discussion(ActivityForm):
    """Questions to talk about in class."""

    default_title: ClassVar[Message] = N_("Talk about it")
    default_instructions: ClassVar[Message] = N_(
        "Discuss these questions. Be ready to give your reasons."
    )
    default_documents: ClassVar[tuple[DocumentKind, ...]] = ("handout", "worksheet")
    marked = "when asked"

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")

    activity: Literal["discussion"]
    space: Space | None = Field(None, description="The same for every question.")
    questions: Annotated[tuple[DiscussionQuestion, ...], Field(min_length=1, max_length=MOST_ITEMS)]

    def help_with(self, task: DiscussionTask, helping: Helping) -> Support:
        asked = {item.id: item.ask for item in task.items}
        return helping.with_questions(task, helping.starters(asked, I_THINK))

    def resolve(self, setting: Setting) -> DiscussionTask:
        asked = [question.ask for question in self.questions]
        report_repeated(setting, asked, ("questions",), "question", "ask")
        items = []
        for index, question in enumerate(self.questions):
            path = ("questions", index)
            ask, ask_more = opening(question.ask)
            answer, answer_more = opening(question.answer) if question.answer else (None, ())
            report_lines_without_room(setting, path, question.space, question.lines)
            space = space_said(question.space, self.space, question.lines)
            room = room_for(plain_lines(question.answer or ""), space, question.lines, setting)
            items.append(
                DiscussionItem(
                    number=index + 1,
                    id=setting.item_id(index + 1, path),
                    evidence=setting.evidence(question.evidence, path),
                    ask=ask,
                    ask_more=ask_more,
                    answer=answer,
                    answer_more=answer_more,
                    look_for=riches(question.look_for),
                    lines=room.lines,
                    look=room.look,
                )
            )
        return DiscussionTask(items=tuple(items))


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussionItem(Item):
    """`ask` and `answer` are first paragraphs, `ask_more` and `answer_more` what follows. `lines` is the
    room for notes on a worksheet."""

    ask: RichText
    ask_more: tuple[ProseBlock, ...] = ()
    answer: RichText | None
    answer_more: tuple[ProseBlock, ...] = ()
    look_for: tuple[RichText, ...]
    lines: int
    look: Look = "ruled"

    @property
    def lacks_evidence(self) -> bool:
        return self.answer is not None and not self.evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussionTask(Task):
    items: tuple[DiscussionItem, ...]
