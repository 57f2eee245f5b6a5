"""Marks: which sheets, keys, class sets and packets of the output answer each other, as far as is known.

Each printed file has a row for every lesson whose questions or answers stand in it, with the mark that the
lesson had then. `stale` is kept up when something is printed, so that a build with nothing to do
asks only for the rows that are: none, in most.
"""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lessonpress.press.inputs import digest, read_file
from lessonpress.problems import Location, Problem, Severity
from lessonpress.registry.files import (
    ALL_VERSIONS,
    VERSIONS,
    File,
    class_set_of,
    file_called,
    in_class_set,
)
from lessonpress.registry.formats import PAGED_FORMATS
from lessonpress.registry.kinds import KINDS, STUDENT_KINDS
from lessonpress.registry.sheets import lesson_and_version, sheet_name

#: Without a mark, a file is one of which it isn't known.
TABLE = """
CREATE TABLE marks(folder TEXT, file TEXT, lesson TEXT, mark TEXT, stale INTEGER,
 PRIMARY KEY(folder, file, lesson)) WITHOUT ROWID;
CREATE INDEX marks_of_lesson ON marks(lesson);
CREATE INDEX stale_marks ON marks(lesson) WHERE stale;
"""
CODE = "other-code"

#: Which files a lesson or a unit asks for by itself; None for one that there isn't.
Asked = Callable[[str], Container[File] | None]


class _Row(NamedTuple):
    folder: str
    file: str
    lesson: str
    mark: str | None


def note_marks(
    base: sqlite3.Connection, folder: str, files: Mapping[str, Mapping[str, str]]
) -> None:
    """Notes the marks of files that were just written into this folder of the output, each by the lessons
    that stand in it; what has another of the same lesson is stale from now on."""
    latest: dict[str, str] = {}
    for file, marks in files.items():
        base.execute("DELETE FROM marks WHERE folder = ? AND file = ?", (folder, file))
        rows = [(folder, file, lesson, mark) for lesson, mark in marks.items()]
        base.executemany("INSERT INTO marks VALUES (?,?,?,?,0)", rows)
        latest |= marks
    for lesson, mark in latest.items():
        base.execute(
            "UPDATE marks SET stale = mark IS NOT ?1 WHERE lesson = ?2 AND stale IS NOT (mark IS NOT ?1)",
            (mark, lesson),
        )


def note_unmarked(base: sqlite3.Connection, output: Path, lesson: str) -> None:
    """Notes what lies in a lesson's folder without being known, from before or from elsewhere."""
    try:
        present = os.listdir(output / lesson)
    except OSError:
        return
    known = {file for (file,) in base.execute("SELECT file FROM marks WHERE folder = ?", (lesson,))}
    for name in present:
        if name.startswith(lesson) and name not in known:
            for sheet in _sheets(lesson, _called(name[len(lesson) :])):
                base.execute("INSERT INTO marks VALUES (?,?,?,NULL,1)", (lesson, name, sheet))


