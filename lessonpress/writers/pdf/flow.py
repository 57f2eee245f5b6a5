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
    Choices,
    Contents,
    Document,
    Fields,
    Figure,
    Figures,
    Heading,
    ItemList,
    Lines,
    ListItem,
    PageBreak,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Section,
    Table,
    Verse,
    Worth,
)
from lessonpress.document.inlines import plain_text
from lessonpress.document.labels import label_of, widest_labels
from lessonpress.layout.fonts import bullet_family
from lessonpress.layout.margin import gloss_column, is_gloss
from lessonpress.layout.marks import DOT, GAP, letter_box
from lessonpress.layout.theme import StyleName, TextStyle, Theme
from lessonpress.writers.pdf.beside import Beside, BesideGlosses, set_beside, set_glosses
from lessonpress.writers.pdf.choices import set_choices
from lessonpress.writers.pdf.contents import Reference, set_contents
from lessonpress.writers.pdf.counted import number_lines
from lessonpress.writers.pdf.fields import set_fields, set_lines, set_space
from lessonpress.writers.pdf.figures import figure_size, set_figure, set_figures
from lessonpress.writers.pdf.inline.paragraphs import MeasuredWords
from lessonpress.writers.pdf.marks import add_dot, make_mark, make_room, spot_behind
from lessonpress.writers.pdf.paragraph_styles import rule_off
from lessonpress.writers.pdf.print_fields import PrintFields
from lessonpress.writers.pdf.strips import Bookmark, Frame, Part, Spot, Strip, Turn
from lessonpress.writers.pdf.tables import TableFlow
from lessonpress.writers.pdf.tags import Node
from lessonpress.writers.pdf.verse import set_verse
from lessonpress.writers.pdf.worths import room_of, set_worth

_HEADING_STYLES: tuple[StyleName, ...] = ("title", "heading2", "heading3", "heading4")
# Shares of the page's depth: what is shorter stays on one page, if it can.
_KEPT_QUESTION, _KEPT_BOX = 0.5, 0.4
# What PDF calls a list's labels (ISO 32000-1, table 347).
_NUMBERING = {None: "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman"}


