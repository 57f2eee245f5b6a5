"""Writing: the changes of sources go to the disk, all or none; what was there stays beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import count, groupby
from pathlib import Path

from lessonpress.press.delivery.output import ChangedMeanwhileError, write_all
from lessonpress.press.inputs import digest
from lessonpress.press.taking_back.report import Change
from lessonpress.problems import Location, Problem, ProblemError


def write_changes(changes: Sequence[Change]) -> tuple[Path, ...]:
    """Writes each change, and the file as it was beside it, as `.old`; yields where those are. Raises ProblemError,
    with everything as it was in that folder, where something can't be written or changed meanwhile.
    """
    kept: list[Path] = []
    homes = sorted((Path(os.path.realpath(one.path)), one) for one in changes)
    for _, group in groupby(homes, key=lambda one: one[0].parent):
        files: dict[Path, bytes] = {}
        was: dict[Path, str | None] = {}
        for path, change in group:
            old = free_name(path)
            kept.append(old)
            files |= {old: change.before, path: change.after}
            was |= {old: None, path: digest(change.before)}
        modes = {path: os.stat(path).st_mode for path in files if path.exists()}
        try:
            write_all(files, was)
        except ChangedMeanwhileError as error:
            path = Path(str(error))
            message = "This was changed while the edits were looked at. Nothing is written."
            hint = "Take them back again."
            problem = Problem(message, Location(path), hint, code="not-written")
            raise ProblemError([problem]) from None
        for path, mode in modes.items():
            with suppress(OSError):
                os.chmod(path, mode)
    return tuple(kept)


def free_name(path: Path) -> Path:
    """What the file as it was is called: `walls.yaml.old`, or the first of `walls.yaml.old-2` … that is free."""
    names = (f"{path.name}.old{'' if at == 1 else f'-{at}'}" for at in count(1))
    return next(one for one in map(path.with_name, names) if not os.path.lexists(one))
