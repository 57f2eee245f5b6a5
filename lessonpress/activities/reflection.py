"""Reflection: prompts to look back on a lesson, with room to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Setting,
    Task,
    report_repeated,
    riches,
)
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph, listed
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

Prompts = Annotated[
    tuple[Paragraph, ...],
    Field(max_length=MOST_ITEMS),
    BeforeValidator(listed, json_schema_input_type=Paragraph | list[Paragraph]),
]
USUAL = (
    N_("What did you learn that you did not know before?"),
    N_("What changed in the way you think about it?"),
    N_("What would you still like to find out?"),
)


class Reflection(ActivityForm):
    """Prompts to look back on a lesson."""

    default_title: ClassVar[Message] = N_("Look back")
    default_instructions: ClassVar[Message] = N_(
        "Think about the lesson and write a few sentences."
    )
    marked = "when asked"

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (
        N_("I learned that …"),
        N_("I still wonder …"),
    )

    activity: Literal["reflection"]
    prompts: Prompts = Field((), description="What students think about; there are usual ones.")
    lines: Annotated[int, Field(ge=1, le=60)] = Field(3, description="Lines below each prompt.")

    def resolve(self, setting: Setting) -> ReflectionTask:
        report_repeated(setting, self.prompts, ("prompts",), "prompt")
        prompts: tuple[RichText | Message, ...] = riches(self.prompts) or USUAL
        return ReflectionTask(
            items=tuple(
                Prompt(
                    number=index + 1,
                    id=setting.item_id(index + 1, ("prompts", index) if self.prompts else ()),
                    ask=ask,
                    lines=self.lines,
                )
                for index, ask in enumerate(prompts)
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Item):
    """Something to write about; nothing is right or wrong."""

    ask: RichText | Message
    lines: int

    @property
    def lacks_evidence(self) -> bool:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionTask(Task):
    items: tuple[Prompt, ...]
