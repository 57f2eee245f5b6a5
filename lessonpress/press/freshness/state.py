"""The state: what was printed, out of what, as an SQLite database beside the output.

Deleting it costs time; files in the output that aren't as they would be printed are then taken for somebody's. It
holds digests and places, never what a lesson says.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from time import monotonic, time_ns
from typing import Any

from lessonpress.cache import schema_number
from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.freshness.marks import (
    TABLE,
    Asked,
    misfits,
    note_marks,
    note_unmarked,
)
from lessonpress.problems import Location, Problem, Severity
from lessonpress.registry.files import File

FILE = ".makelesson.sqlite"
#: A file that was changed this short before it was read, in nanoseconds, may have changed again within
#: the same tick of its file system's clock (two seconds on FAT): its time alone proves nothing.
TICK = 2_000_000_000
# These outlive every change of what else is stored: whose a file is, and which key answers which sheet, must be
# known also after an update.
_WRITTEN = """
CREATE TABLE IF NOT EXISTS written(folder TEXT, file TEXT, digest TEXT, PRIMARY KEY(folder, file));
"""
_TABLES = """
CREATE TABLE quick_rows(name TEXT PRIMARY KEY, json TEXT);
CREATE TABLE records(name TEXT PRIMARY KEY, json TEXT);
CREATE TABLE recipes(digest TEXT PRIMARY KEY, parts TEXT);
"""
_LASTING = ("written", "marks")
_COMMIT_AFTER = 1.0
NO_MARKS: Mapping[str, Mapping[str, str]] = {}


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
class ByHand:
    """What a person put in the place of a printed file, and that it was seen: its digest; `ours`, that of
    what had been written there (empty if not known); the name of what was printed `beside` it since, and why."""

    digest: str
    ours: str
    beside: str = ""
    reason: str = ""


@dataclass(slots=True)
class Printed:
    """A file of the output as it was written. Where a person's lies in its place, `digest` and `pages`
    are of what was printed last, size and times of what lies there, of which `by_hand` tells more.
    `asked` are the wishes of the command line alone that it was printed by: keys and values."""

    file: File
    recipe: str
    digest: str
    size: int
    modified: int
    inode: int
    pages: int | None
    problems: tuple[Problem, ...] = ()
    by_hand: ByHand | None = None
    asked: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Record:
    """All that is known of a lesson or unit: what it was made of, and the files that it has.

    `wishes` are its own.
    """

    name: str
    event: str = ""
    wishes: Wishes = NO_WISHES
    problems: tuple[Problem, ...] = ()
    inputs: list[Input] = field(default_factory=list)
    printed: dict[File, Printed] = field(default_factory=dict)

    def as_json(self) -> str:
        """All of it but the name."""
        inputs = [
            (one.path, one.digest, one.size, one.modified, one.inode, one.seen)
            for one in self.inputs
        ]
        printed = [
            (one.file.key, one.recipe, one.digest, one.size, one.modified, one.inode,
             one.pages, _problem_rows(one.problems), one.by_hand and astuple(one.by_hand), one.asked)
            for one in self.printed.values()
        ]  # fmt: skip
        own = self.event, self.wishes.values()
        return json.dumps((*own, _problem_rows(self.problems), inputs, printed))

    @classmethod
    def from_json(cls, name: str, text: str) -> Record | None:
        """None for what is no record, by damage or by another version's hand."""
        try:
            event, wishes, problems, inputs, printed = json.loads(text)
            files = [_printed(*row) for row in printed]
            return cls(
                _checked(name), _checked(event), Wishes.of(wishes), _problems(problems),
                [_input(*row) for row in inputs], {one.file: one for one in files},
            )  # fmt: skip
        except (ValueError, TypeError, LookupError):
            return None

    def quick_row(self) -> str:
        """What says in microseconds that nothing changed, as JSON; empty where only a closer look can.

        Event and wishes; whether there is anything to tell again; path, size, time and inode of each
        input; recipe, size, time and inode of each file by its key.
        """
        if not self.inputs or any(one.modified + TICK >= one.seen for one in self.inputs):
            return ""
        doubtful = bool(self.problems) or any(
            one.problems or one.by_hand for one in self.printed.values()
        )
        inputs = [(one.path, one.size, one.modified, one.inode) for one in self.inputs]
        printed = {
            one.file.key: (one.recipe, one.size, one.modified, one.inode)
            for one in self.printed.values()
        }
        return json.dumps((self.event, self.wishes.values(), doubtful, inputs, printed))


