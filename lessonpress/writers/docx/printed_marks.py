"""What a document said when it was printed, as marks in its properties, which word processors keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from lessonpress.document.printed_marks import printed_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What the properties are called, before their number.
NAME = "makelesson"
# The longest text of a property that Word's own commands take whole is one of 255 characters.
_LONGEST = 240
_URI = PackURI("/docProps/custom.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SCHEMAS = "http://schemas.openxmlformats.org/officeDocument/2006"
# The set of properties that a document's own belong to (ECMA-376 Part 1, §22.3.2.2).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def add_printed_marks(package: Any, root: Any) -> None:
    """Adds the marks of the paragraphs below an element."""
    marks = printed_marks(map(_text, root.iter(qn("w:p"))))
    parts = [marks[at : at + _LONGEST] for at in range(0, len(marks), _LONGEST)]
    entries = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number + 1}" name="{NAME}{number}">'
        f"<vt:lpwstr>{part}</vt:lpwstr></property>"
        for number, part in enumerate(parts, 1)
    )
    if not entries:
        return
    xml = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<Properties xmlns="{_SCHEMAS}/custom-properties" xmlns:vt="{_SCHEMAS}/docPropsVTypes">'
        f"{entries}</Properties>"
    )
    package.relate_to(Part(_URI, _TYPE, xml.encode(), package), RT.CUSTOM_PROPERTIES)


def _text(paragraph: Any) -> str:
    """What a paragraph says, without places to fill in."""
    return "".join(_said(paragraph))


def _said(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag not in (qn("w:sdt"), qn("w:p")):
            yield from _said(child)
