"""Placing: our body after what the base's body holds. Knows no block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser, parse_xml
from docx.parts.story import StoryPart

from lessonpress.writers.docx.ooxml import MC, ROOT_NAMES, W14

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

_IGNORABLE = f"{{{MC}}}Ignorable"
# Ids beyond this are so far off that ours, which begin lower, never meet them.
_FAR = 1_000_000_000
# What a paragraph without text shows, or does, all the same.
_SEEN = tuple(
    qn(f"w:{name}") for name in ("sectPr", "pageBreakBefore", "pBdr", "shd", "numPr", "framePr")
)
# The elements that have an id, and the attribute that holds it.
_IDS = {qn("w:bookmarkStart"): qn("w:id"), qn("w:id"): qn("w:val"), qn("wp:docPr"): "id"}
_UNSEEN = frozenset(qn(f"w:{name}") for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr"))


def parse_body(content: str) -> Any:
    """Blocks as XML, in a body of their own."""
    return parse_xml(f"<w:body {ROOT_NAMES}>{content}</w:body>")


def place(part: DocumentPart, ours: Any) -> None:
    """Moves what our body holds behind the base's, less that one's empty last paragraphs.

    The base's body ends with the properties of its last section.
    """
    body = part.element.body
    section = body[-1]
    while len(body) > 1 and is_empty(body[-2]):
        body.remove(body[-2])
    for element in list(ours):
        section.addprevious(element)
    _allow_check_boxes(part)


def is_empty(element: Any) -> bool:
    """Whether it is a paragraph that shows nothing, breaks no page and ends no section."""
    return (
        element.tag == qn("w:p")
        and all(child.tag in _UNSEEN for child in element)
        and not any(True for _ in element.iter(*_SEEN))
    )


def ids_used(part: DocumentPart) -> int:
    """The highest id of bookmarks, drawings and controls in the document, of those that ours could
    meet; headers and footers included.
    """
    stories = [part, *(one for one in part.related_parts.values() if isinstance(one, StoryPart))]
    found = (
        element.get(_IDS[element.tag], "")
        for story in stories
        for element in story.element.iter(*_IDS)
    )
    return max((int(id_) for id_ in found if id_.isdecimal() and int(id_) < _FAR), default=0)


def _allow_check_boxes(part: DocumentPart) -> None:
    """Says at the root that programs which don't know check boxes may pass over them.

    A root can't be given name spaces: the letterhead's gives way to another with the same content.
    """
    root: Any = part.element
    ignorable = root.get(_IGNORABLE, "").split()
    if root.nsmap.get("w14") == W14 and "w14" in ignorable:
        return
    attributes = {**root.attrib, _IGNORABLE: " ".join([*ignorable, "w14"])}
    names = {**root.nsmap, "w14": W14, "mc": MC}
    new: Any = oxml_parser.makeelement(root.tag, attributes, names)
    new.extend(list(root))
    part._element = new
