"""Lines: words broken to a width. Knows styles, no page.

Text is set ragged right by filling each line in turn. A word is hyphenated only where the rest of
the line would otherwise stay visibly empty; a last line of one short word takes company from the
line before; headings are balanced instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from lessonpress.layout.text_width import LETTERS
from lessonpress.layout.theme import TextStyle
from lessonpress.writers.pdf.inline.words import (
    GlyphStyle,
    SetWord,
    WordPart,
    make_part,
    space_width,
)

HYPHEN = "\u00ad"

_RAGGED = 0.14  # share of the measure that may stay empty before a word is hyphenated
_SHORT_END = 0.12  # share of the measure below which a lone last word is not left alone
_ROUNDING = 1.00002  # how much wider than the measure a line may come out
_SHORTEST_WORD = 6  # letters below which a word is not parted


@dataclass(slots=True)
class SetLine:
    """`turned` is whether it goes on with what didn't fit into the line above."""

    words: list[SetWord]
    width: float
    turned: bool = False


def break_lines(
    words: list[SetWord],
    width: float,
    style: TextStyle,
    language: str,
    *,
    balance: bool = False,
    hanging: float = 0.0,
) -> list[SetLine]:
    """Lines of at most `width`, in the unit of the words; a word that is wider stands alone and is
    parted by force. Lines that go on others are shorter by `hanging`."""
    lines = _fill(words, width, style, language, hanging)
    if len(lines) > 1:
        if balance:
            return _balanced(words, lines, width, style)
        _lengthen_last_line(lines, width)
    return lines


def _fill(
    words: list[SetWord], whole: float, style: TextStyle, language: str, hanging: float = 0.0
) -> list[SetLine]:
    lines: list[SetLine] = []
    width = whole
    line = SetLine([], 0.0)
    queue = words[::-1]
    tolerance = width * _ROUNDING
    look: GlyphStyle | None = None
    space = 0.0  # wide in that look
    while queue:
        word = queue.pop()
        if word.breaks and line.words:
            lines.append(line)
            line = SetLine([], 0.0)
            if width != whole:
                width, tolerance = whole, whole * _ROUNDING
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
            alone = not line.words
            parts = _hyphenate(word, room, style, language) or (
                _part_somewhere(word, room, language) if alone else None
            )
            if parts:
                head, tail = parts
                line.words.append(head)
                line.width += gap + head.width
                queue.append(tail)
                lines.append(line)
                line = SetLine([], 0.0, True)
                width, tolerance = whole - hanging, (whole - hanging) * _ROUNDING
                continue
        if line.words:
            lines.append(line)
            line = SetLine([], 0.0, True)
            queue.append(word)
        else:
            head, rest = _part_by_force(word, width)
            lines.append(SetLine([head], head.width, line.turned))
            line.turned = True
            if rest is not None:
                queue.append(rest)
        width, tolerance = whole - hanging, (whole - hanging) * _ROUNDING
    if line.words:
        lines.append(line)
    return lines


def _hyphenate(
    word: SetWord, room: float, style: TextStyle, language: str
) -> tuple[SetWord, SetWord] | None:
    if len(word.parts) != 1 or word.parts[0].rule:
        return None
    part = word.parts[0]
    core = part.text.strip("“”„‚‘’\"'()[]«».,;:!?…")
    if len(core) < _SHORTEST_WORD or not core.isalpha():
        return None
    return _part_at(word, 0, part.text.index(core), core, room, language)


def _part_somewhere(word: SetWord, room: float, language: str) -> tuple[SetWord, SetWord] | None:
    """Parts a word that no line holds, at the last place where the language parts any stretch of its
    letters: `1. mobilization` as well as `(Kriegswirtschaft)-` in two looks."""
    for index in range(len(word.parts) - 1, -1, -1):
        part = word.parts[index]
        for stretch in reversed(list(LETTERS.finditer(part.text))):
            found = _part_at(word, index, stretch.start(), stretch[0], room, language)
            if found is not None:
                return found
    return None


def _part_at(
    word: SetWord, index: int, start: int, letters: str, room: float, language: str
) -> tuple[SetWord, SetWord] | None:
    """The word parted in these letters of one of its parts, as late as there is room."""
    # Imported here: patterns are read only where a word is to be parted.
    from lessonpress.layout.hyphenation import hyphenator

    part, before = word.parts[index], word.parts[:index]
    find = hyphenator(part.look.language or language)
    if find is None:
        return None
    hyphen = _soft_hyphen(part)
    taken = sum([one.width for one in before])
    for position in reversed(find(letters)):
        head = make_part(part.look, part.text[: start + position])
        width = taken + head.width + hyphen.width
        if width <= room:
            tail = make_part(part.look, part.text[start + position :])
            rest = [tail, *word.parts[index + 1 :]]
            first = SetWord([*before, head, hyphen], width, word.space)
            return first, SetWord(rest, sum([one.width for one in rest]), None)
    return None


def _soft_hyphen(part: WordPart) -> WordPart:
    drawn = make_part(part.look, "-")
    return WordPart(
        drawn.look, HYPHEN, drawn.array, drawn.glyphs, drawn.width, soft=True, actual=HYPHEN
    )


def _part_by_force(word: SetWord, width: float) -> tuple[SetWord, SetWord | None]:
    """As much of a word as the width takes; only a word wider than the measure comes here."""
    taken: list[WordPart] = []
    used = 0.0
    for index, part in enumerate(word.parts):
        if used + part.width <= width:
            taken.append(part)
            used += part.width
            continue
        rest = word.parts[index + 1 :]
        if part.rule:
            if not taken:  # a blank as wide as the measure will do
                short = WordPart(part.look, "", "", (), width, rule=True)
                return SetWord([short], width, word.space), _rest_of(rest)
            return SetWord(taken, used, word.space), _rest_of([part, *rest])
        count = len(part.text)
        head, room = part, width - used
        # Letters on both sides of the break ask for a hyphen, which takes room.
        hyphen = _soft_hyphen(part) if LETTERS.search(part.text) else None
        if hyphen is not None and room - hyphen.width > part.look.size:
            room -= hyphen.width
        else:
            hyphen = None
        while count > 1 and head.width > room:
            count = max(1, min(count - 1, int(count * room / max(head.width, 1))))
            head = make_part(part.look, part.text[:count])
        if head.width > room and taken:
            return SetWord(taken, used, word.space), _rest_of([part, *rest])
        tail = [make_part(part.look, part.text[count:])] if part.text[count:] else []
        new = [head]
        if hyphen is not None and tail and part.text[count - 1 : count + 1].isalpha():
            new.append(hyphen)
        used += sum([one.width for one in new])
        return SetWord([*taken, *new], used, word.space), _rest_of([*tail, *rest])
    return SetWord(taken, used, word.space), None


def _rest_of(parts: list[WordPart]) -> SetWord | None:
    return SetWord(parts, sum(part.width for part in parts), None) if parts else None


def _lengthen_last_line(lines: list[SetLine], width: float) -> None:
    last, previous = lines[-1], lines[-2]
    if len(last.words) != 1 or last.width > _SHORT_END * width or len(previous.words) < 4:
        return
    if last.words[0].space is None or last.words[0].breaks:  # the tail of a word, or a line apart
        return
    mover = previous.words[-1]
    if mover.parts[-1].soft or mover.space is None:
        return
    previous.words.pop()
    previous.width -= mover.width + space_width(mover.space)
    last.width += mover.width + space_width(last.words[0].space)
    last.words.insert(0, mover)


def _balanced(
    words: list[SetWord], lines: list[SetLine], width: float, style: TextStyle
) -> list[SetLine]:
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