def misfits(
    base: sqlite3.Connection, output: Path, asked: Asked, only: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """A warning for each file in the output that has another mark than what was printed last of its
    lesson; of these lessons and units `only`, or of all that there are."""
    stale = "SELECT DISTINCT lesson FROM marks WHERE stale ORDER BY lesson"
    problems = []
    for (lesson,) in base.execute(stale).fetchall():
        there = list(_there(base, output, lesson))
        fresh = [one for one in there if one.fresh]
        for one in there:
            if one.fresh or not fresh or asked(one.row.folder) is None:
                continue
            if only is None or not {one.row.folder, lesson_and_version(lesson)[0]}.isdisjoint(only):
                # Named is what lies beside it, under its own name, if that can be.
                other = min(
                    fresh, key=lambda two: (two.row.folder != one.row.folder, not two.own_name)
                )
                problems.append(_problem(one, other, asked))
    return tuple(sorted(problems, key=lambda problem: str(problem.location.file)))


def read_misfits(
    state: Path, output: Path, asked: Asked, only: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """The same, of a state that is only looked at; nothing where there is none, or a damaged one."""
    if not state.is_file():
        return ()
    with suppress(sqlite3.Error):
        uri = f"{state.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=30)) as base:
            return misfits(base, output, asked, only)
    return ()


@dataclass(frozen=True, slots=True)
class _There:
    """A file that lies in the output; `by_hand` is whether a person changed it, `beside` what was printed
    beside it since."""

    row: _Row
    path: Path
    fresh: bool
    by_hand: bool
    beside: str = ""

    @property
    def own_name(self) -> bool:
        """Whether it isn't one that was printed beside another."""
        return _called(self.row.file.removeprefix(self.row.folder)) is not None


def _there(base: sqlite3.Connection, output: Path, lesson: str) -> Iterator[_There]:
    rows = base.execute(
        "SELECT folder, file, lesson, mark, stale FROM marks WHERE lesson = ?"
        " ORDER BY folder, file",
        (lesson,),
    ).fetchall()
    marks = {(folder, file): not stale for folder, file, _, _, stale in rows}
    for folder, file, _, mark, stale in rows:
        path = output / folder / file
        try:
            now = digest(read_file(path))
        except OSError:
            continue
        written = base.execute("SELECT file, digest FROM written WHERE folder = ?", (folder,))
        stem, dot, ending = file.rpartition(".")
        ours = {
            name: known
            for name, known in written
            if name == file or (name.startswith(f"{stem}.new") and name.endswith(dot + ending))
        }
        beside = next((name for name in ours if name != file and marks.get((folder, name))), "")
        # Whoever moved what was printed beside it into its place has that there.
        moved = now != ours.get(file) and now == ours.get(beside)
        fresh = moved or not stale
        by_hand = not moved and now != ours.get(file)
        shown = beside if (output / folder / beside).is_file() else ""
        yield _There(_Row(folder, file, lesson, mark), path, fresh, by_hand, shown)


def _problem(one: _There, fresh: _There, asked: Asked) -> Problem:
    row = one.row
    lesson, version = lesson_and_version(row.lesson)
    of = "" if row.folder == lesson else f"Of the lesson {lesson}, "
    subject = f"version {version.upper()} of this has" if version else "this has"
    subject = subject if of else subject[0].upper() + subject[1:]
    other = f"{fresh.path.name} has {_said(fresh.row.mark)}"
    if row.mark is None:
        message = f"It isn't known which code this has; {other}. They may not fit each other."
    else:
        message = f"{of}{subject} {_said(row.mark)}, but {other}: they don't fit each other."
    return Problem(message, Location(one.path), _remedy(one, asked), Severity.WARNING, CODE)


def _said(mark: str | None) -> str:
    return f"code {mark}" if mark else "no code"


def _remedy(one: _There, asked: Asked) -> str:
    row = one.row
    name = shlex.quote(row.folder)
    file = _called(row.file.removeprefix(row.folder))
    if file is None:  # what was printed beside another
        return "Delete it once you have taken from it what you need."
    document, is_class_set = in_class_set(file)
    if is_class_set:
        command = f"makelesson class-set {name} --roster ROSTER"
        chosen = [("document", document, "worksheet"), ("format", file.format, "pdf")]
        command += "".join(f" --{key} {value}" for key, value, usual in chosen if value != usual)
    else:
        command = f"makelesson build {name} --document {document} --format {file.format}"
        if file.version and file not in (asked(row.folder) or ()):
            command += f" --versions {_least(file.version)}"
        if file.accommodation and file not in (asked(row.folder) or ()):
            command += f" --accommodation {file.accommodation}"
    if one.by_hand:
        beside = (
            f"Take what you changed over into {one.beside}, or replace" if one.beside else "Replace"
        )
        return f"It was changed by hand. {beside} it with: {command} --force"
    hint = f"Print it anew with: {command}"
    if not is_class_set and file not in (asked(row.folder) or ()):
        hint += "\n    The lesson no longer asks for it; `makelesson build --prune` removes it."
    return hint


def _called(name: str) -> File | None:
    """The file, or the class set, that is called so after the lesson's or the unit's own name."""
    return file_called(name) or _class_sets().get(name)


@cache
def _class_sets() -> Mapping[str, File]:
    sets = (
        class_set_of(File(document, format_))
        for document in STUDENT_KINDS
        for format_ in PAGED_FORMATS
    )
    return {file.name(""): file for file in sets}


def _sheets(lesson: str, file: File | None) -> tuple[str, ...]:
    """By which names the marks are known that this file of a lesson has whatever stands in it."""
    if file is None or in_class_set(file)[0] not in _SHEETS:
        return ()
    return (sheet_name(lesson, "" if file.version == ALL_VERSIONS else file.version),)


def _least(version: str) -> int:
    """How many versions there must be for that one."""
    return 2 if version == ALL_VERSIONS else max(2, VERSIONS.index(version) + 1)


# Those of a lesson that have a mark whatever stands in it.
_SHEETS = {"worksheet", *(kind.name for kind in KINDS.values() if kind.is_key)}
