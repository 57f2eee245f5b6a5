"""The outcome: what comes of a job, as plain data that can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.inputs import Fingerprint
from lessonpress.problems import Problem
from lessonpress.registry.files import File

if TYPE_CHECKING:
    from lessonpress.content.easy_ledger import Ledger as Ledger


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """One file of a lesson: its bytes, its pages (None where only a word processor can tell), the
    seconds that it took, and what is doubtful in it alone. `marks` are those of the lessons, by their names,
    whose questions or answers stand in it.
    """

    file: File
    data: bytes
    pages: int | None
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def document(self) -> str:
        return self.file.document

    @property
    def format(self) -> str:
        return self.file.format


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job. With an error among the problems, `files` is not to be kept.

    `unit` is whether it was a unit's. `event` is the slug of the lesson's event, empty where the
    lesson could not be read. `problems` are those of the whole lesson; each file has its own.
    `traces` are the tracebacks of faults in makelesson itself. `inputs` are the files that were read,
    as they were then, `wishes` what the lesson or unit itself asks for. `wants` names a file that the
    job's parcel lacked: nothing was done, the job is to be sent again with it. `ledger` is what a check found of an
    easier text.
    """

    lesson: str
    event: str = ""
    files: tuple[PrintedFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    traces: tuple[str, ...] = ()
    seconds: float = 0.0
    inputs: Mapping[Path, Fingerprint] = field(default_factory=dict)
    wishes: Wishes = NO_WISHES
    wants: Path | None = None
    unit: bool = False
    ledger: Ledger | None = None
