"""Discussion stems: beginnings of sentences that help students to talk with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    DocumentKind,
    Item,
    Setting,
    Task,
    report_repeated,
    riches,
)
from lessonpress.activities.texts import Text, listed
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

USUAL = (
    N_("I think that …, because the article says …"),
    N_("I agree with …, and I would add …"),
    N_("I see it differently, because …"),
    N_("Can you say more about …?"),
    N_("What makes you think so?"),
    N_("What would have happened if …?"),
)


class DiscussionStems(ActivityForm):
    """Beginnings of sentences for a discussion."""

    default_title: ClassVar[Message] = N_("How to say it")
    default_instructions: ClassVar[Message] = N_("Use these beginnings when you talk with others.")
    default_documents: ClassVar[tuple[DocumentKind, ...]] = ("handout",)

    activity: Literal["discussion-stems"]
    stems: Annotated[
        tuple[Text, ...],
        Field(max_length=MOST_ITEMS),
        BeforeValidator(listed, json_schema_input_type=Text | list[Text]),
    ] = Field((), description="Beginnings of sentences; there are usual ones.")

    def resolve(self, setting: Setting) -> StemsTask:
        report_repeated(setting, self.stems, ("stems",), "stem")
        stems: tuple[RichText | Message, ...] = riches(self.stems) or USUAL
        return StemsTask(
            items=tuple(
                Stem(
                    number=index + 1,
                    id=setting.item_id(index + 1, ("stems", index) if self.stems else ()),
                    say=say,
                )
                for index, say in enumerate(stems)
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem(Item):
    """How a sentence may begin."""

    say: RichText | Message

    @property
    def lacks_evidence(self) -> bool:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class StemsTask(Task):
    items: tuple[Stem, ...]

    @property
    def to_mark(self) -> bool:
        return False
