"""The order in which things are printed: by chance that wording has no part in, in each version another."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lessonpress.activities.chance import Chance


@dataclass(frozen=True, slots=True)
class Stand:
    """The place of a question in the version of that letter: its number, and what is right there in a letter
    or a number; "" where it is the same everywhere."""

    version: str
    number: int
    right: str = ""


def order_by(
    count: int, seeds: Sequence[str], *, other_than_given: bool = False
) -> tuple[int, ...]:
    """The numbers below `count` in some order; the same seeds give the same, on every machine.

    The last seed is that of the version which is printed, those before it of the versions that come
    first: none of their orders comes out, as long as there are others. With `other_than_given`, neither
    does 0, 1, 2 …, if there is another.
    """
    given = list(range(count))
    never = [given] if other_than_given and count > 1 else []
    possible = math.factorial(count) - len(never)
    taken: list[list[int]] = []
    for seed in seeds:
        refused = never + taken if len(taken) < possible else never
        chance = Chance(seed)
        order = chance.shuffled(given)
        while order in refused:
            order = chance.shuffled(given)
        taken.append(order)
    return tuple(taken[-1])


def arrange(count: int, pinned: Collection[int], seeds: Sequence[str]) -> tuple[int, ...]:
    """As `order_by`, with the `pinned` in their places and the others never as they were given."""
    free = [place for place in range(count) if place not in pinned]
    order = list(range(count))
    for place, at in zip(free, order_by(len(free), seeds, other_than_given=True), strict=True):
        order[place] = free[at]
    return tuple(order)
