"""The accommodations: for whom a student's document is printed once more, and in which looks.

What each looks like is said in `layouts/base/accommodations/`, a file each. A new one is such a file and one
entry here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: What large print may be asked for on.
_LARGE_PAPERS = ("A3", "A3-landscape", "A4", "A4-landscape", "Letter", "Letter-landscape", "Legal")
#: What stands for no accommodation at all.
NONE = "none"
_CREAM = "cream"
_WORDS = re.compile(r"(?P<size>\d{1,3})?-?(?P<paper>[a-z]+\d?(?:-landscape)?)?")


@dataclass(frozen=True, slots=True)
class AccommodationKind:
    """A kind of accommodation.

    `size` is that of its running text in points, `sizes` the least and the most that may be asked for;
    `papers` are those that it may be asked for on, by their names, `tints` the grounds that it may be printed on in colour.
    """

    name: str
    size: int
    sizes: tuple[int, int]
    papers: tuple[str, ...] = ()
    tints: tuple[str, ...] = ()


_ALL = (
    AccommodationKind("large-print", 18, (18, 36), papers=_LARGE_PAPERS),
    AccommodationKind("dyslexia-friendly", 12, (12, 18), tints=(_CREAM,)),
)
#: Every kind by its name, in the order in which they are printed.
ACCOMMODATIONS: Mapping[str, AccommodationKind] = MappingProxyType({one.name: one for one in _ALL})


class WrongAccommodation(ValueError):
    """There is no such accommodation; `hint` says what there is."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Accommodation:
    """An accommodation as it is asked for: what is None is as its kind has it. `paper` is named as PAPERS of
    layout.measures has it; `tint` is the ground that it is printed on.

    >>> accommodation("large-print-22-a3")
    Accommodation(name='large-print', size=22, paper='A3', tint=None)
    """

    name: str
    size: int | None = None
    paper: str | None = None
    tint: str | None = None

    @property
    def key(self) -> str:
        """All of it as one word, which is part of a file's name: `large-print-22-a3`."""
        size = "" if self.size is None else str(self.size)
        parts = (self.name, size, (self.paper or "").lower(), self.tint)
        return "-".join(filter(None, parts))


def accommodation(key: str) -> Accommodation:
    """The accommodation of that key, in whatever case. Raises WrongAccommodation."""
    word = key.strip().lower()
    kind = next((one for one in _ALL if word == one.name or word.startswith(f"{one.name}-")), None)
    if kind is None:
        raise _unknown(key)
    found = _WORDS.fullmatch(word[len(kind.name) + 1 :])
    if found is None or word.endswith("-"):
        raise WrongAccommodation(f"`{key}` says more than `{kind.name}` knows.", _ways(kind))
    named = found["paper"]
    tint = named if named in kind.tints else None
    paper = None if tint else named
    return of(kind.name, None if found["size"] is None else int(found["size"]), paper, tint)


def of(
    name: str, size: int | None = None, paper: str | None = None, tint: str | None = None
) -> Accommodation:
    """The accommodation of these parts: those that its kind has anyway count as none.

    Raises WrongAccommodation for a part that it can't have.
    """
    kind = ACCOMMODATIONS.get(name)
    if kind is None:
        raise _unknown(name)
    least, most = kind.sizes
    if size is not None and not least <= size <= most:
        message = f"There is no `{name}` of {size} points."
        raise WrongAccommodation(message, f"Write a size from {least} to {most}.")
    papers = {one.lower(): one for one in kind.papers}
    if paper is not None and paper.lower() not in papers:
        raise WrongAccommodation(f"There is no `{name}` on `{paper}`.", _ways(kind))
    if tint is not None and tint not in kind.tints:
        raise WrongAccommodation(f"There is no `{name}` in `{tint}`.", _ways(kind))
    named = None if paper is None else papers[paper.lower()]
    return Accommodation(name, None if size == kind.size else size, named, tint)


def in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """These accommodations, each once, in the order in which they are printed. Raises WrongAccommodation."""
    asked = dict.fromkeys(accommodation(key) for key in keys)
    kinds = list(ACCOMMODATIONS)
    return tuple(one.key for one in sorted(asked, key=lambda one: kinds.index(one.name)))


def is_key(word: str) -> bool:
    """Whether that is the key of an accommodation, as `Accommodation.key` says it."""
    if not word.startswith(tuple(ACCOMMODATIONS)):
        return False  # nearly always
    try:
        return accommodation(word).key == word
    except WrongAccommodation:
        return False


def every_key() -> Iterator[str]:
    """The key of each accommodation that may be asked for."""
    for kind in _ALL:
        for size in range(kind.sizes[0], kind.sizes[1] + 1):
            for ground in (None, *kind.papers, *kind.tints):
                tint = ground if ground in kind.tints else None
                yield of(kind.name, size, None if tint else ground, tint).key


def _unknown(name: str) -> WrongAccommodation:
    from lessonpress.spelling import advise

    return WrongAccommodation(
        f"There is no accommodation called `{name}`.", advise(name, ACCOMMODATIONS)
    )


def _ways(kind: AccommodationKind) -> str:
    """How the kind may be asked for."""
    least, most = kind.sizes
    ways = [f"a size from {least} to {most}"]
    if kind.papers:
        ways.append(f"a paper of {', '.join(kind.papers)}")
    if kind.tints:
        ways.append(f"the tint {', '.join(kind.tints)}")
    last = (kind.papers or kind.tints)[0].lower()
    return f"It takes {' and '.join(ways)}: `{kind.name}-{most // 2 + least // 2}-{last}`."
