"""Links: annotations on the sides of the file, each a kid of its node in the structure tree."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFString

from lessonpress.writers.pdf.canvas import TaggedCanvas
from lessonpress.writers.pdf.tags import Node, Repeated

Box = tuple[float, float, float, float]

_PRINTED = 4  # an annotation flag (ISO 32000-1, table 165); PDF/A asks for it
_IN_AN_ADDRESS = "%/:?#[]@!$&'()*+,;=~"  # characters with a meaning (RFC 3986, 2.2)


@dataclass(slots=True)
class Link:
    """An annotation to be: its box on the sheet (left, bottom, right, top), its address, and what
    it says."""

    node: Node | Repeated
    href: str
    box: Box
    text: str


class _TaggedLink(LinkAnnotation):  # type: ignore[misc]
    """A link within the document that says where it stands in the structure tree."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


def add_link(canvas: TaggedCanvas, link: Link, key: int) -> int:
    """Puts the annotation (ISO 32000-1, 12.5.6.5) on the side that the canvas was turned to; yields
    its object number. `key` is its own in the parent tree. A place in the document goes by the
    name that the canvas knows it by: the link's address."""
    canvas.document.updateSignature(f"{link.href} {link.text}")
    box = [round(value, 2) for value in link.box]
    if link.href.startswith("#"):
        place = canvas._bookmarkReference(link.href)
        note = _TaggedLink(box, link.text, place, Border="[0 0 0]", F=_PRINTED, StructParent=key)
        return canvas.annotate(note)
    address = quote(link.href, safe=_IN_AN_ADDRESS)  # ASCII alone (12.6.4.7)
    canvas.linkURL(address, box, Contents=PDFString(link.text), F=_PRINTED, StructParent=key)
    return canvas.last_annotation()