class Flow(TableFlow):
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
        fields: PrintFields | None = None,
    ) -> None:
        super().__init__(document, theme, measured, fields)
        self._part: Part | None = None
        self._counted, self._counted_from = 0, 0.0  # lines of the box, and where its margin ends
        self.references: list[Reference] = []
        self._blocks(document.blocks, root)

    def _blocks(self, blocks: Sequence[Block], parent: Node) -> None:
        beside: Beside | None = None
        glosses: list[Paragraph] = []
        below = 0.0
        for block in blocks:
            if beside is not None and not beside.takes(block, self.strips):
                below = 0.0
                if is_gloss(block) and isinstance(beside, BesideGlosses):
                    below = beside.go_on(self.strips)
                if not below:
                    self._end_beside(beside)
                beside = None
            self.anchors[block.id] = len(self.strips)
            if beside is None and isinstance(block, Paragraph) and self._goes_into_margin(block):
                glosses.append(block)
                continue
            if glosses:
                beside = self._begin_glosses(glosses, block, parent, below)
                glosses, below = [], 0.0
            self._type.fields.owner = block.id
            if isinstance(block, Figure) and block.beside is not None:
                beside = self._begin_beside(block, parent)
            else:
                self._block(block, parent)
        if beside is not None:
            self._end_beside(beside)
        for gloss in glosses:
            self._paragraph(gloss, parent)

    def _goes_into_margin(self, block: Paragraph) -> bool:
        """Whether it is a gloss, and the text after it fills the measure."""
        whole = (0.0, self._theme.paper.measure) == (self._left, self._right)
        return is_gloss(block) and whole and gloss_column(self._theme) is not None

    def _begin_glosses(
        self, glosses: Sequence[Paragraph], block: Block, parent: Node, below: float
    ) -> Beside | None:
        """Sets glosses in the margin beside a block, or above one that nothing stands beside."""
        column = gloss_column(self._theme)
        start, edges = len(self.strips), (self._left, self._right)
        if column is None or not isinstance(block, (Paragraph, ItemList)):
            for gloss in glosses:
                self._paragraph(gloss, parent)
            return None
        style = self._theme.styles["gloss"]
        return set_glosses(glosses, self._type, style, parent, column, edges, start, below)

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
        note = self._theme.styles["note"]
        right = self._right - room_of(block.worth, self._type, note)
        strips = self._type.set(block.content, style, node, left=left, right=right)
        if strips:
            rule_off(strips, style, self._theme, left, self._right)
        if strips and block.worth is not None:
            self._set_worth(block.worth, parent, strips[-1])
        if block.counted:
            edge = self._counted_from
            self._counted = number_lines(strips, self._counted, self._type, note, edge, block)
        if name == "instructions" and strips and self.strips and not self.strips[-1].keep:
            # In the midst of an activity, they begin a part of it.
            strips[0].before = max(strips[0].before, self._theme.styles["heading3"].before)
        if strips and block.number is not None:
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
        indent = self._indent_for(widest_labels(block), look, self._theme.list_indent * 0.8)
        edges = self._left, self._right
        self._left += DOT + GAP if block.marks == "dots-before" else 0.0
        self._right -= DOT + GAP if block.marks == "dots-after" else 0.0
        for number, item in zip(block.numbers, block.items, strict=True):
            label = label_of(block, number)
            start = self.anchors[item.id] = len(self.strips)
            boxed = number if block.marks == "boxes" else None
            body = self._item(item, node, label, look, indent, boxed)
            if block.marks in ("dots-before", "dots-after") and len(self.strips) > start:
                before = block.marks == "dots-before"
                x = edges[0] + DOT / 2 if before else edges[1] - DOT / 2
                add_dot(self.strips[start], style, x)
                # Nobody draws a line on a screen: there the letter goes where the line would begin.
                if not before and self._type.fields.on_screen:
                    form = self._type.fields.letter(body, number, item.id)
                    spot = spot_behind(form, self.strips[start], style, x)
                    self.strips[start].items.append(spot)
        self._left, self._right = edges

    def _item(
        self,
        item: ListItem,
        parent: Node,
        label: str,
        style: TextStyle,
        indent: float,
        boxed: int | None,
    ) -> Node:
        """An item of a list; one that is `boxed` has that number, and a box to write a letter in. Yields
        the node of its body."""
        entry = Node("LI", parent)
        mark, body = Node("Lbl", entry), Node("LBody", entry)
        start, (side, gap) = len(self.strips), letter_box(self._type.stage, self._theme.box_room)
        more = 0.0 if boxed is None else side + gap
        field = None if boxed is None else self._type.fields.letter(body, boxed, item.id)
        left, name = self._indented(style.indent + indent + more), self._body_style
        self._body_style = "item"
        self._blocks(item.blocks, body)
        text, self._left, self._body_style = self._left, left, name
        if len(self.strips) > start:
            first = self.strips[start]
            if field is not None:
                make_room(self.strips[start:], side)
                first.items.insert(0, make_mark(field, first, style, text - more, side))
            self._type.label(label, style, mark, first, left + style.indent)
        return body

    def _questions(self, block: Questions, parent: Node) -> None:
        node = Node("L", parent, attributes="<< /O /List /ListNumbering /Decimal >>")
        if not block.items:
            return
        bold = replace(self._theme.styles["prompt"], bold=True)
        indent = self._indent_for([f"{block.items[-1].number}."], bold, self._theme.list_indent)
        for question in block.items:
            self._question(question, node, indent)

    def _question(self, block: Question, parent: Node, indent: float) -> None:
        style = self._theme.styles["prompt"]
        entry = Node("LI", parent)
        mark, body = Node("Lbl", entry), Node("LBody", entry)
        start = self.anchors[block.id] = len(self.strips)
        self._type.fields.owner = block.id
        left = self._indented(style.indent + indent)
        right = self._right - room_of(block.worth, self._type, self._theme.styles["note"])
        prompt = self._type.set(block.content, style, Node("P", body), left=self._left, right=right)
        self._add(*prompt)
        if prompt and block.blocks:
            prompt[-1].keep = True
        fields = self._type.fields
        outer, fields.question = fields.question, block.number
        if prompt and block.worth is not None:
            self._set_worth(block.worth, body, prompt[-1])
        self._blocks(block.blocks, body)
        self._type.fields.question = outer
        if len(self.strips) > start:
            bold = replace(style, bold=True)
            self._type.label(
                f"{block.number}.", bold, mark, self.strips[start], left + style.indent
            )
            if self._depth_from(start) < _KEPT_QUESTION * self._theme.paper.depth:
                self._keep_from(start)
        self._left = left

    def _set_worth(self, worth: Worth, parent: Node, strip: Strip) -> None:
        note, number = self._theme.styles["note"], self._type.fields.question
        set_worth(worth, self._type, note, self._theme, parent, strip, self._right, number)

    def _lines(self, block: Lines, parent: Node) -> None:
        if block.count < 1:
            return
        stage = self._type.stage
        fields = self._type.fields
        node = fields.answer_space(Node("P", parent), self._theme.ruled_pitch[stage])
        if block.look == "ruled":
            self._add(*set_lines(block, self._theme, stage, node, **self._edges))
            return
        [strip] = set_space(block, self._theme, stage, node, **self._edges)
        if fields.on_screen:
            [foot, *_] = strip.items
            strip.items.insert(0, Spot(node, foot.x, strip.height, foot.width, strip.height))
        self._add(strip)

    def _choices(self, block: Choices, parent: Node) -> None:
        style = self._theme.styles["choice"]
        self._add(*set_choices(block, self._type, style, parent, **self._edges))

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
        self._counted, self._counted_from = 0, self._left
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
        self._add(*set_fields(block, self._type, self._theme, parent, **self._edges))

    # --- packets -----------------------------------------------------------------------------

    def _section(self, block: Section, parent: Node) -> None:
        outer, stage = self._part, self._type.stage
        self._type.stage = block.stage or stage
        self._part = Part(
            block.title,
            outer,
            block.starts == "right",
            block.restart_pages,
        )
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
