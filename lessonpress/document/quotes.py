"""Straight quotation marks and apostrophes -> the language's own, as text becomes runs.

Which marks open and which close is found out as CommonMark finds it out for emphasis, and they are
paired as markdown-it's rule `smartquotes` does it; that rule itself knows one language, no quotations within
others of the same kind, and no text that is in pieces. Here it goes across emphasis, links and blanks.
What was typed as “ ” « » stays, but for what stands within a `q`, whose own marks come around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lessonpress.document.blocks import Blank, Inline
from lessonpress.document.inlines import PLAIN, Piece, set_runs
from lessonpress.document.spaces import bind_words
from lessonpress.words.quotes import APOSTROPHE, QuotationMarks, quotation_marks

#: Where a `q` begins and ends. Unicode keeps these code points out of all text (chapter 23.7).
OPENS, CLOSES = "\ufdd4", "\ufdd5"

_BETWEEN_LETTERS = re.compile(r"(?<=[^\W_])'(?=[^\W\d_])")
_TOKENS = re.compile(f"[\"'“”„«»‘’‚‹›{OPENS}{CLOSES}]")
# `rock 'n' roll` has two apostrophes, and these have one: they open no quotation.
_AND = re.compile(r"'[nN]'")
_ELISIONS = re.compile(
    r"'(?:\d\d(?![\d'])|(?:tis|twas|twere|twill|twould|em|til|bout|cept|neath|nuff|n|t|s)\b(?!'))",
    re.IGNORECASE,
)
_FEET = re.compile(r"\d'\s?\d+(?:[.,]\d+)?$")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"]*[^\s\"'.,;:!?)]")
_SPACE_INSIDE = " \u00a0\u202f"
_EDITABLE = re.compile(f"{_TOKENS.pattern}|[{_SPACE_INSIDE}]")
# What parts a list that is set in one line, such as a word bank: no quotation goes across it.
_PARTS = re.compile(r"\s·\s")

Kind = Literal['"', "'"]


@dataclass(slots=True)
class _Quotation:
    """Where one begins and ends in the text; None where it does so elsewhere, or not at all.

    A side that is `own` is the author's, and stays. `of_markup` is a `q`.
    """

    kind: Kind
    start: int | None
    stop: int | None = None
    own_start: bool = False
    own_stop: bool = False
    of_markup: bool = False


def set_quotes(
    pieces: Sequence[Piece], language: str, *, as_written: bool = False
) -> Sequence[Piece]:
    """The pieces with quotation marks and apostrophes as their languages have them; `language` (BCP 47) is
    that of pieces that name none. With `as_written`, only a `q` has its marks set."""
    texts = [one[0] for one in pieces if isinstance(one, tuple)]
    doubles = any('"' in text or OPENS in text for text in texts)
    if not doubles and not any("'" in text for text in texts):
        return pieces
    if not doubles and (plain := _with_apostrophes(pieces, language)) is not None:
        return pieces if as_written else plain
    text = "".join(
        one[0] if isinstance(one, tuple) else "x" if isinstance(one, Blank) else "\n"
        for one in pieces
    )
    edits = _Marking(text, list(_languages(pieces, language)), as_written).edits()
    changed: list[Piece] = []
    position = 0
    for piece in pieces:
        if isinstance(piece, tuple):
            changed.append((_edited(piece[0], position, edits), piece[1]))
            position += len(piece[0])
        else:
            changed.append(piece)
            position += 1
    return changed


def _with_apostrophes(pieces: Sequence[Piece], language: str) -> Sequence[Piece] | None:
    """The pieces, where there is nothing but apostrophes between letters, as mostly; else None."""
    changed: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, tuple) and "'" in piece[0]:
            text = _BETWEEN_LETTERS.sub(APOSTROPHE, piece[0])
            own = piece[1].lang or language
            if "'" in text or "//" in text or "www." in text or quotation_marks(own) is None:
                return None
            changed.append((text, piece[1]))
        else:
            changed.append(piece)
    return changed


def _edited(text: str, position: int, edits: Mapping[int, str]) -> str:
    """A piece that begins at this position with what was changed in it."""
    parts: list[str] = []
    done = 0
    for match in _EDITABLE.finditer(text):
        at = match.start()
        if (new := edits.get(position + at)) is not None:
            parts += (text[done:at], new)
            done = at + 1
    return "".join((*parts, text[done:]))


def set_quotes_in(text: str, language: str, *, as_written: bool = False) -> str:
    """The same for text that has no pieces, such as a title."""
    if as_written:
        return text
    [piece] = set_quotes([(text, PLAIN)], language)
    return piece[0] if isinstance(piece, tuple) else text


class Quotes:
    """How a document's text becomes runs, and its attributes text."""

    def __init__(self, language: str, *, as_written: bool) -> None:
        self._language = language
        self._as_written = as_written

    def runs(self, pieces: Sequence[Piece]) -> tuple[Inline, ...]:
        """The pieces as runs, with the quotation marks and the no-break spaces of their languages."""
        runs = set_runs(set_quotes(pieces, self._language, as_written=self._as_written))
        return bind_words(runs, self._language)

    def text(self, text: str | None) -> str:
        """An attribute's text; "" where it isn't there."""
        return set_quotes_in(text or "", self._language, as_written=self._as_written)


