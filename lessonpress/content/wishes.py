"""Wishes: how something is to be printed, as lesson, unit, settings and command line each may say.

Plain data, quick to import. What is wished for stands in one value, and one rule says who comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from lessonpress.registry.formats import DEFAULT_FORMATS
from lessonpress.registry.kinds import DEFAULT_KINDS


@dataclass(frozen=True, slots=True)
class Wishes:
    """The layout, the paper, which documents in which formats, in how many versions, and the keys of the
    accommodations (see registry) in which those of students are printed once more; None leaves it open. A
    lesson in which nothing would come out in another order has ONE_VERSION, and one that can't be printed in some kinds of
    accommodation is `without` these: whatever others wish for, it has none of them."""

    layout: str | None = None
    paper: str | None = None
    documents: tuple[str, ...] | None = None
    formats: tuple[str, ...] | None = None
    versions: int | None = None
    accommodations: tuple[str, ...] | None = None
    without: tuple[str, ...] | None = None

    def over(self, others: Wishes) -> Wishes:
        """These, and the others where these leave something open.

        >>> Wishes(paper="A5").over(Wishes("modern", "A4"))
        Wishes(layout='modern', paper='A5', documents=None, formats=None, versions=None, accommodations=None, without=None)
        """
        if others == NO_WISHES:
            return self
        own, other = astuple(self), astuple(others)
        return Wishes(*(b if a is None else a for a, b in zip(own, other, strict=True)))

    def values(self) -> tuple[Any, ...]:
        """Each wish in turn, for JSON; `of` reads them."""
        return astuple(self)

    @classmethod
    def of(cls, values: Sequence[Any]) -> Wishes:
        """The wishes of these values. Raises ValueError where there are more or fewer, or none of this
        kind."""
        names = [field.name for field in fields(cls)]
        wishes: list[Any] = [tuple(one) if isinstance(one, list) else one for one in values]
        for one in wishes:
            if not (one is None or isinstance(one, str | int) or _are_names(one)):
                raise ValueError(f"{one!r} is no wish.")
        return cls(**dict(zip(names, wishes, strict=True)))


def _are_names(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(name, str) for name in value)


NO_WISHES = Wishes()
#: What a lesson wishes for that has nothing to be shuffled: whatever others wish for, it has one version.
ONE_VERSION = 0
#: What holds where nobody wishes for anything; without a paper, the layout's own counts.
STANDARD = Wishes("classic", None, DEFAULT_KINDS, DEFAULT_FORMATS, 1)
