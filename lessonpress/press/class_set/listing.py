"""Listing: what the list to tick off says of each pupil's copy, and what lies elsewhere or can't be bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.press.class_set.deal import Dealt, file_instead
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.registry.accommodations import accommodation
from lessonpress.registry.files import VERSIONS
from lessonpress.registry.formats import format_of
from lessonpress.words.lists import version_letter

if TYPE_CHECKING:
    from lessonpress.document.class_set import Listed
    from lessonpress.press.class_set.copies import Copies
    from lessonpress.words import Words


def listed(dealt: Sequence[Dealt], copies: Copies, words: Words) -> list[Listed]:
    """The rows of the list."""
    from lessonpress.document.class_set import Listed

    several = len(copies.lessons) > 1
    language = copies.lessons[0].language
    return [
        Listed(
            one.pupil.name,
            group=one.pupil.group,
            seat=one.pupil.seat,
            version=version_letter(VERSIONS[one.version], language) if several else "",
            looks=_in_words(one.key, words),
            copies=one.pupil.copies,
            file="" if one.on_paper else _file_name(one, copies),
        )
        for one in dealt
    ]


def _in_words(key: str, words: Words) -> str:
    """An accommodation as a teacher reads it: `Large print 22, A3; Ukrainian`."""
    return "; ".join(part.shown(words) for part in (accommodation(key).parts if key else ()))


def _file_name(one: Dealt, copies: Copies) -> str:
    return file_instead(one, copies.file, versions=len(copies.lessons)).name(copies.job.lesson)


def not_printed_yet(dealt: Sequence[Dealt], copies: Copies, roster: Path) -> Iterator[Problem]:
    """A warning for each pupil who is to have another file than this one, where that doesn't lie in the output."""
    job = copies.job
    for one in dealt:
        if one.on_paper:
            continue
        name = _file_name(one, copies)
        if (job.workspace.output / job.lesson / name).is_file():
            continue
        command = f"makelesson build {job.lesson} --document {copies.file.document}"
        command += f" --format {one.pupil.format}"
        command += f" --accommodation {one.key}" if one.key else ""
        command += f" --versions {len(copies.lessons)}" if len(copies.lessons) > 1 else ""
        yield Problem(
            f"The file that this pupil is to have, {name}, isn't printed yet.",
            Location(roster, one.pupil.line),
            f"Print it with: {command}",
            Severity.WARNING,
            "roster-file",
        )


def check_papers(dealt: Sequence[Dealt], copies: Copies, roster: Path) -> None:
    """Raises ProblemError with the rows whose copies are on another paper than everybody's, where the format puts
    several pages on a sheet: a printer folds or stacks sheets of one size."""
    if format_of(copies.file.format).scale is None:
        return
    usual = copies.sheet(0).theme.paper
    problems = []
    for one in filter(lambda one: one.on_paper, dealt):
        own = copies.sheet(one.version, one.key).theme.paper
        if (own.width, own.height) != (usual.width, usual.height):
            message = (
                f"This row asks for {own.name}, the class has {usual.name}; as {copies.file.format}, all "
                "copies are on one paper."
            )
            hint = (
                f"Leave the paper out of the row, or print without `--format {copies.file.format}`."
            )
            place = Location(roster, one.pupil.line)
            problems.append(Problem(message, place, hint, code="roster-paper"))
    if problems:
        raise ProblemError(problems)
