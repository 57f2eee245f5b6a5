"""Main ideas: what each part of the article says, in a sentence."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import MOST_ITEMS, ActivityForm, Listed, Setting, report_repeated
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, One, OrganiserTask
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Text
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class ArticlePart(Listed):
    of: Text = Field(description="Which part, as students find it: a heading, a paragraph.")
    idea: One = Field(description="What it says.")


class MainIdeas(ActivityForm):
    """A chart of the main ideas of an article's parts."""

    default_title: ClassVar[Message] = N_("Find the main ideas")
    default_instructions: ClassVar[Message] = N_(
        "Say in one sentence what each part of the article is about."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (N_("This part is about …"),)

    activity: Literal["main-ideas"]
    parts: Annotated[tuple[ArticlePart, ...], Field(min_length=1, max_length=MOST_ITEMS)]
    lines: Lines = Field(3, description="Lines that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        report_repeated(setting, [one.of for one in self.parts], ("parts",), "part", "of")
        drawing = Drawing.on(setting)
        rows = [
            ChartRow(
                RichText.from_markdown(one.of),
                (drawing.space(("parts", index, "idea"), one.idea),),
                self.lines,
            )
            for index, one in enumerate(self.parts)
        ]
        drawing.chart((N_("Part"), N_("Main idea")), rows)
        return drawing.task()
