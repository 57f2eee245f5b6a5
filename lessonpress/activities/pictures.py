"""Pictures in what students do: beside a question, or above what is asked of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from lessonpress.activities.form import Form, Listed
from lessonpress.activities.texts import Paragraph, Text
from lessonpress.prose import Picture, ProseBlock, credit_line, in_words
from lessonpress.richtext import RichText


def _width(value: object) -> object:
    from lessonpress.markdown import share_of

    said = f"{value}".strip()
    share = share_of({"width": said if said.endswith("%") else f"{said}%"})
    if share is None or isinstance(value, bool):
        raise PydanticCustomError(
            "wrong-width",
            "This is no width of a picture.",
            {"hint": "Write a share of the text's width, above 0% and up to 100%: `width: 40%`."},
        )
    return share


Width = Annotated[float, BeforeValidator(_width, json_schema_input_type=str | float)]


class PictureForm(Form):
    """A picture: its file, and what it shows in words."""

    file: Text = Field(description="A PNG, JPEG or SVG file; its path counts from the event's.")
    alternative: Text = Field(description="What it shows, for those who can't see it.")
    caption: Paragraph | None = Field(None, description="What stands below it.")
    credit: Paragraph | None = Field(None, description="Whose it is.")
    licence: Paragraph | None = Field(None, description="How it may be used.")
    width: Width | None = Field(None, description="A share of the text's width, such as 40%.")

    @property
    def picture(self) -> Picture:
        return Picture(
            self.file,
            in_words(self.alternative),
            RichText.from_markdown(self.caption or ""),
            self.width,
            credit=credit_line(self.credit or "", self.licence or ""),
        )


class Pictured(Listed):
    """One of the things that an activity lists, with a picture that stands below its first paragraph."""

    picture: PictureForm | None = Field(None, description="A picture that it is about.")


def figures(form: PictureForm | None) -> tuple[ProseBlock, ...]:
    """The picture as a block of prose; none without one."""
    if form is None:
        return ()
    return (ProseBlock("figure", form.picture.caption, form.picture),)


def with_picture(item: Any, form: PictureForm | None) -> Any:
    """A question with its picture, behind all else that it asks. What is listed with pictures comes to
    items that say more than one paragraph, in `ask_more` or `say_more`."""
    if form is None:
        return item
    key = "ask_more" if hasattr(item, "ask_more") else "say_more"
    return replace(item, **{key: (*getattr(item, key), *figures(form))})
