"""Results: a class's table and page, as files. Nothing that lies there already is overwritten unasked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from lessonpress.press.delivery.by_hand import digest_at
from lessonpress.press.delivery.output import ChangedMeanwhileError, write_all
from lessonpress.press.marking.class_page import KIND, class_page
from lessonpress.press.marking.marking import Marking
from lessonpress.press.marking.table import table_of
from lessonpress.workspace import UsageError
from lessonpress.writers.formats import writer_of


def check_free(markings: Sequence[Marking], folder: Path, *, force: bool = False) -> None:
    """Raises UsageError where something lies already by the name of what is to be written."""
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise UsageError(f"{folder} is no folder.", "Name a folder with --into.")
    for path in (path for one in markings for path in paths_of(one, folder)):
        if os.path.isdir(path) or (os.path.lexists(path) and not force):
            raise _taken(path)


def paths_of(marking: Marking, folder: Path) -> tuple[Path, Path]:
    """The table and the page."""
    return folder / f"{marking.name}.csv", folder / f"{marking.name}.pdf"


def write_results(marking: Marking, folder: Path, *, force: bool = False) -> tuple[Path, Path]:
    """Writes both, or none. Raises UsageError for what would be overwritten, ProblemError where the disk
    won't."""
    lesson, layout = marking.lesson, marking.layout
    words, theme = layout.words(lesson.language), layout.theme(KIND)
    page = writer_of("pdf")(class_page(marking, theme, words), theme).data
    table, printed = paths_of(marking, folder)
    was = {path: digest_at(path) if force else None for path in (table, printed)}
    try:
        write_all({table: table_of(marking, words), printed: page}, was)
    except ChangedMeanwhileError:
        raise _taken(table) from None
    return table, printed


def _taken(path: Path) -> UsageError:
    return UsageError(
        f"There is a file called {path} already.",
        "Name another folder with --into, or replace it with --force.",
    )
