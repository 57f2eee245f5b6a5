"""Form fields: the places that pupils fill in on a screen, each a widget in its own Form element.

They stand where print fields stand on paper (`print_fields`), and look as these do: nothing is drawn
but what is typed. A field goes by the id of its block, after which `-2` is the second place in that block,
so that what was filled in can be found again; a name's full stop would make a hierarchy of it
(ISO 32000-1, 12.7.3.2).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lessonpress.document.blocks import Choice, Choices, Document, Row, Table
from lessonpress.document.inlines import plain_text
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.theme import Theme
from lessonpress.words import fields
from lessonpress.writers.pdf.acroform import FormField, LessonForm, PlacedField
from lessonpress.writers.pdf.canvas import TaggedCanvas
from lessonpress.writers.pdf.form_font import ASCENT, LEADING, FormFont, form_face
from lessonpress.writers.pdf.print_fields import PrintFields
from lessonpress.writers.pdf.strips import Mark, Spot, WriteOnRule
from lessonpress.writers.pdf.tags import Node, StructureTree

# How far, in points, the letters typed on a rule stand above it, and viewers keep from a field's sides.
_ABOVE_RULE, _INSET = 2.5, 2.0

# A cell of so few type sizes in width, and so few points in height, is there to be ticked.
_NARROW, _LOW = 7.0, 36.0


@dataclass(slots=True)
class _Places:
    """What was made and painted of one document's fields."""

    made: dict[int, tuple[Node, FormField]] = field(default_factory=dict)
    painted: list[PlacedField] = field(default_factory=list)
    last: dict[int, PlacedField] = field(default_factory=dict)


