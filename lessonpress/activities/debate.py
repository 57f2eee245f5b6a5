"""Debate: a motion, and a sheet to prepare for both sides of it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph
from lessonpress.words import N_, Message


class Debate(ActivityForm):
    """A motion to argue for and against."""

    default_title: ClassVar[Message] = N_("Prepare the debate")
    default_instructions: ClassVar[Message] = N_(
        "Collect arguments for both sides, with evidence, and think about what the others will say."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("One reason is that …"),
        N_("Others say that …, but …"),
    )

    activity: Literal["debate"]
    motion: Paragraph = Field(description="What is debated, as a statement.")
    arguments_for: Points = Field((), description="Arguments for the motion.")
    arguments_against: Points = Field((), description="Arguments against it.")
    lines: Lines = Field(6, description="Lines that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        arguments = (
            drawing.space(("arguments_for",), self.arguments_for),
            drawing.space(("arguments_against",), self.arguments_against),
        )
        replies = (drawing.space(()), drawing.space(()))
        drawing.chart((N_("For"), N_("Against")), [ChartRow(None, arguments, self.lines)])
        drawing.chart(
            (N_("What the other side will say"), N_("What we answer")),
            [ChartRow(None, replies, self.lines)],
        )
        return drawing.task(self.motion)
