"""Source analysis: a source with its head, and a historian's four questions.

The four are those of Sam Wineburg's work on how historians read (“Historical Thinking and Other
Unnatural Acts”, 2001): sourcing, contextualization, corroboration, close reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Item, Open, Setting, Task, rich
from lessonpress.activities.sources import ReadSource, Source
from lessonpress.activities.support import Helping, HelpKey, ItemSupport, Support
from lessonpress.activities.texts import Paragraph, Texts
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


class SourceQuestion(Open):
    ask: Paragraph | None = Field(None, description="The question; there is a usual one.")
    answer: Paragraph | None = Field(None, description="A sample answer.")
    evidence: Texts = Field((), description="Quotes from the event that it rests on.")
    space: Space | None = Field(None, description=SPACE)
    lines: LineCount | None = Field(
        None, description="Lines to write on; without it, as many as the answer needs."
    )


USUAL = {
    "sourcing": (
        N_("Sourcing"),
        N_("Who made this source, when, and why? Can it be trusted, and for what?"),
    ),
    "context": (
        N_("Context"),
        N_("What was going on when it was made? How does that help to understand it?"),
    ),
    "close_reading": (
        N_("Close reading"),
        N_("What does it say, and with which words? What does it leave out?"),
    ),
    "corroboration": (
        N_("Corroboration"),
        N_("What do other sources say, such as the article? Where do they agree, and where not?"),
    ),
}


_STARTERS = {
    "sourcing": N_("The source was made by …"),
    "context": N_("At that time, …"),
    "close_reading": N_("The source says that …"),
    "corroboration": N_("Other sources say that …"),
}


def _usual() -> SourceQuestion:
    return SourceQuestion.model_validate({})


class SourceAnalysis(ActivityForm):
    """A source to read as a historian does."""

    default_title: ClassVar[Message] = N_("Read the source")
    default_instructions: ClassVar[Message] = N_(
        "Read the source as a historian does, and answer the questions."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")

    activity: Literal["source-analysis"]
    source: Source
    space: Space | None = Field(None, description="The same for every question.")
    sourcing: SourceQuestion = Field(default_factory=_usual, description="Who made it, and why?")
    context: SourceQuestion = Field(default_factory=_usual, description="What was going on?")
    close_reading: SourceQuestion = Field(default_factory=_usual, description="What does it say?")
    corroboration: SourceQuestion = Field(default_factory=_usual, description="What do others say?")

    def help_with(self, task: SourceTask, helping: Helping) -> Support:
        items: dict[str, ItemSupport] = {}
        for item, usual in zip(task.items, _STARTERS.values(), strict=True):
            items |= helping.starters({item.id: None}, usual)
        return helping.with_questions(task, items)

    def resolve(self, setting: Setting) -> SourceTask:
        items = []
        for number, (key, (name, usual)) in enumerate(USUAL.items(), start=1):
            said: SourceQuestion = getattr(self, key)
            report_lines_without_room(setting, (key,), said.space, said.lines)
            space = space_said(said.space, self.space, said.lines)
            room = room_for(said.answer or "", space, said.lines, setting)
            items.append(
                SourceItem(
                    number=number,
                    id=setting.item_id(number, (key,)),
                    evidence=setting.evidence(said.evidence, (key,)),
                    name=name,
                    ask=rich(said.ask) or usual,
                    answer=rich(said.answer),
                    lines=room.lines,
                    look=room.look,
                )
            )
        return SourceTask(items=tuple(items), source=self.source.read())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceItem(Item):
    """One of the four questions, by its name."""

    name: Message
    ask: RichText | Message
    answer: RichText | None
    lines: int
    look: Look = "ruled"
    look_for: tuple[RichText, ...] = ()

    @property
    def lacks_evidence(self) -> bool:
        return False  # the source is what is read; the article is another


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTask(Task):
    items: tuple[SourceItem, ...]
    source: ReadSource

    @property
    def title(self) -> RichText | None:
        return self.source.title

    @property
    def head(self) -> tuple[RichText, ...]:
        """Who, when and where."""
        return self.source.head

    @property
    def text(self) -> tuple[ProseBlock, ...]:
        return self.source.text

    @property
    def found(self) -> RichText | None:
        return self.source.found
