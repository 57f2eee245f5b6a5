"""An HTML file as a browser reads it: parsed by the letter of the standard, and its text in order."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
from lxml import etree

# Set as blocks: a word ends with them.
_BLOCKS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "td",
        "th",
        "caption",
        "figcaption",
        "div",
        "section",
        "label",
        "br",
        "tr",
    ]
)


class OpenedHtml:
    """Raises html5lib's ParseError where the file isn't HTML as the standard has it."""

    def __init__(self, source: Path | bytes) -> None:
        self.data = source.read_bytes() if isinstance(source, Path) else source
        parser = html5lib.HTMLParser(
            tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False
        )
        self.root: etree._Element = parser.parse(self.data, transport_encoding="utf-8").getroot()

    @property
    def language(self) -> str:
        return self.root.get("lang", "")

    def body_text(self) -> str:
        """What stands in the main part, a block a line; a picture is its alternative text. Numbers of a list and
        what is said of a drawing to those alone who can't see it are left out, as in other formats."""
        [main] = self.root.iter("main")
        return text_of(main)

    def numbered_text(self, *, grids: bool = True) -> str:
        """The same with the numbers and letters of lists, as a browser shows them; without `grids`, no number in a
        corner of a box."""
        [main] = self.root.iter("main")
        return text_of(main, numbered=True, grids=grids)

    def summaries(self) -> Iterator[str]:
        """What is said of drawings, to those alone who can't see them."""
        for one in self.root.iter("span"):
            if one.get("class") == "said":
                yield " ".join((one.text or "").split())

    def foot(self) -> list[str]:
        """What stands below the main part."""
        return ["".join(map(str, one.itertext())) for one in self.root.iterfind(".//footer/p")]

    def said(self) -> Iterator[str]:
        """What is read out and not seen, and what a program reads: names of fields, the head."""
        for one in self.root.iter():
            for name in ("aria-label", "alt", "content", "title"):
                if value := one.get(name):
                    yield value
            if one.get("class") == "said" or one.tag == "title":
                yield one.text or ""

    def hidden_texts(self) -> Iterator[str]:
        """The file as it is, with its entities as characters, and without the tags that may part a word."""
        text = self.data.decode("utf-8")
        yield text
        yield html.unescape(text)
        yield re.sub(r"<[^>]*>", "", html.unescape(text))


def text_of(element: etree._Element, *, numbered: bool = False, grids: bool = True) -> str:
    """What stands in an element, a block a line."""
    return "".join(_pieces(element, numbered, grids))


def _pieces(element: etree._Element, numbered: bool, grids: bool) -> Iterator[str]:
    if element.get("class") == "said" or element.get("aria-hidden") == "true":
        return
    if element.get("class") == "label" and not grids:
        return
    block = element.tag in _BLOCKS or element.get("class") == "line"
    yield "\n" if block else ""
    if numbered and element.tag == "li":
        yield _label(element)
    yield element.get("alt", "") if element.tag == "img" else element.text or ""
    for one in element:
        yield from _pieces(one, numbered, grids)
        yield one.tail or ""
    yield "\n" if block else ""


def _label(item: etree._Element) -> str:
    """What a browser writes before an item of a list with numbers (HTML, 4.4.5)."""
    outer = item.getparent()
    if outer is None or outer.tag != "ol":
        return ""
    number = int(outer.get("start", "1"))
    for one in outer.iterchildren("li"):
        number = int(one.get("value", number))
        if one is item:
            break
        number += 1
    kind = outer.get("type", "1")
    if kind == "i":
        return f"{('i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x')[number - 1]}. "
    return f"{number if kind == '1' else chr(ord(kind) + number - 1)}. "
