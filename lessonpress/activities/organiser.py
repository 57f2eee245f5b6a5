"""What graphic organisers share: charts of spaces to write in, empty for students, filled in the key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import MOST_ITEMS, Evidence, Form, Item, Path, Setting, Task
from lessonpress.activities.texts import Text, Texts
from lessonpress.richtext import RichText
from lessonpress.words import Message

# A row that is taller than a page could not be printed.
Lines = Annotated[int, Field(ge=1, le=20)]


class Point(Form):
    """Something that belongs into a space, and what it rests on."""

    text: Text = Field(description="What belongs there; only the key shows it.")
    evidence: Texts = Field((), description="Quotes from the event that it rests on.")


def _points(value: object) -> object:
    listed = value if isinstance(value, (list, tuple)) else [value]
    return [one if isinstance(one, dict) else {"text": one} for one in listed]


def _things(value: object) -> object:
    return value if isinstance(value, dict) else {"text": value}


#: A text, or one with its evidence.
One = Annotated[Point, BeforeValidator(_things, json_schema_input_type=Text | Point)]
#: One or several of them.
Points = Annotated[
    tuple[Point, ...],
    Field(max_length=MOST_ITEMS),
    BeforeValidator(_points, json_schema_input_type=Text | Point | list[Text | Point]),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Space(Item):
    """Room to write in. `points` are what the key shows there, each with what it rests on.

    `of_lesson` is whether they stand in the lesson itself, so that they need no evidence.
    """

    points: tuple[tuple[RichText, tuple[Evidence, ...]], ...] = ()
    of_lesson: bool = False

    @property
    def lacks_evidence(self) -> bool:
        return not self.of_lesson and any(not evidence for _, evidence in self.points)

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return () if self.of_lesson else tuple((text.plain,) for text, _ in self.points)


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of a chart: `label` heads it, if it has one; each cell is a text that is given, or a space.

    `lines` is how many lines of handwriting its spaces hold.
    """

    label: RichText | Message | None
    cells: tuple[RichText | Space, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to fill in. `head` names its columns, that of labels too; it is empty where none has a
    name. `title` stands above it."""

    id: str
    head: tuple[RichText | Message, ...]
    rows: tuple[ChartRow, ...]
    title: RichText | None = None

    @property
    def widths(self) -> str:
        """Each column's share of the measure, for the template: a column of labels is narrower."""
        columns = len(self.rows[0].cells)
        labelled = self.rows[0].label is not None
        label = 0.24 if labelled else 0
        shares = [label] * labelled + [(1 - label) / columns] * columns
        return " ".join(f"{share:.4f}" for share in shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganiserTask(Task):
    """`prompt` stands above the charts."""

    items: tuple[Space, ...]
    charts: tuple[Chart, ...]
    prompt: RichText | None = None

    @property
    def from_vocabulary(self) -> bool:
        return any(item.of_lesson for item in self.items)

    @property
    def answered(self) -> bool:
        """Whether the key has anything to show in a space."""
        return any(item.points for item in self.items)


@dataclass(slots=True)
class Drawing:
    """Charts as they are drawn for a setting: numbers the spaces and finds what they rest on."""

    setting: Setting
    _spaces: list[Space]
    _charts: list[Chart]

    @classmethod
    def on(cls, setting: Setting) -> Drawing:
        return cls(setting, [], [])

    def space(self, path: Path, points: Iterable[Point] | Point | None = ()) -> Space:
        """A new space for what is written at `path` in the activity: a list of points, or just one."""
        listed = [points] if isinstance(points, Point) else list(points or ())
        number = len(self._spaces) + 1
        space = Space(
            number=number,
            id=self.setting.item_id(number, path),
            points=tuple(
                (
                    RichText.from_markdown(point.text),
                    self.setting.evidence(
                        point.evidence, path if listed == [points] else (*path, index)
                    ),
                )
                for index, point in enumerate(listed)
            ),
        )
        self._spaces.append(space)
        return space

    def known_space(self, path: Path, text: RichText) -> Space:
        """A new space for what the lesson itself says, such as a definition."""
        number = len(self._spaces) + 1
        identity = self.setting.item_id(number, path)
        space = Space(number=number, id=identity, points=((text, ()),), of_lesson=True)
        self._spaces.append(space)
        return space

    def chart(
        self,
        head: Sequence[RichText | Message],
        rows: Iterable[ChartRow],
        title: RichText | None = None,
    ) -> None:
        """A new chart below those that are there."""
        number = len(self._charts) + 1
        self._charts.append(Chart(f"{self.setting.id}_t{number}", tuple(head), tuple(rows), title))

    def task(self, prompt: str | None = None) -> OrganiserTask:
        """What the charts come to, with what stands above them."""
        return OrganiserTask(
            items=tuple(self._spaces),
            charts=tuple(self._charts),
            prompt=None if prompt is None else RichText.from_markdown(prompt),
        )
