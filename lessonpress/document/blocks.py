"""The blocks: everything that can stand on a page, as one closed set. Knows no format.

A writer is a total function over `Block` and `Inline` (what stands inside a line, see `line`). To add a
block, add it here and to the union at the foot of this page; the type checker then names every writer
that lacks it.

Every block has an `id`, unique in its document and the same in every format, edition and layout.
Ids match `[a-z][a-z0-9_]*` and are at most 40 characters long (a DOCX bookmark's limit).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from lessonpress.document.line import Blank, Inline, LineBreak, Run
from lessonpress.document.looks import (
    Align,
    BoxStyle,
    CellKind,
    ItemMarks,
    Letters,
    ParagraphStyle,
    Script,
    Stage,
    TableRules,
    WritingLook,
)
from lessonpress.words.lists import list_letter

# Whoever names a block names with it what stands in its lines, and its looks.
__all__ = [
    "Align",
    "Blank",
    "BoxStyle",
    "CellKind",
    "Inline",
    "ItemMarks",
    "Letters",
    "LineBreak",
    "ParagraphStyle",
    "Run",
    "Script",
    "Stage",
    "TableRules",
    "WritingLook",
]

# --- on the page ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the document's title and stands once, at the start; levels go down by one, to 6
    at most."""

    id: str
    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """What something is worth, at the right of its last line, such as `/ 2`; where `to_mark`, with a
    line before it for the points that are given."""

    text: str
    to_mark: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` stands in the margin beside it, where readers are to find it by that. Where its lines are
    `counted`, from the first in its box on, every fifth has its number there.
    """

    id: str
    content: tuple[Inline, ...]
    style: ParagraphStyle = "body"
    number: int | None = None
    worth: Worth | None = None
    counted: bool = False


def numbered(own: Iterable[int | None], start: int = 1) -> list[int]:
    """The number of each of a row of things, which is its own, or follows on the one before."""
    numbers: list[int] = []
    for number in own:
        following = numbers[-1] + 1 if numbers else start
        numbers.append(following if number is None else number)
    return numbers


@dataclass(frozen=True, slots=True)
class ListItem:
    """`number` is its own in a list with numbers; None where it follows on the one before. `answer` is
    what belongs in its box."""

    id: str
    blocks: tuple[Block, ...]
    number: int | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list with bullets, or with numbers from `start` unless its items have others: `1.` or, as parts
    of a question are counted, by `letters`; of those, `alphabet` is other than Latin (see words.lists)."""

    id: str
    items: tuple[ListItem, ...]
    ordered: bool = False
    letters: Letters | None = None
    start: int = 1
    marks: ItemMarks = "none"
    alphabet: str = ""

    @property
    def numbers(self) -> list[int]:
        """The number of each item."""
        return numbered((item.number for item in self.items), self.start)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody else said, in several blocks; the last may be a paragraph `attribution`."""

    id: str
    blocks: tuple[Block, ...]


#: Where a verse's lines are numbered, each of so many has its number.
EVERY_LINE = 5


@dataclass(frozen=True, slots=True)
class Verse:
    """Stanzas, each a paragraph with a break after each line but the last. A line that is too long
    goes on further in. Where `numbered`, every fifth line has its number beside it.
    """

    id: str
    stanzas: tuple[Paragraph, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question; `blocks` are its choices, its answer space and, for teachers, its answer."""

    id: str
    number: int
    content: tuple[Inline, ...]
    blocks: tuple[Block, ...] = ()
    worth: Worth | None = None


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions in order, numbered 1, 2, 3 …; each set starts anew, or goes on from another."""

    id: str
    items: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`correct` is None in the student edition. `number` is that of its letter, 1 for A, where it doesn't
    follow on the one before."""

    id: str
    content: tuple[Inline, ...]
    correct: bool | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What to choose from, each with a circle to mark or, where `several` may be right, a square: lettered
    A, B, C … one below the other, in its `alphabet` (see words.lists), or `across` one line unlettered."""

    id: str
    items: tuple[Choice, ...]
    across: bool = False
    several: bool = False
    alphabet: str = ""

    @property
    def letters(self) -> list[str]:
        """The letter of each."""
        numbers = numbered(one.number for one in self.items)
        return [list_letter(number - 1, self.alphabet) for number in numbers]


@dataclass(frozen=True, slots=True)
class Lines:
    """Room to write in, of so many lines of handwriting. Every `numbers` of ruled lines, one begins with a
    gap for the number of what is written there; 0 where none does."""

    id: str
    count: int
    numbers: int = 0
    look: WritingLook = "ruled"


@dataclass(frozen=True, slots=True)
class Answer:
    """What only the teacher's edition shows: answers, evidence, look-fors."""

    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks that belong together visibly."""

    id: str
    style: BoxStyle
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, and then blocks where it holds more than that: paragraphs, lists, lines to write on.

    `header` names what the cell heads: its column, its row, or nothing. `align` is of its text. `kind` and
    `label`, a number in its corner, are for the boxes of a table with `square` cells.
    """

    content: tuple[Inline, ...]
    header: Literal["column", "row"] | None = None
    blocks: tuple[Block, ...] = ()
    align: Align = "left"
    kind: CellKind = "plain"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`height` is the least that the row has, in points; None where its cells' text says it."""

    id: str
    cells: tuple[Cell, ...]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A regular grid. `widths` are shares of the measure and sum to 1, or none where the columns are
    to be as wide as what stands in them asks for; `head` repeats on each page. A `small` one is set
    in smaller type.

    With `square`, a length in points, every cell is a box of that side, or of less where so many
    wouldn't fit the paper, and stays on one page with the others. `down` is how many rows fill a
    page below a heading. `scale` makes it a timeline: where each row belongs on a line drawn to
    scale, from 0 to 1. `summary` tells in words what is seen, to whoever can't see it.
    """

    id: str
    widths: tuple[float, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    rules: TableRules = "rows"
    small: bool = False
    square: float | None = None
    down: int | None = None
    scale: tuple[float, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: the file's bytes (PNG, JPEG or SVG) and its alternative text.

    `pointers` are places in it (shares of its width and height, from the left and the top) at which the
    numbers 1, 2 … stand. `credit` says below the caption whose it is and how it may be used.
    `share` is the part of the measure that it shall take; None for its natural size. `beside` is the
    side of the text that follows on which it stands; None for a place of its own.
    """

    id: str
    data: bytes
    alternative: str
    caption: tuple[Inline, ...] = ()
    share: float | None = None
    beside: Literal["left", "right"] | None = None
    credit: tuple[Inline, ...] = ()
    pointers: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Pictures side by side, equally high."""

    id: str
    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled space to fill in by hand, such as Name; `share` of the measure, label and all.

    `value` is what is filled in already; `lang` is the label's BCP 47 tag where it differs; `tail`
    stands behind the space, such as `/ 25`. `above` is the label once more, in small letters above it, and
    `above_lang` the language of that.
    """

    label: str
    share: float
    value: str | None = None
    lang: str | None = None
    tail: str = ""
    above: str = ""
    above_lang: str | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """One line of fields at the top of what students hand in. The shares sum to 1."""

    id: str
    items: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    id: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part that begins on a new page, or on the next right-hand one: a lesson in a packet, a
    pupil's copy in a class set. It stands at the top of the document or in another section; where
    it begins that, both begin on one page.

    `title` is what the contents and the outline call it. With `restart_pages` it counts pages of
    its own, in `{page}` as in `{pages}`. `stage` is whom it is for where that isn't the document's:
    a lesson of another grade than the others.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    starts: Literal["page", "right"] = "page"
    restart_pages: bool = False
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """`target` is the id of a block; `level` counts from 1."""

    target: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: each entry is a link, and says on which page its target begins."""

    id: str
    entries: tuple[ContentsEntry, ...]


Block = (
    Heading
    | Paragraph
    | ItemList
    | Quotation
    | Verse
    | Questions
    | Choices
    | Lines
    | Answer
    | Box
    | Table
    | Figure
    | Figures
    | Fields
    | PageBreak
    | Section
    | Contents
)

# --- the whole -----------------------------------------------------------------------------------


class Edition(StrEnum):
    STUDENT = "student"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class Masthead:
    """Whose a document is, in the top margin of its first page: a school's name, its logo (the bytes of a PNG,
    JPEG or SVG file), and the logo's alternative text."""

    text: str = ""
    logo: bytes | None = None
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready for a writer.

    `kind` is `handout`, `worksheet`, `answer-key`, or that of a packet; `language` a BCP 47 tag. `footer` stands at
    the foot of each page on the left, `page_label` on the right, with `{page}` and `{pages}` in it.
    `stage` chooses the size of type, and how much room there is to write. `identifier` says in a form
    for programs what of which lesson this is, so that a sheet that was filled in finds its key. `pages` are those of
    everybody's copy, each by the id of the block that it begins with, for who has another one.
    """

    kind: str
    title: str
    language: str
    edition: Edition
    blocks: tuple[Block, ...]
    footer: str = ""
    page_label: str = "{page} / {pages}"
    subject: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    stage: Stage = "secondary"
    masthead: Masthead | None = None
    identifier: str = ""
    pages: tuple[tuple[str, int], ...] = ()