def _languages(pieces: Sequence[Piece], language: str) -> Iterator[tuple[int, str]]:
    """Where a stretch of one language ends, and which it is."""
    position = 0
    for piece in pieces:
        own = language
        if isinstance(piece, tuple):
            position += len(piece[0])
            own = piece[1].lang or language
        else:
            position += 1
        yield position, own


class _Marking:
    """One paragraph's quotation marks: first which belong together, then how they are set."""

    def __init__(self, text: str, languages: list[tuple[int, str]], as_written: bool) -> None:
        self._text = text
        self._languages = languages
        self._as_written = as_written
        self._found: list[_Quotation] = []
        self._open: list[_Quotation] = []
        self._edits: dict[int, str] = {}
        self._marks = [quotation_marks(own) for _, own in languages]

    def edits(self) -> dict[int, str]:
        """What stands in the place of which character."""
        addresses = [match.span() for match in _ADDRESS.finditer(self._text)]
        parts = [match.start() for match in _PARTS.finditer(self._text)]
        for match in _TOKENS.finditer(self._text):
            at = match.start()
            while parts and parts[0] < at:
                parts.pop(0)
                self._open = [one for one in self._open if one.of_markup]
            if not any(start <= at < stop for start, stop in addresses):
                self._take(at, match[0])
        for one in self._found:
            if one.kind == "'" and one.stop is None and one.start is not None and not one.own_start:
                self._edits[one.start] = APOSTROPHE
        self._set()
        return self._edits

    # --- which belong together ---------------------------------------------------------------------

    def _take(self, at: int, sign: str) -> None:
        marks = self._marks_at(at)
        if sign == OPENS:
            self._begin(_Quotation('"', at, of_markup=True))
        elif sign == CLOSES:
            while self._open and not self._open[-1].of_markup:
                self._open.pop()
            if self._open:
                self._open.pop().stop = at
        elif self._as_written or marks is None:
            return
        elif sign == '"':
            self._take_double(at, marks)
        elif sign == "'":
            self._take_single(at)
        else:
            self._take_typographic(at, sign, marks)

    def _take_double(self, at: int, marks: QuotationMarks) -> None:
        opens, closes = self._sides(at)
        before = self._text[at - 1 : at]
        if before.isdigit() and self._is_inches(at):
            return
        if not opens and not closes and marks.opening.endswith("\u202f"):
            # `" bonjour "`, as French is typed: it opens and closes in turn.
            closes = self._last('"') is not None
            opens = not closes and self._text[at + 1 : at + 2] in (" ", "\u00a0")
        ends_sentence = before in (".", "!", "?", "…")  # `"Why?"And` lacks a space
        if (closes or ends_sentence) and self._end('"', at):
            return
        if opens:
            self._begin(_Quotation('"', at))
        elif closes:  # it began in another paragraph
            self._found.append(_Quotation('"', None, at))

    def _is_inches(self, at: int) -> bool:
        if _FEET.search(self._text, 0, at) or self._last('"') is None:
            return True
        # The next one closes too: this one doesn't.
        following = self._text.find('"', at + 1)
        return following > 0 and self._sides(following) == (False, True)

    def _take_single(self, at: int) -> None:
        before, after = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        if before.isdigit() and not after.isalpha() and self._last("'") is None:
            return  # feet, minutes
        if before.isdigit() and after.isdigit():
            return
        if _AND.match(self._text, at) or _AND.match(self._text, at - 2):
            self._edits[at] = APOSTROPHE
            return
        if before.isalnum() and after.isalpha():
            self._edits[at] = APOSTROPHE
            return
        opens, closes = self._sides(at)
        if not before.isalnum() and _ELISIONS.match(self._text, at):
            self._edits[at] = APOSTROPHE
        elif closes and self._end("'", at):
            return
        elif opens:
            self._begin(_Quotation("'", at))
        elif closes:
            self._edits[at] = APOSTROPHE

    def _take_typographic(self, at: int, sign: str, marks: QuotationMarks) -> None:
        """What an author typed as it is to be printed: it is another's pair, or goes around others."""
        kind: Kind = '"' if sign in "“”„«»" else "'"
        own = {mark.strip(_SPACE_INSIDE) for mark in marks.at(1 if kind == '"' else 2)}
        first = marks.at(1 if kind == '"' else 2)[0].strip(_SPACE_INSIDE)
        last = marks.at(1 if kind == '"' else 2)[1].strip(_SPACE_INSIDE)
        if sign in own and first != last:
            opens = sign == first
        elif sign in "„«‚‹":
            opens = True
        elif sign in "»›":
            opens = False
        else:
            opens = self._sides(at)[0]
        if opens:
            self._begin(_Quotation(kind, at, own_start=not self._within_markup()))
        else:
            self._end(kind, at, own=not self._within_markup())

    def _within_markup(self) -> bool:
        return any(one.of_markup for one in self._open)

    def _begin(self, quotation: _Quotation) -> None:
        self._open.append(quotation)
        self._found.append(quotation)

    def _last(self, kind: Kind) -> _Quotation | None:
        """What is open and would be closed; a single mark closes nothing around a double one."""
        for one in reversed(self._open):
            if one.of_markup:
                return None
            if one.kind == kind:
                return one
            if kind == "'":
                return None
        return None

    def _end(self, kind: Kind, at: int, *, own: bool = False) -> bool:
        last = self._last(kind)
        if last is None:
            return False
        while self._open.pop() is not last:
            pass
        last.stop, last.own_stop = at, own
        return True

    def _sides(self, at: int) -> tuple[bool, bool]:
        """Whether a mark can open and whether it can close, by what stands on either side."""
        before = self._text[at - 1] if at else " "
        after = self._text[at + 1] if at + 1 < len(self._text) else " "
        blank_before, blank_after = before.isspace(), after.isspace()
        sign_before, sign_after = _is_sign(before), _is_sign(after)
        opens = not blank_after and (not sign_after or blank_before or sign_before)
        closes = not blank_before and (not sign_before or blank_after or sign_after)
        if opens and closes:
            return sign_before, sign_after
        return opens, closes

    # --- how they are set --------------------------------------------------------------------------

    def _set(self) -> None:
        """Sets each quotation: one within another has the other pair."""
        # Of each that is around: where it ends, its level, whether both its marks are set here.
        outer: list[tuple[int, int, bool]] = []
        ordered = sorted(self._found, key=lambda one: -1 if one.start is None else one.start)
        for one in ordered:
            if one.stop is None and one.kind == "'":
                continue
            start = 0 if one.start is None else one.start
            while outer and outer[-1][0] < start:
                outer.pop()
            around = outer[-1][1] if outer else 0
            usual = 1 if one.kind == '"' else 2
            level = 3 - usual if around == usual else usual
            if level != usual and outer[-1][2]:  # in one that was typed straight: typed anyhow
                one.own_start = one.own_stop = False
            whole = not (one.own_start or one.own_stop or one.start is None or one.stop is None)
            outer.append((len(self._text) if one.stop is None else one.stop, level, whole))
            self._set_one(one, level)

    def _set_one(self, one: _Quotation, level: int) -> None:
        marks = self._marks_at(one.stop or 0 if one.start is None else one.start)
        if marks is None:
            if not one.of_markup:
                return
            marks = QuotationMarks('"', '"', "'", "'")
        opening, closing = marks.at(level)
        if one.start is not None and not one.own_start:
            self._edits[one.start] = opening
            self._close_up(one.start + 1, opening, self._text[one.start] in "«‹")
        if one.stop is not None and not one.own_stop:
            self._edits[one.stop] = closing
            self._close_up(one.stop - 1, closing, self._text[one.stop] in "»›")

    def _close_up(self, at: int, mark: str, angled: bool) -> None:
        """Takes out the space that was typed inside a mark that brings its own, or that has none."""
        typed = self._text[at : at + 1]
        if typed and typed in _SPACE_INSIDE and (len(mark) > 1 or typed != " " or angled):
            self._edits[at] = ""

    def _marks_at(self, at: int) -> QuotationMarks | None:
        for (end, _), marks in zip(self._languages, self._marks, strict=True):
            if at < end:
                return marks
        return self._marks[-1]


def _is_sign(character: str) -> bool:
    return character in (OPENS, CLOSES) or unicodedata.category(character)[0] in "PS"
