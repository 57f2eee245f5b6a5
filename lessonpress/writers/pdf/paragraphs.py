"""Paragraphs: words in lines, lines in strips, each stretch of text with its node in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import Inline, Run
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.lines import Line, Setter, Word, break_lines, space_width, style_face
from lessonpress.writers.pdf.strips import Rule, Strip, Text
from lessonpress.writers.pdf.tags import Node


class InlineNodes:
    """The nodes of one paragraph: its own, or, where it holds a link or a change of language, one
    for each stretch. (Content beside a child of the same node is legal, but readers and checkers
    are known to take such a node's own content first and its children after.)
    """

    def __init__(self, node: Node, content: Sequence[Inline] = ()) -> None:
        self._node = node
        self._mixed = any(isinstance(run, Run) and (run.href or run.lang) for run in content)
        self._key: tuple[str | None, str | None] | None = None
        self._current = node

    def of(self, href: str | None, language: str | None) -> Node:
        key = (href, language)
        if self._mixed and key != self._key:
            self._key = key
            kind = "Span" if href is None else "Link"
            self._current = Node(kind, self._node, language=language or "", inline=True)
        return self._current


class Paragraphs:
    """Sets paragraphs in one theme and language. Raises layout.fonts.MissingGlyph.

    With `only_measure`, strips get their size and nothing to paint.
    """

    def __init__(self, theme: Theme, language: str, *, only_measure: bool = False) -> None:
        self._only_measure = only_measure
        self._theme = theme
        self._language = language
        self._setter = Setter(theme, language)

    def words(self, content: Sequence[Inline], style: TextStyle) -> list[Word]:
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
    ) -> list[Strip]:
        """Strips of one paragraph, a line each, with widows and orphans forbidden."""
        words = self.words(content, style)
        width = right - left
        lines = break_lines(words, width, style, self._language, balance=balance)
        strips = []
        nodes = InlineNodes(node, content)
        y = baseline(style)
        for line in lines:
            strip = Strip(style.leading)
            x = left
            if style.align == "center":
                x += (width - line.width) / 2
            elif style.align == "right":
                x += width - line.width
            self.fill(strip, line, x, y, nodes)
            strips.append(strip)
        if strips:
            strips[0].before = style.before
            strips[-1].after = style.after
            for strip in strips if len(strips) < 4 else (strips[0], strips[-2]):
                strip.keep = True
            strips[-1].keep = style.keep_with_next
        return strips

    def fill(self, strip: Strip, line: Line, x: float, y: float, nodes: InlineNodes) -> None:
        """Puts a line's glyphs into a strip, equal looks as one item."""
        if self._only_measure:
            return
        theme = self._theme
        start, width = x, 0.0
        look = None
        arrays: list[str] = []
        glyphs: list[int] = []

        def finish() -> None:
            nonlocal start, width
            if look is not None and arrays:
                node = nodes.of(look.href, look.language)
                array = "".join(arrays).replace("><", "")
                strip.texts.append(Text(node, start, y, look, array, tuple(glyphs), width, False))
                if look.underline:
                    depth = y + look.size * 0.14
                    strip.rules.append(
                        Rule(start, depth, start + width, depth, look.size * 0.05, look.colour)
                    )
            start, width = start + width, 0.0
            arrays.clear()
            glyphs.clear()

        for index, word in enumerate(line.words):
            if word.space is not None and index:
                if look is not None and (look is word.space or look == word.space):
                    arrays.append(look.face.space.array)
                    glyphs.extend(look.face.space.glyphs)
                    width += space_width(look)
                else:
                    finish()
                    look = word.space
                    arrays.append(look.face.space.array)
                    glyphs.extend(look.face.space.glyphs)
                    width = space_width(look)
            for piece in word.pieces:
                if piece.rule:
                    finish()
                    strip.rules.append(
                        Rule(
                            start,
                            y + 2.0,
                            start + piece.width,
                            y + 2.0,
                            theme.rule_width,
                            theme.rule_colour,
                        )
                    )
                    start += piece.width
                    look = None
                elif piece.soft:
                    finish()
                    node = nodes.of(piece.look.href, piece.look.language)
                    strip.texts.append(
                        Text(
                            node, start, y, piece.look, piece.array, piece.glyphs, piece.width, True
                        )
                    )
                else:
                    if piece.look is not look and piece.look != look:
                        finish()
                        look = piece.look
                    arrays.append(piece.array)
                    glyphs.extend(piece.glyphs)
                    width += piece.width
        finish()

    def label(self, text: str, style: TextStyle, node: Node, strip: Strip, x: float) -> None:
        """A list's label at the head of a strip's items."""
        words = self.words((Run(text),), style)
        rest, strip.texts = strip.texts, []
        self.fill(
            strip,
            Line(words, sum(word.width for word in words)),
            x,
            baseline(style),
            InlineNodes(node),
        )
        strip.texts.extend(rest)


def baseline(style: TextStyle) -> float:
    """How far the baseline lies below a line's top: the rest of the leading is shared evenly."""
    face = style_face(style)
    content = (face.ascent - face.descent) * style.size
    return (style.leading - content) / 2 + face.ascent * style.size
