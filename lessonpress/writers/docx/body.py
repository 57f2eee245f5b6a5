"""The body: each block as paragraphs and tables. A total function over the blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from lessonpress.document.blocks import (
    EVERY_LINE,
    Answer,
    Box,
    Choices,
    Contents,
    Fields,
    Figure,
    Figures,
    Heading,
    ItemList,
    Lines,
    ListItem,
    PageBreak,
    Question,
    Questions,
    Quotation,
    Section,
    Table,
    Verse,
    Worth,
)
from lessonpress.document.blocks import Paragraph as TextBlock
from lessonpress.document.inlines import plain_text, split_lines
from lessonpress.document.labels import label_of
from lessonpress.layout.fonts import BULLET
from lessonpress.layout.margin import is_gloss
from lessonpress.layout.spaces import space_size
from lessonpress.layout.worths import lines_of_fields
from lessonpress.words import fields
from lessonpress.writers.docx.beside import Beside
from lessonpress.writers.docx.beside_setter import BesideSetter
from lessonpress.writers.docx.counted import count_no_others, has_counted
from lessonpress.writers.docx.fields import (
    end_stop,
    field_starts,
    field_stops,
    number_stops,
)
from lessonpress.writers.docx.inlines import choice_mark
from lessonpress.writers.docx.looks import (
    DOTTED,
    HEADING_STYLES,
    LETTERS,
    LIST_LEVELS,
    NUMBERS,
    PARAGRAPH_STYLES,
    QUESTIONS,
    Numbered,
)
from lessonpress.writers.docx.marked_items import end_with_dot, move_beyond_box, move_beyond_dot
from lessonpress.writers.docx.paragraphs import Paragraph, Place, let_go, rule_as_one
from lessonpress.writers.docx.sections import SectionLook
from lessonpress.writers.docx.setter import KEPT
from lessonpress.writers.docx.spaces import space_xml, squares_behind
from lessonpress.writers.docx.tables import gap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lessonpress.document.blocks import Block, Choice

# How far (points) the number of a paragraph stands out into the margin.
_MARGIN = 16.0


class Body(BesideSetter):
    """Sets the blocks of one document."""

    def xml(self, blocks: Iterable[Block]) -> str:
        """What stands in `w:body` before the section's properties."""
        self._blocks(blocks, Place())
        if self._out and isinstance(self._out[-1], str):
            self._out.append(gap(1))
        if self._counts:
            count_no_others(self._out)
        return "".join(piece if isinstance(piece, str) else piece.xml() for piece in self._out)

    def _blocks(self, blocks: Iterable[Block], place: Place) -> None:
        beside: Beside | None = None
        glosses: list[TextBlock] = []
        for block in blocks:
            if beside is not None and (is_gloss(block) or not beside.takes(block, self._out)):
                self._end_beside(beside)
                beside = None
            if isinstance(block, TextBlock) and is_gloss(block):
                glosses.append(block)
                continue
            if glosses:
                beside = self._glosses(glosses, block, place)
                glosses = []
            self._block(block, place)
            if self._beside is not None:
                beside, self._beside = self._beside, None
        if beside is not None:
            self._end_beside(beside)
        if glosses:
            self._glosses(glosses, None, place)

    def _block(self, block: Block, place: Place) -> None:
        self._bookmarks.append(block.id)
        match block:
            case Heading():
                look = HEADING_STYLES[min(block.level, len(HEADING_STYLES)) - 1]
                self._text(block.content, look, place, block.id)
            case TextBlock():
                self._paragraph(block, place)
            case ItemList():
                self._list(block, place)
            case Questions():
                self._questions(block, place)
            case Choices():
                self._choices(block, place)
            case Lines():
                self._lines(block, place)
            case Quotation():
                indent = place.indent + self._theme.styles["quote"].indent
                self._blocks(block.blocks, replace(place, indent=indent, quoted=True))
            case Verse():
                self._verse(block, place)
            case Answer():
                self._blocks(block.blocks, replace(place, answer=True))
            case Box():
                self._box(block, place)
            case Table():
                self._table(block, place)
            case Figure():
                self._figure(block, place)
            case Figures():
                self._figures(block, place)
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

    def _paragraph(self, block: TextBlock, place: Place) -> None:
        style = block.style
        if style == "body":
            style = "answer" if place.answer else "quote" if place.quoted else "body"
        before = self._out[-1] if self._out else None
        if style in ("evidence", "attribution") and isinstance(before, Paragraph):
            before.keep = True  # a quote stays with what it proves
        look = PARAGRAPH_STYLES[style]
        number = "" if block.number is None else self._inlines.paragraph_number(block.number)
        made = self._add(self._set(block.content, look, place, block.id, before=number))
        made.counted = block.counted or None
        if number:
            made.hanging = _MARGIN
        elif style == "instructions" and isinstance(before, Paragraph) and before.keep is False:
            made.before = self._theme.styles["heading3"].before
        if block.worth is not None:
            self._set_worth(block.worth, made, place, block.id)

    def _verse(self, block: Verse, place: Place) -> None:
        """A paragraph for each line: Word has what is turned over stand in only below the first."""
        letters = self._sheet.letters("quote") if place.quoted else ""
        left, measure = self._room(place)
        count = 0
        for stanza in block.stanzas:
            start = len(self._out)
            self._bookmarks.append(stanza.id)
            for line in split_lines(stanza.content):
                count += 1
                made = self._add(self._set(line, "Verse", place, stanza.id, letters))
                if len(self._out) > start + 1:
                    made.before = 0.0
                if block.numbered and count % EVERY_LINE == 0:
                    made.content += self._inlines.line_number(count)
                    made.tabs = end_stop(left + measure)
            for piece in self._out[start:-1]:
                if isinstance(piece, Paragraph):
                    piece.after = 0.0
            self._keep(start)

    # --- lists and questions ---------------------------------------------------------------------

    def _list(self, block: ItemList, place: Place) -> None:
        level = min(place.depth, LIST_LEVELS - 1)
        kind = NUMBERS if block.letters is None else LETTERS[block.letters]
        if block.marks == "dots-before":
            kind = DOTTED[block.letters]
        tail = str(level + 1) if level else ""
        style = "ListNumber" if block.ordered else "ListBullet"
        number: Numbered | None = None
        expected: int | None = None
        for at, item in zip(block.numbers, block.items, strict=True):
            if block.alphabet:
                dot = f"{BULLET} " if block.marks == "dots-before" else ""
                number = self._numbering.labelled(f"{style}{tail}", dot + label_of(block, at))
            elif block.ordered and at != expected:
                number = self._numbering.start(kind, level, at)
            expected = at + 1
            start = len(self._out)
            boxed = at if block.marks == "boxes" else None
            self._item(item, f"{style}{tail}", f"ListContinue{tail}", number, place, boxed)
            first = self._out[start]
            if block.marks == "dots-before" and isinstance(first, Paragraph):
                move_beyond_dot(first, self._theme)
            elif block.marks == "dots-after" and isinstance(first, Paragraph):
                end_with_dot(first, self._inlines.dot(), sum(self._room(place)))

    def _item(
        self,
        item: ListItem,
        look: str,
        more: str,
        number: Numbered | None,
        place: Place,
        boxed: int | None = None,
    ) -> None:
        """An item of a list; one that is `boxed` has that number, and a box to write a letter in."""
        self._bookmarks.append(item.id)
        inner = replace(place, depth=place.depth + 1)
        first, rest = item.blocks[:1], item.blocks[1:]
        text = TextBlock(item.id, ())
        if first and isinstance(first[0], TextBlock):
            text = first[0]
            self._bookmarks.append(text.id)
        else:
            rest = item.blocks
        # An item is a paragraph of the list's style; what it is besides, its letters say.
        style = "quote" if place.quoted and text.style == "body" else text.style
        letters = self._sheet.letters(style)
        box = ""
        if boxed is not None:
            name = fields.answer_space(self._words, boxed)
            box = self._inlines.letter_box(item.id, name)
        made = self._add(self._set(text.content, look, place, text.id, letters, box))
        made.number, made.counted = number, text.counted or None
        if box:
            move_beyond_box(made, self._theme, self._hand.stage)
        for block in rest:
            if isinstance(block, TextBlock) and block.style == "body":
                self._bookmarks.append(block.id)
                self._add(self._set(block.content, more, inner, block.id, letters))
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
        self._bookmarks.append(item.id)
        start = len(self._out)
        self._question, self._asked = number, item.number
        made = self._text(item.content, "Question", place, item.id)
        made.number = number
        if item.worth is not None:
            self._set_worth(item.worth, made, place, item.id)
        self._blocks(item.blocks, replace(place, depth=place.depth + 1))
        self._keep(start)

    def _set_worth(self, worth: Worth, made: Paragraph, place: Place, owner: str) -> None:
        """At the right of the paragraph's last line or, where there is no room, of one more."""
        left, measure = self._room(place)
        made.content += self._inlines.worth(worth, owner, self._asked)
        made.tabs = end_stop(left + measure)

    def _choices(self, block: Choices, place: Place) -> None:
        if block.across:
            self._bookmarks += [item.id for item in block.items]
            parts = (
                self._tick(item, fields.labelled(self._words, plain_text(item.content)), block)
                + self._inlines.xml(item.content, "choice", item.id, choice_mark(item))
                for item in block.items
            )
            line = self._inlines.across(parts)
            made = self._add(self._make("ChoiceLine", line, place))
            made.keep, made.leading = False, self._room_to_mark(block)
            return
        # The letters of a question's first choices start anew by themselves.
        question, self._question = self._question, None
        number = Numbered(question.num, 1) if question else self._numbering.start(QUESTIONS, 1)
        for letter, item in zip(block.letters, block.items, strict=True):
            self._bookmarks.append(item.id)
            if block.alphabet:
                number = self._numbering.labelled("Choice", f"{letter}.")
            elif item.number is not None:
                number = self._numbering.start(QUESTIONS, 1, item.number)
            box = self._tick(item, fields.choice(self._words, letter, self._asked), block)
            made = self._set(item.content, "Choice", place, item.id, choice_mark(item), box)
            paragraph = self._add(made)
            paragraph.number, paragraph.mark = number, choice_mark(item)
            paragraph.leading = self._room_to_mark(block)
        let_go(self._out)

    def _tick(self, choice: Choice, name: str, block: Choices) -> str:
        """The box of a choice that a student makes; the key shows which is right instead."""
        if choice.correct is not None:
            return ""
        return self._inlines.check_box(choice.id, name, several=block.several)

    def _room_to_mark(self, block: Choices) -> float | None:
        """The least distance of baselines where boxes to tick are higher; None where there are none."""
        if any(choice.correct is not None for choice in block.items):
            return None
        return self._theme.styles["choice"].leading

    def _lines(self, block: Lines, place: Place) -> None:
        """One paragraph, however many lines: LibreOffice can't keep a long row of paragraphs on one
        page with the question above them."""
        name = fields.answer_space(self._words, self._asked)
        if block.look != "ruled":
            self._space(block, name, place)
            return
        ruled = self._inlines.answer_lines(block.count, block.id, name, block.numbers)
        paragraph = self._make("AnswerLine", ruled, place)
        left, measure = self._room(place)
        paragraph.lines, paragraph.tabs = block.count, end_stop(left + measure)
        if block.numbers:
            paragraph.tabs = number_stops(left, measure, self._hand.stage, self._theme.box_room)
        if self._hand.pitch != self._sheet.pitch:
            paragraph.leading = self._hand.pitch
        paragraph.splits = block.count * self._hand.pitch > self._theme.paper.depth * KEPT
        self._add(paragraph).keep = False

    def _space(self, block: Lines, name: str, place: Place) -> None:
        """A box to write in, or squares to draw on."""
        self._out += self._start_table()
        left, measure = self._room(place)
        size = space_size(block, self._theme, self._hand.stage, measure)
        squares = ""
        if block.look == "grid":
            self._figure_count += 1
            squares = squares_behind(size, self._figure_count, self._theme)
        inside = self._make("TableText", squares + self._inlines.space(block.id, name), Place())
        mirrored = bool(self._sheet.level)
        self._out.append(space_xml(inside, size, left, self._theme, mirrored=mirrored))

    # --- boxes, tables, figures, fields ----------------------------------------------------------

    def _box(self, block: Box, place: Place) -> None:
        counts = has_counted(block.blocks)
        if counts:
            self._begin_counting()
        start = len(self._out)
        self._blocks(block.blocks, replace(place, box=block.style))
        inside = self._out[start:]
        if not inside:
            return
        box = self._theme.boxes[block.style]
        if isinstance(first := inside[0], Paragraph):
            top = not start or first.new_page
            first.before = 0.0 if top else max(box.before, first.before or 0.0)
        if isinstance(last := inside[-1], Paragraph):
            last.after = box.after
        rule_as_one(inside, box)
        self._keep(start)
        if block.style == "bank" and isinstance(last, Paragraph):
            last.keep = True  # the words stay with the text that wants them
        if counts:
            self._end_section()
            self.section = SectionLook("continuous")

    def _fields(self, block: Fields, place: Place) -> None:
        size, (left, measure) = self._theme.styles["field"].size, self._room(place)
        roomy = bool(self._theme.accommodation)
        for items in lines_of_fields(block.items, size, measure, self._hand.pitch, roomy=roomy):
            if any(field.above for field in items):
                above = self._add(self._make("FieldLine", self._inlines.above(items), place))
                above.tabs = field_starts(items, left, measure)
                above.after, above.keep = 0.0, True
            labels = self._inlines.across(
                self._inlines.field(field, block.id, "field") for field in items
            )
            line = self._add(self._make("FieldLine", labels, place))
            line.tabs = field_stops(items, left, measure, size)
            if self._hand.stage == "primary":
                line.leading = self._hand.style("field").leading
