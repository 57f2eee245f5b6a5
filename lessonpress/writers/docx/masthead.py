"""The masthead: the school's name and logo in the header of a section's first page. Knows no block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_HEADER_FOOTER
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.parts.hdrftr import HeaderPart

from lessonpress.layout.masthead import GAP, logo_size
from lessonpress.layout.pictures import letters_of
from lessonpress.layout.pictures import printable as printable_picture
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.text_width import shortened
from lessonpress.writers.docx.figures import figure_xml
from lessonpress.writers.docx.ooxml import ROOT_NAMES, printable, text_xml, twips
from lessonpress.writers.docx.relations import Relations

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from lessonpress.document.blocks import Masthead
    from lessonpress.layout.theme import Theme

# What stands after `w:titlePg` in a section's properties, by its schema.
_AFTER = ("w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings")


def add_masthead(
    part: DocumentPart, section: Any, masthead: Masthead, theme: Theme, language: str
) -> None:
    """Gives the section a first page of its own with the masthead in its header, in the middle of the
    top margin."""
    package = part.package
    assert package is not None
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in ROOT_NAMES.items())
    root = parse_xml(f"<w:hdr {names}/>")
    header = HeaderPart(package.next_partname("/word/header%d.xml"), CT.WML_HEADER, root, package)
    style, logo, room = theme.styles["footer"], "", theme.paper.span
    height = style.leading
    if masthead.logo is not None and (size := logo_size(masthead.logo, theme.paper)):
        relation = Relations(header).picture(
            printable_picture(masthead.logo, size, letters_of(theme))
        )
        height = max(height, size.height)
        space = f'<w:r><w:rPr><w:spacing w:val="{twips(GAP / 2)}"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
        logo = figure_xml(relation, masthead.alternative, 1, size) + (
            space if masthead.text else ""
        )
        room -= size.width + 2 * GAP
    name = text_xml(printable(shortened(masthead.text, style, room)))
    runs = f"{logo}<w:r>{name}</w:r>" if masthead.text else logo
    mirrored = "<w:bidi/>" if runs_right_to_left(language) else ""
    line = (
        f'<w:p {names}><w:pPr><w:pStyle w:val="Footer"/>'
        f"{mirrored}"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:textAlignment w:val="center"/></w:pPr>{runs}</w:p>'
    )
    root.append(parse_xml(line))
    section.add_headerReference(WD_HEADER_FOOTER.FIRST_PAGE, part.relate_to(header, RT.HEADER))
    first: Any = OxmlElement("w:titlePg")
    section.insert_element_before(first, *_AFTER)
    section.find(qn("w:pgMar")).set(qn("w:header"), str(twips((theme.paper.top - height) / 2)))
