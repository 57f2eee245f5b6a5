"""Rosters: the pupils of a class, from a table as spreadsheets write it, and what each of them is to have.

Names are for paper only. No problem told here quotes what stands in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonpress.content.roster_columns import Columns, Meaning, RepeatedColumn, find_columns
from lessonpress.content.roster_csv import decode_roster, read_csv
from lessonpress.content.roster_table import DATE, Table
from lessonpress.content.source import MOST_CHARACTERS
from lessonpress.files import read_file
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.registry.accommodations import (
    NONE,
    WrongAccommodation,
    accommodation,
)
from lessonpress.registry.formats import FORMATS, PAGED_FORMATS
from lessonpress.words.codes import is_language
from lessonpress.words.lists import version_called

#: As many copies as one pupil can have, and a class set.
MOST_EACH, MOST_COPIES = 99, 5_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Above the header may stand a title, a school's name, an empty row.
_TITLE_ROWS = 10
_HEADER_HINT = (
    "Begin with a header that has a column “name”, or “first name” and “last name”, then one pupil in"
    " each row."
)


@dataclass(frozen=True, slots=True)
class Pupil:
    """A row of a roster: the name, and the line on which it begins; "" is what the roster doesn't say.

    `version` is a letter, in small; `group` the class; `accommodation` a key of `registry.accommodations`;
    `language` a BCP 47 tag. `format` is the one, such as `html`, in which this pupil has the document instead of
    on these pages. `copies` is how many.
    """

    name: str
    line: int
    version: str = ""
    seat: str = ""
    group: str = ""
    accommodation: str = ""
    language: str = ""
    format: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Roster:
    """The pupils in the file's order, each as often as they stand there, and what is doubtful in it."""

    path: Path
    pupils: tuple[Pupil, ...]
    doubts: tuple[Problem, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(pupil.name for pupil in self.pupils)


def read_roster(path: Path, text: str | None = None) -> Roster:
    """The roster in a file: CSV in UTF-8 or UTF-16, its columns parted by commas, semicolons or tabs, or the first
    sheet with names of an Excel workbook. `text` stands for a CSV file's if it is given.

    A header says which column is which, see `roster_columns`; rows above it are passed over. Raises ProblemError
    with everything that is wrong.
    """
    found = _find_table(path, _tables(path, text))
    pupils: list[Pupil] = []
    problems = list(found.table.problems)
    for line, row in found.rows:
        row_ = _Row(path, line, row, found.columns)
        pupil = row_.read()
        problems += row_.problems
        if pupil is not None:
            pupils.append(pupil)
    if not pupils and not problems:
        message = "This roster has a header and no names."
        hint = "Write one pupil in each row below the header."
        problems.append(_problem(path, found.line, message, hint, "empty-roster"))
    copies = sum(pupil.copies for pupil in pupils)
    if copies > MOST_COPIES:
        message = (
            f"This roster asks for {copies:,} copies; a class set has at most {MOST_COPIES:,}."
        )
        hint = "Make a roster for each class."
        problems.append(_problem(path, found.line, message, hint, "roster-too-long"))
    if problems:
        raise ProblemError(problems)
    return Roster(path, tuple(pupils), tuple(_doubts(path, found)))


def _tables(path: Path, text: str | None) -> Iterator[Table]:
    if text is not None:
        return read_csv(path, text)
    try:
        data = read_file(path, most=4 * MOST_CHARACTERS + 3, pipes=True)
    except OSError as error:
        reason = error.strerror or "no reason given"
        message = f"This file cannot be read: {reason[:1].lower()}{reason[1:]}."
        hint = "See that it is a file, and who may read it."
        raise ProblemError([Problem(message, Location(path), hint, code="unreadable")]) from None
    if data.startswith(_ZIP):
        from lessonpress.content.roster_workbook import read_sheets

        return read_sheets(path, data)
    if data.startswith(_OLE):
        message = "This workbook is of an older kind (.xls), or asks for a password."
        hint = "In Excel, save it as “Excel Workbook (.xlsx)”, without a password."
        raise ProblemError([Problem(message, Location(path), hint, code="roster-format")])
    return read_csv(path, decode_roster(path, data))


# --- the header ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """The table that the pupils are in: `rows` are those below its header, which stands on `line` and is the
    row at `at` (from 0). `others` is how many more sheets have names."""

    table: Table
    at: int
    columns: Columns
    others: int = 0

    @property
    def rows(self) -> Sequence[tuple[int, list[str]]]:
        return self.table.rows[self.at + 1 :]

    @property
    def line(self) -> int:
        return self.table.rows[self.at][0]

    @property
    def titles(self) -> list[str]:
        return self.table.rows[self.at][1]


def _find_table(path: Path, tables: Iterator[Table]) -> _Found:
    """The first table with names. Raises ProblemError where there is none."""
    first: Table | None = None
    found: list[_Found] = []  # in a workbook, maybe several
    for table in tables:
        first = first or table
        header = _find_header(path, table)
        if header is not None:
            found.append(header)
            if not table.sheet:  # a CSV file by another separator is the same rows
                break
    if found:
        [chosen, *others] = found
        return _Found(chosen.table, chosen.at, chosen.columns, len(others))
    if first is not None and first.problems:
        raise ProblemError(first.problems)
    if first is None or not first.rows:
        problem = _problem(path, 1, "This roster is empty.", _HEADER_HINT, "empty-roster")
    else:
        message = "The header has no column “name”."
        line = first.rows[0][0]
        problem = _problem(path, line, message, _HEADER_HINT, "roster-header")
    raise ProblemError([problem])


def _find_header(path: Path, table: Table) -> _Found | None:
    """Raises ProblemError for one with two columns of which nobody knows which is meant."""
    for at, (line, row) in enumerate(table.rows[:_TITLE_ROWS]):
        try:
            columns = find_columns(row)
        except RepeatedColumn as error:
            message = f"The header has more than one column “{error.meaning}”."
            problem = _problem(path, line, message, _HEADER_HINT, "roster-header")
            raise ProblemError([problem]) from None
        if columns is not None:
            return _Found(table, at, columns)
    return None


def _doubts(path: Path, found: _Found) -> Iterator[Problem]:
    """What stands in the file and isn't used: columns by their headings, and nothing else by what it says."""
    shown = [found.titles[at] for at in found.columns.others if found.titles[at]]
    if shown:
        named = ", ".join(f"“{title}”" for title in shown)
        one = len(shown) == 1
        yield _problem(
            path,
            found.line,
            f"The column{'' if one else 's'} {named} {'says' if one else 'say'} nothing that a class set has.",
            "Columns that count: name, or first name and last name; class, seat, version, accommodation, "
            "language, copies.",
            "roster-column",
            Severity.WARNING,
        )
    if found.others:
        yield _problem(
            path,
            found.line,
            "More than one sheet of this workbook has names; the first is printed.",
            "Move the sheet that you mean to the front, or hide the others.",
            "roster-sheets",
            Severity.WARNING,
        )


# --- a row ---------------------------------------------------------------------------------------


class _Row:
    """A row, and what is wrong with it: by its line and the columns' headings, without what it says."""

    def __init__(self, path: Path, line: int, row: Sequence[str], columns: Columns) -> None:
        self._path, self._line, self._row, self._columns = path, line, row, columns
        self.problems: list[Problem] = []

    def read(self) -> Pupil | None:
        if any(self._row[self._columns.width :]):
            self._tell(
                "This row has more columns than the header.",
                "Put a name that has the separator in it between double quotes.",
                "roster-columns",
            )
            return None
        for meaning, place in self._columns.places.items():
            if self._row[place : place + 1] == [DATE]:
                self._tell(
                    f"The {meaning} in this row is a date; spreadsheets make one of what is typed as 2-3.",
                    "Format the column as text, and type it again.",
                    "roster-date",
                )
        name = self._columns.name(self._row)
        if not name:
            self._tell(
                "This row has no name.",
                "Fill in the name, or empty the row. Of merged cells, the first one alone says something.",
                "roster-without-name",
            )
            return None
        key, format_ = self._accommodation()
        return Pupil(
            name,
            self._line,
            version=self._version(),
            seat=self._cell("seat"),
            group=self._cell("class"),
            accommodation=key,
            language=self._language(),
            format=format_,
            copies=self._copies(),
        )

    def _cell(self, meaning: Meaning) -> str:
        said = self._columns.cell(self._row, meaning)
        return "" if said == DATE else said

    def _version(self) -> str:
        said = self._cell("version")
        version = version_called(said)
        if said and not version:
            self._tell(
                "This row's version is no letter from A to Z.",
                "Write A, B … or leave it empty for whichever comes next.",
                "roster-version",
            )
        return version

    def _accommodation(self) -> tuple[str, str]:
        """The key, and the format: the one of them that isn't printed."""
        words = ["-".join(word.split()) for word in self._cell("accommodation").lower().split("+")]
        formats = [word for word in words if word in FORMATS and word not in PAGED_FORMATS]
        if len(formats) > 1:
            hint = "Keep one of them; for two, write the pupil into two rows."
            self._tell("This row asks for two formats.", hint, "roster-accommodation")
        key = "+".join(word for word in words if word not in formats)
        if key in ("", NONE):
            return "", "".join(formats[:1])
        try:
            return accommodation(key).key, "".join(formats[:1])
        except WrongAccommodation as error:
            message = "This row's accommodation is none that there is."
            self._tell(message, error.hint, "roster-accommodation")
        return "", ""

    def _language(self) -> str:
        tag = self._cell("language")
        if tag and not is_language(tag):
            self._tell(
                "This row's language is no code of one.",
                "Write two or three letters, such as `uk` for Ukrainian, or leave it empty.",
                "roster-language",
            )
        return tag

    def _copies(self) -> int:
        said = self._cell("copies")
        if not said:
            return 1
        number = int(said) if said.isdecimal() and len(said) < 6 else 0
        if not 1 <= number <= MOST_EACH:
            hint = "Leave it empty for one; remove the row of whoever needs none."
            message = f"The copies in this row are no number from 1 to {MOST_EACH}."
            self._tell(message, hint, "roster-copies")
        return number

    def _tell(self, message: str, hint: str, code: str) -> None:
        self.problems.append(_problem(self._path, self._line, message, hint, code))


def _problem(
    path: Path,
    line: int,
    message: str,
    hint: str,
    code: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    return Problem(message, Location(path, line), hint, severity, code)
