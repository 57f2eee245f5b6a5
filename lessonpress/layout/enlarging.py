"""Enlarging: an accommodation's look in the size that is asked for, with room to write that grows along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from lessonpress.document.blocks import Stage
from lessonpress.layout.columns import shorten
from lessonpress.layout.theme import StyleName, TextStyle, Theme

#: The type for which a paper's `above` is, in points.
_USUAL_BODY: Final = 12.0
#: What a table is set in whose words have no room otherwise: so much smaller, but never below what the
#: accommodation has anyway.
_SMALLER: Final = 0.8
#: What is larger than running text stays so by a fifth of it, if it was: that is seen.
_SEEN_LARGER: Final = 1.2
_SMALL_CELLS: Final[tuple[StyleName, ...]] = ("small-cell", "small-cell-head")


def accommodated(
    theme: Theme, key: str, size: float, plain_lines: Mapping[Stage, float], ground: str | None
) -> Theme:
    """The look of the accommodation of that key with running text of `size` points.

    All other type is larger by as many points or, where it was a fifth larger, still that; spaces are so in
    proportion. `plain_lines` is how far apart everybody's
    lines to write on are, in points: where the accommodation has them further apart, they grow along, and so
    do rows to write in. `ground` is the colour of the paper that is printed along.
    """
    body = theme.styles["body"].size
    pitches = theme.ruled_pitch
    if pitches != plain_lines:
        pitches = {
            stage: max(plain_lines[stage], round(pitch * size / body, 2))
            for stage, pitch in pitches.items()
        }
    larger = theme.scaled(size / body)
    styles = {
        name: _sized(larger.styles[name], style, _size(name, style.size, size, body))
        for name, style in theme.styles.items()
    }
    return replace(
        larger,
        styles=styles,
        ruled_pitch=pitches,
        scale=1.0,
        room=max(pitch / plain_lines[stage] for stage, pitch in pitches.items()),
        paper=replace(theme.paper, above=theme.paper.above * size / _USUAL_BODY),
        accommodation=key,
        ground=ground,
    )


def shortened_lines(theme: Theme, most: int) -> Theme:
    """The theme with no more than so many letters in a line of running text."""
    return replace(theme, paper=shorten(theme.paper, theme.styles["body"], most))


def _size(name: StyleName, own: float, size: float, body: float) -> float:
    if name in _SMALL_CELLS:
        return max(own, round(size * _SMALLER))
    return max(own + size - body, round(min(own / body, _SEEN_LARGER) * size, 2))


def _sized(style: TextStyle, plain: TextStyle, size: float) -> TextStyle:
    ratio = size / plain.size
    return replace(
        style,
        size=size,
        leading=round(plain.leading * ratio, 2),
        tracking=round(plain.tracking * ratio, 3),
        word_spacing=round(plain.word_spacing * ratio, 3),
    )
