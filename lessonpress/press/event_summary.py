"""How an event was read, in lines: what a check shows, so that nothing is taken for what it isn't."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from lessonpress.content.article import event_words
from lessonpress.content.easy_ledger import levels_of
from lessonpress.content.event import Event, Section, describe_reading
from lessonpress.content.text_language import guess_language
from lessonpress.prose import every_block

_WIDTH = 72
_BLOCK_WORDS = {
    "paragraph": ("paragraph", "paragraphs"),
    "bullet": ("list item", "list items"),
    "number": ("numbered item", "numbered items"),
    "quote": ("quotation", "quotations"),
    "verse": ("stanza", "stanzas"),
    "table": ("table", "tables"),
    "subheading": ("subheading", "subheadings"),
    "figure": ("picture", "pictures"),
}


def outline(event: Event) -> tuple[str, ...]:
    """The event in short: title, summary, the number of key facts, and each section's size."""
    summary = " ".join(map(str, event.summary))
    return (
        f"Title: {event.title}",
        f"Summary: {textwrap.shorten(summary, _WIDTH, placeholder=' …') or 'none'}",
        f"Key facts: {len(event.key_facts) or 'none'}",
        *_left_out(event),
        *(f"Section: {section.heading} ({_extent(section)})" for section in event.sections),
        *([f"Footnotes: {len(event.notes)}"] if event.notes else ()),
        *_easier(event),
    )


def _easier(event: Event) -> Iterator[str]:
    """The easier text in short: its sections, and how hard both texts are to read."""
    easy = event.easy
    if easy is None:
        return
    where = f"line {easy.reading[0].line}" if easy.path == event.path else easy.path.name
    facts = f"{len(easy.key_facts)} key facts, " if easy.key_facts else ""
    extents = [_extent(section) for section in easy.sections]
    yield f"Easy read: {facts}{'; '.join(extents) or 'no sections'} ({where})"
    language = event.language or guess_language(event_words(event))
    if (levels := levels_of(event, language)) is not None:
        yield f"Reading level: {levels.event}; easy read: {levels.easier} ({levels.event.formula})"


def _left_out(event: Event) -> tuple[str, ...]:
    """What was in the file and is no part of the article, as `Left out: [edit] (2), [1]`."""
    counts = Counter(part.text for part in event.reading if part.kind == "left out")
    if not counts:
        return ()
    named = [text if number == 1 else f"{text} ({number})" for text, number in counts.items()]
    return (f"Left out: {textwrap.shorten(', '.join(named), 2 * _WIDTH, placeholder=' …')}",)


def transcript(event: Event) -> tuple[str, ...]:
    """The event line by line: the line's number, what it was taken for, and how it starts."""
    parts = describe_reading(event)
    wide = max((len(kind) for _, kind, _ in parts), default=0)
    return tuple(
        f"{line:4}  {kind:{wide}}  {textwrap.shorten(text, _WIDTH, placeholder=' …')}"
        for line, kind, text in parts
    )


def _extent(section: Section) -> str:
    """`3 paragraphs, 2 quotations`."""
    blocks = every_block(section.blocks)
    counts = Counter(block.kind for block in blocks if block.kind in _BLOCK_WORDS)
    return (
        ", ".join(f"{number} {_BLOCK_WORDS[kind][number != 1]}" for kind, number in counts.items())
        or "empty"
    )
