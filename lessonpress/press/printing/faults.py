"""A fault in makelesson itself, as a problem: nobody who teaches should have to read a traceback."""

from __future__ import annotations

import traceback
from pathlib import Path

from lessonpress.problems import Location, Problem

_PACKAGE = Path(__file__).parents[2]


def describe_fault(error: BaseException) -> tuple[str, str]:
    """What an unexpected exception is and where it arose, as a sentence; and its traceback."""
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if _PACKAGE in Path(frame.filename).parents
    ]
    where = ""
    if own:
        name = Path(own[-1].filename).relative_to(_PACKAGE.parent).as_posix()
        where = f" in {name}:{own[-1].lineno}, {own[-1].name}"
    what = " ".join(f"{type(error).__name__}: {error}".removesuffix(": ").split())
    sentence = f"This is a fault in makelesson: {what}{where}."
    return sentence, "".join(traceback.format_exception(error))


def fault_problem(error: BaseException, file: Path) -> tuple[Problem, str]:
    """The problem that an unexpected exception makes of the work on `file`, and its traceback."""
    sentence, trace = describe_fault(error)
    hint = "Please report it with this file; --traceback shows more."
    return Problem(sentence, Location(file), hint, code="fault"), trace
