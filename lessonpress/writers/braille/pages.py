"""Pages: lines of braille on pages of 40 cells by 25 lines, with the numbers of both kinds of pages.

After BANA's *Braille Formats: Principles of Print-to-Braille Transcription* (2016), 1.10 to 1.13 (page numbers and page changes), 1.8 (running
heads) and 4 (headings).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from lessonpress.writers.braille.cells import SPACE

WIDTH, DEPTH = 40, 25
_TEXT = DEPTH - 2  # lines between the running head and the number of the braille page
_DASH = "⠤"  # dots 36: a page of the print begins
_GAP = 3  # cells between a running head and the number beside it
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Piece:
    """Lines that belong together, with as many empty ones `before` and `after` them, of which the larger counts where
    two meet. With `keep`, what follows begins on the same page. `page` is the number of the paper's page that begins with
    them, `fresh` whether they begin a page of braille."""

    lines: Sequence[str]
    before: int = 0
    after: int = 0
    keep: bool = False
    page: int | None = None
    fresh: bool = False


@dataclass(slots=True)
class _Sheet:
    number: str  # of the paper's page, at its top
    lines: list[str] = field(default_factory=list)


class Pages:
    """Puts pieces on pages. `numbered` writes a number, or a letter and a number, in cells."""

    def __init__(self, head: str, numbered: Callable[[str], str]) -> None:
        self._head = head
        self._numbered = numbered
        self._page, self._times = 1, 0  # the paper's page, and how many of braille have begun in it
        self._sheets: list[_Sheet] = []

    def lay_out(self, pieces: Iterable[Piece]) -> list[list[str]]:
        """The lines of each page, all of them."""
        waiting: list[Piece] = []
        below = 0
        for piece in pieces:
            waiting.append(piece)
            if not piece.keep:
                below = self._place(waiting, below)
                waiting = []
        self._place(waiting, below)
        if not self._sheets:
            self._turn()
        return [self._finished(sheet, count) for count, sheet in enumerate(self._sheets, start=1)]

    def _place(self, group: Sequence[Piece], below: int) -> int:
        """Places pieces that keep together; yields the empty lines that are wanted after them."""
        if not group:
            return below
        first, last = group[0], group[-1]
        heads = sum(len(one.lines) + max(one.before, one.after) for one in group[:-1])
        # Of what goes on from page to page, two lines stay with a heading.
        needed = heads + min(len(last.lines), 2 if heads else 1)
        gap = max(below, first.before)
        wanted = gap + needed + (first.page is not None)
        if first.fresh or not self._sheets or self._room() < wanted:
            self._turn_for(first.page)
        elif first.page is not None:
            self._change(first.page)
        for count, piece in enumerate(group):
            if count:
                gap = max(below, piece.before)
                if piece.page is not None:
                    self._change(piece.page)
            self._add([""] * gap if self._lines() else [])
            self._add(piece.lines)
            below = piece.after
        return below

    def _turn_for(self, page: int | None) -> None:
        """Begins a page of braille, unless one has just begun; with it one of the paper, if any does."""
        if page is not None:
            self._begin(page)
        if not self._sheets or self._lines():
            self._turn()
        elif page is not None:
            self._sheets[-1].number = self._number()

    def _begin(self, page: int) -> None:
        self._page, self._times = page, 0

    def _change(self, page: int) -> None:
        """A page of the paper begins in the midst of one of braille: a line of dashes with its number, unless nothing
        would stand before it or after it."""
        if not self._lines() or self._room() < 2:
            self._turn_for(page)
            return
        self._begin(page)
        self._times = 1
        number = self._numbered(str(page))
        self._add([_DASH * (WIDTH - len(number)) + number])

    def _turn(self) -> None:
        self._sheets.append(_Sheet(self._number()))

    def _number(self) -> str:
        """The page of the paper at the head: its number, from the second page of braille with a letter."""
        times, self._times = self._times, self._times + 1
        letter = ""
        while times:
            times, place = divmod(times - 1, len(_LETTERS))
            letter = _LETTERS[place] + letter
        return self._numbered(f"{letter}{self._page}")

    def _lines(self) -> list[str]:
        return self._sheets[-1].lines

    def _room(self) -> int:
        return _TEXT - len(self._lines())

    def _add(self, lines: Sequence[str]) -> None:
        for line in lines:
            if self._room() < 1:
                self._turn()
                if not line:
                    continue
            self._lines().append(line)

    def _finished(self, sheet: _Sheet, count: int) -> list[str]:
        room = WIDTH - 2 * (len(sheet.number) + _GAP)
        head = _shortened(self._head, room)
        left = (WIDTH - len(head)) // 2
        top = SPACE * left + head
        top += SPACE * (WIDTH - len(top) - len(sheet.number)) + sheet.number
        lines = sheet.lines + [""] * (_TEXT - len(sheet.lines))
        number = self._numbered(str(count))
        return [top, *lines, SPACE * (WIDTH - len(number)) + number]


def _shortened(cells: str, width: int) -> str:
    """As many words as there is room for."""
    line = ""
    for word in filter(None, cells.split(SPACE)):
        joined = f"{line}{SPACE}{word}" if line else word
        if len(joined) > width:
            break
        line = joined
    return line
