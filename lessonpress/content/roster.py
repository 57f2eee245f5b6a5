"""Rosters: the names of a class, from a CSV file as spreadsheets write it.

Names are for paper only. No problem told here quotes what stands in the file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from lessonpress.content.source import read_text
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.words.lists import version_called

_NAME, _VERSION, _SEAT = "name", "version", "seat"
_SEPARATORS = (",", ";", "\t")
_AS_UTF_8 = "In the spreadsheet, save it as “CSV UTF-8”."


@dataclass(frozen=True, slots=True)
class Pupil:
    """A row of a roster: the name, and the line on which it begins; the letter of the version that the pupil
    is to have, in small, and the seat; "" where the roster says none."""

    name: str
    line: int
    version: str = ""
    seat: str = ""


def read_roster(path: Path, text: str | None = None) -> tuple[str, ...]:
    """The names alone; else as `read_pupils`."""
    return tuple(pupil.name for pupil in read_pupils(path, text))


def read_pupils(path: Path, text: str | None = None) -> tuple[Pupil, ...]:
    """The pupils in the file's order, each as often as they stand there; `text` stands for the
    file's if it is given.

    The first row is a header with a column `name`; of others, `version` and `seat` count. Columns are separated
    by commas, semicolons or tabs. Raises ProblemError with everything that is wrong.
    """
    rows = list(_rows(path, _read(path, text)))
    if not rows:
        raise ProblemError(
            [_problem(path, 1, "This roster is empty.", _HEADER_HINT, "empty-roster")]
        )
    line, header = rows[0]
    column = _name_column(path, line, header)
    version_column = _column(path, line, header, _VERSION)
    seat_column = _column(path, line, header, _SEAT)
    pupils: list[Pupil] = []
    problems: list[Problem] = []
    for line, row in rows[1:]:
        name = row[column] if column < len(row) else ""
        if len(row) > len(header) and any(row[len(header) :]):
            problems.append(
                _problem(
                    path,
                    line,
                    "This row has more columns than the header.",
                    "Put a name that has the separator in it between double quotes.",
                    "roster-columns",
                )
            )
        elif not name:
            problems.append(
                _problem(
                    path,
                    line,
                    "This row has no name.",
                    "Fill in the name, or empty the row.",
                    "roster-without-name",
                )
            )
        else:
            said = row[version_column] if version_column < len(row) else ""
            version = version_called(said)
            if said and not version:
                problems.append(
                    _problem(
                        path,
                        line,
                        "This row's version is no letter from A to Z.",
                        "Write A, B … or leave it empty for whichever comes next.",
                        "roster-version",
                    )
                )
            seat = row[seat_column] if seat_column < len(row) else ""
            pupils.append(Pupil(name, line, version, seat))
    if not pupils and not problems:
        problems.append(
            _problem(
                path,
                line,
                "This roster has a header and no names.",
                "Write one pupil in each row below the header.",
                "empty-roster",
            )
        )
    if problems:
        raise ProblemError(problems)
    return tuple(pupils)


_HEADER_HINT = "Begin with a header that has a column “name”, then one pupil in each row."


def _read(path: Path, text: str | None) -> str:
    try:
        return read_text(path, text, pipes=True)
    except ProblemError as error:
        problems = [
            Problem(one.message, one.location, _AS_UTF_8, one.severity, one.code)
            if one.code == "not-utf-8"
            else one
            for one in error.problems
        ]
        raise ProblemError(problems) from None


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, their cells trimmed, each with the line on which it begins."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise ProblemError(
            [
                _problem(
                    path,
                    line,
                    "This row cannot be read.",
                    "Look for a double quote that is not closed, or that stands within a name.",
                    "roster-row",
                )
            ]
        ) from None


def _name_column(path: Path, line: int, header: list[str]) -> int:
    column = _column(path, line, header, _NAME)
    if column < len(header):
        return column
    message = "The header has no column “name”."
    raise ProblemError([_problem(path, line, message, _HEADER_HINT, "roster-header")])


def _column(path: Path, line: int, header: list[str], name: str) -> int:
    """The place of the column of that name; behind the last where there is none."""
    found = [index for index, title in enumerate(header) if title.casefold() == name]
    if len(found) > 1:
        message = f"The header has more than one column “{name}”."
        raise ProblemError([_problem(path, line, message, _HEADER_HINT, "roster-header")])
    return found[0] if found else len(header)


def _problem(path: Path, line: int, message: str, hint: str, code: str) -> Problem:
    return Problem(message, Location(path, line), hint, code=code)
