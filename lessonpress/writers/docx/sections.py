"""Sections of a DOCX: the page, and where a part begins that needs one of its own kind.

Word keeps a section's properties at its end: in its last paragraph, or at the end of the body.
Knows no block.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from lessonpress.document.blocks import EVERY_LINE
from lessonpress.layout.theme import Paper
from lessonpress.writers.docx.ooxml import R, W, twips

if TYPE_CHECKING:
    from docx.oxml.section import CT_SectPr

    from lessonpress.layout.theme import Theme

Begins = Literal["nextPage", "oddPage", "continuous"]

# What printers leave blank at a sheet's edge, in points.
_EDGE = 14.0
# The distance of columns where a section doesn't say it (ISO/IEC 29500-1, 17.6.4), in points.
_BETWEEN_COLUMNS = 36.0
# More than that Word has not (ISO/IEC 29500-1, 17.6.4, allows any number).
_MOST_COLUMNS = 45
_LENGTH = re.compile(r"(-?[0-9]*\.?[0-9]+)(mm|cm|in|pt|pc|pi)?")
# The units of a universal measure (ISO/IEC 29500-1, 22.9.2.15) in points; a bare number is twips.
_UNITS = {"": 0.05, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
# What stands after an element of a section's properties, by its schema.
_AFTER_TYPE = ("w:pgSz", "w:pgMar", "w:paperSrc", "w:pgBorders", "w:lnNumType")
_AFTER_NUMBERS = (
    "w:cols",
    "w:formProt",
    "w:vAlign",
    "w:noEndnote",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:rtlGutter",
    "w:docGrid",
    "w:printerSettings",
    "w:sectPrChange",
)


@dataclass(frozen=True, slots=True)
class SectionLook:
    """How a section begins: on the next page, on the next odd (right-hand) one, or where the last one
    ends; whether pages are counted anew from there; and whether its lines are counted."""

    begins: Begins | None = None
    restarts: bool = False
    counts_lines: bool = False


#: Writes a section's properties (`w:sectPr`).
WriteSection = Callable[[SectionLook], str]


def theme_section(theme: Theme, *, mirrored: bool = False) -> str:
    """A section of the theme's paper, without footer; `mirrored` where lines run from right to left."""
    paper = theme.paper
    if mirrored:
        paper = replace(paper, left=paper.right, right=paper.left)
    turned = ' w:orient="landscape"' if paper.width > paper.height else ""
    line = theme.styles["footer"].leading
    foot = max(_EDGE, (paper.bottom - line) / 2)
    columns = ""
    if paper.columns > 1:
        columns = f'<w:cols w:num="{paper.columns}" w:space="{twips(paper.gap)}"/>'
    return (
        f'<w:sectPr><w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(paper.top)}" w:right="{twips(paper.right)}"'
        f' w:bottom="{twips(paper.bottom)}" w:left="{twips(paper.left)}"'
        f' w:header="{twips(max(_EDGE, paper.top / 2))}" w:footer="{twips(foot)}" w:gutter="0"/>'
        f"{columns}{'<w:bidi/>' if mirrored else ''}</w:sectPr>"
    )


def begin_section(section: CT_SectPr, look: SectionLook) -> None:
    """Makes a section begin as `look` says. The head of a first page is for the first one alone."""
    if look.begins:
        section.remove_all("w:type", "w:titlePg")
        begins: Any = OxmlElement("w:type", {qn("w:val"): look.begins})
        section.insert_element_before(begins, *_AFTER_TYPE, "w:pgNumType", *_AFTER_NUMBERS)
    if look.restarts:
        numbers: Any = section.find(qn("w:pgNumType"))
        if numbers is None:
            numbers = OxmlElement("w:pgNumType")
            section.insert_element_before(numbers, *_AFTER_NUMBERS)
        numbers.set(qn("w:start"), "1")
    if look.counts_lines:
        lines: Any = OxmlElement(
            "w:lnNumType", {qn("w:countBy"): str(EVERY_LINE), qn("w:restart"): "newSection"}
        )
        section.insert_element_before(lines, "w:pgNumType", *_AFTER_NUMBERS)


def copy_section(section: CT_SectPr, look: SectionLook) -> str:
    """The XML of another section with the same page that begins as `look` says."""
    copied = deepcopy(section)
    begin_section(copied, look)
    # Else its prefixes are those that some other library may have registered in this process.
    etree.cleanup_namespaces(copied, top_nsmap={"w": W, "r": R})
    return etree.tostring(copied, encoding="unicode")


def read_page(section: Any, settings: Any, paper: Paper) -> Paper:
    """The page of a letterhead's section; `paper` is taken for what it leaves open.

    `settings` is the root of the letterhead's settings, or None.
    """

    def length(name: str, attribute: str, default: float) -> float:
        element = section.find(qn(name))
        return abs(_points(None if element is None else element.get(qn(attribute)), default))

    top, left = length("w:pgMar", "w:top", paper.top), length("w:pgMar", "w:left", paper.left)
    gutter = length("w:pgMar", "w:gutter", 0.0)
    if settings is not None and is_on(settings.find(qn("w:gutterAtTop"))):
        top += gutter
    else:
        left += gutter
    return Paper(
        "letterhead",
        length("w:pgSz", "w:w", paper.width),
        length("w:pgSz", "w:h", paper.height),
        top,
        length("w:pgMar", "w:right", paper.right),
        length("w:pgMar", "w:bottom", paper.bottom),
        left,
    )


def is_on(element: Any) -> bool:
    """Whether an element that switches something is there and says so."""
    return element is not None and element.get(qn("w:val")) not in ("0", "false", "off")


def _points(text: str | None, default: float) -> float:
    """A length in points. Word writes whole twips, other programs fractions and units."""
    found = _LENGTH.fullmatch((text or "").strip())
    return float(found[1]) * _UNITS[found[2] or ""] if found else default


def narrowest_column(section: Any, measure: float) -> float:
    """The width of the section's narrowest column, in points as `measure`, that of its page."""
    columns = section.find(qn("w:cols"))
    if columns is None:
        return measure
    own = [_points(one.get(qn("w:w")), measure) for one in columns.findall(qn("w:col"))]
    if own and columns.get(qn("w:equalWidth")) in ("0", "false", "off"):
        return min(own)
    number = columns.get(qn("w:num"), "1")
    count = min(int(number[:4]), _MOST_COLUMNS) if number.isdecimal() else 1
    count = max(count, 1)
    between = _points(columns.get(qn("w:space")), _BETWEEN_COLUMNS)
    return max(measure - between * (count - 1), 0.0) / count
