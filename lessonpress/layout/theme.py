"""The theme: paper, margins, fonts, sizes, spaces, colours. What writers are told about looks.

All lengths are in points (1/72 inch), all colours `#rrggbb`. A theme is resolved: nothing in it is
optional or relative. How people write one is the business of `theme_file`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from lessonpress.document.blocks import Stage

StyleName = Literal[
    # headings: level 1 is the document's title
    "title",
    "heading2",
    "heading3",
    "heading4",
    # paragraphs, named as in document.blocks
    "body",
    "lead",
    "dateline",
    "instructions",
    "note",
    "gloss",
    "credits",
    "answer",
    "evidence",
    "quote",
    "attribution",
    "verse",
    "bank",
    "cloze",
    "caption",
    "credit",  # whose a picture is
    "card",
    "poster",
    # the rest
    "item",  # a list item
    "prompt",  # what a question asks
    "choice",  # one of the choices
    "cell",  # a table's cell
    "cell-head",  # a table's header cell
    "small-cell",  # the same of a table that has no room otherwise
    "small-cell-head",
    "field",  # Name, Date, Class
    "footer",
]
#: How what an author emphasises is told from the rest.
Emphasis = Literal["italic", "bold"]
LinkLook = Literal["underline", "bold"]
BoxName = Literal["facts", "bank", "teacher", "question", "source"]
STYLE_NAMES: tuple[StyleName, ...] = get_args(StyleName)
BOX_NAMES: tuple[BoxName, ...] = get_args(BoxName)

# What is not read to learn from, and what says less than running text.
_SMALL_PRINT = frozenset({"footer", "credits", "credit"})
_BESIDES = frozenset({"dateline", "cell-head", "caption", "note", "gloss", "evidence"})
#: The width of a letter that a young pupil writes, as a share of the distance of lines: three of them,
#: the least that a blank is for, have a square of that height.
HANDWRITING = 1 / 3


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph of one kind is set.

    `font` is a family's name; `leading` the distance of baselines; `before` and `after` the space
    around the paragraph (of two meeting spaces the larger counts, in every format); `indent` is
    counted from the left of the measure (negative: it hangs out); `tracking` is added between
    letters, `word_spacing` to each space between words. What is emphasised is set in `emphasis`.
    `uppercase` is a matter of looks: the text itself keeps its letters. `rule` draws a
    hairline above the paragraph. A letter that is written into a blank has `handwriting` points of
    room, or more where the type is large.
    """

    font: str
    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    colour: str = "#000000"
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    align: Literal["left", "center", "right"] = "left"
    tracking: float = 0.0
    word_spacing: float = 0.0
    emphasis: Emphasis = "italic"
    uppercase: bool = False
    hyphenate: bool = False
    keep_with_next: bool = False
    rule: Literal["none", "above", "below"] = "none"
    handwriting: float = 0.0


