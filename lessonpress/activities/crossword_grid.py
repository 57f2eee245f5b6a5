"""Words that cross each other on as little room as will do. Knows no lesson."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lessonpress.activities.chance import Chance

Word = tuple[str, ...]
_TRIES, _ENOUGH = 120, 8  # orders in which words are placed, and grids to choose from
# After so many tries that came to nothing, the best place is no longer preferred so much: it may
# be what leaves another word none.
_TIDY_TRIES = 12
_TIDY, _WILD = 4, 60


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a word stands: row and column of its first letter, from 0, and whether it goes down."""

    row: int
    column: int
    down: bool


@dataclass(frozen=True, slots=True)
class Crossed:
    """How many rows and columns there are, and where each word stands, in the order of the words."""

    rows: int
    columns: int
    places: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class Uncrossed:
    """The numbers of the words that have no place."""

    words: tuple[int, ...]


@lru_cache(64)
def cross(words: tuple[Word, ...], most: int, seed: str) -> Crossed | Uncrossed:
    """The words in a grid of at most so many rows and columns, all connected."""
    chance = Chance(seed)
    best: tuple[int, int, Crossed] | None = None
    left_over = tuple(range(len(words)))
    made = 0
    for number in range(_TRIES):
        whim = _TIDY if made or number < _TIDY_TRIES else _WILD
        frame = _attempt(words, most, chance, whim)
        if len(frame.places) < len(words):
            left = tuple(one for one in range(len(words)) if one not in frame.places)
            left_over = min(left_over, left, key=len)
            continue
        found = frame.crossed(len(words))
        # As square as can be, with as many crossings: easier to find one's way in, and to print.
        worth = (max(found.rows, found.columns) ** 2 + found.rows * found.columns, -frame.crossings)
        if best is None or worth < best[:2]:
            best = (*worth, found)
        made += 1
        if made == _ENOUGH:
            break
    return Uncrossed(left_over) if best is None else best[2]


class _Frame:
    """A crossword while it is made; rows and columns may be below 0."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._letters: dict[tuple[int, int], str] = {}
        self._ways: dict[tuple[int, int], int] = {}  # 1 across, 2 down, 3 both
        self._at: dict[str, list[tuple[int, int]]] = {}
        self._bounds = (0, 0, 0, 0)
        self.places: dict[int, Crossing] = {}
        self.crossings = 0

    def put(self, number: int, word: Word, place: Crossing) -> None:
        for box, letter in _boxes(word, place):
            if box not in self._letters:
                self._letters[box] = letter
                self._at.setdefault(letter, []).append(box)
            else:
                self.crossings += 1
            self._ways[box] = self._ways.get(box, 0) | (2 if place.down else 1)
        self._bounds = self._bounds_with(word, place)
        self.places[number] = place

    def best_place(self, word: Word, chance: Chance, whim: int) -> Crossing | None:
        """Where the word crosses most others, and the grid grows least, give or take a `whim`."""
        best: tuple[float, Crossing] | None = None
        for at, letter in enumerate(word):
            for row, column in self._at.get(letter, ()):
                ways = self._ways[row, column]
                if ways == 3:
                    continue
                down = ways == 1
                place = Crossing(row - at * down, column - at * (not down), down)
                crossings = self._crossings(word, place)
                if not crossings:
                    continue
                top, left, bottom, right = self._bounds_with(word, place)
                rows, columns = bottom - top + 1, right - left + 1
                if max(rows, columns) > self._most:
                    continue
                worth = crossings * 12 - max(rows, columns) * 3 - rows * columns / 10
                worth += chance.below(whim)
                if best is None or worth > best[0]:
                    best = (worth, place)
        return None if best is None else best[1]

    def _crossings(self, word: Word, place: Crossing) -> int:
        """How many words it would cross; 0 where it can't stand."""
        down, across = place.down, not place.down
        before = (place.row - down, place.column - across)
        after = (place.row + len(word) * down, place.column + len(word) * across)
        if before in self._letters or after in self._letters:
            return 0
        crossings = 0
        for (row, column), letter in _boxes(word, place):
            there = self._letters.get((row, column))
            if there is None:
                beside = ((row - across, column - down), (row + across, column + down))
                if beside[0] in self._letters or beside[1] in self._letters:
                    return 0
            elif there != letter or self._ways[row, column] & (2 if down else 1):
                return 0
            else:
                crossings += 1
        return crossings

    def _bounds_with(self, word: Word, place: Crossing) -> tuple[int, int, int, int]:
        top, left, bottom, right = (
            self._bounds if self.places else (place.row, place.column, place.row, place.column)
        )
        reach = len(word) - 1
        return (
            min(top, place.row),
            min(left, place.column),
            max(bottom, place.row + reach * place.down),
            max(right, place.column + reach * (not place.down)),
        )

    def crossed(self, count: int) -> Crossed:
        top, left, bottom, right = self._bounds
        places = (self.places[number] for number in range(count))
        moved = tuple(Crossing(one.row - top, one.column - left, one.down) for one in places)
        return Crossed(bottom - top + 1, right - left + 1, moved)


def _attempt(words: Sequence[Word], most: int, chance: Chance, whim: int) -> _Frame:
    frame = _Frame(most)
    # Long words first, though not always in the same order.
    order = sorted(range(len(words)), key=lambda one: -len(words[one]) + chance.below(whim))
    frame.put(order[0], words[order[0]], Crossing(0, 0, down=chance.below(3) == 0))
    waiting = order[1:]
    while waiting:
        still = []
        for number in waiting:
            place = frame.best_place(words[number], chance, whim)
            if place is None:
                still.append(number)
            else:
                frame.put(number, words[number], place)
        if len(still) == len(waiting):
            break
        waiting = still
    return frame


def _boxes(word: Word, place: Crossing) -> Iterator[tuple[tuple[int, int], str]]:
    for at, letter in enumerate(word):
        yield (place.row + at * place.down, place.column + at * (not place.down)), letter
