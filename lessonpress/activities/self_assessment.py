"""Self-assessment: statements of what one can do, to be ticked by how well."""

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
from lessonpress.activities.texts import Text, listed
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

USUAL_LEVELS = (N_("Yes"), N_("Partly"), N_("Not yet"))


class SelfAssessment(ActivityForm):
    """Statements that students tick for themselves."""

    default_title: ClassVar[Message] = N_("How well can you do it?")
    default_instructions: ClassVar[Message] = N_("Tick one box in each row.")

    activity: Literal["self-assessment"]
    statements: Annotated[
        tuple[Text, ...],
        Field(min_length=1, max_length=MOST_ITEMS),
        BeforeValidator(listed, json_schema_input_type=Text | list[Text]),
    ] = Field(description="What students may be able to do, such as: I can explain …")
    levels: Annotated[tuple[Text, ...], Field(min_length=2, max_length=5)] | None = Field(
        None, description="How well they can; from best to least."
    )

    def resolve(self, setting: Setting) -> AssessmentTask:
        report_repeated(setting, self.statements, ("statements",), "statement")
        report_repeated(setting, self.levels or (), ("levels",), "level")
        levels = tuple(RichText.from_markdown(level) for level in self.levels or ())
        return AssessmentTask(
            items=tuple(
                Statement(
                    number=index + 1,
                    id=setting.item_id(index + 1, ("statements", index)),
                    say=RichText.from_markdown(say),
                )
                for index, say in enumerate(self.statements)
            ),
            levels=levels or USUAL_LEVELS,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Item):
    """Something one can do, more or less."""

    say: RichText

    @property
    def lacks_evidence(self) -> bool:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentTask(Task):
    """`levels` are the columns to tick, from best to least."""

    items: tuple[Statement, ...]
    levels: tuple[RichText | Message, ...]

    @property
    def to_mark(self) -> bool:
        return False
