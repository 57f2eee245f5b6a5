"""The lesson: a spec and its event, read, checked and resolved into what is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from lessonpress.activities import any_activity
from lessonpress.activities.base import ActivityForm, Item, Setting, Stage, Task, Term, rich, riches
from lessonpress.content.complaints import complain, nearest
from lessonpress.content.event import Event
from lessonpress.content.evidence import Passages
from lessonpress.content.forms import LessonForm, StandardForm, VocabularyForm, known_keys
from lessonpress.content.source import read_text
from lessonpress.content.spec import SpecSource, ValuePath
from lessonpress.problems import Problem, ProblemError
from lessonpress.richtext import ProseBlock, RichText, parse_prose

HIGHEST_PRIMARY_GRADE = 5


@dataclass(frozen=True, slots=True)
class Standard:
    code: str | None
    text: RichText


@dataclass(frozen=True, slots=True)
class PlacedActivity:
    """An activity where it stands in its lesson.

    `part` counts the activities of the worksheet from 1, and is None for one that only the handout
    has. `task` is what the kind's file defines; its `items` are here too.
    """

    id: str
    kind: str
    part: int | None
    title: RichText
    instructions: RichText
    minutes: int | None
    documents: tuple[str, ...]
    task: Task

    @property
    def items(self) -> tuple[Item, ...]:
        return self.task.items


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson, ready for a layout.

    `grade` is as it was written, a range with a hyphen (`9-10`); "" where none was given. `places`
    leads from the id of an item to its path in the spec. `spec` is the spec's text.
    """

    slug: str
    event: Event
    title: str
    language: str
    grade: str = ""
    stage: Stage = "secondary"
    minutes: int | None = None
    essential_question: RichText | None = None
    objectives: tuple[RichText, ...] = ()
    standards: tuple[Standard, ...] = ()
    vocabulary: tuple[Term, ...] = ()
    teacher_notes: tuple[ProseBlock, ...] = ()
    sources: tuple[RichText, ...] = ()
    activities: tuple[PlacedActivity, ...] = ()
    layout: str | None = None
    paper: str | None = None
    fit: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, ValuePath] = field(default_factory=dict, repr=False)
    spec: SpecSource = field(default=SpecSource(Path(), ""), compare=False, repr=False)


def read_lesson(
    path: Path,
    events: Callable[[str], Event],
    event_slugs: Callable[[], Sequence[str]],
    text: str | None = None,
) -> tuple[Lesson, tuple[Problem, ...]]:
    """The lesson in the spec at `path`, and warnings about it.

    `events` gives the event of a slug; it raises LookupError or FileNotFoundError for one that
    isn't there, ProblemError for one that cannot be read. `event_slugs` gives those that are, for
    hints. `text` stands for the file's text if it is given. Raises ProblemError with everything
    that is wrong with spec and event, in the order of the file.
    """
    source = SpecSource(path, read_text(path, text))
    problems: list[Problem] = []
    form, missing = _read_form(source, problems)
    event = _find_event(form, source, events, event_slugs, problems)
    stage = _stage(form.grade)
    vocabulary = None if "vocabulary" in missing else _vocabulary(form.vocabulary, source, problems)
    passages = Passages(event) if event else None
    places: dict[str, ValuePath] = {}
    activities: list[PlacedActivity] = []
    for index, data in enumerate(form.activities):
        base: ValuePath = ("activities", index)
        setting = Setting(
            id=f"a{index + 1}",
            stage=stage,
            vocabulary=vocabulary,
            key_facts=event.key_facts if event else None,
            passages=passages,
        )
        activity = _read_activity(data, base, source, problems)
        if activity is None:
            continue
        task = activity.resolve(setting)
        problems += [
            Problem(one.message, source.location((*base, *one.path)), one.hint, code=one.code)
            for one in setting.findings
        ]
        places |= {identity: (*base, *path) for identity, path in setting.places.items()}
        activities.append(_placed(activity, task, setting.id, activities))
    warnings = _early_warnings(form, source)
    if problems or event is None:
        raise ProblemError(sorted([*problems, *warnings], key=_place))
    lesson = Lesson(
        slug=path.stem,
        event=event,
        title=form.title or event.title,
        language=form.language or event.language or "en",
        grade=form.grade or "",
        stage=stage,
        minutes=form.minutes,
        essential_question=rich(form.essential_question),
        objectives=riches(form.objectives),
        standards=_standards(form.standards),
        vocabulary=vocabulary or (),
        teacher_notes=parse_prose(form.teacher_notes or ""),
        sources=riches(form.sources),
        activities=tuple(activities),
        layout=form.layout,
        paper=form.paper,
        fit=MappingProxyType(dict(form.fit)),
        places=MappingProxyType(places),
        spec=source,
    )
    return lesson, tuple(warnings)


