"""Matching: which piece of an edited document is which of the printed one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from lessonpress.press.taking_back.pieces import Piece, evened

#: Pieces that have fewer words in common, as a share of all, are two texts and not one reworded.
_ALIKE = 0.5
# So many take a second to compare.
_MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class Match:
    """For each printed piece, the place of the one that it became; for each edited piece, of the one that it
    was. None where there is none."""

    became: tuple[int | None, ...]
    was: tuple[int | None, ...]

    @property
    def pairs(self) -> Iterator[tuple[int, int]]:
        return ((at, to) for at, to in enumerate(self.became) if to is not None)


def match(printed: Sequence[Piece], edited: Sequence[Piece]) -> Match:
    """By what they say, where nothing else says that; by their names, which count what stands before them and so
    may be another's by now; and by what stands around them."""
    became: dict[int, int] = {}
    _by_text(printed, edited, became)
    _by_name(printed, edited, became)
    _by_place(printed, edited, became)
    _by_text(printed, edited, became)
    was = {to: at for at, to in became.items()}
    return Match(
        tuple(became.get(at) for at in range(len(printed))),
        tuple(was.get(at) for at in range(len(edited))),
    )


def with_known_names(edited: Sequence[Piece], printed: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without names that no block has: a word processor makes some of its own."""
    known = {name for piece in printed for name in piece.names}
    return tuple(
        replace(one, names=tuple(name for name in one.names if name in known)) for one in edited
    )


def _by_name(printed: Sequence[Piece], edited: Sequence[Piece], became: dict[int, int]) -> None:
    places: dict[str, int] = {}
    for place, piece in enumerate(edited):
        for name in piece.names:
            places.setdefault(name, place)
    taken = set(became.values())
    for at, piece in enumerate(printed):
        to = places.get(piece.name) if piece.names else None
        if at not in became and to is not None and to not in taken:
            became[at] = to
            taken.add(to)


def _by_place(printed: Sequence[Piece], edited: Sequence[Piece], became: dict[int, int]) -> None:
    """What stands between two that are known, in order."""
    anchors = [(-1, -1), *_in_order(became), (len(printed), len(edited))]
    taken = set(became.values())
    for (before, left), (after, right) in pairwise(anchors):
        ours = [at for at in range(before + 1, after) if at not in became]
        theirs = [to for to in range(left + 1, right) if to not in taken]
        for at, to in _aligned(ours, theirs, printed, edited):
            became[at] = to
            taken.add(to)


def _in_order(became: dict[int, int]) -> list[tuple[int, int]]:
    """The most pairs that stand in one order in both: a longest increasing subsequence."""
    pairs = sorted(became.items())
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = [None] * len(pairs)
    for index, (_, to) in enumerate(pairs):
        length = bisect_left(tails, to)
        if length == len(tails):
            tails.append(to)
            ends.append(index)
        else:
            tails[length], ends[length] = to, index
        before[index] = ends[length - 1] if length else None
    chain: list[tuple[int, int]] = []
    at: int | None = ends[-1] if ends else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _aligned(
    ours: list[int], theirs: list[int], printed: Sequence[Piece], edited: Sequence[Piece]
) -> Iterator[tuple[int, int]]:
    if not ours or not theirs:
        return
    said = [printed[at].words for at in ours]
    says = [edited[to].words for to in theirs]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, said, says, autojunk=False).get_opcodes():
        if kind == "equal" or _nameless(ours[i1:i2], theirs[j1:j2], printed, edited):
            yield from zip(ours[i1:i2], theirs[j1:j2], strict=True)
        elif kind == "replace":
            yield from _likest(ours[i1:i2], theirs[j1:j2], printed, edited)


def _nameless(
    ours: list[int], theirs: list[int], printed: Sequence[Piece], edited: Sequence[Piece]
) -> bool:
    """Whether these are as many pieces that never had a name of their own, such as cells of a row: each is what
    it is by where it stands."""
    if len(ours) != len(theirs) or any(printed[at].names for at in ours):
        return False
    return all(
        not edited[to].names
        and (printed[at].cell is None) == (edited[to].cell is None)
        and (printed[at].cell is not None or printed[at].style == edited[to].style)
        for at, to in zip(ours, theirs, strict=True)
    )


def _likest(
    ours: list[int], theirs: list[int], printed: Sequence[Piece], edited: Sequence[Piece]
) -> Iterator[tuple[int, int]]:
    """The pairs that have most in common, in order; none where there are very many to choose from."""
    if len(ours) * len(theirs) > _MOST_PAIRS:
        return
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
    for i in range(len(ours), -1, -1):
        for j in range(len(theirs), -1, -1):
            if i == len(ours) or j == len(theirs):
                best[i, j] = 0.0, ()
                continue
            options = [best[i + 1, j], best[i, j + 1]]
            likeness = alike(printed[ours[i]], edited[theirs[j]])
            if likeness >= _ALIKE:
                score, pairs = best[i + 1, j + 1]
                options.append((score + likeness, ((ours[i], theirs[j]), *pairs)))
            best[i, j] = max(options, key=lambda one: one[0])
    yield from best[0, 0][1]


def alike(one: Piece, other: Piece) -> float:
    """How much two pieces have in common, from 0 to 1."""
    left = [token.said for token in one.tokens if token.said != " "]
    right = [token.said for token in other.tokens if token.said != " "]
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _by_text(printed: Sequence[Piece], edited: Sequence[Piece], became: dict[int, int]) -> None:
    """What says what nothing else says, wherever it stands."""
    taken = set(became.values())
    ours = Counter(piece.words for at, piece in enumerate(printed) if at not in became)
    theirs = Counter(piece.words for to, piece in enumerate(edited) if to not in taken)
    places = {piece.words: to for to, piece in enumerate(edited) if to not in taken}
    for at, piece in enumerate(printed):
        if at not in became and ours[piece.words] == 1 == theirs[piece.words]:
            became[at] = places[piece.words]


def is_reworded(printed: Piece, edited: Piece) -> bool:
    """Whether it says something else now, or says it in another look."""
    return evened(edited, printed).said != printed.said


def without_names(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(replace(one, names=()) for one in pieces)


def moved(found: Match) -> list[int]:
    """The printed pieces that stand elsewhere now: as few as have to be carried to come from one order to the
    other."""
    pairs = dict(found.pairs)
    stay = {at for at, _ in _in_order(pairs)}
    return [at for at in sorted(pairs) if at not in stay]
