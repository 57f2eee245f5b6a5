"""KWL: what students know, what they want to know, and, after the lesson, what they learned."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph
from lessonpress.words import N_, Message


class Kwl(ActivityForm):
    """A chart of what students know, want to know and learned."""

    default_title: ClassVar[Message] = N_("Know, want to know, learned")
    default_instructions: ClassVar[Message] = N_(
        "Fill in the first two columns before you read, and the third when you have finished."
    )
    marked = "when asked"

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("I know that …"),
        N_("I would like to know …"),
        N_("I learned that …"),
    )

    activity: Literal["kwl"]
    topic: Paragraph | None = Field(None, description="What it is about; stands above the chart.")
    know: Points = Field((), description="What students may know already.")
    want: Points = Field((), description="What they may want to know.")
    learned: Points = Field((), description="What they should have learned.")
    lines: Lines = Field(8, description="Lines that each column holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        columns = (("know", self.know), ("want", self.want), ("learned", self.learned))
        spaces = tuple(drawing.space((key,), points) for key, points in columns)
        head = (N_("What I know"), N_("What I want to know"), N_("What I learned"))
        drawing.chart(head, [ChartRow(None, spaces, self.lines)])
        return drawing.task(self.topic)
