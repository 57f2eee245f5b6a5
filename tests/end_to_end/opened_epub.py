"""An EPUB as a reading system opens it: files in the order of the spine, their text, and every text hidden in them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path

from lxml import etree

from tests.end_to_end.opened_html import text_of

_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


class OpenedEpub:
    def __init__(self, source: Path | bytes) -> None:
        self.data = source.read_bytes() if isinstance(source, Path) else source
        with zipfile.ZipFile(BytesIO(self.data)) as package:
            assert package.testzip() is None
            self.entries = package.infolist()
            self.files = {name: package.read(name) for name in package.namelist()}
        [root] = etree.fromstring(self.files["META-INF/container.xml"]).iter(
            f"{_CONTAINER}rootfile"
        )
        self._place = root.get("full-path", "")
        self.package = etree.fromstring(self.files[self._place])

    def file(self, name: str) -> bytes:
        """A file by its name in the package document."""
        return self.files[f"{self._place.rpartition('/')[0]}/{name}"]

    @cached_property
    def items(self) -> dict[str, etree._Element]:
        return {one.get("id", ""): one for one in self.package.iter(f"{_OPF}item")}

    @cached_property
    def pages(self) -> dict[str, etree._Element]:
        """The content documents in reading order, with names of elements as HTML has them."""
        names = [
            self.items[one.get("idref", "")].get("href", "")
            for one in self.package.iter(f"{_OPF}itemref")
        ]
        return {name: self._parsed(name) for name in names}

    def navigation(self) -> etree._Element:
        [name] = [
            one.get("href", "") for one in self.items.values() if one.get("properties") == "nav"
        ]
        return self._parsed(name)

    def meta(self, name: str) -> list[str]:
        """What the package says of itself under that property."""
        found = self.package.iter(f"{_OPF}meta")
        return [one.text or "" for one in found if one.get("property") == name]

    def body_text(self) -> str:
        """The text of the main parts, as `OpenedHtml` has it."""
        return "".join(text_of(main) for page in self.pages.values() for main in page.iter("main"))

    def numbered_text(self) -> str:
        """The same with the numbers and letters of lists."""
        mains = (main for page in self.pages.values() for main in page.iter("main"))
        return "".join(text_of(main, numbered=True) for main in mains)

    def said(self) -> Iterator[str]:
        """What is read out and not seen, and what a program reads."""
        for page in (*self.pages.values(), self.navigation()):
            for one in page.iter():
                yield from (one.get(name, "") for name in ("aria-label", "alt"))
                if one.get("class") == "said" or one.tag == "title":
                    yield one.text or ""
        yield from (one.text or "" for one in self.package.iter())

    def hidden_texts(self) -> Iterator[str]:
        """Every file as it is, and its text without the tags that may part a word."""
        for name, data in self.files.items():
            yield name
            text = data.decode("utf-8", "replace")
            yield text
            yield re.sub(r"<[^>]*>", "", text)
        yield self.data.decode("latin-1")

    def _parsed(self, name: str) -> etree._Element:
        root = etree.fromstring(self.file(name))
        for one in root.iter():
            one.tag = etree.QName(one).localname
        return root
