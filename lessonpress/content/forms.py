"""How people write a lesson: the keys of a spec, and what may stand behind each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from lessonpress.activities import kinds
from lessonpress.activities.base import Form, Minutes, Text, Texts

HIGHEST_GRADE = 13
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _grade(text: str) -> str:
    match = re.fullmatch(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?", text)
    grades = [int(grade) for grade in match.groups() if grade] if match else []
    if not grades or not 1 <= grades[0] <= grades[-1] <= HIGHEST_GRADE:
        raise PydanticCustomError(
            "grade", "A grade is a whole number from 1 to 13, or a range such as 9-10"
        )
    return "-".join(map(str, grades))


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise PydanticCustomError("language", "A language is a code such as en, cs or pt-BR")
    return text


def _slug(text: str) -> str:
    if "/" in text or "\\" in text or text.startswith("."):
        raise PydanticCustomError("slug", "This is the event's file name without folder and ending")
    return text


def _coded(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Grade = Annotated[Text, AfterValidator(_grade)]
Language = Annotated[Text, AfterValidator(_language)]
Pages = Annotated[int, Field(ge=1, le=100)]


class VocabularyForm(Form):
    term: Text = Field(description="The word.")
    definition: Text = Field(description="What it means.")


class StandardForm(Form):
    code: Text | None = Field(None, description="Its code, such as RH.9-10.1.")
    text: Text = Field(description="What it says.")


StandardEntry = Annotated[
    StandardForm, BeforeValidator(_coded, json_schema_input_type=Text | StandardForm)
]


class LessonForm(Form):
    """A lesson on an event."""

    event: Annotated[Text, AfterValidator(_slug)] = Field(
        description="The event: its file's name in lessons/events/ without the ending."
    )
    title: Text | None = Field(None, description="Without it, the event's title.")
    language: Language | None = Field(None, description="Without it, the event's, or else en.")
    grade: Grade | None = Field(None, description="1 to 13, or a range such as 9-10.")
    minutes: Minutes | None = Field(None, description="How long the lesson takes.")
    essential_question: Text | None = Field(None, description="The question behind the lesson.")
    objectives: Texts = Field((), description="What students will be able to do.")
    standards: tuple[StandardEntry, ...] = Field((), description="Standards that it teaches to.")
    vocabulary: tuple[VocabularyForm, ...] = Field((), description="Words to know.")
    teacher_notes: Text | None = Field(None, description="Paragraphs and lists in Markdown.")
    sources: Texts = Field((), description="Where it comes from; links are allowed.")
    layout: Text | None = Field(None, description="The layout that it is printed with.")
    paper: Text | None = Field(None, description="The paper that it is printed on.")
    fit: dict[Literal["handout", "worksheet", "answer-key"], Pages] = Field(
        default_factory=dict, description="Pages that a document must fit on."
    )
    # Each is read by itself (`activities.any_activity`), so that one with a mistake hides no other.
    activities: tuple[Any, ...] = Field((), description="What students do, in order.")


def known_keys(path: Sequence[str | int]) -> list[str]:
    """The keys that a mapping may have; `path` leads to it as pydantic's errors do."""
    form: type[Form] | None = LessonForm
    for step in path:
        if step in kinds():
            form = kinds()[str(step)]
        elif form is not None and isinstance(step, str):
            given = form.model_fields.get(step)
            form = _form_within(given.annotation) if given else None
    return list(form.model_fields) if form else []


def _form_within(annotation: object) -> type[Form] | None:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        return annotation
    return next(filter(None, map(_form_within, get_args(annotation))), None)
