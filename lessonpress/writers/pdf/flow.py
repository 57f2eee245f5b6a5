"""The flow: blocks become strips, one under the other, each with its place in the structure tree.

A total function over the blocks. Knows no page: where pages break is `pages`' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from lessonpress.document.blocks import (
    Answer,
    Block,
    Box,
    Cell,
    Choices,
    Contents,
    Document,
    Fields,
    Figure,
    Figures,
    Heading,
    ItemList,
    Lines,
    PageBreak,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Row,
    Section,
    Table,
    Verse,
)
from lessonpress.document.inlines import plain_text
from lessonpress.document.labels import label_of, widest_label
from lessonpress.layout.fonts import bullet_family
from lessonpress.layout.tables import with_widths
from lessonpress.layout.theme import StyleName, TextStyle, Theme
from lessonpress.layout.timelines import REACH
from lessonpress.writers.pdf.beside import Beside, set_beside
from lessonpress.writers.pdf.choices import set_choices
from lessonpress.writers.pdf.contents import Reference, set_contents
from lessonpress.writers.pdf.fields import set_fields, set_lines
from lessonpress.writers.pdf.figures import figure_size, set_figure, set_figures
from lessonpress.writers.pdf.inline.paragraphs import MeasuredWords
from lessonpress.writers.pdf.paragraph_styles import rule_off
from lessonpress.writers.pdf.rows import RowSetter
from lessonpress.writers.pdf.setter import Setter
from lessonpress.writers.pdf.squares import set_squares
from lessonpress.writers.pdf.strips import Bookmark, Frame, Part, Strip, Turn
from lessonpress.writers.pdf.tags import Node, pdf_text
from lessonpress.writers.pdf.timelines import draw_timeline
from lessonpress.writers.pdf.verse import set_verse

_HEADING_STYLES: tuple[StyleName, ...] = ("title", "heading2", "heading3", "heading4")
# Shares of the page's depth: what is shorter stays on one page, if it can.
_KEPT_QUESTION, _KEPT_BOX, _KEPT_TABLE = 0.5, 0.4, 0.35
# What PDF calls a list's labels (ISO 32000-1, table 347).
_NUMBERING = {None: "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman"}


class Flow(Setter):
    """Makes the strips of one document. Raises layout.fonts.MissingGlyph.

    With `measured`, they have their sizes and may not be painted.
    """

    def __init__(
        self,
        document: Document,
        theme: Theme,
        root: Node,
        *,
        measured: MeasuredWords | None = None,
    ) -> None:
        super().__init__(document, theme, measured)
        self._rows = RowSetter(theme, self._type, self._cell_blocks)
        self._body_style: StyleName | None = None
        self._part: Part | None = None
        self._question_number: int | None = None
        self.anchors: dict[str, int] = {}  # the strip with which each block begins
        self.references: list[Reference] = []
        self._blocks(document.blocks, root)

    def _blocks(self, blocks: Sequence[Block], parent: Node) -> None:
        beside: Beside | None = None
        for block in blocks:
            if beside is not None and not beside.takes(block, self.strips):
                self._end_beside(beside)
                beside = None
            self.anchors[block.id] = len(self.strips)
            if isinstance(block, Figure) and block.beside is not None:
                beside = self._begin_beside(block, parent)
            else:
                self._block(block, parent)
        if beside is not None:
            self._end_beside(beside)

    def _block(self, block: Block, parent: Node) -> None:
        match block:
            case Heading():
                self._heading(block, parent)
            case Paragraph():
                self._paragraph(block, parent)
            case ItemList():
                self._list(block, parent)
            case Questions():
                self._questions(block, parent)
            case Choices():
                self._choices(block, parent)
            case Lines():
                self._lines(block, parent)
            case Answer():
                self._blocks(block.blocks, parent)
            case Box():
                self._box(block, parent)
            case Table():
                self._table(block, parent)
            case Figure():
                self._figure(block, parent)
            case Figures():
                self._add(set_figures(block, self._type, self._theme, parent, **self._edges))
            case Quotation():
                self._quotation(block, parent)
            case Verse():
                self._verse(block, parent)
            case Fields():
                self._fields(block, parent)
            case PageBreak():
                self._add(Strip(0.0, breaks=True))
            case Section():
                self._section(block, parent)
            case Contents():
                self._contents(block, parent)
            case _:
                assert_never(block)

    # --- text ------------------------------------------------------------------------------------

    def _heading(self, block: Heading, parent: Node) -> None:
        style = self._theme.styles[_HEADING_STYLES[min(block.level, 4) - 1]]
        node = Node(f"H{block.level}", parent)
        left = self._left + style.indent
        strips = self._type.set(
            block.content, style, node, left=left, right=self._right, balance=True
        )
        for strip in strips:
            strip.keep = True
        if strips:
            strips[0].bookmark = self._bookmark(block)
            rule_off(strips, style, self._theme, left, self._right)
        for strip in strips:
            self._add(strip)

    def _bookmark(self, block: Heading) -> Bookmark | None:
        """None where the section's own bookmark says the same."""
        title, part = plain_text(block.content), self._part
        if part is None:
            return Bookmark(block.level, title)
        first, part.headed = not part.headed, True
        if first and title == part.title:
            return None
        return Bookmark(len(part.line) + block.level, title, part)

    def _paragraph(self, block: Paragraph, parent: Node) -> None:
        name: StyleName = block.style
        if name == "body" and self._body_style is not None:
            name = self._body_style
        style = self._style(name)
        node = Node("BlockQuote" if block.style == "quote" else "P", parent)
        left = self._left + style.indent
        strips = self._type.set(block.content, style, node, left=left, right=self._right)
        if strips:
            rule_off(strips, style, self._theme, left, self._right)
        if strips and block.number is not None:
            note = self._theme.styles["note"]
            self._type.margin_mark(str(block.number), note, node, strips[0], left)
        if name in ("evidence", "attribution") and self.strips:  # a quote stays with what it proves
            self.strips[-1].keep = True
        self._add(*strips)
        if name == "cloze" and len(strips) * style.leading < _KEPT_BOX * self._theme.paper.depth:
            self._keep_from(len(self.strips) - len(strips))

    def _quotation(self, block: Quotation, parent: Node) -> None:
        outer, name = self._quoted, self._body_style
        left = self._indented(self._theme.styles["quote"].indent)
        self._quoted, self._body_style = True, None
        self._blocks(block.blocks, Node("BlockQuote", parent))
        self._left, self._quoted, self._body_style = left, outer, name

    def _verse(self, block: Verse, parent: Node) -> None:
        style = self._style("verse")
        stanzas = set_verse(
            block,
            self._type,
            style,
            self._theme.styles["note"],
            parent,
            left=self._left + style.indent,
            right=self._right,
            hanging=self._theme.list_indent,
        )
        for stanza, strips in zip(block.stanzas, stanzas, strict=True):
            start = self.anchors[stanza.id] = len(self.strips)
            self._add(*strips)
            if self._depth_from(start) < _KEPT_BOX * self._theme.paper.depth:
                self._keep_from(start)

    # --- lists and questions -----------------------------------------------------------------

    def _list(self, block: ItemList, parent: Node) -> None:
        numbering = _NUMBERING[block.letters] if block.ordered else "Disc"
        node = Node("L", parent, attributes=f"<< /O /List /ListNumbering /{numbering} >>")
        style = self._style("item")
        family = bullet_family(style.font, self._theme.fallbacks)
        look = style if block.ordered else replace(style, font=family)
        indent = self._indent_for(widest_label(block), look, self._theme.list_indent * 0.8)
        for number, item in zip(block.numbers, block.items, strict=True):
            label = label_of(block, number)
            self.anchors[item.id] = len(self.strips)
            self._item(item.blocks, node, label, look, indent)

    def _item(
        self, blocks: Sequence[Block], parent: Node, label: str, style: TextStyle, indent: float
    ) -> None:
        entry = Node("LI", parent)
        mark, body = Node("Lbl", entry), Node("LBody", entry)
        start = len(self.strips)
        left, name = self._indented(style.indent + indent), self._body_style
        self._body_style = "item"
        self._blocks(blocks, body)
        self._left, self._body_style = left, name
        if len(self.strips) > start:
            self._type.label(label, style, mark, self.strips[start], left + style.indent)

    def _questions(self, block: Questions, parent: Node) -> None:
        node = Node("L", parent, attributes="<< /O /List /ListNumbering /Decimal >>")
        if not block.items:
            return
        bold = replace(self._theme.styles["prompt"], bold=True)
        indent = self._indent_for(f"{block.items[-1].number}.", bold, self._theme.list_indent)
        for question in block.items:
            self._question(question, node, indent)

    def _question(self, block: Question, parent: Node, indent: float) -> None:
        style = self._theme.styles["prompt"]
        entry = Node("LI", parent)
        mark, body = Node("Lbl", entry), Node("LBody", entry)
        start = self.anchors[block.id] = len(self.strips)
        left = self._indented(style.indent + indent)
        prompt = self._type.set(
            block.content, style, Node("P", body), left=self._left, right=self._right
        )
        self._add(*prompt)
        if prompt and block.blocks:
            prompt[-1].keep = True
        outer, self._question_number = self._question_number, block.number
        self._blocks(block.blocks, body)
        self._question_number = outer
        if len(self.strips) > start:
            bold = replace(style, bold=True)
            self._type.label(
                f"{block.number}.", bold, mark, self.strips[start], left + style.indent
            )
            if self._depth_from(start) < _KEPT_QUESTION * self._theme.paper.depth:
                self._keep_from(start)
        self._left = left

    def _lines(self, block: Lines, parent: Node) -> None:
        if block.count < 1:
            return
        node = self._type.fields.answer_space(Node("P", parent), self._question_number)
        stage = self._type.stage
        self._add(*set_lines(block, self._theme, stage, node, **self._edges))

    def _choices(self, block: Choices, parent: Node) -> None:
        style, question = self._theme.styles["choice"], self._question_number
        self._add(*set_choices(block, self._type, style, parent, question, **self._edges))

    # --- boxes, tables, figures, fields --------------------------------------------------------

    def _box(self, block: Box, parent: Node) -> None:
        look = self._theme.boxes[block.style]
        outer, left, right = self._frame, self._left, self._right
        frame = Frame(look, self._left, self._right)
        inset = look.padding if look.fill or look.border in ("left", "all") else 0.0
        start = len(self.strips)
        self._frame = frame
        self._left += inset
        self._right -= inset if look.fill or look.border == "all" else 0.0
        edge = look.padding if look.fill or look.border != "none" else 0.0
        self._add(Strip(edge, before=look.before, keep=True))
        self._blocks(block.blocks, Node("Div", parent))
        self.strips[start + 1].before = 0.0
        self.strips[-1].after = 0.0
        self.strips[-1].keep = True
        self._add(Strip(edge, after=look.after))
        self._frame, self._left, self._right = outer, left, right
        if self._depth_from(start) < _KEPT_BOX * self._theme.paper.depth:
            self._keep_from(start)
        if block.style == "bank":  # the words stay with the text that wants them
            self.strips[-1].keep = True

    def _table(self, block: Table, parent: Node) -> None:
        said = f"<< /O /Table /Summary {pdf_text(block.summary)} >>" if block.summary else ""
        node = Node("Table", parent, attributes=said)
        theme = self._theme
        if block.caption:
            style = theme.styles["caption"]
            strips = self._type.set(
                block.caption, style, Node("Caption", node), left=self._left, right=self._right
            )
            for strip in strips:
                strip.keep = True
                self._add(strip)
        start = len(self.strips)
        if block.square:
            spare = 0.0 if self._frame else theme.paper.spare
            left, right = self._left, self._right + spare
            strips = set_squares(block, theme, self._type, node, left, right)
            self.anchors |= {row.id: start + at for at, row in enumerate(block.rows)}
            for strip in strips:
                self._add(strip)
            self._let_go_before(start)
            self._close_table(start)
            return
        left = self._indented(REACH if block.scale else 0.0)
        block = with_widths(block, theme, self._right - self._left)
        for row in block.head:
            self._row(row, block, node, heavy=True)
        head = tuple(self.strips[start:])
        for strip in head:
            strip.keep = True
        rows: list[list[Strip]] = []
        for row in block.rows:
            first = len(self.strips)
            self._row(row, block, node, heavy=False)
            rows.append(self.strips[first:])
            for strip in rows[-1]:
                strip.repeat = head
        if block.scale and self._depth_from(start) <= theme.paper.depth:
            draw_timeline(rows, block.scale, theme, self._left)
            self._keep_from(start)
            self._let_go_before(start)
        elif theme.accommodation and rows and rows[0]:
            self._let_go_before(start, start + len(head) + len(rows[0]))
        self._left = left
        self._close_table(start)

    def _close_table(self, start: int) -> None:
        theme = self._theme
        if len(self.strips) > start:
            self.strips[start].before = max(self.strips[start].before, 4.0)
            self.strips[-1].after = theme.styles["body"].after + 4.0
            if self._depth_from(start) < _KEPT_TABLE * theme.paper.depth:
                self._keep_from(start)

    def _row(self, row: Row, table: Table, parent: Node, *, heavy: bool) -> None:
        self.anchors[row.id] = len(self.strips)
        for strip in self._rows.set(row, table, parent, self._left, self._right, heavy=heavy):
            self._add(strip)

    def _cell_blocks(self, cell: Cell, target: Node, left: float, right: float) -> list[Strip]:
        """The strips of the blocks in a cell, apart from those of the page."""
        if not cell.blocks:
            return []
        row = len(self.strips)
        outer = (self.strips, self._left, self._right, self._body_style, self._frame)
        self.strips, self._left, self._right = [], left, right
        self._body_style, self._frame = "cell", None
        before = set(self.anchors)
        self._blocks(cell.blocks, target)
        strips = self.strips
        self.strips, self._left, self._right, self._body_style, self._frame = outer
        self.anchors |= dict.fromkeys(self.anchors.keys() - before, row)
        return strips

    def _figure(self, block: Figure, parent: Node) -> None:
        size = figure_size(block, self._theme, self._right - self._left)
        self._add(*set_figure(block, size, self._type, self._theme, parent, **self._edges))

    def _begin_beside(self, block: Figure, parent: Node) -> Beside | None:
        """Sets a picture beside what follows; by itself where there is no room for both."""
        left, right, start = self._left, self._right, len(self.strips)
        beside = set_beside(block, self._type, self._theme, parent, left, right, start)
        if beside is None:
            self._figure(block, parent)
        else:
            self._left, self._right = beside.room
        return beside

    def _end_beside(self, beside: Beside) -> None:
        self._left, self._right = beside.edges
        rest = beside.fill_up(self.strips)
        if rest > 0.0:
            if len(self.strips) > beside.start:
                self.strips[-1].after = 0.0
            self._add(Strip(rest, after=6.0))
        beside.attach(self.strips)

    def _fields(self, block: Fields, parent: Node) -> None:
        node = Node("P", parent)
        self._add(set_fields(block, self._type, self._theme, node, **self._edges))

    # --- packets -----------------------------------------------------------------------------

    def _section(self, block: Section, parent: Node) -> None:
        outer, stage = self._part, self._type.stage
        self._type.stage = block.stage or stage
        self._part = Part(block.title, outer, block.starts == "right", block.restart_pages)
        if block.restart_pages:
            self._type.fields.start_anew()
        self._add(Strip(0.0, turn=Turn(self._part, opens=True)))
        self._blocks(block.blocks, Node("Part", parent, title=block.title))
        self._add(Strip(0.0, turn=Turn(outer, opens=False)))
        self._part, self._type.stage = outer, stage

    def _contents(self, block: Contents, parent: Node) -> None:
        strips, references = set_contents(block, self._type, self._theme, parent, **self._edges)
        self.references += references
        self._add(*strips)

    @property
    def targets(self) -> set[str]:
        """The ids that links and tables of contents lead to."""
        return self._type.targets | {reference.target for reference in self.references}
