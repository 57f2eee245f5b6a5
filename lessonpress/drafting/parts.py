"""Parts: what a draft comes to, as plain data in the keys of a spec, each thing marked `todo: true`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lessonpress.richtext import RichText

#: The part of a lesson that isn't an activity.
VOCABULARY = "vocabulary"
_MARKS = "\\`*_{}[]<>#|~&^$="


@dataclass(frozen=True, slots=True)
class Part:
    """An activity of the `kind`, or the vocabulary: what it lists behind the key `listed`, and what it says besides."""

    kind: str
    listed: str
    items: tuple[Mapping[str, Any] | str, ...]
    keys: tuple[tuple[str, Any], ...] = ()

    def with_items(self, items: Sequence[Mapping[str, Any] | str]) -> Part:
        return replace(self, items=tuple(items))

    def data(self) -> dict[str, Any]:
        """As a spec has it, in the order in which people write it."""
        listed: Any = list(self.items)
        if self.listed == "text":  # the passages of a cloze
            listed = "\n\n".join(map(str, self.items))
        return {"activity": self.kind, self.listed: listed, **dict(self.keys)}

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a lesson, in the order in which students meet them; empty where there was nothing to draft.

    `lacks` says what could not be drafted because something isn't installed.
    """

    language: str
    parts: tuple[Part, ...] = ()
    lacks: str = ""

    @property
    def count(self) -> int:
        """How many things were drafted."""
        return sum(map(len, self.parts))


def as_markdown(text: str) -> str:
    """Text that reads as it stands where Markdown is read: marks behind backslashes, where they would be marks."""
    if RichText.from_markdown(text).plain == text and "[" not in text and "`" not in text:
        return text
    return "".join(f"\\{one}" if one in _MARKS else one for one in text)
