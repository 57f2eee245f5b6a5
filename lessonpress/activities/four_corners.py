"""Four corners: statements to agree or disagree with, by going to a corner of the room."""

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
)
from lessonpress.activities.support import HelpKey
from lessonpress.activities.texts import Paragraph, listed
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class FourCorners(ActivityForm):
    """Statements to take a stand on."""

    default_title: ClassVar[Message] = N_("Four corners")
    default_instructions: ClassVar[Message] = N_(
        "Circle what you think, go to that corner of the room, and write down your reasons."
    )
    marked = "when asked"

    helps: ClassVar[tuple[HelpKey, ...]] = ("starters", "word_bank", "example")
    usual_starters: ClassVar[tuple[Message, ...]] = (N_("I think that …, because …"),)

    activity: Literal["four-corners"]
    statements: Annotated[
        tuple[Paragraph, ...],
        Field(min_length=1, max_length=MOST_ITEMS),
        BeforeValidator(listed, json_schema_input_type=Paragraph | list[Paragraph]),
    ] = Field(description="What students take a stand on.")
    lines: Annotated[int, Field(ge=1, le=60)] = Field(3, description="Lines for the reasons.")

    def resolve(self, setting: Setting) -> CornersTask:
        report_repeated(setting, self.statements, ("statements",), "statement")
        return CornersTask(
            items=tuple(
                Stand(
                    number=index + 1,
                    id=setting.item_id(index + 1, ("statements", index)),
                    say=RichText.from_markdown(say),
                    lines=self.lines,
                )
                for index, say in enumerate(self.statements)
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand(Item):
    """Something to agree or disagree with; nothing is right or wrong."""

    say: RichText
    lines: int

    @property
    def lacks_evidence(self) -> bool:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class CornersTask(Task):
    items: tuple[Stand, ...]
