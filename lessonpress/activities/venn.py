"""Venn diagram: what two things have each for itself, and what they have in common."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    ActivityForm,
    Setting,
    same,
)
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.t_chart import Side
from lessonpress.activities.texts import Paragraph
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class Venn(ActivityForm):
    """Two circles that overlap."""

    default_title: ClassVar[Message] = N_("Alike and different")
    default_instructions: ClassVar[Message] = N_(
        "Write what both have in common in the middle, and what only one of them has on its side."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("Both are …"),
        N_("One is …, but the other is …"),
    )

    activity: Literal["venn"]
    topic: Paragraph | None = Field(None, description="What it is about; stands above the circles.")
    left: Side = Field(description="What is compared, and what only it has.")
    both: Points = Field((), description="What both have.")
    right: Side = Field(description="What it is compared with, and what only that has.")
    lines: Lines = Field(9, description="Lines of handwriting that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        if same(self.left.heading) == same(self.right.heading):
            setting.report(
                ("right", "heading"),
                "This is the same as on the left.",
                "Name two things that differ.",
                code="repeated",
            )
        drawing = Drawing.on(setting)
        spaces = (
            drawing.space(("left", "points"), self.left.points),
            drawing.space(("both",), self.both),
            drawing.space(("right", "points"), self.right.points),
        )
        left, right = (RichText.from_markdown(side.heading) for side in (self.left, self.right))
        drawing.chart((left, N_("Both"), right), [ChartRow(None, spaces, self.lines)])
        return drawing.task(self.topic)