@dataclass(frozen=True, slots=True)
class BoxLook:
    """How a box is drawn: a tint behind it, a rule along some sides, the space inside."""

    fill: str | None = None
    border: Literal["none", "left", "top", "top-bottom", "all"] = "none"
    border_width: float = 0.75
    border_colour: str = "#000000"
    padding: float = 8.0
    before: float = 6.0
    after: float = 8.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet and its margins; width and height already turned for landscape.

    A wide one is set in `columns`, `gap` points apart. `spare` is the part of its right margin that is
    there for lines to be short: what has no lines to read may take it. `above` is the depth that a heading, its
    instructions and a table's head take.
    """

    name: str
    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    columns: int = 1
    gap: float = 0.0
    spare: float = 0.0
    above: float = 140.0

    @property
    def span(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def measure(self) -> float:
        """The width that text may take: that of a column."""
        return (self.span - (self.columns - 1) * self.gap) / self.columns

    @property
    def depth(self) -> float:
        """The height that text may take."""
        return self.height - self.top - self.bottom

    @property
    def highest_row(self) -> float:
        """How high a table's row to write in may be: what leaves room above it for the table's head, and
        for the heading and the instructions that stay with it."""
        return max(min(self.depth * 0.8, self.depth - self.above), self.depth * 0.3)


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that a writer needs to know about looks.

    `fallbacks` are the families that lend a character which a style's own family lacks, in order.
    `stand_ins` name, for a family, one that Word ships with (used where the first is not installed).
    `ruled_pitch` is the distance of write-on lines for each stage. `list_indent` is how far the text
    of list items and questions stands in from their label's left edge. `rule_colour` and
    `rule_width` draw tables, blanks, fields and write-on lines. `scale` tells how far copyfitting
    has changed the type (1.0: not at all). Rows of a height that a template says are `room` times as high.
    `small` is the size of small text as a share of that around it.
    `accommodation` is the key of the one that it is the look of, "" for everybody's, and `ground` the colour of
    the paper that is printed along, where one is. `links` is how they are told from other text.
    """

    name: str
    paper: Paper
    styles: dict[StyleName, TextStyle]
    boxes: dict[BoxName, BoxLook]
    fallbacks: tuple[str, ...]
    stand_ins: dict[str, str]
    ruled_pitch: dict[Stage, float]
    accent: str = "#000000"
    link_colour: str = "#000000"
    rule_colour: str = "#6e6e6e"
    rule_width: float = 0.6
    list_indent: float = 18.0
    table_padding: float = 4.0
    scale: float = 1.0
    room: float = 1.0
    small: float = 1.0
    accommodation: str = ""
    ground: str | None = None
    links: LinkLook = "underline"

    @property
    def box_room(self) -> float:
        """How many times everybody's size boxes and circles to mark have, or to write a letter in."""
        return self.room if self.accommodation else 1.0

    @property
    def least_footer(self) -> int:
        """The letters of a title at a page's foot below which it had better not be there, where type is large
        and the page's number comes first; 0 for everybody's, where there is room."""
        return 10 if self.accommodation else 0

    @property
    def families(self) -> tuple[str, ...]:
        """Every family that the styles or the fallbacks name, once, in order."""
        names = [style.font for style in self.styles.values()]
        return tuple(dict.fromkeys([*names, *self.fallbacks]))

    def to_write_in(self, style: TextStyle, stage: Stage) -> TextStyle:
        """The style with room for blanks to be filled in by hand: younger pupils write larger."""
        if stage != "primary":
            return style
        pitch = self.ruled_pitch[stage]
        return replace(
            style, leading=max(style.leading, pitch), handwriting=round(pitch * HANDWRITING, 2)
        )

    def grown(self, least: float) -> Theme:
        """The theme with running text of at least `least` points, and all other type larger by as much;
        what stands at the foot of a page or says where a text comes from stays as it is.
        """
        body = self.styles["body"].size
        more = least - body
        if more <= 0:
            return self

        def size(name: StyleName, old: float) -> float:
            if name in _SMALL_PRINT:
                return old
            return old + more if name in _BESIDES else max(old + more, least)

        sizes = {name: size(name, style.size) for name, style in self.styles.items()}
        styles: dict[StyleName, TextStyle] = {
            name: replace(
                style,
                size=sizes[name],
                leading=round(style.leading * sizes[name] / style.size, 2),
            )
            for name, style in self.styles.items()
        }
        return replace(self, styles=styles, list_indent=round(self.list_indent * least / body, 2))

    def scaled(self, factor: float) -> Theme:
        """The theme with type and spaces `factor` times as large; paper, margins and the distance
        of write-on lines stay as they are.

        Sizes are rounded to a tenth of a point, so that a DOCX (half points) stays close.
        """
        styles: dict[StyleName, TextStyle] = {
            name: replace(
                style,
                size=round(style.size * factor, 2),
                leading=round(style.leading * factor, 2),
                before=round(style.before * factor, 2),
                after=round(style.after * factor, 2),
                indent=round(style.indent * factor, 2),
                tracking=round(style.tracking * factor, 3),
                word_spacing=round(style.word_spacing * factor, 3),
            )
            for name, style in self.styles.items()
        }
        boxes: dict[BoxName, BoxLook] = {
            name: replace(
                box,
                padding=round(box.padding * factor, 2),
                before=round(box.before * factor, 2),
                after=round(box.after * factor, 2),
            )
            for name, box in self.boxes.items()
        }
        return replace(
            self,
            styles=styles,
            boxes=boxes,
            list_indent=round(self.list_indent * factor, 2),
            table_padding=round(self.table_padding * factor, 2),
            scale=self.scale * factor,
        )
