"""Lines: the content of one paragraph, broken to a width. Knows faces and styles, no page.

Text is set ragged right by filling each line in turn. A word is hyphenated only where the rest of
the line would otherwise stay visibly empty; a last line of one short word takes company from the
line before; headings are balanced instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, assert_never

from lessonpress.document.blocks import Blank, Inline, LineBreak, Run
from lessonpress.layout.fonts import covers_all, split_by_family
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.faces import Face, load_face

# A break may fall at white space, and after a hyphen, a dash or a slash within a word, but not
# within 1938–1948.
# No line holds a word of 160 characters, so that one is read in parts.
_WORDS = re.compile(r"[^ \t\n\-–—/]{0,160}[\-–—/]{1,9}(?=[^ \t\n\d])|[^ \t\n]{1,160}|[ \t\n]+")
_LONGEST_TOKEN = 160
_RAGGED = 0.14  # share of the measure that may stay empty before a word is hyphenated
_SHORT_END = 0.12  # share of the measure below which a lone last word is not left alone
_BLANK_CHARACTER = 0.62  # width of a handwritten character, in type sizes
HYPHEN = "\u00ad"

_ROUNDING = 1.00002  # how much wider than the measure a line may come out
_SHORTEST_WORD = 6  # letters below which a word is not parted


class Look(NamedTuple):
    """What makes two stretches of text one. `tracking` is added after each letter, in points."""

    face: Face
    size: float
    colour: str
    href: str | None
    language: str | None
    underline: bool
    tracking: float


@dataclass(slots=True)
class Piece:
    """Part of a word in one look. `text` is what it says; a blank has none and a width of its own.

    One piece may stand in many documents: once made, it is not changed.
    """

    look: Look
    text: str
    array: str
    glyphs: tuple[int, ...]
    width: float
    rule: bool = False  # a gap to write in: draw a rule under it
    soft: bool = False  # a hyphen that the line break put there


@dataclass(slots=True)
class Word:
    """Pieces that no line break parts. `space` is the look of the space before it, if there is one."""

    pieces: list[Piece]
    width: float
    space: Look | None
    breaks: bool = False  # a forced line break stands before it


@dataclass(slots=True)
class Line:
    words: list[Word]
    width: float


def style_face(style: TextStyle, *, strong: bool = False, emphasis: bool = False) -> Face:
    return load_face(style.font, style.bold or strong, style.italic != emphasis)


def space_width(look: Look) -> float:
    return look.face.space.width * look.size / 1000 + look.tracking


class Setter:
    """Turns inlines into words for one theme and language."""

    def __init__(self, theme: Theme, language: str) -> None:
        self.theme = theme
        self.language = language
        self.targets: set[str] = set()  # ids that links lead to

    def words(self, content: Sequence[Inline], style: TextStyle) -> list[Word]:
        """The words of a paragraph. Raises layout.fonts.MissingGlyph."""
        words: list[Word] = []
        space: Look | None = None
        breaks = False
        joins = False  # the next piece continues the last word
        for inline in content:
            match inline:
                case Run():
                    text = inline.text.upper() if style.uppercase else inline.text
                    look = self._look(style, inline)
                    covered = covers_all(style.font, text)
                    known = _pieces_of(look)
                    for token in _WORDS.findall(text):
                        if token[0] in " \t\n":
                            space, joins = look, False
                            continue
                        if covered:
                            if (piece := known.get(token)) is None:
                                piece = known[token] = make_piece(look, token)
                            pieces = [piece]
                        else:
                            pieces = self._pieces(token, style, inline)
                        _append(words, pieces, joins, space, breaks)
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
    ) -> Look:
        face = load_face(
            family or style.font, style.bold or run.strong, style.italic != run.emphasis
        )
        colour = self.theme.link_colour if run.href else style.colour
        lined = underline or run.href is not None
        if run.href is not None and run.href.startswith("#"):
            self.targets.add(run.href[1:])
        return Look(face, style.size, colour, run.href, run.lang, lined, style.tracking)

    def _pieces(
        self, token: str, style: TextStyle, run: Run, *, underline: bool = False
    ) -> list[Piece]:
        pieces = []
        for text, family in split_by_family(token, style.font, self.theme.fallbacks):
            pieces.append(make_piece(self._look(style, run, family, underline=underline), text))
        return pieces

    def _blank(self, blank: Blank, style: TextStyle) -> list[Piece]:
        if blank.answer is None:
            width = max(blank.size, 3) * style.size * _BLANK_CHARACTER
            look = self._look(style, Run(""))
            return [Piece(look, "", "", (), width, rule=True)]
        run = Run(blank.answer, strong=True)
        answer = self.theme.styles["answer"]
        inked = TextStyle(style.font, style.size, style.leading, colour=answer.colour)
        # A no-break space keeps the answer together: it must be read as one.
        return self._pieces(blank.answer.replace(" ", "\u00a0"), inked, run, underline=True)


# Four words out of five were set before, in this document or another. Some 300 bytes each.
_KEPT_PIECES = 40_000
_pieces: dict[Look, dict[str, Piece]] = {}


def _pieces_of(look: Look) -> dict[str, Piece]:
    """The words that were set in this look before, to be added to."""
    known = _pieces.get(look)
    if known is None:
        if sum(map(len, _pieces.values())) > _KEPT_PIECES:
            _pieces.clear()
        known = _pieces[look] = {}
    elif len(known) > _KEPT_PIECES:
        known.clear()
    return known


def make_piece(look: Look, text: str) -> Piece:
    shaped = look.face.shape(text)
    width = shaped.width * look.size / 1000 + look.tracking * len(shaped.glyphs)
    return Piece(look, text, shaped.array, shaped.glyphs, width)


def _append(
    words: list[Word], pieces: list[Piece], joins: bool, space: Look | None, breaks: bool
) -> None:
    """Adds pieces as a word of their own, or to the last word where nothing parts them from it."""
    width = pieces[0].width if len(pieces) == 1 else sum([piece.width for piece in pieces])
    if joins and space is None:
        words[-1].pieces.extend(pieces)
        words[-1].width += width
    else:
        words.append(Word(pieces, width, space, breaks))


def break_lines(
    words: list[Word], width: float, style: TextStyle, language: str, *, balance: bool = False
) -> list[Line]:
    """Lines of at most `width`, in the unit of the words; a word that is wider stands alone and is
    parted by force."""
    lines = _fill(words, width, style, language)
    if len(lines) > 1:
        if balance:
            return _balanced(words, lines, width, style)
        _befriend_last_word(lines, width)
    return lines


def _fill(words: list[Word], width: float, style: TextStyle, language: str) -> list[Line]:
    lines: list[Line] = []
    line = Line([], 0.0)
    queue = words[::-1]
    tolerance = width * _ROUNDING
    look: Look | None = None
    space = 0.0  # wide in that look
    while queue:
        word = queue.pop()
        if word.breaks and line.words:
            lines.append(line)
            line = Line([], 0.0)
        gap = 0.0
        if word.space is not None and line.words:
            if word.space is not look:
                look = word.space
                space = space_width(look)
            gap = space
        if line.width + gap + word.width <= tolerance:
            line.words.append(word)
            line.width += gap + word.width
            continue
        room = width - line.width - gap
        if not line.words or (style.hyphenate and room > _RAGGED * width):
            parts = _hyphenate(word, room, style, language)
            if parts:
                head, tail = parts
                line.words.append(head)
                line.width += gap + head.width
                queue.append(tail)
                lines.append(line)
                line = Line([], 0.0)
                continue
        if line.words:
            lines.append(line)
            line = Line([], 0.0)
            queue.append(word)
        else:
            head, rest = _part_by_force(word, width)
            lines.append(Line([head], head.width))
            if rest is not None:
                queue.append(rest)
    if line.words:
        lines.append(line)
    return lines


def _hyphenate(
    word: Word, room: float, style: TextStyle, language: str
) -> tuple[Word, Word] | None:
    if len(word.pieces) != 1 or word.pieces[0].rule:
        return None
    piece = word.pieces[0]
    text = piece.text
    core = text.strip("“”„‚‘’\"'()[]«».,;:!?…")
    if len(core) < _SHORTEST_WORD or not core.isalpha():
        return None
    # Imported here: patterns are read only where a word is to be parted.
    from lessonpress.layout.hyphenation import hyphenator

    find = hyphenator(piece.look.language or language)
    if find is None:
        return None
    start = text.index(core)
    drawn = make_piece(piece.look, "-")
    hyphen = Piece(drawn.look, HYPHEN, drawn.array, drawn.glyphs, drawn.width, soft=True)
    for position in reversed(find(core)):
        head = make_piece(piece.look, text[: start + position])
        if head.width + hyphen.width <= room:
            tail = make_piece(piece.look, text[start + position :])
            first = Word([head, hyphen], head.width + hyphen.width, word.space)
            return first, Word([tail], tail.width, None)
    return None


def _part_by_force(word: Word, width: float) -> tuple[Word, Word | None]:
    """As much of a word as the width takes; only a word wider than the measure comes here."""
    taken: list[Piece] = []
    used = 0.0
    for index, piece in enumerate(word.pieces):
        if used + piece.width <= width:
            taken.append(piece)
            used += piece.width
            continue
        rest = word.pieces[index + 1 :]
        if piece.rule:
            if not taken:  # a blank as wide as the measure will do
                short = Piece(piece.look, "", "", (), width, rule=True)
                return Word([short], width, word.space), _rest_of(rest)
            return Word(taken, used, word.space), _rest_of([piece, *rest])
        count = len(piece.text)
        head = piece
        while count > 1 and used + head.width > width:
            count = max(1, min(count - 1, int(count * (width - used) / max(head.width, 1))))
            head = make_piece(piece.look, piece.text[:count])
        if used + head.width > width and taken:
            return Word(taken, used, word.space), _rest_of([piece, *rest])
        tail = [make_piece(piece.look, piece.text[count:])] if piece.text[count:] else []
        return Word([*taken, head], used + head.width, word.space), _rest_of([*tail, *rest])
    return Word(taken, used, word.space), None


def _rest_of(pieces: list[Piece]) -> Word | None:
    return Word(pieces, sum(piece.width for piece in pieces), None) if pieces else None


def _befriend_last_word(lines: list[Line], width: float) -> None:
    last, previous = lines[-1], lines[-2]
    if len(last.words) != 1 or last.width > _SHORT_END * width or len(previous.words) < 4:
        return
    if last.words[0].space is None or last.words[0].breaks:  # the tail of a word, or a line apart
        return
    mover = previous.words[-1]
    if mover.pieces[-1].soft or mover.space is None:
        return
    previous.words.pop()
    previous.width -= mover.width + space_width(mover.space)
    last.width += mover.width + space_width(last.words[0].space)
    last.words.insert(0, mover)


def _balanced(words: list[Word], lines: list[Line], width: float, style: TextStyle) -> list[Line]:
    """The narrowest setting of as many lines: their ends lie close together."""
    low, high, best = width / len(lines) * 0.6, width, lines
    for _ in range(7):
        middle = (low + high) / 2
        tried = _fill(words, middle, style, "")
        if len(tried) <= len(lines) and all(line.width <= middle * _ROUNDING for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def natural_width(words: Sequence[Word]) -> float:
    """The width of words in one line."""
    gaps = sum(space_width(word.space) for word in words[1:] if word.space)
    return sum(word.width for word in words) + gaps
