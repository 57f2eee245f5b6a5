"""Text with a little emphasis: what people may write inside a sentence. Ground; knows no room.

The Markdown is read by markdown-it-py (CommonMark). Inside a line only emphasis, strong and links
count; everything else stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one look. `href` is the address that a link leads to."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class RichText:
    """One paragraph's or phrase's text as spans, in order. Falsy when empty; `str()` is plain text."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def verbatim(cls, text: str) -> RichText:
        """Text that is taken as it stands: asterisks stay asterisks."""
        return cls((Span(text),) if text else ())

    @property
    def plain(self) -> str:
        return "".join(span.text for span in self.spans)

    def __str__(self) -> str:
        return self.plain

    def __bool__(self) -> bool:
        return any(span.text for span in self.spans)


ProseKind = Literal["paragraph", "bullet", "number", "quote", "subheading", "figure"]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in an event: a path relative to the event's file, and what it shows in words."""

    source: str
    alternative: str
    caption: RichText = field(default_factory=RichText)


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """One block of running prose: a paragraph, a list item, a quotation, a subheading or a figure."""

    kind: ProseKind
    text: RichText
    picture: Picture | None = None

    @property
    def plain(self) -> str:
        return self.text.plain


def plain_text(blocks: Iterable[ProseBlock]) -> str:
    """The words of several blocks, one block a line."""
    return "\n".join(block.plain for block in blocks)
