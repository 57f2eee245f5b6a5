"""Timeline: what happened when, along a line drawn to scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    ActivityForm,
    Item,
    Listed,
    Setting,
    Task,
    report_repeated,
)
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraph, Texts
from lessonpress.activities.written_values import WrittenDate, read_date
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

# As many as have room beside one line, on one page.
_MOST_EVENTS = 16
# For dates without a year, or times without a day: any will do that is the same for all.
_ANY_YEAR = 2000


class DatedEvent(Listed):
    date: Paragraph = Field(description="When it happened: a year, a month, a day, a time.")
    text: Paragraph = Field(description="What happened.")
    evidence: Texts = Field((), description="Quotes from the event that show it.")


class Timeline(ActivityForm):
    """Events along a line, at distances to scale."""

    default_title: ClassVar[Message] = N_("Timeline")
    default_instructions: ClassVar[Message] = N_("Fill in the timeline.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("word_bank", "example")

    activity: Literal["timeline"]
    events: Annotated[tuple[DatedEvent, ...], Field(min_length=2, max_length=_MOST_EVENTS)]
    leave_out: Literal["events", "dates", "nothing"] = Field(
        "events", description="What students fill in."
    )

    def resolve(self, setting: Setting) -> TimelineTask:
        report_repeated(setting, [one.text for one in self.events], ("events",), "event", "text")
        dates = [self._date(setting, index) for index in range(len(self.events))]
        self._report_mixture(setting, dates)
        if setting.findings:
            return TimelineTask(items=(), leave_out=self.leave_out)
        moments = [_moment(date) for date in dates if date is not None]
        first, last = min(moments), max(moments)
        if first == last:
            setting.report(
                ("events",),
                "All events have the same date, so that there is no line between them.",
                "Say the dates more exactly (a month, a day, a time).",
                code="dates-equal",
            )
            return TimelineTask(items=(), leave_out=self.leave_out)
        order = sorted(range(len(moments)), key=lambda one: moments[one])
        items = []
        for place, index in enumerate(order, start=1):
            event, path = self.events[index], ("events", index)
            items.append(
                TimelineItem(
                    number=place,
                    id=setting.item_id(place, path),
                    evidence=setting.evidence(event.evidence, path),
                    date=RichText.from_markdown(event.date),
                    text=RichText.from_markdown(event.text),
                    place=(moments[index] - first) / (last - first),
                )
            )
        return TimelineTask(items=tuple(items), leave_out=self.leave_out)

    def help_with(self, task: TimelineTask, helping: Helping) -> Support:
        """What is left out, in another order."""
        if task.leave_out == "nothing":
            return Support(task)
        left = [item.date if task.leave_out == "dates" else item.text for item in task.items]
        return Support(task, bank=helping.bank_of(left))

    def _date(self, setting: Setting, index: int) -> WrittenDate | None:
        text = self.events[index].date
        date = read_date(RichText.from_markdown(text).plain, setting.language)
        if date is None:
            setting.report(
                ("events", index, "date"),
                f"`{text}` can't be read as a date, so it has no place on the line.",
                "Write a year, `May 1945`, `8 May 1945` or `8 May 1945, 9:30`; say more in the text.",
                code="unreadable-date",
            )
        return date

    def _report_mixture(self, setting: Setting, dates: list[WrittenDate | None]) -> None:
        """Dates with a year and without one have no common line."""
        begin = [None if date is None else _begins(date) for date in dates]
        known = [one for one in begin if one is not None]
        for index, one in enumerate(begin):
            if one is not None and one != known[0]:
                setting.report(
                    ("events", index, "date"),
                    f"`{self.events[index].date}` does not begin with a year, a month or a time as the "
                    "first date does.",
                    "Write all dates with their year, or none.",
                    code="dates-unlike",
                )


def _begins(date: WrittenDate) -> int:
    """Which part of a date is the first that is given: 0 for the year."""
    return next(at for at, part in enumerate(date.parts) if part is not None)


def _moment(date: WrittenDate) -> float:
    """A date in years, at the beginning of what it names; months count as a twelfth of a year."""
    year, month, day, hour, minute = (*date.parts, None, None, None, None, None)[:5]
    whole = _ANY_YEAR if year is None else year + (year < 0)  # no year 0 comes before the year 1
    days = ((day or 1) - 1) + (hour or 0) / 24 + (minute or 0) / 1440
    return whole + ((month or 1) - 1) / 12 + days / 31 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem(Item):
    """An event; `place` is where it belongs on the line, from 0 to 1."""

    date: RichText
    text: RichText
    place: float

    @property
    def lacks_evidence(self) -> bool:
        return False  # its date is what it rests on

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return ((f"{self.text.plain} {self.date.plain}",),)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineTask(Task):
    """Events as they happened."""

    items: tuple[TimelineItem, ...]
    leave_out: str

    @property
    def to_mark(self) -> bool:
        return self.leave_out != "nothing"

    @property
    def scale(self) -> str:
        """Where each event belongs, for the template."""
        return " ".join(f"{item.place:.4f}" for item in self.items)
