"""The shipped schema is the one that the code means, and accepts what the code accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from lessonpress.activities import kinds
from lessonpress.content.schema import SCHEMAS, lesson_schema, schema_text, unit_schema

LESSONS = Path(__file__).parents[2] / "lessons"
LEAST = "event: an-event\n"


def errors(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(lesson_schema())
    return [error.message for error in validator.iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schemas_are_up_to_date(name: str) -> None:
    shipped = (LESSONS / f"schema/{name}.schema.json").read_text("utf-8")
    assert shipped == schema_text(name), f"run: python -m lessonpress.content.schema {name}"


@pytest.mark.parametrize("name", SCHEMAS)
def test_they_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name]())


@pytest.mark.parametrize("spec", sorted(LESSONS.glob("units/*.yaml")), ids=lambda path: path.stem)
def test_every_unit_here_fits_its_own(spec: Path) -> None:
    validator = jsonschema.Draft202012Validator(unit_schema())
    assert list(validator.iter_errors(yaml.safe_load(spec.read_text("utf-8")))) == []


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
