"""The body: each block as paragraphs and tables. A total function over the blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from lessonpress.document.blocks import (
    Answer,
    Box,
    Choices,
    Contents,
    Fields,
    Figure,
    Heading,
    ItemList,
    Lines,
    ListItem,
    PageBreak,
    Question,
    Questions,
    Run,
    Section,
    Table,
)
from lessonpress.document.blocks import Paragraph as TextBlock
from lessonpress.layout.pictures import printable, printed_size
from lessonpress.words import fields
from lessonpress.writers.docx.fields import end_stop, field_stops, page_stop
from lessonpress.writers.docx.figures import figure_xml
from lessonpress.writers.docx.inlines import Inlines
from lessonpress.writers.docx.looks import (
    CONTENTS_LEVELS,
    HEADING_STYLES,
    LIST_LEVELS,
    NUMBERS,
    PARAGRAPH_STYLES,
    QUESTIONS,
    Numbered,
)
from lessonpress.writers.docx.paragraphs import Paragraph, Place, keep_together, let_go
from lessonpress.writers.docx.properties import box_indents
from lessonpress.writers.docx.sections import Begins, SectionLook, WriteSection
from lessonpress.writers.docx.table_rows import TableSetter
from lessonpress.writers.docx.tables import gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lessonpress.document.blocks import Block, Choice, ContentsEntry, Inline
    from lessonpress.words import Words
    from lessonpress.writers.docx.numbering import Numbering
    from lessonpress.writers.docx.relations import Relations
    from lessonpress.writers.docx.styles import StyleSheet

# Space below a table beyond that below running text (points), where what follows asks for less.
_BELOW_TABLE = 4.0
_TEXT = re.compile("<w:t[ >]")
# The share of a page that a question or box may take to be kept on one page.
_KEPT = 0.4


class Body:
    """Sets the blocks of one document. Holds what they use, for the other parts of the package.

    `words` are those of the document's language. The ids of bookmarks, pictures and content controls
    follow on `first_id`. `section` is how the last section begins, the one that ends with the body.
    """

    def __init__(
        self,
        sheet: StyleSheet,
        words: Words,
        relations: Relations,
        numbering: Numbering,
        write_section: WriteSection,
        first_id: int = 0,
    ) -> None:
        self.section = SectionLook()
        self._write_section = write_section
        self.used: set[str] = set()
        self._words = words
        self._relations = relations
        self._numbering = numbering
        self._sheet = sheet
        self._theme = sheet.theme
        self._inlines = Inlines(sheet.theme, relations, self.used, words, first_id)
        self._tables = TableSetter(sheet, self._inlines, self)
        self._out: list[Paragraph | str] = []
        self.bookmarks: list[str] = []  # ids that wait for a paragraph
        self._bookmark_count = first_id
        self._figure_count = first_id
        self._new_page = False
        self._measure = sheet.theme.paper.measure  # the width that is there for blocks
        self._section_start = 0  # where the section or page that was last begun starts
        self._after_table = sheet.theme.styles["body"].after + _BELOW_TABLE
        self._question: Numbered | None = None  # whose choices come next
        self._asked: int | None = None  # the number of the question around

    def xml(self, blocks: Iterable[Block]) -> str:
        """What stands in `w:body` before the section's properties."""
        self._blocks(blocks, Place())
        if self._out and isinstance(self._out[-1], str):
            self._out.append(gap(1))
        return "".join(piece if isinstance(piece, str) else piece.xml() for piece in self._out)

    def _blocks(self, blocks: Iterable[Block], place: Place) -> None:
        for block in blocks:
            self._block(block, place)

    def _block(self, block: Block, place: Place) -> None:
        self.bookmarks.append(block.id)
        match block:
            case Heading():
                look = HEADING_STYLES[min(block.level, len(HEADING_STYLES)) - 1]
                self._text(block.content, look, place, block.id)
            case TextBlock():
                style = "answer" if place.answer and block.style == "body" else block.style
                if style == "evidence" and self._out and isinstance(self._out[-1], Paragraph):
                    self._out[-1].keep = True  # a quote stays with the answer that it proves
                self._text(block.content, PARAGRAPH_STYLES[style], place, block.id)
            case ItemList():
                self._list(block, place)
            case Questions():
                self._questions(block, place)
            case Choices():
                self._choices(block, place)
            case Lines():
                self._lines(block, place)
            case Answer():
                self._blocks(block.blocks, Place(place.depth, place.box, answer=True))
            case Box():
                self._box(block, place)
            case Table():
                self._table(block, place)
            case Figure():
                self._figure(block, place)
            case Fields():
                self._fields(block, place)
            case PageBreak():
                self._new_page = True
            case Section():
                self._section(block, place)
            case Contents():
                for entry in block.entries:
                    self._entry(entry, place)
            case _:
                assert_never(block)

    # --- paragraphs ------------------------------------------------------------------------------

    def _make(self, look_id: str, content: str, place: Place) -> Paragraph:
        """A paragraph in this place, with the bookmarks that wait for one."""
        look = self._sheet.looks[look_id]
        if place.box:
            look = self._sheet.boxed(look, place.box)
        self.used.add(look.id)
        shift = (place.depth - look.depth) * self._theme.list_indent
        return Paragraph(look, self._bookmarked(content), shift=shift)

    def _add(self, paragraph: Paragraph) -> Paragraph:
        own = self._theme.styles[paragraph.look.text].before
        if self._new_page or len(self._out) == self._section_start:
            paragraph.new_page, self._new_page = self._new_page, False
            paragraph.before = 0.0 if own else None
        elif isinstance(self._out[-1], str):
            paragraph.before = max(own, self._after_table)
        self._out.append(paragraph)
        return paragraph

    def set(
        self,
        content: Sequence[Inline],
        look_id: str,
        place: Place,
        owner: str,
        mark: str = "",
        before: str = "",
    ) -> Paragraph:
        """`owner` is the id of the block that the paragraph is of, `before` runs at its start."""
        style = self._sheet.text_style(mark) or self._sheet.looks[look_id].text
        text = self._inlines.xml(content, style, owner, mark)
        paragraph = self._make(look_id, before + text, place)
        paragraph.letters = sum(len(inline.text) for inline in content if isinstance(inline, Run))
        return paragraph

    def _text(self, content: Sequence[Inline], look_id: str, place: Place, owner: str) -> Paragraph:
        return self._add(self.set(content, look_id, place, owner))

    def _bookmarked(self, content: str) -> str:
        """The content between the bookmarks of the blocks that it begins."""
        starts, ends = "", ""
        for name in self.bookmarks:
            self._bookmark_count += 1
            starts += f'<w:bookmarkStart w:id="{self._bookmark_count}" w:name="{name}"/>'
            ends = f'<w:bookmarkEnd w:id="{self._bookmark_count}"/>{ends}'
        self.bookmarks.clear()
        return f"{starts}{content}{ends}"

    # --- lists and questions ---------------------------------------------------------------------

    def _list(self, block: ItemList, place: Place) -> None:
        level = min(place.depth, LIST_LEVELS - 1)
        tail = str(level + 1) if level else ""
        kind = "ListNumber" if block.ordered else "ListBullet"
        number, expected = None, 0
        for at, item in zip(block.numbers, block.items, strict=True):
            if block.ordered and at != expected:
                number = self._numbering.start(NUMBERS, level, at)
            expected = at + 1
            self._item(item, f"{kind}{tail}", f"ListContinue{tail}", number, place)

    def _item(
        self, item: ListItem, look: str, more: str, number: Numbered | None, place: Place
    ) -> None:
        self.bookmarks.append(item.id)
        inner = Place(place.depth + 1, place.box, place.answer)
        first, rest = item.blocks[:1], item.blocks[1:]
        text = TextBlock(item.id, ())
        if first and isinstance(first[0], TextBlock):
            text = first[0]
            self.bookmarks.append(text.id)
        else:
            rest = item.blocks
        # An item is a paragraph of the list's style; what it is besides, its letters say.
        letters = self._sheet.letters(text.style)
        self._add(self.set(text.content, look, place, text.id, letters)).number = number
        for block in rest:
            if isinstance(block, TextBlock) and block.style == "body":
                self.bookmarks.append(block.id)
                self._text(block.content, more, inner, block.id)
            else:
                self._block(block, inner)

    def _questions(self, block: Questions, place: Place) -> None:
        outer, asked, number, expected = self._question, self._asked, None, 0
        for item in block.items:
            if number is None or item.number != expected:
                number = self._numbering.start(QUESTIONS, 0, item.number)
            expected = item.number + 1
            self._ask(item, number, place)
        self._question, self._asked = outer, asked

    def _ask(self, item: Question, number: Numbered, place: Place) -> None:
        self.bookmarks.append(item.id)
        start = len(self._out)
        self._question, self._asked = number, item.number
        self._text(item.content, "Question", place, item.id).number = number
        self._blocks(item.blocks, Place(place.depth + 1, place.box, place.answer))
        self._keep(start)

    def _choices(self, block: Choices, place: Place) -> None:
        if block.across:
            self.bookmarks += [item.id for item in block.items]
            parts = (
                self._tick(item, fields.labelled(self._words, _plain(item.content)))
                + self._inlines.xml(item.content, "choice", item.id, _mark(item))
                for item in block.items
            )
            line = self._inlines.across(parts)
            self._add(self._make("ChoiceLine", line, place)).keep = False
            return
        # The letters of a question's first choices start anew by themselves.
        question, self._question = self._question, None
        number = Numbered(question.num, 1) if question else self._numbering.start(QUESTIONS, 1)
        for letter, item in enumerate(block.items, start=ord("A")):
            self.bookmarks.append(item.id)
            box = self._tick(item, fields.choice(self._words, chr(letter), self._asked))
            made = self.set(item.content, "Choice", place, item.id, _mark(item), box)
            paragraph = self._add(made)
            paragraph.number, paragraph.mark = number, _mark(item)
        let_go(self._out)

    def _tick(self, choice: Choice, name: str) -> str:
        """The box of a choice that a student makes; the key shows which is right instead."""
        return self._inlines.check_box(choice.id, name) if choice.correct is None else ""

    def _lines(self, block: Lines, place: Place) -> None:
        """One paragraph, however many lines: LibreOffice can't keep a long row of paragraphs on one
        page with the question above them."""
        name = fields.answer_space(self._words, self._asked)
        ruled = self._inlines.answer_lines(block.count, block.id, name)
        paragraph = self._make("AnswerLine", ruled, place)
        left, measure = self._room(place)
        paragraph.lines, paragraph.tabs = block.count, end_stop(left + measure)
        paragraph.splits = block.count * self._sheet.pitch > self._theme.paper.depth * _KEPT
        self._add(paragraph).keep = False

    # --- boxes, tables, figures, fields ----------------------------------------------------------

    def _box(self, block: Box, place: Place) -> None:
        start = len(self._out)
        self._blocks(block.blocks, Place(place.depth, block.style, place.answer))
        inside = self._out[start:]
        if not inside:
            return
        box = self._theme.boxes[block.style]
        if isinstance(first := inside[0], Paragraph):
            top = not start or first.new_page
            first.before = 0.0 if top else max(box.before, first.before or 0.0)
        if isinstance(last := inside[-1], Paragraph):
            last.after = box.after
        self._keep(start)
        if block.style == "bank" and isinstance(last, Paragraph):
            last.keep = True  # the words stay with the text that wants them

    def _keep(self, start: int) -> None:
        """Keeps what was set since `start` on one page, where it is short enough to ask for that."""
        pieces = self._out[start:]
        depth = sum(self.height(piece) for piece in pieces if isinstance(piece, Paragraph))
        if depth <= self._theme.paper.depth * _KEPT:
            keep_together(pieces)
        else:
            let_go(pieces)

    def height(self, paragraph: Paragraph, measure: float | None = None) -> float:
        width = self._theme.paper.measure if measure is None else measure
        return paragraph.height(self._theme, self._sheet.pitch, width)

    def _room(self, place: Place) -> tuple[float, float]:
        """Left edge and width of what is not text, in points."""
        left, right = box_indents(self._theme.boxes[place.box]) if place.box else (0.0, 0.0)
        left += place.depth * self._theme.list_indent
        return left, self._measure - left - right

    def _table(self, block: Table, place: Place) -> None:
        if block.caption:
            self._text(block.caption, "Caption", place, block.id).keep = True
        if self._new_page:
            self._out.append(gap(1, new_page=True))
            self._new_page = False
        elif self._out and isinstance(self._out[-1], str):
            self._out.append(gap(self._after_table))
        left, measure = self._room(place)
        self._out.append(self._tables.xml(block, left, measure))

    def cell_pieces(
        self, text: Sequence[Paragraph], blocks: Iterable[Block], look: str, width: float
    ) -> list[Paragraph | str]:
        """What stands in a cell with so much room: its text, and its blocks, whose running text has
        the same look."""
        outer = (self._out, self._section_start, self._new_page, self._measure)
        self._out, self._section_start, self._new_page = [*text], 0, False
        self._measure = width
        for block in blocks:
            if isinstance(block, TextBlock) and block.style == "body":
                self.bookmarks.append(block.id)
                self._text(block.content, look, Place(), block.id)
            else:
                self._block(block, Place())
        inside = self._out
        self._out, self._section_start, self._new_page, self._measure = outer
        return inside

    def _figure(self, block: Figure, place: Place) -> None:
        self._figure_count += 1
        _, measure = self._room(place)
        size = printed_size(block.data, measure, self._theme.paper.depth, block.share)
        picture = figure_xml(
            self._relations.picture(printable(block.data, size)),
            block.alternative,
            self._figure_count,
            size,
        )
        self._add(self._make("Figure", picture, place)).keep = bool(block.caption)
        if block.caption:
            self._text(block.caption, "Caption", place, block.id).keep = False

    def _fields(self, block: Fields, place: Place) -> None:
        labels = self._inlines.across(
            self._inlines.field(field, block.id, "field") for field in block.items
        )
        line = self._add(self._make("FieldLine", labels, place))
        line.tabs = field_stops(block.items, *self._room(place))

    # --- packets ---------------------------------------------------------------------------------

    def _section(self, block: Section, place: Place) -> None:
        """A page break, or a section of Word's own where a break can't say what is wanted."""
        begun = len(self._out) == self._section_start
        if block.starts == "right" or block.restart_pages or self.section.restarts:
            begins: Begins = "oddPage" if block.starts == "right" else "nextPage"
            if not begun:
                self._end_section()
            if not begun or block.restart_pages:
                self.section = SectionLook(begins, block.restart_pages)
        elif not begun:
            self._new_page = True
        self._section_start = len(self._out)
        self._blocks(block.blocks, place)
        self._new_page = True  # what follows is no part of it

    def _end_section(self) -> None:
        """Ends a section with its last paragraph where that has text.

        LibreOffice drops a paragraph without text that ends a section, and the line to write on
        that it is with it; so a paragraph as small as can be ends the section there.
        """
        properties = self._write_section(self.section)
        self._new_page = False
        last = self._out[-1]
        if isinstance(last, Paragraph) and _TEXT.search(last.content):
            last.section = properties
            return
        if isinstance(last, Paragraph):
            last.keep = True  # it must not stand on a page of its own
        self._out.append(gap(1, properties))

    def _entry(self, entry: ContentsEntry, place: Place) -> None:
        look = f"TOC{min(entry.level, CONTENTS_LEVELS)}"
        style = self._sheet.looks[look].text
        line = self._make(look, self._inlines.entry(entry.text, entry.target, style), place)
        line.letters, line.shift = len(entry.text), 0.0
        self._add(line).tabs = page_stop(self._theme.paper.measure)


def _mark(choice: Choice) -> str:
    """The character style of a choice: the right one is marked so that a photocopy shows it."""
    return "Correct" if choice.correct else ""


def _plain(content: Iterable[Inline]) -> str:
    """The text without its looks."""
    return "".join(inline.text for inline in content if isinstance(inline, Run))
