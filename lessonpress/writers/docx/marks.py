"""Marks in a DOCX: how large they are, as character styles. Knows no block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.layout.marks import STROKE, letter_box, tick
from lessonpress.writers.docx.ooxml import half_points
from lessonpress.writers.docx.properties import border, fonts

if TYPE_CHECKING:
    from lessonpress.document.blocks import Stage
    from lessonpress.layout.theme import Theme

#: The character styles of what is ticked, and of boxes to write a letter in.
TICK_STYLE: dict[Stage, str] = {"secondary": "Tick", "primary": "LargeTick"}
BOX_STYLE: dict[Stage, str] = {"secondary": "LetterBox", "primary": "LargeLetterBox"}
_NAMES = {
    "Tick": "Tick",
    "LargeTick": "Large Tick",
    "LetterBox": "Letter Box",
    "LargeLetterBox": "Large Letter Box",
}
# The size of type in which the circle or square of a check box is as high as a mark shall be.
_TICK_EMS = 1.2
# A box is as high as a line of its type, so that this must be one that every computer has, or has one of
# equal measures for. Arial's ascent and descent are 0.905 and 0.212 ems.
_FAMILY, _LINE = "Arial", 1.117


def mark_styles(theme: Theme) -> dict[str, tuple[str, str]]:
    """For each character style its name and looks."""
    found: dict[str, tuple[str, str]] = {}
    for stage, id_ in TICK_STYLE.items():
        found[id_] = (_NAMES[id_], _size(tick(stage, theme.box_room)[0] * _TICK_EMS))
    for stage, id_ in BOX_STYLE.items():
        line = border("bdr", STROKE, 0, theme.styles["item"].colour)
        found[id_] = (_NAMES[id_], box_letters(stage, theme.box_room) + line)
    return found


def box_letters(stage: Stage, room: float) -> str:
    """The family and size of what is written into a box. LibreOffice takes neither from its style."""
    return fonts(_FAMILY) + _size(letter_box(stage, room)[0] / _LINE)


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'
