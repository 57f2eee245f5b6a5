"""A unit's packets: all lessons in one document, and the answers for teachers only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.content.settings import Settings
from lessonpress.content.unit import Unit, read_unit
from lessonpress.document.blocks import (
    Answer,
    Contents,
    Document,
    Edition,
    Figure,
    Heading,
    Section,
)
from lessonpress.layout.layouts import Layout, load_layout
from lessonpress.press.printing.packet import (
    check_defaults,
    check_glossary,
    compose_packet,
    fit_packet,
)
from lessonpress.problems import ProblemError
from lessonpress.registry.files import File
from lessonpress.registry.kinds import UNIT_KINDS
from lessonpress.starter import make_workspace
from lessonpress.workspace import Workspace, builtin_layouts
from lessonpress.writers.docx import write_docx
from lessonpress.writers.pdf import PdfMeasure, write_pdf
from tests.writers import specimens

SPEC = """\
title: A City in Two
grade: 9
essential_question: Whose city is it?
description: Two lessons.
lessons: [{lesson: one, pacing: 2 class periods}, two]
sources: A book.
"""
LESSON = """\
event: the-berlin-wall-falls
title: Lesson {name}
minutes: 45
objectives: Tell what happened.
vocabulary:
  - {{term: wall, definition: What stood {name}.}}
  - {{term: "{name}", definition: A number.}}
activities:
  - activity: short-answer
    questions: [{{ask: Who {name}?, answer: The secret {name}.}}]
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = make_workspace(tmp_path_factory.mktemp("school"))
    for name in ("one", "two"):
        (made.lessons / f"{name}.yaml").write_text(LESSON.format(name=name), "utf-8")
    return made


@pytest.fixture(scope="module")
def lessons(workspace: Workspace) -> list[Lesson]:
    events = workspace.event_files()
    from lessonpress.content.event import read_event

    return [
        read_lesson(
            workspace.lesson_files()[name][0], lambda slug: read_event(events[slug][0]), lambda: ()
        )[0]
        for name in ("one", "two")
    ]


@pytest.fixture
def layout() -> Layout:
    return load_layout("classic", [builtin_layouts()])


def unit(more: str = "") -> Unit:
    return read_unit(Path("a-unit.yaml"), lambda: ("one", "two"), SPEC + more)


def compose(
    kind: str, lessons: list[Lesson], layout: Layout, of: Unit | None = None, **settings: Any
) -> Document:
    return compose_packet(File(kind, "pdf"), of or unit(), lessons, layout, Settings(**settings))


def inside(part: Any) -> Iterator[Any]:
    """Every block in a document, and what blocks hold."""
    for block in part:
        yield block
        for name in ("blocks", "items", "rows"):
            yield from inside(getattr(block, name, ()))


def titles(document: Document) -> list[str]:
    return [block.title for block in document.blocks if isinstance(block, Section)]


def test_students_get_handouts_worksheets_and_the_glossary_but_no_answers(
    lessons: list[Lesson], layout: Layout
) -> None:
    document = compose("student-packet", lessons, layout)
    assert document.edition is Edition.STUDENT
    assert titles(document) == ["1. Lesson one", "2. Lesson two", "Glossary"]
    assert not any(isinstance(block, Answer) for block in inside(document.blocks))
    assert "secret" not in repr(document)


def test_teachers_get_the_plan_the_handouts_and_every_key(
    lessons: list[Lesson], layout: Layout
) -> None:
    document = compose("teacher-packet", lessons, layout)
    assert document.edition is Edition.TEACHER
    assert titles(document) == [
        "Overview",
        "Lesson Plan 1: Lesson one",
        "1. Lesson one",
        "Lesson Plan 2: Lesson two",
        "2. Lesson two",
        "Answer Key 1: Lesson one",
        "Answer Key 2: Lesson two",
        "Glossary",
    ]
    whole = repr(document)
    assert "The secret one." in whole
    assert "2 class periods" in whole


@pytest.mark.parametrize("kind", UNIT_KINDS)
def test_every_id_stands_once_and_links_lead_to_one(
    kind: str, lessons: list[Lesson], layout: Layout
) -> None:
    document = compose(kind, lessons, layout)
    ids = [block.id for block in inside(document.blocks) if hasattr(block, "id")]
    assert len(ids) == len(set(ids))
    assert max(map(len, ids)) <= 40
    (contents,) = [block for block in document.blocks if isinstance(block, Contents)]
    assert {entry.target for entry in contents.entries} <= set(ids)


