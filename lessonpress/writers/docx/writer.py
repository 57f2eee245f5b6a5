"""The writer's face: a document and a theme in, the bytes of a DOCX out.

Every DOCX starts from a base that python-docx opens, a school's letterhead or a lean one made from
the theme, and goes one way from there. What stands in a letterhead's own body stays at the top (a
logo, an address); the lesson follows.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docx import Document as open_docx

from lessonpress.words import words_for
from lessonpress.writers.docx.base import lean_base
from lessonpress.writers.docx.body import Body
from lessonpress.writers.docx.footers import add_footers, footer_line
from lessonpress.writers.docx.letterhead import (
    letterhead_column,
    letterhead_page,
    open_letterhead,
    settings_of,
)
from lessonpress.writers.docx.masthead import add_masthead
from lessonpress.writers.docx.merge_styles import merge_styles, rename_styles
from lessonpress.writers.docx.numbering import Numbering, numbers_used
from lessonpress.writers.docx.ooxml import printable
from lessonpress.writers.docx.placing import ids_used, parse_document, place
from lessonpress.writers.docx.printed_marks import add_printed_marks
from lessonpress.writers.docx.relations import Relations
from lessonpress.writers.docx.saving import save
from lessonpress.writers.docx.sections import begin_section, copy_section
from lessonpress.writers.docx.styles import StyleSheet, style_sheet

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from lessonpress.document.blocks import Document
    from lessonpress.layout.theme import Paper, Theme

# The longest text that a property of a document may have, in Word as in python-docx.
_LONGEST_PROPERTY = 255
_lean_bases: WeakKeyDictionary[StyleSheet, bytes] = WeakKeyDictionary()


def write_docx(document: Document, theme: Theme, letterhead: bytes | None = None) -> bytes:
    """The document as a DOCX; the same arguments give the same bytes.

    `letterhead` is a school's DOCX whose page, headers, footers and styles are kept. Raises
    LetterheadError for one that can't be used, and ValueError for a figure that is neither PNG nor JPEG.
    No glyphs are asked for: whoever opens the file finds fonts.
    """
    if letterhead is None:
        sheet = style_sheet(theme, document.language, document.stage)
        word, page, given = _open_lean(sheet, document.language), theme.paper, sheet.always
    else:
        word, given = open_letterhead(letterhead), frozenset()
        page = letterhead_page(word, theme.paper)
        theme = replace(theme, paper=letterhead_column(word, page))
        sheet = style_sheet(theme, document.language, document.stage)
    _write(document, sheet, word, page, given, own_page=letterhead is None)
    package = word.part.package
    assert package is not None
    add_printed_marks(package, word.part.element)
    return save(package)


def _open_lean(sheet: StyleSheet, language: str) -> WordDocument:
    base = _lean_bases.get(sheet)
    if base is None:
        base = _lean_bases[sheet] = lean_base(sheet, language)
    return open_docx(io.BytesIO(base))


def _write(
    document: Document,
    sheet: StyleSheet,
    word: WordDocument,
    page: Paper,
    given: frozenset[str],
    *,
    own_page: bool,
) -> None:
    """Writes the document into the base; `given` are the sheet's styles that this one has. A letterhead,
    whose page isn't our own, says itself whose it is."""
    part = word.part
    section: Any = word.element.body[-1]
    if document.masthead is not None and own_page:
        add_masthead(part, section, document.masthead, sheet.theme, document.language)
    style = sheet.theme.styles["footer"]
    least = sheet.theme.least_footer
    line = footer_line(document, style, sheet.theme.paper.measure, page.span, least)
    footers = add_footers(part, section, settings_of(part), line)

    numbering = Numbering(sheet, numbers_used(part))
    body = Body(
        sheet,
        words_for(document.language),
        Relations(part),
        numbering,
        partial(copy_section, section),
        ids_used(part),
        document.stage,
    )
    ours = parse_document(part, body.xml(document.blocks))
    defined = sheet.defined(body.used)
    ids = merge_styles(part, sheet, defined - given, numbering.first)
    numbering.add_to(part, defined, ids)
    begin_section(section, body.section)
    for element in (ours, *footers):
        rename_styles(element, ids)
    place(part, ours)
    _set_properties(word, document)


def _set_properties(word: WordDocument, document: Document) -> None:
    """Title, subject, author, keywords and language are the lesson's. No date: the bytes would differ."""
    properties: Any = word.core_properties
    root = properties._element
    for old in list(root):
        root.remove(old)
    entries = (
        ("title", document.title),
        ("subject", document.subject),
        ("author", document.author),
        ("keywords", ", ".join(document.keywords)),
        ("language", document.language),
        ("identifier", document.identifier),
    )
    for name, value in entries:
        if value:
            setattr(properties, name, _fit_property(printable(value)))


def _fit_property(text: str) -> str:
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1]}…"