class FormFields(PrintFields):
    """Makes the nodes of one document's fields, remembers where they were painted, and draws them."""

    on_screen = True

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self._counts: dict[str, int] = {}
        self._places = _Places()
        self.form: LessonForm | None = None

    def __copy__(self) -> FormFields:
        """What is set for a trial counts for nothing."""
        new = FormFields.__new__(FormFields)
        new.__dict__.update(self.__dict__)
        new._counts = self._counts.copy()
        return new

    def join(self, canvas: TaggedCanvas, theme: Theme, document: Document) -> None:
        """Makes them fields of this canvas."""
        font = FormFont(form_face(theme, document.title))
        from_right = runs_right_to_left(document.language)
        self.form = LessonForm(canvas, font, from_right=from_right)

    # --- what there is to fill in ----------------------------------------------------------------

    def blank(self, parent: Node, size: float = 0.0) -> Node:
        self._blanks += 1
        says = fields.write_here(self._words, fields.blank(self._words, self._blanks))
        return self._text(parent, self._tag(), says, size, inline=True)

    def answer_space(self, parent: Node, pitch: float = 0.0) -> Node:
        says = fields.write_here(self._words, fields.answer_space(self._words, self.question))
        # As large as the lines let handwriting be: so viewers set one line of text on each rule.
        size = pitch / LEADING
        rise = pitch - ASCENT * size - _INSET / 2 - _ABOVE_RULE
        one = FormField(self.owner, "lines", says, size, above=pitch - rise, below=rise)
        return self._form(parent, one)

    def choice(self, parent: Node, choice: Choice, shown: str, group: Choices) -> Node:
        says = fields.choice(self._words, shown, self.question)
        if (text := plain_text(choice.content)) != shown:
            says = f"{says}: {text}"
        if group.several:
            return self._form(parent, FormField(choice.id, "check", says), inline=True)
        asks = fields.choose_one(self._words, self.question)
        one = FormField(choice.id, "radio", says, group=group.id, value=choice.id, asks=asks)
        return self._form(parent, one, inline=True)

    def letter(self, parent: Node, item: int, owner: str) -> Node:
        says = fields.write_here(self._words, fields.answer_space(self._words, item))
        return self._form(parent, FormField(owner, "letter", says))

    def labelled(
        self, parent: Node, label: str, language: str | None = None, size: float = 0.0
    ) -> Node:
        says = fields.labelled(self._words, label)
        tag = language or ""
        return self._text(parent, self._tag(), says, size, inline=True, language=tag)

    def cell(
        self, parent: Node, row: Row, place: int, table: Table, size: float, width: float
    ) -> Node | None:
        cell = row.cells[place]
        if cell.content or cell.blocks or cell.header or cell.kind == "void" or row in table.head:
            return None
        if table.square:
            says = fields.box(self._words, table.rows.index(row) + 1, place + 1, cell.label)
            return self._form(parent, FormField(f"{row.id}-c{place + 1}", "letter", says, size))
        drawn = table.rules in ("all", "venn") or bool(table.scale)
        if table.rules == "cut" or not (drawn or self.question is not None):
            return None
        named, name = self._headed(row, place, table), f"{row.id}-c{place + 1}"
        if width < _NARROW * size and row.height is not None and row.height < _LOW:
            return self._form(parent, FormField(name, "check", named))
        says = fields.write_here(self._words, named)
        return self._form(parent, FormField(name, "lines", says, size))

    def _headed(self, row: Row, place: int, table: Table) -> str:
        """What a cell is under and beside; its number where that says nothing."""
        heads = [one.cells[place].content for one in table.head if place < len(one.cells)]
        heads += [one.content for one in row.cells[:place] if one.header == "row" or table.scale]
        named = self._words.list(text for head in heads if (text := plain_text(head)))
        return named or fields.answer_space(self._words, self.question)

    def _text(
        self,
        parent: Node,
        name: str,
        says: str,
        size: float,
        *,
        inline: bool,
        language: str | None = None,
    ) -> Node:
        """One line on a rule. Viewers set it half-way up its box."""
        below = (LEADING - ASCENT) * size + _INSET / 2 - _ABOVE_RULE
        above = LEADING * size + _INSET - below
        one = FormField(name, "line", says, size, above=above, below=below)
        return self._form(parent, one, inline=inline, language=language)

    def _form(
        self, parent: Node, one: FormField, *, inline: bool = False, language: str | None = None
    ) -> Node:
        tag = self._language_of_the_words if language is None else language
        node = Node("Form", parent, language=tag, alternative=one.says, inline=inline)
        self._places.made[id(node)] = (node, one)
        return node

    def _tag(self) -> str:
        """The name of the next place in the block that is being set."""
        self._counts[self.owner] = count = self._counts.get(self.owner, 0) + 1
        return f"{self.owner}-{count}"

    # --- where it stands -------------------------------------------------------------------------

    def place(
        self, item: Spot | Mark | WriteOnRule, tree: StructureTree, side: int, x: float, y: float
    ) -> None:
        """Notes that a field was painted, from `x` on at `y`. What is painted of it once more further down
        makes it larger; what isn't, at the head of a page or a column, is a field of its own."""
        node = item.node
        if id(node) not in self._places.made:
            return
        one = self._places.made[id(node)][1]
        if isinstance(item, WriteOnRule):
            foot, head = y - one.below, y + one.above
        else:
            foot, head = (y - item.width, y) if isinstance(item, Mark) else (y, y + item.height)
        box = (x, foot, x + item.width, head)
        last = self._places.last.get(id(node))
        if last is not None and last.side == side and box[3] < last.box[3] + 1.0:
            left, bottom, right, top = last.box
            last.box = (min(left, box[0]), min(bottom, box[1]), max(right, box[2]), top)
            return
        if last is not None:
            more = sum(one.name == it.field.name.partition("-p")[0] for it in self._places.painted)
            again = replace(one, name=f"{one.name}-p{more + 1}")
            copied = Node("Form", node.parent, language=node.language, alternative=one.says)
            placed = PlacedField(again, copied, side, box)
        else:
            tree.take(node)
            placed = PlacedField(one, node, side, box)
        self._places.last[id(node)] = placed
        self._places.painted.append(placed)

    def draw(self, canvas: TaggedCanvas, tree: StructureTree, side: int, first_key: int) -> None:
        """Puts the fields of a side, in reading order, on the canvas that was turned to it."""
        for placed in self._places.painted:
            if placed.side == side and self.form is not None:
                number = self.form.add(canvas, placed, first_key + tree.annotations)
                tree.annotate(placed.node, number, side)
