"""The key of a sheet: what is asked in it, place by place, and what is right there.

It is read off the document that the sheet is the student edition of, so that a question is marked by what
stood on the paper, in its order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from lessonpress.document.blocks import (
    Answer,
    Blank,
    Block,
    Box,
    Cell,
    Choices,
    Document,
    Fields,
    Figure,
    Figures,
    Heading,
    Inline,
    ItemList,
    Lines,
    Paragraph,
    Questions,
    Quotation,
    Row,
    Section,
    Table,
    Verse,
)
from lessonpress.document.inlines import plain_text

_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice as it is called on the sheet, by its letter or its text."""

    id: str
    shown: str
    right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is asked: a blank, a set of choices, or room for an answer in writing.

    `places` are those that it is answered in. `part` is the heading that it stands below, `number` what
    the sheet calls it, "" where it has none; `text` is what is asked. `blank` is what belongs in a blank,
    `choices` what there is to choose from, `letters` what belongs in each place of a puzzle: without any
    of them it is open, for a person to judge. `item` is the id of its question, or else of its block.
    """

    places: tuple[str, ...]
    part: str
    number: str
    text: str
    blank: Blank | None = None
    choices: tuple[Chosen, ...] = ()
    letters: tuple[str, ...] = ()
    item: str = ""

    @property
    def activity(self) -> str:
        """The id of its activity, with which those of its blocks begin."""
        return self.places[0].partition("_")[0]

    @property
    def is_open(self) -> bool:
        closed = self.blank is not None or any(choice.right for choice in self.choices)
        return not (closed or self.letters)


@dataclass(frozen=True, slots=True)
class Key:
    """What is asked in a sheet, in order; the place of the pupil's name, and those of the other fields
    beside it, by their labels."""

    asked: tuple[Asked, ...]
    name: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def has_puzzles(document: Document) -> bool:
    """Whether there are grids in it, whose letters stand in no edition for students."""
    return any(isinstance(block, Table) and block.square for block in document.blocks)


def letters_of(document: Document) -> dict[str, str]:
    """The letters in the grids of a key, by the place of each in the sheet."""
    return {
        f"{row.id}.c{number}": text
        for table in document.blocks
        if isinstance(table, Table) and table.square
        for row in table.rows
        for number, cell in enumerate(row.cells, 1)
        if (text := plain_text(cell.content)) and cell.kind != "void"
    }


def key_of(document: Document, letters: Mapping[str, str] = MappingProxyType({})) -> Key:
    """The key of a document with its answers in it; `letters` are those of its puzzles, by place."""
    walk = _Walk(letters)
    walk.blocks(document.blocks)
    [name, *others] = walk.fields or [("", "")]
    return Key(tuple(walk.asked), name[1], tuple(others))


class _Walk:
    """One way through a document, as its writers take it: places are counted as they count them."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        self._letters = letters
        self.asked: list[Asked] = []
        self.fields: list[tuple[str, str]] = []
        self._part = ""
        self._question: tuple[str, str, str] | None = None  # its number, its text and its id
        self._running: Asked | None = None  # what further lines belong to
        self._text = ""  # what stood last before room to write
        self._blanks = 0  # in this part, outside questions
        self._counts: dict[str, int] = {}

    def blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Answer() | Box(style="teacher"):
                return
            case Heading():
                if block.level <= 2:
                    self._part, self._blanks = plain_text(block.content), 0
                self._text = plain_text(block.content)
                self._content(block.content, block.id)
            case Paragraph():
                self._text = plain_text(block.content) or self._text
                self._content(block.content, block.id)
            case Verse():
                for stanza in block.stanzas:
                    self._content(stanza.content, stanza.id)
            case ItemList():
                for number, item in zip(block.numbers, block.items, strict=True):
                    self.blocks(item.blocks)
                    if item.answer is not None:
                        blank = Blank(1, item.answer)
                        self._ask((item.id,), number=str(number), blank=blank)
            case Questions():
                self._questions(block)
            case Choices():
                self._choices(block)
            case Lines():
                if block.count:
                    self._lines(block.id)
            case Table():
                self._table(block)
            case Box() | Quotation() | Section():
                self.blocks(block.blocks)
            case Fields():
                places = enumerate((one for one in block.items if one.value is None), 1)
                self.fields += [
                    (one.label, f"{block.id}.{number}")
                    for number, one in places
                    if not one.tail  # which is for the teacher's pen
                ]
            case Figure():
                self._content(block.caption, block.id)
            case Figures():
                for figure in block.items:
                    self._content(figure.caption, figure.id)

    def _lines(self, place: str) -> None:
        """Lines below lines, outside of questions, are one answer: the corrections of a whole list."""
        last = self.asked[-1] if self.asked else None
        if last is not None and last is self._running and last.text == self._text:
            self.asked[-1] = replace(last, places=(*last.places, place))
        else:
            self._ask((place,))
        self._running = self.asked[-1] if self._question is None else None

    def _questions(self, block: Questions) -> None:
        outer = self._question
        for question in block.items:
            text = plain_text(question.content)
            self._question = (str(question.number), text, question.id)
            self._content(question.content, question.id)
            self.blocks(question.blocks)
        self._question = outer

    def _choices(self, block: Choices) -> None:
        choices = tuple(
            Chosen(
                one.id,
                plain_text(one.content) if block.across else letter,
                bool(one.correct),
            )
            for letter, one in zip(block.letters, block.items, strict=True)
        )
        self._ask((block.id,), choices=choices)

    def _table(self, table: Table) -> None:
        self._content(table.caption, table.id)
        if table.square:
            self._puzzle(table)
            return
        for row in (*table.head, *table.rows):
            for place, cell in enumerate(row.cells):
                self._cell(cell, row, place, table)

    def _puzzle(self, table: Table) -> None:
        places = [
            f"{row.id}.c{number}"
            for row in table.rows
            for number, cell in enumerate(row.cells, 1)
            if not cell.content and cell.kind != "void"
        ]
        if places and all(place in self._letters for place in places):
            self._ask(tuple(places), letters=tuple(self._letters[place] for place in places))

    def _cell(self, cell: Cell, row: Row, place: int, table: Table) -> None:
        others = [plain_text(other.content) for other in row.cells if other is not cell]
        beside = next((text for text in others if text), "")
        if cell.content:
            outer, self._text = self._text, beside or plain_text(cell.content)
            self._content(cell.content, row.id)
            self._text = outer
            return
        if _is_to_fill_in(cell, row, table, in_question=self._question is not None):
            heads = [one.cells[place].content for one in table.head if place < len(one.cells)]
            named = [plain_text(head) for head in heads]
            named += [plain_text(one.content) for one in row.cells[:place]]
            outer, self._text = self._text, ", ".join(filter(None, named)) or self._text
            self._ask((f"{row.id}.c{place + 1}",), text=self._text)
            self._text = outer
            return
        self.blocks(cell.blocks)

    def _content(self, content: Sequence[Inline], owner: str) -> None:
        around = plain_text(content)
        for inline in content:
            if isinstance(inline, Blank):
                self._counts[owner] = count = self._counts.get(owner, 0) + 1
                answered = inline.answer is not None
                number = ""
                if self._question is None:
                    self._blanks += 1
                    number = str(self._blanks)
                text = around if self._question is None and around.strip() else self._text
                self._ask(
                    (f"{owner}.{count}",), text=text, number=number,
                    blank=inline if answered else None,
                )  # fmt: skip

    def _ask(
        self,
        places: tuple[str, ...],
        *,
        text: str = "",
        number: str = "",
        blank: Blank | None = None,
        choices: tuple[Chosen, ...] = (),
        letters: tuple[str, ...] = (),
    ) -> None:
        item = places[0].partition(".")[0]
        if self._question is not None:
            number, text, item = self._question
        one = Asked(places, self._part, number, text or self._text, blank, choices, letters, item)
        self.asked.append(one)


def _is_to_fill_in(cell: Cell, row: Row, table: Table, *, in_question: bool) -> bool:
    """Whether the student edition has an empty cell here, to write in."""
    left = [block for block in cell.blocks if not isinstance(block, Answer)]
    if cell.content or left or cell.header or cell.kind == "void" or row in table.head:
        return False
    if table.rules == "cut":
        return False
    return table.rules in ("all", "venn") or bool(table.scale) or in_question


def labels(asked: Sequence[Asked]) -> list[str]:
    """What each is called in a table's head: its part and number, no two alike."""
    found: list[str] = []
    seen: dict[str, int] = {}
    for one in asked:
        part = one.part.partition(" · ")[0]
        label = f"{part} · {one.number}" if one.number else part
        label = label[:_LONGEST_LABEL]
        seen[label] = count = seen.get(label, 0) + 1
        found.append(label if count == 1 else f"{label} ({count})")
    return found
