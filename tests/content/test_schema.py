"""The shipped schema is the one that the code means, and accepts what the code accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from lessonpress.activities import kinds
from lessonpress.content.schema import lesson_schema, schema_text

LESSONS = Path(__file__).parents[2] / "lessons"
LEAST = "event: an-event\n"


def errors(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(lesson_schema())
    return [error.message for error in validator.iter_errors(yaml.safe_load(text))]


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = (LESSONS / "schema/lesson.schema.json").read_text("utf-8")
    assert shipped == schema_text(), "run: python -m lessonpress.content.schema"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(lesson_schema())


@pytest.mark.parametrize("spec", sorted(LESSONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_lesson_here_fits_it(spec: Path) -> None:
    assert errors(spec.read_text("utf-8")) == []


def test_it_knows_every_kind_of_activity() -> None:
    mapping: dict[str, Any] = lesson_schema()["properties"]["activities"]["items"]["discriminator"]
    assert set(mapping["mapping"]) == set(kinds())


def test_every_key_is_explained() -> None:
    for key, schema in lesson_schema()["properties"].items():
        assert schema["description"], key


def test_numbers_are_text_where_text_is_expected() -> None:
    question = "{ask: When, choices: [1938, 1939], answer: 1938}"
    text = f"{LEAST}grade: 9\nactivities: [{{activity: multiple-choice, questions: [{question}]}}]"
    assert errors(text) == []


@pytest.mark.parametrize("text", ["objectivs: [a]", "minutes: long", "activities: [{activity: x}]"])
def test_it_refuses_what_a_lesson_refuses(text: str) -> None:
    assert errors(LEAST + text)
