"""The unit: lessons in order, what holds for all of them, and what their packets are made of.

Reads its own spec only. A lesson is a slug here; whoever prints the unit reads the lessons.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import Form, Truth, rich, riches
from lessonpress.activities.texts import Paragraph, Paragraphs, Text
from lessonpress.activities.translations import GlossaryLanguages
from lessonpress.content.accommodations import Accommodations
from lessonpress.content.forms import Documents, Formats, Grade, Language, Name, Versions, wishes_of
from lessonpress.content.links import check_spec
from lessonpress.content.spec import SpecSource
from lessonpress.content.stray_problems import strays_in_spec
from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.markdown_prose import parse_prose
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.prose import ProseBlock, Remark
from lessonpress.richtext import RichText
from lessonpress.spelling import advise
from lessonpress.validation import validate
from lessonpress.yamlfile import YamlFile

# --- what people write ---------------------------------------------------------------------------


def _named(value: object) -> object:
    return {"lesson": value} if isinstance(value, str | int | float) else value


class UnitLessonForm(Form):
    lesson: Text = Field(description="The lesson: its file's name in lessons/ without the ending.")
    pacing: Paragraph | None = Field(None, description="How long it takes, such as 1 class period.")


UnitLessonEntry = Annotated[
    UnitLessonForm, BeforeValidator(_named, json_schema_input_type=Text | UnitLessonForm)
]


class DefaultsForm(Form):
    """How what has no wish of its own is printed."""

    layout: Name | None = Field(default=None, description="The layout that it is printed with.")
    paper: Text | None = Field(default=None, description="The paper that it is printed on.")
    documents: Documents | None = Field(
        default=None, description="Which documents are printed of a lesson. Without it, all."
    )
    formats: Formats | None = Field(
        default=None, description="The formats that are printed. Without it, both."
    )
    versions: Versions | None = Field(
        default=None, description="In how many versions questions are printed. Without it, one."
    )
    accommodations: Accommodations | None = Field(
        default=None,
        description="In which accommodations students' documents are printed as well. Without it, in none.",
    )
    glossary_languages: GlossaryLanguages | None = Field(
        default=None,
        description="In which languages words of the vocabulary are printed as well. Without it, in none.",
    )


class PacketForm(Form):
    duplex: Truth = Field(
        default=False, description="Whether each lesson starts on a right-hand page."
    )
    fit: Literal["auto"] | None = Field(
        default=None, description="auto chooses the size of type that takes the least paper."
    )


class UnitForm(Form):
    """Lessons that are taught one after the other."""

    title: Paragraph = Field(description="What the unit is called.")
    grade: Grade | None = Field(None, description="1 to 13, or a range such as 9-10.")
    language: Language | None = Field(None, description="Without it, the first lesson's.")
    essential_question: Paragraph | None = Field(None, description="The question behind the unit.")
    description: Text | None = Field(None, description="Paragraphs and lists in Markdown.")
    lessons: Annotated[tuple[UnitLessonEntry, ...], Field(min_length=1)] = Field(
        description="The lessons, in order."
    )
    defaults: DefaultsForm = Field(
        DefaultsForm(), description="What holds where a lesson says nothing itself."
    )
    packet: PacketForm = Field(PacketForm(), description="How packets are bound.")
    sources: Paragraphs = Field((), description="Where it comes from; links are allowed.")


# --- what it means -------------------------------------------------------------------------------

_NO_SPEC = SpecSource("", YamlFile(Path(), None, {}, {}))


@dataclass(frozen=True, slots=True)
class UnitLesson:
    slug: str
    pacing: RichText | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, ready for a layout. `grade` is as it was written, "" where none was given; `language`
    is None where the first lesson's counts. With `fit`, packets take the least paper. `spec` is the spec's text, `doubts` are warnings about it.
    """

    slug: str
    title: str
    lessons: tuple[UnitLesson, ...]
    grade: str = ""
    language: str | None = None
    essential_question: RichText | None = None
    description: tuple[ProseBlock, ...] = ()
    defaults: Wishes = NO_WISHES
    duplex: bool = False
    fit: bool = False
    sources: tuple[RichText, ...] = ()
    doubts: tuple[Problem, ...] = field(default=(), compare=False, repr=False)
    spec: SpecSource = field(default=_NO_SPEC, compare=False, repr=False)


