"""Copyfitting: the largest type and spacing with which a document fits the pages it may take.

Knows no format: a writer measures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from lessonpress.document.blocks import Document, Stage
from lessonpress.layout.legibility import LEGIBLE, readers_stage
from lessonpress.layout.theme import Theme

#: Between these sizes of running text, in points, type may be fitted: see `legibility` for what they rest
#: on. Younger pupils' type is not made smaller.
SMALLEST_BODY: Final[dict[Stage, float]] = {"primary": LEGIBLE["primary"], "secondary": 10.0}
LARGEST_BODY: Final[dict[Stage, float]] = {"primary": 18.0, "secondary": 14.0}
#: No small print below this, in points, whatever the running text.
SMALLEST_TYPE: Final = 7.5
#: Sizes are tried in steps of this part of the theme's own: finer is not to be seen.
STEP: Final = 0.005

#: A last page with less than this share of it filled is paper for the bin.
NEARLY_EMPTY: Final = 1 / 3

_POINTS_PER_MM = 72 / 25.4
# In steps: what is a little larger or smaller than its neighbours on the shelf isn't seen to be.
_COARSE, _UNMINDED = 2, 24
_GUESSES = 4  # then the range that is left is halved each time


@dataclass(frozen=True, slots=True)
class Extent:
    """How much room a document takes.

    `depth` is the room used, in points: every full page and as much of the last one as is filled.
    `page_depth` is what one page offers. `ends` are the shares filled of the last page of each of
    its sections that takes several; for a document without any, that of its own last page.
    """

    pages: int
    depth: float
    page_depth: float
    ends: tuple[float, ...] = ()

    @property
    def last_page(self) -> float:
        """The share of the last page that is filled, from 0 to 1."""
        return self.depth / self.page_depth - (self.pages - 1)

    @property
    def nearly_empty(self) -> bool:
        """Whether a last page of several holds so little that it had better not be there."""
        return self.pages > 1 and self.last_page < NEARLY_EMPTY

    @property
    def wasted(self) -> int:
        """How many pages hold so little that they had better not be there."""
        return sum(end < NEARLY_EMPTY for end in self.ends)

    def excess(self, pages: int) -> float:
        """By how many points the document runs over so many pages; 0 where it fits."""
        if self.pages <= pages:
            return 0.0
        return max(self.depth - pages * self.page_depth, 0.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """The theme to set a document with. `problem` says in a sentence or two by how much it runs
    over where even the smallest readable type does not fit; None where it fits."""

    theme: Theme
    problem: str | None = None


Measure = Callable[[Document, Theme], Extent]


def fit(
    document: Document, theme: Theme, pages: int, measure: Measure, *, scale: float = 1.0
) -> Fit:
    """The theme scaled so that the document takes `pages` pages at most, as large as that allows, where
    pages come out at `scale` times their size.

    Type stays within SMALLEST_BODY and LARGEST_BODY, or at the theme's own size where that lies
    beyond. Takes larger type to need no less room; where a break falls oddly and it does, the
    result still fits, only a larger one might have, too. Measures some five times.
    """
    fewest, most = _bounds(theme, readers_stage(document), scale)
    fitting, too_large = fewest - 1, most + 1
    best, step = theme, min(max(0, fewest), most)
    for tries in count(1):
        candidate = theme.scaled(1 + step * STEP)
        extent = measure(document, candidate)
        if extent.pages <= pages:
            fitting, best = step, candidate
        else:
            too_large = step
            if step == fewest:
                return Fit(candidate, _describe(document, candidate, pages, extent))
        if too_large - fitting <= 1:
            break
        guess = (fitting + too_large) // 2 if tries > _GUESSES else _guess(step, extent, pages)
        step = min(max(guess, fitting + 1), too_large - 1)
    return Fit(best)


def leaving(spare: float, measure: Measure) -> Measure:
    """A measure as of documents whose last page may be filled but for that share of it."""

    def roomy(document: Document, theme: Theme) -> Extent:
        extent = measure(document, theme)
        over = extent.last_page - (1 - spare)
        if over <= 0:
            return extent
        depth = (extent.pages + over) * extent.page_depth
        return replace(extent, pages=extent.pages + 1, depth=depth)

    return roomy


def fewer_pages(document: Document, theme: Theme, extent: Extent, measure: Measure) -> int | None:
    """The pages that a document of that extent fits in readable type if its last page is nearly empty;
    None where that page is well filled, or can't be saved."""
    fewer = _without_last_page(document, theme, extent, measure)
    return None if fewer is None else extent.pages - 1


