"""Matching: words of the vocabulary on the left, their definitions shuffled on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    ActivityForm,
    Item,
    Setting,
    ShortAnswer,
    Task,
    Term,
    alike,
    letter,
    report_repeated,
    riches,
)
from lessonpress.activities.texts import Paragraphs
from lessonpress.activities.vocabulary_terms import chosen_terms
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

#: How what belongs together is shown to.
By = Literal["letters", "lines"]
# More lines than these cross so often that nobody can follow them.
_MOST_LINES = 10


class Matching(ActivityForm):
    """Words of the vocabulary to match with their definitions."""

    default_title: ClassVar[Message] = N_("Match the words")
    default_instructions: ClassVar[Message] = N_(
        "Write the letter of the definition beside the word that it belongs to."
    )

    activity: Literal["matching"]
    by: By | None = Field(
        None,
        description="How they are matched: `letters` written into boxes, or `lines` drawn, as in primary "
        "school if it is left out.",
    )
    terms: Paragraphs = Field((), description="Words of the vocabulary; without it, all of them.")
    distractors: Paragraphs = Field((), description="Definitions that belong to none of the words.")

    def resolve(self, setting: Setting) -> MatchingTask:
        terms = chosen_terms(setting, self.terms, least=2, what="Matching")
        _report_two_right(setting, terms)
        self._report_distractors(setting, terms)
        definitions = [*(term.definition for term in terms), *riches(self.distractors)]
        order = setting.order(len(definitions))
        by = self._by(setting, len(terms))
        letters = {index: letter(place) for place, index in enumerate(order)}
        return MatchingTask(
            by=by,
            items=tuple(
                MatchingItem(
                    number=index + 1,
                    id=setting.item_id(index + 1, ("terms", index) if self.terms else ()),
                    term=term.term,
                    answer=letters[index],
                )
                for index, term in enumerate(terms)
            ),
            definitions=tuple(
                Definition(letter(place), f"{setting.id}_d{place + 1}", definitions[index])
                for place, index in enumerate(order)
            ),
        )

    def _by(self, setting: Setting, terms: int) -> By:
        if self.by == "lines" and terms > _MOST_LINES:
            setting.report(
                ("by",),
                f"Lines from {terms} words cross so often that nobody can follow them.",
                f"Say `by: letters`, or name at most {_MOST_LINES} of the words in `terms:`.",
                code="too-many-lines",
            )
        if self.by is not None:
            return self.by
        return "lines" if setting.stage == "primary" and terms <= _MOST_LINES else "letters"

    def _report_distractors(self, setting: Setting, terms: list[Term]) -> None:
        report_repeated(setting, self.distractors, ("distractors",), "distractor")
        right = {alike(term.definition.plain) for term in terms}
        for index, text in enumerate(self.distractors):
            if alike(text) in right:
                setting.report(
                    ("distractors", index),
                    "This distractor is the definition of one of the terms.",
                    "Write a definition that belongs to none of them.",
                    code="repeated",
                )


def _report_two_right(setting: Setting, terms: list[Term]) -> None:
    """Report each definition that belongs to two of the terms, where the vocabulary has it."""
    owners: dict[str, Term] = {}
    for term in terms:
        first = owners.setdefault(alike(term.definition.plain), term)
        if first is not term and setting.vocabulary is not None:
            setting.report(
                ("vocabulary", setting.vocabulary.index(term), "definition"),
                f"`{term.term}` has the same definition as `{first.term}`, so that two letters are right.",
                "Say in one of them how the two differ, or give the matching `terms:` without one of them.",
                code="repeated",
                of_lesson=True,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingItem(Item):
    """A word on the left; `answer` is the letter of its definition."""

    term: RichText
    answer: str

    @property
    def lacks_evidence(self) -> bool:
        return False  # the vocabulary is the lesson's own


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition on the right."""

    letter: str
    id: str
    text: RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingTask(Task):
    """`definitions` is the right column from A on; with distractors it is longer than `items`. `by` says how
    students show what belongs together."""

    by: By
    items: tuple[MatchingItem, ...]
    definitions: tuple[Definition, ...]

    @property
    def instructions(self) -> Message | None:
        if self.by == "letters":
            return None
        return N_("Draw a line from each word to the definition that belongs to it.")

    @property
    def from_vocabulary(self) -> bool:
        return True

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer.of(item.number, item.answer) for item in self.items)
