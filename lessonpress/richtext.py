"""Text with a little emphasis: what people may write inside a sentence. Ground; knows no room.

The Markdown is read by markdown-it-py (CommonMark). Inside a line only emphasis, strong and links
count; everything else stays as it was written. Code, HTML and link references mean nothing in
teaching material, so they are text too: no word that someone wrote is ever swallowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Without one of these a line holds no Markdown, and the parser need not be loaded.
_MARKS = re.compile(r"[*_\\]|\]\(|<\w")
# A no-break space is not white space here: someone put it there on purpose.
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_WHITE_IN_A_LINE = re.compile(r"[ \t\r\f\v]+")
_AROUND_BREAKS = re.compile(r" ?\n[ \n]*")
# At the end of a line: two spaces, or a backslash that isn't one itself.
_HARD_BREAK = re.compile(r"(?:[ \t]* {2}|(?<!\\)((?:\\\\)*)\\)\r?\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one look. `href` is the address that a link leads to.

    `\n` in it is a line break that the author asked for.
    """

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
        """One phrase or paragraph with Markdown in it; runs of white space become one space, but
        for line breaks (two spaces or a backslash at a line's end)."""
        text = _one_line_each(text) if "\n" in text else one_line(text)
        if not _MARKS.search(text):
            return cls.verbatim(text)
        tokens = _markdown().parseInline(text)
        spans = _joined(_spans(tokens[0].children or ()))
        return _trimmed(spans) if "\n" in text else cls(spans)

    @classmethod
    def from_tokens(cls, tokens: Iterable[Token], marker: str = "") -> RichText:
        """What the parser made of a paragraph, or of a part of it, behind a `marker`."""
        return _trimmed(_joined([Span(marker), *_spans(tokens)]))

    @property
    def plain(self) -> str:
        """The words; a line break is a space."""
        return "".join([span.text for span in self.spans]).replace("\n", " ")

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


def one_line(text: str) -> str:
    """`text` without white space around it and with one space for every run within it."""
    return _WHITE.sub(" ", text).strip(" ")


def _one_line_each(text: str) -> str:
    """`text` with a line for what stands between line breaks, and a backslash for each of these."""
    text = text.strip()
    lines = []
    start = 0
    for found in _HARD_BREAK.finditer(text):
        lines.append(one_line(text[start : found.start()] + (found[1] or "")))
        start = found.end()
    return "\\\n".join([*lines, one_line(text[start:])])


def make_parser() -> MarkdownIt:
    """A parser of what Markdown may do inside a line; `prose` adds what it may do to blocks."""
    # Loaded on first use: it takes longer to load than most lessons take to read.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable(
        ["code", "fence", "html_block", "html_inline", "backticks", "entity", "reference"]
    )


_markdown = cache(make_parser)


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
                yield Span(alternative_of(token), strong > 0, emphasis > 0, href or path_of(token))
            case "softbreak":
                yield Span(" ", strong > 0, emphasis > 0, href)
            case "hardbreak":
                yield Span("\n", strong > 0, emphasis > 0, href)
            case _:
                yield Span(token.content, strong > 0, emphasis > 0, href)


def alternative_of(image: Token) -> str:
    """What an image shows, in words."""
    return "".join(span.text for span in _spans(image.children or ()))


def path_of(image: Token) -> str:
    """The file of an image, as it is named on a disk."""
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
    """One space for every run of white space, one line break for several; neither at an end."""
    parts: list[Span] = []
    after_space = True
    for span in spans:
        text = _WHITE_IN_A_LINE.sub(" ", span.text)
        if "\n" in text:
            text = _AROUND_BREAKS.sub("\n", text)
        if after_space:
            at_line_start = not parts or parts[-1].text.endswith("\n")
            text = text.lstrip(" \n" if at_line_start else " ")
        if text:
            parts.append(replace(span, text=text))
            after_space = text.endswith((" ", "\n"))
    while parts and not (last := parts[-1].text.rstrip(" \n")):
        parts.pop()
    if parts:
        parts[-1] = replace(parts[-1], text=last)
    return RichText(tuple(parts))
