"""A PDF as other programs see it: its text by tags and by page, and every text hidden anywhere in it.

Read with pypdf. What follows the tags goes by ISO 32000-1: content in the order of the structure
tree, codes turned into text by each font's ToUnicode, ActualText in place of what it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

# Elements that stand within a line: text before and after them is one.
_INLINE = {"/Span", "/Link", "/Em", "/Strong", "/Quote", "/Reference", "/Form"}


@dataclass(frozen=True)
class Element:
    """One structure element: its kind without the slash, its own text, and what is below it."""

    kind: str
    language: str
    alternative: str
    scope: str
    kids: tuple[Element | str, ...]

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class OpenedPdf:
    def __init__(self, source: Path) -> None:
        self.path = source
        self.reader = PdfReader(source)

    @property
    def language(self) -> str:
        return str(self.reader.root_object["/Lang"])

    @cached_property
    def tree(self) -> Element:
        """The structure tree, below its root."""
        marked = {page.indirect_reference.idnum: _marked_text(page) for page in self._pages}
        [top] = _listed(self.reader.root_object["/StructTreeRoot"]["/K"])  # type: ignore[index]
        return _element(top.get_object(), marked, None)

    @property
    def _pages(self) -> list[Any]:
        return list(self.reader.pages)

    def tagged_text(self, *, labels: bool = False) -> str:
        """All text in reading order, as a screen reader has it; `labels` of lists only on request, footers left out.

        Each element is a line of its own, except those within a line. A picture is its alternative
        text.
        """
        return _text(self.tree, labels)

    def content_order(self) -> list[tuple[int, int]]:
        """Page and MCID of all tagged content, as the structure tree has it."""
        return list(_content_order(self.reader))

    def page_texts(self) -> list[str]:
        """The text of each page as it is painted, labels and footers too."""
        return [page.extract_text() for page in self._pages]

    def hidden_texts(self) -> Iterator[str]:
        """Every stream, decompressed, and every string in every object, whatever it is for."""
        for number in range(1, int(self.reader.trailer["/Size"])):  # type: ignore[call-overload]
            try:
                found = self.reader.get_object(IndirectObject(number, 0, self.reader))
            except PyPdfError:
                continue
            if found is not None:
                yield from _strings(found)
        yield self.path.read_bytes().decode("latin-1")


def _content_order(reader: PdfReader) -> Iterator[tuple[int, int]]:
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}  # type: ignore[union-attr]

    def walk(element: Any, page: Any) -> Iterator[tuple[int, int]]:
        page = element.raw_get("/Pg").idnum if "/Pg" in element else page
        for kid in _listed(element["/K"]) if "/K" in element else ():
            if isinstance(kid, int):
                yield pages[page], kid
            elif (found := kid.get_object()).get("/Type") == "/MCR":
                yield pages[found.raw_get("/Pg").idnum if "/Pg" in found else page], found["/MCID"]
            elif found.get("/Type") != "/OBJR":
                yield from walk(found, page)

    yield from walk(reader.root_object["/StructTreeRoot"], None)


def _text(element: Element, labels: bool) -> str:
    if element.kind == "Lbl" and not labels:
        return ""
    inner = "".join(kid if isinstance(kid, str) else _text(kid, labels) for kid in element.kids)
    inner = f"{element.alternative}\n{inner}" if element.alternative else inner
    return inner if f"/{element.kind}" in _INLINE else f"\n{inner}\n"


def _listed(kids: Any) -> list[Any]:
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    return list(kids) if isinstance(kids, ArrayObject) else [kids]


def _element(element: DictionaryObject, marked: dict[int, dict[int, str]], page: Any) -> Element:
    page = element.raw_get("/Pg").idnum if "/Pg" in element else page
    kids: list[Element | str] = []
    for kid in _listed(element["/K"]) if "/K" in element else ():
        if isinstance(kid, int):
            kids.append(marked[page][kid])
            continue
        kid = kid.get_object()
        kind = kid.get("/Type")
        if kind == "/MCR":
            home = kid.raw_get("/Pg").idnum if "/Pg" in kid else page
            kids.append(marked[home][kid["/MCID"]])
        elif kind != "/OBJR":
            kids.append(_element(kid, marked, page))
    scope = next(
        (str(one["/Scope"])[1:] for one in _attributes(element) if "/Scope" in one),
        "",
    )
    return Element(
        kind=str(element["/S"])[1:],
        language=str(element.get("/Lang", "")),
        alternative=str(element.get("/Alt", "")),
        scope=scope,
        kids=tuple(kids),
    )


def _attributes(element: DictionaryObject) -> list[DictionaryObject]:
    return [one.get_object() for one in _listed(element["/A"])] if "/A" in element else []


def _marked_text(page: Any) -> dict[int, str]:
    """The text of a page's marked content by MCID; of what is marked within it, too."""
    fonts = {
        name: _to_unicode(font.get_object()["/ToUnicode"].get_data().decode("latin-1"))
        for name, font in page["/Resources"].get("/Font", {}).items()
    }
    found: dict[int, str] = {}
    stack: list[tuple[int | None, str | None, bool]] = []
    font: dict[str, str] = {}
    for operands, operator in ContentStream(page["/Contents"].get_object(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            outer, _, turned = stack[-1] if stack else (None, None, False)
            turned = turned or operands[0] == "/ReversedChars"  # 14.8.2.3.3
            properties = operands[1] if operator == b"BDC" else {}
            actual = properties.get("/ActualText")
            mcid = properties.get("/MCID", outer)
            stack.append((mcid, None if actual is None else str(actual), turned))
            if mcid is not None:
                found[mcid] = found.get(mcid, "") + (str(actual) if actual is not None else "")
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and stack:
            mcid, _, turned = stack[-1]
            replaced = any(actual is not None for _, actual, _ in stack)
            if mcid is not None and not replaced:
                shown = operands[0] if operator == b"TJ" else [operands[0]]
                codes = "".join(_bytes(part).hex() for part in shown if not _is_number(part))
                read = [font[codes[at : at + 4]] for at in range(0, len(codes), 4)]
                found[mcid] += "".join(reversed(read) if turned else read)
    assert not stack, "marked content is left open at the end of the page"
    return found


def _is_number(part: object) -> bool:
    return isinstance(part, (int, float))


def _bytes(part: Any) -> bytes:
    return bytes(part.original_bytes)


def _to_unicode(cmap: str) -> dict[str, str]:
    """Text by code, both in the hexadecimal digits of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    table: dict[str, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[code.lower()] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
        ):
            start = bytes.fromhex(text).decode("utf-16-be")
            for index, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                table[f"{code:0{len(first)}x}"] = start[:-1] + chr(ord(start[-1]) + index)
    return table


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, StreamObject):
        yield value.get_data().decode("latin-1")
    if isinstance(value, DictionaryObject):
        for key, inner in value.items():
            yield str(key)
            if not isinstance(inner, IndirectObject):
                yield from _strings(inner)
    elif isinstance(value, ArrayObject):
        for inner in value:
            if not isinstance(inner, IndirectObject):
                yield from _strings(inner)
    elif isinstance(value, (TextStringObject, NameObject)):
        yield str(value)
    elif isinstance(value, (bytes, ByteStringObject)):
        yield value.decode("latin-1")
