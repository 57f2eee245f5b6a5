"""Ordering: what happened, printed shuffled, to be numbered from first to last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Listed,
    Setting,
    ShortAnswer,
    Task,
    report_repeated,
)
from lessonpress.activities.support import Helping, Support
from lessonpress.activities.texts import Paragraph, Texts
from lessonpress.activities.written_values import WrittenDate, compare_dates, read_date
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

_FIRST, _LAST = N_("First:"), N_("Last:")
# With both ends told, nothing would be left to be put in order.
_FEW = 3


class Happening(Listed):
    text: Paragraph = Field(description="What happened.")
    date: Paragraph | None = Field(None, description="When; only the key shows it.")
    evidence: Texts = Field((), description="Quotes from the event that show it.")


class Ordering(ActivityForm):
    """What happened, written in the right order and printed in another."""

    default_title: ClassVar[Message] = N_("Put the events in order")
    default_instructions: ClassVar[Message] = N_(
        "Number the events in the order in which they happened."
    )
    order: ClassVar[Literal["any", "shuffled", "given"]] = "shuffled"

    activity: Literal["ordering"]
    events: Annotated[tuple[Happening, ...], Field(min_length=2, max_length=MOST_ITEMS)]

    def resolve(self, setting: Setting) -> OrderingTask:
        report_repeated(setting, [event.text for event in self.events], ("events",), "event")
        self._report_dates(setting)
        order = setting.order(len(self.events))
        items = []
        for place, index in enumerate(order):
            event = self.events[index]
            path = ("events", index)
            items.append(
                OrderingItem(
                    number=place + 1,
                    id=setting.item_id(place + 1, path),
                    evidence=setting.evidence(event.evidence, path),
                    text=RichText.from_markdown(event.text),
                    answer=index + 1,
                    date=event.date,
                )
            )
        in_order = sorted(items, key=lambda item: item.answer)
        return OrderingTask(items=tuple(items), in_order=tuple(in_order))

    def help_with(self, task: OrderingTask, helping: Helping) -> Support:
        """What comes first, and of more than three also what comes last: in words, so that all is numbered."""
        first, *_, last = task.in_order
        told = [(_FIRST, first.text)]
        if len(task.in_order) > _FEW:
            told.append((_LAST, last.text))
        return Support(task, told=tuple(told))

    def _report_dates(self, setting: Setting) -> None:
        """Report each date that says otherwise than the order, or leaves two orders right."""
        earlier: list[tuple[int, WrittenDate]] = []
        for index, event in enumerate(self.events):
            date = read_date(event.date, setting.language) if event.date else None
            if date is None:
                continue
            for before, other in earlier:
                order = compare_dates(other, date)
                if order is None or order < 0:
                    continue
                there = f"{self.events[before].date} (event {before + 1})"
                if order:
                    message = f"{event.date} is earlier than {there}, which stands before it."
                    hint = "Put the events into the order in which they happened, or mend the date."
                else:
                    message = f"This has the same date as {there}, so that two orders are right."
                    hint = "Say both dates more exactly (a month, a day, a time), or leave one out."
                code = "dates-out-of-order" if order else "dates-equal"
                setting.report(("events", index, "date"), message, hint, code=code)
                break
            earlier.append((index, date))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderingItem(Item):
    """One of the events; `answer` is its place in the right order, from 1."""

    text: RichText
    answer: int
    date: str | None

    @property
    def lacks_evidence(self) -> bool:
        return self.date is None and not self.evidence

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return ((self.text.plain,),)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderingTask(Task):
    """`items` as they are printed, `in_order` the same ones as they happened."""

    items: tuple[OrderingItem, ...]
    in_order: tuple[OrderingItem, ...]

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer.of(item.number, str(item.answer)) for item in self.items)
