"""A DOCX as other programs see it: the text of its body in order, and every text in any part of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class OpenedDocx:
    def __init__(self, source: Path | bytes) -> None:
        self.data = source.read_bytes() if isinstance(source, Path) else source
        with zipfile.ZipFile(BytesIO(self.data)) as package:
            assert package.testzip() is None
            self.parts = {name: package.read(name) for name in package.namelist()}

    def xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[part])

    @property
    def language(self) -> str:
        """The language that text has where nothing else is said."""
        [language] = self.xml("word/styles.xml").iterfind(f"{W}docDefaults//{W}lang")
        return language.get(f"{W}val", "")

    def languages(self) -> set[str]:
        """Every language that is named in the body."""
        found = self.xml("word/document.xml").iter(f"{W}lang")
        return {one.get(f"{W}val", "") for one in found}

    def body_text(self) -> str:
        """The text of the body in order, a paragraph a line. A picture is its alternative text."""
        [body] = self.xml("word/document.xml").iterfind(f"{W}body")
        return "".join(_pieces(body))

    def hidden_texts(self) -> Iterator[str]:
        """Every part as it is, and its text without the tags that may part a word; the file itself."""
        for name, data in self.parts.items():
            yield name
            text = data.decode("utf-8", "replace")
            yield text
            if text.lstrip("\ufeff").startswith("<"):
                yield re.sub(r"<[^>]*>", "", text)
        yield self.data.decode("latin-1")


def _pieces(element: etree._Element) -> Iterator[str]:
    for one in element.iter():
        if one.tag == f"{W}p":
            yield "\n"
        elif one.tag == f"{W}t":
            # A soft hyphen is seen where it parts a word, and is none of the text.
            yield "" if _is_box(one) else (one.text or "").replace("\u00ad", "")
        elif one.tag in (f"{W}tab", f"{W}br") and (outer := one.getparent()) is not None:
            yield "\n" if outer.tag == f"{W}r" else ""  # a tab stop is called tab, too
        elif one.tag == f"{_WP}docPr":
            yield one.get("descr", "")


def _is_box(text: etree._Element) -> bool:
    """Whether it is what a box to tick looks like: a box is a control, and no text."""
    controls = text.iterancestors(f"{W}sdt")
    return any(one.find(f"{W}sdtPr/{_W14}checkbox") is not None for one in controls)
