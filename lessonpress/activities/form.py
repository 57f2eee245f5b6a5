"""How people write anything at all in a spec: forms, truths, lists to pick from, draws from a bank."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from lessonpress.activities.texts import Text, Texts

# More than anybody hands out; what is longer is a slip of the program that wrote it.
MOST_ITEMS = 200


def whole(value: object) -> object:
    """A whole number, also where it was written in quotes."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _truth(value: object) -> object:
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError(
        "not-true-or-false", "This is neither true nor false.", {"hint": "Write true or false."}
    )


Truth = Annotated[bool, BeforeValidator(_truth, json_schema_input_type=bool)]
Minutes = Annotated[int, Field(ge=1, le=600)]


class Form(BaseModel):
    """Something that people write: unknown keys are mistakes."""

    # Built when first used: a lesson's form builds those within it once, not each on its own.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_empty(cls, data: Any) -> Any:
        """`sources:` with nothing behind it is as if it weren't there, where that is allowed."""
        if not isinstance(data, dict) or None not in data.values():
            return data
        fields = cls.model_fields
        return {
            key: value
            for key, value in data.items()
            if value is not None or key not in fields or fields[key].is_required()
        }


class Listed(Form):
    """One of the things that an activity lists, such as a question. Of these, `pick` takes some, and a
    bank keeps them for several lessons."""

    keep: Truth = Field(False, description="Print it whatever `pick` takes?")
    todo: Truth = Field(
        False, description="Is it still to be looked at? Then it is marked so on paper."
    )


class Draw(Form):
    """Questions of a bank that an activity draws: of its own kind those on a topic, those of these names,
    or all."""

    bank: Text = Field(description="The bank: its file's name in lessons/questions/, no ending.")
    topics: Texts = Field((), alias="topic", description="Those on one of these topics.")
    names: Texts = Field((), description="Those of these names, in this order.")


def _draws(value: object) -> object:
    several = value if isinstance(value, list | tuple) else [value]
    return [{"bank": one} if isinstance(one, str | int | float) else one for one in several]


Draws = Annotated[
    tuple[Draw, ...],
    Field(min_length=1, max_length=MOST_ITEMS),
    BeforeValidator(_draws, json_schema_input_type=Text | Draw | list[Text | Draw]),
]
