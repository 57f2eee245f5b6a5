"""The state: what was printed, out of what, as an SQLite database beside the output.

Deleting it costs only time. It holds digests and places, never what a lesson says.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, time_ns

from lessonpress.problems import Location, Problem, Severity

FILE = ".makelesson.sqlite"
_VERSION = 1
_TABLES = """
CREATE TABLE owners(name TEXT PRIMARY KEY, event TEXT, layout TEXT, paper TEXT, problems TEXT)
    WITHOUT ROWID;
CREATE TABLE inputs(owner TEXT, path TEXT, digest TEXT, size INT, modified INT, inode INT, seen INT,
    PRIMARY KEY(owner, path)) WITHOUT ROWID;
CREATE TABLE printed(owner TEXT, document TEXT, format TEXT, recipe TEXT, digest TEXT, size INT,
    modified INT, inode INT, pages INT, problems TEXT, PRIMARY KEY(owner, document, format))
    WITHOUT ROWID;
CREATE TABLE recipes(digest TEXT PRIMARY KEY, parts TEXT) WITHOUT ROWID;
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
    """All that is known of a lesson or unit: what it was made of, and the files that it has."""

    name: str
    event: str = ""
    layout: str | None = None
    paper: str | None = None
    problems: tuple[Problem, ...] = ()
    inputs: list[Input] = field(default_factory=list)
    printed: dict[tuple[str, str], Printed] = field(default_factory=dict)


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
            if isinstance(error, sqlite3.OperationalError) and not path.is_file():
                self._base = _open(None)  # the folder can't be written to; the files will tell
            else:
                self.damaged = _set_aside(path)
                self._base = _open(path if self.damaged else None)

    def records(self, names: Sequence[str]) -> dict[str, Record]:
        """What is known of those that go by these names; at most some hundred at a time."""
        marks = ",".join("?" * len(names))
        found = {
            name: Record(name, event, layout, paper, _problems(problems))
            for name, event, layout, paper, problems in self._base.execute(
                f"SELECT name, event, layout, paper, problems FROM owners WHERE name IN ({marks})",
                names,
            )
        }
        for owner, *rest in self._base.execute(
            f"SELECT * FROM inputs WHERE owner IN ({marks})", names
        ):
            found[owner].inputs.append(Input(*rest))
        for owner, *rest, told in self._base.execute(
            f"SELECT * FROM printed WHERE owner IN ({marks})", names
        ):
            printed = Printed(*rest)
            printed.problems = _problems(told)
            found[owner].printed[printed.document, printed.format] = printed
        return found

    def names(self) -> list[str]:
        """All that anything is known of."""
        return [name for (name,) in self._base.execute("SELECT name FROM owners ORDER BY name")]

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
            self._keep(record)

    def _keep(self, record: Record) -> None:
        base = self._base
        before = base.execute(
            "SELECT path, digest FROM inputs WHERE owner = ?", (record.name,)
        ).fetchall()
        if set(before) != {(one.path, one.digest) for one in record.inputs}:
            # Its other files, not asked for this time, are of what the lesson was before.
            base.execute("UPDATE printed SET recipe = '' WHERE owner = ?", (record.name,))
        base.execute("DELETE FROM inputs WHERE owner = ?", (record.name,))
        base.execute(
            "INSERT OR REPLACE INTO owners VALUES (?,?,?,?,?)",
            (record.name, record.event, record.layout, record.paper, _told(record.problems)),
        )
        base.executemany(
            "INSERT INTO inputs VALUES (?,?,?,?,?,?,?)",
            [
                (record.name, one.path, one.digest, one.size, one.modified, one.inode, one.seen)
                for one in record.inputs
            ],
        )
        self._keep_printed(record.name, record.printed.values())
        self._commit_now_and_then()

    def keep_printed(self, owner: str, files: Iterable[Printed]) -> None:
        with self._writing():
            self._keep_printed(owner, files)

    def _keep_printed(self, owner: str, files: Iterable[Printed]) -> None:
        self._base.executemany(
            "INSERT OR REPLACE INTO printed VALUES (?,?,?,?,?,?,?,?,?,?)",
            [
                (owner, one.document, one.format, one.recipe, one.digest, one.size, one.modified,
                 one.inode, one.pages, _told(one.problems))
                for one in files
            ],
        )  # fmt: skip

    def forget(self, name: str) -> None:
        with self._writing():
            for table, column in (("owners", "name"), ("inputs", "owner"), ("printed", "owner")):
                self._base.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))

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


def _told(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    return json.dumps(
        [
            (one.message, str(one.location.file), one.location.line, one.location.column,
             one.hint, str(one.severity), one.code)
            for one in problems
        ]
    )  # fmt: skip


def _problems(told: str) -> tuple[Problem, ...]:
    if not told:
        return ()
    return tuple(
        Problem(message, Location(Path(file), line, column), hint, Severity(severity), code)
        for message, file, line, column, hint, severity, code in json.loads(told)
    )
