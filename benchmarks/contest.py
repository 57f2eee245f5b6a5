"""The content that every contestant sets, and what it gives back. Knows no contestant and no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lessonpress.document.blocks import Document, Inline, Run
from lessonpress.document.class_set import CLASS_LIST, Listed, list_to_tick_off, values_for
from lessonpress.layout.binding import BoundCopy
from lessonpress.layout.theme import Theme
from lessonpress.press.planning.job import Job
from lessonpress.press.printing.loaded import Loaded
from lessonpress.words import Words

#: Whose copies a class set has.
CLASS = tuple(f"Pupil {number}" for number in range(1, 31))

Files = tuple[bytes, ...]
Make = Callable[[int], Files]  # takes the number of the turn


@dataclass(frozen=True, slots=True)
class Wording:
    """A lesson in words of its own: what the engine starts from, and the documents that it composes
    of it, by kind.
    """

    job: Job
    documents: Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Content:
    """One lesson for everyone, in other words for each turn, and its themes by kind.

    Contestants are given the engine's own blocks, so that each sets the same words in the same
    order; the theme tells them the same paper, fonts, sizes and spaces.
    """

    wordings: tuple[Wording, ...]
    themes: Mapping[str, Theme]
    loaded: Loaded
    words: Words

    def documents(self, kind: str) -> list[Document]:
        """The documents of one kind, turn by turn."""
        return [wording.documents[kind] for wording in self.wordings]


class MissingError(Exception):
    """A contestant's program is not installed."""


def plain(content: tuple[Inline, ...]) -> str:
    """The words of a line without their looks; gaps to write in are left out."""
    return "".join(part.text for part in content if isinstance(part, Run))


def class_set(document: Document, theme: Theme, words: Words) -> tuple[BoundCopy, ...]:
    """The list of the class to tick off, and a copy for each."""
    slip = list_to_tick_off(document, [Listed(name) for name in CLASS], words)
    copies = [
        BoundCopy(document, theme, name, values_for(document, name, "", words)) for name in CLASS
    ]
    return (BoundCopy(slip, theme, words(CLASS_LIST)), *copies)
