"""Definitions: words of the vocabulary whose meaning students write down."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import ChartRow, Drawing, Lines, OrganiserTask
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Texts
from lessonpress.activities.vocabulary_terms import chosen_terms
from lessonpress.words import N_, Message


class Definitions(ActivityForm):
    """Words of the vocabulary to define."""

    default_title: ClassVar[Message] = N_("Say what it means")
    default_instructions: ClassVar[Message] = N_("Explain each word in your own words.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (N_("This word means …"),)

    activity: Literal["definitions"]
    terms: Texts = Field((), description="Words of the vocabulary; without it, all of them.")
    lines: Lines = Field(2, description="Lines that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        rows = [
            ChartRow(term.term, (drawing.known_space((), term.definition),), self.lines)
            for term in chosen_terms(setting, self.terms, least=1, what="This")
        ]
        drawing.chart((N_("Term"), N_("Definition")), rows)
        return drawing.task()
