"""What pydantic says, in plain words with a place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from lessonpress.problems import ProblemError
from lessonpress.validation import validate
from lessonpress.yamlfile import read_yaml


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Question(Form):
    ask: str
    choices: list[str] = []


class Choice(Form):
    activity: Literal["multiple-choice"]
    questions: list[Question]


class Cloze(Form):
    activity: Literal["cloze"]
    text: str


def check_even(value: int) -> int:
    if value % 2:
        raise ValueError("Only even numbers will do.")
    return value


def check_short(value: str) -> str:
    if len(value) > 5:
        raise PydanticCustomError("long_word", "That is long.", {"hint": "Make it short."})
    return value


class Lesson(Form):
    title: str | None = None
    grade: int | None = None
    paper: Literal["A4", "Letter"] = "A4"
    even: Annotated[int, AfterValidator(check_even)] = 0
    short: Annotated[str, AfterValidator(check_short)] = ""
    styles: dict[Literal["body", "title"], int] = {}
    activities: list[Annotated[Choice | Cloze, Field(discriminator="activity")]] = []


def problems(text: str) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        validate(Lesson, read_yaml(Path("l.yaml"), text))
    return [str(problem).replace("\n   ", "") for problem in caught.value.problems]


def test_what_is_right_is_given_back_as_the_model() -> None:
    lesson = validate(Lesson, read_yaml(Path("l.yaml"), "grade: 9\nactivities: []\n"))
    assert lesson == Lesson(grade=9)
    assert validate(Lesson, read_yaml(Path("l.yaml"), "")) == Lesson()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: A", "l.yaml:1:1: error: The key `titel` is not known here. Did you mean `title`?"),
        ("title: true", "l.yaml:1:8: error: `title` should be text, not `true`. Put it in quotes."),
        (
            "title: [a]",
            "l.yaml:1:8: error: `title` should be text, not a list. Write the one by itself: `title: a`."
            ' If it is text, write: title: "[a]"',
        ),
        ("grade: x", "l.yaml:1:8: error: `grade` should be a whole number, not `x`."),
        ("paper: a4", "l.yaml:1:8: error: `paper` cannot be `a4`. Did you mean `A4`?"),
        ("even: 3", "l.yaml:1:7: error: Only even numbers will do."),
        ("short: longer", "l.yaml:1:8: error: That is long. Make it short."),
        (
            "styles: {titel: 1}",
            "l.yaml:1:10: error: The key `titel` is not known here. Did you mean `title`?",
        ),
        (
            "activities: x",
            "l.yaml:1:13: error: `activities` should be a list (lines that start with `- `), not `x`.",
        ),
        (
            "activities:\n- text: a",
            "l.yaml:2:3: error: `activity` is missing here. Add a line `activity:`.",
        ),
        (
            "activities:\n- activity: clozed",
            "l.yaml:2:13: error: `activity: clozed` is not known. Did you mean `cloze`?",
        ),
        (
            "activities:\n- {activity: cloze}",
            "l.yaml:2:3: error: `text` is missing here. Add a line `text:`.",
        ),
        (
            "activities:\n- activity: multiple-choice\n  questions:\n  - ask: a\n    choises: [b]",
            "l.yaml:5:5: error: The key `choises` is not known here. Did you mean `choices`?",
        ),
        (
            "- a",
            "l.yaml:1:1: error: The file should be a mapping (lines of `key: value`), not a list.",
        ),
    ],
)
def test_each_problem_has_its_place_and_a_way_to_mend_it(text: str, expected: str) -> None:
    assert problems(text) == [expected]


def test_a_misspelt_key_is_not_missing_as_well() -> None:
    text = "activities:\n- activity: multiple-choice\n  questions:\n  - aks: why\n"
    assert problems(text) == [
        "l.yaml:4:5: error: The key `aks` is not known here. Did you mean `ask`?"
    ]


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    found = problems("grade: x\nactivities:\n- activity: cloze\n  text: [a]\npaper: A9\ntitel: a\n")
    assert [problem.split(" ")[0] for problem in found] == [
        "l.yaml:1:8:",
        "l.yaml:4:9:",
        "l.yaml:5:8:",
        "l.yaml:6:1:",
    ]
