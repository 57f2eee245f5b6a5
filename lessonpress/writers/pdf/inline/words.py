"""Words: the content of one paragraph as shaped words, each of what stays together in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, assert_never

from lessonpress.document.blocks import Blank, Inline, LineBreak, Run, Script
from lessonpress.layout.fonts import covers_all, split_by_family
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.inline.faces import Face, load_face, raised

# A break may fall at white space, and after a hyphen, a dash or a slash within a word, but not
# within 1938–1948.
# No line holds a word of 160 characters, so that one is read in parts.
_WORDS = re.compile(r"[^ \t\n\-–—/]{0,160}[\-–—/]{1,9}(?=[^ \t\n\d])|[^ \t\n]{1,160}|[ \t\n]+")
_LONGEST_TOKEN = 160
# Superscript and subscript: of the type size; and how far they are moved, in thousandths of their own.
# As most fonts' OS/2 tables have it (ySuperscriptYSize, ySuperscriptYOffset …).
_SCRIPT_SIZE = 0.66
_RISES: dict[Script, int] = {"superscript": 520, "subscript": -210}
_BLANK_CHARACTER = 0.62  # width of a handwritten character, in type sizes


class GlyphStyle(NamedTuple):
    """What makes two stretches of text one. `tracking` is added after each letter, in points; `rise`
    is how far above the baseline it stands, in thousandths of its size.
    """

    face: Face
    size: float
    colour: str
    href: str | None
    language: str | None
    underline: bool
    tracking: float
    rise: int = 0


@dataclass(slots=True)
class WordPart:
    """Part of a word in one look. `text` is what it says; a blank has none and a width of its own.

    One part may stand in many documents: once made, it is not changed.
    """

    look: GlyphStyle
    text: str
    array: str
    glyphs: tuple[int, ...]
    width: float
    rule: bool = False  # a gap to write in: draw a rule under it
    soft: bool = False  # a hyphen that the line break put there
    actual: str = ""  # what to read where the glyphs say something else


@dataclass(slots=True)
class SetWord:
    """Parts that stay together in one line. `space` is the look of the space before it, if there is one."""

    parts: list[WordPart]
    width: float
    space: GlyphStyle | None
    breaks: bool = False  # a forced line break stands before it


def style_face(style: TextStyle, *, strong: bool = False, emphasis: bool = False) -> Face:
    return load_face(style.font, style.bold or strong, style.italic != emphasis)


def space_width(look: GlyphStyle) -> float:
    return look.face.space.width * look.size / 1000 + look.tracking


class WordSetter:
    """Turns inlines into words for one theme and language."""

    def __init__(self, theme: Theme, language: str) -> None:
        self.theme = theme
        self.language = language
        self.targets: set[str] = set()  # ids that links lead to

    def words(self, content: Sequence[Inline], style: TextStyle) -> list[SetWord]:
        """The words of a paragraph. Raises layout.fonts.MissingGlyph."""
        words: list[SetWord] = []
        space: GlyphStyle | None = None
        breaks = False
        joins = False  # the next part continues the last word
        for inline in content:
            match inline:
                case Run():
                    text = inline.text.upper() if style.uppercase else inline.text
                    look = self._look(style, inline)
                    covered = covers_all(style.font, text)
                    known = _parts_in(look)
                    for token in _WORDS.findall(text):
                        if token[0] in " \t\n":
                            space, joins = look, False
                            continue
                        if covered:
                            if (part := known.get(token)) is None:
                                part = known[token] = make_part(look, token)
                            parts = [part]
                        else:
                            parts = self._word_parts(token, style, inline)
                        _append(words, parts, joins, space, breaks)
                        space, breaks = None, False
                        joins = token[-1] not in "-–—/" and len(token) < _LONGEST_TOKEN
                case Blank():
                    _append(words, self._blank(inline, style), joins, space, breaks)
                    space, breaks, joins = None, False, True
                case LineBreak():
                    space, breaks, joins = None, True, False
                case _:
                    assert_never(inline)
        return words

    def _look(
        self, style: TextStyle, run: Run, family: str | None = None, *, underline: bool = False
    ) -> GlyphStyle:
        face = load_face(
            family or style.font, style.bold or run.strong, style.italic != run.emphasis
        )
        colour = self.theme.link_colour if run.href else style.colour
        lined = underline or run.href is not None
        size, rise = style.size, 0
        if run.script is not None:
            size, rise = size * _SCRIPT_SIZE, _RISES[run.script]
            lined = underline
        if run.href is not None and run.href.startswith("#"):
            self.targets.add(run.href[1:])
        return GlyphStyle(face, size, colour, run.href, run.lang, lined, style.tracking, rise)

    def _word_parts(
        self, token: str, style: TextStyle, run: Run, *, underline: bool = False
    ) -> list[WordPart]:
        parts = []
        for text, family in split_by_family(token, style.font, self.theme.fallbacks):
            parts.append(make_part(self._look(style, run, family, underline=underline), text))
        return parts

    def _blank(self, blank: Blank, style: TextStyle) -> list[WordPart]:
        if blank.answer is None:
            width = max(blank.size, 3) * max(style.size * _BLANK_CHARACTER, style.handwriting)
            look = self._look(style, Run(""))
            return [WordPart(look, "", "", (), width, rule=True)]
        run = Run(blank.answer, strong=True)
        answer = self.theme.styles["answer"]
        inked = TextStyle(style.font, style.size, style.leading, colour=answer.colour)
        # A no-break space keeps the answer together: it must be read as one.
        return self._word_parts(blank.answer.replace(" ", "\u00a0"), inked, run, underline=True)


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


def make_part(look: GlyphStyle, text: str) -> WordPart:
    shaped = look.face.shape(text)
    width = shaped.width * look.size / 1000 + look.tracking * len(shaped.glyphs)
    array = raised(shaped.array, look.rise) if look.rise else shaped.array
    return WordPart(look, text, array, shaped.glyphs, width, actual=shaped.actual)


def _append(
    words: list[SetWord],
    parts: list[WordPart],
    joins: bool,
    space: GlyphStyle | None,
    breaks: bool,
) -> None:
    """Adds parts as a word of their own, or to the last word where nothing stands between."""
    width = parts[0].width if len(parts) == 1 else sum([part.width for part in parts])
    if joins and space is None:
        words[-1].parts.extend(parts)
        words[-1].width += width
    else:
        words.append(SetWord(parts, width, space, breaks))


def natural_width(words: Sequence[SetWord]) -> float:
    """The width of words in one line."""
    gaps = sum(space_width(word.space) for word in words[1:] if word.space)
    return sum(word.width for word in words) + gaps
