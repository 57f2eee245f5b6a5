"""Versions of a lesson: the same questions in another order, or as many others from a pool, each with its key.

A lesson is read and checked once; its activities alone are resolved again. What stands on the handout, too, and what
is for those who are done, is the same in all versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from lessonpress.activities.base import ActivityForm, Item, Setting, Task
from lessonpress.activities.orders import Stand
from lessonpress.activities.points import mark
from lessonpress.activities.references import names_another_part
from lessonpress.activities.versions import resolve_all, resolve_version, texts_of
from lessonpress.content.evidence import Passages
from lessonpress.content.forms import Advice
from lessonpress.content.lesson import Lesson, PlacedActivity
from lessonpress.content.spec import ValuePath
from lessonpress.markdown_prose import parse_prose
from lessonpress.problems import Problem, ProblemError, Severity
from lessonpress.registry.files import ALL_VERSIONS, VERSIONS
from lessonpress.registry.kinds import kind_of
from lessonpress.richtext import RichText
from lessonpress.words.lists import are_list_letters, version_letter

_CODE: Advice = "one-version"
#: So often another order is tried where a version comes out as an earlier one did.
_TRIES = 20


class Versions:
    """The versions of one lesson, each made when it is first asked for."""

    def __init__(self, lesson: Lesson) -> None:
        self._plain = lesson
        self._made: list[Lesson] = [replace(lesson, version=VERSIONS[0])]
        #: What chance went by in each: None for the first.
        self._names: list[str | None] = [None]
        draft = lesson.draft
        forms = draft.forms if draft else ()
        self._settled = not forms or any(
            names_another_part(text) for form in forms for text in texts_of(form)
        )

    @property
    def vary(self) -> bool:
        """Whether anything comes out in another order, or is another, in a second version."""
        return self.version(VERSIONS[1]).activities != self._plain.activities

    def of(self, version: str, count: int) -> Lesson:
        """The lesson in a version, as files have it, where there are so many of them; raises as `version`."""
        return self.side_by_side(count) if version == ALL_VERSIONS else self.version(version)

    def version(self, letter: str) -> Lesson:
        """The lesson in the version of that letter; itself for "". Raises ProblemError where a version
        can't be made, as where a word finds no place in its puzzle."""
        if not letter:
            return self._plain
        while len(self._made) <= VERSIONS.index(letter):
            self._make_another()
        return self._made[VERSIONS.index(letter)]

    def side_by_side(self, count: int) -> Lesson:
        """All of so many versions in one, for a key: what they ask, each of it once, and where it stands
        in each. Raises ProblemError as `version` does."""
        sheets = tuple(self.version(letter) for letter in VERSIONS[:count])
        activities: list[PlacedActivity] = []
        for index, placed in enumerate(self._plain.activities):
            activities += self._together(index, placed, sheets)
        return replace(
            self._plain, activities=tuple(activities), version=ALL_VERSIONS, versions=sheets
        )

    def _make_another(self) -> None:
        letter = VERSIONS[len(self._made)]
        earlier = [one.activities for one in self._made]
        problems: list[Problem] = []
        fallback: tuple[Lesson, str] | None = None
        for again in range(_TRIES):
            name = letter + str(again or "")
            problems = []
            lesson = self._resolved(letter, name, problems)
            if problems:
                continue
            if lesson.activities not in earlier:
                break
            fallback = fallback or (lesson, name)
        else:
            if fallback is None:
                raise ProblemError(problems)
            lesson, name = fallback  # there are no more orders than that
        self._made.append(lesson)
        self._names.append(name)

    def _resolved(self, letter: str, name: str, problems: list[Problem]) -> Lesson:
        """The lesson by the orders of that name; what stands in the way is added to `problems`."""
        plain = self._plain
        further = {item.id for one in plain.further for item in one.items}
        places = {name: path for name, path in plain.places.items() if name in further}
        activities: list[PlacedActivity] = []
        for form, placed in self._drafts():
            if self._stays(placed):
                ours = {item.id for item in placed.items}
                places |= {name: path for name, path in plain.places.items() if name in ours}
                activities.append(placed)
                continue
            setting = self._setting(form, placed, name, tuple(self._names))
            task = resolve_version(self._held(form), setting)
            base = ("activities", placed.written)
            for one in setting.findings:
                at = plain.spec.location(one.path if one.of_lesson else (*base, *one.path))
                message = f"Version {letter.upper()}: {one.message}"
                problems.append(Problem(message, at, one.hint, code=one.code))
            places |= {item: (*base, *path) for item, path in setting.places.items()}
            activities.append(self._placed(form, placed, task, setting))
        return replace(plain, activities=tuple(activities), places=places, version=letter)

    def _together(
        self, index: int, placed: PlacedActivity, sheets: Sequence[Lesson]
    ) -> Iterator[PlacedActivity]:
        """An activity as a key of all versions has it: once with where everything stands in each, or, where
        that can't be said, once for each version that has another."""
        ours = [sheet.activities[index] for sheet in sheets]
        if all(one.items == placed.items for one in ours):
            yield placed
            return
        form = self._held(self._drafts()[index][0])
        if form.order != "given":
            settings = [
                self._setting(form, placed, name, tuple(self._names[:at]))
                for at, name in enumerate(self._names[: len(sheets)])
            ]
            task = resolve_all(form, settings)
            base = ("activities", placed.written)
            paths = {item: (*base, *path) for item, path in settings[0].places.items()}
            whole = _things(task, paths)
            numbers = [_numbers(one, sheet) for one, sheet in zip(ours, sheets, strict=True)]
            if whole is not None and None not in numbers:
                task = _with_stands(task, whole, numbers, sheets)
                yield _worth_a_sheet(self._placed(form, placed, task, settings[0]), placed)
                return
        for sheet, one, name in zip(sheets, ours, self._names, strict=False):
            if one.items == placed.items and sheet is not sheets[0]:
                continue
            # The ids of one document differ.
            at = self._names.index(name)
            setting = self._setting(form, placed, name, tuple(self._names[:at]))
            setting.place, setting.id = placed.id, f"{placed.id}v{sheet.version}"
            if name is None:
                yield replace(placed, version=sheet.version)
                continue
            again = self._placed(form, placed, resolve_version(form, setting), setting)
            yield replace(again, id=setting.id, version=sheet.version)

    def _drafts(self) -> list[tuple[ActivityForm, PlacedActivity]]:
        draft = self._plain.draft
        forms = draft.forms if draft else ()
        return list(zip(forms, self._plain.activities, strict=True))

    def _held(self, form: ActivityForm) -> ActivityForm:
        """The form, with its questions in their places where another part names one by its number."""
        if self._settled and form.order == "any":
            return form.model_copy(update={"shuffle_questions": False})
        return form

    def _placed(
        self, form: ActivityForm, placed: PlacedActivity, task: Task, setting: Setting
    ) -> PlacedActivity:
        """The activity with that task, and the points of its questions where they stand now."""
        assert self._plain.draft is not None
        points = self._plain.draft.points
        task, marking = mark(form, task, setting, points, on_sheet=placed.part is not None)
        return replace(placed, task=task, marking=marking)

    def _setting(
        self,
        form: ActivityForm,
        placed: PlacedActivity,
        name: str | None,
        before: tuple[str | None, ...],
    ) -> Setting:
        assert self._plain.draft is not None
        whole = self._plain.draft.setting
        passages = whole.passages
        if form.about and isinstance(passages, Passages):
            passages = passages.with_text(parse_prose(form.about))
        return replace(
            whole,
            passages=passages,
            id=placed.id,
            version=name,
            before=before,
            findings=[],
            places={},
            answered={},
        )

    @staticmethod
    def _stays(placed: PlacedActivity) -> bool:
        """Whether all versions share it: the handout is one for all."""
        return not all(kind_of(one).versioned for one in placed.documents)


