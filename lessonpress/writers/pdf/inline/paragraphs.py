"""Paragraphs: words in lines, lines in strips, each stretch of text with its node in the tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from lessonpress.document.blocks import Blank, Inline, Run, Stage
from lessonpress.document.inlines import is_written_on
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.inline.lines import SetLine, break_lines
from lessonpress.writers.pdf.inline.parts import GlyphStyle, SetWord, space_array, style_face
from lessonpress.writers.pdf.inline.words import WordSetter
from lessonpress.writers.pdf.print_fields import PrintFields
from lessonpress.writers.pdf.strips import GlyphRun, Rule, Strip, WriteOnRule
from lessonpress.writers.pdf.tags import Node

_MARGIN_GAP = 6.0  # points between a number in the margin and the text beside it
_BLANK_DEPTH = 2.0  # points from the baseline down to the rule of a blank


class InlineNodes:
    """The nodes of one paragraph: its own, or, where it holds a link, a blank or a change of language,
    one for each stretch. (Content beside a child of the same node is legal, but readers and checkers
    are known to take such a node's own content first and its children after.)
    """

    def __init__(self, node: Node, *, mixed: bool = False) -> None:
        self._node = node
        self._mixed = mixed
        self._key: tuple[str | None, str | None] | None = None
        self._current = node

    def of(self, href: str | None, language: str | None) -> Node:
        key = (href, language)
        if self._mixed and key != self._key:
            self._key = key
            kind = "Span" if href is None else "Link"
            self._current = Node(kind, self._node, language=language or "", inline=True)
        return self._current

    def field(self, make: Callable[[Node], Node]) -> Node:
        """A node of its own in the midst of the others."""
        self._key = None
        return make(self._node)


def has_nodes_of_its_own(content: Sequence[Inline]) -> bool:
    """Whether parts of the content are elements of their own."""
    return any(
        part.answer is None if isinstance(part, Blank) else bool(part.href or part.lang)
        for part in content
        if isinstance(part, (Blank, Run))
    )


class _TypedLine:
    """One line on its way into a strip: takes stretches of glyphs in one look."""

    def __init__(self, strip: Strip, x: float, y: float, nodes: InlineNodes) -> None:
        self._strip = strip
        self._x = x
        self._y = y
        self._nodes = nodes

    def add(
        self,
        look: GlyphStyle,
        arrays: list[str],
        glyphs: list[int],
        width: float,
        *,
        actual: str = "",
        turned: bool = False,
    ) -> None:
        """Takes what was collected, if anything was; the lists are empty afterwards."""
        if not arrays:
            return
        node = self._nodes.of(look.href, look.language)
        array = "".join(arrays).replace("><", "")
        x, y = self._x, self._y
        run = GlyphRun(node, x, y, look, array, tuple(glyphs), width, actual, turned)
        self._strip.items.append(run)
        if look.underline:
            depth = y + look.size * 0.14
            rule = Rule(x, depth, x + width, depth, look.size * 0.05, look.colour)
            self._strip.rules.append(rule)
        self._x = x + width
        arrays.clear()
        glyphs.clear()

    def turn_to(self, x: float) -> None:
        """What is taken next stands there."""
        self._x = x

    def add_blank(self, width: float, size: float, theme: Theme, fields: PrintFields) -> None:
        node = self._nodes.field(partial(fields.blank, size=size))
        depth = self._y + _BLANK_DEPTH
        self._strip.items.append(
            WriteOnRule(node, self._x, depth, width, theme.rule_width, theme.rule_colour)
        )
        self._x += width


class MeasuredWords:
    """The words of paragraphs in type of size 1, for whoever measures a document in many sizes."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[Sequence[Inline], list[SetWord]]] = {}

    def words(
        self, content: Sequence[Inline], style: TextStyle, setter: WordSetter
    ) -> list[SetWord]:
        one = 1 / style.size
        unit = replace(
            style,
            size=1.0,
            tracking=style.tracking * one,
            word_spacing=style.word_spacing * one,
            handwriting=style.handwriting * one,
        )
        key = (
            *(id(content), unit.font, unit.bold, unit.italic, unit.uppercase, unit.emphasis),
            *(unit.tracking, unit.word_spacing, unit.handwriting),
        )
        found = self._known.get(key)
        if found is None:
            # The content is kept, so that no other can come to have its id.
            found = self._known[key] = (content, setter.words(content, unit))
        return found[1]


class SetText:
    """Paragraphs and labels as they were set, for a document that says the same again and again."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[Sequence[Inline], list[Strip]]] = {}

    def key(self, content: Sequence[Inline], *look: object) -> tuple[object, ...] | None:
        """None for a paragraph that has further nodes in it, and so can't be lent to another."""
        if has_nodes_of_its_own(content):
            return None
        return (*map(id, content), *look)

    def find(self, key: tuple[object, ...], node: Node) -> list[Strip] | None:
        found = self._known.get(key)
        return None if found is None else [_copy(strip, node) for strip in found[1]]

    def keep(self, key: tuple[object, ...], content: Sequence[Inline], strips: list[Strip]) -> None:
        # The content is kept, so that no other can come to have its parts' ids.
        self._known[key] = (content, [_copy(strip, None) for strip in strips])


def _copy(strip: Strip, node: Node | None) -> Strip:
    """The strip as it was set, with its text in another node."""
    items = strip.items if node is None else [item._replace(node=node) for item in strip.items]
    return Strip(
        strip.height, items.copy(), strip.rules.copy(), strip.before, strip.after, strip.keep
    )


class Paragraphs:
    """Sets paragraphs in one theme and language. Raises layout.fonts.MissingGlyph.

    With `measured`, strips get their size and nothing to paint; what was measured before, in any
    size, is looked up there. With `known`, what was set before is looked up there.
    """

    def __init__(
        self,
        theme: Theme,
        language: str,
        *,
        measured: MeasuredWords | None = None,
        known: SetText | None = None,
        fields: PrintFields | None = None,
    ) -> None:
        self._measured = measured
        self._known = known if measured is None else None
        self._theme = theme
        self._language = language
        self._setter = WordSetter(theme, language, lenient=measured is not None)
        self.fields = fields or PrintFields(language)
        self.stage: Stage = "secondary"  # of the pupils who write into blanks
        self.lines: Sequence[SetLine] = ()  # of the paragraph that was set last
        self.counted: dict[str, list[tuple[int, int]]] = {}  # see writers.pdf.counted

    @property
    def room(self) -> float:
        """How many times everybody's size boxes and circles have."""
        return self._theme.box_room

    @property
    def targets(self) -> set[str]:
        """The ids that links lead to, of all that was set until now."""
        return self._setter.targets

    def words(self, content: Sequence[Inline], style: TextStyle) -> list[SetWord]:
        return self._setter.words(content, style)

    def set(
        self,
        content: Sequence[Inline],
        style: TextStyle,
        node: Node,
        *,
        left: float,
        right: float,
        balance: bool = False,
        hanging: float = 0.0,
        roomy: bool = True,
    ) -> list[Strip]:
        """Strips of one paragraph, a line each, with widows and orphans forbidden. Lines that go on
        others stand `hanging` further in. Where there are blanks, lines stand further apart for those
        who need it, unless that isn't `roomy`."""
        if self.stage == "primary" and is_written_on(content):
            leading = style.leading
            style = self._theme.to_write_in(style, self.stage)
            style = style if roomy else replace(style, leading=leading)
        if self._known is None:
            return self._set(content, style, node, left, right, balance, hanging)
        key = self._known.key(content, style, left, right, balance, hanging)
        strips = self._known.find(key, node) if key is not None else None
        if strips is None:
            strips = self._set(content, style, node, left, right, balance, hanging)
            if key is not None:
                self._known.keep(key, content, strips)
        return strips

    def _set(
        self,
        content: Sequence[Inline],
        style: TextStyle,
        node: Node,
        left: float,
        right: float,
        balance: bool,
        hanging: float,
    ) -> list[Strip]:
        width = right - left
        if self._measured is None:
            words, unit = self.words(content, style), 1.0
        else:
            words, unit = self._measured.words(content, style, self._setter), style.size
        lines = break_lines(
            words, width / unit, style, self._language, balance=balance, hanging=hanging / unit
        )
        self.lines = lines
        strips = [Strip(style.leading) for _ in lines]
        if self._measured is None:
            nodes = InlineNodes(node, mixed=has_nodes_of_its_own(content))
            y = baseline(style)
            for index, (strip, line) in enumerate(zip(strips, lines, strict=True)):
                x = left + hanging if line.turned else left
                if style.align == "center":
                    x += (width - line.width) / 2
                elif style.align == "right":
                    x += width - line.width
                self.fill(strip, line, x, y, nodes, space_after=_space_between(lines, index))
        if strips:
            strips[0].before = style.before
            strips[-1].after = style.after
            for strip in strips if len(strips) < 4 else (strips[0], strips[-2]):
                strip.keep = True
            strips[-1].keep = style.keep_with_next
        return strips

    def fill(
        self,
        strip: Strip,
        line: SetLine,
        x: float,
        y: float,
        nodes: InlineNodes,
        *,
        space_after: GlyphStyle | None = None,
    ) -> None:
        """Puts a line's glyphs into a strip, equal looks as one item.

        `space_after` is the space that the line break took the place of. It is set, though nobody
        sees it: a reader that follows the tags has nothing else to tell the words apart by
        (ISO 32000-1, 14.8.2.5).
        """
        look = line.words[0].parts[0].look if line.words else space_after
        if self._measured is not None or look is None:
            return
        # A line of ten words in one look is one stretch: nothing is called for each of them.
        typed = _TypedLine(strip, x, y, nodes)
        if line.words and line.words[0].turned:
            self._fill_turned(typed, line, x, space_after)
            return
        arrays: list[str] = []
        glyphs: list[int] = []
        width = 0.0
        for index, word in enumerate(line.words):
            if (space := word.space) is not None and index:
                if space is not look and space != look:
                    typed.add(look, arrays, glyphs, width)
                    look, width = space, 0.0
                blank = space.face.space
                arrays.append(blank.array if not space.word_spacing else space_array(space))
                glyphs.extend(blank.glyphs)
                width += blank.width * space.size / 1000 + space.tracking + space.word_spacing
            for part in word.parts:
                if part.rule:
                    typed.add(look, arrays, glyphs, width)
                    width = 0.0
                    typed.add_blank(part.width, part.look.size, self._theme, self.fields)
                    continue
                if part.actual or (part.look is not look and part.look != look):
                    typed.add(look, arrays, glyphs, width)
                    look, width = part.look, 0.0
                arrays.append(part.array)
                glyphs.extend(part.glyphs)
                width += part.width
                if part.actual:
                    typed.add(look, arrays, glyphs, width, actual=part.actual)
                    width = 0.0
        if space_after is not None:  # at a line's end it takes no width
            if space_after != look:
                typed.add(look, arrays, glyphs, width)
                look, width = space_after, 0.0
            arrays.append(space_after.face.space.array)
            glyphs.extend(space_after.face.space.glyphs)
        typed.add(look, arrays, glyphs, width)

    def _fill_turned(
        self, typed: _TypedLine, line: SetLine, x: float, space_after: GlyphStyle | None
    ) -> None:
        # Imported here: nothing of it is needed where all runs from left to right.
        from lessonpress.writers.pdf.inline.turned_lines import stretches

        for one in stretches(line.words, mirrored=bool(self._setter.level)):
            typed.turn_to(x + one.x)
            if one.gap:
                typed.add_blank(one.width, one.look.size, self._theme, self.fields)
            else:
                typed.add(
                    one.look,
                    one.arrays,
                    one.glyphs,
                    one.width,
                    actual=one.actual,
                    turned=one.turned,
                )
        if space_after is not None:
            typed.turn_to(x + line.width)
            space = space_after.face.space
            typed.add(space_after, [space.array], [*space.glyphs], 0.0)

    def end_mark(self, text: str, style: TextStyle, node: Node, strip: Strip, right: float) -> None:
        """A word that ends at the right of a strip's line, such as the number of a line of verse."""
        if self._measured is not None:
            return
        y = next((item.y for item in strip.items if isinstance(item, GlyphRun)), baseline(style))
        # The space is for readers that follow the tags, and see no distance.
        words = self.words((Run(f"\u00a0{text}"),), style)
        width = sum(word.width for word in words)
        self.fill(strip, SetLine(words, width), right - width, y, InlineNodes(node))

    def margin_mark(
        self, text: str, style: TextStyle, node: Node, strip: Strip, left: float
    ) -> None:
        """A word in the margin before a strip's line, such as the number of a paragraph."""
        # The space is for readers that follow the tags, and see no distance.
        text += "\u00a0"
        width = sum(word.width for word in self.words((Run(text),), style))
        self.label(text, style, node, strip, left - width - _MARGIN_GAP)

    def label(self, text: str, style: TextStyle, node: Node, strip: Strip, x: float) -> None:
        """A list's label at the head of a strip's items, on the baseline of what it labels."""
        if self._measured is not None:  # it takes no room of its own
            return
        y = next((item.y for item in strip.items if isinstance(item, GlyphRun)), baseline(style))
        label = self._label(text, style, node, x, y)
        strip.items = label.items + strip.items
        strip.rules += label.rules

    def _label(self, text: str, style: TextStyle, node: Node, x: float, y: float) -> Strip:
        key = ("label", text, style, x, y)
        found = self._known.find(key, node) if self._known is not None else None
        if found is not None:
            return found[0]
        # A letter and its full stop run as the document does.
        words = self.words((Run(f"\u200f{text}" if self._setter.level else text),), style)
        strip = Strip(0.0)
        line = SetLine(words, sum(word.width for word in words))
        self.fill(strip, line, x, y, InlineNodes(node))
        if self._known is not None:
            self._known.keep(key, (), [strip])
        return strip


def _space_between(lines: list[SetLine], index: int) -> GlyphStyle | None:
    """The space that the break after a line took the place of; none within a parted word."""
    if index + 1 == len(lines):
        return None
    first = lines[index + 1].words[0]
    return first.parts[0].look if first.breaks else first.space


def baseline(style: TextStyle) -> float:
    """How far the baseline lies below a line's top: the rest of the leading is shared evenly."""
    face = style_face(style)
    content = (face.ascent - face.descent) * style.size
    return (style.leading - content) / 2 + face.ascent * style.size
