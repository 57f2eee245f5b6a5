"""The lesson's form knows the kinds of activities that a lesson names, or else all of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lessonpress.content.forms import LessonForm, form_for, whole_form


def named(*kinds: str) -> list[dict[str, str]]:
    return [{"activity": kind} for kind in kinds]


def test_without_activities_no_kind_is_needed() -> None:
    assert form_for(None) is LessonForm
    assert LessonForm.model_validate({"event": "e"}).activities == ()


@pytest.mark.parametrize("activities", [named("matching", "no-such"), [{}], ["x"], "x", {"a": 1}])
def test_what_is_wrong_is_told_by_the_form_that_knows_all(activities: object) -> None:
    assert form_for(activities) is whole_form()


def test_one_kind_and_several_are_read_as_by_the_whole_form() -> None:
    for kinds in (("matching",), ("matching", "reflection")):
        data = {"event": "e", "activities": named(*kinds)}
        narrow = form_for(data["activities"]).model_validate(data)
        assert narrow.activities == whole_form().model_validate(data).activities
        assert list(type(narrow).model_fields) == list(whole_form().model_fields)


def test_a_process_that_reads_many_lessons_makes_no_form_for_each() -> None:
    sets = [("cloze",), ("matching",), ("ordering",), ("discussion",), ("cloze", "matching")]
    forms = {form_for(named(*kinds)) for kinds in sets}
    assert len(forms) <= 3


def test_a_lesson_loads_no_other_kinds_than_its_own() -> None:
    script = """
import sys
from lessonpress.content.forms import form_for
form_for([{"activity": "matching"}]).model_validate({"event": "e", "activities": [{"activity": "matching"}]})
assert "lessonpress.activities.matching" in sys.modules
assert not {"lessonpress.activities.crossword", "lessonpress.activities.kwl"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
