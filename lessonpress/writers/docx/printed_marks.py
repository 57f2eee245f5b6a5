"""What a document said when it was printed, as marks in its properties, which word processors keep."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from lessonpress.document.printed_marks import printed_marks

#: What the properties are called, before their number.
NAME = "makelesson"
# The longest text of a property that Word's own commands take whole is one of 255 characters.
_LONGEST = 240
_URI = PackURI("/docProps/custom.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SCHEMAS = "http://schemas.openxmlformats.org/officeDocument/2006"
_TEXT, _HYPHEN, _TAB, _CONTROL = map(qn, ("w:t", "w:noBreakHyphen", "w:tab", "w:sdt"))
_SIGNS = {_HYPHEN: "-", _TAB: "\t"}
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
    # A letterhead may have been printed by this program itself.
    for name, relation in list(package.rels.items()):
        if relation.reltype == RT.CUSTOM_PROPERTIES:
            del package.rels[name]
    package.relate_to(Part(_URI, _TYPE, xml.encode(), package), RT.CUSTOM_PROPERTIES)


def _text(paragraph: Any) -> str:
    """What a paragraph says, without places to fill in."""
    said = paragraph.iter(_TEXT, _HYPHEN, _TAB)
    if paragraph.find(f".//{_CONTROL}") is not None:
        said = (one for one in said if next(one.iterancestors(_CONTROL), None) is None)
    return "".join([_SIGNS.get(one.tag) or one.text or "" for one in said])
