"""The parts of an article: the tree of a file, whatever holds what, as blocks one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from lessonpress.importing.found import Element
from lessonpress.importing.looks import plain_of

PartKind = Literal["heading", "paragraph", "list", "quote", "table", "picture", "verse"]
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: What holds blocks, and is none.
_HOLDS = {
    *(
        "div",
        "section",
        "article",
        "main",
        "body",
        "header",
        "center",
        "figure",
        "span",
        "font",
        "a",
        "dl",
        "details",
        "summary",
    ),
    *("address", "dd", "form", "fieldset", "hgroup", "picture"),
}
_BLOCKS = {
    *_HEADINGS,
    "p",
    "ul",
    "ol",
    "blockquote",
    "table",
    "pre",
    "figure",
    "dl",
    "dt",
    "dd",
    "div",
    "section",
    "article",
    "hr",
    "address",
}
#: Lines of verse are no longer than this on average, in letters.
_LONG_LINES = 50
_LEFT_OUT = (
    "script",
    "style",
    "hr",
    "video",
    "audio",
    "source",
    "iframe",
    "object",
    "math",
    "svg",
    "col",
    "colgroup",
    "thead",
)


@dataclass(frozen=True, slots=True)
class Part:
    """`level` is a heading's (1–6); `caption` that of a table or a picture."""

    kind: PartKind
    element: Element
    level: int = 0
    caption: Element | None = None


def parts_of(body: Element) -> tuple[Part, ...]:
    """All parts of the tree, in order; none without a word or a picture."""
    return tuple(_joined([part for part in _parts(body) if _says(part)]))


def _says(part: Part) -> bool:
    return (
        part.kind == "picture"
        or bool(plain_of(part.element))
        or part.element.find(".//img") is not None
    )


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Captions that stand in a paragraph of their own go to what they are of."""
    skip = False
    for at, part in enumerate(parts):
        if skip:
            skip = False
            continue
        follows = parts[at + 1] if at + 1 < len(parts) else None
        if part.kind in ("picture", "table") and part.caption is None and _is_caption(follows):
            assert follows is not None
            yield Part(part.kind, part.element, caption=follows.element)
            skip = True
        elif (
            _is_caption(part)
            and follows is not None
            and follows.kind == "table"
            and follows.caption is None
        ):
            yield Part("table", follows.element, caption=part.element)
            skip = True
        else:
            yield part


def _is_caption(part: Part | None) -> bool:
    return (
        part is not None
        and part.kind == "paragraph"
        and "caption" in (part.element.get("class") or "").split()
    )


def _parts(holder: Element) -> Iterator[Part]:
    loose: Element | None = None

    def flush() -> Iterator[Part]:
        nonlocal loose
        if loose is not None:
            made, loose = loose, None
            yield from _paragraphs(made)

    def into_loose(text: str | None = None, child: Element | None = None) -> None:
        nonlocal loose
        if loose is None:
            if child is None and not (text or "").strip():
                return
            loose = etree.Element("p")
        if child is not None:
            loose.append(_copy(child))
        elif text:
            if len(loose):
                loose[-1].tail = (loose[-1].tail or "") + text
            else:
                loose.text = (loose.text or "") + text

    into_loose(holder.text)
    for child in holder:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _LEFT_OUT:
            pass
        elif tag in _BLOCKS or _holds_blocks(child):
            yield from flush()
            yield from _block(child, tag)
        else:
            into_loose(child=child)
        into_loose(child.tail)
    yield from flush()


def _holds_blocks(element: Element) -> bool:
    return any(isinstance(one.tag, str) and one.tag in _BLOCKS for one in element.iterdescendants())


def _block(child: Element, tag: str) -> Iterator[Part]:
    if tag in _HEADINGS:
        yield Part("heading", child, int(tag[1]))
    elif tag in ("ul", "ol"):
        yield Part("list", child)
    elif tag == "blockquote":
        yield Part("quote", child)
    elif tag == "pre":
        yield from _preformatted(child)
    elif tag == "table":
        yield from _table(child)
    elif tag == "figure" or "thumb" in (child.get("class") or "").split():
        yield from _figure(child)
    elif tag in ("p", "dt"):
        if _holds_blocks(child):
            yield from _parts(child)
        else:
            yield from _paragraphs(child)
    else:
        yield from _parts(child)


def _paragraphs(paragraph: Element) -> Iterator[Part]:
    """A paragraph, parted where it has an empty line; pictures in it stand before the words."""
    for image in paragraph.iter("img"):
        yield Part("picture", image)
    pieces = [_like(paragraph)]
    pieces[0].text = paragraph.text
    for child in paragraph:
        last = pieces[-1]
        if (
            child.tag == "br"
            and len(last)
            and last[-1].tag == "br"
            and not (last[-1].tail or "").strip()
        ):
            last.remove(last[-1])
            pieces.append(_like(paragraph))
            pieces[-1].text = child.tail
        else:
            last.append(_copy(child))
            last[-1].tail = child.tail
    for piece in pieces:
        if plain_of(piece):
            yield Part("paragraph", piece)


def _preformatted(pre: Element) -> Iterator[Part]:
    """Verse; or paragraphs, where text was wrapped by hand."""
    lines = [line for line in "".join(pre.itertext()).splitlines() if line.strip()]
    if not lines or sum(map(len, lines)) / len(lines) <= _LONG_LINES:
        yield Part("verse", pre)
        return
    for piece in re.split(r"\n\s*\n", "".join(pre.itertext())):
        if piece.strip():
            made = etree.Element("p")
            made.text = piece
            yield Part("paragraph", made)


def _like(paragraph: Element) -> Element:
    made = etree.Element("p")
    made.set("class", paragraph.get("class") or "")
    return made


def _copy(element: Element) -> Element:
    from copy import deepcopy

    copied = deepcopy(element)
    copied.tail = None
    return copied


def _figure(figure: Element) -> Iterator[Part]:
    caption = figure.find(".//figcaption")
    if caption is None:
        found = figure.xpath(".//*[contains(@class, 'caption')]")
        caption = found[0] if found else None
    images = list(figure.iter("img"))
    if not images:
        yield from _parts(figure)
        return
    for at, image in enumerate(images):
        yield Part("picture", image, caption=caption if at == len(images) - 1 else None)


def _table(table: Element) -> Iterator[Part]:
    """A table of text in rows and columns; one that only places things on a page is what it holds."""
    rows = rows_of(table)
    wide = max((len(row) for row in rows), default=0)
    nested = table.find(".//table") is not None
    if table.get("role") == "presentation" or wide < 2 or nested or len(rows) < 2:
        for row in rows:
            for cell in row:
                yield from _parts(cell)
        return
    yield Part("table", table, caption=table.find("caption"))
    for image in table.iter("img"):
        yield Part("picture", image)


def rows_of(table: Element) -> list[list[Element]]:
    """The cells by rows, those of inner tables aside."""
    rows = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
