"""Points as people write them: whole numbers and halves, for each question or for a part as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

# More is a slip of the finger: a sheet's total would have four digits.
MOST_POINTS = 200

_HALVES = {"½": ".5", ",": "."}
_NUMBER: dict[str, Any] = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_POINTS}


@dataclass(frozen=True, slots=True)
class Said:
    """What someone says of points: `each` question's, or the `total` of a part. Nothing counts where
    `each` is 0: that is what `false` says."""

    each: float | None = None
    total: float | None = None


def amount(value: object) -> float:
    """A number of points; in quotes, with a comma or as `1½` it is one, too."""
    text = str(value).strip()
    for written, meant in _HALVES.items():
        text = text.replace(written, meant)
    try:
        number = 0.0 if isinstance(value, bool | list | dict) else float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= MOST_POINTS or number * 2 % 1:
        raise PydanticCustomError(
            "points",
            "This is no number of points.",
            {"hint": f"Write a whole number or a half, such as 2 or 1.5, up to {MOST_POINTS}."},
        )
    return number


def _said(value: object) -> Said:
    """What stands behind `points`: a number, true (1 each), false, or a mapping."""
    word = str(value).lower() if isinstance(value, str | bool) else ""
    if word in ("true", "false"):
        return Said(each=float(word == "true"))
    if not isinstance(value, Mapping):
        return Said(each=amount(value))
    if len(value) != 1 or not {"each", "total"}.issuperset(value):
        raise PydanticCustomError(
            "points",
            "Points are said for each question, or for all of them together.",
            {"hint": "Write `points: 2` (for each), or `points: {total: 10}`."},
        )
    return Said(**{key: amount(number) for key, number in value.items()})


def _each(value: object) -> Said:
    """What stands behind `points` where there is nothing to share out: a number, true or false."""
    if isinstance(value, Mapping) and set(value) == {"each"}:
        return _said(value)
    return Said(each=amount(value)) if isinstance(value, Mapping) else _said(value)


Amount = Annotated[float, PlainValidator(amount), WithJsonSchema(_NUMBER)]
#: Of a question, or of every question of a lesson.
Points = Annotated[
    Said, PlainValidator(_each), WithJsonSchema({"anyOf": [_NUMBER, {"type": "boolean"}]})
]
#: Of an activity.
PartPoints = Annotated[
    Said,
    PlainValidator(_said),
    WithJsonSchema(
        {
            "anyOf": [
                _NUMBER,
                {"type": "boolean"},
                *(
                    {
                        "type": "object",
                        "properties": {key: _NUMBER},
                        "required": [key],
                        "additionalProperties": False,
                    }
                    for key in ("each", "total")
                ),
            ]
        }
    ),
]
