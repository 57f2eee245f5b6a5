"""Editing: one edited document brought home, step by step, each step tried on the desk.

First what was reworded, then what was taken out, put in and carried elsewhere. What was edited in the sources
since the document was printed stays: the marks in the file tell what it said then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lessonpress.document.printed_marks import printed_mark
from lessonpress.press.taking_back.desk import Desk, Tried
from lessonpress.press.taking_back.matching import (
    Match,
    is_reworded,
    match,
    moved,
    with_known_names,
    without_names,
)
from lessonpress.press.taking_back.pieces import GAP, Piece
from lessonpress.press.taking_back.report import Kind, Leftover
from lessonpress.press.taking_back.structure import Known, Step, additions, orders, removals
from lessonpress.problems import Problem

Steps = Callable[[Desk, Sequence[Piece], Match, Known], Iterator[Step]]
_ORDER_IS_ANSWER = (
    "The order in which it is written is the right answer; on the sheet it is shuffled."
)
_NOT_WRITTEN = (
    "Nothing in the lesson says it so: it is worked out, or what the program or the layout says."
)
_CONFLICT = "It was changed in its lesson, too, since the document was printed."


@dataclass(slots=True)
class Editing:
    """`edited` are the pieces of the document that came back; `untouched` those of them that are as they were
    printed, and `placed` counts what found its place, by its kind."""

    desk: Desk
    edited: tuple[Piece, ...]
    printed: frozenset[str]
    order: tuple[str, ...] = ()
    untouched: frozenset[int] = frozenset()
    placed: dict[Kind, int] = field(default_factory=dict)
    original: tuple[Piece, ...] = ()
    _why: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _conflicts: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, desk: Desk, edited: Sequence[Piece], marks: Sequence[str]) -> Editing:
        """`marks` are those of what was printed, in order; none where that isn't known."""
        known = with_known_names(edited, desk.pieces)
        editing = cls(desk, known, frozenset(marks), tuple(marks), original=desk.pieces)
        pairs = editing.match.pairs
        same = (to for at, to in pairs if not is_reworded(desk.pieces[at], known[to]))
        editing.untouched = frozenset(same)
        return editing

    @property
    def match(self) -> Match:
        return match(self.desk.pieces, self.edited)

    def run(self) -> tuple[Leftover, ...]:
        """Brings home what finds its place; yields what is left."""
        if self._is_as_printed():
            return ()
        self._reword()
        self._step("removed", removals)
        self._step("added", additions)
        if not self._keeps_printed_order():
            self._step("moved", orders)
        return tuple(self._leftovers())

    # --- what its editor did -----------------------------------------------------------------------

    def _is_as_printed(self) -> bool:
        found = self.match
        return (
            None not in found.became
            and None not in found.was
            and len(self.untouched) == len(self.edited)
            and not moved(found)
        )

    def was_printed(self, piece: Piece) -> bool:
        """Whether that was said when the document was printed; if nothing is known of it, of everything."""
        mark = _mark(piece)
        return not self.printed or not mark or mark in self.printed

    def _is_edit(self, at: int, to: int) -> bool:
        """Whether an editor reworded it, and not the lesson since."""
        printed, edited = self.desk.pieces[at], self.edited[to]
        if to in self.untouched or not is_reworded(printed, edited):
            return False
        if not self.printed or self.was_printed(printed):
            return True
        if not self.was_printed(edited):
            self._conflicts.add(edited.words)
        return False

    def _keeps_printed_order(self) -> bool:
        """Whether what stands elsewhere than in the lesson stands where it was printed; False where that can't be
        told."""
        if not self.printed:
            return False
        found, marks = self.match, [_mark(one) for one in self.edited]
        counts = Counter(marks)
        elsewhere = [found.became[at] for at in moved(found)]
        if any(to is None or not marks[to] or counts[marks[to]] > 1 for to in elsewhere):
            return False
        here = [mark for mark in marks if mark in self.printed and counts[mark] == 1]
        return here == [mark for mark in self.order if mark in set(here)]

    def was_carried(self, pieces: Collection[int]) -> bool:
        """Whether these printed pieces stand in another order among each other than they had when the editor
        began: what is shuffled anew because something else moved isn't the editor's doing."""
        words = {self.desk.pieces[at].words for at in pieces}
        counts = Counter(one.words for one in self.original)
        known = {one for one in words if counts[one] == 1}
        if known != words:
            return True
        before = [one.words for one in self.original if one.words in known]
        return before != [one.words for one in self.edited if one.words in known]

    def _stands_as_before(self, found: Match, at: int) -> bool:
        """Whether a piece still stands behind what it stood behind when the editor began."""
        to = found.became[at]
        pairs = {(one.words, other.words) for one, other in pairwise(self.original)}
        return (
            to is not None
            and to > 0
            and (self.edited[to - 1].words, self.edited[to].words) in pairs
        )

    # --- steps -------------------------------------------------------------------------------------

    def _reword(self) -> None:
        for at, to in list(self.match.pairs):
            if not self._is_edit(at, to):
                continue
            if self.desk.reword(at, self.edited[to]):
                self._count("reworded")
            else:
                self._why[self.edited[to].words] = _said(self.desk.refusals)

    def _step(self, kind: Kind, steps: Steps) -> None:
        """Tries steps of a kind until none of them brings the documents nearer to each other."""
        tried: set[str] = set()
        while self._one(kind, steps, tried):
            pass

    def _one(self, kind: Kind, steps: Steps, tried: set[str]) -> bool:
        found = self.match
        for step in steps(self.desk, self.edited, found, self):
            if step.name in tried:
                continue
            self.desk.refusals = ()
            texts = step.texts()
            done = None if texts is None else self.desk.try_(texts)
            why = (step.refused,) if step.refused else _said(self.desk.refusals)
            if done is not None and self._comes_nearer(step, found, done):
                if not step.shuffled or self.desk.keeps_answers(done):
                    self._accept(found, done)
                    self._count(kind, step.count)
                    return True
                why = (_ORDER_IS_ANSWER,)
            for words in step.words:
                self._why.setdefault(words, why)
            tried.add(step.name)
        return False

    def _comes_nearer(self, step: Step, found: Match, done: Tried) -> bool:
        pieces = done.printed.pieces
        if step.carries:
            return len(moved(self._relabelled(found, pieces)[1])) < len(moved(found))
        return step.fits(self.desk.pieces, pieces)

    def _accept(self, found: Match, done: Tried) -> None:
        self.edited, _ = self._relabelled(found, done.printed.pieces)
        self.desk.tried = done

    def _relabelled(self, found: Match, after: Sequence[Piece]) -> tuple[tuple[Piece, ...], Match]:
        """The edited pieces with the names that their like has by now: ids count what stands before."""
        carried = match(without_names(self.desk.pieces), without_names(after)).became
        nameless = without_names(self.edited)
        fresh = match(after, nameless)
        edited: list[Piece] = []
        for to, (piece, at) in enumerate(zip(nameless, found.was, strict=True)):
            now = fresh.was[to]
            if now is None and at is not None and (old := carried[at]) is not None:
                now = old if fresh.became[old] is None else None
            edited.append(piece if now is None else replace(piece, names=after[now].names))
        return tuple(edited), match(after, edited)

    def _count(self, kind: Kind, count: int = 1) -> None:
        self.placed[kind] = self.placed.get(kind, 0) + count

    # --- what is left ------------------------------------------------------------------------------

    def _leftovers(self) -> Iterator[Leftover]:
        found, pieces = self.match, self.desk.pieces
        for to, piece in enumerate(self.edited):
            at = found.was[to]
            if at is None:
                if not self.printed or not self.was_printed(piece):
                    yield self._left("added", "", piece)
            elif self._is_edit(at, to) or (
                is_reworded(pieces[at], piece) and piece.words in self._conflicts
            ):
                yield self._left("reworded", pieces[at].text, piece)
        for at, where in enumerate(found.became):
            if where is None and (not self.printed or self.was_printed(pieces[at])):
                yield self._left("removed", pieces[at].text, None, pieces[at].words)
        if not self._keeps_printed_order():
            for at in moved(found):
                if not self._stands_as_before(found, at):
                    yield self._left("moved", pieces[at].text, None, pieces[at].words)

    def _left(self, kind: Kind, was: str, piece: Piece | None, words: str = "") -> Leftover:
        words = words if piece is None else piece.words
        if words in self._conflicts:
            return Leftover(kind, was, "" if piece is None else piece.text, _CONFLICT)
        why = "\n".join(self._why.get(words, ()))
        if not why and kind == "reworded":
            why = _NOT_WRITTEN
        return Leftover(kind, was, "" if piece is None else piece.text, why)


def _said(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.message for one in problems))


def marks_of(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """What a document is known by that doesn't say itself what it said when it was printed: what is printed now, before
    any edit."""
    return tuple(dict.fromkeys(mark for piece in pieces if (mark := _mark(piece))))


def _mark(piece: Piece) -> str:
    return printed_mark("".join(one.text for one in piece.stretches).replace(GAP, ""))
