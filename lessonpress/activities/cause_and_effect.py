"""Cause and effect: what led to what; either side may be given."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import MOST_ITEMS, ActivityForm, Listed, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, One, OrganiserTask
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class Link(Listed):
    cause: One = Field(description="What led to it.")
    effect: One = Field(description="What came of it.")
    given: Literal["cause", "effect", "neither"] = Field(
        "cause", description="Which of the two students are told."
    )


class CauseAndEffect(ActivityForm):
    """A chart of causes and their effects."""

    default_title: ClassVar[Message] = N_("Cause and effect")
    default_instructions: ClassVar[Message] = N_(
        "Write what led to each effect, or what came of each cause."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("This happened because …"),
        N_("As a result, …"),
    )

    activity: Literal["cause-and-effect"]
    topic: Paragraph | None = Field(None, description="What it is about; stands above the chart.")
    links: Annotated[tuple[Link, ...], Field(min_length=1, max_length=MOST_ITEMS)]
    lines: Lines = Field(3, description="Lines that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        rows = []
        for index, link in enumerate(self.links):
            cells = tuple(
                RichText.from_markdown(point.text)
                if link.given == side
                else drawing.space(("links", index, side), point)
                for side, point in (("cause", link.cause), ("effect", link.effect))
            )
            rows.append(ChartRow(None, cells, self.lines))
        drawing.chart((N_("Cause"), N_("Effect")), rows)
        return drawing.task(self.topic)
