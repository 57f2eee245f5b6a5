"""Footers: every page says what it belongs to and which one it is, on a letterhead too.

A letterhead's own footer stays, with our line below it unless pages are counted there already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_HEADER_FOOTER
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.hdrftr import FooterPart

from lessonpress.document.blocks import Section
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.text_width import shortened, text_width
from lessonpress.writers.docx.directions import set_apart
from lessonpress.writers.docx.ooxml import R, W, printable, text_xml, twips
from lessonpress.writers.docx.placing import is_empty
from lessonpress.writers.docx.sections import is_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.parts.document import DocumentPart

    from lessonpress.document.blocks import Block, Document
    from lessonpress.layout.theme import TextStyle

_PAGE_PLACE = re.compile(r"\{(pages?)\}")
_PAGE_FIELD = re.compile(r"\bPAGE\b", re.IGNORECASE)
_MOST_PAGES = 888  # as wide as a page's number gets
_KINDS = {
    "default": WD_HEADER_FOOTER.PRIMARY,
    "first": WD_HEADER_FOOTER.FIRST_PAGE,
    "even": WD_HEADER_FOOTER.EVEN_PAGE,
}


def footer_line(
    document: Document, style: TextStyle, stop: float, end: float, least: int = 0
) -> str:
    """A paragraph: the footer's text at the left, the page label with its fields at the right.

    Where parts count pages of their own, the pages are those of the section. `stop` is where the
    style has its tab stop, `end` where the footer's lines end, which are longer than those of text
    in columns (both in points). A footer that has no room beside the label is shortened to no less than
    `least` letters of the title.
    """
    tabs = ""
    if twips(stop) != twips(end):
        tabs = (
            f'<w:tabs><w:tab w:val="clear" w:pos="{twips(stop)}"/>'
            f'<w:tab w:val="right" w:pos="{twips(end)}"/></w:tabs>'
        )
    pages = "SECTIONPAGES" if _restarts(document.blocks) else "NUMPAGES"
    label = "".join(
        _field("PAGE" if piece == "page" else pages) if place % 2 else _text(piece)
        for place, piece in enumerate(_PAGE_PLACE.split(document.page_label))
    )
    level = int(runs_right_to_left(document.language))
    before, after = set_apart(document.page_label, level)
    label = f"{_text(before)}{label}{_text(after)}"
    widest = document.page_label.format(page=_MOST_PAGES, pages=_MOST_PAGES)
    room = end - text_width(widest, style) - 2 * style.size
    text = shortened(document.footer, style, room, least=least)
    return (
        f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="Footer"/>{tabs}'
        f"{'<w:bidi/>' if level else ''}</w:pPr>{_text(text)}"
        f"<w:r><w:tab/></w:r>{label}</w:p>"
    )


def add_footers(part: DocumentPart, section: Any, settings: Any, line: str) -> list[Any]:
    """Puts the line at the foot of every page that the section's pages can be: the others, the
    first, the even ones. `settings` is the root of the document's settings, or None.

    Returns the lines as they stand there, for their styles to be named anew.
    """
    added: list[Any] = []
    ours: str | None = None  # the relation of a footer that is all ours
    seen: list[Any] = []
    for kind in _kinds(section, settings):
        header, footer = (_story(part, section, tag, kind) for tag in ("header", "footer"))
        if any(story is not None and _counts_pages(story) for story in (header, footer)):
            continue
        if footer is None:
            if ours is None:
                ours, root = _new_footer(part)
                added.append(_append(root, line))
            section.add_footerReference(_KINDS[kind], ours)
        elif not any(footer is other for other in seen):
            seen.append(footer)
            added.append(_append(footer, line))
    return added


def _kinds(section: Any, settings: Any) -> list[str]:
    kinds = ["default"]
    if is_on(section.find(qn("w:titlePg"))):
        kinds.append("first")
    if settings is not None and is_on(settings.find(qn("w:evenAndOddHeaders"))):
        kinds.append("even")
    return kinds


def _story(part: DocumentPart, section: Any, tag: str, kind: str) -> Any:
    """The root of the section's header or footer of this kind, or None.

    A section without one has that of the section before it.
    """
    sections: list[Any] = list(section.getroottree().iter(qn("w:sectPr")))
    for one in reversed(sections[: sections.index(section) + 1]):
        for reference in one.findall(qn(f"w:{tag}Reference")):
            if reference.get(qn("w:type")) == kind:
                story: Any = part.related_parts.get(reference.get(qn("r:id")))
                return None if story is None else story.element
    return None


def _counts_pages(story: Any) -> bool:
    """Whether a header or footer has a field with the page's number in it."""
    simple = (one.get(qn("w:instr"), "") for one in story.iter(qn("w:fldSimple")))
    typed = "".join(one.text or "" for one in story.iter(qn("w:instrText")))
    return any(map(_PAGE_FIELD.search, (*simple, typed)))


def _new_footer(part: DocumentPart) -> tuple[str, Any]:
    package = part.package
    assert package is not None
    root = parse_xml(f'<w:ftr xmlns:w="{W}" xmlns:r="{R}"/>')
    name = package.next_partname("/word/footer%d.xml")
    return part.relate_to(FooterPart(name, CT.WML_FOOTER, root, package), RT.FOOTER), root


def _append(root: Any, line: str) -> Any:
    paragraph = parse_xml(line)
    if len(root) and is_empty(root[-1]):
        root.remove(root[-1])
    root.append(paragraph)
    return paragraph


def _restarts(blocks: Iterable[Block]) -> bool:
    return any(
        isinstance(block, Section) and (block.restart_pages or _restarts(block.blocks))
        for block in blocks
    )


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _text(text: str) -> str:
    return f"<w:r>{text_xml(printable(text))}</w:r>" if text else ""
