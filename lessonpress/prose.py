"""Prose: running text of several blocks. Ground; knows no room.

What stands inside a line is `richtext`'s business, and how people write blocks `markdown_prose`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lessonpress.lettered import Letters
from lessonpress.problems import Location, Problem, Severity
from lessonpress.richtext import RichText, Span

ProseKind = Literal[
    "paragraph",
    "bullet",
    "number",
    "quote",
    "attribution",  # whose a quotation is
    "subheading",
    "figure",
    "figures",  # side by side
    "verse",  # a stanza
    "table",
]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in an event: a path relative to the event's file, and what it shows in words.

    `share` is the part of the measure that it shall take; None for its natural size. `beside` is the
    side of the text on which it stands; None for a place of its own. `credit` says whose it is, and how it
    may be used.
    """

    source: str
    alternative: str
    caption: RichText = field(default_factory=RichText)
    share: float | None = None
    beside: Literal["left", "right"] | None = None
    credit: RichText = field(default_factory=RichText)


def in_words(alternative: str) -> str:
    """An alternative text as it is read out: without the marks of Markdown, in one line."""
    return " ".join(RichText.from_markdown(alternative).plain.split())


def credit_line(credit: str, licence: str) -> RichText:
    """Whose a picture is and its licence, in one line; empty where neither is said."""
    return RichText.from_markdown(" · ".join(filter(None, (credit.strip(), licence.strip()))))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, by rows of the same length; `head` is empty where no column has a name."""

    head: tuple[RichText, ...]
    rows: tuple[tuple[RichText, ...], ...]
    aligns: tuple[Align, ...]


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """One block of running prose.

    A list's items are blocks of their own, as are the stanzas of a poem. What an item or a quotation
    holds after its first paragraph stands `inside`, and so do pictures that stand side by side.
    `number` is the one that a numbered item has, or a stanza's first line where lines are counted;
    `letters` are those that items are counted by instead.
    Of a table, `text` is the caption. `glosses` are words that it has first, each with what it means.
    `line` is where it begins in the text (from 1).
    """

    kind: ProseKind
    text: RichText
    picture: Picture | None = None
    inside: tuple[ProseBlock, ...] = ()
    number: int | None = None
    letters: Letters | None = None
    grid: Grid | None = None
    glosses: tuple[tuple[RichText, RichText], ...] = ()
    line: int = field(default=0, compare=False, repr=False)

    @property
    def plain(self) -> str:
        """The words of its first paragraph, or of its caption."""
        return self.text.plain


@dataclass(frozen=True, slots=True)
class PlacedProse:
    """A block and where it began: `line` counts from 1; `level` is a heading's (1–6), else 0."""

    line: int
    block: ProseBlock
    level: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that can't be printed as it stands (or, if it isn't an `error`, hardly is meant so)."""

    line: int
    message: str
    hint: str
    code: str
    error: bool = True

    def problem(self, location: Location) -> Problem:
        """It as a problem at the place in a file that its line is."""
        severity = Severity.ERROR if self.error else Severity.WARNING
        return Problem(self.message, location, self.hint, severity, self.code)


def every_block(blocks: Iterable[ProseBlock]) -> Iterator[ProseBlock]:
    """The blocks and those inside them, in reading order."""
    for block in blocks:
        yield block
        yield from every_block(block.inside)


def every_text(blocks: Iterable[ProseBlock]) -> Iterator[RichText]:
    """All that the blocks say, in reading order: a table row by row."""
    for block in blocks:
        if block.text:
            yield block.text
        if block.grid is not None:
            for row in (block.grid.head, *block.grid.rows):
                if any(row):
                    yield row_text(row)
        yield from every_text(block.inside)


def row_text(row: Sequence[RichText]) -> RichText:
    """A table's row in one line, its cells parted by spaces."""
    spans: list[Span] = []
    for cell in row:
        if cell:
            spans += [*RichText.verbatim(" " if spans else "").spans, *cell.spans]
    return RichText(tuple(spans))


def plain_text(blocks: Iterable[ProseBlock]) -> str:
    """The words of several blocks, one block a line."""
    return "\n".join(text.plain for text in every_text(blocks))