def _worth_a_sheet(whole: PlacedActivity, first: PlacedActivity) -> PlacedActivity:
    """The activity of all versions with the points of one: of a pool it has more questions than a sheet."""
    points, own = whole.marking.points, first.marking.points
    if points is None or own is None:
        return whole
    marking = replace(whole.marking, points=replace(points, total=own.total))
    return replace(whole, marking=marking)


def one_version(lesson: Lesson) -> Iterator[Problem]:
    """A warning where a lesson asks for versions itself, and nothing in it would tell them apart."""
    if (lesson.wishes.versions or 1) < 2 or _CODE in lesson.accept:
        return
    yield Problem(
        "Nothing here would come out in another order, so that there is one version.",
        lesson.spec.location(("versions",)),
        "Questions of the worksheet are shuffled; those of the handout are the same for all.",
        Severity.WARNING,
        _CODE,
    )


def _numbers(placed: PlacedActivity, sheet: Lesson) -> Mapping[object, tuple[int, str]] | None:
    """The number of each thing asked on a sheet, and the letter or number that is right there."""
    things = _things(placed.task, sheet.places)
    if things is None:
        return None
    right = {one.number: one.text for one in placed.task.short_answers}
    return {
        thing: (item.number, _short(right.get(item.number), sheet.language))
        for thing, item in things.items()
    }


def _short(right: object, language: str) -> str:
    """What is right, where it is a letter, or several, which may be others in each version."""
    text = str(right) if isinstance(right, RichText) else ""
    return text if are_list_letters(text, language) else ""


def _things(task: Task, places: Mapping[str, ValuePath]) -> dict[object, Item] | None:
    """The items by what they ask: where it is written, or the word that they are about. None where that
    tells them not apart."""
    things: dict[object, Item] = {}
    for item in task.items:
        word = getattr(item, "term", None) or getattr(item, "definition", None)
        things[str(word) if word else places.get(item.id, ())] = item
    return things if len(things) == len(task.items) else None


def _with_stands(
    task: Task,
    whole: Mapping[object, Item],
    numbers: Sequence[Mapping[object, tuple[int, str]] | None],
    sheets: Sequence[Lesson],
) -> Task:
    changed: dict[str, Item] = {}
    for thing, item in whole.items():
        stands = tuple(
            Stand(version_letter(sheet.version, sheet.language), *found[thing])
            for found, sheet in zip(numbers, sheets, strict=True)
            if found is not None and thing in found
        )
        if len({(one.number, one.right) for one in stands}) > 1 or len(stands) < len(sheets):
            changed[item.id] = replace(item, stands=stands)
    new: dict[str, Any] = {}
    for field in fields(task):
        value = getattr(task, field.name)
        if isinstance(value, tuple) and value and all(isinstance(one, Item) for one in value):
            new[field.name] = tuple(changed.get(one.id, one) for one in value)
    return replace(task, **new)
