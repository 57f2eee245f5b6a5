"""Cornell notes: cues beside notes, and a summary below them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, One, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph
from lessonpress.words import N_, Message


class CornellNotes(ActivityForm):
    """A page for notes with cues and a summary."""

    default_title: ClassVar[Message] = N_("Take notes")
    default_instructions: ClassVar[Message] = N_(
        "Take notes while you read. Then write questions and key words beside them, and a summary below."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("The main idea is that …"),
        N_("In short, …"),
    )

    activity: Literal["cornell-notes"]
    topic: Paragraph | None = Field(None, description="What it is about; stands above the chart.")
    cues: Points = Field((), description="Questions and key words that fit the notes.")
    notes: Points = Field((), description="What the notes should have in them.")
    summary: One | None = Field(None, description="A sample summary.")
    lines: Lines = Field(14, description="Lines that the notes hold.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        spaces = (drawing.space(("cues",), self.cues), drawing.space(("notes",), self.notes))
        drawing.chart((N_("Cues"), N_("My notes")), [ChartRow(None, spaces, self.lines)])
        summary = drawing.space(("summary",), self.summary)
        drawing.chart((), [ChartRow(N_("Summary"), (summary,), 4)])
        return drawing.task(self.topic)
