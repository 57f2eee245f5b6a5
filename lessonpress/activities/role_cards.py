"""Role cards: whom students play, what they know and what they want, to be cut out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Evidence,
    Item,
    Listed,
    Setting,
    Task,
    report_repeated,
    riches,
)
from lessonpress.activities.texts import Text, Texts
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class Role(Listed):
    name: Text = Field(description="Who it is.")
    about: Text = Field(description="What students who play it should know.")
    goals: Texts = Field((), description="What it wants.")
    evidence: Texts = Field((), description="Quotes from the event that the card rests on.")


class RoleCards(ActivityForm):
    """Cards for a role play."""

    default_title: ClassVar[Message] = N_("Play a role")
    default_instructions: ClassVar[Message] = N_(
        "Cut out the cards along the dashed lines. Each of you plays one role."
    )

    activity: Literal["role-cards"]
    roles: Annotated[tuple[Role, ...], Field(min_length=2, max_length=MOST_ITEMS)]

    def resolve(self, setting: Setting) -> RolesTask:
        report_repeated(setting, [one.name for one in self.roles], ("roles",), "role", "name")
        items = []
        for index, role in enumerate(self.roles):
            path = ("roles", index)
            items.append(
                RoleCard(
                    number=index + 1,
                    id=setting.item_id(index + 1, path),
                    evidence=setting.evidence(role.evidence, path),
                    name=RichText.from_markdown(role.name),
                    about=RichText.from_markdown(role.about),
                    goals=riches(role.goals),
                )
            )
        return RolesTask(items=tuple(items))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCard(Item):
    """A card; what it rests on is the key's."""

    name: RichText
    about: RichText
    goals: tuple[RichText, ...]

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        return self.evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesTask(Task):
    items: tuple[RoleCard, ...]

    @property
    def apart(self) -> bool:
        return True

    @property
    def to_mark(self) -> bool:
        return False

    @property
    def pairs(self) -> tuple[tuple[RoleCard, ...], ...]:
        """The cards two by two, as they stand in the rows; the last may be alone."""
        return tuple(self.items[at : at + 2] for at in range(0, len(self.items), 2))
