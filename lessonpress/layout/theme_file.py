"""`layout.yaml` as people write it: the keys it may have. Resolving them is the business of `look`.

Every key may be left out: what a file leaves out comes from the layout that it extends.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from lessonpress.layout.measures import (
    Colour,
    Indent,
    Inset,
    LineSpace,
    PaperName,
    Space,
    Stroke,
    Tracking,
    TypeSize,
    WordSpacing,
    parse_length,
)
from lessonpress.layout.theme import STYLE_NAMES, BoxName, Emphasis, LinkLook, StyleName
from lessonpress.spelling import advise

ColourName = Literal["ink", "muted", "accent", "link", "rule", "tint"]
COLOUR_NAMES: tuple[ColourName, ...] = ("ink", "muted", "accent", "link", "rule", "tint")


def _leading(value: object) -> float:
    """A factor of the size where it is below 4, else a length; a length is kept as negative."""
    length = parse_length(value)
    is_factor = isinstance(value, int | float) or str(value).strip().replace(".", "", 1).isdigit()
    if is_factor and 1 <= length < 4:
        return length
    if length >= 4:
        return -length
    raise PydanticCustomError(
        "wrong_leading",
        "Lines would stand on each other with a leading of `{value}`.",
        {"value": str(value), "hint": "Write a factor of the size such as `1.4`, or a length."},
    )


def _named_colour(value: object) -> object:
    text = str(value)
    if text.startswith("#") or text in COLOUR_NAMES or text == "none":
        return value
    raise PydanticCustomError(
        "wrong_colour",
        "`{value}` is not a colour.",
        {
            "value": text,
            "hint": advise(text, COLOUR_NAMES) + " Or write `#rrggbb`, in quotes.",
        },
    )


Leading = Annotated[float, BeforeValidator(_leading)]
NamedColour = Annotated[ColourName | Colour, BeforeValidator(_named_colour)]
Fill = Annotated[Literal["none"] | ColourName | Colour, BeforeValidator(_named_colour)]


class Keys(BaseModel):
    """What all parts of a layout's file share: no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MarginKeys(Keys):
    top: Space | None = None
    right: Space | None = None
    bottom: Space | None = None
    left: Space | None = None


class FontKeys(Keys):
    """`body` and `heading` are families, and so is whatever else a style names as its font.

    `primary` takes the place of both in what pupils up to the fifth grade read. `fallbacks` lend a character that a family lacks; `stand_ins` are what Word uses where a family
    is not installed.
    """

    body: str | None = None
    heading: str | None = None
    primary: str | None = None
    fallbacks: tuple[str, ...] | None = None
    stand_ins: dict[str, str] | None = None


class StyleKeys(Keys):
    """How text of one kind is set. What no layout in the chain says is as in `body`."""

    font: str | None = None
    size: TypeSize | None = None
    leading: Leading | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: NamedColour | None = None
    before: Space | None = None
    after: Space | None = None
    indent: Indent | None = None
    align: Literal["left", "center", "right"] | None = None
    tracking: Tracking | None = None
    word_spacing: WordSpacing | None = None
    emphasis: Emphasis | None = None
    uppercase: bool | None = None
    hyphenate: bool | None = None
    keep_with_next: bool | None = None
    rule: Literal["none", "above", "below"] | None = None


class BoxKeys(Keys):
    """How a box is drawn."""

    fill: Fill | None = None
    border: Literal["none", "left", "top", "top-bottom", "all"] | None = None
    border_width: Stroke | None = None
    border_colour: NamedColour | None = None
    padding: Inset | None = None
    before: Space | None = None
    after: Space | None = None


class LineKeys(Keys):
    """The distance of write-on lines."""

    primary: LineSpace | None = None
    secondary: LineSpace | None = None


class TypeKeys(Keys):
    """The least size of running text in what pupils read, by stage."""

    primary: TypeSize | None = None
    secondary: TypeSize | None = None


class LookKeys(Keys):
    """What a layout says about looks, for all its documents or for one of them."""

    paper: PaperName | None = None
    margins: MarginKeys | None = None
    columns: Annotated[int, Field(ge=1, le=4)] | None = None
    fonts: FontKeys | None = None
    styles: dict[StyleName, StyleKeys] | None = None
    colours: dict[ColourName, Colour] | None = None
    boxes: dict[BoxName, BoxKeys] | None = None
    lines: LineKeys | None = None
    type: TypeKeys | None = None
    links: LinkLook | None = None
    small: Annotated[float, Field(ge=0.7, le=1)] | None = None
    rule_width: Stroke | None = None
    list_indent: Inset | None = None
    table_padding: Inset | None = None


class LayerKeys(LookKeys):
    """What an accommodation lays over a layout.

    `every` is what all kinds of text have, whatever layouts say of one of them; `line` how many letters a line
    has at the most; `grounds` the colours of the paper that may be asked for, by their names.
    """

    description: str | None = None
    every: StyleKeys | None = None
    line: Annotated[int, Field(ge=30, le=100)] | None = None
    grounds: dict[str, Colour] | None = None
    documents: dict[str, LookKeys] | None = None


class LayoutKeys(LookKeys):
    """A whole `layout.yaml`.

    `documents` has what is different in one document (`handout`, `worksheet` …); `words` what the
    templates say, by language; `quotes` how straight quotation marks are set.
    """

    extends: str | None = None
    description: str | None = None
    documents: dict[str, LookKeys] | None = None
    words: dict[str, dict[str, str]] | None = None
    quotes: Literal["typographic", "as-written"] | None = None


Look = dict[str, Any]


def look_of(keys: LookKeys) -> Look:
    """What the keys say, as nested dicts; what they leave out is not in it."""
    return keys.model_dump(exclude_none=True, exclude={"extends", "description", "words", "quotes"})


def layer_of(keys: LayerKeys) -> Look:
    """The same of what an accommodation says, with what it says of all kinds of text said of each."""
    look = keys.model_dump(exclude_none=True, exclude={"description", "every", "line", "grounds"})
    every = {} if keys.every is None else keys.every.model_dump(exclude_none=True)
    styles = look.get("styles", {})
    look["styles"] = {name: _laid_over(every, styles.get(name, {})) for name in STYLE_NAMES}
    for own in look.get("documents", {}).values():
        own["styles"] = {
            name: _laid_over(every, {**styles.get(name, {}), **said})
            for name, said in own.get("styles", {}).items()
        }
    return look


def _laid_over(every: Look, said: Look) -> Look:
    """Both; the room between letters and between words is as much larger as the type is."""
    look = {**every, **said}
    for key in ("tracking", "word_spacing"):
        if key in every and key not in said and "size" in every:
            look[key] = round(every[key] * look["size"] / every["size"], 3)
    return look
