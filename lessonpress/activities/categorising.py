"""Categorising: things in a box, shuffled, to be sorted into a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Form,
    Item,
    Path,
    Setting,
    ShortAnswer,
    Task,
    alike,
    report_contradiction,
    report_repeated,
)
from lessonpress.activities.support import Helping, Support
from lessonpress.activities.texts import Paragraph, Texts, items_of
from lessonpress.activities.written_values import same_value
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message, listing

# What a key says before the numbers that belong into a column, or into none.
_NAME, _NONE = N_("{place}:"), N_("In none of the columns:")
# How many more lines a category has than its share of all: what is uneven has room, and tells nothing.
_SPARE = 2


_HOW_MANY = N_("So many belong in each column:")


class Thing(Form):
    text: Paragraph = Field(description="What is to be sorted.")
    evidence: Texts = Field((), description="Quotes from the event that show where it belongs.")


def _things(value: object) -> object:
    listed = value if isinstance(value, (list, tuple)) else [value]
    return [one if isinstance(one, dict) else {"text": one} for one in listed]


Things = Annotated[
    tuple[Thing, ...],
    Field(max_length=MOST_ITEMS),
    BeforeValidator(_things, json_schema_input_type=Paragraph | Thing | list[Paragraph | Thing]),
]


class Category(Form):
    category: Paragraph = Field(description="What it is called; heads its column.")
    items: Annotated[Things, Field(min_length=1)] = Field(description="What belongs into it.")


class Categorising(ActivityForm):
    """Things to sort into the columns of a table."""

    default_title: ClassVar[Message] = N_("Sort into the table")
    default_instructions: ClassVar[Message] = N_(
        "Write each thing from the box, or its number, into the column that it belongs to."
    )
    order: ClassVar[Literal["any", "shuffled", "given"]] = "shuffled"

    activity: Literal["categorising"]
    categories: Annotated[
        tuple[Category, ...], Field(min_length=2, max_length=5), items_of("category", "items")
    ]
    distractors: Things = Field((), description="What belongs into none of them.")
    lines: Annotated[int, Field(ge=1, le=20)] | None = Field(
        None, description="Lines that each column has; without it, room for an uneven share."
    )

    @property
    def usual_instructions(self) -> Message:
        if self.distractors:
            return N_(
                "Write each thing from the box, or its number, into the column that it belongs to. Some belong nowhere."
            )
        return self.default_instructions

    def resolve(self, setting: Setting) -> CategorisingTask:
        names = [one.category for one in self.categories]
        report_repeated(setting, names, ("categories",), "category", "category")
        self._report_things(setting)
        all_things: list[tuple[Thing, int | None, Path]] = [
            (thing, place, ("categories", place, "items", at))
            for place, one in enumerate(self.categories)
            for at, thing in enumerate(one.items)
        ]
        all_things += [
            (thing, None, ("distractors", at)) for at, thing in enumerate(self.distractors)
        ]
        columns = [RichText.from_markdown(name) for name in names]
        items = []
        for number, at in enumerate(setting.order(len(all_things)), start=1):
            thing, column, path = all_things[at]
            items.append(
                SortedItem(
                    number=number,
                    id=setting.item_id(number, path),
                    evidence=setting.evidence(thing.evidence, path),
                    text=RichText.from_markdown(thing.text),
                    column=column,
                )
            )
        share = -(-len(all_things) // len(columns))
        return CategorisingTask(
            items=tuple(items),
            columns=tuple(columns),
            lines=self.lines or min(len(all_things), share + _SPARE),
        )

    def help_with(self, task: CategorisingTask, helping: Helping) -> Support:
        """How many things belong into each column."""
        counts = [sum(item.column == at for item in task.items) for at in range(len(task.columns))]
        said = "; ".join(
            f"{name}: {count}" for name, count in zip(task.columns, counts, strict=True)
        )
        return Support(task, told=((_HOW_MANY, RichText.verbatim(said)),))

    def _report_things(self, setting: Setting) -> None:
        """Report each thing that stands twice, or that another activity sorts otherwise."""
        lists = [(one.items, ("categories", at, "items")) for at, one in enumerate(self.categories)]
        names = [one.category for one in self.categories]
        for place, category in enumerate(self.categories):
            for at, thing in enumerate(category.items):
                where: Path = ("categories", place, "items", at)
                report_contradiction(setting, where, thing.text, [category.category], names)
        seen: list[str] = []
        for things, path in (*lists, (self.distractors, ("distractors",))):
            for at, thing in enumerate(things):
                if any(
                    alike(thing.text) == alike(one) or same_value(thing.text, one, setting.language)
                    for one in seen
                ):
                    setting.report(
                        (*path, at),
                        f"`{thing.text}` stands twice, so that two places may be right.",
                        "Leave it in the category that it belongs to, and remove the other.",
                        code="repeated",
                    )
                seen.append(thing.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedItem(Item):
    """Something in the box; `column` is the place of the column that it belongs to, None for none."""

    text: RichText
    column: int | None

    @property
    def lacks_evidence(self) -> bool:
        return False  # what belongs where may be in nobody's words

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return ((self.text.plain,),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorisingTask(Task):
    """`items` stand in the box in their order, numbered; each of the `columns` has so many `lines`."""

    items: tuple[SortedItem, ...]
    columns: tuple[RichText, ...]
    lines: int

    @property
    def answer_count(self) -> int:
        return len(self.items)

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        """Column by column, as it is marked."""
        places = [*range(len(self.columns)), None]
        found = []
        for place in places:
            numbers = [str(item.number) for item in self.items if item.column == place]
            name = _NONE if place is None else _NAME.having(place=self.columns[place].plain)
            if numbers:
                found.append(ShortAnswer(name, listing(numbers)))
        return tuple(found)
