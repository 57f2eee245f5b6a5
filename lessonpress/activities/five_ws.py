"""Five Ws: who, what, when, where and why."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph
from lessonpress.words import N_, Message


class FiveWs(ActivityForm):
    """A chart of who, what, when, where and why."""

    default_title: ClassVar[Message] = N_("Five questions")
    default_instructions: ClassVar[Message] = N_("Answer each question from the article.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (N_("The text says that …"),)

    activity: Literal["five-ws"]
    topic: Paragraph | None = Field(None, description="What it is about; stands above the chart.")
    who: Points = Field((), description="Who was part of it.")
    what: Points = Field((), description="What happened.")
    when: Points = Field((), description="When it happened.")
    where: Points = Field((), description="Where it happened.")
    why: Points = Field((), description="Why it happened.")
    lines: Lines = Field(2, description="Lines that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        asked = (
            (N_("Who?"), "who", self.who),
            (N_("What?"), "what", self.what),
            (N_("When?"), "when", self.when),
            (N_("Where?"), "where", self.where),
            (N_("Why?"), "why", self.why),
        )
        rows = [
            ChartRow(label, (drawing.space((key,), points),), self.lines)
            for label, key, points in asked
        ]
        drawing.chart((), rows)
        return drawing.task(self.topic)
