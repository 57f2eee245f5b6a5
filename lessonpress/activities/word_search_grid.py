"""Words hidden in a square of letters, each of them once. Knows no lesson."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt

from lessonpress.activities.chance import Chance

Word = tuple[str, ...]
#: A step to the next letter: rows down, columns to the right.
Step = tuple[int, int]
Grid = list[list[str]]

_ALL_STEPS: tuple[Step, ...] = (
    (0, 1),
    (1, 0),
    (1, 1),
    (-1, 1),
    (0, -1),
    (-1, 0),
    (-1, -1),
    (1, -1),
)
_LEAST_SIDE = 6
# Of a grid's boxes, at most one in this many is a word's.
_BOXES_A_LETTER = 1.8
_TRIES = 12  # before the grid is made larger, or given up


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a word stands: row and column of its first letter, from 0, and the step to the next."""

    row: int
    column: int
    step: Step
    length: int

    def boxes(self) -> Iterator[tuple[int, int]]:
        down, right = self.step
        for at in range(self.length):
            yield self.row + at * down, self.column + at * right


@dataclass(frozen=True, slots=True)
class Hidden:
    """A filled grid and where each word stands in it, in the order of the words."""

    rows: tuple[Word, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Unhidden:
    """The number of a word for which no grid has a place."""

    word: int


@lru_cache(64)
def hide(
    words: tuple[Word, ...],
    fillers: Word,
    steps: tuple[Step, ...],
    sides: tuple[int, int],
    seed: str,
) -> Hidden | Unhidden:
    """The words hidden in a square of at least and at most so many rows, as small as will do.

    Each word can be read once and no more, in whatever direction; one that stands within another
    is found there. `fillers` are the letters to fill up with, where they make no word.
    """
    chance = Chance(seed)
    least, most = sides
    letters = sum(map(len, words))
    side = max(least, _LEAST_SIDE, max(map(len, words)), ceil(sqrt(letters * _BOXES_A_LETTER)))
    failed = 0
    for width in range(min(side, most), most + 1):
        for _ in range(_TRIES):
            made = _attempt(words, fillers, steps, width, chance)
            if isinstance(made, Hidden):
                return made
            failed = made.word
    return Unhidden(failed)


def _attempt(
    words: Sequence[Word], fillers: Word, steps: Sequence[Step], side: int, chance: Chance
) -> Hidden | Unhidden:
    grid: Grid = [[""] * side for _ in range(side)]
    stretches: dict[int, Stretch] = {}
    order = sorted(chance.shuffled(range(len(words))), key=lambda one: -len(words[one]))
    for number in order:
        stretch = _place(grid, words[number], steps, chance)
        if stretch is None:
            return Unhidden(number)
        stretches[number] = stretch
        for (row, column), letter in zip(stretch.boxes(), words[number], strict=True):
            grid[row][column] = letter
    found = [_readings(grid, word) for word in words]
    for number in order:
        if len(found[number]) != 1:
            return Unhidden(number)
    empty = [
        (row, column) for row in range(side) for column in range(side) if not grid[row][column]
    ]
    for row, column in chance.shuffled(empty):
        for letter in chance.shuffled(fillers):
            grid[row][column] = letter
            if not any(_reads_through(grid, word, row, column) for word in words):
                break
        else:
            return Unhidden(order[-1])
    rows = tuple(tuple(row) for row in grid)
    return Hidden(rows, tuple(stretches[number] for number in range(len(words))))


def _place(grid: Grid, word: Word, steps: Sequence[Step], chance: Chance) -> Stretch | None:
    """A place for a word; where it can be read already, that is it."""
    for stretch in _readings(grid, word).values():
        there = (stretch, _reversed(stretch))
        return next((one for one in there if one.step in steps and _reads(grid, word, one)), None)
    side, length = len(grid), len(word)
    for step in chance.shuffled(steps):
        rows, columns = (_starts(side, length, one) for one in step)
        starts = [(row, column) for row in rows for column in columns]
        for row, column in chance.shuffled(starts):
            stretch = Stretch(row, column, step, length)
            if all(
                grid[r][c] in ("", letter)
                for (r, c), letter in zip(stretch.boxes(), word, strict=True)
            ):
                return stretch
    return None


def _starts(side: int, length: int, step: int) -> range:
    """The rows, or columns, in which a word with this step may begin."""
    reach = (length - 1) * step
    return range(max(0, -reach), min(side, side - reach))


def _reversed(stretch: Stretch) -> Stretch:
    *_, (row, column) = stretch.boxes()
    down, right = stretch.step
    return Stretch(row, column, (-down, -right), stretch.length)


def _reads(grid: Grid, word: Word, stretch: Stretch) -> bool:
    return all(
        grid[row][column] == letter
        for (row, column), letter in zip(stretch.boxes(), word, strict=True)
    )


def _readings(grid: Grid, word: Word) -> dict[frozenset[tuple[int, int]], Stretch]:
    """Where a word can be read, by its boxes: one that reads the same backwards has one place."""
    side, length = len(grid), len(word)
    found: dict[frozenset[tuple[int, int]], Stretch] = {}
    for step in _ALL_STEPS:
        rows, columns = (_starts(side, length, one) for one in step)
        for row in rows:
            for column in columns:
                if grid[row][column] == word[0]:
                    stretch = Stretch(row, column, step, length)
                    if _reads(grid, word, stretch):
                        found.setdefault(frozenset(stretch.boxes()), stretch)
    return found


def _reads_through(grid: Grid, word: Word, row: int, column: int) -> bool:
    """Whether the word can be read across this box, in any direction."""
    side, length = len(grid), len(word)
    letter = grid[row][column]
    for at, one in enumerate(word):
        if one != letter:
            continue
        for down, right in _ALL_STEPS:
            first = row - at * down, column - at * right
            last = first[0] + (length - 1) * down, first[1] + (length - 1) * right
            if min(*first, *last) < 0 or max(*first, *last) >= side:
                continue
            if _reads(grid, word, Stretch(*first, (down, right), length)):
                return True
    return False
