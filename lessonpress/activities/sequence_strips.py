"""Sequence strips: what happened, on strips to cut out and lay in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from lessonpress.activities.base import Setting, ShortAnswer
from lessonpress.activities.ordering import Ordering, OrderingTask
from lessonpress.words import N_, Message


class SequenceStrips(Ordering):
    """Events on strips, written in the right order and printed in another."""

    default_title: ClassVar[Message] = N_("What happened first?")
    default_instructions: ClassVar[Message] = N_(
        "Cut the strips out along the dashed lines and lay them in the order in which it happened."
    )
    marked = "when asked"

    activity: Literal["sequence-strips"]  # type: ignore[assignment]

    def resolve(self, setting: Setting) -> StripsTask:
        task = super().resolve(setting)
        letters = tuple(setting.letter(place) for place in range(len(task.items)))
        return StripsTask(items=task.items, in_order=task.in_order, letters=letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripsTask(OrderingTask):
    """Each strip has a letter: `letters`, in the order in which they are printed."""

    letters: tuple[str, ...]

    @property
    def apart(self) -> bool:
        return True

    @property
    def letters_in_order(self) -> tuple[str, ...]:
        """The letter of each item, as they happened."""
        return tuple(self.letters[item.number - 1] for item in self.in_order)

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(
            ShortAnswer.of(place, one) for place, one in enumerate(self.letters_in_order, start=1)
        )
