"""The report: what was printed and what stood in the way. Prints nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.press.planning.asked_once import AskedOnce
from lessonpress.problems import Problem
from lessonpress.registry.files import File

if TYPE_CHECKING:
    from lessonpress.press.printing.outcome import Ledger


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written (or, in a check, would be): `size` in bytes, `seconds` to print it,
    the `reason` why it was made anew.
    """

    file: File
    path: Path
    pages: int | None
    size: int
    seconds: float
    digest: str = ""
    reason: str = ""

    @property
    def document(self) -> str:
        return self.file.document

    @property
    def format(self) -> str:
        return self.file.format


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a person's in the place of a printed one: changed by hand or, where nothing is `known`
    to have been printed there, put there.

    Where what is printed now is another than what was printed there, it lies `beside`, for the `reason` that it
    was made anew; else that is None. `digest` is that of the person's file.
    """

    file: File
    path: Path
    digest: str
    known: bool = True
    beside: Path | None = None
    reason: str = ""

    @property
    def why(self) -> str:
        """Why it is taken for a person's, in words."""
        return "it was changed by hand" if self.known else "it isn't known to be makelesson's"


@dataclass(frozen=True, slots=True)
class LessonReport:
    """What became of one lesson, or of a unit's packets. `failed` where nothing of it, or not all, could be kept.

    `problems` stand in the order of the files and their lines. `unchanged` counts the files that were
    not made anew; where all are to be named, `standing` are these files. `kept` are those that a person
    changed or put there, `replaced` those that are no more since everything was asked for anew. `output` is the
    folder of all output. `asked` has, for each file that was made, the wishes of the command line alone that it is
    printed by, or was before. `ledger` is what a check found of an easier text.
    """

    lesson: str
    event: str
    made: tuple[Made, ...]
    problems: tuple[Problem, ...]
    traces: tuple[str, ...]
    seconds: float
    unchanged: int = 0
    output: Path = Path()
    standing: tuple[Made, ...] = ()
    unit: bool = False
    kept: tuple[Kept, ...] = ()
    replaced: tuple[Kept, ...] = ()
    asked: tuple[AskedOnce, ...] = ()
    ledger: Ledger | None = None

    @property
    def folder(self) -> Path:
        """The folder that its files lie in."""
        return self.output / self.lesson

    @property
    def failed(self) -> bool:
        return any(problem.is_error for problem in self.problems)


@dataclass(slots=True)
class Tally:
    """The sum of a run; its size does not grow with the files, only with what went wrong.

    `lessons` and `unchanged` count units, too; of these `units` counts "all", "unchanged", "failed".
    `asked` counts files by the wishes of the command line alone that they are printed by, or were before.
    `news` are those problems of what was counted last that nothing before had.
    """

    lessons: int = 0
    unchanged: int = 0
    files: int = 0
    pages: int = 0
    size: int = 0
    errors: int = 0
    warnings: int = 0
    kept: int = 0
    replaced: int = 0
    failed: list[str] = field(default_factory=list)
    units: Counter[str] = field(default_factory=Counter)
    asked: Counter[AskedOnce] = field(default_factory=Counter)
    news: tuple[Problem, ...] = ()
    _seen: set[Problem] = field(default_factory=set)

    def add(self, report: LessonReport) -> tuple[Problem, ...]:
        """Counts a lesson in; returns those of its problems that no earlier lesson had."""
        self.lessons += 1
        unchanged = bool(report.unchanged and not report.made)
        self.unchanged += unchanged
        if report.unit:
            self.units += Counter(all=1, unchanged=unchanged, failed=report.failed)
        self.kept += len(report.kept)
        self.replaced += len(report.replaced)
        if not (report.made or report.problems):  # nearly all, in most builds
            self.news = ()
            return ()
        self.files += len(report.made)
        self.asked.update(report.asked)
        self.pages += sum(made.pages or 0 for made in report.made)
        self.size += sum(made.size for made in report.made)
        if report.failed:
            self.failed.append(report.lesson)
        return self.note(report.problems)

    def wishes(self, *, over: bool) -> list[str]:
        """What to tell of wishes of the command line alone: of those that hold, or of those that are over."""
        return [one.sentence for one in self.asked if one.over == over]

    def note(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Counts problems; returns those that are new, in order."""
        fresh = tuple(problem for problem in in_order(problems) if problem not in self._seen)
        self._seen.update(fresh)
        self.errors += sum(problem.is_error for problem in fresh)
        self.warnings += sum(not problem.is_error for problem in fresh)
        self.news = fresh
        return fresh


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, each once, by file, line and column; those of a whole file before its lines'."""
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda problem: (
                str(problem.location.file),
                problem.location.line or 0,
                problem.location.column or 0,
            ),
        )
    )
