"""Plain text and Markdown, as they come out of an editor or a clipboard."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree, html

from lessonpress.content.article import Event
from lessonpress.content.event import read_event
from lessonpress.importing.found import Element, Found, Unreadable
from lessonpress.problems import ProblemError
from lessonpress.prose import ProseBlock

_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|```|\|.*\||> )|\[[^\]\n]+\]\([^)\n]+\)|(?<!\w)(?:\*\*|__)\S[^*\n]*(?:\*\*|__)|!\[",
    re.MULTILINE,
)
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")


def decode(data: bytes) -> str:
    """The text, in whatever encoding it is likely to be."""
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        "This is no text.", "Name a text, a page, or a document of Word or LibreOffice."
    )


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a name that says it is meant as Markdown."""
    return bool(_MARKDOWN.search(text))


def read_plain(text: str) -> Found:
    """The article in a plain text, read as events in plain text are. Raises Unreadable."""
    body = etree.Element("body")
    try:
        event = read_event(Path("text.txt"), text)
    except ProblemError:
        _as_lines(text, body)
        return Found(body)
    _as_read(event, body)
    left = (part.text for part in event.reading if part.kind == "left out")
    return Found(body, left=tuple(dict.fromkeys(left)))


def _as_lines(text: str, body: Element) -> None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise Unreadable("There is no text in it.", "Name a file with an article.")
    etree.SubElement(body, "h1").text = lines[0]
    for line in lines[1:]:
        etree.SubElement(body, "p").text = line


def _as_read(event: Event, body: Element) -> None:
    etree.SubElement(body, "h1").text = event.title
    for paragraph in event.summary:
        etree.SubElement(body, "p").text = paragraph.plain
    if event.key_facts:
        facts = etree.SubElement(body, "ul", {"class": "facts"})
        for fact in event.key_facts:
            etree.SubElement(facts, "li").text = fact.plain
    for section in event.sections:
        etree.SubElement(body, "h2").text = section.heading
        for block in section.blocks:
            _block(block, body)


def _block(block: ProseBlock, body: Element) -> None:
    if block.kind == "bullet":
        last = body[-1] if len(body) and body[-1].tag == "ul" else etree.SubElement(body, "ul")
        etree.SubElement(last, "li").text = block.plain
    elif block.kind == "verse":
        verse = etree.SubElement(body, "pre")
        verse.text = "".join(span.text for span in block.text.spans)
    else:
        etree.SubElement(body, "p").text = block.plain


def read_markdown(text: str) -> Found:
    """The article in Markdown of any flavour. Raises Unreadable."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    if not made.strip():
        raise Unreadable("There is no text in it.", "Name a file with an article.")
    return Found(html.fragment_fromstring(made, create_parent="body"))
