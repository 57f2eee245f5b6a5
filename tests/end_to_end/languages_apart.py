"""What a file says in one language, and what it says otherwise, as its tags tell them apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import Element, OpenedPdf

_IN_A_LINE = frozenset({"Span", "Link", "Reference", "Form"})
_BLOCKS = frozenset(
    {"h1", "h2", "h3", "h4", "p", "li", "td", "th", "caption", "div", "label", "br"}
)


def apart(path: Path, language: str) -> tuple[str, str]:
    """The text that is tagged as in that language (by its main tag), and all other text, both in their order."""
    pieces = {".pdf": _of_pdf, ".docx": _of_docx, ".html": _of_html}[path.suffix](path)
    found: tuple[list[str], list[str]] = ([], [])
    for text, tag in pieces:
        if tag is None:  # where a line ends, it does in both
            found[0].append(text)
            found[1].append(text)
        else:
            found[not tag.lower().startswith(language)].append(text)
    return "".join(found[0]), "".join(found[1])


def _of_pdf(path: Path) -> Iterator[tuple[str, str | None]]:
    def walk(element: Element, language: str) -> Iterator[tuple[str, str | None]]:
        language = element.language or language
        block = element.kind not in _IN_A_LINE
        if element.kind == "Lbl":
            return
        if block:
            yield "\n", None
        yield f"{element.alternative}\n" if element.alternative else "", language
        for kid in element.kids:
            if isinstance(kid, str):
                yield kid, language
            else:
                yield from walk(kid, language)
        if block:
            yield "\n", None

    opened = OpenedPdf(path)
    yield from walk(opened.tree, opened.language)


def _of_docx(path: Path) -> Iterator[tuple[str, str | None]]:
    opened = OpenedDocx(path)
    [body] = opened.xml("word/document.xml").iterfind(f"{W}body")
    for run in body.iter(f"{W}p", f"{W}r"):
        if run.tag == f"{W}p":
            yield "\n", None
            continue
        said = run.find(f"{W}rPr/{W}lang")
        values = () if said is None else (said.get(f"{W}val", ""), said.get(f"{W}bidi", ""))
        language = next(filter(None, values), opened.language)
        # A soft hyphen is seen where it parts a word, and is none of the text.
        texts = ("".join(one.itertext()).replace("\u00ad", "") for one in run.iter(f"{W}t"))
        if not any(one.tag.endswith("}sdt") for one in run.iterancestors()):
            yield "".join(texts), language
        if run.find(f"{W}tab") is not None or run.find(f"{W}br") is not None:
            yield "\n", None


def _of_html(path: Path) -> Iterator[tuple[str, str | None]]:
    def walk(element: etree._Element, language: str) -> Iterator[tuple[str, str | None]]:
        if element.get("class") == "said":
            return
        language = element.get("lang", language)
        if element.tag in _BLOCKS:
            yield "\n", None
        yield element.get("alt", "") if element.tag == "img" else element.text or "", language
        for one in element:
            yield from walk(one, language)
            yield one.tail or "", language
        if element.tag in _BLOCKS:
            yield "\n", None

    opened = OpenedHtml(path)
    [main] = opened.root.iter("main")
    yield from walk(main, opened.language)
