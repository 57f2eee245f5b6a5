"""Words of texts that are more than letters side by side.

They run from right to left, have letters that join or pile up, or may be parted where no space is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from lessonpress.document.blocks import Blank, Inline, LineBreak, Run
from lessonpress.layout.bidi import levels, paragraph_level
from lessonpress.layout.fonts import INVISIBLE, family_of_all, split_by_family
from lessonpress.layout.scripts import MissingDictionary, break_places, needs_care
from lessonpress.layout.theme import TextStyle
from lessonpress.writers.pdf.inline.parts import (
    LONGEST_TOKEN,
    TOKENS,
    GlyphStyle,
    Looks,
    SetWord,
    WordPart,
    append_parts,
    cased,
    make_part,
    turned_parts,
)

# What stands for a gap and for a line break where directions are found out (UAX #9, 6.1).
_OBJECT, _NEW_LINE = "\ufffc", "\u2028"


def words_with_care(setter: Looks, content: Sequence[Inline], style: TextStyle) -> list[SetWord]:
    """The words of a paragraph in the order in which they are read, each part with its level.

    Raises layout.fonts.MissingGlyph and layout.scripts.MissingDictionary.
    """
    paragraph = _Paragraph(setter, content, style)
    return paragraph.words()


class _Paragraph:
    def __init__(self, setter: Looks, content: Sequence[Inline], style: TextStyle) -> None:
        self._setter = setter
        self._style = style
        self._content = [self._inked(inline) for inline in content]
        whole = "".join(text for text, _, _ in self._content)
        self._levels = levels(whole, paragraph_level(whole, setter.level))
        self._breaks = self._break_places(whole)
        self._turned = bool(setter.level) or any(level % 2 for level in self._levels)

    def _inked(self, inline: Inline) -> tuple[str, Inline, TextStyle]:
        """What an inline says, the run that says it, and in which style."""
        match inline:
            case Run():
                return cased(inline.text, self._style), inline, self._style
            case Blank(answer=str(answer)):
                run, inked = self._setter.inked(answer, self._style)
                return run.text, run, inked
            case Blank():
                return _OBJECT, inline, self._style
            case LineBreak():
                return _NEW_LINE, inline, self._style
            case _:
                assert_never(inline)

    def _break_places(self, whole: str) -> frozenset[int]:
        try:
            return break_places(whole)
        except MissingDictionary:
            if not self._setter.lenient:
                raise
            return frozenset(range(1, len(whole)))

    def words(self) -> list[SetWord]:
        words: list[SetWord] = []
        space: GlyphStyle | None = None
        breaks = joins = False
        start = space_level = 0

        def take(parts: list[WordPart]) -> None:
            nonlocal space, breaks
            before = len(words)
            append_parts(words, parts, joins, space, breaks)
            if len(words) > before:
                words[-1].turned, words[-1].space_level = self._turned, space_level
            space, breaks = None, False

        for text, inline, style in self._content:
            if isinstance(inline, LineBreak):
                space, breaks, joins = None, True, False
            elif isinstance(inline, Blank):
                take([replace(self._setter.gap(inline, style), level=self._levels[start])])
                joins = True
            else:
                underline = style is not self._style
                for at, token in self._tokens(text, start):
                    if token[0] in " \t\n":
                        look = (
                            words[-1].parts[-1].look if words else self._setter.look(style, inline)
                        )
                        space = self._setter.look(style, inline)._replace(face=look.face)
                        space_level, joins = self._levels[at], False
                        continue
                    parts = list(self._parts(token, at, inline, style, underline=underline))
                    if not parts:  # it says nothing that is to be seen
                        continue
                    joins = joins and at not in self._breaks
                    take(parts)
                    joins = token[-1] not in "-–—/" and len(token) < LONGEST_TOKEN
            start += len(text)
        return words

    def _tokens(self, text: str, start: int) -> Iterator[tuple[int, str]]:
        """What may not be parted, and white space between, each with its place in the paragraph."""
        for found in TOKENS.finditer(text):
            token, at = found.group(), start + found.start()
            cuts = (
                [place - at for place in sorted(self._breaks) if at < place < at + len(token)]
                if self._breaks
                else []
            )
            for first, last in zip([0, *cuts], [*cuts, len(token)], strict=True):
                yield at + first, token[first:last]

    def _parts(
        self, token: str, at: int, run: Run, style: TextStyle, *, underline: bool
    ) -> Iterator[WordPart]:
        """The parts of a token, each of one direction, family and look."""
        for level, places in groupby(range(len(token)), lambda place: self._levels[at + place]):
            piece = "".join(token[place] for place in places)
            for text, family in self._families(piece, style.font):
                look = self._setter.look(style, run, family, underline=underline)
                if needs_care(text):  # letters that join must touch
                    look = look._replace(tracking=0.0)
                if level % 2:
                    yield from turned_parts(look._replace(tracking=0.0), text, level)
                elif (made := make_part(look, text)).glyphs:
                    yield replace(made, level=level) if level else made

    def _families(self, text: str, family: str) -> list[tuple[str, str]]:
        """Families for the text, one for all of it where one has it."""
        fallbacks = self._setter.theme.fallbacks
        if needs_care(INVISIBLE.sub("", text)):
            found = family_of_all(text, family, fallbacks)
            if found is not None:
                return [(text, found)]
        return split_by_family(text, family, fallbacks, lenient=self._setter.lenient)
