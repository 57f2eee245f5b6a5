"""The elements of a piece of markup -> blocks, each read by a method of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from lessonpress.document.blocks import (
    Answer,
    Blank,
    Block,
    Box,
    Cell,
    Choice,
    Choices,
    Contents,
    Document,
    Edition,
    Field,
    Fields,
    Figure,
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
    Row,
    Run,
    Section,
    Table,
)
from lessonpress.document.ids import Ids
from lessonpress.document.inlines import PLAIN, WHITE_SPACE, Look, Piece, plain_text, set_runs
from lessonpress.document.markup_problems import Complaints
from lessonpress.document.packet import list_contents, take_in
from lessonpress.document.vocabulary import (
    BOX_STYLES,
    CELL_BLOCKS,
    CELL_KINDS,
    HEADINGS,
    ID_WORDS,
    INLINE,
    KNOWN,
    PARAGRAPH_STYLES,
    REQUIRED,
    TABLE_RULES,
    TOP_ONLY,
)
from lessonpress.problems import ProblemError

Scope = Literal["col", "row"]
STARTS: tuple[Literal["page", "right"], ...] = ("page", "right")
LoadImage = Callable[[str], bytes]
LoadDocument = Callable[[int, str], Document]
Element = Any  # lxml's stubs know elements loosely


class Reading:
    """One pass over one document. Each `_read_…` gives a block, or None where nothing is in it."""

    def __init__(
        self,
        complaints: Complaints,
        root: Element,
        load_image: LoadImage | None,
        load_document: LoadDocument | None = None,
    ) -> None:
        self._complaints = complaints
        self._load_image = load_image
        self._load_document = load_document
        given = frozenset(complaints.check_ids(root))
        self._ids = Ids(given)
        complaints.check_targets(root, given)
        self._level = 0  # of the last heading
        self._depth = 0  # of sections
        self._in_cell = False
        self._readers: dict[str, Callable[[Element, str], Block | None]] = {
            **dict.fromkeys(("h1", "h2", "h3", "h4"), self._read_heading),
            "p": self._read_paragraph,
            "ul": self._read_list,
            "ol": self._read_list,
            "questions": self._read_questions,
            "choices": self._read_choices,
            "lines": self._read_lines,
            "answer": self._read_answer,
            "box": self._read_box,
            "table": self._read_table,
            "figure": self._read_figure,
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
        return Document(
            kind=kind,
            title=(root.get("title") or "").strip(),
            language=value.language(root),
            edition=Edition.TEACHER,
            blocks=list_contents(blocks) if root.find(".//contents") is not None else blocks,
            footer=root.get("footer", ""),
            page_label=value.page_label(root),
            subject=root.get("subject", ""),
            author=root.get("author", ""),
            keywords=tuple(
                word.strip() for word in root.get("keywords", "").split(",") if word.strip()
            ),
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
            if pieces and (content := set_runs(pieces)):
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
                block = read(
                    child, child.get("id") or self._ids.derive(parent_id, ID_WORDS.get(tag, tag))
                )
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
        return set_runs(pieces)

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
            size = self._complaints.value.whole(element, "size", 12, 1, 80)
            pieces.append(Blank(size, element.get("answer")))
        else:
            if tag == "strong":
                look = look._replace(strong=True)
            elif tag == "em":
                look = look._replace(emphasis=True)
            elif tag == "a":
                look = look._replace(href=self._complaints.value.address(element))
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
        return Paragraph(id, content, style)

    def _read_list(self, element: Element, id: str) -> Block | None:
        items = []
        for child in self._children(element, "li"):
            item_id = child.get("id") or self._ids.derive(id, "item")
            blocks = self._read_blocks(child, item_id, "body")
            number = self._complaints.value.whole(child, "value", 0, 1, 999)
            if blocks:
                items.append(ListItem(item_id, blocks, number or None))
        return ItemList(id, tuple(items), element.tag == "ol") if items else None

    def _read_questions(self, element: Element, id: str) -> Block | None:
        items = []
        for place, child in enumerate(self._children(element, "question"), start=1):
            number = self._complaints.value.whole(child, "number", place, 1, 999)
            if number != place:
                self._complaints.wrong_number(child, number, place)
            item_id = child.get("id") or self._ids.derive(id, "question")
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
            items.append(Question(item_id, number, content, self._read_blocks(child, item_id)))
        return Questions(id, tuple(items)) if items else None

    def _read_choices(self, element: Element, id: str) -> Block | None:
        value = self._complaints.value
        items = []
        for child in self._children(element, "choice"):
            content = self._content(child)
            if not content:
                self._complaints.empty(child)
            item_id = child.get("id") or self._ids.derive(id, "choice")
            items.append(Choice(item_id, content, value.truth(child, "correct", None)))
        if any(item.correct is not None for item in items):
            # Where one is said to be right (or wrong), the others are not.
            items = [Choice(item.id, item.content, bool(item.correct)) for item in items]
        across = bool(value.truth(element, "across", False))
        return Choices(id, tuple(items), across) if items else None

    def _read_lines(self, element: Element, id: str) -> Block | None:
        self._expect_empty(element)
        count = self._complaints.value.whole(element, "count", 0, 0, 100)
        return Lines(id, count) if count else None

    def _read_answer(self, element: Element, id: str) -> Block | None:
        blocks = self._read_blocks(element, id, "answer")
        return Answer(id, blocks) if blocks else None

    def _read_box(self, element: Element, id: str) -> Block | None:
        level = self._level
        style = self._complaints.value.one_of(element, "class", BOX_STYLES, "facts")
        blocks = self._read_blocks(element, id, "bank" if style == "bank" else "body")
        self._level = level  # a box may be left out of an edition: the outline must not lean on it
        return Box(id, style, blocks) if blocks else None

    def _read_table(self, element: Element, id: str) -> Block | None:
        caption: tuple[Inline, ...] = ()
        head: list[Row] = []
        rows: list[Row] = []
        for child in self._children(element, "caption", "thead", "tbody", "tr"):
            if child.tag == "caption":
                caption = self._content(child)
            elif child.tag == "tr":
                rows.append(self._read_row(child, id, "row"))
            else:
                in_head = child.tag == "thead"
                for row in self._children(child, "tr"):
                    cells = self._read_row(row, id, "col" if in_head else "row")
                    (head if in_head else rows).append(cells)
        if not rows:
            return None
        columns = self._complaints.check_grid(element, [*head, *rows])
        widths = self._complaints.value.widths(element, columns)
        value = self._complaints.value
        return Table(
            id,
            widths,
            tuple(head),
            tuple(rows),
            caption,
            value.one_of(element, "rules", TABLE_RULES, "rows"),
            value.length(element, "square"),
            value.whole(element, "down", 0, 1, 40) or None,
            value.scale(element, len(rows)),
            (element.get("summary") or "").strip(),
        )

    def _read_row(self, element: Element, table_id: str, scope: Scope) -> Row:
        id = element.get("id") or self._ids.derive(table_id, "row")
        cells = []
        for child in self._children(element, "th", "td"):
            if child.tag == "th":
                word = self._complaints.value.one_of(child, "scope", ("col", "row"), scope)
                cells.append(Cell(self._content(child), _HEADERS[word]))
            else:
                cells.append(self._read_cell(child, id))
        return Row(id, tuple(cells), self._complaints.value.length(element, "height"))

    def _read_cell(self, element: Element, row_id: str) -> Cell:
        kind = self._complaints.value.one_of(element, "class", CELL_KINDS, "plain")
        label = (element.get("label") or "").strip()
        if not any(child.tag in self._readers for child in element):
            return Cell(self._content(element), kind=kind, label=label)
        outer, self._in_cell = self._in_cell, True
        blocks = self._read_blocks(element, row_id, "body")
        self._in_cell = outer
        return Cell((), blocks=blocks, kind=kind, label=label)

    def _read_figure(self, element: Element, id: str) -> Block | None:
        captions = [self._content(child) for child in self._children(element, "caption")]
        caption = captions[0] if captions else ()
        alternative = (element.get("alt") or "").strip() or plain_text(caption)
        if not alternative:
            self._complaints.no_alternative(element)
        data = self._complaints.load(element, self._load_image)
        share = self._complaints.value.share(element, None)
        return Figure(id, data, alternative, caption, share)

    def _read_fields(self, element: Element, id: str) -> Block | None:
        items = list(self._children(element, "field"))
        if not items:
            return None
        labels = [self._content(item) for item in items]
        shares = [self._complaints.value.share(item, 1 / len(items)) for item in items]
        whole = sum(shares)
        return Fields(
            id,
            tuple(
                Field(plain_text(label), share / whole, lang=_language(label))
                for label, share in zip(labels, shares, strict=True)
            ),
        )

    def _read_page_break(self, element: Element, id: str) -> Block | None:
        self._expect_empty(element)
        return PageBreak(id)

    # --- packets -----------------------------------------------------------------------------------

    def _read_section(self, element: Element, id: str) -> Block | None:
        starts = self._complaints.value.one_of(element, "starts", STARTS, "page")
        self._depth += 1
        blocks = self._read_blocks(element, id)
        self._depth -= 1
        return Section(id, element.get("title", "").strip(), blocks, starts) if blocks else None

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
        levels = max(1, self._depth)
        self._level = max(self._level, levels + 1)
        return take_in(document, f"l{lesson}_{kind.replace('-', '_')}", levels)


def _language(content: Sequence[Inline]) -> str | None:
    """The language that all of a label is in, where it is another one than the document's."""
    languages = {part.lang for part in content if isinstance(part, Run)}
    return languages.pop() if len(languages) == 1 else None


_HEADERS: dict[Scope, Literal["column", "row"]] = {"col": "column", "row": "row"}