def _read_form(source: SpecSource, problems: list[Problem]) -> tuple[LessonForm, set[str]]:
    """The form, without the keys that have problems; these keys are returned too."""
    data = source.data
    if not isinstance(data, dict):
        problem = Problem(
            "This lesson is empty." if data is None else "A lesson must be keys with values.",
            source.mark(source.root),
            "Begin with “event:” and the name of an event.",
            code="empty-lesson",
        )
        raise ProblemError([problem])
    try:
        return LessonForm.model_validate(data), set()
    except ValidationError as error:
        problems += complain(error, source, known_keys)
        wrong = {str(one["loc"][0]) for one in error.errors(include_url=False) if one["loc"]}
    kept = {key: value for key, value in data.items() if key not in wrong}
    return LessonForm.model_validate(
        {"event": "", **kept} if "event" in kept else {**kept, "event": "?"}
    ), wrong


def _find_event(
    form: LessonForm,
    source: SpecSource,
    events: Callable[[str], Event],
    event_slugs: Callable[[], Sequence[str]],
    problems: list[Problem],
) -> Event | None:
    if form.event == "?":
        return None
    try:
        return events(form.event)
    except (LookupError, FileNotFoundError):
        hint = nearest(form.event, event_slugs()) or "Put the event's file into lessons/events/."
        problems.append(
            Problem(
                f"There is no event “{form.event}”.",
                source.location(("event",)),
                hint,
                code="unknown-event",
            )
        )
    except ProblemError as error:
        problems += error.problems
    return None


def _read_activity(
    data: Any, base: ValuePath, source: SpecSource, problems: list[Problem]
) -> ActivityForm | None:
    try:
        return any_activity().validate_python(data)
    except ValidationError as error:
        problems += complain(error, source, known_keys, base)
    return None


def _vocabulary(
    entries: Sequence[VocabularyForm], source: SpecSource, problems: list[Problem]
) -> tuple[Term, ...]:
    terms = [
        Term(RichText.from_markdown(e.term), RichText.from_markdown(e.definition)) for e in entries
    ]
    seen: set[str] = set()
    for index, term in enumerate(terms):
        name = term.term.plain.casefold()
        if name in seen:
            problems.append(
                Problem(
                    f"The term “{term.term}” stands twice in the vocabulary.",
                    source.location(("vocabulary", index, "term")),
                    "Remove one of the two.",
                    code="repeated",
                )
            )
        seen.add(name)
    return tuple(terms)


def _standards(entries: Sequence[StandardForm]) -> tuple[Standard, ...]:
    return tuple(Standard(entry.code, RichText.from_markdown(entry.text)) for entry in entries)


def _placed(
    activity: ActivityForm, task: Task, identity: str, before: Sequence[PlacedActivity]
) -> PlacedActivity:
    documents = activity.documents or activity.default_documents
    earlier = sum(one.part is not None for one in before)
    return PlacedActivity(
        id=identity,
        kind=activity.activity,
        part=earlier + 1 if "worksheet" in documents else None,
        title=RichText.from_markdown(activity.title or activity.default_title),
        instructions=RichText.from_markdown(activity.instructions or activity.default_instructions),
        minutes=activity.minutes,
        documents=documents,
        task=task,
    )


def _stage(grade: str | None) -> Stage:
    highest = int(grade.split("-")[-1]) if grade else HIGHEST_PRIMARY_GRADE + 1
    return "primary" if highest <= HIGHEST_PRIMARY_GRADE else "secondary"


def _early_warnings(form: LessonForm, source: SpecSource) -> list[Problem]:
    return []


def _place(problem: Problem) -> tuple[str, int, int]:
    location = problem.location
    return str(location.file), location.line or 0, location.column or 0
