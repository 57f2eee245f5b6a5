"""Wishes come from several people in one order, and every form of theirs has a key for each wish."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from lessonpress.content.forms import LessonForm
from lessonpress.content.unit import DefaultsForm
from lessonpress.content.wishes import NO_WISHES, STANDARD, Wishes
from lessonpress.press.planning.request import Request

COMPLETE = Wishes("modern", "A5", ("handout",), ("pdf",))


@pytest.mark.parametrize("form", [LessonForm, DefaultsForm])
def test_every_wish_has_a_key_in_every_form(form: type[LessonForm]) -> None:
    # What a lesson can't be printed in, and the paper of its language's country, are found out.
    wishes = {field.name for field in fields(Wishes)} - {"without", "country_paper"}
    assert wishes <= {*form.model_fields}


def test_the_nearer_wish_counts_each_by_itself() -> None:
    assert Wishes(paper="A4").over(COMPLETE) == Wishes("modern", "A4", ("handout",), ("pdf",))
    assert COMPLETE.over(Wishes(paper="A4")) == COMPLETE
    assert NO_WISHES.over(COMPLETE) == COMPLETE.over(NO_WISHES) == COMPLETE


def test_the_person_comes_before_the_lesson_and_that_before_its_unit() -> None:
    request = Request(Wishes(paper="A3"), Wishes("plain", "A5", ("handout",), ("docx",)))
    own = Wishes("modern", "A4", formats=("pdf",))
    assert request.settle(own) == Wishes("modern", "A3", ("handout",), ("pdf",), 1)
    assert Request().settle() == STANDARD


def test_wishes_come_back_from_json() -> None:
    for wishes in (NO_WISHES, COMPLETE):
        assert Wishes.of(json.loads(json.dumps(wishes.values()))) == wishes


@pytest.mark.parametrize(
    "values", [[], [None], [None] * 99, [1, None, None, None], [None, None, [2]]]
)
def test_values_of_another_shape_are_refused(values: list[object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Wishes.of(values)
