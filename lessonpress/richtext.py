"""Text with a little emphasis: what people may write inside a sentence. Ground; knows no room.

The Markdown is read by markdown-it-py (CommonMark). Inside a line only emphasis, strong and links
count; everything else stays as it was written. Code, HTML and link references mean nothing in
teaching material, so they are text too: no word that someone wrote is ever swallowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Without one of these a line holds no Markdown, and the parser need not be loaded.
_MARKS = re.compile(r"[*_\\]|\]\(|<\w")
# A no-break space is not white space here: someone put it there on purpose.
_WHITE = re.compile(r"[ \t\r\n\f\v]+")


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

    @classmethod
    def from_markdown(cls, text: str) -> RichText:
        """One phrase or paragraph with Markdown in it; runs of white space become one space."""
        text = one_line(text)
        if not _MARKS.search(text):
            return cls.verbatim(text)
        tokens = _markdown().parseInline(text)
        return cls(_joined(_spans(tokens[0].children or ())))

    @property
    def plain(self) -> str:
        return "".join(span.text for span in self.spans)

    def part(self, start: int, stop: int) -> RichText:
        """The characters from `start` up to `stop` (counted in `plain`), looks and links kept."""
        spans: list[Span] = []
        position = 0
        for span in self.spans:
            text = span.text[max(start - position, 0) : max(stop - position, 0)]
            if text:
                spans.append(replace(span, text=text))
            position += len(span.text)
        return RichText(tuple(spans))

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


@dataclass(frozen=True, slots=True)
class PlacedProse:
    """A block and where it began: `line` counts from 1; `level` is a heading's (1–6), else 0."""

    line: int
    block: ProseBlock
    level: int = 0


def plain_text(blocks: Iterable[ProseBlock]) -> str:
    """The words of several blocks, one block a line."""
    return "\n".join(block.plain for block in blocks)


def one_line(text: str) -> str:
    """`text` without white space around it and with one space for every run within it."""
    return _WHITE.sub(" ", text).strip(" ")


def parse_prose(text: str) -> tuple[ProseBlock, ...]:
    """Several paragraphs, lists, quotations, headings and pictures in Markdown."""
    return tuple(placed.block for placed in parse_placed_prose(text))


def parse_placed_prose(text: str) -> tuple[PlacedProse, ...]:
    """Like `parse_prose`, with the line and the heading level of every block.

    Nested lists are flattened. A numbered list keeps its kind where its numbers run 1, 2, 3 … (or
    are all 1, as Markdown allows); `1968. A year of hope` is a paragraph and keeps its number.
    """
    return tuple(_blocks(_markdown().parse(text)))


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or picture as it stands in a text: its address, its words, whether a heading holds it."""

    address: str
    words: str
    is_picture: bool
    in_heading: bool = False


def references(text: str) -> Iterator[Reference]:
    """Every link and picture in a phrase or in running prose, in order."""
    if not _MARKS.search(text):
        return
    in_heading = False
    for token in _markdown().parse(text):
        children = token.children or ()
        for index, child in enumerate(children):
            if child.type == "image":
                yield Reference(_path(child), _alternative(child), True, in_heading)
            elif child.type == "link_open":
                rest = takewhile(lambda one: one.type != "link_close", children[index + 1 :])
                words = "".join(one.content for one in rest)
                yield Reference(str(child.attrGet("href") or ""), words, False, in_heading)
        in_heading = token.type == "heading_open"


@cache
def _markdown() -> MarkdownIt:
    # Loaded on first use: it takes longer to load than most lessons take to read.
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"maxNesting": 200}).disable(
        ["code", "fence", "html_block", "html_inline", "backticks", "entity", "reference"]
    )
    # A link that may not be printed is one, too, for whoever reads the text to say so: left as text it
    # would stand on the page with its brackets, and nobody would hear of it.
    markdown.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    return markdown


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
        text = _trimmed(_joined([Span(marker), *_spans(pending)]))
        if text:
            yield ProseBlock(kind, text)
            kind, marker = ("paragraph" if kind in ("bullet", "number") else kind), ""
        pending = []
        if child is not None:
            caption = RichText.verbatim(one_line(str(child.attrGet("title") or "")))
            picture = Picture(_path(child), one_line(_alternative(child)), caption)
            yield ProseBlock("figure", caption, picture)


def _spans(tokens: Iterable[Token]) -> Iterator[Span]:
    strong = emphasis = 0
    href: str | None = None
    title = ""
    for token in tokens:
        match token.type:
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "em_open":
                emphasis += 1
            case "em_close":
                emphasis -= 1
            case "link_open":
                href = str(token.attrGet("href") or "") or None
                title = one_line(str(token.attrGet("title") or ""))
            case "link_close":
                if title:  # a tooltip cannot be printed; its words can
                    yield Span(f" ({title})", strong > 0, emphasis > 0)
                href, title = None, ""
            case "image":
                yield Span(_alternative(token), strong > 0, emphasis > 0, href or _path(token))
            case "softbreak" | "hardbreak":
                yield Span(" ", strong > 0, emphasis > 0, href)
            case _:
                yield Span(token.content, strong > 0, emphasis > 0, href)


def _alternative(image: Token) -> str:
    return "".join(span.text for span in _spans(image.children or ()))


def _path(image: Token) -> str:
    return unquote(str(image.attrGet("src") or ""))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same text in as few spans as its looks allow."""
    joined: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if joined and _look(span) == _look(joined[-1]):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


def _look(span: Span) -> tuple[bool, bool, str | None]:
    return span.strong, span.emphasis, span.href


def _trimmed(spans: tuple[Span, ...]) -> RichText:
    """One space for every run of white space, and none at either end."""
    parts: list[Span] = []
    after_space = True
    for span in spans:
        text = _WHITE.sub(" ", span.text)
        if after_space:
            text = text.removeprefix(" ")
        if text:
            parts.append(replace(span, text=text))
            after_space = text.endswith(" ")
    while parts and not (last := parts[-1].text.rstrip(" ")):
        parts.pop()
    if parts:
        parts[-1] = replace(parts[-1], text=last)
    return RichText(tuple(parts))
