"""Comparison: several things set beside each other, aspect by aspect."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Listed, Setting, report_repeated
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, One, OrganiserTask
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraph, Text
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

_TWO = 2


class Aspect(Listed):
    aspect: Text = Field(description="In what they are compared.")
    points: tuple[One, ...] = Field((), description="What is true of each thing, in their order.")


class Comparison(ActivityForm):
    """A table in which things are compared."""

    default_title: ClassVar[Message] = N_("Compare")
    default_instructions: ClassVar[Message] = N_("Say of each what is asked for on the left.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("Both are …"),
        N_("One is …, but the other is …"),
    )

    activity: Literal["comparison"]
    topic: Paragraph | None = Field(None, description="What it is about; stands above the table.")
    things: Annotated[tuple[Text, ...], Field(min_length=2, max_length=4)] = Field(
        description="What is compared."
    )
    aspects: Annotated[tuple[Aspect, ...], Field(min_length=1, max_length=12)]
    lines: Lines = Field(3, description="Lines that each space holds.")

    def help_with(self, task: OrganiserTask, helping: Helping) -> Support:
        """Beginnings are of two things; of more, what holds for one of them is no contrast."""
        usual = self.usual_starters if len(self.things) == _TWO else ()
        return Support(task, starters=helping.usual_starters(usual), bank=helping.bank(()))

    def resolve(self, setting: Setting) -> OrganiserTask:
        report_repeated(setting, self.things, ("things",), "thing")
        aspects = [one.aspect for one in self.aspects]
        report_repeated(setting, aspects, ("aspects",), "aspect", "aspect")
        drawing = Drawing.on(setting)
        rows = []
        for index, one in enumerate(self.aspects):
            path = ("aspects", index, "points")
            if one.points and len(one.points) != len(self.things):
                setting.report(
                    path,
                    f"Here are {len(one.points)} points for {len(self.things)} things.",
                    "Write one for each thing, in the order of `things:`, or none at all.",
                    code="points-missing",
                )
            given = one.points or (None,) * len(self.things)
            spaces = tuple(
                drawing.space((*path, place) if point else path, point)
                for place, point in enumerate(given)
            )
            rows.append(ChartRow(RichText.from_markdown(one.aspect), spaces, self.lines))
        things = [RichText.from_markdown(thing) for thing in self.things]
        drawing.chart([N_("Aspect"), *things], rows)
        return drawing.task(self.topic)
