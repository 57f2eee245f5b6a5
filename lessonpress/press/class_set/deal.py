"""Dealing: who of a roster gets which copy. Tells what can't be had by the row, and quotes none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.content.adapting import lacking
from lessonpress.content.seating import deal
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.registry.accommodations import (
    ACCOMMODATIONS,
    Part,
    WrongAccommodation,
    accommodation,
    check_language,
    joined,
    of,
)
from lessonpress.registry.files import VERSIONS, is_printed_in
from lessonpress.words import main_language

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.content.roster import Pupil
    from lessonpress.registry.files import File


@dataclass(frozen=True, slots=True)
class Dealt:
    """A pupil, and what for: the number of the version, from 0, and the key of the accommodation, "" for everybody's."""

    pupil: Pupil
    version: int
    key: str

    @property
    def on_paper(self) -> bool:
        """Whether there are pages for this pupil, and not another file."""
        return not self.pupil.format


def deal_out(
    pupils: Sequence[Pupil], lessons: Sequence[Lesson], file: File, roster: Path
) -> tuple[tuple[Dealt, ...], tuple[Problem, ...]]:
    """What each of the pupils gets of the file's document, which has so many versions as there are lessons; and a warning
    for each whose accommodation the lesson can't be printed in, as where it has no easier text: the copy is without that.

    Raises ProblemError for all that a row asks for and isn't there.
    """
    letters = VERSIONS[: len(lessons)]
    problems: list[Problem] = []
    keys: list[str] = []
    for pupil in pupils:
        place = Location(roster, pupil.line)
        if len(lessons) > 1 and pupil.version and pupil.version not in letters:
            problems.append(
                Problem(
                    "There is no such version of the lesson as this row asks for.",
                    place,
                    f"Write a letter from A to {letters[-1].upper()}, or ask for more with --versions.",
                    code="roster-version",
                )
            )
        if pupil.format and not is_printed_in(file.document, pupil.format):
            message = f"There is no {file.document} as {pupil.format}, which this row asks for."
            hint = f"Take `{pupil.format}` out of the row."
            problems.append(Problem(message, place, hint, code="roster-accommodation"))
        try:
            keys.append(_key(pupil, lessons[0].language))
        except WrongAccommodation as error:
            message = "This row asks for what one copy can't be."
            keys.append("")
            problems.append(Problem(message, place, error.hint, code="roster-accommodation"))
    if problems:
        raise ProblemError(problems)
    dealt = deal(pupils, len(lessons)) if len(lessons) > 1 else (0,) * len(pupils)
    lacks = {name: problem.hint for name, problem in lacking(lessons[0], filter(None, keys))}
    doubts = [
        Problem(
            f"There is no {part.name} copy of this lesson, which this row asks for.",
            Location(roster, pupil.line),
            lacks[part.name],
            Severity.WARNING,
            "roster-accommodation",
        )
        for pupil, key in zip(pupils, keys, strict=True)
        for part in (accommodation(key).parts if key else ())
        if part.name in lacks
    ]
    return (
        tuple(
            Dealt(pupil, version, _without(key, lacks))
            for pupil, version, key in zip(pupils, dealt, keys, strict=True)
        ),
        tuple(doubts),
    )


def _without(key: str, lacks: Collection[str]) -> str:
    """The key without the kinds that a lesson can't be printed in."""
    if not key or not lacks:
        return key
    return joined(part for part in accommodation(key).parts if part.name not in lacks).key


def _key(pupil: Pupil, language: str) -> str:
    """The key of the pupil's accommodation, the language being a part of it where it is another than the lesson's.
    Raises WrongAccommodation."""
    parts = accommodation(pupil.accommodation).parts if pupil.accommodation else ()
    if pupil.language and main_language(pupil.language) != main_language(language):
        parts = (*parts, _language_part(pupil.language))
    asked = joined(parts)
    check_language(asked)
    return asked.key if parts else ""


def _language_part(tag: str) -> Part:
    kind = next((one for one in ACCOMMODATIONS.values() if one.of_language), None)
    if kind is None:
        message = "There is no accommodation that is of a language."
        raise WrongAccommodation(message, "Leave the language of this row empty.")
    return of(kind.name, language=tag.lower())


def file_instead(one: Dealt, file: File, *, versions: int) -> File:
    """The file that somebody has instead of pages."""
    letter = VERSIONS[one.version] if versions > 1 else ""
    return replace(file, format=one.pupil.format, version=letter, accommodation=one.key)
