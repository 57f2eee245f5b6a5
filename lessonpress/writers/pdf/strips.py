"""Strips: what a page is filled with. A strip is as wide as the measure and no page break parts it.

Distances are points; `x` counts from the left of the measure, `y` downwards from the strip's top.
Items stand in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lessonpress.layout.theme import BoxLook
from lessonpress.writers.pdf.inline.parts import GlyphStyle
from lessonpress.writers.pdf.tags import Node


class GlyphRun(NamedTuple):
    """Glyphs on a baseline. `actual` is what they stand for where they read as something else: the
    hyphen of a line break is a soft one. What is `turned` is read from its last glyph to its first."""

    node: Node
    x: float
    y: float
    look: GlyphStyle
    array: str
    glyphs: tuple[int, ...]
    width: float
    actual: str
    turned: bool = False


class Rule(NamedTuple):
    """A straight line that says nothing. `dotted` for a table of contents, `dashed` to cut along."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    colour: str
    dotted: bool = False
    dashed: bool = False
    ends_round: bool = False


class WriteOnRule(NamedTuple):
    """A line from `x` to the right, to write on: all there is to see of a print field."""

    node: Node
    x: float
    y: float
    width: float
    thickness: float
    colour: str


class Mark(NamedTuple):
    """A box to mark or to write in, or where it is `round` a circle: all there is to see of a print field.
    `y` is its top, `width` its height, too."""

    node: Node
    x: float
    y: float
    width: float
    thickness: float
    colour: str
    round: bool = False


class Image(NamedTuple):
    """A picture's file and where it stands; `y` is its top. `pointers` are places in it that have numbers."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    data: bytes
    pointers: tuple[tuple[float, float], ...] = ()


class Spot(NamedTuple):
    """A place to fill in on a screen, where nothing is drawn: its box, with `y` its foot."""

    node: Node
    x: float
    y: float
    width: float
    height: float


Item = GlyphRun | WriteOnRule | Mark | Image | Spot


@dataclass(slots=True, eq=False)
class Part:
    """A section as the pages see it. `headed` once a heading stands in it."""

    title: str
    outer: Part | None
    starts_right: bool = False
    own_numbers: bool = False
    headed: bool = False

    @property
    def line(self) -> tuple[Part, ...]:
        """The section and all that it stands in, the innermost first."""
        return (self, *self.outer.line) if self.outer is not None else (self,)


class Turn(NamedTuple):
    """Where a section begins or, with `opens` false, where one ends and `part` goes on."""

    part: Part | None
    opens: bool


class Bookmark(NamedTuple):
    level: int
    title: str
    part: Part | None = None


class Frame(NamedTuple):
    """What is drawn behind or beside all strips of a box; its sides in the measure."""

    look: BoxLook
    left: float
    right: float


@dataclass(slots=True, eq=False)
class Strip:
    """`before` and `after` are spaces, of which the larger counts where two strips meet and none at
    a page's top; `keep` forbids a page break after it; `repeat` are a table's head strips, set
    again where a page begins with this one; `row_continues` while the next strip holds further
    lines of the same cells; a strip with a `turn` has no height and marks where a section begins or ends.
    """

    height: float
    items: list[Item] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    frame: Frame | None = None
    repeat: tuple[Strip, ...] = ()
    bookmark: Bookmark | None = None
    breaks: bool = False
    row_continues: bool = False
    turn: Turn | None = None

    def lower(self, by: float) -> None:
        """Moves the items down; the strip grows by as much."""
        self.height += by
        self.items = [item._replace(y=item.y + by) for item in self.items]
        self.rules = [rule._replace(y0=rule.y0 + by, y1=rule.y1 + by) for rule in self.rules]
