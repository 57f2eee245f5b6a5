"""The gate: into a draft goes only what a lesson with it could be read with; of the rest, the reason is told.

Each thing is held against the same reading that a lesson is (its keys, its quotes word for word in the event, right
answers, links), so that a draft never has an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessonpress.content.lesson import read_lesson
from lessonpress.drafting.parts import VOCABULARY, Part
from lessonpress.drafting.writing import as_yaml
from lessonpress.problems import Problem, ProblemError
from lessonpress.yamlfile import YamlFile, read_yaml

if TYPE_CHECKING:
    from lessonpress.content.article import Event

_NO_FILE = Path("draft.yaml")


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that wasn't let in, and why, in a sentence; `kind` is the activity's."""

    kind: str
    item: Any
    reason: str


def admit(event: Event, language: str, parts: Sequence[Part]) -> tuple[list[Part], list[Refused]]:
    """The parts with what of them can be read in a lesson on the event, one part after another so that none
    contradicts an earlier one; and what can't."""
    admitted: list[Part] = []
    refused: list[Refused] = []
    for part in parts:
        left = part
        while left.items:
            problems, file = _problems(event, language, [*admitted, left])
            if not problems:
                admitted.append(left)
                break
            blamed = _blamed(left, problems, file)
            reasons = {place: _reason(problem) for place, problem in reversed(blamed)}
            if not reasons:  # nothing of it alone is to blame
                refused += [Refused(part.kind, one, _reason(problems[0])) for one in left.items]
                break
            refused += [Refused(part.kind, left.items[at], reasons[at]) for at in sorted(reasons)]
            kept = [one for at, one in enumerate(left.items) if at not in reasons]
            left = left.with_items(kept)
    return admitted, refused


def lesson_data(event: Event, language: str, parts: Sequence[Part]) -> dict[str, Any]:
    """What a spec with these parts says."""
    words = [one for part in parts if part.kind == VOCABULARY for one in part.items]
    data: dict[str, Any] = {"event": event.slug, "language": language}
    if words:
        data[VOCABULARY] = words
    if activities := [part.data() for part in parts if part.kind != VOCABULARY]:
        data["activities"] = activities
    return data


def _problems(
    event: Event, language: str, parts: Sequence[Part]
) -> tuple[list[Problem], YamlFile | None]:
    text = as_yaml(lesson_data(event, language, parts))
    try:
        file = read_yaml(_NO_FILE, text)
    except ProblemError as error:
        return list(error.problems), None
    try:
        read_lesson(_NO_FILE, lambda _: event, lambda: (event.slug,), text)
    except ProblemError as error:
        return list(error.problems), file
    return [], file


def _blamed(
    part: Part, problems: Sequence[Problem], file: YamlFile | None
) -> list[tuple[int, Problem]]:
    """The places of those of the last part's items on whose lines a problem stands."""
    if file is None:
        return []
    base: tuple[str | int, ...]
    if part.kind == VOCABULARY:
        base = (VOCABULARY,)
    else:
        base = ("activities", len(file.data["activities"]) - 1, part.listed)
    begins = [_line(file, (*base, place)) for place in range(len(part.items))]
    end = _line_behind(file, part, base)
    return list(_on_lines(begins, end, problems))


def _on_lines(
    begins: Sequence[int], end: int, problems: Sequence[Problem]
) -> Iterator[tuple[int, Problem]]:
    for problem in problems:
        line = problem.location.line or 0
        if problem.location.file == _NO_FILE and begins and begins[0] <= line < end:
            yield max(place for place, begin in enumerate(begins) if begin <= line), problem


def _line(file: YamlFile, path: tuple[str | int, ...]) -> int:
    return file.locate_key(path).line or 0


def _line_behind(file: YamlFile, part: Part, base: tuple[str | int, ...]) -> int:
    """The first line below what the part lists."""
    if part.kind == VOCABULARY and "activities" in file.data:
        return _line(file, ("activities",))
    keys = list(file.data["activities"][base[1]]) if len(base) > 1 else []
    later = keys[keys.index(part.listed) + 1 :] if part.listed in keys else []
    return _line(file, (*base[:-1], later[0])) if later else len(file.text.splitlines()) + 1


def _reason(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".strip()
