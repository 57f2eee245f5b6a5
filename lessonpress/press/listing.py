"""What a workspace holds, by name and title. A title is empty where the file can't be read."""

from __future__ import annotations

from contextlib import suppress

from lessonpress.press.printing.loaded import Loaded
from lessonpress.problems import ProblemError
from lessonpress.workspace import Workspace


def list_lessons(workspace: Workspace, loaded: Loaded) -> list[dict[str, str]]:
    """Every lesson: `name`, `title`, `event` and the `file` of its spec."""
    entries = []
    for name, (spec, *_) in workspace.lesson_files().items():
        entry = {"name": name, "title": "", "event": "", "file": str(spec.absolute())}
        with suppress(ProblemError):
            lesson, _ = loaded.lesson(spec)
            entry |= {"title": lesson.title, "event": lesson.event.slug}
        entries.append(entry)
    return entries


def list_units(workspace: Workspace) -> list[dict[str, str]]:
    """Every unit: `name`, `title` and the `file` of its spec."""
    from lessonpress.content.unit import read_unit

    slugs = tuple(workspace.lesson_files())
    entries = []
    for name, (spec, *_) in workspace.unit_files().items():
        entry = {"name": name, "title": "", "file": str(spec.absolute())}
        with suppress(ProblemError):
            entry["title"] = read_unit(spec, lambda: slugs).title
        entries.append(entry)
    return entries


def list_banks(loaded: Loaded) -> list[dict[str, str]]:
    """Every bank of questions: `name`, `title`, how many `questions` it has, and `file`."""
    entries = []
    for name in loaded.bank_slugs():
        entry = {"name": name, "title": "", "questions": "", "file": ""}
        with suppress(ProblemError):
            entry["file"] = str(loaded.bank_file(name).absolute())
            bank = loaded.bank(name)
            count = len(bank.questions)
            title = bank.title or f"{count} question{'s' * (count != 1)}"
            entry |= {"title": title, "questions": str(count)}
        entries.append(entry)
    return entries


def list_events(loaded: Loaded) -> list[dict[str, str]]:
    """Every event: `name`, `title` and `file`."""
    entries = []
    for name in loaded.event_slugs():
        entry = {"name": name, "title": "", "file": ""}
        with suppress(ProblemError):
            entry["file"] = str(loaded.event_file(name).absolute())
            entry["title"] = loaded.event(name).title
        entries.append(entry)
    return entries
