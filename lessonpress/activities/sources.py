"""Sources to be read as historians read them: in words or a picture, with who made them, when and where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from lessonpress.activities.base import Form, Truth, rich
from lessonpress.activities.pictures import PictureForm
from lessonpress.activities.texts import Text
from lessonpress.markdown_prose import parse_prose
from lessonpress.prose import Picture, ProseBlock, in_words
from lessonpress.richtext import RichText


def _named(value: object) -> object:
    """A file's name alone; what it shows is said beside it."""
    if isinstance(value, str) and value.strip():
        return PictureForm.model_construct(file=value.strip(), alternative="")
    return value


class Source(Form):
    text: Text | None = Field(
        None, description="The source's words; several paragraphs are allowed."
    )
    picture: (
        Annotated[PictureForm, BeforeValidator(_named, json_schema_input_type=Text | PictureForm)]
        | None
    ) = Field(None, description="A picture; or its file alone, whose path counts from the event's.")
    alternative: Text | None = Field(
        None, description="What the picture shows, for those who can't see it."
    )
    title: Text | None = Field(None, description="What it is called.")
    author: Text | None = Field(None, description="Who made it.")
    date: Text | None = Field(None, description="When.")
    place: Text | None = Field(None, description="Where.")
    from_: Text | None = Field(None, alias="from", description="Where it can be found.")
    line_numbers: Truth = Field(
        False, description="Print the number of every fifth line in the margin?"
    )

    @model_validator(mode="after")
    def _has_something_to_read(self) -> Source:
        if self.text is None and self.picture is None:
            raise PydanticCustomError(
                "no-source",
                "There is nothing to read in this source.",
                {"hint": "Write its words behind `text: |`, or its file behind `picture:`."},
            )
        if self.picture is not None and not (self.picture.alternative or self.alternative):
            raise PydanticCustomError(
                "no-alternative",
                "The picture of this source says nothing to those who can't see it.",
                {"hint": "Add `alternative:` with what it shows, in a sentence."},
            )
        if self.text is None and self.line_numbers:
            raise PydanticCustomError(
                "no-lines",
                "This source has no lines that could be numbered.",
                {"hint": "Leave `line_numbers` out; it is for a source in words."},
            )
        return self

    def _shown(self) -> Picture | None:
        if self.picture is None:
            return None
        picture = self.picture.picture
        return replace(picture, alternative=picture.alternative or in_words(self.alternative or ""))

    def read(self) -> ReadSource:
        """What is printed of it."""
        head = (self.author, self.date, self.place)
        return ReadSource(
            title=rich(self.title),
            head=tuple(RichText.from_markdown(one) for one in head if one),
            text=parse_prose(self.text or ""),
            found=rich(self.from_),
            picture=self._shown(),
            line_numbers=self.line_numbers,
        )


@dataclass(frozen=True, slots=True)
class ReadSource:
    """`head` says who, when and where; `found` where the source can be found."""

    title: RichText | None
    head: tuple[RichText, ...]
    text: tuple[ProseBlock, ...]
    found: RichText | None
    picture: Picture | None = None
    line_numbers: bool = False
