"""The writer's face: a document and a theme in, the bytes of a DOCX out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lessonpress.writers.docx.body import Body
from lessonpress.writers.docx.ooxml import DECLARATION, WP, R, W
from lessonpress.writers.docx.package import (
    PART_TYPES,
    Relation,
    content_types_xml,
    pack,
    relation_type,
    relations_xml,
)
from lessonpress.writers.docx.parts import (
    app_properties_xml,
    core_properties_xml,
    font_table_xml,
    footer_xml,
    section_xml,
    settings_xml,
    theme_xml,
)
from lessonpress.writers.docx.styles import style_sheet

if TYPE_CHECKING:
    from lessonpress.document.blocks import Document
    from lessonpress.layout.theme import Theme

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_PACKAGE_RELATIONS = relations_xml(
    [
        Relation("rId1", relation_type("officeDocument"), "word/document.xml"),
        Relation("rId2", _CORE, "docProps/core.xml"),
        Relation("rId3", relation_type("extended-properties"), "docProps/app.xml"),
    ]
)
_FOOTER = "rId5"
_DOCUMENT_RELATIONS = [
    Relation("rId1", relation_type("styles"), "styles.xml"),
    Relation("rId2", relation_type("numbering"), "numbering.xml"),
    Relation("rId3", relation_type("settings"), "settings.xml"),
    Relation("rId4", relation_type("fontTable"), "fontTable.xml"),
    Relation("rId6", relation_type("theme"), "theme/theme1.xml"),
    Relation(_FOOTER, relation_type("footer"), "footer1.xml"),
]


def write_docx(document: Document, theme: Theme, base: bytes | None = None) -> bytes:
    """The document as a DOCX; the same arguments give the same bytes.

    `base` is a school's letterhead, a DOCX whose headers, footers, margins and styles are kept.
    Raises LetterheadError for a base that is no DOCX, MissingGlyph (layout.fonts) for a character
    that neither a style's family nor the theme's fallbacks have, and ValueError for a figure that
    is neither PNG nor JPEG.
    """
    if base is not None:
        # Imported here: python-docx takes longer to load than a document takes to write.
        from lessonpress.writers.docx.letterhead import write_on_letterhead

        return write_on_letterhead(document, theme, base)
    sheet = style_sheet(theme, document.language, document.stage)
    body = Body(sheet, write_section=partial(section_xml, theme, _FOOTER))
    content = body.xml(document.blocks)
    defined = sheet.defined(body.used)
    return pack(
        [
            ("[Content_Types].xml", content_types_xml(PART_TYPES)),
            ("_rels/.rels", _PACKAGE_RELATIONS),
            (
                "word/document.xml",
                document_xml(content + section_xml(theme, _FOOTER, body.section)),
            ),
            (
                "word/_rels/document.xml.rels",
                relations_xml([*_DOCUMENT_RELATIONS, *body.relations.all]),
            ),
            ("word/styles.xml", sheet.xml(body.used)),
            ("word/numbering.xml", body.numbering.xml(defined)),
            ("word/settings.xml", settings_xml(theme, document.language)),
            ("word/fontTable.xml", font_table_xml(theme)),
            ("word/theme/theme1.xml", theme_xml(theme)),
            ("word/footer1.xml", footer_xml(document, by_section=body.section.restarts)),
            ("docProps/core.xml", core_properties_xml(document)),
            ("docProps/app.xml", app_properties_xml()),
            *((f"word/{p.part}", p.data) for p in body.relations.pictures.values()),
        ]
    )


def document_xml(body: str) -> bytes:
    """`document.xml` around what stands in its body."""
    return (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}"><w:body>'
        f"{body}</w:body></w:document>"
    ).encode()
