"""Namesakes: pupils of one name, told apart by class or seat where the roster does. Knows no paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from lessonpress.comparison import fold
from lessonpress.content.roster import Pupil
from lessonpress.problems import Location, Problem, Severity


def tell_apart(pupils: Sequence[Pupil], *, class_shown: bool = False) -> tuple[str, ...]:
    """What each pupil is called: the name, and behind a namesake's what tells them apart. Where the `class_shown`
    beside the name does it, the name alone.

    >>> tell_apart([Pupil("Ada", 2, seat="1"), Pupil("Ada", 3, seat="2"), Pupil("Bo", 4)])
    ('Ada (1)', 'Ada (2)', 'Bo')
    """
    called = [pupil.name for pupil in pupils]
    for places in _namesakes(pupils):
        alike = [pupils[place] for place in places]
        for how in ("class", "seat", "both"):
            said = [_said(pupil, how) for pupil in alike]
            if len({*said}) == len(said):
                break
        if how == "class" and class_shown:
            continue
        for place, more in zip(places, said, strict=True):
            called[place] += f" ({more})" if more else ""
    return tuple(called)


def check_namesakes(path: Path, pupils: Sequence[Pupil]) -> tuple[Problem, ...]:
    """A warning for each row whose pupil nothing tells from that of a row above; the name isn't said."""
    problems: list[Problem] = []
    for places in _namesakes(pupils):
        first: dict[str, int] = {}
        for pupil in sorted((pupils[place] for place in places), key=lambda pupil: pupil.line):
            line = first.setdefault(_said(pupil, "both"), pupil.line)
            if line != pupil.line:
                problem = Problem(
                    f"The name in this row is that of row {line}, too, and nothing tells the two apart.",
                    Location(path, pupil.line),
                    "Give one a second name or an initial, or both a class or a seat. Is it one pupil who needs"
                    " two copies, write one row and a column “copies”.",
                    Severity.WARNING,
                    "same-name",
                )
                problems.append(problem)
    return tuple(sorted(problems, key=lambda problem: problem.location))


def _namesakes(pupils: Sequence[Pupil]) -> list[list[int]]:
    """The places of the pupils of each name that more than one has, as people read names."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, pupil in enumerate(pupils):
        found[fold(pupil.name).casefold()].append(place)
    return [places for places in found.values() if len(places) > 1]


def _said(pupil: Pupil, how: str) -> str:
    parts = {"class": (pupil.group,), "seat": (pupil.seat,), "both": (pupil.group, pupil.seat)}
    return ", ".join(filter(None, parts[how]))
