"""Word wall: words of the vocabulary, as large as a page has room for, to hang up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import (
    ActivityForm,
    Item,
    Setting,
    Task,
    Term,
    Truth,
    whole,
)
from lessonpress.activities.texts import Texts
from lessonpress.activities.vocabulary_terms import chosen_terms
from lessonpress.words import N_, Message


class WordWall(ActivityForm):
    """Words to hang up."""

    default_title: ClassVar[Message] = N_("Word wall")
    default_instructions: ClassVar[Message] = N_(
        "Cut the words out along the dashed lines and hang them up."
    )

    activity: Literal["word-wall"]
    terms: Texts = Field((), description="Words of the vocabulary; without it, all of them.")
    per_page: Annotated[Literal[1, 2, 3, 4], BeforeValidator(whole)] = Field(
        2, description="Words on a page."
    )
    definitions: Truth = Field(False, description="Whether what they mean stands below them.")

    def resolve(self, setting: Setting) -> WallTask:
        terms = chosen_terms(setting, self.terms, least=1, what="A word wall")
        items = tuple(
            WallWord(number=index + 1, id=setting.item_id(index + 1, ()), term=term)
            for index, term in enumerate(terms)
        )
        return WallTask(items=items, per_page=self.per_page, defines=self.definitions)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallWord(Item):
    term: Term

    @property
    def lacks_evidence(self) -> bool:
        return False  # there is nothing to answer


@dataclass(frozen=True, slots=True, kw_only=True)
class WallTask(Task):
    items: tuple[WallWord, ...]
    per_page: int
    defines: bool

    @property
    def from_vocabulary(self) -> bool:
        return True

    @property
    def apart(self) -> bool:
        return True

    @property
    def to_mark(self) -> bool:
        return False
