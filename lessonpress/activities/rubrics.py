"""Rubrics: what is looked at in an answer, how good it may be, and how many points that gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, WithJsonSchema

from lessonpress.activities.amounts import MOST_POINTS, amount
from lessonpress.activities.form import Form
from lessonpress.activities.texts import Paragraph, Paragraphs, Text, listed
from lessonpress.comparison import fold
from lessonpress.richtext import RichText

#: Who gets a rubric: students, on the sheet that they work on; teachers, in the key.
RubricPlace = Literal["sheet", "key", "both"]
Path = tuple[str | int, ...]

# The criterion's share of a table's width.
_CRITERION = 0.2


# --- what people write ---------------------------------------------------------------------------


def _score(value: object) -> float:
    """A number of points, of which 0 is one: what isn't there gets none."""
    return 0.0 if str(value).strip() in ("0", "0.0") else amount(value)


Score = Annotated[
    float,
    PlainValidator(_score),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": MOST_POINTS}),
]


def _level(value: object) -> object:
    return value if isinstance(value, dict) else {"level": value}


def _criterion(value: object) -> object:
    return value if isinstance(value, dict) else {"criterion": value}


class LevelForm(Form):
    level: Paragraph = Field(description="Its name, such as Good.")
    points: Score | None = Field(None, description="Points for it, in every criterion.")


class CriterionForm(Form):
    criterion: Paragraph = Field(description="What is looked at.")
    levels: Paragraphs = Field((), description="What each level looks like, in their order.")
    points: Annotated[
        tuple[Score, ...], BeforeValidator(listed, json_schema_input_type=Score | list[Score])
    ] = Field((), description="The most points for it, or those for each level, in their order.")


_Level = Annotated[LevelForm, BeforeValidator(_level, json_schema_input_type=Paragraph | LevelForm)]
_Criterion = Annotated[
    CriterionForm, BeforeValidator(_criterion, json_schema_input_type=Paragraph | CriterionForm)
]


class RubricForm(Form):
    """Criteria, and levels from the best down or the other way."""

    title: Paragraph | None = Field(None, description="What stands above it; there is a usual one.")
    levels: Annotated[tuple[_Level, ...], Field(min_length=2, max_length=6)] = Field(
        description="Names of the levels; each may say its `points`."
    )
    criteria: Annotated[tuple[_Criterion, ...], Field(min_length=1, max_length=20)] = Field(
        description="What is looked at, a row each."
    )

    def problems(self) -> Iterator[tuple[Path, str, str, str]]:
        """What doesn't fit together, each with its path, a way to mend it and a code."""
        count = len(self.levels)
        levelled = [level.points is not None for level in self.levels]
        if any(levelled) and not all(levelled):
            without = levelled.index(False)
            yield (
                ("levels", without),
                f"The level “{self.levels[without].level}” has no points, and others have.",
                "Give every level its points, or none.",
                "uneven-points",
            )
        elif any(levelled) and not any(level.points for level in self.levels):
            yield (
                ("levels", 0, "points"),
                "Nobody can have a point by this rubric.",
                "Write how many points a level gives.",
                "no-points",
            )
        scored = [bool(one.points) for one in self.criteria]
        seen: dict[str, int] = {}
        for index, one in enumerate(self.criteria):
            path: Path = ("criteria", index)
            if one.levels and len(one.levels) != count:
                yield (
                    (*path, "levels"),
                    f"There are {count} levels, and this criterion tells of {len(one.levels)}.",
                    "Write a text for each level, in their order, or leave all out.",
                    "uneven-levels",
                )
            if len(one.points) > 1 and len(one.points) != count:
                yield (
                    (*path, "points"),
                    f"There are {count} levels, and points for {len(one.points)}.",
                    "Write the points of each level, in their order, or just the most.",
                    "uneven-points",
                )
            if one.points and any(levelled):
                yield (
                    (*path, "points"),
                    "The levels say how many points they give, and so does this criterion.",
                    "Leave the points out in one of the two places.",
                    "points-twice",
                )
            elif one.points and not max(one.points):
                yield (
                    (*path, "points"),
                    "Nobody can have a point for this criterion.",
                    "Write how many it gives at most.",
                    "no-points",
                )
            elif any(scored) and not scored[index]:
                yield (
                    path,
                    f"The criterion “{one.criterion}” has no points, and others have.",
                    "Give every criterion its points, or none.",
                    "uneven-points",
                )
            name = fold(RichText.from_markdown(one.criterion).plain)
            if name in seen:
                yield (
                    (*path, "criterion"),
                    f"This criterion is the same as number {seen[name] + 1}.",
                    "Change or remove one of the two.",
                    "repeated",
                )
            seen.setdefault(name, index)


def _kind(value: object) -> str:
    return "rubric" if isinstance(value, (dict, list, RubricForm)) else "name"


#: A rubric, or the name of one of the lesson's.
RubricUse = Annotated[
    Annotated[Text, Tag("name")] | Annotated[RubricForm, Tag("rubric")], Discriminator(_kind)
]


# --- what templates see --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RubricLevel:
    name: RichText
    points: float | None


@dataclass(frozen=True, slots=True)
class RubricRow:
    """A criterion, `points` that it gives at most, and what each level is: in words, and in points
    where these are this criterion's own."""

    criterion: RichText
    points: float | None
    cells: tuple[tuple[RichText | None, float | None], ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """`numbers` are those of the questions that it is for; none where it is for a part as a whole.
    `total` is what it gives at most; None where it gives no points."""

    id: str
    title: RichText | None
    levels: tuple[RubricLevel, ...]
    rows: tuple[RubricRow, ...]
    numbers: tuple[int, ...] = ()
    on: RubricPlace = "both"

    @property
    def total(self) -> float | None:
        points = [row.points for row in self.rows]
        return None if None in points else sum(one for one in points if one is not None)

    @property
    def widths(self) -> str:
        """Each column's share of the measure, for the template."""
        last = 0.13 if self.total else 0.0
        shares = [_CRITERION, *[(1 - _CRITERION - last) / len(self.levels)] * len(self.levels)]
        return " ".join(f"{share:.4f}" for share in [*shares, *[last] * bool(last)])

    @classmethod
    def of(cls, form: RubricForm, identity: str, on: RubricPlace) -> Rubric:
        """The rubric of a form without problems."""
        levels = tuple(
            RubricLevel(RichText.from_markdown(one.level), one.points) for one in form.levels
        )
        most = max((one.points for one in levels if one.points is not None), default=None)
        rows = []
        for one in form.criteria:
            texts = [RichText.from_markdown(text) for text in one.levels]
            own = one.points if len(one.points) == len(levels) else ()
            rows.append(
                RubricRow(
                    RichText.from_markdown(one.criterion),
                    max(one.points) if one.points else most,
                    tuple(
                        (texts[at] if at < len(texts) else None, own[at] if own else None)
                        for at in range(len(levels))
                    ),
                )
            )
        title = None if form.title is None else RichText.from_markdown(form.title)
        return cls(identity, title, levels, tuple(rows), on=on)
