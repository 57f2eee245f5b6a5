"""Frayer model: a word with its definition, what is typical of it, examples, and what is none."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import MOST_ITEMS, ActivityForm, Listed, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask, Points
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Text
from lessonpress.activities.vocabulary_terms import chosen_terms
from lessonpress.words import N_, Message


class FrayerWord(Listed):
    term: Text = Field(description="A word of the vocabulary.")
    characteristics: Points = Field((), description="What is typical of it.")
    examples: Points = Field((), description="What is one.")
    non_examples: Points = Field((), description="What is none, though it looks like one.")


class Frayer(ActivityForm):
    """Words to look at from four sides."""

    default_title: ClassVar[Message] = N_("Four sides of a word")
    default_instructions: ClassVar[Message] = N_("Fill in the four boxes for each word.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("This word means …"),
        N_("One example is …"),
    )

    activity: Literal["frayer"]
    words: Annotated[tuple[FrayerWord, ...], Field(min_length=1, max_length=MOST_ITEMS)]
    lines: Lines = Field(4, description="Lines that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        names = [word.term for word in self.words]
        terms = chosen_terms(setting, names, least=1, what="This", key=("words", "term"))
        for index, (word, term) in enumerate(zip(self.words, terms, strict=False)):
            path = ("words", index)
            first = (
                drawing.known_space(path, term.definition),
                drawing.space((*path, "characteristics"), word.characteristics),
            )
            second = (
                drawing.space((*path, "examples"), word.examples),
                drawing.space((*path, "non_examples"), word.non_examples),
            )
            head = (N_("Definition"), N_("Characteristics"))
            drawing.chart(head, [ChartRow(None, first, self.lines)], term.term)
            drawing.chart(
                (N_("Examples"), N_("Non-examples")), [ChartRow(None, second, self.lines)]
            )
        return drawing.task()
