"""Problems: what is wrong, where, and how to mend it. Ground for every room; knows none of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """ERROR stops the document; WARNING is printed and the document is made all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a person's file. Lines and columns count from 1; None where there is none to name."""

    file: Path
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [str(self.file)]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person can mend: `file:line:column: severity: message` and a hint.

    `message` says what is wrong, `hint` how to mend it; both are whole sentences without a final
    line break. `code` is a short stable name for machines (`unknown-key`, `quote-not-found`).
    """

    message: str
    location: Location
    hint: str = ""
    severity: Severity = Severity.ERROR
    code: str = ""

    def __str__(self) -> str:
        text = f"{self.location}: {self.severity}: {self.message}"
        return f"{text}\n    {self.hint}" if self.hint else text

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class ProblemError(Exception):
    """Raised where work on a file cannot go on; carries every problem that was found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
