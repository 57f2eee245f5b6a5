"""3-2-1: three things learned, two found interesting, one question left."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class ThreeTwoOne(ActivityForm):
    """A chart of three things, two and one."""

    default_title: ClassVar[Message] = N_("3 – 2 – 1")
    default_instructions: ClassVar[Message] = N_("Look back on the lesson and fill in the chart.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("I learned that …"),
        N_("I still wonder …"),
    )

    activity: Literal["three-two-one"]
    three: Paragraph | None = Field(None, description="What three are asked for of.")
    two: Paragraph | None = Field(None, description="What two are asked for of.")
    one: Paragraph | None = Field(None, description="What one is asked for of.")
    samples: Points = Field((), description="What the key shows beside the three.")
    lines: Lines = Field(2, description="Lines for each of the things.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        asked: tuple[tuple[int, str | None, Message, Points], ...] = (
            (3, self.three, N_("3 things that I learned"), self.samples),
            (2, self.two, N_("2 things that I found interesting"), ()),
            (1, self.one, N_("1 question that I still have"), ()),
        )
        rows = []
        for count, said, usual, points in asked:
            label = usual if said is None else RichText.from_markdown(said)
            space = drawing.space(("samples",), points)
            rows.append(ChartRow(label, (space,), min(count * self.lines, 20)))
        drawing.chart((), rows)
        return drawing.task()
