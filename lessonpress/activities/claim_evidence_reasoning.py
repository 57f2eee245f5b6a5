"""Claim, evidence, reasoning: an answer, what supports it, and why it does."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Setting
from lessonpress.activities.organiser import (
    ChartRow,
    Drawing,
    Lines,
    One,
    OrganiserTask,
    Point,
)
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph, Texts
from lessonpress.words import N_, Message


class ClaimEvidenceReasoning(ActivityForm):
    """A chart for an answer, its evidence, and the reasoning between them."""

    default_title: ClassVar[Message] = N_("Claim, evidence, reasoning")
    default_instructions: ClassVar[Message] = N_(
        "Answer the question in one sentence, quote what supports your answer, and explain why it does."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("My claim is that …"),
        N_("The text says that …"),
        N_("This shows that …, because …"),
    )

    activity: Literal["claim-evidence-reasoning"]
    question: Paragraph = Field(description="What is to be answered.")
    claim: One | None = Field(None, description="A sample answer.")
    evidence: Texts = Field((), description="Quotes from the event that support it.")
    reasoning: One | None = Field(None, description="Why they do.")
    lines: Lines = Field(4, description="Lines that each space holds.")

    def resolve(self, setting: Setting) -> OrganiserTask:
        drawing = Drawing.on(setting)
        quotes = [Point(text=quote, evidence=(quote,)) for quote in self.evidence]
        asked: tuple[tuple[Message, str, list[Point] | Point | None], ...] = (
            (N_("Claim"), "claim", self.claim),
            (N_("Evidence"), "evidence", quotes),
            (N_("Reasoning"), "reasoning", self.reasoning),
        )
        rows = [
            ChartRow(label, (drawing.space((key,), points),), self.lines)
            for label, key, points in asked
        ]
        drawing.chart((), rows)
        return drawing.task(self.question)
