"""Legibility: how large type comes out on paper, and how large those who read it need it. Knows no format."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lessonpress.document.blocks import Document, Stage
from lessonpress.layout.columns import fewer_columns
from lessonpress.layout.theme import StyleName, Theme
from lessonpress.registry.kinds import KINDS

#: The size of running text on paper, in points, below which reading becomes hard. Adults read at full
#: speed from an x-height of 1.4 mm at 40 cm, some 9 pt of a usual text face (Legge & Bigelow 2011,
#: "Does print size matter for reading?", https://doi.org/10.1167/11.5.8). Children of 5 to 7 read
#: larger type faster, and those of 8 to 11 with fewer errors than in what they are usually given
#: (Hughes & Wilkins 2000, https://doi.org/10.1111/1467-9817.00126); 14 pt is what publishers of primers
#: set for them. The limits themselves are ours.
LEGIBLE: Final[dict[Stage, float]] = {"primary": 14.0, "secondary": 9.0}
#: The distance of lines to write on, on paper, in points: 12 and 8 mm.
_WRITABLE: Final[dict[Stage, float]] = {"primary": 34.0, "secondary": 22.7}
#: What pupils read and answer.
_READ: tuple[StyleName, ...] = (
    *("body", "lead", "item", "instructions"),
    *("prompt", "choice", "cloze", "bank", "cell"),
)
_ROUNDING = 0.05


def readers_stage(document: Document) -> Stage:
    """Of whom reads the document: teachers read as older pupils do."""
    kind = KINDS.get(document.kind)
    return "secondary" if kind is not None and kind.for_teachers else document.stage


def keep_legible(theme: Theme, stage: Stage, scale: float) -> Theme:
    """The theme for pages that come out at `scale` times their size: its type and lines are as much
    larger as lets them come out legible, or as large as they were in the first place."""
    if scale >= 1:
        return theme
    smallest = theme.styles[_smallest(theme)].size
    needed = smallest if theme.accommodation else min(smallest, LEGIBLE[stage])
    theme = theme.scaled(max(1.0, needed / (smallest * scale)))
    pitches: dict[Stage, float] = {
        each: max(pitch, (pitch if theme.accommodation else min(pitch, _WRITABLE[each])) / scale)
        for each, pitch in theme.ruled_pitch.items()
    }
    room = pitches[stage] / theme.ruled_pitch[stage] if theme.ruled_pitch[stage] else 1.0
    paper = fewer_columns(theme.paper, theme.styles["body"])
    return replace(theme, ruled_pitch=pitches, room=theme.room * room, paper=paper, small=1.0)


def too_small(theme: Theme, stage: Stage) -> tuple[StyleName, float] | None:
    """A style of what is read and its size, where that is hard to read; running text before others."""
    for name in _READ:
        size = theme.styles[name].size
        if size < LEGIBLE[stage] - _ROUNDING:
            return name, size
    return None


def _smallest(theme: Theme) -> StyleName:
    return min(_READ, key=lambda name: theme.styles[name].size)
