"""Which way runs go. Knows no XML.

Word finds the order of letters by itself, but is told of each run whether it goes from right to left.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from lessonpress.document.blocks import Blank, LineBreak, Run
from lessonpress.layout.bidi import bidi_class, levels, paragraph_level
from lessonpress.layout.scripts import needs_care

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lessonpress.document.blocks import Inline

_OBJECT, _NEW_LINE = "\ufffc", "\u2028"
_RIGHT_TO_LEFT = ("R", "AL")
# By the level of a paragraph: what turns around it where it goes another way than its document. A mark
# does for letters that all go one way, and every word processor knows it.
_MARKS = ("\u200e", "\u200f")
_EMBEDDINGS = ("\u202a", "\u202b")
_POP = "\u202c"


class Directions(NamedTuple):
    """Of each inline of a paragraph the pieces of its text, and whether they go from right to left.

    `before` and `after` stand around the paragraph's text where it goes another way than the document.
    """

    pieces: tuple[tuple[tuple[str, bool], ...], ...]
    before: str = ""
    after: str = ""


def set_apart(text: str, document: int) -> tuple[str, str]:
    """What to put before and after a text in a line of a document of that level."""
    base = paragraph_level(text, document)
    return (_MARKS[base], _MARKS[base]) if base != document else ("", "")


def find_directions(content: Sequence[Inline], document: int) -> Directions | None:
    """The directions in a paragraph of a document of that level; None where all goes from left to
    right."""
    if not document:
        for (
            inline
        ) in content:  # asked of every paragraph: nothing is called where letters are plain
            text = inline.text if isinstance(inline, Run) else _text_of(inline)
            if not text.isascii() and needs_care(text):
                break
        else:
            return None
    texts = [_text_of(inline) for inline in content]
    whole = "".join(texts)
    base = paragraph_level(whole, document)
    found = levels(whole, base)
    if not document and not any(found):
        return None
    pieces, start = [], 0
    for text in texts:
        end = start + len(text)
        pieces.append(tuple(_pieces(text, found[start:end])))
        start = end
    if base == document:
        return Directions(tuple(pieces))
    mixed = len({bidi_class(char) in _RIGHT_TO_LEFT for char in whole if _is_strong(char)}) > 1
    if mixed:
        return Directions(tuple(pieces), _EMBEDDINGS[base], _POP)
    return Directions(tuple(pieces), _MARKS[base], _MARKS[base])


def _pieces(text: str, found: Sequence[int]) -> list[tuple[str, bool]]:
    """The text cut where the direction changes. A number among letters that go from right to left stays
    with them: Word would take a run of its own for a word that goes the other way."""
    pieces: list[tuple[str, bool]] = []
    for level, places in groupby(range(len(text)), found.__getitem__):
        piece = "".join(text[place] for place in places)
        turned = level % 2 == 1 or (level > 0 and "L" not in map(bidi_class, piece))
        if pieces and pieces[-1][1] == turned:
            pieces[-1] = (pieces[-1][0] + piece, turned)
        else:
            pieces.append((piece, turned))
    return pieces


def _is_strong(character: str) -> bool:
    return bidi_class(character) in ("L", *_RIGHT_TO_LEFT)


def _text_of(inline: Inline) -> str:
    if isinstance(inline, Run):
        return inline.text
    if isinstance(inline, Blank):
        return inline.answer if inline.answer is not None else _OBJECT
    assert isinstance(inline, LineBreak)
    return _NEW_LINE
