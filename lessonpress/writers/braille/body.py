"""The body: every block as lines of braille. A total function over the blocks.

After BANA's *Braille Formats* (2016): 1.9 (paragraphs), 4 (headings), 7 (boxes), 8 (lists), 9.2 (displayed text), 10 (exercises), 13 (verse), 3.2 (the
transcriber's notes). Where these are of no use to other codes' readers, they do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from lessonpress.document.blocks import (
    EVERY_LINE,
    Answer,
    Block,
    Box,
    Choices,
    Contents,
    Document,
    Fields,
    Figure,
    Figures,
    Heading,
    Inline,
    ItemList,
    Lines,
    PageBreak,
    Paragraph,
    Questions,
    Quotation,
    Run,
    Section,
    Table,
    Verse,
    Worth,
)
from lessonpress.document.inlines import split_lines
from lessonpress.document.labels import label_of
from lessonpress.words import told, words_for
from lessonpress.writers.braille.cells import SPACE, wrap
from lessonpress.writers.braille.pages import WIDTH, Piece
from lessonpress.writers.braille.scribe import Scribe
from lessonpress.writers.braille.tables import write_table

_CENTRED_MARGIN = 3  # cells that stay empty on both sides of a centred heading
_HEADINGS = {2: 4, 3: 6}  # cells before a heading of that level; of lower ones as the last
_BOX_TOP, _BOX_BOTTOM = "⠶" * WIDTH, "⠛" * WIDTH
_NOTE = (6, 4)  # cells before the first line of a transcriber's note, and before the others
_DIRECTIONS = (4, 2)
_PARAGRAPH = (2, 0)
_STEP = 2
# Paragraphs in which what an author emphasises matters; elsewhere it is looks.
_EMPHATIC = frozenset(["body", "lead", "quote", "verse", "cloze", "answer", "gloss"])


class Body:
    """Writes the blocks of one document as pieces, in order; `pages` are those of `Document.pages`."""

    def __init__(self, document: Document, scribe: Scribe, pages: Mapping[str, int]) -> None:
        self.scribe = scribe
        self.words = words_for(document.language)
        self.pieces: list[Piece] = []
        self._pages = pages
        self._page: int | None = None  # of the paper; begins with the next piece
        self._fresh = False
        self._indent = 0
        self._in_list = False
        self._no_room_told = False
        self._has_room = any_room(document.blocks)

    def add(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.reached(block.id)
            self._block(block)

    def reached(self, name: str) -> None:
        """What has this id comes next."""
        self._page = self._pages.get(name, self._page)

    def piece(
        self,
        cells: str,
        first: int,
        others: int,
        *,
        before: int = 0,
        after: int = 0,
        keep: bool = False,
    ) -> None:
        """Adds what has these cells, indented by so many within what holds it."""
        if not cells.strip(SPACE):
            return
        lines = wrap(cells, WIDTH, first + self._indent, others + self._indent)
        self.lines(lines, before=before, after=after, keep=keep)

    def lines(
        self, lines: Sequence[str], *, before: int = 0, after: int = 0, keep: bool = False
    ) -> None:
        """Adds lines as they are."""
        self.pieces.append(Piece(lines, before, after, keep, self._page, self._fresh))
        self._page, self._fresh = None, False

    def note(self, text: str) -> None:
        """Adds what the transcriber says."""
        self.piece(self.scribe.note(text), *_NOTE)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case ItemList():
                self._list(block)
            case Questions():
                self._questions(block)
            case Choices():
                self._choices(block)
            case Lines():
                pass  # told at the head of the document
            case Answer():
                self.add(block.blocks)
            case Box():
                self._box(block)
            case Quotation():
                self._within(_STEP, block.blocks)
            case Verse():
                self._verse(block)
            case Table():
                write_table(block, self)
            case Figure():
                self._figure(block)
            case Figures():
                self.add(block.items)
            case Fields():
                self._fields(block)
            case PageBreak():
                pass
            case Section():
                self._fresh = True
                self.add(block.blocks)
            case Contents():
                for entry in block.entries:
                    self.piece(self.scribe.text(entry.text), _STEP * (entry.level - 1), 8)
            case _:
                assert_never(block)

    def _within(self, step: int, blocks: Iterable[Block], *, in_list: bool | None = None) -> None:
        outer, listed = self._indent, self._in_list
        self._indent += step
        self._in_list = listed if in_list is None else in_list
        self.add(blocks)
        self._indent, self._in_list = outer, listed

    def _heading(self, block: Heading) -> None:
        cells = self.scribe.line(block.content)
        if block.level > 1:
            indent = _HEADINGS.get(block.level, max(_HEADINGS.values()))
            self.piece(cells, indent, indent, before=1, keep=True)
            return
        room = WIDTH - 2 * _CENTRED_MARGIN
        lines = [SPACE * ((WIDTH - len(line)) // 2) + line for line in wrap(cells, room, 0, 0)]
        self.lines(lines, before=1, after=1, keep=True)
        if self._has_room and not self._no_room_told:
            self._no_room_told = True
            self.note(told.no_room(self.words))

    def _paragraph(self, block: Paragraph) -> None:
        cells = self.scribe.line(block.content, looks=block.style in _EMPHATIC)
        if block.number is not None:
            cells = f"{self.scribe.text(str(block.number))}{SPACE}{cells}"
        cells = self.with_worth(cells, block.worth)
        if block.style == "instructions":
            self.piece(cells, *_DIRECTIONS, before=1, keep=True)
        elif block.style in ("attribution", "credits", "note"):
            self.piece(cells, 4, 4)
        elif self._in_list:
            self.piece(cells, 0, _STEP)
        else:
            self.piece(cells, *_PARAGRAPH)

    def with_worth(self, cells: str, worth: Worth | None) -> str:
        return cells if worth is None else f"{cells}{SPACE}{self.scribe.text(worth.text)}"

    def _list(self, block: ItemList) -> None:
        for place, (number, item) in enumerate(zip(block.numbers, block.items, strict=True)):
            label = f"{self.scribe.text(label_of(block, number))}{SPACE}" if block.ordered else ""
            self.reached(item.id)
            self._labelled(
                label, item.blocks, 0, _STEP, before=1 if not place and not self._in_list else 0
            )
        if self.pieces and not self._in_list:
            self.pieces[-1].after = 1

    def _labelled(
        self, label: str, blocks: Sequence[Block], first: int, others: int, before: int = 0
    ) -> None:
        """An item: its label and its first paragraph in one piece, and the rest further in."""
        head, rest = "", blocks
        if blocks and isinstance(one := blocks[0], Paragraph):
            self.reached(one.id)
            head = self.with_worth(self.scribe.line(one.content, looks=True), one.worth)
            rest = blocks[1:]
        self.piece(label + head, first, others, before=before)
        self._within(others, rest, in_list=True)

    def _questions(self, block: Questions) -> None:
        """What is asked begins at the margin and goes on in cell 5; choices begin in cell 3 (10.4)."""
        for item in block.items:
            self.reached(item.id)
            label = f"{self.scribe.text(f'{item.number}.')}{SPACE}"
            cells = self.with_worth(label + self.scribe.line(item.content, looks=True), item.worth)
            self.piece(cells, 0, 2 * _STEP, before=1, keep=bool(item.blocks))
            self._within(_STEP, item.blocks, in_list=True)
        if self.pieces:
            self.pieces[-1].keep = False
            self.pieces[-1].after = 1

    def _choices(self, block: Choices) -> None:
        for letter, item in zip(block.letters, block.items, strict=True):
            label = "" if block.across else f"{self.scribe.text(f'{letter}.')}{SPACE}"
            content: tuple[Inline, ...] = item.content
            if item.correct:
                content = tuple(
                    Run(one.text, True, lang=one.lang, script=one.script)
                    if isinstance(one, Run)
                    else one
                    for one in content
                )
            self.reached(item.id)
            self.piece(label + self.scribe.line(content, looks=True), 0, _STEP)

    def _box(self, block: Box) -> None:
        start = len(self.pieces)
        self.lines([_BOX_TOP], before=1, keep=True)
        outer, self._indent = self._indent, 0
        self.add(block.blocks)
        self._indent = outer
        if len(self.pieces) == start + 1:
            self.pieces.pop()
            return
        self.pieces[-1].keep = self.pieces[-1].keep or len(self.pieces[-1].lines) == 1
        self.pieces[start + 1].before = self.pieces[-1].after = 0
        self.lines([_BOX_BOTTOM], after=1)

    def _verse(self, block: Verse) -> None:
        count = 0
        for stanza in block.stanzas:
            self.reached(stanza.id)
            for place, line in enumerate(split_lines(stanza.content)):
                count += 1
                cells = self.scribe.line(line, looks=True)
                number = ""
                if block.numbered and count % EVERY_LINE == 0:
                    number = self.scribe.text(str(count))
                if number:
                    numbered = _with_number(cells, number, WIDTH - self._indent)
                    made = [SPACE * self._indent + one for one in numbered]
                    self.lines(made, before=0 if place else 1)
                else:
                    self.piece(cells, 0, 2 * _STEP, before=0 if place else 1)
        if self.pieces:
            self.pieces[-1].after = 1

    def _figure(self, block: Figure) -> None:
        self.note(told.picture(self.words, block.alternative))
        for content in (block.caption, block.credit):
            self.piece(self.scribe.line(content), 6, 4)

    def _fields(self, block: Fields) -> None:
        for field in block.items:
            label = self.scribe.line((Run(field.label, lang=field.lang),))
            filled = self.scribe.text(field.value) if field.value else self.scribe.code.blank
            cells = f"{label}{SPACE}{filled}"
            if field.tail:
                cells = f"{cells}{SPACE}{self.scribe.text(field.tail)}"
            self.piece(cells, 0, _STEP)


def any_room(blocks: Iterable[Block]) -> bool:
    """Whether there are lines or boxes to write in, or rows of a table."""
    for block in blocks:
        match block:
            case Lines():
                return True
            case ItemList() | Questions():
                if any(any_room(item.blocks) for item in block.items):
                    return True
            case Answer() | Box() | Quotation() | Section():
                if any_room(block.blocks):
                    return True
            case Table():
                if any(
                    any_room(cell.blocks) or (row.height is not None and not cell.content)
                    for row in block.rows
                    for cell in row.cells
                ):
                    return True
            case _:
                pass
    return False


def _with_number(cells: str, number: str, width: int) -> list[str]:
    """A line of verse with its number at the right of its last line."""
    lines = wrap(cells, width, 0, 2 * _STEP) or [""]
    if len(lines[-1]) + 2 + len(number) > width:
        lines.append("")
    lines[-1] += SPACE * (width - len(lines[-1]) - len(number)) + number
    return lines
