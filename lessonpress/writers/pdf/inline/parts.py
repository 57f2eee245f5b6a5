"""Parts: stretches of shaped text in one look, and the words that they make up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lessonpress.document.blocks import Blank, Run, Script
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.inline.faces import Face, load_face, raised

# A break may fall at white space, and after a hyphen, a dash or a slash within a word, but not
# within 1938–1948.
# No line holds a word of 160 characters, so that one is read in parts.
TOKENS = re.compile(r"[^ \t\n\-–—/]{0,160}[\-–—/]{1,9}(?=[^ \t\n\d])|[^ \t\n]{1,160}|[ \t\n]+")
LONGEST_TOKEN = 160
_GEORGIAN_CAPITALS = re.compile("[\u1c90-\u1cbf]+")
# Superscript and subscript: of the type size; and how far they are moved, in thousandths of their own.
# As most fonts' OS/2 tables have it (ySuperscriptYSize, ySuperscriptYOffset …).
_SCRIPT_SIZE = 0.66
_RISES: dict[Script, int] = {"superscript": 520, "subscript": -210}
# A number between glyphs that moves the second further away (ISO 32000-1, 9.4.3).
_SPREAD = re.compile(r"(?<=>)-[\d.]+ ?(?=<)")
_BLANK_CHARACTER = 0.62  # width of a handwritten character, in type sizes


class GlyphStyle(NamedTuple):
    """What makes two stretches of text one. `tracking` is added after each letter, in points; `rise`
    is how far above the baseline it stands, in thousandths of its size; `word_spacing` is added to each space.
    """

    face: Face
    size: float
    colour: str
    href: str | None
    language: str | None
    underline: bool
    tracking: float
    rise: int = 0
    word_spacing: float = 0.0


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
    level: int = 0  # odd where it runs from right to left (layout.bidi)


@dataclass(slots=True)
class SetWord:
    """Parts that stay together in one line. `space` is the look of the space before it, if there is one.

    Words are `turned` where some of their paragraph may run from right to left: they are put in their
    place line by line. `space_level` is to the space what a part's level is to it.
    """

    parts: list[WordPart]
    width: float
    space: GlyphStyle | None
    breaks: bool = False  # a forced line break stands before it
    turned: bool = False
    space_level: int = 0


def weight_and_slope(style: TextStyle, *, strong: bool, emphasis: bool) -> tuple[bool, bool]:
    """Whether text of that style is bold, and whether it is italic."""
    if style.emphasis == "bold":
        return style.bold or strong or emphasis, style.italic
    return style.bold or strong, style.italic != emphasis


def style_face(style: TextStyle, *, strong: bool = False, emphasis: bool = False) -> Face:
    bold, italic = weight_and_slope(style, strong=strong, emphasis=emphasis)
    return load_face(style.font, bold, italic)


def space_width(look: GlyphStyle) -> float:
    return look.face.space.width * look.size / 1000 + look.tracking + look.word_spacing


def space_array(look: GlyphStyle) -> str:
    """The inside of a TJ array that sets a space as wide as `space_width` says, but for its tracking."""
    array = look.face.space.array
    if not look.word_spacing:
        return array
    return f"{array}{-look.word_spacing * 1000 / look.size:.1f}"


class Looks:
    """What inlines look like in one theme and language. If `lenient`, what can't be set is measured all
    the same: a DOCX is fitted by it, and Word finds fonts."""

    def __init__(self, theme: Theme, language: str, *, lenient: bool = False) -> None:
        self.lenient = lenient
        self.theme = theme
        self.language = language
        self.level = int(runs_right_to_left(language))  # of the document as a whole
        self.targets: set[str] = set()  # ids that links lead to

    def look(
        self, style: TextStyle, run: Run, family: str | None = None, *, underline: bool = False
    ) -> GlyphStyle:
        link = run.href is not None
        strong = run.strong or (link and self.theme.links == "bold")
        bold, italic = weight_and_slope(style, strong=strong, emphasis=run.emphasis)
        face = load_face(family or style.font, bold, italic)
        colour = self.theme.link_colour if run.href else style.colour
        lined = underline or (link and self.theme.links == "underline")
        size, rise = style.size, 0
        if run.small:
            size *= self.theme.small
        if run.script is not None:
            size, rise = size * _SCRIPT_SIZE, _RISES[run.script]
            lined = underline
        if run.href is not None and run.href.startswith("#"):
            self.targets.add(run.href[1:])
        return GlyphStyle(
            face, size, colour, run.href, run.lang, lined, style.tracking, rise, style.word_spacing
        )

    def gap(self, blank: Blank, style: TextStyle) -> WordPart:
        """A place to write in."""
        width = max(blank.size, 3) * max(style.size * _BLANK_CHARACTER, style.handwriting)
        return WordPart(self.look(style, Run("")), "", "", (), width, rule=True)

    def inked(self, answer: str, style: TextStyle) -> tuple[Run, TextStyle]:
        """What belongs in a gap, and its look."""
        ink = self.theme.styles["answer"].colour
        # A no-break space keeps the answer together: it must be read as one.
        run = Run(answer.replace(" ", "\u00a0"), strong=True)
        return run, TextStyle(style.font, style.size, style.leading, colour=ink)


def make_part(look: GlyphStyle, text: str) -> WordPart:
    shaped = look.face.shape(text)
    array, whole = shaped.array, shaped.width
    if look.tracking > 0:
        array, whole = _not_spread(array, whole)
    width = whole * look.size / 1000 + look.tracking * len(shaped.glyphs)
    array = raised(array, look.rise) if look.rise else array
    return WordPart(look, text, array, shaped.glyphs, width, actual=shaped.actual)


def _not_spread(array: str, width: float) -> tuple[str, float]:
    """A TJ array, as wide as this, without what moves two letters apart: with room added between all letters
    a reader that goes by distances would take that for the end of a word."""
    spread = [float(one) for one in _SPREAD.findall(array)]
    return (_SPREAD.sub("", array), width + sum(spread)) if spread else (array, width)


def cased(text: str, style: TextStyle) -> str:
    """The text in capitals where the style has it so. Georgian has none that are used for that."""
    if not style.uppercase:
        return text
    capitals = text.upper()
    return _GEORGIAN_CAPITALS.sub(lambda found: found[0].lower(), capitals)


def part_again(part: WordPart, text: str) -> list[WordPart]:
    """Some of a part's text as parts of their own."""
    if part.level % 2:
        return turned_parts(part.look, text, part.level)
    made = make_part(part.look, text)
    return [replace(made, level=part.level) if part.level else made]


def turned_parts(look: GlyphStyle, text: str, level: int) -> list[WordPart]:
    """Text that runs from right to left, in as many parts as can be read off their glyphs."""
    return [
        WordPart(
            look,
            said,
            shaped.array,
            shaped.glyphs,
            shaped.width * look.size / 1000,
            actual=shaped.actual,
            level=level,
        )
        for said, shaped in look.face.shape_turned(text)
        if shaped.glyphs
    ]


def append_parts(
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
