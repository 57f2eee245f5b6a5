"""Think, pair, share: a question answered alone, with a partner, and in class."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph
from lessonpress.words import N_, Message


class ThinkPairShare(ActivityForm):
    """A question to think about, to talk over in pairs, and to share."""

    default_title: ClassVar[Message] = N_("Think, pair, share")
    default_instructions: ClassVar[Message] = N_(
        "Think about the question alone, talk about it with a partner, then share it with the class."
    )
    marked = "when asked"

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("I think that …, because …"),
        N_("We both think that …"),
    )

    activity: Literal["think-pair-share"]
    question: Paragraph = Field(description="What students think about.")
    answers: Points = Field((), description="What they may think of; only the key shows it.")
    lines: Lines = Field(5, description="Lines that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        spaces = (
            drawing.space(("answers",), self.answers),
            drawing.space(()),
            drawing.space(()),
        )
        head = (N_("I think"), N_("My partner thinks"), N_("We will share"))
        drawing.chart(head, [ChartRow(None, spaces, self.lines)])
        return drawing.task(self.question)
