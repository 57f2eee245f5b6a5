"""Lines: words broken to a width. Knows styles, no page.

Text is set ragged right by filling each line in turn. A word is hyphenated only where the rest of
the line would otherwise stay visibly empty; a last line of one short word takes company from the
line before; headings are balanced instead.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from lessonpress.layout.scripts import needs_care
from lessonpress.layout.text_width import ADDRESS, LETTERS
from lessonpress.layout.theme import TextStyle
from lessonpress.writers.pdf.inline.parts import (
    GlyphStyle,
    SetWord,
    WordPart,
    part_again,
    space_width,
)

HYPHEN = "\u00ad"

_NO_BREAK = "\u00a0"
_RAGGED = 0.14  # share of the measure that may stay empty before a word is hyphenated
_SHORT_END = 0.12  # share of the measure below which a lone last word is not left alone
_ROUNDING = 1.00002  # how much wider than the measure a line may come out
_SHORTEST_WORD = 6  # letters below which a word is not parted

_NOTHING = SetWord([], 0.0, None)


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
            parts = None
            if word.space is not None or not _is_address(word, [*lines, line]):
                parts = _hyphenate(word, room, style, language)
            if parts is None and not line.words and not _is_address(word, lines):
                parts = _part_somewhere(word, room, language)
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
            head, rest = _part_by_force(word, width, hyphens=not _is_address(word, lines))
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
    part = word.parts[0]
    if part.level % 2:
        return None
    # Behind `v` and a no-break space stands the word.
    start = part.text.rfind(_NO_BREAK) + 1
    core = part.text[start:].strip("“”„‚‘’\"'()[]«».,;:!?…")
    if len(core) < _SHORTEST_WORD or not core.isalpha() or needs_care(core):
        return None
    return _part_at(word, 0, part.text.index(core, start), core, room, language)


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
        [head] = part_again(part, part.text[: start + position])
        width = taken + head.width + hyphen.width
        if width <= room:
            [tail] = part_again(part, part.text[start + position :])
            first = replace(word, parts=[*before, head, hyphen], width=width, breaks=False)
            rest = [tail, *word.parts[index + 1 :]]
            width = sum([one.width for one in rest])
            return first, SetWord(rest, width, None, turned=word.turned)
    return None


def _is_address(word: SetWord, lines: list[SetLine]) -> bool:
    """Whether a word looks like an address, or goes on with one that the lines before end with: a
    hyphen would be taken for a part of it."""
    text = _text_of(word)
    before = (one for line in reversed(lines) for one in reversed(line.words))
    while word.space is None and (word := next(before, _NOTHING)) is not _NOTHING:
        text = _text_of(word) + text
    return ADDRESS.search(text) is not None


def _text_of(word: SetWord) -> str:
    return "".join([part.text for part in word.parts])


def _soft_hyphen(part: WordPart) -> WordPart:
    [drawn] = part_again(part, "-")
    return replace(drawn, text=HYPHEN, soft=True, actual=HYPHEN)


def _part_by_force(word: SetWord, width: float, *, hyphens: bool) -> tuple[SetWord, SetWord | None]:
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
                short = replace(part, width=width)
                return _start_of([short], word), _rest_of(rest, word)
            return _start_of(taken, word), _rest_of([part, *rest], word)
        count, head, wide = len(part.text), [part], part.width
        room = width - used
        # Letters on both sides of the break ask for a hyphen, which takes room.
        hyphen = None
        if hyphens and LETTERS.search(part.text):
            hyphen = _soft_hyphen(part)
        if hyphen is not None and room - hyphen.width > part.look.size:
            room -= hyphen.width
        else:
            hyphen = None
        while count > 1 and wide > room:
            shorter = max(1, min(count - 1, int(count * room / max(wide, 1))))
            count = _before_marks(part.text, shorter)
            head = part_again(part, part.text[:count])
            wide = sum(one.width for one in head)
        if wide > room and taken:
            return _start_of(taken, word), _rest_of([part, *rest], word)
        tail = part_again(part, part.text[count:]) if part.text[count:] else []
        if hyphen is not None and tail and part.text[count - 1 : count + 1].isalpha():
            head = [*head, hyphen]
        return _start_of([*taken, *head], word), _rest_of([*tail, *rest], word)
    return _start_of(taken, word), None


def _before_marks(text: str, count: int) -> int:
    """A place near `count` where no mark is torn from its letter."""
    while count > 1 and unicodedata.category(text[count]).startswith("M"):
        count -= 1
    return count


def _start_of(parts: list[WordPart], word: SetWord) -> SetWord:
    return replace(word, parts=parts, width=sum(part.width for part in parts), breaks=False)


def _rest_of(parts: list[WordPart], word: SetWord) -> SetWord | None:
    if not parts:
        return None
    return SetWord(parts, sum(part.width for part in parts), None, turned=word.turned)


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
