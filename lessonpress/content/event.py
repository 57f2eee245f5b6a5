"""The event: the article that is taught, read from plain text or Markdown into one model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lessonpress.content import event_text
from lessonpress.content.article import Event, Part, PartKind, Section
from lessonpress.content.easy_titles import empty_easier
from lessonpress.content.source import read_text
from lessonpress.problems import Location, Problem, ProblemError

__all__ = ["Event", "Part", "Section", "describe_reading", "read_easier", "read_event"]

#: How the name of an event ends that is written in Markdown.
MARKDOWN = (".md", ".markdown")


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
    if path.suffix.lower() not in MARKDOWN:
        return event_text.read(path, text)
    from lessonpress.content import event_markdown  # most events don't need it and its form

    return event_markdown.read(path, text)


def read_easier(event: Event, path: Path, text: str | None = None) -> Event:
    """The event with the easier text that stands in a file of its own, in the same forms as an event; `text`
    stands for the file's text if it is given. Raises ProblemError."""
    text = read_text(path, text)
    if event.easy is not None:
        line = event.easy.reading[0].line
        message = (
            f"This event has two easier texts: this one, and one in {event.path.name}, line {line}."
        )
        hint = "Keep one of the two."
        raise ProblemError([Problem(message, Location(path, 1, 1), hint, code="two-easier-texts")])
    if not text.strip():
        raise ProblemError([empty_easier(path, 1)])
    if path.suffix.lower() not in MARKDOWN:
        return replace(event, easy=event_text.read_easier(path, text, event))
    from lessonpress.content import event_markdown

    return replace(event, easy=event_markdown.read_easier(path, text, event))


def describe_reading(event: Event) -> list[tuple[int, PartKind, str]]:
    """How the event was read: line, kind and text of every part, in order, also of what was left out; with the
    easier text that stands in the same file."""
    parts = list(event.reading)
    if event.easy is not None and event.easy.path == event.path:
        parts = sorted([*parts, *event.easy.reading], key=lambda part: part.line)
    return [(part.line, part.kind, part.text) for part in parts]
