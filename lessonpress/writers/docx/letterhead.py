"""A school's letterhead as the base: its headers, footers, margins and styles, our text.

What stands in the letterhead's own body stays at the top (a logo, an address); the lesson follows.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from docx import Document as open_docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from lessonpress.layout.theme import Paper
from lessonpress.writers.docx.adopt import Adoption
from lessonpress.writers.docx.body import Body
from lessonpress.writers.docx.ooxml import WP, R, W
from lessonpress.writers.docx.package import PART_TYPES, content_types_xml, pack
from lessonpress.writers.docx.parts import core_properties_xml, footer_xml
from lessonpress.writers.docx.sections import fit_section
from lessonpress.writers.docx.styles import style_sheet

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from lessonpress.document.blocks import Document
    from lessonpress.layout.theme import Theme

# Ids of ours begin beyond those that a letterhead is likely to hold.
_FIRST_ID = 900_000
_FOOTER_ID = "lessonFooter"


# What python-docx and the zip file beneath it raise for a file that is not whole, or encrypted.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OpcError,
    KeyError,
    EOFError,
    RuntimeError,
    etree.XMLSyntaxError,
)


# What a letterhead may unpack to.
_MOST_BYTES = 50_000_000


class LetterheadError(ValueError):
    """The letterhead cannot be used. Its text says why and what to do, in whole sentences."""


def write_on_letterhead(document: Document, theme: Theme, base: bytes) -> bytes:
    """The document with the letterhead's page around it; the same arguments give the same bytes.

    Raises LetterheadError for a base that is damaged or no DOCX.
    """
    word = _open(base)
    theme = replace(theme, paper=_paper(word, theme.paper))
    sheet = style_sheet(theme, document.language, document.stage)
    own: Any = word.sections[-1]._sectPr
    bare = not any(True for _ in word.element.body.iter(qn("w:footerReference")))
    if bare:
        _refer_to_footer(own)
    section = etree.tostring(own, encoding="unicode")
    body = Body(sheet, _FIRST_ID, partial(fit_section, section))
    content = body.xml(document.blocks)
    adoption = Adoption(word.part, sheet)
    adoption.add(body)
    _place(word, adoption.translated(content))
    _relate(word, body)
    if body.section.begins:
        own.getparent().replace(own, parse_xml(fit_section(section, body.section)))
    if bare:
        _add_footer(word, adoption.translated(footer_xml(document).decode()))
    return _pack(word, core_properties_xml(document))


def _open(base: bytes) -> WordDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(base)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise LetterheadError(
                    "The letterhead is larger than any Word document need be. Start a new one."
                )
        word = open_docx(io.BytesIO(base))
    except _DAMAGED as error:
        raise LetterheadError(
            "The letterhead is not a DOCX file, or it is damaged. Open it in Word and save it again"
            " as a Word document (.docx)."
        ) from error
    except LetterheadError:
        raise
    except ValueError as error:
        raise LetterheadError(
            "The letterhead is not a Word document: perhaps a template (.dotx) or another file."
            " Save it in Word as a Word document (.docx)."
        ) from error
    if word.element.body is None or not word.sections:
        raise LetterheadError("The letterhead has no page. Save it again in Word.")
    return word


def _paper(word: WordDocument, paper: Paper) -> Paper:
    """The letterhead's last section as a paper; the theme's where it leaves something open."""
    section = word.sections[-1]

    def points(value: Any, default: float) -> float:
        return default if value is None else abs(float(value.pt))

    return Paper(
        "letterhead",
        points(section.page_width, paper.width),
        points(section.page_height, paper.height),
        points(section.top_margin, paper.top),
        points(section.right_margin, paper.right),
        points(section.bottom_margin, paper.bottom),
        points(section.left_margin, paper.left) + points(section.gutter, 0.0),
    )


def _place(word: WordDocument, content: str) -> None:
    """Puts the content after what the letterhead's body holds, less its empty last paragraphs."""
    body = word.element.body
    section = body.find(qn("w:sectPr"))
    while len(body) and _is_empty(last := body[-1] if section is None else body[-2:][0]):
        body.remove(last)
    wrapped = parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}">{content}</w:body>')
    for element in list(wrapped):
        if section is None:
            body.append(element)
        else:
            section.addprevious(element)


def _is_empty(element: Any) -> bool:
    """Whether it is a paragraph that shows nothing and ends no section."""
    if element.tag != qn("w:p"):
        return False
    properties = {qn("w:pPr"), qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:proofErr")}
    return element.find(f".//{qn('w:sectPr')}") is None and all(
        child.tag in properties for child in element
    )


def _relate(word: WordDocument, body: Body) -> None:
    """Adds the links and pictures that the content points at."""
    part = word.part
    pictures = {picture.relation: picture for picture in body.relations.pictures.values()}
    for relation in body.relations.all:
        target: Part | str = relation.target
        if picture := pictures.get(relation.id):
            kind = f"image/{picture.part.rsplit('.', 1)[1]}"
            target = Part(PackURI(f"/word/{picture.part}"), kind, picture.data, part.package)
        part.rels.add_relationship(relation.type, target, relation.id, relation.external)


def _add_footer(word: WordDocument, footer: str) -> None:
    """The lesson's own footer, where the letterhead has none."""
    kind = PART_TYPES["word/footer1.xml"]
    part = Part(PackURI("/word/lessonFooter.xml"), kind, footer.encode(), word.part.package)
    word.part.rels.add_relationship(RT.FOOTER, part, _FOOTER_ID)


def _refer_to_footer(section: Any) -> None:
    reference = etree.SubElement(section, qn("w:footerReference"))
    reference.set(qn("w:type"), "default")
    reference.set(qn("r:id"), _FOOTER_ID)
    headers = section.findall(qn("w:headerReference"))
    section.insert(len(headers), reference)


def _pack(word: WordDocument, core: bytes) -> bytes:
    """The package as a zip file, with our properties: python-docx would put the time of day in."""
    package = word.part.package
    assert package is not None
    # Asking for the properties makes the part where the letterhead has none.
    properties = word.core_properties
    core_name = str(package.part_related_by(RT.CORE_PROPERTIES).partname)
    assert properties is not None
    parts = list(package.iter_parts())
    files: list[tuple[str, bytes]] = [
        (
            "[Content_Types].xml",
            content_types_xml({str(part.partname)[1:]: part.content_type for part in parts}),
        ),
        ("_rels/.rels", _rels(package)),
    ]
    for part in parts:
        name = str(part.partname)
        files.append((name[1:], core if name == core_name else part.blob))
        if len(part.rels):
            files.append((str(part.partname.rels_uri)[1:], _rels(part)))
    return pack(files)


def _rels(source: Any) -> bytes:
    """The relationships of a package or part; python-docx calls bytes a string here."""
    return bytes(source.rels.xml)
