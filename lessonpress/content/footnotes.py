"""Footnotes of a text that is a part of what was written, or made of two: numbered anew, as they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lessonpress.content.article import Event
from lessonpress.content.tree import every, exchanged
from lessonpress.richtext import RichText, Span


def renumbered(event: Event, notes: Sequence[RichText]) -> Event:
    """The event with those of the notes, by their numbers from 1, that it has marks of, numbered in the order
    in which they stand there. Notes of notes come behind all others."""
    bare = replace(event, notes=(), easy=None, reading=(), doubts=())
    numbers: dict[int, int] = {}
    waiting = [span.note for span in every(bare, Span) if span.note]
    for number in waiting:  # it grows: a note may have notes
        if number not in numbers and number <= len(notes):
            numbers[number] = len(numbers) + 1
            waiting += [span.note for span in every(notes[number - 1], Span) if span.note]
    if all(old == new for old, new in numbers.items()) and len(numbers) == len(event.notes):
        return event

    def change(span: Span) -> tuple[Span, ...]:
        return (replace(span, note=numbers.get(span.note)) if span.note else span,)

    body: Event = exchanged(bare, Span, change)
    own = tuple(exchanged(notes[number - 1], Span, change) for number in numbers)
    return replace(body, notes=own, easy=event.easy, reading=event.reading, doubts=event.doubts)
