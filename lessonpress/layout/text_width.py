"""How wide text is, roughly: letters by their own widths, without kerning. Sets nothing.

For what must be known before a writer sets a line, and be the same in every format: how wide columns
are, how much of a footer fits, where a word that is too long may be parted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import uharfbuzz

from lessonpress.document.blocks import Inline, Run
from lessonpress.layout.fonts import family_files
from lessonpress.layout.hyphenation import hyphenator
from lessonpress.layout.theme import TextStyle

SOFT_HYPHEN = "\u00ad"
# English as it is usually printed: its letters, spaces and stops in their usual numbers.
_SAMPLE = (
    "In October 1944, the army began its offensive to free the country. It was a large part of the"
    " war in the East, and people had waited for it since the spring of 1939."
)
# A letter's width in ems that hardly any text exceeds on the whole; bold, capitals and digits included.
_WIDE_LETTER = 0.8
_LONGEST_LINE = 400  # characters; no page is as wide
# What stays together in one line: it breaks at spaces, and after hyphens, dashes and slashes.
_UNITS = re.compile(r"[^ \t\n\-–—/]*[\-–—/]+|[^ \t\n\-–—/]+")
#: Six letters and more may be parted, of scripts that part words with a hyphen: Latin, Greek, Cyrillic
#: and Armenian.
LETTERS = re.compile(
    "[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u0556\u0560-\u0588\u1e00-\u1fff]{6,}"
)

#: What looks like an address: a hyphen in it would be taken for a part of it.
ADDRESS = re.compile(r"[^\W_][.@_][^\W_]")


def letter_width(style: TextStyle) -> float:
    """The usual width of a letter of running text in this style, in points."""
    return text_width(_SAMPLE, style) / len(_SAMPLE)


def text_width(text: str, style: TextStyle) -> float:
    """The width of a text in points. A letter that the family lacks counts as a usual one."""
    if style.uppercase:
        text = text.upper()
    widths = _face(style.font, style.bold, style.italic)
    whole = sum([widths[letter] for letter in text])
    spaces = style.word_spacing * text.count(" ") if style.word_spacing else 0.0
    return whole * style.size + style.tracking * len(text) + spaces


def longest_word(text: str, style: TextStyle, *, room: float) -> float:
    """The width in points of the widest word in a text; a rough one where it surely has `room`."""
    letter = style.size * _WIDE_LETTER + style.tracking
    # Nearly every text is done here; at the spaces of other kinds a line may break only where it must.
    if (most := max(map(len, text.split(" ")), default=0) * letter) <= room:
        return most
    words = _UNITS.findall(text)
    return max((text_width(word, style) for word in words), default=0.0)


def parted(text: str, style: TextStyle, language: str, room: float) -> str:
    """The text with soft hyphens in the words that are wider than `room` points: where the language
    parts them or, where that isn't known, wherever the room ends."""
    if longest_word(text, style, room=room) <= room:
        return text
    return _UNITS.sub(lambda unit: _part_unit(unit[0], style, language, room), text)


def part_words(
    content: tuple[Inline, ...], style: TextStyle, language: str, room: float
) -> tuple[Inline, ...]:
    """The content with soft hyphens in the words that are wider than `room` points."""
    if all(
        longest_word(one.text, style, room=room) <= room for one in content if isinstance(one, Run)
    ):
        return content
    return tuple(
        replace(one, text=parted(one.text, style, one.lang or language, room))
        if isinstance(one, Run)
        else one
        for one in content
    )


def _part_unit(unit: str, style: TextStyle, language: str, room: float) -> str:
    if ADDRESS.search(unit) or text_width(unit, style) <= room:
        return unit
    return LETTERS.sub(lambda word: _part_word(word[0], style, language, room), unit)


def _part_word(word: str, style: TextStyle, language: str, room: float) -> str:
    find = hyphenator(language)
    places: Sequence[int] = find(word) if find is not None else ()
    room -= text_width("-", style)
    if any(text_width(part, style) > room for part in _cut(word, places)):
        places = _forced_places(word, style, room)  # too long a syllable, or no patterns
    return SOFT_HYPHEN.join(_cut(word, places))


def _cut(word: str, places: Sequence[int]) -> list[str]:
    return [word[a:b] for a, b in zip([0, *places], [*places, len(word)], strict=True)]


def _forced_places(word: str, style: TextStyle, room: float) -> list[int]:
    places, start = [], 0
    for end in range(2, len(word) - 1):
        if end - start > 1 and text_width(word[start : end + 1], style) > room:
            places.append(end)
            start = end
    return places


def shortened(text: str, style: TextStyle, room: float, *, least: int = 0) -> str:
    """The text as far as it has room in one line, with an ellipsis for what is left out.

    What follows the last ` · ` says what kind of thing it is, and stays if it can: of `A long title ·
    Worksheet`, the title is shortened. Where less than `least` letters of it were left, it goes, and what would
    not fit even then.
    """
    text = text[:_LONGEST_LINE]
    if text_width(text, style) <= room:
        return text
    title, mark, kind = text.rpartition(" · ")
    tail = mark + kind
    if least:
        left = _as_much(title, style, room - text_width(tail, style)) if title else ""
        if len(left) >= least:
            return left + tail
        return kind if text_width(kind, style) <= room else ""
    if title and text_width(f"… {tail}", style) <= room * 0.85:
        return _as_much(title, style, room - text_width(tail, style)) + tail
    return _as_much(text, style, room)


def _as_much(text: str, style: TextStyle, room: float) -> str:
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        shown = " ".join(words).rstrip("·–—-:;,. ") + " …"
        if text_width(shown, style) <= room:
            return shown
    letters = words[0]
    while letters and text_width(f"{letters}…", style) > room:
        letters = letters[:-1]
    return f"{letters}…" if letters else ""


class _Widths(dict[str, float]):
    """The widths of one face's letters, in ems."""

    def __init__(self, path: str) -> None:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
        self._font = uharfbuzz.Font(face)
        self._em = face.upem

    def __missing__(self, letter: str) -> float:
        glyph = self._font.get_nominal_glyph(ord(letter)) or self._font.get_nominal_glyph(ord("n"))
        width = 0.0 if letter == SOFT_HYPHEN else self._font.get_glyph_h_advance(glyph) / self._em
        self[letter] = width
        return width


@cache
def _face(family: str, bold: bool, italic: bool) -> _Widths:
    return _Widths(str(family_files(family).file(bold=bold, italic=italic)))
