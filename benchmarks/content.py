"""Composes the lesson that is set, as the engine itself does it, in other words for each turn."""

from __future__ import annotations

from pathlib import Path

from benchmarks.contest import Content, Wording
from benchmarks.wording import reword
from lessonpress.content.lesson import Lesson
from lessonpress.document.blocks import Document
from lessonpress.layout.fitting import fit
from lessonpress.layout.layouts import Layout
from lessonpress.layout.theme import Theme
from lessonpress.press.choice import DOCUMENTS, Choice
from lessonpress.press.job import compose
from lessonpress.press.plan import Job, plan
from lessonpress.press.shelf import Shelf
from lessonpress.press.supply import Supply
from lessonpress.workspace import Workspace
from lessonpress.writers.pdf import PdfMeasure

REPOSITORY = Path(__file__).parent.parent
SAMPLE = "soviet-liberation-of-czechoslovakia-begins"


def read_content(lesson: str, turns: int, folder: Path) -> Content:
    """The lesson called `lesson` in this repository, in other words for each turn.

    They are written to a workspace in `folder`. Raises UsageError where there is no such lesson,
    and ProblemError where it has errors.
    """
    here = Workspace.at(REPOSITORY)
    (original,) = plan(here, [lesson], Choice())
    shelf = Shelf(here)
    read, _ = shelf.lesson(original.spec)
    layout = shelf.layout(read, Choice())
    there = Workspace.at(folder)
    jobs = [write_job(original.spec, read, turn, there) for turn in range(turns)]
    shelf = Shelf(there)
    wordings = tuple(Wording(job, compose_all(job, shelf, layout)) for job in jobs)
    return Content(wordings, find_themes(read, layout), shelf)


def write_job(spec: Path, lesson: Lesson, turn: int, workspace: Workspace) -> Job:
    """Writes the lesson and its event in the words of one turn; returns the job to print it."""
    event = lesson.event.path
    slug = f"turn-{turn}"
    workspace.events.mkdir(parents=True, exist_ok=True)
    text = reword(event.read_text(encoding="utf-8"), turn)
    (workspace.events / slug).with_suffix(event.suffix).write_text(text, encoding="utf-8")
    text = reword(spec.read_text(encoding="utf-8"), turn).replace(lesson.event.slug, slug)
    path = (workspace.lessons / slug).with_suffix(spec.suffix)
    path.write_text(text, encoding="utf-8")
    return Job(slug, path, workspace, Choice())


def compose_all(job: Job, shelf: Shelf, layout: Layout) -> dict[str, Document]:
    lesson, _ = shelf.lesson(job.spec)
    return {kind: compose(kind, lesson, layout, Supply()) for kind in DOCUMENTS}


def find_themes(lesson: Lesson, layout: Layout) -> dict[str, Theme]:
    """The theme of each kind of document, with its type fitted where the lesson asks for it."""
    themes = {kind: layout.theme(kind) for kind in DOCUMENTS}
    for kind, pages in lesson.fit.items():
        document = compose(kind, lesson, layout, Supply())
        themes[kind] = fit(document, themes[kind], pages, PdfMeasure()).theme
    return themes
