"""Binding: documents that go into one file one after the other, each in looks of its own. Knows no format."""

from __future__ import annotations

from dataclasses import dataclass

from lessonpress.document.blocks import Document
from lessonpress.layout.theme import Theme


@dataclass(frozen=True, slots=True)
class BoundCopy:
    """A document as somebody gets it. Who get the same have one and the same `document` and `theme`: it is set
    once for all of them.

    `title` is what the outline calls it, and what stands at the head of its pages but the first. `values` go into
    the fields of its first line of fields, in their order; None leaves one empty.
    """

    document: Document
    theme: Theme
    title: str
    values: tuple[str | None, ...] = ()
