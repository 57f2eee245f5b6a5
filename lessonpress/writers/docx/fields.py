"""Fields to fill in by hand: labels with lines that are the leaders of tab stops.

What someone types takes the place of the leader, and moves no other line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.layout.marks import number_gap
from lessonpress.layout.worths import TAIL_LETTER
from lessonpress.writers.docx.ooxml import twips

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lessonpress.document.blocks import Field, Stage

# Space between two fields of one line (points).
_BETWEEN = 12.0


def field_stops(fields: Sequence[Field], left: float, measure: float, size: float) -> str:
    """The tab stops of a line of fields in letters of that `size`: where each line ends, and where the
    next label begins."""
    stops, edge = "", left
    for field in fields[:-1]:
        edge += field.share * measure
        end = edge - _BETWEEN - _tail(field, size)
        stops += _stop("left", end, leads=True) + _stop("left", edge)
    end = left + measure - _tail(fields[-1], size)
    return stops + _stop("left" if fields[-1].tail else "right", end, leads=True)


def field_starts(fields: Sequence[Field], left: float, measure: float) -> str:
    """The tab stops at which the labels of fields begin, but for the first."""
    stops, edge = "", left
    for field in fields[:-1]:
        edge += field.share * measure
        stops += _stop("left", edge)
    return stops


def _tail(field: Field, size: float) -> float:
    """The room for what stands behind a field's line."""
    return (len(field.tail) + 1) * size * TAIL_LETTER if field.tail else 0.0


def number_stops(left: float, measure: float, stage: Stage, room: float) -> str:
    """The tab stops of a write-on line that begins with one for a number: where that ends, and where the
    other begins and ends."""
    number, space = number_gap(stage, room)
    stops = _stop("left", left + number) + _stop("left", left + number + space)
    return stops + end_stop(left + measure)


def left_stop(position: float) -> str:
    """A tab stop at which text goes on."""
    return _stop("left", position)


def end_stop(position: float) -> str:
    """The tab stop that a write-on line reaches to."""
    return _stop("right", position)


def page_stop(measure: float) -> str:
    """The tab stop of a page number at the end of a line, with dots that lead to it."""
    return f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(measure)}"/>'


def _stop(kind: str, position: float, *, leads: bool = False) -> str:
    leader = ' w:leader="underscore"' if leads else ""
    return f'<w:tab w:val="{kind}"{leader} w:pos="{twips(position)}"/>'