#: Another one for every change of what is stored, after which a database begins anew.
_SCHEMA = schema_number(Record, Printed, ByHand, Input, File, Wishes, Problem, Location)


class State:
    """What was printed into one output folder. Opens (or makes) its database."""

    def __init__(self, output: Path) -> None:
        self.started = time_ns()
        self._output = output
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
                if self.damaged:
                    _save_what_is_whole(self.damaged, self._base)

    def quick_rows(self, names: Sequence[str]) -> dict[str, str]:
        """The quick row of each of those that go by these names; at most some hundred at a time."""
        marks = ",".join("?" * len(names))
        return dict(self._ask(f"SELECT name, json FROM quick_rows WHERE name IN ({marks})", names))

    def record(self, name: str) -> Record | None:
        """All that is known of the one of that name; None where that is nothing, or damaged."""
        for (text,) in self._ask("SELECT json FROM records WHERE name = ?", (name,)):
            return Record.from_json(name, text)
        return None

    def names(self) -> list[str]:
        """All that anything is known of."""
        return [str(name) for (name,) in self._ask("SELECT name FROM records ORDER BY name")]

    def written(self, folder: str) -> dict[str, str]:
        """The digest of each file as it was last written into this folder of the output, by its name;
        also of those that belong to no record. The output itself is the folder ""."""
        rows = self._ask("SELECT file, digest FROM written WHERE folder = ?", (folder,))
        return {str(file): str(known) for file, known in rows}

    def note_written(
        self,
        folder: str,
        files: Mapping[str, str],
        marks: Mapping[str, Mapping[str, str]] = NO_MARKS,
    ) -> None:
        """Notes the digests of files that were written, by their names, and the `marks` of the lessons that
        stand in each. At once: after a kill they would be taken for somebody's."""
        with self._writing():
            rows = [(folder, *one) for one in files.items()]
            self._base.executemany("INSERT OR REPLACE INTO written VALUES (?,?,?)", rows)
            if marks:
                note_marks(self._base, folder, marks)
                note_unmarked(self._base, self._output, folder)
            self._base.commit()

    def forget_written(self, folder: str, files: Iterable[str]) -> None:
        """Forgets files that were removed."""
        with self._writing():
            rows = [(folder, file) for file in files]
            for table in _LASTING:
                self._base.executemany(f"DELETE FROM {table} WHERE folder = ? AND file = ?", rows)

    def misfits(self, asked: Asked, only: Collection[str] | None = None) -> tuple[Problem, ...]:
        """A warning for each printed file that has another mark than what was printed last of its lesson,
        as `freshness.marks` finds them."""
        try:
            return misfits(self._base, self._output, asked, only)
        except sqlite3.Error:
            return ()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """On a full or damaged disk nothing is noted: those files are made once more, no worse."""
        try:
            yield
        except sqlite3.DatabaseError:
            with suppress(sqlite3.Error):
                self._base.rollback()

    def store(self, record: Record) -> None:
        """Notes what was printed; files of the lesson that the record doesn't have stay known."""
        with self._writing():
            if (before := self.record(record.name)) is not None:
                _carry_over(before, record)
            for table, text in (("records", record.as_json()), ("quick_rows", record.quick_row())):
                self._base.execute(
                    f"INSERT OR REPLACE INTO {table} VALUES (?,?)", (record.name, text)
                )
            self._commit_now_and_then()

    def forget(self, name: str) -> None:
        with self._writing():
            for table in ("records", "quick_rows"):
                self._base.execute(f"DELETE FROM {table} WHERE name = ?", (name,))

    def store_recipe(self, digest: str, parts: Mapping[str, str]) -> None:
        with self._writing():
            self._base.execute(
                "INSERT OR IGNORE INTO recipes VALUES (?,?)", (digest, json.dumps(dict(parts)))
            )

    def recipe(self, digest: str) -> Mapping[str, str] | None:
        """What the recipe was; None where it is not known."""
        for (text,) in self._ask("SELECT parts FROM recipes WHERE digest = ?", (digest,)):
            with suppress(ValueError, TypeError):
                return {str(key): str(value) for key, value in dict(json.loads(text)).items()}
        return None

    def _ask(self, question: str, values: Sequence[str] = ()) -> list[Any]:
        """The rows; none where what holds them is damaged, which the next start finds and tells."""
        try:
            return self._base.execute(question, values).fetchall()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                return []
            raise

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
    base.text_factory = _text  # a bit that turned over is no reason to stop
    try:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        [version] = base.execute("PRAGMA user_version").fetchone()
        tables = [
            name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        if "written" not in tables:
            base.executescript(_WRITTEN)
            if "records" in tables:
                _note_what_records_say(base)
        if "marks" not in tables:
            base.executescript(TABLE)
        if version != _SCHEMA:
            for name in tables:
                if name not in _LASTING:
                    base.execute(f"DROP TABLE {name}")
            base.executescript(f"{_TABLES} PRAGMA user_version = {_SCHEMA};")
        elif base.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
    except sqlite3.Error:
        base.close()
        raise
    return base


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")


def _note_what_records_say(base: sqlite3.Connection) -> None:
    """Digests of files as the records of an earlier version have them, which is before they are dropped."""
    for folder, text in base.execute("SELECT name, json FROM records").fetchall():
        with suppress(ValueError, TypeError, LookupError):
            rows = [
                (folder, File.from_key(key).name(folder), _checked(digest))
                for key, _, digest, *_ in json.loads(text)[4]
            ]
            base.executemany("INSERT OR REPLACE INTO written VALUES (?,?,?)", rows)
    base.commit()


def _save_what_is_whole(damaged: Path, base: sqlite3.Connection) -> None:
    """Brings over what can still be read of which files are ours, and of their marks."""
    with suppress(sqlite3.Error):
        old = sqlite3.connect(damaged)
        try:
            for row in old.execute("SELECT folder, file, digest FROM written"):
                if all(isinstance(one, str) for one in row):
                    base.execute("INSERT OR REPLACE INTO written VALUES (?,?,?)", row)
            for row in old.execute("SELECT folder, file, lesson, mark, stale FROM marks"):
                if all(isinstance(one, str) for one in row[:3]):
                    base.execute("INSERT OR REPLACE INTO marks VALUES (?,?,?,?,?)", row)
        finally:
            old.close()
            base.commit()


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


def _problem_rows(problems: Sequence[Problem]) -> list[tuple[str | int | None, ...]]:
    return [
        (one.message, str(one.location.file), one.location.line, one.location.column,
         one.hint, str(one.severity), one.code)
        for one in problems
    ]  # fmt: skip


# --- what was read, held against what it should be: a TypeError for everything else ---------------


def _problems(rows: Sequence[Any]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            _checked(message), Location(Path(file), _number(line), _number(column)),
            _checked(hint), Severity(severity), _checked(code),
        )
        for message, file, line, column, hint, severity, code in rows
    )  # fmt: skip


def _input(*row: Any) -> Input:
    path, digest, size, modified, inode, seen = row
    numbers = map(_int, (size, modified, inode, seen))
    return Input(_checked(path), _checked(digest), *numbers)


def _printed(*row: Any) -> Printed:
    key, recipe, digest, size, modified, inode, pages, problems, by_hand, asked = row
    return Printed(
        File.from_key(_checked(key)), _checked(recipe), _checked(digest),
        _int(size), _int(modified), _int(inode), _number(pages), _problems(problems),
        None if by_hand is None else ByHand(*map(_checked, by_hand)),
        tuple((_checked(key), _checked(value)) for key, value in asked),
    )  # fmt: skip


def _checked(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError
    return text


def _int(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _number(value: Any) -> int | None:
    return None if value is None else _int(value)
