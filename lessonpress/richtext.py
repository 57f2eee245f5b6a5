"""Text with a little emphasis: what people may write inside a sentence. Ground; knows no room.

The Markdown is read by markdown-it-py (CommonMark, and some of pandoc's; see markdown). Inside a line
emphasis, strong, links, superscript, subscript, line breaks and other languages count; everything else
stays as it was written. Code, HTML and link references mean nothing in teaching material, so they are
text too: no word that someone wrote is ever swallowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from lessonpress.words import Message

Script = Literal["superscript", "subscript"]

# Without one of these a line holds no Markdown, and the parser need not be loaded. Most lines have
# none of the characters that one begins with, which is found out in no time.
_MARKS_BEGIN = re.compile(r"[*_\\\]<&^~]")
_MARKS = re.compile(r"[*_\\]|\][({]|<\w|&#?\w{1,31};|\^[^\s^]+\^|~[^\s~]+~")
# A no-break space is not white space here: someone put it there on purpose.
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_WHITE_IN_A_LINE = re.compile(r"[ \t\r\f\v]+")
_AROUND_BREAKS = re.compile(r" ?\n[ \n]*")
# At the end of a line: two spaces, or a backslash that isn't one itself.
_HARD_BREAK = re.compile(r"(?:[ \t]* {2}|(?<!\\)((?:\\\\)*)\\)\r?\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one look. `href` is the address that a link leads to.

    `\n` in it is a line break that the author asked for. `lang` is a BCP 47 tag where it differs from
    what is around. `note` is the number of the footnote whose mark stands here, without text, and `gloss`
    the letter of the gloss that explains the word before it.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    lang: str | None = None
    script: Script | None = None
    note: int | None = None
    gloss: str | None = None


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
        if not (_MARKS_BEGIN.search(text) and _MARKS.search(text)):
            return cls.verbatim(text)
        tokens = _markdown().parseInline(text)
        spans = _joined(_spans(tokens[0].children or ()))
        return _trimmed(spans) if "\n" in text else cls(spans)

    @classmethod
    def from_tokens(cls, tokens: Iterable[Token]) -> RichText:
        """What the parser made of a paragraph, or of a part of it."""
        return _trimmed(_joined(_spans(tokens)))

    @property
    def plain(self) -> str:
        """The words, as they are compared and looked for; a line break is a space."""
        return "".join([span.text for span in self.spans]).replace("\n", " ")

    def part(self, start: int, stop: int) -> RichText:
        """The characters from `start` up to `stop` (counted in `plain`), looks and links kept."""
        spans: list[Span] = []
        position = 0
        for span in self.spans:
            text = span.text[max(start - position, 0) : max(stop - position, 0)]
            # The mark of a footnote goes with what stands before it.
            if text or (span.note and (start < position or not start) and position <= stop):
                spans.append(replace(span, text=text))
            position += len(span.text)
        return RichText(tuple(spans))

    @property
    def without_notes(self) -> RichText:
        """The same without marks of footnotes, for where these aren't printed."""
        return RichText(tuple(span for span in self.spans if not (span.note or span.gloss)))

    def __str__(self) -> str:
        """The words as they are printed where only characters can stand: `10⁶`, `H₂O`."""
        if any(span.script for span in self.spans):
            return "".join([in_characters(span.text, span.script) for span in self.spans])
        return self.plain

    def __bool__(self) -> bool:
        return any(span.text or span.note for span in self.spans)


@dataclass(frozen=True, slots=True)
class InTwo:
    """What somebody wrote in the class's language, or what the program says in it, and the same in the pupil's;
    `second` is None where there is nothing."""

    first: RichText | Message
    second: RichText | None = None

    def __str__(self) -> str:
        return str(self.first)


_SUPERSCRIPTS = str.maketrans("0123456789n", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_POWER = re.compile(r"[\d+−=()*/-]")


def in_characters(text: str, script: Script | None) -> str:
    """`text` in Unicode's own small characters: `10⁶`. Where one of it has none, a power has a caret
    before it (`10^-6`), and letters stand as they are (`19th`)."""
    if script is None:
        return text.replace("\n", " ")
    small = text.translate(_SUPERSCRIPTS if script == "superscript" else _SUBSCRIPTS)
    if not any(one in text for one in small):
        return small
    return f"^{text}" if script == "superscript" and _POWER.search(text) else text


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
                yield Reference(path_of(child), alternative_of(child), True, in_heading)
            elif child.type == "link_open":
                rest = takewhile(lambda one: one.type != "link_close", children[index + 1 :])
                words = "".join(one.content for one in rest)
                yield Reference(str(child.attrGet("href") or ""), words, False, in_heading)
        in_heading = token.type == "heading_open"


def _markdown() -> MarkdownIt:
    # Loaded on first use: it takes longer to load than most lessons take to read.
    from lessonpress.markdown import reader

    return reader()


def _spans(tokens: Iterable[Token]) -> Iterator[Span]:
    strong = emphasis = 0
    href: str | None = None
    title = ""
    languages: list[str | None] = [None]  # what is around, the innermost last
    scripts: list[Script | None] = [None]
    for token in tokens:
        text = ""
        leads_to = href
        match token.type:
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "em_open":
                emphasis += 1
            case "em_close":
                emphasis -= 1
            case "superscript_open":
                scripts.append("superscript")
            case "subscript_open":
                scripts.append("subscript")
            case "superscript_close" | "subscript_close":
                scripts.pop()
            case "span_open":
                languages.append(_language(token) or languages[-1])
            case "span_close":
                languages.pop()
            case "link_open":
                href = str(token.attrGet("href") or "") or None
                title = one_line(str(token.attrGet("title") or ""))
                languages.append(_language(token) or languages[-1])
            case "link_close":
                # A tooltip cannot be printed; its words can.
                text, leads_to = f" ({title})" if title else "", None
                href, title = None, ""
                languages.pop()
            case "image":
                text, leads_to = alternative_of(token), href or path_of(token)
            case "softbreak":
                text = " "
            case "hardbreak":
                text = "\n"
            case "note_mark":
                if number := token.meta.get("number"):
                    yield Span("", strong > 0, emphasis > 0, lang=languages[-1], note=number)
            case _:
                text = token.content
        if text:
            yield Span(text, strong > 0, emphasis > 0, leads_to, languages[-1], scripts[-1])


def _language(token: Token) -> str | None:
    from lessonpress.markdown import language_of

    return language_of(token.meta.get("attributes", {}))


def alternative_of(image: Token) -> str:
    """What an image shows, in words."""
    return str(RichText(tuple(_spans(image.children or ()))))


def path_of(image: Token) -> str:
    """The file of an image, as it is named on a disk."""
    return unquote(str(image.attrGet("src") or ""))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same text in as few spans as its looks allow."""
    joined: list[Span] = []
    for span in spans:
        if not (span.text or span.note):
            continue
        if joined and _look(span) == _look(joined[-1]):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


def _look(span: Span) -> tuple[object, ...]:
    return span.strong, span.emphasis, span.href, span.lang, span.script, span.note


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
        if text or span.note:
            parts.append(replace(span, text=text))
            after_space = text.endswith((" ", "\n"))
    while parts and not parts[-1].note and not (last := parts[-1].text.rstrip(" \n")):
        parts.pop()
    if parts and not parts[-1].note:
        parts[-1] = replace(parts[-1], text=last)
    return RichText(tuple(parts))
