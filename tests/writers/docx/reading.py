"""How the tests read a DOCX: parts, paragraphs with their styles, and what the checker says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree
from openxml_audit import OpenXmlValidator

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def w(name: str) -> str:
    return f"{{{W}}}{name}"


class Docx:
    """A DOCX's parts as XML, and short ways to what tests ask for most."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}

    def part(self, name: str) -> Any:
        return etree.fromstring(self.files[name])

    def find(self, path: str, part: str = "word/document.xml") -> list[Any]:
        return list(self.part(part).xpath(path, namespaces=NAMES))

    def paragraphs(self) -> list[Any]:
        return self.find("//w:body//w:p")

    def with_text(self, text: str) -> Any:
        """The one paragraph that has this text in it."""
        (found,) = [p for p in self.paragraphs() if text in text_of(p)]
        return found

    def style(self, id_: str) -> Any:
        (found,) = self.find(f"//w:style[@w:styleId='{id_}']", "word/styles.xml")
        return found


def text_of(element: Any) -> str:
    """The text; a box to tick is none, nor is the space behind it."""
    found = element.xpath(".//w:t[not(ancestor::w:sdt/w:sdtPr/w14:checkbox)]", namespaces=NAMES)
    return "".join(one.text for one in found if one.text and not _follows_box(one))


def _follows_box(text: Any) -> bool:
    before = text.getparent().getprevious()
    return bool(
        text.text == " "
        and before is not None
        and before.xpath("self::w:sdt/w:sdtPr/w14:checkbox", namespaces=NAMES)
    )


def value(element: Any, path: str) -> str | None:
    """The `w:val` of the first that `path` finds, or None."""
    found = element.xpath(f"{path}/@w:val", namespaces=NAMES)
    return str(found[0]) if found else None


def style_of(paragraph: Any) -> str | None:
    return value(paragraph, "w:pPr/w:pStyle")


def keeps(docx: Docx, paragraph: Any) -> bool:
    """Whether the paragraph stays with the next, by itself or through its style."""
    direct = paragraph.xpath("w:pPr/w:keepNext", namespaces=NAMES)
    style = style_of(paragraph)
    found = direct or (
        docx.style(style).xpath("w:pPr/w:keepNext", namespaces=NAMES) if style else []
    )
    return bool(found) and found[0].get(w("val")) != "0"


def complaints(data: bytes, folder: Path) -> list[str]:
    """What the Open XML checker has against the file."""
    path = folder / "checked.docx"
    path.write_bytes(data)
    return [f"{e.part_uri}: {e.description}" for e in OpenXmlValidator().validate(path).errors]
