"""A fault in makelesson itself, told as a problem: nobody who teaches should have to read a traceback."""

from __future__ import annotations

import traceback
from pathlib import Path

from lessonpress.problems import Location, Problem

_PACKAGE = Path(__file__).parents[1]


def describe_fault(error: BaseException, file: Path) -> tuple[Problem, str]:
    """The problem that an unexpected exception makes of the work on `file`, and its traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _PACKAGE in Path(frame.filename).parents]
    where = ""
    if own:
        name = Path(own[-1].filename).relative_to(_PACKAGE.parent).as_posix()
        where = f" in {name}:{own[-1].lineno}, {own[-1].name}"
    what = " ".join(f"{type(error).__name__}: {error}".rstrip(": ").split())
    problem = Problem(
        f"This is a fault in makelesson: {what}{where}.",
        Location(file),
        "Please report it with this file; --traceback shows more.",
        code="fault",
    )
    return problem, "".join(traceback.format_exception(error))