def outline(path: Path) -> tuple[dict[str, int], Wishes]:
    """The lessons that the unit at `path` names, each with its line, and its defaults.

    Whether there are such lessons is not asked. Raises ProblemError.
    """
    source = SpecSource.read(path)
    _check_shape(source)
    form = validate(UnitForm, source.file)
    lessons = {
        unicodedata.normalize("NFC", one.lesson): source.location(("lessons", index)).line or 0
        for index, one in enumerate(form.lessons)
    }
    return lessons, wishes_of(form.defaults)


def read_unit(
    path: Path, lesson_slugs: Callable[[], Sequence[str]], text: str | None = None
) -> Unit:
    """The unit in the spec at `path`.

    `lesson_slugs` gives the lessons that there are. `text` stands for the file's text if it is
    given. Raises ProblemError with everything that is wrong with the spec, in the order of the file.
    """
    source = SpecSource.read(path, text)
    _check_shape(source)
    slug = unicodedata.normalize("NFC", path.stem)
    known = lesson_slugs()
    problems = [
        *_check_name(slug, known, path),
        *_check_lessons(source, known),
        *check_spec(source),
    ]
    try:
        form = validate(UnitForm, source.file)
    except ProblemError as error:
        problems += error.problems
    else:
        remarks: list[Remark] = []
        description = parse_prose(form.description or "", remarks)
        told = [one.problem(source.line_of(("description",), one.line)) for one in remarks]
        strays = [*told, *strays_in_spec(source)]
        problems += [stray for stray in strays if stray.is_error]
    if problems:
        raise ProblemError(sorted(problems, key=lambda one: one.location))
    return Unit(
        slug=slug,
        title=str(RichText.from_markdown(form.title)),
        lessons=tuple(
            UnitLesson(unicodedata.normalize("NFC", one.lesson), rich(one.pacing))
            for one in form.lessons
        ),
        grade=form.grade or "",
        language=form.language,
        essential_question=rich(form.essential_question),
        description=description,
        defaults=wishes_of(form.defaults),
        duplex=form.packet.duplex,
        fit=form.packet.fit is not None,
        sources=riches(form.sources),
        doubts=tuple(strays),
        spec=source,
    )


def _check_shape(source: SpecSource) -> None:
    if isinstance(source.data, dict):
        return
    empty = source.data is None
    problem = Problem(
        "This unit is empty." if empty else "A unit must be lines of `key: value`.",
        source.location(()),
        "Begin with `title:`, and list its lessons under `lessons:`.",
        code="empty-unit",
    )
    raise ProblemError([problem])


def _check_name(slug: str, lessons: Sequence[str], path: Path) -> Iterator[Problem]:
    if slug in lessons:
        yield Problem(
            f"The unit `{slug}` is called like a lesson; both would print to one folder.",
            Location(path, 1, 1),
            "Rename the unit's file.",
            code="same-name",
        )


def _check_lessons(source: SpecSource, known: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the lessons as far as they are named at all."""
    entries = source.data.get("lessons")
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = entry.get("lesson") if isinstance(entry, dict) else entry
        if isinstance(name, int | float):
            name = str(
                name
            ).lower()  # as a name that YAML reads as a number or a truth becomes text
        if not isinstance(name, str) or not name.strip():
            continue  # the form says what it should be
        place = ("lessons", index, "lesson") if isinstance(entry, dict) else ("lessons", index)
        slug = unicodedata.normalize("NFC", name.strip())
        where = source.location(place)
        if slug not in known:
            hint = advise(slug, known, at_most=8) or "A lesson is a file in lessons/."
            yield Problem(f"There is no lesson `{slug}`.", where, hint, code="unknown-lesson")
        elif slug in seen:
            yield Problem(
                f"The lesson `{slug}` stands in the unit twice.",
                where,
                f"It stands in line {seen[slug]} already; remove one of the two.",
                code="repeated",
            )
        seen.setdefault(slug, where.line or 0)
