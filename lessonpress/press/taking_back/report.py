"""What came of taking back: what was placed, what is left, what it does to which file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from lessonpress.press.taking_back.pieces import Comment, Revision
from lessonpress.problems import Problem

Kind = Literal["reworded", "removed", "added", "moved"]


@dataclass(frozen=True, slots=True)
class Leftover:
    """An edit that found no place: what the document said as it is printed, what it says now, and why, where
    that is known."""

    kind: Kind
    was: str
    now: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TakenDocument:
    """An edited document. `placed` counts by kind what found its place; of `comments`, those in `noted` are among
    the changes, as comments in YAML. `knows_printed` is whether the file says what it said when it was printed.
    """

    path: Path
    lesson: str
    document: str
    placed: Mapping[Kind, int] = field(default_factory=dict)
    left: tuple[Leftover, ...] = ()
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    knows_printed: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A source's bytes as they are, and as they are to be."""

    path: Path
    before: bytes
    after: bytes

    def diff(self, name: str) -> str:
        """What changes in it, line by line, as `diff -u` shows it; `name` is what the file is called there."""
        return "".join(self._lines(name))

    def _lines(self, name: str) -> Iterator[str]:
        before, after = (
            data.decode("utf-8-sig").splitlines(keepends=True) for data in (self.before, self.after)
        )
        for line in difflib.unified_diff(before, after, name, name, n=2):
            ended = line.endswith(("\n", "\r"))
            yield line.rstrip("\r\n") + ("\n" if ended else "\n\\ No newline at end of file\n")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the documents that came back do to their sources. Nothing is written yet."""

    documents: tuple[TakenDocument, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything found its place."""
        return not any(one.left for one in self.documents) and not any(
            one.is_error for one in self.problems
        )
