"""Roster tables: a roster as rows of text, whatever its file was. No problem told here quotes what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lessonpress.content.source import FORBIDDEN
from lessonpress.problems import Location, Problem

AS_UTF_8 = "In the spreadsheet, save it as “CSV UTF-8”, or as an Excel workbook (.xlsx)."
#: What stands in a cell that is a date: spreadsheets make one of `2-3`, and show a day of March.
DATE = "\ufffcdate"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that aren't empty, their cells trimmed, each with the line on which it begins, or its number in a
    workbook. `problems` are errors in what stands in them, or below them;
    `sheet` is whether it is one of a workbook's."""

    rows: tuple[tuple[int, list[str]], ...]
    problems: tuple[Problem, ...] = ()
    sheet: bool = False


def check_characters(path: Path, rows: Iterable[tuple[int, list[str]]]) -> tuple[Problem, ...]:
    """An error for each row that holds what no page can."""
    return tuple(
        Problem(
            f"The character U+{ord(found[0]):04X} cannot be printed.",
            Location(path, line),
            "Delete it; it is invisible and was probably pasted in with other text.",
            code="control-character",
        )
        for line, cells in rows
        if (found := FORBIDDEN.search("".join(cells)))
    )
