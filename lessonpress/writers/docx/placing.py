"""Placing: our body after what the base's body holds. Knows no block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.story import StoryPart

from lessonpress.writers.docx.ooxml import MC, ROOT_NAMES, escape

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


def parse_document(part: DocumentPart, content: str) -> Any:
    """Blocks as XML, in the root of a document that declares all that the base's root does.

    Programs that don't know a check box (Word 2007) are told that they may pass over it.
    """
    root: Any = part.element
    names = "".join(
        f' xmlns{f":{prefix}" if prefix else ""}="{escape(address)}"'
        for prefix, address in {**root.nsmap, **ROOT_NAMES}.items()
    )
    ignorable = dict.fromkeys([*root.get(_IGNORABLE, "").split(), "w14"])
    return parse_xml(
        f'<w:document{names} mc:Ignorable="{" ".join(ignorable)}"><w:body>{content}</w:body>'
        "</w:document>"
    )


def place(part: DocumentPart, ours: Any) -> None:
    """Makes `ours` the document, with what the base's body holds before our content, less its empty
    last paragraphs. The base's body ends with the properties of its last section.

    The base's few elements move: to move ours, which are many, takes long.
    """
    root: Any = part.element
    body, new = root.body, ours.body
    new.append(body[-1])
    while len(body) and is_empty(body[-1]):
        body.remove(body[-1])
    new[:0] = list(body)
    root.remove(body)
    ours[:0] = list(root)  # the page's background
    for name, value in root.attrib.items():
        if name != _IGNORABLE:
            ours.set(name, value)
    part._element = ours


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
