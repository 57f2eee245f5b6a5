"""A key marks thirty sheets: every short answer at a glance, each told once, and the plan elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from lessonpress.api import load_lesson
from lessonpress.registry.kinds import KINDS
from lessonpress.words import Message, words_for
from lessonpress.workspace import Workspace
from tests.end_to_end.printing import ROOT, print_lessons

LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("*.yaml"))
DOCUMENTS = ("worksheet", "answer-key", "marking-key", "lesson-plan")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every shipped lesson, in the documents that are tried here."""
    folder = tmp_path_factory.mktemp("keys")
    reports = print_lessons(ROOT, folder, packets=False, documents=DOCUMENTS)
    assert not [one for report in reports for one in report.problems if one.is_error]
    return folder


def page_of(folder: Path, slug: str, document: str) -> Any:
    return pypdf.PdfReader(folder / slug / f"{slug}-{document}.pdf").pages[0]


def in_upper_half(page: Any) -> str:
    """The text of a page's upper half, white space made one."""
    middle = float(page.mediabox.height) / 2
    words: list[str] = []

    def keep(text: str, _: Any, matrix: list[float], *__: Any) -> None:
        if matrix[5] >= middle:
            words.append(text)

    page.extract_text(visitor_text=keep)
    return squeezed("".join(words))


def squeezed(text: str) -> str:
    """Text without white space: a number and its answer stand as close as a font sets them."""
    return re.sub(r"\s+", "", text)


def said(slug: str, message: str, **values: object) -> str:
    """What a shipped lesson's documents say, in its language."""
    lesson = load_lesson(Workspace.at(ROOT), slug)[0]
    return words_for(lesson.language)(message, **values)


def short_answers(slug: str) -> list[list[str]]:
    """What a key says of each part, such as `1C`, as the lesson's own data have it."""
    lesson = load_lesson(Workspace.at(ROOT), slug)[0]
    words = words_for(lesson.language)

    def word(what: int | str | Message) -> str:
        return words(what) if isinstance(what, Message) else str(what)

    tasks = [one.task for one in lesson.activities if one.part]
    return [
        [squeezed(word(one.number) + word(one.text)) for one in task.short_answers]
        for task in tasks
    ]


@pytest.mark.parametrize("slug", LESSONS)
def test_the_first_half_page_of_the_key_has_every_short_answer(slug: str, output: Path) -> None:
    seen = in_upper_half(page_of(output, slug, "answer-key"))
    in_writing = squeezed(said(slug, "in writing"))
    for part in short_answers(slug):
        assert ("·".join(part) or in_writing) in seen


@pytest.mark.parametrize("slug", LESSONS)
def test_the_marking_key_is_the_same_grid_on_one_page(slug: str, output: Path) -> None:
    path = output / slug / f"{slug}-marking-key.pdf"
    [page] = pypdf.PdfReader(path).pages
    seen = squeezed(page.extract_text())
    for part in short_answers(slug):
        assert "·".join(part) in seen
    assert not KINDS["marking-key"].default
    word = docx.Document(str(path.with_suffix(".docx")))
    [grid] = word.tables
    rows = [[squeezed(cell.text) for cell in row.cells] for row in grid.rows[1:]]
    lesson, in_writing = (
        load_lesson(Workspace.at(ROOT), slug)[0],
        squeezed(said(slug, "in writing")),
    )
    if lesson.points:  # each part has its own, and a row for them, and so has their sum
        marked = [one.task.to_mark for one in lesson.activities if one.part]
        parts = zip(short_answers(slug), marked, strict=True)
        rest = [part for part, is_marked in parts if is_marked]
        assert [row[1] for row in rows] == ["·".join(part) or in_writing for part in rest] + [""]
        return
    parts = short_answers(slug)
    open_ones = [in_writing] if [] in parts else []
    assert [row[1] for row in rows] == ["·".join(part) for part in parts if part] + open_ones


@pytest.mark.parametrize("slug", LESSONS)
def test_sheet_and_keys_have_one_code(slug: str, output: Path) -> None:
    code_of = said(slug, "Code {mark}", mark="([A-Z]{5})")
    codes = {
        document: re.findall(code_of, page_of(output, slug, document).extract_text())
        for document in DOCUMENTS
    }
    assert codes.pop("lesson-plan") == []
    [code] = {code for found in codes.values() for code in found}
    assert code == load_lesson(Workspace.at(ROOT), slug)[0].mark


@pytest.mark.parametrize("slug", LESSONS)
def test_the_plan_is_a_document_of_its_own(slug: str, output: Path) -> None:
    lesson = load_lesson(Workspace.at(ROOT), slug)[0]
    folder = output / slug
    plan, key = (
        squeezed("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
        for path in (folder / f"{slug}-lesson-plan.pdf", folder / f"{slug}-answer-key.pdf")
    )
    for objective in lesson.objectives:
        begins = squeezed(objective.plain)[:20]
        assert begins in plan
        assert begins not in key
    timing = squeezed(said(slug, "Timing"))
    assert timing in plan
    assert timing not in key


@pytest.mark.parametrize("slug", LESSONS)
def test_the_key_says_each_right_choice_once_and_no_wrong_one(slug: str, output: Path) -> None:
    lesson = load_lesson(Workspace.at(ROOT), slug)[0]
    word = docx.Document(str(output / slug / f"{slug}-answer-key.docx"))
    paragraphs = [one.text.replace("\u00a0", " ") for one in word.paragraphs]
    for activity in lesson.activities:
        for item in activity.items if activity.kind == "multiple-choice" else ():
            for choice in getattr(item, "choices"):  # noqa: B009
                times = paragraphs.count(f"{choice.letter}. {choice.text}")
                assert times >= 1 if choice.correct else times == 0