@pytest.mark.parametrize("kind", UNIT_KINDS)
def test_no_level_of_headings_is_left_out(kind: str, lessons: list[Lesson], layout: Layout) -> None:
    document = compose(kind, lessons, layout)
    levels = [block.level for block in inside(document.blocks) if isinstance(block, Heading)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_glossary_has_each_word_once_with_what_each_lesson_says(
    lessons: list[Lesson], layout: Layout
) -> None:
    glossary = compose("student-packet", lessons, layout).blocks[-1]
    (table,) = [block for block in inside((glossary,)) if hasattr(block, "rows")]
    terms = ["".join(run.text for run in row.cells[0].content) for row in table.rows]
    assert terms == ["one", "two", "wall", ""]


@pytest.mark.parametrize(("more", "starts"), [("", "page"), ("packet: {duplex: true}\n", "right")])
def test_for_duplex_each_lesson_starts_on_a_right_hand_page(
    more: str, starts: str, lessons: list[Lesson], layout: Layout
) -> None:
    document = compose("student-packet", lessons, layout, unit(more))
    assert {block.starts for block in document.blocks if isinstance(block, Section)} == {starts}


def test_a_fitted_packet_takes_no_more_paper_and_stays_readable(
    lessons: list[Lesson], layout: Layout
) -> None:
    document = compose("student-packet", lessons, layout, unit("packet: {fit: auto}\n"))
    theme = layout.theme("student-packet", document.stage)
    fitted = fit_packet(document, theme)
    before, after = (PdfMeasure()(document, one) for one in (theme, fitted))
    assert after.pages + after.wasted <= before.pages + before.wasted
    assert fitted.styles["body"].size >= 10


def test_the_cover_names_the_school_and_shows_its_logo(
    lessons: list[Lesson], layout: Layout, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(specimens.png())
    document = compose("student-packet", lessons, layout, school="Riverside", logo=logo)
    (figure,) = [block for block in document.blocks if isinstance(block, Figure)]
    assert figure.data == specimens.png()
    assert "Riverside" in figure.alternative
    assert document.author == "Riverside"


def test_a_logo_that_is_no_picture_is_told(
    lessons: list[Lesson], layout: Layout, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"nothing")
    with pytest.raises(ProblemError, match="logo"):
        compose("student-packet", lessons, layout, logo=logo)


def test_the_language_is_the_first_lessons_where_the_unit_names_none(
    lessons: list[Lesson], layout: Layout
) -> None:
    czech = [replace(lessons[0], language="cs"), lessons[1]]
    assert compose("student-packet", czech, layout).language == "cs"
    assert compose("student-packet", czech, layout, unit("language: en\n")).language == "en"


@pytest.mark.parametrize("kind", UNIT_KINDS)
@pytest.mark.parametrize("name", ["classic", "modern"])
def test_every_layout_prints_it(kind: str, name: str, lessons: list[Lesson]) -> None:
    layout = load_layout(name, [builtin_layouts()])
    document = compose(kind, lessons, layout)
    assert write_pdf(document, layout.theme(kind)).pages > 3
    assert write_docx(document, layout.theme(kind)).startswith(b"PK")


def test_defaults_that_are_not_there_are_told_by_their_place() -> None:
    asked = unit("defaults: {layout: modren, paper: A9}\n")
    problems = check_defaults(asked, ("classic", "modern"), ("A4", "Letter"))
    assert [(one.code, one.location.line) for one in problems] == [
        ("unknown-layout", 7),
        ("unknown-paper", 7),
    ]
    assert problems[0].hint == "Did you mean `modern`?"
    assert check_defaults(unit("defaults: {paper: letter}\n"), (), ("A4", "Letter")) == ()


def test_a_glossary_that_cannot_be_sorted_is_warned_of(lessons: list[Lesson]) -> None:
    [problem] = check_glossary(unit("language: tr\n"), lessons)
    assert (problem.code, problem.is_error) == ("glossary-order", False)
    assert problem.location.line == 7
    assert check_glossary(unit("language: cs\n"), lessons) == ()
    assert check_glossary(unit("language: tr\n"), [replace(lessons[0], vocabulary=())]) == ()
