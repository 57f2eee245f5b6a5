"""The state: what was printed, out of what, as an SQLite database beside the output.

Deleting it costs only time. It holds digests and places, never what a lesson says.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, time_ns
from typing import Any

from lessonpress.problems import Location, Problem, Severity

FILE = ".makelesson.sqlite"
#: A file that was changed this short before it was read, in nanoseconds, may have changed again within
#: the same tick of its file system's clock (two seconds on FAT): its time alone proves nothing.
TICK = 2_000_000_000
_VERSION = 2
_TABLES = """
CREATE TABLE glances(name TEXT PRIMARY KEY, told TEXT);
CREATE TABLE records(name TEXT PRIMARY KEY, told TEXT);
CREATE TABLE recipes(digest TEXT PRIMARY KEY, parts TEXT);
"""
_COMMIT_AFTER = 1.0


@dataclass(slots=True)
class Input:
    """A file that something was made of. `path` counts from the workspace where it lies in it.

    `seen` is when the run began that read it, in nanoseconds, as is `modified`.
    """

    path: str
    digest: str
    size: int
    modified: int
    inode: int
    seen: int


@dataclass(slots=True)
class Printed:
    """A file of the output as it was written."""

    document: str
    format: str
    recipe: str
    digest: str
    size: int
    modified: int
    inode: int
    pages: int | None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Record:
    """All that is known of a lesson or unit: what it was made of, and the files that it has.

    `layout`, `paper`, `documents` and `formats` are what it asks for itself.
    """

    name: str
    event: str = ""
    layout: str | None = None
    paper: str | None = None
    documents: tuple[str, ...] | None = None
    formats: tuple[str, ...] | None = None
    problems: tuple[Problem, ...] = ()
    inputs: list[Input] = field(default_factory=list)
    printed: dict[tuple[str, str], Printed] = field(default_factory=dict)

    def told(self) -> str:
        """All of it as JSON."""
        own = self.event, self.layout, self.paper, self.documents, self.formats
        inputs = [
            (one.path, one.digest, one.size, one.modified, one.inode, one.seen)
            for one in self.inputs
        ]
        printed = [
            (one.document, one.format, one.recipe, one.digest, one.size, one.modified, one.inode,
             one.pages, _tell(one.problems))
            for one in self.printed.values()
        ]  # fmt: skip
        return json.dumps((own, _tell(self.problems), inputs, printed))

    @classmethod
    def of(cls, name: str, told: str) -> Record:
        (event, layout, paper, documents, formats), problems, inputs, printed = json.loads(told)
        return cls(
            name, event, layout, paper,
            None if documents is None else tuple(documents),
            None if formats is None else tuple(formats),
            _problems(problems),
            [Input(*one) for one in inputs],
            {(one[0], one[1]): Printed(*one[:-1], *[_problems(one[-1])]) for one in printed},
        )  # fmt: skip

    def glance(self) -> str:
        """What tells in microseconds that nothing changed, as JSON; empty where only a closer look can.

        Event, layout, paper, documents, formats; whether there are problems to tell again; path, size,
        time and inode of each input; recipe, size, time and inode of each file by `document.format`.
        """
        if not self.inputs or any(one.modified + TICK >= one.seen for one in self.inputs):
            return ""
        doubtful = bool(self.problems) or any(one.problems for one in self.printed.values())
        inputs = [(one.path, one.size, one.modified, one.inode) for one in self.inputs]
        printed = {
            f"{one.document}.{one.format}": (one.recipe, one.size, one.modified, one.inode)
            for one in self.printed.values()
        }
        own = self.event, self.layout, self.paper, self.documents, self.formats
        return json.dumps((*own, doubtful, inputs, printed))


class State:
    """What was printed into one output folder. Opens (or makes) its database."""

    def __init__(self, output: Path) -> None:
        self.started = time_ns()
        self.damaged: Path | None = None
        self._committed = monotonic()
        path = output / FILE
        try:
            self._base = _open(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not os.path.isfile(path):
                self._base = _open(None)  # the folder can't be written to; the files will tell
            else:
                self.damaged = _set_aside(path)
                self._base = _open(path if self.damaged else None)

    def glances(self, names: Sequence[str]) -> dict[str, str]:
        """The glance of each of those that go by these names; at most some hundred at a time."""
        marks = ",".join("?" * len(names))
        return dict(
            self._base.execute(f"SELECT name, told FROM glances WHERE name IN ({marks})", names)
        )

    def record(self, name: str) -> Record | None:
        """All that is known of the one of that name."""
        row = self._base.execute("SELECT told FROM records WHERE name = ?", (name,)).fetchone()
        return None if row is None else Record.of(name, row[0])

    def names(self) -> list[str]:
        """All that anything is known of."""
        return [name for (name,) in self._base.execute("SELECT name FROM records ORDER BY name")]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """On a full disk nothing is noted: those files are made once more, no worse."""
        try:
            yield
        except sqlite3.OperationalError:
            with suppress(sqlite3.Error):
                self._base.rollback()

    def keep(self, record: Record) -> None:
        """Notes what was printed; files of the lesson that the record doesn't have stay known."""
        with self._writing():
            if (before := self.record(record.name)) is not None:
                _carry_over(before, record)
            for table, told in (("records", record.told()), ("glances", record.glance())):
                self._base.execute(
                    f"INSERT OR REPLACE INTO {table} VALUES (?,?)", (record.name, told)
                )
            self._commit_now_and_then()

    def forget(self, name: str) -> None:
        with self._writing():
            for table in ("records", "glances"):
                self._base.execute(f"DELETE FROM {table} WHERE name = ?", (name,))

    def keep_recipe(self, digest: str, parts: Mapping[str, str]) -> None:
        with self._writing():
            self._base.execute(
                "INSERT OR IGNORE INTO recipes VALUES (?,?)", (digest, json.dumps(dict(parts)))
            )

    def recipe(self, digest: str) -> Mapping[str, str] | None:
        """What the recipe was; None where it is not known."""
        row = self._base.execute("SELECT parts FROM recipes WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._base.commit()
        self._base.close()

    def _commit_now_and_then(self) -> None:
        # What a kill takes away is one second's knowledge: those files are made once more.
        if monotonic() - self._committed > _COMMIT_AFTER:
            self._base.commit()
            self._committed = monotonic()


def _open(path: Path | None) -> sqlite3.Connection:
    base = sqlite3.connect(path or ":memory:", timeout=30)
    try:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        [version] = base.execute("PRAGMA user_version").fetchone()
        if version != _VERSION:
            for (name,) in base.execute(
                "SELECT name FROM sqlite_master WHERE type='table'"
            ).fetchall():
                base.execute(f"DROP TABLE {name}")
            base.executescript(f"{_TABLES} PRAGMA user_version = {_VERSION};")
        elif base.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
    except sqlite3.Error:
        base.close()
        raise
    return base


def _set_aside(path: Path) -> Path | None:
    """Renames a damaged database, so that a new one can take its place; None where that fails."""
    aside = path.with_name(f"{path.name}.damaged")
    try:
        os.replace(path, aside)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError:
        return None
    return aside


def _carry_over(before: Record, now: Record) -> None:
    """Files not asked for this time stay known; where the lesson says something else, as old."""
    same = {(one.path, one.digest) for one in before.inputs} == {
        (one.path, one.digest) for one in now.inputs
    }
    for key, printed in before.printed.items():
        if key not in now.printed:
            now.printed[key] = printed if same else replace(printed, recipe="")


def _tell(problems: Sequence[Problem]) -> list[tuple[str | int | None, ...]]:
    return [
        (one.message, str(one.location.file), one.location.line, one.location.column,
         one.hint, str(one.severity), one.code)
        for one in problems
    ]  # fmt: skip


def _problems(told: Sequence[Any]) -> tuple[Problem, ...]:
    return tuple(
        Problem(message, Location(Path(file), line, column), hint, Severity(severity), code)
        for message, file, line, column, hint, severity, code in told
    )
