"""Flash cards: a word on the front and what it means on the back, to be printed on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Listed,
    Setting,
    Task,
    report_repeated,
    whole,
)
from lessonpress.activities.texts import Paragraph, Texts
from lessonpress.activities.translations import Translation
from lessonpress.activities.vocabulary_terms import chosen_terms
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

_ACROSS = 2
_USUAL = {"primary": 6, "secondary": 8}


class FlashCard(Listed):
    front: Paragraph = Field(description="What stands on the front: a word, a question.")
    back: Paragraph = Field(description="What stands on the back.")


class FlashCards(ActivityForm):
    """Cards to cut out, with a word on the front and what it means on the back."""

    default_title: ClassVar[Message] = N_("Flash cards")
    default_instructions: ClassVar[Message] = N_(
        "Cut the cards on the next pages along the dashed lines. What each word means is on the back."
    )

    activity: Literal["flash-cards"]
    terms: Texts = Field((), description="Words of the vocabulary.")
    cards: Annotated[tuple[FlashCard, ...], Field(max_length=MOST_ITEMS)] = Field(
        (), description="Cards of one's own; without both, the vocabulary."
    )
    per_page: Annotated[Literal[4, 6, 8, 10], BeforeValidator(whole)] | None = Field(
        None, description="Cards on a page."
    )

    def resolve(self, setting: Setting) -> CardsTask:
        cards = []
        if self.terms or not self.cards:
            cards += [
                (term.term, term.definition, term.translations)
                for term in chosen_terms(setting, self.terms, least=1, what="A set of flash cards")
            ]
        report_repeated(setting, [one.front for one in self.cards], ("cards",), "card", "front")
        cards += [
            (RichText.from_markdown(one.front), RichText.from_markdown(one.back), ())
            for one in self.cards
        ]
        items = tuple(
            Card(
                number=index + 1,
                id=setting.item_id(index + 1, ()),
                front=front,
                back=back,
                translations=translations,
            )
            for index, (front, back, translations) in enumerate(cards)
        )
        return CardsTask(items=items, per_page=self.per_page or _USUAL[setting.stage])


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Item):
    front: RichText
    back: RichText
    translations: tuple[Translation, ...] = ()

    @property
    def lacks_evidence(self) -> bool:
        return False  # there is nothing to answer


Rows = tuple[tuple[Card | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The two sides of a sheet: on the back, each row is turned round, so that in print on both
    sides, turned on the long edge, each card has its own back."""

    fronts: Rows
    backs: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsTask(Task):
    items: tuple[Card, ...]
    per_page: int

    @property
    def from_vocabulary(self) -> bool:
        return True

    @property
    def fills_pages(self) -> bool:
        return True

    @property
    def to_mark(self) -> bool:
        return False

    @property
    def down(self) -> int:
        """How many rows stand on a page."""
        return self.per_page // _ACROSS

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        sheets = []
        for start in range(0, len(self.items), self.per_page):
            cards: list[Card | None] = list(self.items[start : start + self.per_page])
            cards += [None] * (-len(cards) % _ACROSS)
            rows = [tuple(cards[at : at + _ACROSS]) for at in range(0, len(cards), _ACROSS)]
            sheets.append(Sheet(tuple(rows), tuple(row[::-1] for row in rows)))
        return tuple(sheets)
