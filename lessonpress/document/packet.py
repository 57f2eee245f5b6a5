"""Packets: documents of several lessons become parts of one, and its contents are listed.

A document that is taken in keeps its words and looks; its ids and the levels of its headings change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from lessonpress.document.blocks import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Run,
    Section,
)
from lessonpress.document.ids import shorten

DEEPEST_HEADING = 6


def take_in(document: Document, prefix: str, levels: int) -> tuple[Block, ...]:
    """The document's blocks with `prefix` before every id and headings `levels` further down.

    Links within the document follow their targets.
    """
    ids = {id_: shorten(f"{prefix}_{id_}") for id_ in _ids(document.blocks)}

    def change(part: Any) -> Any:
        if isinstance(part, Run):
            target = part.href[1:] if part.href and part.href.startswith("#") else None
            return replace(part, href=f"#{ids[target]}") if target in ids else part
        changed = _rebuild(part, change)
        if isinstance(changed, Heading):
            changed = replace(changed, level=min(changed.level + levels, DEEPEST_HEADING))
        return replace(changed, id=ids[changed.id]) if hasattr(changed, "id") else changed

    return tuple(change(block) for block in document.blocks)


def list_contents(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every table of contents filled in: all sections, by how deep they stand."""
    whole = tuple(blocks)
    entries = tuple(_entries(whole, 1))

    def change(part: Any) -> Any:
        if isinstance(part, Contents):
            return replace(part, entries=entries)
        return replace(part, blocks=_all(part.blocks)) if isinstance(part, Section) else part

    def _all(parts: tuple[Block, ...]) -> tuple[Block, ...]:
        changed = (change(part) for part in parts)
        return tuple(
            part for part in changed if not (isinstance(part, Contents) and not part.entries)
        )

    return _all(whole)


def _entries(blocks: Iterable[Block], level: int) -> Iterator[ContentsEntry]:
    for block in blocks:
        if isinstance(block, Section):
            yield ContentsEntry(block.id, block.title, level)
            yield from _entries(block.blocks, level + 1)


def _ids(part: Any) -> Iterator[str]:
    """Every id in blocks and what they hold."""
    if isinstance(part, tuple):
        for one in part:
            yield from _ids(one)
    elif is_dataclass(part):
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name == "id":
                yield value
            elif isinstance(value, tuple):
                yield from _ids(value)


def _rebuild(part: Any, change: Callable[[Any], Any]) -> Any:
    """The part with what it holds changed; itself where that is nothing."""
    new: dict[str, Any] = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            new[field.name] = tuple(change(one) for one in value)
    return replace(part, **new) if new else part
