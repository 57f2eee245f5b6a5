"""The event: the article that is taught, read from plain text or Markdown into one model."""

from __future__ import annotations

from pathlib import Path

from lessonpress.content import event_text
from lessonpress.content.article import Event, Part, PartKind, Section
from lessonpress.content.source import read_text
from lessonpress.problems import Location, Problem, ProblemError

__all__ = ["Event", "Part", "Section", "describe_reading", "read_event"]


def read_event(path: Path, text: str | None = None) -> Event:
    """Read an event: Markdown if the file's name ends in .md, else plain text.

    `text` stands for the file's text if it is given. Raises ProblemError with all that is wrong.
    """
    text = read_text(path, text)
    if not text.strip():
        problem = Problem(
            "This event is empty.",
            Location(path, 1, 1),
            "Write a title, a summary, key facts, and headings with paragraphs.",
            code="empty-event",
        )
        raise ProblemError([problem])
    if path.suffix.lower() not in (".md", ".markdown"):
        return event_text.read(path, text)
    from lessonpress.content import event_markdown  # most events don't need it and its form

    return event_markdown.read(path, text)


def describe_reading(event: Event) -> list[tuple[int, PartKind, str]]:
    """How the event was read: line, kind and text of every part, in order, also of what was left out."""
    return [(part.line, part.kind, part.text) for part in event.reading]
