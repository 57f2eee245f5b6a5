"""What is printed of a cloze: its passages, in words and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from lessonpress.activities.base import Item, ShortAnswer, Task
from lessonpress.activities.right_words import either
from lessonpress.richtext import RichText


@dataclass(frozen=True, slots=True)
class Words:
    """What is printed of a cloze."""

    text: RichText
    kind: ClassVar[Literal["words"]] = "words"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is left out; numbers run through the activity, all gaps of it have one size.

    `others` are wordings that are as right, `also` those and what is left of them behind a first letter
    that is printed as a `hint`. `choices` stand beside it, where there are any.
    """

    number: int
    id: str
    answer: str
    size: int
    others: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    hint: str = ""
    within: ClassVar[None] = None
    kind: ClassVar[Literal["gap"]] = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClozeItem(Item):
    segments: tuple[Words | Gap, ...]

    @property
    def lacks_evidence(self) -> bool:
        return False  # a text to be filled in need not be the event's

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return tuple((one.answer, *one.others) for one in self.segments if isinstance(one, Gap))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClozeTask(Task):
    """`word_bank` is empty where none is wanted."""

    items: tuple[ClozeItem, ...]
    word_bank: tuple[str, ...]

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(
            ShortAnswer(segment.number, either([segment.answer, *segment.others]))
            for item in self.items
            for segment in item.segments
            if isinstance(segment, Gap)
        )
