"""Matching: words on the left, their definitions shuffled on the right; or pairs of the author's own.

Of pairs, several may have the same on the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Listed,
    Setting,
    ShortAnswer,
    Task,
    Term,
    alike,
    report_contradiction,
    report_repeated,
    rich,
    riches,
)
from lessonpress.activities.support import Helping, HelpKey, ItemSupport, Support
from lessonpress.activities.texts import Paragraph, Paragraphs, Texts, items_of
from lessonpress.activities.vocabulary_terms import chosen_terms
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

#: How what belongs together is shown to.
By = Literal["letters", "lines"]
DRAW = N_("Draw a line from each word to the definition that belongs to it.")
DRAW_PAIRS = N_("Draw a line from each to what it belongs to.")
DRAW_SHARED = N_("Draw a line from each to what it belongs to. Several lines may lead to the same.")
# More lines than these cross so often that nobody can follow them.
_MOST_LINES = 10


class Pair(Listed):
    item: Annotated[Paragraphs, Field(min_length=1)] = Field(
        description="What stands on the left; a list of all that have the same match."
    )
    match: Paragraph = Field(description="What it belongs to, on the right.")
    evidence: Texts = Field((), description="Quotes from the event that show it.")


class Matching(ActivityForm):
    """Words to match with their definitions, or things with what they belong to."""

    default_title: ClassVar[Message] = N_("Match the words")
    default_instructions: ClassVar[Message] = N_(
        "Write the letter of the definition beside the word that it belongs to."
    )
    order: ClassVar[Literal["any", "shuffled", "given"]] = "any"

    helps: ClassVar[tuple[HelpKey, ...]] = ("wrong_choices", "example")

    activity: Literal["matching"]
    by: By | None = Field(
        None,
        description="How they are matched: `letters` written into boxes, or `lines` drawn, as in primary "
        "school if it is left out.",
    )
    terms: Paragraphs = Field((), description="Words of the vocabulary; without it, all of them.")
    pairs: Annotated[tuple[Pair, ...], Field(max_length=MOST_ITEMS), items_of("item", "match")] = (
        Field((), description="Pairs of your own, instead of words of the vocabulary.")
    )
    left: Paragraph | None = Field(
        None, description="What the left of the pairs is, such as Person."
    )
    right: Paragraph | None = Field(None, description="What the right of them is, such as Country.")
    distractors: Paragraphs = Field(
        (), description="What is printed on the right and belongs to none."
    )

    @model_validator(mode="after")
    def _has_one_source(self) -> Matching:
        if self.pairs and self.terms:
            raise PydanticCustomError(
                "one-source",
                "A matching has either terms of the vocabulary or pairs, and not both.",
                {"hint": "Leave out `terms:`, or write the terms as pairs, too."},
            )
        if not self.pairs and (self.left or self.right):
            raise PydanticCustomError(
                "no-pairs",
                "`left:` and `right:` say what pairs are, and there are none.",
                {"hint": "Write `pairs:`, or leave both out."},
            )
        return self

    @property
    def usual_title(self) -> Message:
        return N_("Match what belongs together") if self.pairs else self.default_title

    @property
    def usual_instructions(self) -> Message:
        if not self.pairs:
            return self.default_instructions
        if self._is_shared:
            return N_(
                "Write beside each the letter of what it belongs to. A letter may be used more than once."
            )
        return N_("Write beside each the letter of what it belongs to.")

    @property
    def _is_shared(self) -> bool:
        """Do several on the left belong to one on the right?"""
        matches = [alike(pair.match) for pair in self.pairs for _ in pair.item]
        return len(set(matches)) < len(matches)

    def resolve(self, setting: Setting) -> MatchingTask:
        return self._match_pairs(setting) if self.pairs else self._match_terms(setting)

    def help_with(self, task: MatchingTask, helping: Helping) -> Support:
        """Beside each the letters of few that it may belong to."""
        letters = [one.letter for one in task.definitions]
        items = {}
        for item in task.items:
            wrong = [at for at, one in enumerate(letters) if one != item.answer]
            left = helping.wrong_left(item.id, wrong)
            if left is not None:
                few = (one for at, one in enumerate(letters) if at in left or one == item.answer)
                items[item.id] = ItemSupport(among=tuple(few))
        return Support(task, items=items)

    def _match_pairs(self, setting: Setting) -> MatchingTask:
        """The left shuffled, too: as they are written, those that belong to one stand together."""
        lefts = [
            (place, at) for place, pair in enumerate(self.pairs) for at in range(len(pair.item))
        ]
        self._report_pairs(setting, lefts)
        by = self._by(setting, len(lefts))
        report_repeated(setting, self.distractors, ("distractors",), "distractor")
        matches: dict[str, str] = {}
        for text in (*(pair.match for pair in self.pairs), *self.distractors):
            matches.setdefault(alike(text), text)
        order = setting.order(len(matches), given_is_right=False)
        names, texts = list(matches), list(matches.values())
        letters = {names[index]: setting.letter(place) for place, index in enumerate(order)}
        items = []
        for number, at in enumerate(
            setting.order(len(lefts), 1, given_is_right=self._is_shared), start=1
        ):
            place, which = lefts[at]
            pair = self.pairs[place]
            items.append(
                MatchingItem(
                    number=number,
                    id=setting.item_id(number, ("pairs", place)),
                    evidence=setting.evidence(pair.evidence, ("pairs", place)) if not which else (),
                    term=RichText.from_markdown(pair.item[which]),
                    answer=letters[alike(pair.match)],
                    of_vocabulary=False,
                )
            )
        return MatchingTask(
            by=by,
            told=None if by == "letters" else DRAW_SHARED if self._is_shared else DRAW_PAIRS,
            items=tuple(items),
            definitions=tuple(
                Definition(
                    setting.letter(place),
                    f"{setting.id}_d{place + 1}",
                    RichText.from_markdown(texts[index]),
                )
                for place, index in enumerate(order)
            ),
            heads=(rich(self.left) or N_("What"), rich(self.right) or N_("Belongs to")),
            on_sheet=bool(self.left or self.right),
        )

    def _report_pairs(self, setting: Setting, lefts: Sequence[tuple[int, int]]) -> None:
        """Report what stands twice on the left, and what can't be told apart on the right."""
        from lessonpress.activities.written_values import same_value  # nothing else needs it

        seen: dict[str, int] = {}
        matches = [pair.match for pair in self.pairs]
        for number, (place, at) in enumerate(lefts, start=1):
            item = self.pairs[place].item[at]
            report_contradiction(
                setting, ("pairs", place, "item"), item, [self.pairs[place].match], matches
            )
            first = seen.setdefault(alike(item), number)
            if first != number:
                setting.report(
                    ("pairs", place, "item"),
                    f"`{item}` stands twice on the left, so that two letters may be right.",
                    "Remove one of the two.",
                    code="repeated",
                )
        rights = list(dict.fromkeys(alike(pair.match) for pair in self.pairs))
        if len(lefts) < 2 or len(rights) + len(self.distractors) < 2:
            setting.report(
                ("pairs",),
                "There is nothing to choose between.",
                "Write two pairs at least that belong to different things.",
                code="too-few",
            )
        for place, pair in enumerate(self.pairs):
            for other in self.pairs[:place]:
                if alike(other.match) != alike(pair.match) and same_value(
                    other.match, pair.match, setting.language
                ):
                    setting.report(
                        ("pairs", place, "match"),
                        f"This says the same as `{other.match}`.",
                        "Write it in one way, so that both belong to one letter.",
                        code="repeated",
                    )
        for index, text in enumerate(self.distractors):
            if alike(text) in rights:
                setting.report(
                    ("distractors", index),
                    "This distractor is the match of one of the pairs.",
                    "Write something that none of them belongs to.",
                    code="repeated",
                )

    def _match_terms(self, setting: Setting) -> MatchingTask:
        terms = chosen_terms(setting, self.terms, least=2, what="Matching")
        _report_two_right(setting, terms)
        self._report_distractors(setting, terms)
        definitions = [*(term.definition for term in terms), *riches(self.distractors)]
        order = setting.order(len(definitions))
        by = self._by(setting, len(terms))
        letters = {index: setting.letter(place) for place, index in enumerate(order)}
        return MatchingTask(
            by=by,
            told=DRAW if by == "lines" else None,
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
                Definition(setting.letter(place), f"{setting.id}_d{place + 1}", definitions[index])
                for place, index in enumerate(order)
            ),
        )

    def _by(self, setting: Setting, terms: int) -> By:
        if self.by == "lines" and terms > _MOST_LINES:
            setting.report(
                ("by",),
                f"Lines from {terms} words cross so often that nobody can follow them.",
                f"Say `by: letters`, or name at most {_MOST_LINES} of them.",
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
    """A word on the left; `answer` is the letter of its definition, or of what it belongs to."""

    term: RichText
    answer: str
    of_vocabulary: bool = True

    @property
    def lacks_evidence(self) -> bool:
        return False  # the vocabulary is the lesson's own, and so is what belongs together

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return () if self.of_vocabulary else ((self.term.plain,),)


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition on the right."""

    letter: str
    id: str
    text: RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingTask(Task):
    """`definitions` is the right column from A on; with distractors it may be longer than `items`, and where
    several belong to one it is shorter. `heads` say what stands on the left and on the right, and
    `on_sheet` whether students are told. `by` says how students show what belongs together.
    """

    by: By
    items: tuple[MatchingItem, ...]
    definitions: tuple[Definition, ...]
    told: Message | None = None
    heads: tuple[RichText | Message, RichText | Message] = (N_("Term"), N_("Definition"))
    on_sheet: bool = False

    @property
    def instructions(self) -> Message | None:
        return self.told

    @property
    def from_vocabulary(self) -> bool:
        return all(item.of_vocabulary for item in self.items)

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer.of(item.number, item.answer) for item in self.items)
