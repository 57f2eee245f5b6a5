"""What was found in a file: an article as a tree of HTML, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

#: An element of lxml, whose stubs can't tell an element from a comment.
Element: TypeAlias = Any


class Unreadable(Exception):
    """A file can't be read as what it is; says why, and `hint` how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from, as far as its file says it; "" for what it doesn't."""

    title: str = ""
    author: str = ""
    site: str = ""
    published: str = ""
    address: str = ""
    licence: str = ""
    language: str = ""

    @property
    def source(self) -> str:
        """It as a line among the sources of an event, in Markdown; "" where too little is known."""
        named = f"[{self.title}]({self.address})" if self.title and self.address else self.title
        parts = (self.author, named or self.address, self.site, self.published)
        known = self.address or (self.title and (self.author or self.site))
        return ", ".join(filter(None, parts)) if known else ""


@dataclass(frozen=True, slots=True)
class Found:
    """The `body` has headings, paragraphs, lists, quotations, tables, figures and pictures as HTML has them.

    `pictures` are the bytes of those that came along, by what `src` says; `notes` are the texts of footnotes, as
    elements, by what the `data-note` of a mark says. `left` is what was left behind, a text each.
    """

    body: Element
    origin: Origin = Origin()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    notes: Mapping[str, Element] = field(default_factory=dict)
    left: tuple[str, ...] = ()
