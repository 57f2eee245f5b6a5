"""Lengths, colours and papers as people write them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from lessonpress.spelling import advise

#: In points; no paper of ours is longer.
LONGEST = 1440.0
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LENGTH = re.compile(r"(-?[0-9]*\.?[0-9]+) ?(pt|mm|cm|in|)")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")

# Width and height in points: ISO 216 in whole millimetres, the American ones in inches.
_SHEETS = {
    "A3": (297 * _POINTS["mm"], 420 * _POINTS["mm"]),
    "A4": (210 * _POINTS["mm"], 297 * _POINTS["mm"]),
    "A5": (148 * _POINTS["mm"], 210 * _POINTS["mm"]),
    "A6": (105 * _POINTS["mm"], 148 * _POINTS["mm"]),
    "Letter": (8.5 * 72, 11 * 72.0),
    "Legal": (8.5 * 72, 14 * 72.0),
}
PAPERS: tuple[str, ...] = (*_SHEETS, *(f"{name}-landscape" for name in _SHEETS))

#: As dark as a tint may be: 12 % grey, on which a photocopier still leaves the text legible.
DARKEST_TINT = "#e0e0e0"
#: WCAG 2.1, success criterion 1.4.3 (AA), for text of any size.
LEAST_CONTRAST = 4.5


def parse_length(value: object) -> float:
    """A length in points: `12` and `12pt` are points; `mm`, `cm` and `in` are the other units.

    Raises PydanticCustomError with a hint for anything else.
    """
    match = None if isinstance(value, bool) else _LENGTH.fullmatch(str(value).strip())
    if match is None:
        raise PydanticCustomError(
            "wrong_length",
            "`{value}` is not a length.",
            {"value": str(value), "hint": "Write it as `12`, `12pt`, `8.5mm`, `1cm` or `0.5in`."},
        )
    length = float(match[1]) * _POINTS[match[2] or "pt"]
    if abs(length) > LONGEST:
        shown = str(value) if len(str(value)) <= 20 else f"{str(value)[:19]}…"
        raise PydanticCustomError(
            "wrong_length",
            "`{value}` is longer than any page.",
            {"value": shown, "hint": f"{LONGEST:g}pt (20 inches) is the most."},
        )
    return length


def parse_paper(value: object) -> str:
    """A paper's name as it is known here, in whatever case it was written."""
    known = {name.lower(): name for name in PAPERS}
    name = known.get(str(value).strip().lower())
    if name is None:
        raise PydanticCustomError(
            "unknown_paper",
            "There is no paper `{value}`.",
            {"value": str(value), "hint": advise(str(value), PAPERS)},
        )
    return name


def sheet_size(paper: str) -> tuple[float, float]:
    """Width and height in points of one of PAPERS."""
    name, _, turned = paper.partition("-")
    width, height = _SHEETS[name]
    return (height, width) if turned else (width, height)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 (black) to 1 (white).

    https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
    """
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21. https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


WIDEST_INSET = 72.0


def _positive(value: object) -> float:
    length = parse_length(value)
    if length < 0:
        raise PydanticCustomError(
            "wrong_length", "`{value}` is less than nothing.", {"value": str(value), "hint": ""}
        )
    return length


def _inset(value: object) -> float:
    """A space inside a page's measure; beyond an inch there would be no room left for words."""
    length = _positive(value)
    if length > WIDEST_INSET:
        raise PydanticCustomError(
            "wrong_length",
            "`{value}` leaves no room for words.",
            {"value": str(value), "hint": "An inch (72pt) is the most."},
        )
    return length


def _type_size(value: object) -> float:
    size = parse_length(value)
    if not 6 <= size <= 72:
        raise PydanticCustomError(
            "wrong_size",
            "Nobody reads type of {size} points.",
            {"size": f"{size:g}", "hint": "A size lies between 6 and 72 points."},
        )
    return size


def _colour(value: object) -> str:
    text = str(value)
    if not _HEX.fullmatch(text):
        raise PydanticCustomError(
            "wrong_colour",
            "`{value}` is not a colour.",
            {"value": text, "hint": 'Write it as `#rrggbb`, in quotes, such as `"#1f3a5f"`.'},
        )
    return text.lower()


def _within(least: float, most: float, why: str) -> BeforeValidator:
    """Takes a length from `least` to `most` points."""

    def check(value: object) -> float:
        length = parse_length(value)
        if not least <= length <= most:
            raise PydanticCustomError(
                "wrong_length",
                "`{value}` {why}.",
                {"value": str(value), "why": why, "hint": f"Write {least:g}pt to {most:g}pt."},
            )
        return length

    return BeforeValidator(check)


Indent = Annotated[float, _within(-WIDEST_INSET, 2 * WIDEST_INSET, "leaves no room for words")]
Tracking = Annotated[
    float, _within(-5, 36, "tears words apart, or lets letters stand on each other")
]
WordSpacing = Annotated[float, _within(0, 36, "tears lines apart")]
Stroke = Annotated[float, _within(0, 36, "is no line")]
LineSpace = Annotated[float, _within(10, 144, "is no distance to write by hand on")]
Space = Annotated[float, BeforeValidator(_positive)]
Inset = Annotated[float, BeforeValidator(_inset)]
TypeSize = Annotated[float, BeforeValidator(_type_size)]
Colour = Annotated[str, BeforeValidator(_colour)]
PaperName = Annotated[str, BeforeValidator(parse_paper)]
