"""Document-based question: several sources with questions on each, then an essay that uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import (
    ActivityForm,
    Item,
    Open,
    Path,
    Setting,
    Stage,
    Task,
    report_repeated,
    riches,
)
from lessonpress.activities.sources import ReadSource, Source
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraphs, Prose, Question, Texts, opening, plain_lines
from lessonpress.activities.writing import (
    SPACE,
    LineCount,
    Look,
    Room,
    Space,
    report_lines_without_room,
    room_for,
)
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

# Lines for an essay of which the key has no sample: most of a page.
_ESSAY: dict[Stage, int] = {"primary": 12, "secondary": 24}
_MOST_LINES = 90


_SOURCE_SAYS, _ALL_SHOW = N_("The document says that …"), N_("The documents show that …")


class DocumentQuestion(Open):
    ask: Question = Field(description="The question.")
    answer: Prose | None = Field(None, description="A sample answer; only the key shows it.")
    look_for: Paragraphs = Field((), description="What a good answer has in it.")
    space: Space | None = Field(None, description=SPACE)
    lines: LineCount | None = Field(
        None, description="Lines to write on; without it, as many as the answer needs."
    )
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")


def _questions(value: object) -> object:
    listed = value if isinstance(value, (list, tuple)) else [value]
    return [one if isinstance(one, dict) else {"ask": one} for one in listed]


class DocumentSource(Source):
    questions: Annotated[
        tuple[DocumentQuestion, ...],
        Field(max_length=20),
        BeforeValidator(
            _questions,
            json_schema_input_type=Question
            | DocumentQuestion
            | Annotated[list[Question | DocumentQuestion], Field(max_length=20)],
        ),
    ] = Field((), description="Questions on this document.")


class Essay(Open):
    ask: Question | None = Field(None, description="What to write; there is a usual task.")
    answer: Prose | None = Field(None, description="A sample essay, or its outline.")
    look_for: Paragraphs = Field((), description="What a good essay has in it.")
    space: Space | None = Field(None, description=SPACE)
    lines: Annotated[int, Field(ge=1, le=_MOST_LINES)] | None = Field(
        None, description="Lines to write on; without it, as many as the sample needs, or a page."
    )
    evidence: Texts = Field((), description="Quotes from the event that it rests on.")


class DocumentBasedQuestion(ActivityForm):
    """Sources to read, questions on each, and an essay."""

    default_title: ClassVar[Message] = N_("Answer from the documents")
    default_instructions: ClassVar[Message] = N_(
        "Read each document and answer the questions below it. Then write your essay."
    )
    rubric_for = "essay"

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")

    activity: Literal["document-based-question"]
    question: Question = Field(description="The question that the essay answers.")
    background: Prose | None = Field(None, description="What to know before reading.")
    sources: Annotated[tuple[DocumentSource, ...], Field(min_length=1, max_length=26)] = Field(
        description="The documents; they are lettered A, B, C …"
    )
    essay: Essay = Field(default_factory=lambda: Essay.model_validate({}), description="The essay.")

    def help_with(self, task: DocumentsTask, helping: Helping) -> Support:
        """By what is asked of each document; an essay says what they show together."""
        *asked, essay = task.items
        items = helping.starters({item.id: item.ask for item in asked}, _SOURCE_SAYS)
        items |= helping.starters({essay.id: None}, _ALL_SHOW)
        return helping.with_questions(task, items)

    def resolve(self, setting: Setting) -> DocumentsTask:
        asked = [question.ask for source in self.sources for question in source.questions]
        if len(set(asked)) < len(asked):
            for index, source in enumerate(self.sources):
                texts = [question.ask for question in source.questions]
                report_repeated(setting, texts, ("sources", index, "questions"), "question", "ask")
        documents: list[PlacedSource] = []
        items: list[DocumentItem] = []
        for index, source in enumerate(self.sources):
            numbers = []
            for place, one in enumerate(source.questions):
                path = ("sources", index, "questions", place)
                number = len(items) + 1
                room = room_for(plain_lines(one.answer or ""), one.space, one.lines, setting)
                items.append(_item(one, number, path, room, setting))
                numbers.append(number)
            documents.append(PlacedSource(setting.letter(index), source.read(), tuple(numbers)))
        essay = self.essay
        lines = essay.lines
        if lines is None and not essay.answer and essay.space in (None, "lines"):
            lines = _ESSAY[setting.stage]
        room = room_for(plain_lines(essay.answer or ""), essay.space, lines, setting)
        items.append(_item(essay, len(items) + 1, ("essay",), room, setting))
        question, more = opening(self.question)
        return DocumentsTask(
            items=tuple(items),
            question=question,
            question_more=more,
            background=opening(self.background) if self.background else None,
            documents=tuple(documents),
        )


def _item(
    one: DocumentQuestion | Essay, number: int, path: Path, room: Room, setting: Setting
) -> DocumentItem:
    report_lines_without_room(setting, path, one.space, one.lines)
    ask, ask_more = opening(one.ask) if one.ask else (None, ())
    answer, answer_more = opening(one.answer) if one.answer else (None, ())
    return DocumentItem(
        number=number,
        id=setting.item_id(number, path),
        evidence=setting.evidence(one.evidence, path),
        ask=ask,
        ask_more=ask_more,
        answer=answer,
        answer_more=answer_more,
        look_for=riches(one.look_for),
        lines=min(room.lines, _MOST_LINES),
        look=room.look,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentItem(Item):
    """A question on a document or, with the last number, the essay, of which `ask` may be None. `ask`
    and `answer` are first paragraphs, `ask_more` and `answer_more` what follows."""

    ask: RichText | None
    ask_more: tuple[ProseBlock, ...] = ()
    answer: RichText | None
    answer_more: tuple[ProseBlock, ...] = ()
    look_for: tuple[RichText, ...]
    lines: int
    look: Look = "ruled"

    @property
    def lacks_evidence(self) -> bool:
        return False  # it rests on the documents; the article is another


@dataclass(frozen=True, slots=True)
class PlacedSource:
    """A document by its letter, with the numbers of the questions on it."""

    letter: str
    source: ReadSource
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsTask(Task):
    """`background` is its first paragraph and what follows; the last item is the essay."""

    items: tuple[DocumentItem, ...]
    question: RichText
    question_more: tuple[ProseBlock, ...]
    background: tuple[RichText, tuple[ProseBlock, ...]] | None
    documents: tuple[PlacedSource, ...]
