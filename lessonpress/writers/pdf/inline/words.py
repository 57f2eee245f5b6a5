"""Words: the content of one paragraph as shaped words, each of what stays together in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from lessonpress.document.blocks import Blank, Inline, LineBreak, Run
from lessonpress.layout.fonts import covers_all, split_by_family
from lessonpress.layout.scripts import needs_care
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
)


class WordSetter(Looks):
    """Turns inlines into words for one theme and language."""

    def words(self, content: Sequence[Inline], style: TextStyle) -> list[SetWord]:
        """The words of a paragraph. Raises layout.fonts.MissingGlyph."""
        if self.level:
            return self._words_with_care(content, style)
        words: list[SetWord] = []
        space: GlyphStyle | None = None
        breaks = False
        joins = False  # the next part continues the last word
        for inline in content:
            match inline:
                case Run():
                    if not inline.text.isascii() and needs_care(inline.text):
                        return self._words_with_care(content, style)
                    text = cased(inline.text, style)
                    look = self.look(style, inline)
                    covered = covers_all(style.font, text)
                    known = _parts_in(look)
                    for token in TOKENS.findall(text):
                        if token[0] in " \t\n":
                            space, joins = look, False
                            continue
                        if covered:
                            if (part := known.get(token)) is None:
                                part = known[token] = make_part(look, token)
                            parts = [part]
                        else:
                            parts = self._word_parts(token, style, inline)
                        append_parts(words, parts, joins, space, breaks)
                        space, breaks = None, False
                        joins = token[-1] not in "-–—/" and len(token) < LONGEST_TOKEN
                case Blank():
                    if inline.answer is not None and needs_care(inline.answer):
                        return self._words_with_care(content, style)
                    append_parts(words, self._blank(inline, style), joins, space, breaks)
                    space, breaks, joins = None, False, True
                case LineBreak():
                    space, breaks, joins = None, True, False
                case _:
                    assert_never(inline)
        return words

    def _words_with_care(self, content: Sequence[Inline], style: TextStyle) -> list[SetWord]:
        # Imported here: nothing of it is needed for letters side by side.
        from lessonpress.writers.pdf.inline.careful import words_with_care

        return words_with_care(self, content, style)

    def _word_parts(
        self, token: str, style: TextStyle, run: Run, *, underline: bool = False
    ) -> list[WordPart]:
        parts = []
        fallbacks, lenient = self.theme.fallbacks, self.lenient
        for text, family in split_by_family(token, style.font, fallbacks, lenient=lenient):
            parts.append(make_part(self.look(style, run, family, underline=underline), text))
        return parts

    def _blank(self, blank: Blank, style: TextStyle) -> list[WordPart]:
        if blank.answer is None:
            return [self.gap(blank, style)]
        run, inked = self.inked(blank.answer, style)
        return self._word_parts(run.text, inked, run, underline=True)


# Four words out of five were set before, in this document or another. Some 300 bytes each.
_KEPT_PARTS = 40_000
_known_parts: dict[GlyphStyle, dict[str, WordPart]] = {}


def _parts_in(look: GlyphStyle) -> dict[str, WordPart]:
    """The words that were set in this look before, to be added to."""
    known = _known_parts.get(look)
    if known is None:
        if sum(map(len, _known_parts.values())) > _KEPT_PARTS:
            _known_parts.clear()
        known = _known_parts[look] = {}
    elif len(known) > _KEPT_PARTS:
        known.clear()
    return known
