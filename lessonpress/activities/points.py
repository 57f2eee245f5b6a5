"""Points: what the parts of a worksheet and their questions are worth, and the rubrics to mark by.

What people say of them stands in the forms of activities and questions; here it is put together, for
every kind in the same way. No number of points is made up: they are said, or counted from what is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lessonpress.activities.amounts import Said
from lessonpress.activities.base import ActivityForm, Item, Marked, Open, Path, Setting, Task, rich
from lessonpress.activities.rubrics import Rubric, RubricForm
from lessonpress.spelling import advise


@dataclass(frozen=True, slots=True)
class Points:
    """What a part is worth: `total` in all, and each question by its id where each is marked by
    itself. `each` is what one of its questions or answers is worth, where all are worth the same;
    else, and where the part is marked as a whole, None.
    """

    total: float
    each: float | None = None
    by_item: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Marking:
    """How an activity is marked: its points, if it has any, and the rubrics to do it by."""

    points: Points | None = None
    rubrics: tuple[Rubric, ...] = ()


NOTHING = Marking()


def mark(
    form: ActivityForm, task: Task, setting: Setting, unsaid: Said | None, *, on_sheet: bool
) -> tuple[Task, Marking]:
    """The task with what its questions say of part of their points, and how it is marked.

    `unsaid` is what holds for questions that say nothing, `on_sheet` whether the part stands on the
    worksheet. What is wrong goes to `setting.report`.
    """
    return _Marker(form, task, setting, unsaid, on_sheet).mark()


class _Marker:
    def __init__(
        self,
        form: ActivityForm,
        task: Task,
        setting: Setting,
        unsaid: Said | None,
        on_sheet: bool,
    ) -> None:
        self._form = form
        self._task = task
        self._setting = setting
        self._unsaid = unsaid if form.marked == "always" and task.to_mark and on_sheet else None
        self._on_sheet = on_sheet
        self._questions = {
            item.id: question
            for item in task.items
            if isinstance(question := self._form_of(item), Marked)
        }
        self._rubrics: dict[str, tuple[Rubric, list[int]]] = {}

    def mark(self) -> tuple[Task, Marking]:
        if not self._is_anything_said():
            if self._unsaid is None:
                return self._task, NOTHING
        elif not self._can_be_marked():
            return self._task, NOTHING
        points = self._by_question() if self._questions else self._as_a_whole()
        rubrics = tuple(
            replace(rubric, numbers=tuple(numbers)) for rubric, numbers in self._rubrics.values()
        )
        items = tuple(
            replace(item, partial=rich(question.partial))
            if (question := self._questions.get(item.id)) and question.partial
            else item
            for item in self._task.items
        )
        task = self._task if items == self._task.items else replace(self._task, items=items)
        self._check_partial(points)
        return task, Marking(points, rubrics)

    # --- what is said ------------------------------------------------------------------------------

    def _form_of(self, item: Item) -> Any:
        """What was written for an item: the form at its path."""
        found: Any = self._form
        for step in self._setting.places.get(item.id, ()):
            if isinstance(step, int):
                found = found[step] if isinstance(found, tuple) and step < len(found) else None
            else:
                found = getattr(found, step, None)
        return found

    def _is_anything_said(self) -> bool:
        form = self._form
        if form.points is not None or form.partial is not None or form.rubric is not None:
            return True
        return any(
            one.points is not None or one.partial is not None or _rubric_of(one) is not None
            for one in self._questions.values()
        )

    def _first_said(self) -> Path:
        for key in ("points", "rubric", "partial"):
            if getattr(self._form, key) is not None:
                return (key,)
        for identity, question in self._questions.items():
            for key in ("points", "rubric", "partial"):
                if getattr(question, key, None) is not None:
                    return (*self._setting.places[identity], key)
        return ()

    def _can_be_marked(self) -> bool:
        """Whether there is anything that points could be for; told where there isn't."""
        form, told = self._form, [one.points for one in self._questions.values()]
        if form.rubric is None and not any(map(_rubric_of, self._questions.values())):
            said = [one for one in (form.points, *told) if one is not None]
            if said and all(one.each == 0 for one in said):
                return True  # it says that it isn't marked
        if not self._task.to_mark:
            self._report(
                self._first_said(),
                f"There is nothing to mark in an activity `{form.activity}`.",
                "Leave out what it says of points.",
                "nothing-to-mark",
            )
            return False
        if not self._on_sheet:
            self._report(
                self._first_said(),
                "This activity is printed on the handout alone, where nothing is marked.",
                "Add worksheet to its `documents:`, or leave out what it says of points.",
                "nothing-to-mark",
            )
            return False
        return True

    def _check_partial(self, points: Points | None) -> None:
        where: Path | None = None
        if self._form.partial is not None and points is None:
            where = ("partial",)
        for identity, question in self._questions.items():
            if question.partial is not None and not (points and identity in (points.by_item or ())):
                where = (*self._setting.places[identity], "partial")
        if where is not None:
            self._report(
                where,
                "This tells how part of the points is given, and there are none to give.",
                "Say what it is worth, such as `points: 2`.",
                "nothing-to-mark",
            )

    # --- what it comes to --------------------------------------------------------------------------

    def _by_question(self) -> Points | None:
        form = self._form
        amounts: dict[str, float] = {}
        open_ones: list[str] = []
        for item in self._task.items:
            question = self._questions.get(item.id)
            if question is None:
                continue
            path = self._setting.places[item.id]
            own = self._rubric(_rubric_of(question), (*path, "rubric"), item.number)
            given = own
            meant = own is None and path[0] == (form.rubric_for or path[0])
            if meant and (question.points is None or question.points.each):
                given = self._rubric(form.rubric, ("rubric",), item.number, question)
            said, where = question.points, (*path, "points")
            if (
                said is None
                and form.points is not None
                and not (own or (form.rubric_for and given))
            ):
                said, where = form.points, ("points",)
            said = said if said is not None and said.each is not None else None
            if said is not None and given is not None and said.each not in (0, given):
                self._differ(where, given, said.each or 0.0)
            amount = said.each if said is not None else given
            if amount is not None:
                amounts[item.id] = amount
            else:
                open_ones.append(item.id)
        if form.points is not None and form.points.total is not None:
            self._share_out(form.points.total, amounts, open_ones)
        elif self._unsaid is not None:
            amounts |= dict.fromkeys(open_ones, self._unsaid.each or 0.0)
        amounts = {one.id: amounts[one.id] for one in self._task.items if amounts.get(one.id)}
        if not amounts:
            return None
        all_alike = len(set(amounts.values())) == 1 and len(amounts) == len(self._questions)
        each = next(iter(amounts.values())) if all_alike else None
        return Points(sum(amounts.values()), each, amounts)

    def _share_out(self, total: float, amounts: dict[str, float], open_ones: list[str]) -> None:
        """Gives each question that says nothing its part of the total."""
        left = total - sum(amounts.values())
        if not open_ones and left:
            message = (
                f"The questions are worth {sum(amounts.values()):g} points together, not {total:g}."
            )
            hint = "Mend one of the numbers, or leave the total out: it is counted."
        elif open_ones and (left <= 0 or left * 2 % len(open_ones)):
            message = (
                f"{left:g} points can't be shared out evenly among {len(open_ones)} questions."
            )
            hint = "Write another total, or give each question its own points."
        else:
            amounts |= dict.fromkeys(open_ones, left / max(1, len(open_ones)))
            return
        self._report(("points",), message, hint, "uneven-points")

    def _as_a_whole(self) -> Points | None:
        form = self._form
        given = self._rubric(form.rubric, ("rubric",), None)
        said = form.points if form.points is not None else None
        if said is None and given is not None:
            return Points(given)
        said = said or self._unsaid
        if said is None or said.each == 0:
            return None
        if said.total is not None:
            points = Points(said.total)
        else:
            points = Points((said.each or 0.0) * self._task.answer_count, said.each)
        if given is not None and given != points.total:
            self._differ(("points",), given, points.total)
        return points

    def _differ(self, path: Path, rubric: float, said: float) -> None:
        self._report(
            path,
            f"The rubric gives {rubric:g} points, and here it says {said:g}.",
            "Mend one of the two, or leave the points out here: the rubric's count.",
            "points-differ",
        )

    # --- rubrics -----------------------------------------------------------------------------------

    def _rubric(
        self,
        use: str | RubricForm | None,
        path: Path,
        number: int | None,
        question: Marked | None = None,
    ) -> float | None:
        """Notes that the question of that number, or the part, is marked by this rubric; yields the
        points that it gives at most, if it gives any."""
        if use is None:
            return None
        closed = question is not None and not isinstance(question, Open)
        if closed or (number is None and self._task.short_answers):
            self._report(
                path,
                "A rubric is for what is answered in writing, and these answers are right or wrong.",
                "Leave it out, and say `points:` where they have some.",
                "nothing-to-mark",
            )
            return None
        if isinstance(use, str):
            named = self._setting.rubrics.get(use)
            if named is None:
                known = list(self._setting.rubrics)
                hint = advise(use, known) if known else "Write it below `rubrics:` of the lesson."
                self._report(path, f"There is no rubric `{use}`.", hint, "unknown-rubric")
                return None
            form, key = named, use
        else:
            form, key = use, repr(path)
            if key not in self._rubrics:
                for inner, message, hint, code in form.problems():
                    self._report((*path, *inner), message, hint, code)
        if key not in self._rubrics:
            identity = f"{self._setting.id}_rubric{len(self._rubrics) + 1}"
            self._rubrics[key] = (Rubric.of(form, identity, self._form.rubric_on), [])
        rubric, numbers = self._rubrics[key]
        if number is not None:
            numbers.append(number)
        return rubric.total

    def _report(self, path: Path, message: str, hint: str, code: str) -> None:
        # One of the activity's own may be met with each of its questions.
        if all(one.path != path or one.message != message for one in self._setting.findings):
            self._setting.report(path, message, hint, code=code)


def _rubric_of(question: Marked) -> str | RubricForm | None:
    return question.rubric if isinstance(question, Open) else None
