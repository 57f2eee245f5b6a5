"""The form of a lesson out of its spec, as far as that can be read, with what it draws from banks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from lessonpress.content.forms import LessonForm, form_for
from lessonpress.content.spec import SpecSource
from lessonpress.problems import Problem, ProblemError
from lessonpress.validation import describe_errors

if TYPE_CHECKING:
    from lessonpress.content.bank import Banks, Drawn


@dataclass(frozen=True, slots=True)
class Reading:
    """A form as far as it could be read.

    `wrong` are the top-level keys that had problems and were left out; `indexes` are the places in
    the file of the activities that the form has. `source` is the spec with what it draws, as if that stood
    in it, and `drawn` the texts of the banks, with the questions alone that are drawn.
    """

    form: LessonForm
    indexes: tuple[int, ...]
    source: SpecSource
    wrong: frozenset[str] = frozenset()
    drawn: tuple[SpecSource, ...] = ()

    def blame(self, problem: Problem, activity: int) -> Problem:
        """The problem of an activity; where it is a bank's question, with the line that draws it."""
        file = self.source.file
        if problem.location.file == file.path or not self.drawn:
            return problem
        line = file.locate_key(("activities", activity, "from")).line
        told = f"It is drawn by {file.path.name}, line {line}."
        return replace(problem, hint=f"{told} {problem.hint}".strip())


def read_form(source: SpecSource, banks: Banks | None, problems: list[Problem]) -> Reading:
    """The form of the spec, as far as it can be read; what is wrong is added to `problems`.

    Raises ProblemError where there is nothing to be read at all.
    """
    drawn = _draw(source, banks)
    if drawn is None:
        return _read_form(source, problems)
    problems += drawn.problems
    return replace(_read_form(drawn.source, problems, drawn.broken), drawn=drawn.sources)


def _draw(source: SpecSource, banks: Banks | None) -> Drawn | None:
    """What the spec draws from banks; None where it asks for none."""
    activities = source.data.get("activities") if isinstance(source.data, dict) else None
    entries = activities if isinstance(activities, list) else ()
    if not any(isinstance(one, dict) and one.get("from") is not None for one in entries):
        return None
    from lessonpress.content.bank import NO_BANKS, draw

    return draw(source, banks or NO_BANKS)


def _read_form(
    source: SpecSource, problems: list[Problem], broken: Collection[int] = ()
) -> Reading:
    """The form, without the activities that are `broken`, of which is told already."""
    data = source.data
    if not isinstance(data, dict):
        problem = Problem(
            "This lesson is empty." if data is None else "A lesson must be lines of `key: value`.",
            source.location(()),
            "Begin with `event:` and the name of an event.",
            code="empty-lesson",
        )
        raise ProblemError([problem])
    kind = form_for(data.get("activities"))
    try:
        form = kind.model_validate(data)
        if not broken:
            return Reading(form, tuple(range(len(form.activities))), source)
        places: list[tuple[str | int, ...]] = []
    except ValidationError as error:
        told_of = [("activities", place) for place in broken]
        problems += describe_errors(error, kind, source.file, told_of)
        places = [one["loc"] for one in error.errors(include_url=False)]
    bad = {place[1] for place in places if place[0] == "activities" and len(place) > 1}
    bad |= set(broken)
    wrong = {str(place[0]) for place in places if place[0] != "activities" or len(place) == 1}
    kept = {key: value for key, value in data.items() if key not in wrong}
    indexes: list[int] = []
    if kept.get("activities"):
        indexes = [index for index in range(len(kept["activities"])) if index not in bad]
        kept["activities"] = [kept["activities"][index] for index in indexes]
    form = kind.model_validate({"event": "unknown", **kept})
    return Reading(form, tuple(indexes), source, frozenset(wrong))
