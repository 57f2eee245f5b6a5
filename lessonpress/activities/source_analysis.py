"""Source analysis: a source with its head, and a historian's four questions.

The four are those of Sam Wineburg's work on how historians read (“Historical Thinking and Other
Unnatural Acts”, 2001): sourcing, contextualization, corroboration, close reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Form, Item, Setting, Task, rich
from lessonpress.activities.texts import Paragraph, Text, Texts
from lessonpress.activities.writing import (
    SPACE,
    LineCount,
    Look,
    Space,
    report_lines_without_room,
    room_for,
    space_said,
)
from lessonpress.markdown_prose import parse_prose
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class Source(Form):
    text: Text = Field(description="The source's words; several paragraphs are allowed.")
    title: Text | None = Field(None, description="What it is called.")
    author: Text | None = Field(None, description="Who made it.")
    date: Text | None = Field(None, description="When.")
    place: Text | None = Field(None, description="Where.")
    from_: Text | None = Field(None, alias="from", description="Where it can be found.")


class SourceQuestion(Form):
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


class SourceAnalysis(ActivityForm):
    """A source to read as a historian does."""

    default_title: ClassVar[Message] = N_("Read the source")
    default_instructions: ClassVar[Message] = N_(
        "Read the source as a historian does, and answer the questions."
    )

    activity: Literal["source-analysis"]
    source: Source
    space: Space | None = Field(None, description="The same for every question.")
    sourcing: SourceQuestion | None = Field(None, description="Who made it, and why?")
    context: SourceQuestion | None = Field(None, description="What was going on?")
    close_reading: SourceQuestion | None = Field(None, description="What does it say?")
    corroboration: SourceQuestion | None = Field(None, description="What do others say?")

    def resolve(self, setting: Setting) -> SourceTask:
        items = []
        for number, (key, (name, usual)) in enumerate(USUAL.items(), start=1):
            said: SourceQuestion | None = getattr(self, key)
            answer = said.answer if said else None
            own, lines = (said.space, said.lines) if said else (None, None)
            report_lines_without_room(setting, (key,), own, lines)
            room = room_for(answer or "", space_said(own, self.space, lines), lines, setting)
            items.append(
                SourceItem(
                    number=number,
                    id=setting.item_id(number, (key,)),
                    evidence=setting.evidence(said.evidence if said else (), (key,)),
                    name=name,
                    ask=rich(said.ask if said else None) or usual,
                    answer=rich(answer),
                    lines=room.lines,
                    look=room.look,
                )
            )
        head = (self.source.author, self.source.date, self.source.place)
        return SourceTask(
            items=tuple(items),
            title=rich(self.source.title),
            head=tuple(RichText.from_markdown(one) for one in head if one),
            text=parse_prose(self.source.text),
            found=rich(self.source.from_),
        )


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
    """`head` says who, when and where; `found` where the source can be found."""

    items: tuple[SourceItem, ...]
    title: RichText | None
    head: tuple[RichText, ...]
    text: tuple[ProseBlock, ...]
    found: RichText | None
