"""Documents: what is said of a file that was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lessonpress.api import load_lesson, open_workspace
from lessonpress.content.lesson import Lesson
from lessonpress.document.blocks import Document
from lessonpress.layout.theme import Theme
from lessonpress.press.inputs import Inputs
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.documents import Fitting, compose, too_thick
from lessonpress.press.printing.loaded import Loaded
from lessonpress.registry.files import File
from lessonpress.registry.formats import FORMATS, format_of
from lessonpress.writers.formats import measure_of
from tests.end_to_end.printing import ROOT

SPEC = Path("lessons/lesson.yaml")


def test_a_booklet_of_as_many_sheets_as_a_stapler_holds_is_not_too_thick() -> None:
    booklet = File("worksheet", "booklet")
    assert too_thick(booklet, 40, SPEC) == ()
    [warning] = too_thick(booklet, 42, SPEC)
    assert not warning.is_error
    assert "has 21 sheets; staplers hold about 20 in a fold" in warning.message


@pytest.mark.parametrize("format_", sorted(set(FORMATS) - {"booklet"}))
def test_what_nobody_folds_may_be_as_thick_as_it_likes(format_: str) -> None:
    assert too_thick(File("worksheet", format_), 4000, SPEC) == ()


@pytest.fixture(scope="module")
def composed() -> tuple[Lesson, Document, Theme]:
    """A handout that may take two pages."""
    workspace = open_workspace(ROOT)
    lesson, _ = load_lesson(workspace, "munich-agreement")
    layout = Loaded(workspace).layout(lesson, Request())
    document = compose(File("handout", "docx"), lesson, layout, Inputs())
    return lesson, document, layout.theme("handout", document.stage)


@pytest.mark.parametrize("pages", [2, "auto"])
def test_a_docx_is_fitted_with_room_for_lines_that_a_word_processor_breaks_otherwise(
    composed: tuple[Lesson, Document, Theme], pages: int | str
) -> None:
    """Whatever fills a PDF's last page; on as many pages, and in no larger type."""
    lesson, document, theme = composed
    lesson = replace(lesson, fit={"handout": pages})
    spare = format_of("docx").spare
    for size in range(100, 125):
        fitting = Fitting(document, theme.scaled(size / 100), lesson)
        (pdf, _), (docx, _) = fitting.theme("pdf"), fitting.theme("docx")
        full, roomy = (measure_of("pdf")(document, one) for one in (pdf, docx))
        assert roomy.pages <= full.pages
        assert docx.styles["body"].size <= pdf.styles["body"].size
        if full.last_page <= 1 - spare:
            assert docx is pdf
        else:
            assert roomy.last_page <= 1 - spare / 2
