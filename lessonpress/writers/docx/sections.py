"""Sections of a DOCX: where a part begins that needs a page of its own kind. Knows no block.

Word keeps a section's properties at its end: in its last paragraph, or at the end of the body.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from lessonpress.writers.docx.ooxml import W

Begins = Literal["nextPage", "oddPage"]


@dataclass(frozen=True, slots=True)
class SectionLook:
    """How a section begins: on the next page, or on the next odd (right-hand) one; and whether
    pages are counted anew from there.
    """

    begins: Begins | None = None
    restarts: bool = False


#: Writes a section's properties (`w:sectPr`).
WriteSection = Callable[[SectionLook], str]


def section_type(look: SectionLook) -> str:
    """The element that stands between the references and the page's size."""
    return f'<w:type w:val="{look.begins}"/>' if look.begins else ""


def page_numbers(look: SectionLook) -> str:
    """The element that stands after the margins."""
    return '<w:pgNumType w:start="1"/>' if look.restarts else ""


def plain_section(look: SectionLook) -> str:
    """A section that says nothing of its page."""
    return f"<w:sectPr>{section_type(look)}{page_numbers(look)}</w:sectPr>"


def fit_section(section: str, look: SectionLook) -> str:
    """A letterhead's section (as XML) that begins as `look` says."""
    from lxml import etree

    element = etree.fromstring(section.encode())
    for name in _dropped(look):
        for old in element.findall(f"{{{W}}}{name}"):
            element.remove(old)
    references = [
        f"{{{W}}}{name}"
        for name in ("headerReference", "footerReference", "footnotePr", "endnotePr")
    ]
    if look.begins:
        place = sum(child.tag in references for child in element)
        element.insert(place, _element("type", val=look.begins))
    if look.restarts:
        before = [*references, *(f"{{{W}}}{name}" for name in _BEFORE_NUMBERS)]
        place = sum(child.tag in before for child in element)
        element.insert(place, _element("pgNumType", start="1"))
    return etree.tostring(element, encoding="unicode")


def _dropped(look: SectionLook) -> tuple[str, ...]:
    """Elements that say something else; the first page alone has the head of a first page."""
    titled = ("titlePg",) if look.begins else ()
    return ("type", *titled, *(("pgNumType",) if look.restarts else ()))


_BEFORE_NUMBERS = ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")


def _element(name: str, **attributes: str) -> Any:
    from lxml import etree

    element = etree.Element(f"{{{W}}}{name}")
    for key, value in attributes.items():
        element.set(f"{{{W}}}{key}", value)
    return element
