"""Composes the lesson that is set, as the engine itself does it, in other words for each turn."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from benchmarks.contest import Content, Wording
from benchmarks.wording import reword
from docs.draw_gallery import copy_events, read_page
from lessonpress.content.lesson import Lesson
from lessonpress.document.blocks import Document
from lessonpress.layout.fitting import fit, fit_by_itself
from lessonpress.layout.layouts import Layout
from lessonpress.layout.theme import Theme
from lessonpress.press.inputs import Inputs
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.documents import compose
from lessonpress.press.printing.loaded import Loaded
from lessonpress.registry.files import File
from lessonpress.registry.kinds import DEFAULT_KINDS, LESSON_KINDS
from lessonpress.workspace import Workspace
from lessonpress.writers.pdf import PdfMeasure

#: The documents of a lesson that are printed without being asked for.
PRINTED = tuple(kind for kind in DEFAULT_KINDS if kind in LESSON_KINDS)

REPOSITORY = Path(__file__).parent.parent
SAMPLE = "soviet-liberation-of-czechoslovakia-begins"
EVERY = "every-activity"


def read_content(lesson: str, turns: int, folder: Path, here: Workspace | None = None) -> Content:
    """The lesson called `lesson` in this repository, or in a workspace, in other words for each turn.

    They are written to a workspace in `folder`. Raises UsageError where there is no such lesson,
    and ProblemError where it has errors.
    """
    here = here or Workspace.at(REPOSITORY)
    (original,) = plan(here, [lesson], Request())
    loaded = Loaded(here)
    read, _ = loaded.lesson(original.spec)
    layout = loaded.layout(read, Request())
    there = Workspace.at(folder)
    jobs = [write_job(original.spec, read, turn, there) for turn in range(turns)]
    loaded = Loaded(there)
    wordings = tuple(Wording(job, compose_all(job, loaded, layout)) for job in jobs)
    return Content(wordings, find_themes(read, layout), loaded, layout.words(read.language))


def read_every_activity(turns: int, folder: Path) -> Content:
    """A lesson with every activity in it: those of the gallery, one after the other."""
    copy_events(folder / "gallery")
    here = Workspace.at(folder / "gallery")
    begins, families = read_page()
    activities = "".join(text for kinds in families.values() for text in kinds.values())
    # A key a line: what stands in braces could not be put into other words.
    spec = yaml.safe_load(f"{begins}activities:\n{activities}")
    text = yaml.safe_dump(spec, allow_unicode=True, sort_keys=False, width=10_000)
    (here.lessons / f"{EVERY}.yaml").write_text(text, "utf-8")
    return read_content(EVERY, turns, folder / "turns", here)


def write_job(spec: Path, lesson: Lesson, turn: int, workspace: Workspace) -> Job:
    """Writes the lesson and its event in the words of one turn; returns the job to print it."""
    event = lesson.event.path
    slug = f"turn-{turn}"
    workspace.events.mkdir(parents=True, exist_ok=True)
    text = reword(event.read_text(encoding="utf-8"), turn)
    (workspace.events / slug).with_suffix(event.suffix).write_text(text, encoding="utf-8")
    if (pictures := event.with_name("pictures")).is_dir() and not turn:
        shutil.copytree(pictures, workspace.events / pictures.name)
    text = reword(spec.read_text(encoding="utf-8"), turn).replace(lesson.event.slug, slug)
    path = (workspace.lessons / slug).with_suffix(spec.suffix)
    path.write_text(text, encoding="utf-8")
    return Job(slug, path, workspace, Request())


def compose_all(job: Job, loaded: Loaded, layout: Layout) -> dict[str, Document]:
    lesson, _ = loaded.lesson(job.spec)
    return {kind: compose(File(kind, "pdf"), lesson, layout, Inputs()) for kind in PRINTED}


def find_themes(lesson: Lesson, layout: Layout) -> dict[str, Theme]:
    """The theme of each kind of document, with its type fitted where the lesson asks for it."""
    themes = {kind: layout.theme(kind) for kind in PRINTED}
    for kind, pages in ((kind, lesson.fit[kind]) for kind in PRINTED if kind in lesson.fit):
        document = compose(File(kind, "pdf"), lesson, layout, Inputs())
        fitted = (
            fit_by_itself(document, themes[kind], PdfMeasure())
            if pages == "auto"
            else fit(document, themes[kind], pages, PdfMeasure())
        )
        themes[kind] = fitted.theme
    return themes
