"""T-chart: two sides of one thing, such as reasons for and against."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Form, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph, Text
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class Side(Form):
    heading: Text = Field(description="What belongs on this side.")
    points: Points = Field((), description="What should stand there.")


class TChart(ActivityForm):
    """A chart of two sides."""

    default_title: ClassVar[Message] = N_("Two sides")
    default_instructions: ClassVar[Message] = N_("Write what belongs on each side of the chart.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (N_("The text says that …"),)

    activity: Literal["t-chart"]
    topic: Paragraph | None = Field(None, description="What it is about; stands above the chart.")
    left: Side = Field(description="The left side.")
    right: Side = Field(description="The right side.")
    lines: Lines = Field(8, description="Lines that each side holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        spaces = (
            drawing.space(("left", "points"), self.left.points),
            drawing.space(("right", "points"), self.right.points),
        )
        head = [RichText.from_markdown(side.heading) for side in (self.left, self.right)]
        drawing.chart(head, [ChartRow(None, spaces, self.lines)])
        return drawing.task(self.topic)
