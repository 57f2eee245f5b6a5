"""Blame: what is wrong with the markup of makelesson's own layouts stems from what they were given.

Nobody who teaches can mend a layout that came with the program. What isn't found where it is read, and
comes out in such a layout, is told of the spec that was printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lessonpress.problems import Location, Problem
from lessonpress.workspace import Workspace, builtin_layouts


def blamed(problems: Iterable[Problem], spec: Path, workspace: Workspace) -> Iterator[Problem]:
    """The problems, with the spec in the place of a layout of the program's own."""
    shipped = builtin_layouts().resolve()
    own = workspace.layouts.resolve() == shipped  # those who write it see its lines
    for one in problems:
        file = one.location.file
        if own or not file.is_relative_to(shipped):
            yield one
            continue
        place = f"{file.relative_to(shipped).as_posix()}:{one.location.line}"
        hint = (
            f"It comes of what this file, its event or the layout says, and came out in {place} of "
            f"the program's layouts. {one.hint}"
        )
        yield replace(one, location=Location(spec), hint=hint.rstrip())
