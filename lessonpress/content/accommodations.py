"""How people write accommodations: by their names, alone, with a size, a paper or a tint, or joined by `+`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from lessonpress.activities.base import Form
from lessonpress.registry.accommodations import (
    ACCOMMODATIONS,
    NONE,
    WrongAccommodation,
    accommodation,
    in_order,
    of,
)

if TYPE_CHECKING:
    Kind = str
    Size = int
    Paper = str
    Tint = str
else:
    Kind = Literal[tuple(ACCOMMODATIONS)]
    _SIZES = tuple(one.sizes for one in ACCOMMODATIONS.values() if one.sizes)
    Paper = Literal[tuple(dict.fromkeys(p for one in ACCOMMODATIONS.values() for p in one.papers))]
    Tint = Literal[tuple(dict.fromkeys(t for one in ACCOMMODATIONS.values() for t in one.tints))]
    Size = Annotated[
        int,
        Field(
            ge=min(least for least, _ in _SIZES),
            le=max(most for _, most in _SIZES),
        ),
    ]


class DetailForm(Form):
    """What is said of an accommodation besides its name."""

    size: Size | None = Field(None, description="The size of its running text, in points.")
    paper: Paper | None = Field(None, description="The paper that it is printed on.")
    tint: Tint | None = Field(None, description="The ground that it is printed on, in colour.")


_DETAILS = tuple(DetailForm.model_fields)


def _listed(value: object) -> object:
    """One stands for a list of it, and so does a mapping of names; `none` for no accommodation."""
    if value == NONE:
        return ()
    return value if value is None or isinstance(value, list | tuple) else (value,)


def _keys(entry: object) -> tuple[str, ...]:
    """The key of each accommodation that an entry names: alone, or before its details."""
    named = entry.items() if isinstance(entry, dict) else ((entry, None),)
    return tuple(_key(name, details) for name, details in named)


def _flat(entries: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return in_order(key for entry in entries for key in entry)


def _key(name: object, details: object) -> str:
    try:
        if not isinstance(name, str):
            raise WrongAccommodation(f"`{name}` is no accommodation.", _HOW)
        if details is None:
            return accommodation(name).key
        return of(name, **_details(details)).key
    except WrongAccommodation as error:
        raise PydanticCustomError(
            "accommodation", "{what}", _told(str(error), error.hint)
        ) from None


def _details(said: object) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise WrongAccommodation(f"`{said}` says nothing of an accommodation.", _HOW)
    found: dict[str, Any] = {}
    for key, value in said.items():
        if key not in _DETAILS:
            from lessonpress.spelling import advise

            message = f"`{key}` is not known of an accommodation."
            raise WrongAccommodation(message, advise(str(key), _DETAILS))
        if value is None:
            continue
        found[key] = value if key != "size" else _size(value)
        if key != "size" and not isinstance(value, str):
            raise WrongAccommodation(f"`{value}` is no {key}.", _HOW)
    return found


def _size(value: object) -> int:
    """Points; `22pt` as well."""
    text = str(value).strip().removesuffix("pt").strip()
    if isinstance(value, bool) or not text.isdecimal():
        raise WrongAccommodation(f"`{value}` is no size of type.", "Write whole points: 22.")
    return int(text)


def _told(message: str, hint: str) -> dict[str, Any]:
    return {"what": message, "hint": hint}


_HOW = "Write `accommodations: [large-print]`, or `accommodations: {large-print: {size: 22}}`."

#: One with details in its name, or several joined.
_Key = Annotated[
    str, Field(pattern=rf"^({'|'.join(ACCOMMODATIONS)})([-+ ].*)?$", examples=["large-print-22"])
]
_Entry: TypeAlias = Kind | _Key | dict[Kind, DetailForm | None]
Accommodations = Annotated[
    tuple[Annotated[tuple[str, ...], BeforeValidator(_keys)], ...],
    BeforeValidator(_listed, json_schema_input_type=Literal["none"] | _Entry | tuple[_Entry, ...]),
    AfterValidator(_flat),
]
