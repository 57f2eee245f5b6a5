"""The elements of a piece of markup -> blocks, each read by a method of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal

from lessonpress.document.blocks import (
    Answer,
    Block,
    Box,
    Choice,
    Choices,
    Contents,
    Document,
    Edition,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Lines,
    ListItem,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Question,
    Questions,
    Quotation,
    Section,
    Stage,
    Verse,
)
from lessonpress.document.ids import Ids
from lessonpress.document.inlines import (
    PLAIN,
    WHITE_SPACE,
    Look,
    Piece,
)
from lessonpress.document.markup_problems import Complaints
from lessonpress.document.notes import Notes
from lessonpress.document.packet import list_contents, take_in
from lessonpress.document.quotes import CLOSES, OPENS, Quotes
from lessonpress.document.reading_fields import fields_of
from lessonpress.document.reading_figures import FigureReader, LoadImage
from lessonpress.document.reading_tables import TableReader
from lessonpress.document.vocabulary import (
    BOX_STYLES,
    CELL_BLOCKS,
    HEADINGS,
    ID_WORDS,
    INLINE,
    ITEM_MARKS,
    KNOWN,
    LETTERED,
    PARAGRAPH_STYLES,
    REQUIRED,
    SCRIPTS,
    TOP_ONLY,
    WRITING_LOOKS,
)
from lessonpress.document.worths import find_worths
from lessonpress.problems import ProblemError
from lessonpress.words.lists import alphabet_of

STARTS: tuple[Literal["page", "right"], ...] = ("page", "right")
LoadDocument = Callable[[int, str], Document]
Element = Any  # lxml's stubs know elements loosely


class Reading:
    """One pass over one document. Each `_read_…` gives a block, or None where nothing is in it."""

    def __init__(
        self,
        complaints: Complaints,
        root: Element,
        load_image: LoadImage | None,
        load_document: LoadDocument | None,
        quotes: Quotes,
    ) -> None:
        self._complaints = complaints
        self._load_document = load_document
        self._quotes = quotes
        given = frozenset(complaints.check_ids(root))
        self._ids = Ids(given)
        complaints.check_targets(root, given)
        self._alphabet = alphabet_of(root.get("language") or "")
        self._level = 0  # of the last heading
        self._depth = 0  # of sections
        self._stages: list[Stage] = []  # of the documents that went into the section
        self._in_cell = False
        tables = TableReader(
            complaints, self._ids, self._children, self._content, self._cell_blocks
        )
        figures = FigureReader(
            complaints, self._ids, self._children, self._content, quotes.text, load_image
        )
        self._block = ""  # the id of what is being read
        self._notes = Notes()
        self._worths = find_worths(root, complaints, quotes.text)
        self._readers: dict[str, Callable[[Element, str], Block | None]] = {
            **dict.fromkeys(("h1", "h2", "h3", "h4"), self._read_heading),
            "p": self._read_paragraph,
            "ul": self._read_list,
            "ol": self._read_list,
            "questions": self._read_questions,
            "choices": self._read_choices,
            "lines": self._read_lines,
            "worth": lambda element, id: None,  # found already
            "answer": self._read_answer,
            "box": self._read_box,
            "table": tables.read,
            "figure": figures.read,
            "figures": figures.read_several,
            "blockquote": self._read_quotation,
            "verse": self._read_verse,
            "fields": self._read_fields,
            "page-break": self._read_page_break,
            "section": self._read_section,
            "contents": self._read_contents,
        }

    # --- the whole ---------------------------------------------------------------------------------

    def read_document(self, root: Element, kind: str) -> Document:
        self._check(root)
        blocks = self._read_blocks(root, "")
        self._complaints.check_start(root, blocks)
        value = self._complaints.value
        keywords = self._quotes.text(root.get("keywords")).split(",")
        return Document(
            kind=kind,
            title=self._quotes.text(root.get("title")).strip(),
            language=value.language(root),
            edition=Edition.TEACHER,
            blocks=list_contents(blocks) if root.find(".//contents") is not None else blocks,
            footer=self._quotes.text(root.get("footer")),
            page_label=value.page_label(root),
            subject=self._quotes.text(root.get("subject")),
            author=self._quotes.text(root.get("author")),
            keywords=tuple(word.strip() for word in keywords if word.strip()),
            stage=value.one_of(root, "stage", ("secondary", "primary"), "secondary"),
        )

    def _read_blocks(
        self, parent: Element, parent_id: str, loose: ParagraphStyle | None = None
    ) -> tuple[Block, ...]:
        """The blocks in an element. Text between them becomes a paragraph of the style `loose`;
        where that is None there may be none."""
        blocks: list[Block] = []
        pieces: list[Piece] = []

        def close() -> None:
            if pieces and (content := self._quotes.runs(pieces)):
                style = loose or "body"
                blocks.append(Paragraph(self._ids.derive(parent_id, "p"), content, style))
            pieces.clear()

        self._take_text(parent.text, pieces, parent, loose, parent)
        for child in parent:
            tag = child.tag
            read = self._readers.get(tag)
            if read is not None:
                close()
                self._check(child)
                if self._in_cell and tag not in CELL_BLOCKS:
                    self._complaints.too_much_for_a_cell(child)
                elif tag in TOP_ONLY or tag in HEADINGS:
                    self._complaints.check_place(child, parent)
                self._block = id = child.get("id") or self._ids.derive(
                    parent_id, ID_WORDS.get(tag, tag)
                )
                block = read(child, id)
                if block is not None:
                    blocks.append(block)
            elif tag == "insert":
                close()
                self._check(child)
                self._complaints.check_place(child, parent)
                blocks += self._insert(child)
            elif tag in INLINE and loose is not None:
                self._read_inline(child, pieces, PLAIN)
            else:
                self._complaints.misplaced(child, parent)
            self._take_text(child.tail, pieces, parent, loose, child)
        close()
        return tuple(blocks)

    def _take_text(
        self,
        text: str | None,
        pieces: list[Piece],
        parent: Element,
        loose: ParagraphStyle | None,
        near: Element,
    ) -> None:
        if text and (pieces or text.strip(WHITE_SPACE)):
            if loose is None:
                self._complaints.loose_text(parent, text, near)
            else:
                pieces.append((text, PLAIN))

    def _check(self, element: Element) -> None:
        """Attributes: none unknown, none missing."""
        tag = element.tag
        known = KNOWN.get(tag)
        if known is not None:
            for name in element.keys():  # noqa: SIM118 (an element iterates over its children)
                if name not in known:
                    self._complaints.unknown_attribute(element, name)
            for name in REQUIRED[tag]:
                if element.get(name) is None:
                    self._complaints.missing_attribute(element, name)

    def _children(self, parent: Element, *tags: str) -> Iterable[Element]:
        """The children, each one of `tags`; anything else, text too, is a problem."""
        self._take_text(parent.text, [], parent, None, parent)
        for child in parent:
            if child.tag in tags:
                self._check(child)
                yield child
            else:
                self._complaints.misplaced(child, parent)
            self._take_text(child.tail, [], parent, None, child)

    # --- inside a line -----------------------------------------------------------------------------

    def _content(self, element: Element) -> tuple[Inline, ...]:
        pieces: list[Piece] = []
        self._read_pieces(element, pieces, PLAIN)
        return self._quotes.runs(pieces)

    def _read_pieces(self, element: Element, pieces: list[Piece], look: Look) -> None:
        if element.text:
            pieces.append((element.text, look))
        for child in element:
            if child.tag in INLINE:
                self._read_inline(child, pieces, look)
            else:
                self._complaints.misplaced(child, element)
            if child.tail:
                pieces.append((child.tail, look))

    def _read_inline(self, element: Element, pieces: list[Piece], look: Look) -> None:
        self._check(element)
        tag = element.tag
        if tag == "br":
            self._expect_empty(element)
            pieces.append(LineBreak())
        elif tag == "blank":
            self._expect_empty(element)
            pieces.append(self._complaints.value.blank(element, self._quotes.text))
        elif tag == "q":
            pieces.append((OPENS, look))
            self._read_pieces(element, pieces, look)
            pieces.append((CLOSES, look))
        else:
            if tag == "strong":
                look = look._replace(strong=True)
            elif tag == "em":
                look = look._replace(emphasis=True)
            elif tag == "a":
                look = look._replace(href=self._complaints.value.address(element))
            elif tag == "small":
                look = look._replace(small=True)
            elif tag in SCRIPTS:
                look = look._replace(script=SCRIPTS[tag])
            elif tag == "noteref":
                address = self._notes.mark(element.get("to", ""), self._block)
                look = look._replace(href=address, script="superscript")
            else:
                look = look._replace(lang=self._complaints.value.language(element, "lang"))
            self._read_pieces(element, pieces, look)

    def _expect_empty(self, element: Element) -> None:
        for _ in self._children(element):
            pass

    # --- blocks ------------------------------------------------------------------------------------

    def _read_heading(self, element: Element, id: str) -> Block | None:
        level = int(element.tag[1])
        self._complaints.check_level(element, level, self._level)
        self._level = level
        content = self._content(element)
        if not content:
            self._complaints.empty(element)
        return Heading(id, level, content)

    def _read_paragraph(self, element: Element, id: str) -> Block | None:
        content = self._content(element)
        if not content:
            return None
        style = self._complaints.value.one_of(element, "class", PARAGRAPH_STYLES, "body")
        number = self._complaints.value.whole(element, "number", 0, 1, 9999)
        counted = bool(self._complaints.value.truth(element, "counted", False))
        return Paragraph(id, content, style, number or None, self._worths.get(id), counted)

    def _read_list(self, element: Element, id: str) -> Block | None:
        items = []
        for child in self._children(element, "li"):
            self._block = item_id = child.get("id") or self._ids.derive(id, "item")
            blocks = self._read_blocks(child, item_id, "body")
            number = self._complaints.value.whole(child, "value", 0, 1, 999)
            if blocks:
                back = self._notes.leading_back(item_id, blocks)
                answer = child.get("answer") or None
                items.append(ListItem(item_id, back, number or None, answer))
        type_ = self._complaints.value.one_of(element, "type", tuple(LETTERED), "")
        alphabet = self._alphabet if type_ in ("a", "A") else ""
        start = self._complaints.value.whole(element, "start", 1, 0, 999_999)
        marks = self._complaints.value.one_of(element, "marks", ITEM_MARKS, "none")
        if not items:
            return None
        ordered, letters = element.tag == "ol", LETTERED.get(type_)
        return ItemList(id, tuple(items), ordered, letters, start, marks, alphabet)

    def _read_quotation(self, element: Element, id: str) -> Block | None:
        blocks = self._read_blocks(element, id, "quote")
        return Quotation(id, blocks) if blocks else None

    def _read_verse(self, element: Element, id: str) -> Block | None:
        stanzas = []
        for child in self._children(element, "p"):
            stanza_id = child.get("id") or self._ids.derive(id, "p")
            if content := self._content(child):
                stanzas.append(Paragraph(stanza_id, content, "verse"))
        numbered = bool(self._complaints.value.truth(element, "numbered", False))
        return Verse(id, tuple(stanzas), numbered) if stanzas else None

    def _read_questions(self, element: Element, id: str) -> Block | None:
        items = []
        first = self._complaints.value.whole(element, "start", 1, 1, 999)
        for place, child in enumerate(self._children(element, "question"), start=first):
            number = self._complaints.value.whole(child, "number", place, 1, 999)
            if number != place:
                self._complaints.wrong_number(child, number, place)
            self._block = item_id = child.get("id") or self._ids.derive(id, "question")
            prompts = [part for part in child if part.tag == "prompt"]
            if len(prompts) != 1 or child[0] is not prompts[0]:
                self._complaints.wrong_prompt(child)
                continue
            self._check(prompts[0])
            content = self._content(prompts[0])
            if not content:
                self._complaints.empty(prompts[0])
            self._take_text(prompts[0].tail, [], child, None, prompts[0])
            child.remove(prompts[0])  # takes its tail along
            blocks, worth = self._read_blocks(child, item_id), self._worths.get(item_id)
            items.append(Question(item_id, number, content, blocks, worth))
        return Questions(id, tuple(items)) if items else None

    def _read_choices(self, element: Element, id: str) -> Block | None:
        value = self._complaints.value
        items = []
        for child in self._children(element, "choice"):
            content = self._content(child)
            if not content:
                self._complaints.empty(child)
            item_id = child.get("id") or self._ids.derive(id, "choice")
            number = value.whole(child, "value", 0, 1, 26) or None
            items.append(Choice(item_id, content, value.truth(child, "correct", None), number))
        if any(item.correct is not None for item in items):
            # Where one is said to be right (or wrong), the others are not.
            items = [replace(item, correct=bool(item.correct)) for item in items]
        across, several = (bool(value.truth(element, key, False)) for key in ("across", "several"))
        alphabet = "" if across else self._alphabet
        return Choices(id, tuple(items), across, several, alphabet) if items else None

    def _read_lines(self, element: Element, id: str) -> Block | None:
        self._expect_empty(element)
        count = self._complaints.value.whole(element, "count", 0, 0, 100)
        numbers = self._complaints.value.whole(element, "numbers", 0, 1, 100)
        look = self._complaints.value.one_of(element, "look", WRITING_LOOKS, "ruled")
        return Lines(id, count, numbers, look) if count else None

    def _read_answer(self, element: Element, id: str) -> Block | None:
        blocks = self._read_blocks(element, id, "answer")
        return Answer(id, blocks) if blocks else None

    def _read_box(self, element: Element, id: str) -> Block | None:
        level = self._level
        style = self._complaints.value.one_of(element, "class", BOX_STYLES, "facts")
        blocks = self._read_blocks(element, id, "bank" if style == "bank" else "body")
        self._level = level  # a box may be left out of an edition: the outline must not lean on it
        return Box(id, style, blocks) if blocks else None

    def _cell_blocks(self, cell: Element, row_id: str) -> tuple[Block, ...] | None:
        """The blocks of a cell; None where it holds text alone."""
        if not any(child.tag in self._readers for child in cell):
            return None
        outer, self._in_cell = self._in_cell, True
        blocks = self._read_blocks(cell, row_id, "body")
        self._in_cell = outer
        return blocks

    def _read_fields(self, element: Element, id: str) -> Block | None:
        items = list(self._children(element, "field"))
        contents = [self._content(item) for item in items]
        value = self._complaints.value
        shares = [value.share(item, 1 / len(items)) for item in items]
        tails = [self._quotes.text(item.get("tail")).strip() for item in items]
        values = [item.get("value") for item in items]
        return fields_of(id, contents, shares, tails, values) if items else None

    def _read_page_break(self, element: Element, id: str) -> Block | None:
        self._expect_empty(element)
        return PageBreak(id)

    # --- packets -----------------------------------------------------------------------------------

    def _read_section(self, element: Element, id: str) -> Block | None:
        starts = self._complaints.value.one_of(element, "starts", STARTS, "page")
        self._depth += 1
        outer, self._stages = self._stages, []
        blocks = self._read_blocks(element, id)
        stages, self._stages = self._stages, [*outer, *self._stages]
        self._depth -= 1
        if not blocks:
            return None
        stage = min(stages, default=None)  # "primary" comes first: the younger need more room
        title = self._quotes.text(element.get("title")).strip()
        return Section(id, title, blocks, starts, stage=stage)

    def _read_contents(self, element: Element, id: str) -> Block | None:
        self._expect_empty(element)
        return Contents(id, ())

    def _insert(self, element: Element) -> Sequence[Block]:
        """The blocks of a lesson's document, its title one level below the section's depth."""
        self._expect_empty(element)
        lesson = self._complaints.value.whole(element, "lesson", 1, 1, 999)
        kind = element.get("document") or ""
        if self._load_document is None:
            self._complaints.no_document(element, lesson, kind, False)
            return ()
        try:
            document = self._load_document(lesson, kind)
        except LookupError:
            self._complaints.no_document(element, lesson, kind, True)
            return ()
        except ProblemError as error:
            self._complaints.insert(element, error)
            return ()
        self._stages.append(document.stage)
        levels = max(1, self._depth)
        self._level = max(self._level, levels + 1)
        return take_in(document, f"l{lesson}_{kind.replace('-', '_')}", levels)