def fit_by_itself(document: Document, theme: Theme, measure: Measure, *, scale: float = 1.0) -> Fit:
    """The theme that saves a nearly empty last page; where none can, one that fills more of it; or
    else the theme as it is."""
    extent = measure(document, theme)
    saved = _without_last_page(document, theme, extent, measure, scale)
    if saved is not None or not extent.nearly_empty:
        return saved or Fit(theme)
    for step in _coarse_steps(document, theme, scale):
        candidate = theme.scaled(1 + step * STEP)
        larger = measure(document, candidate)
        if larger.pages != extent.pages:
            break
        if not larger.nearly_empty:
            return Fit(candidate)
    return Fit(theme)


def fit_sections(document: Document, theme: Theme, measure: Measure, *, scale: float = 1.0) -> Fit:
    """The theme with which a document of many sections takes the least paper: the fewest pages, of which
    one that is nearly empty counts twice. Of equals, the one nearest to the theme as it is.

    All sections have type of one size. Measures some twenty times.
    """

    def cost(step: int) -> tuple[int, int]:
        extent = measure(document, theme.scaled(1 + step * STEP) if step else theme)
        return extent.pages + extent.wasted, abs(step)

    steps = [
        0,
        *(way * step for way in (-1, 1) for step in _coarse_steps(document, theme, scale, way)),
    ]
    best = min(steps, key=cost)
    return Fit(theme.scaled(1 + best * STEP) if best else theme)


def _coarse_steps(document: Document, theme: Theme, scale: float, way: int = 1) -> range:
    """How many steps type may grow (or, with -1, shrink), by two at a time, as far as nobody minds."""
    fewest, most = _bounds(theme, readers_stage(document), scale)
    return range(_COARSE, min(most if way > 0 else -fewest, _UNMINDED) + 1, _COARSE)


def _without_last_page(
    document: Document, theme: Theme, extent: Extent, measure: Measure, scale: float = 1.0
) -> Fit | None:
    if not extent.nearly_empty:
        return None
    saved = fit(document, theme, extent.pages - 1, measure, scale=scale)
    return None if saved.problem is not None else saved


def _guess(step: int, extent: Extent, pages: int) -> int:
    """The step that should just fill the pages: text takes room by the square of its size."""
    factor = (pages * extent.page_depth / max(extent.depth, 1.0)) ** 0.5
    return int(((1 + step * STEP) * factor - 1) / STEP)


def _bounds(theme: Theme, stage: Stage, scale: float) -> tuple[int, int]:
    """How many steps the type may shrink (negative) and grow."""
    body = theme.styles["body"].size
    small_print = min(style.size for style in theme.styles.values())
    smallest = max(SMALLEST_BODY[stage], LEGIBLE[stage] / scale)
    least = max(smallest / body, SMALLEST_TYPE / small_print)
    most = LARGEST_BODY[stage] / scale / body
    # Rounded towards 1, so that no bound is passed.
    return min(-int((1 - least) / STEP), 0), max(int((most - 1) / STEP), 0)


def _describe(document: Document, theme: Theme, pages: int, extent: Extent) -> str:
    body = theme.styles["body"]
    excess = extent.excess(pages)
    lines = max(round(excess / body.leading), 1)
    return (
        f"The {document.kind.replace('-', ' ')} does not fit {_plural(pages, 'page')}: with the "
        f"smallest readable type ({body.size:g} pt) it takes {extent.pages} and runs over by "
        f"{excess / _POINTS_PER_MM:.0f} mm, {_plural(lines, 'line')}. Let it take "
        f"{_plural(extent.pages, 'page')}, or make it that much shorter."
    )


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
