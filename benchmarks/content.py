"""Composes the lesson that is set, as the engine itself does it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.contest import Content
from lessonpress.document.blocks import Document
from lessonpress.layout.fitting import fit
from lessonpress.layout.theme import Theme
from lessonpress.press.job import compose
from lessonpress.press.plan import DOCUMENTS, Choice, plan
from lessonpress.press.shelf import Shelf
from lessonpress.workspace import Workspace
from lessonpress.writers.pdf import measure_pdf

REPOSITORY = Path(__file__).parent.parent
SAMPLE = "soviet-liberation-of-czechoslovakia-begins"


def read_content(lesson: str, output: Path) -> Content:
    """The lesson called `lesson` in this repository; what the engine prints goes to `output`.

    Raises UsageError where there is no such lesson, and ProblemError where it has errors.
    """
    workspace = Workspace.at(REPOSITORY, output)
    (job,) = plan(workspace, [lesson], Choice())
    shelf = Shelf(workspace)
    read, _ = shelf.lesson(job.spec)
    layout = shelf.layout(read, None, None)
    documents: dict[str, Document] = {}
    themes: dict[str, Theme] = {}
    for kind in DOCUMENTS:
        documents[kind], themes[kind] = compose(kind, read, layout), layout.theme(kind)
        if pages := read.fit.get(kind):
            themes[kind] = fit(documents[kind], themes[kind], pages, measure_pdf).theme
    return Content(documents, themes, job, shelf)
