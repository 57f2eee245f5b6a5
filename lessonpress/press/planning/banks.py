"""The banks of a workspace: what a check says of each, whether a lesson draws from it or not."""

from __future__ import annotations

from collections.abc import Iterator

from lessonpress.content.bank import check_bank
from lessonpress.press.planning.names import without_name
from lessonpress.problems import Problem
from lessonpress.workspace import Workspace, describe_no_file, leads_away, twin_problem


def doubtful_banks(workspace: Workspace) -> Iterator[Problem]:
    """All that is wrong with banks and their files."""
    files = workspace.bank_files()
    yield from without_name(files.nameless)
    yield from map(leads_away, files.astray)
    yield from (describe_no_file(path, "bank") for path in files.no_files)
    for first, *others in files.values():
        yield from (twin_problem(first, other, "bank") for other in others)
        yield from check_bank(first)
