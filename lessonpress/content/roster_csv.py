"""Roster CSV: text with a separator as rows, in the encodings and with the separators that spreadsheets write.

No problem told here quotes what stands in the file.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from lessonpress.content.roster_table import AS_UTF_8, Table
from lessonpress.content.source import LINE_END, read_text
from lessonpress.problems import Location, Problem, ProblemError

_SEPARATORS = (",", ";", "\t")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What Excel writes and reads in the first line, to say what parts columns.
_SAYS_SEPARATOR = re.compile(r'\s*"?sep=(?P<separator>[^"\r\n])"?[^\S\r\n]*(?:\r\n|\r|\n|\Z)', re.I)


def decode_roster(path: Path, data: bytes) -> str:
    """UTF-8, or the UTF-16 that Excel calls Unicode text. Raises ProblemError for anything else: code pages aren't
    guessed, since of č and è, or of є and º, the wrong one would stand on paper."""
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    line = 1
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line += len(LINE_END.findall(data[: error.start].decode(encoding, "replace")))
    else:
        if "\0" not in text:  # as there is in UTF-16 or UTF-32 that doesn't say so
            return text
    message = "This file is neither UTF-8 nor Excel’s Unicode text."
    raise ProblemError([Problem(message, Location(path, line), AS_UTF_8, code="not-utf-8")])


def read_csv(path: Path, text: str) -> Iterator[Table]:
    """The rows by each separator that may be meant, the likeliest first; by that of a first line `sep=;` alone.

    Raises ProblemError for what no page can hold.
    """
    text = read_text(path, text)
    if said := _SAYS_SEPARATOR.match(text):
        before = len(LINE_END.findall(said[0]))
        yield _rows(path, text[said.end() :], said["separator"], before)
        return
    first = next((line for line in text.splitlines() if line.strip()), "")
    for separator in sorted(_SEPARATORS, key=first.count, reverse=True):
        yield _rows(path, text, separator)


def _rows(path: Path, text: str, separator: str, before: int = 0) -> Table:
    """The rows of what stands below so many lines."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = before + 1
    try:
        for row in reader:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                rows.append((line, cells))
            line = before + reader.line_num + 1
    except csv.Error:
        problem = Problem(
            "This row cannot be read.",
            Location(path, line),
            "Look for a double quote that is not closed, or that stands within a name.",
            code="roster-row",
        )
        return Table(tuple(rows), (problem,))
    return Table(tuple(rows))
