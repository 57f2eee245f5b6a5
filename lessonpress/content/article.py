"""What an event is, in whichever form it was written. Reads nothing; `event` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from lessonpress.problems import Problem
from lessonpress.prose import Picture, ProseBlock, every_block, every_text
from lessonpress.richtext import RichText

PartKind = Literal[
    "title",
    "summary",
    "key fact",
    "heading",
    "paragraph",
    "list item",
    "numbered item",
    "quotation",
    "attribution",
    "verse",
    "table",
    "subheading",
    "picture",
    "easy read",
    "left out",
]


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    blocks: tuple[ProseBlock, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a line of the file was taken for. `line` counts from 1."""

    line: int
    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """An article. `images` are those of its head and its introduction, not those in its sections.

    `notes` are its footnotes, in the order of their numbers.
    `reading` holds every part in the order of the file, with its line, and what was left out.
    `doubts` are warnings where it may have been read otherwise than its author meant. `easy` is the easier text
    that there is of it: what that doesn't say, such as a title or key facts, is empty there.
    """

    slug: str
    path: Path
    title: str
    summary: tuple[RichText, ...]
    key_facts: tuple[RichText, ...] = ()
    sections: tuple[Section, ...] = ()
    date: str | None = None
    place: str | None = None
    people: tuple[RichText, ...] = ()
    sources: tuple[RichText, ...] = ()
    licence: RichText | None = None
    language: str | None = None
    images: tuple[Picture, ...] = ()
    notes: tuple[RichText, ...] = ()
    easy: Event | None = None
    doubts: tuple[Problem, ...] = field(default=(), compare=False, repr=False)
    reading: tuple[Part, ...] = field(default=(), compare=False, repr=False)


def event_words(event: Event) -> str:
    """All that the event tells, one paragraph a line: title, summary, key facts, sections, notes."""
    lines = [event.title]
    lines += [paragraph.plain for paragraph in (*event.summary, *event.key_facts)]
    for section in event.sections:
        lines.append(section.heading)
        lines += [text.plain for text in every_text(section.blocks)]
    lines += [note.plain for note in event.notes]
    return "\n".join(lines)


def running_text(event: Event) -> str:
    """The event's sentences, one paragraph a line: without title and headings of sections."""
    lines = [paragraph.plain for paragraph in (*event.summary, *event.key_facts)]
    lines += [text.plain for section in event.sections for text in every_text(section.blocks)]
    return "\n".join(lines)


def all_pictures(event: Event) -> Sequence[Picture]:
    """Every picture of the event, in order."""
    within = [block.picture for part in event.sections for block in every_block(part.blocks)]
    return [*event.images, *(picture for picture in within if picture is not None)]
