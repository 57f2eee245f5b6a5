"""Room to write in: ruled lines, a box, a grid, half a page, a blank for a word, or none at all."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import Path, Setting, writing_lines

#: How room to write in is drawn, as the markup calls it: the `look` of `lines`.
Look = Literal["ruled", "box", "grid", "half-page"]
#: What there is no room for in fewer lines: a drawing, a calculation.
_LEAST_TO_DRAW = 5
#: How many letters a blank has room for: all that words go into are alike, so that none tells its answer.
FOR_NUMBER = 12
FOR_WORDS = 30
_LONGEST_WORDS = 28


def _as_named(value: object) -> object:
    """`half page` is `half-page`."""
    return value.strip().lower().replace(" ", "-") if isinstance(value, str) else value


#: What an author may ask for where an answer is written in sentences.
Space = Annotated[Literal["lines", "box", "grid", "half-page", "none"], BeforeValidator(_as_named)]
#: The same, or a blank for a word or a number.
SpaceOrBlank = Annotated[
    Literal["lines", "box", "grid", "half-page", "none", "blank"], BeforeValidator(_as_named)
]
LineCount = Annotated[int, Field(ge=1, le=60)]
SPACE = "What students write in: lines, a box, a grid of 5 mm, half a page, or none."


class Room(NamedTuple):
    """`lines` is how many lines of handwriting there is room for, 0 for none."""

    lines: int
    look: Look


_LOOKS: dict[str, Look] = {"lines": "ruled", "box": "box", "grid": "grid", "half-page": "half-page"}


def room_for(answer: str, space: str | None, lines: int | None, setting: Setting) -> Room:
    """Room for an answer of several blocks, a line each, in the space that was asked for."""
    look = _LOOKS.get(space or "lines")
    if look is None:
        return Room(0, "ruled")
    if lines is None:
        lines = writing_lines(answer, setting.stage)
        if look != "ruled":
            lines = max(lines, _LEAST_TO_DRAW)
    return Room(lines, look)


_UNCOUNTED = ("half-page", "none", "blank")


def space_said(own: str | None, of_all: str | None, lines: int | None) -> str | None:
    """The space that is asked for: a question's own, or that of all; a number of lines says `lines` where
    that of all has none."""
    if own is None and lines is not None and of_all in _UNCOUNTED:
        return "lines"
    return own or of_all


def report_lines_without_room(
    setting: Setting, path: Path, own: str | None, lines: int | None
) -> None:
    """Report a number of lines beside a space that isn't counted in them."""
    if lines is not None and own in _UNCOUNTED:
        setting.report(
            (*path, "lines"),
            f"With `space: {own}` there are no lines to count.",
            "Remove one of the two.",
            code="lines-without-room",
        )


def fits_blank(text: str) -> bool:
    """Whether there is room for that in a blank for words."""
    return "\n" not in text and len(text) <= _LONGEST_WORDS
