"""Pieces: what a DOCX says, a paragraph each, as an editor sees it. Knows no file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lessonpress.document.printed_marks import COUNTS_BEFORE, COUNTS_BEHIND
from lessonpress.richtext import Script

#: Stands where something is to be filled in.
GAP = "\ufffc"
# What says nothing: places where a word may be parted, marks of direction, signs of a font of signs.
_INVISIBLE = re.compile("[\uf000-\uf0ff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Boxes and circles to tick, as they are left where a program took the control around them away.
_TICKS = re.compile("[\u2610-\u2612\u25cb\u25c9\u25cf]")
# Gaps as they are left without a control: underlined spaces and tabs.
_BARE_GAP = re.compile(r"[\u00a0_\t]{3,}|(?:\u00a0| ){6,}|_{3,}")
_GAPS = re.compile(rf"[\s\u00a0]*{GAP}[\s\u00a0{GAP}]*")
_TOKEN = re.compile(rf"{GAP}|[^\W_]+|[\s\u00a0]+|.", re.DOTALL)
_ALIKE = (
    dict.fromkeys("\u2010\u2011", "-") | dict.fromkeys("‘’‚‛'´", "'") | dict.fromkeys('“”„‟"', '"')
)
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


class Look(NamedTuple):
    """How letters look, so far as Markdown can say it."""

    strong: bool = False
    emphasis: bool = False
    script: Script | None = None
    href: str | None = None


PLAIN = Look()


class Stretch(NamedTuple):
    """Letters of one look."""

    text: str
    look: Look = PLAIN


class Token(NamedTuple):
    """A word, a mark, or white space. Two are the same where `said` and `look` are; `text` is as it stands."""

    said: str
    look: Look
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody noted beside a text."""

    author: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A change that was tracked. `kind` is `added`, `removed` or `moved`."""

    author: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph that says something.

    `names` are the ids of the blocks that it begins, the outermost first; `style` is what its style is called.
    `row` counts the rows of tables and `cell` the cells of all, None outside of tables. `rest` is how a tracked
    change or a comment is told of.
    """

    stretches: tuple[Stretch, ...]
    names: tuple[str, ...] = ()
    style: str = ""
    row: int | None = None
    cell: int | None = None
    comments: tuple[Comment, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """The id of the block that it is of; "" where it has none."""
        return self.names[-1] if self.names else ""

    @property
    def text(self) -> str:
        """What it says, with one space for every run of white space; gaps are left out."""
        said = "".join(one.text for one in self.stretches).replace(GAP, " … ")
        return _SPACES.sub(" ", said).strip()

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(tokens_of(self.stretches))

    @property
    def said(self) -> tuple[tuple[str, Look], ...]:
        """What is compared: words and marks with their looks, and where there is space between."""
        return tuple((one.said, one.look) for one in self.tokens)

    @property
    def words(self) -> str:
        """What is compared where looks don't count."""
        return "".join(one.said for one in self.tokens)


def piece_of(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches of a paragraph as they are compared: without what can't be seen, alike ones joined,
    nothing but text at the ends."""
    joined: list[Stretch] = []
    for one in stretches:
        text = unicodedata.normalize("NFC", _TICKS.sub("", _INVISIBLE.sub("", one.text)))
        look = PLAIN if GAP in text and not text.strip(f"{GAP} \t\u00a0") else one.look
        if not text:
            continue
        if joined and joined[-1].look == look:
            joined[-1] = Stretch(joined[-1].text + text, look)
        else:
            joined.append(Stretch(text, look))
    joined = [replace_gaps(one) for one in without_counts(joined)]
    while joined and not joined[0].text.strip(f"{GAP} \t\n\u00a0"):
        joined.pop(0)
    while joined and not joined[-1].text.strip(f"{GAP} \t\n\u00a0"):
        joined.pop()
    if joined:
        joined[0] = joined[0]._replace(text=joined[0].text.lstrip(f"{GAP} \t\n\u00a0"))
        joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip(f"{GAP} \t\n\u00a0"))
    return tuple(joined)


def without_counts(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Without the number of a paragraph before it, and what a question is worth behind it."""
    text = "".join(one.text for one in stretches)
    before, behind = COUNTS_BEFORE.match(text), COUNTS_BEHIND.search(text)
    start = before.end() if before else 0
    stop = behind.start() if behind else len(text)
    kept: list[Stretch] = []
    at = 0
    for one in stretches:
        part = one.text[max(0, start - at) : max(0, stop - at)]
        at += len(one.text)
        if part:
            kept.append(one._replace(text=part))
    return kept


def replace_gaps(one: Stretch) -> Stretch:
    """With one mark for each gap, whether a control is left of it or not, and a space around it."""
    text = _BARE_GAP.sub(GAP, one.text)
    return one._replace(text=_GAPS.sub(f" {GAP} ", text)) if GAP in text else one


def tokens_of(stretches: Iterable[Stretch]) -> Iterator[Token]:
    """Space is of no look: nobody sees it."""
    for stretch in stretches:
        for text in _TOKEN.findall(stretch.text):
            if text[0].isspace() or text[0] == "\u00a0":
                yield Token("\n" if "\n" in text else " ", PLAIN, text)
            else:
                yield Token(alike(text), PLAIN if text == GAP else stretch.look, text)


def alike(text: str) -> str:
    """What is compared of a word or mark: quotation marks are set as the language has them, whichever were
    typed, and a hyphen that forbids a line break says a hyphen."""
    return _ALIKE.get(text, text)


def evened(piece: Piece, usual: Piece) -> Piece:
    """The piece without looks that all of its letters have, where `usual` hasn't: what a program, or a style,
    laid over a whole paragraph is no emphasis."""
    shown = [one.look for one in piece.tokens if one.said not in (" ", GAP)]
    usually = {one.look for one in usual.tokens if one.said not in (" ", GAP)}
    laid_over = [
        bool(shown) and all(one) and not all(usual_ones)
        for one, usual_ones in (
            ([look.strong for look in shown], [look.strong for look in usually]),
            ([look.emphasis for look in shown], [look.emphasis for look in usually]),
        )
    ]
    if not any(laid_over):
        return piece

    def even(look: Look) -> Look:
        return look._replace(
            strong=look.strong and not laid_over[0], emphasis=look.emphasis and not laid_over[1]
        )

    stretches = (one._replace(look=even(one.look)) for one in piece.stretches)
    return replace(piece, stretches=piece_of(stretches))


def without_laid_over(piece: Piece) -> Piece:
    """The piece without emphasis that all of its letters have: it is how paragraphs look there."""
    plain = Piece(tuple(one._replace(look=PLAIN) for one in piece.stretches))
    return evened(piece, plain)
