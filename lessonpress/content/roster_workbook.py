"""Roster workbooks: the sheets of an Excel workbook as rows of text, as people see them there.

openpyxl reads it, row by row and no more than there is; it is loaded here alone. No problem told here quotes what stands in the file.
"""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from lessonpress.content.roster_table import AS_UTF_8, DATE, Table, check_characters
from lessonpress.packages import TooLarge, texts_of
from lessonpress.problems import Location, Problem, ProblemError

#: The largest part of a roster's workbook, in bytes: a sheet of some ten thousand rows.
LARGEST_PART = 8_000_000
#: What stands further to the right isn't looked at.
MOST_COLUMNS = 100
_WORKBOOK = "xl/workbook.xml"


def read_sheets(path: Path, data: bytes) -> Iterator[Table]:
    """The visible sheets in the workbook's order. Raises ProblemError for what is no workbook, or not a roster's."""
    _check(path, data)
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError:
        hint = f"Install what reads them with `pip install 'makelesson[excel]'`. Or: {AS_UTF_8}"
        raise _refused(path, "Excel workbooks can’t be read yet.", hint) from None
    try:
        with warnings.catch_warnings():  # of what a roster isn't asked for
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            tables = [_table(path, sheet) for sheet in book if sheet.sheet_state == "visible"]
    except Exception:  # whatever openpyxl trips over; what it says may have a name in it
        raise _damaged(path) from None
    return iter(tables)


def _check(path: Path, data: bytes) -> None:
    parts = set()
    try:
        for name, text in texts_of(data, LARGEST_PART):
            if b"<!DOCTYPE" in text:  # what entities are declared in; no spreadsheet writes one
                raise _damaged(path)
            parts.add(name)
    except TooLarge as error:
        hint = "Copy the roster alone into a new workbook."
        raise _refused(path, f"This workbook is too large. {error}", hint) from None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        raise _damaged(path) from None
    if _WORKBOOK not in parts:
        raise _refused(path, "This is no Excel workbook (.xlsx).", AS_UTF_8)


def _table(path: Path, sheet: Any) -> Table:
    if not hasattr(sheet, "iter_rows"):  # a sheet that is a chart
        return Table((), sheet=True)
    sheet.reset_dimensions()  # other programs than Excel write wrong ones
    rows: list[tuple[int, list[str]]] = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append((number, cells))
    return Table(tuple(rows), check_characters(path, rows), sheet=True)


def _text(cell: Any) -> str:
    """What a person sees in it: 3 of a number, not 3.0, and 007 where zeros are shown."""
    match cell.value:
        case None:
            return ""
        case bool() as value:
            return str(value).upper()
        case int() | float() as value:
            if isinstance(value, float) and not value.is_integer():
                return f"{value:.10g}"
            shown = cell.number_format
            digits = len(shown) if set(shown) == {"0"} else 1
            return f"{int(value):0{digits}d}"
        case datetime.date() | datetime.time() | datetime.timedelta():
            return DATE
        case value:
            return " ".join(str(value).split())


def _damaged(path: Path) -> ProblemError:
    return _refused(path, "This workbook is damaged.", f"Open it, and save it anew. {AS_UTF_8}")


def _refused(path: Path, message: str, hint: str) -> ProblemError:
    return ProblemError([Problem(message, Location(path), hint, code="roster-format")])
