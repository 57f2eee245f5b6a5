"""Prose: running text of several blocks, as people write it in Markdown. Ground; knows no room.

What stands inside a line is `richtext`'s business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from lessonpress.richtext import RichText, alternative_of, make_parser, one_line, path_of

if TYPE_CHECKING:
    from markdown_it.token import Token

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


@dataclass(frozen=True, slots=True)
class PlacedProse:
    """A block and where it began: `line` counts from 1; `level` is a heading's (1–6), else 0."""

    line: int
    block: ProseBlock
    level: int = 0


def plain_text(blocks: Iterable[ProseBlock]) -> str:
    """The words of several blocks, one block a line."""
    return "\n".join(block.plain for block in blocks)


def parse_prose(text: str) -> tuple[ProseBlock, ...]:
    """Several paragraphs, lists, quotations, headings and pictures in Markdown."""
    return tuple(placed.block for placed in parse_placed_prose(text))


def parse_placed_prose(text: str) -> tuple[PlacedProse, ...]:
    """Like `parse_prose`, with the line and the heading level of every block.

    Nested lists are flattened. A numbered list keeps its kind where its numbers run 1, 2, 3 … (or
    are all 1, as Markdown allows); `1968. A year of hope` is a paragraph and keeps its number.
    """
    return tuple(_blocks(_parser().parse(text)))


_parser = cache(make_parser)


def _blocks(tokens: Sequence[Token]) -> Iterator[PlacedProse]:
    containers: list[ProseKind] = []
    lead: tuple[ProseKind, str] | None = None  # what the next block is for being first in an item
    level = 0
    for index, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open":
                containers.append("bullet")
            case "ordered_list_open":
                counted = _counts_from_one(tokens, index)
                containers.append("number" if counted else "paragraph")
            case "blockquote_open":
                containers.append("quote")
                lead = None
            case "bullet_list_close" | "ordered_list_close" | "blockquote_close":
                containers.pop()
            case "list_item_open":
                kind = containers[-1]
                marker = f"{token.info}{token.markup} " if kind == "paragraph" else ""
                lead = (kind, marker)
            case "heading_open":
                level = int(token.tag[1])
            case "inline":
                line = (token.map[0] if token.map else 0) + 1
                kind, marker = lead or ("quote" if "quote" in containers else "paragraph", "")
                for block in _split_at_pictures("subheading" if level else kind, marker, token):
                    yield PlacedProse(line, block, level)
                lead, level = None, 0


def _counts_from_one(tokens: Sequence[Token], start: int) -> bool:
    depth = tokens[start].level + 1
    numbers = []
    for token in tokens[start + 1 :]:
        if token.level < depth:
            break
        if token.type == "list_item_open" and token.level == depth:
            numbers.append(token.info)
    return numbers in (
        [str(number) for number in range(1, len(numbers) + 1)],
        ["1"] * len(numbers),
    )


def _split_at_pictures(kind: ProseKind, marker: str, token: Token) -> Iterator[ProseBlock]:
    """A paragraph; a picture inside it becomes a figure of its own and parts it in two."""
    pending: list[Token] = []
    for child in [*(token.children or ()), None]:
        if child is not None and (child.type != "image" or kind == "subheading"):
            pending.append(child)
            continue
        text = RichText.from_tokens(pending, marker)
        if text:
            yield ProseBlock(kind, text)
            kind, marker = ("paragraph" if kind in ("bullet", "number") else kind), ""
        pending = []
        if child is not None:
            caption = RichText.verbatim(one_line(str(child.attrGet("title") or "")))
            picture = Picture(path_of(child), one_line(alternative_of(child)), caption)
            yield ProseBlock("figure", caption, picture)
