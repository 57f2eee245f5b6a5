"""Story map: who, where and when, the problem, what happened, how it ended."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph
from lessonpress.words import N_, Message


class StoryMap(ActivityForm):
    """A chart of what makes a story."""

    default_title: ClassVar[Message] = N_("Map the story")
    default_instructions: ClassVar[Message] = N_("Write down what makes the story.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("At first, …"),
        N_("Then …"),
        N_("In the end, …"),
    )

    activity: Literal["story-map"]
    topic: Paragraph | None = Field(None, description="What it is about; stands above the chart.")
    characters: Points = Field((), description="Who is in it.")
    setting: Points = Field((), description="Where and when it takes place.")
    problem: Points = Field((), description="What is at stake.")
    events: Points = Field((), description="What happens.")
    ending: Points = Field((), description="How it ends.")
    lines: Lines = Field(3, description="Lines that each space holds; events have twice as many.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        asked = (
            (N_("Characters"), "characters", self.characters, self.lines),
            (N_("Setting"), "setting", self.setting, self.lines),
            (N_("Problem"), "problem", self.problem, self.lines),
            (N_("Events"), "events", self.events, min(2 * self.lines, 20)),
            (N_("Ending"), "ending", self.ending, self.lines),
        )
        rows = [
            ChartRow(label, (drawing.space((key,), points),), lines)
            for label, key, points, lines in asked
        ]
        drawing.chart((), rows)
        return drawing.task(self.topic)
