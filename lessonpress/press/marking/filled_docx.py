"""Filled DOCX files: what stands in their content controls, whichever word processor saved them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lessonpress.document.identifier import Identified, read_identifier
from lessonpress.press.marking.sheets import LONGEST_ANSWER, Filled, OddSheet

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_LARGEST_PART = 30_000_000
# Boxes and circles, ticked and not.
_TICKED, _UNTICKED = ("\u2612", "\u2611", "\u25c9", "\u25cf"), ("\u2610", "\u25cb")
_DAMAGED = "This Word document is damaged."
# What stands in a control that nobody typed in: underlined spaces and tabs, also as other programs write them.
_EMPTY = re.compile(r"[\s\u00a0_…]*\Z")


def read_filled_docx(data: bytes) -> tuple[Identified | None, Filled]:
    """Which document it is, None where it doesn't say, and what was filled in. Raises OddSheet."""
    if data.startswith(
        b"\xd0\xcf\x11\xe0"
    ):  # an OLE file: what Word makes of a document with a password
        raise OddSheet(
            "This Word document asks for a password, or is of an older kind (.doc).",
            "Have it saved without one, as .docx, and hand it in again.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body, properties = (_part(archive, name) for name in (_BODY, _PROPERTIES))
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError) as error:
        raise OddSheet(_DAMAGED, "Ask for it again.") from error
    if body is None:
        raise OddSheet(_DAMAGED, "Ask for it again.")
    identified = None
    if properties is not None:
        said = properties.findtext(f"{_DC}identifier") or ""
        identified = read_identifier(said)
    return identified, _filled(body)


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    try:
        with archive.open(name) as file:
            data = file.read(_LARGEST_PART + 1)
    except KeyError:
        return None
    if len(data) > _LARGEST_PART:
        raise OddSheet(f"This Word document unpacks to more than {_LARGEST_PART // 1_000_000} MB.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise OddSheet(_DAMAGED, "Ask for it again.") from error


def _filled(body: Any) -> Filled:
    texts: dict[str, str] = {}
    marked: set[str] = set()
    nameless: list[str | bool] = []
    for control in body.iter(f"{_W}sdt"):
        if (
            control.find(f".//{_W}sdt") is not None
        ):  # what LibreOffice puts around others is none of ours
            continue
        properties = control.find(f"{_W}sdtPr")
        tag = None if properties is None else properties.find(f"{_W}tag")
        said = _control(control, properties)
        if tag is None:
            nameless.append(said)
        elif said is True:
            marked.add(tag.get(f"{_W}val", ""))
        elif isinstance(said, str):
            texts[tag.get(f"{_W}val", "")] = said
    texts |= _cells(body)
    return Filled(texts, frozenset(marked), tuple(nameless))


def _control(control: Any, properties: Any) -> str | bool:
    """What was typed into a control; whether a box is ticked."""
    content = control.find(f"{_W}sdtContent")
    text = "" if content is None else _text(content)
    box = None if properties is None else properties.find(f"{_W14}checkbox")
    if box is not None:
        checked = box.find(f"{_W14}checked")
        state = "0" if checked is None else checked.get(f"{_W14}val", "1")
        return state in ("1", "true", "on") or text in _TICKED
    if text in _TICKED + _UNTICKED:
        return text in _TICKED
    return "" if _EMPTY.match(text) else text.strip()[:LONGEST_ANSWER]


def _cells(body: Any) -> Iterator[tuple[str, str]]:
    """What stands in each cell of a row, by the row's bookmark and the cell's number."""
    for row in body.iter(f"{_W}tr"):
        cells = row.findall(f"{_W}tc")
        texts = [_text(cell).strip()[:LONGEST_ANSWER] for cell in cells]
        # The row's own bookmark stands among those of what its first cell begins with.
        for mark in cells[0].iter(f"{_W}bookmarkStart") if cells else ():
            name = mark.get(f"{_W}name", "")
            for number, text in enumerate(texts, 1):
                if not _EMPTY.match(text):
                    yield f"{name}.c{number}", text


def _text(element: Any) -> str:
    """The text of runs; a new line for each paragraph, and for each break in one."""
    parts: list[str] = []
    for one in element.iter(f"{_W}t", f"{_W}br", f"{_W}tab", f"{_W}p", f"{_W}sym"):
        if one.tag == f"{_W}t":
            parts.append(one.text or "")
        elif one.tag == f"{_W}sym":
            parts.append(_TICKED[0])
        elif one.tag == f"{_W}tab":
            parts.append(" ")
        else:
            parts.append("\n")
    return re.sub(r" *\n+ *", "\n", re.sub(r"[ \u00a0]+", " ", "".join(parts))).strip("\n")


def names_of_controls(data: bytes) -> tuple[str, ...]:
    """The names of the controls of a DOCX of ours, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = _part(archive, _BODY)
    tags = body.iterfind(f".//{_W}sdt/{_W}sdtPr/{_W}tag")
    return tuple(tag.get(f"{_W}val", "") for tag in tags)
