"""The content that every contestant sets, and what it gives back. Knows no contestant and no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lessonpress.document.blocks import Document, Inline, Run
from lessonpress.layout.theme import Theme
from lessonpress.press.plan import Job
from lessonpress.press.shelf import Shelf

Files = tuple[bytes, ...]
Make = Callable[[], Files]


@dataclass(frozen=True, slots=True)
class Content:
    """One lesson for everyone: the documents as the engine composed them, and their themes, by kind.

    Contestants are given the engine's own blocks, so that each sets the same words in the same
    order; the theme tells them the same paper, fonts, sizes and spaces. `job` and `shelf` are what
    the engine itself starts from.
    """

    documents: Mapping[str, Document]
    themes: Mapping[str, Theme]
    job: Job
    shelf: Shelf


class MissingError(Exception):
    """A contestant's program is not installed."""


def plain(content: tuple[Inline, ...]) -> str:
    """The words of a line without their looks; gaps to write in are left out."""
    return "".join(part.text for part in content if isinstance(part, Run))
