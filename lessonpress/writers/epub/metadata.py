"""Metadata: the package document, and what it says of who can read the book.

After EPUB 3.3, 5 (package document), EPUB Accessibility 1.1, 2 (discovery metadata) and 3.5 (conformance), and schema.org's
vocabulary of accessibility (https://www.w3.org/community/reports/a11y-discov-vocab/).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from lessonpress import __version__
from lessonpress.document.blocks import Document
from lessonpress.words import Words
from lessonpress.writers.epub.xhtml import as_file

_OPF = "http://www.idpf.org/2007/opf"
_NAMESPACES: Any = {None: _OPF}
_DC = "http://purl.org/dc/elements/1.1/"
#: The earliest moment that a zip entry can name: a book has the same bytes whenever it is made.
MODIFIED = "1980-01-01T00:00:00Z"
_CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
_MAKER = "makelesson"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book; `properties` is what a reading system must know of it. Those `read` follow each
    other."""

    name: str
    kind: str
    properties: str = ""
    read: bool = False


def package(
    document: Document,
    items: Sequence[Item],
    identifier: str,
    _: Words,
    *,
    pictures: bool,
    turned: bool,
) -> bytes:
    """The package document. `pictures` is whether there are any, `turned` whether the book runs from right to left."""
    root = etree.Element(
        f"{{{_OPF}}}package",
        nsmap=_NAMESPACES,
        version="3.0",
        attrib={"unique-identifier": "book"},
    )
    root.set("{http://www.w3.org/XML/1998/namespace}lang", document.language)
    root.set("prefix", "a11y: http://www.idpf.org/epub/vocab/package/a11y/#")
    if turned:
        root.set("dir", "rtl")
    about = etree.SubElement(root, f"{{{_OPF}}}metadata", nsmap={"dc": _DC})
    for name, value in _described(document, identifier):
        one = etree.SubElement(about, f"{{{_DC}}}{name}")
        one.text = value
        if name == "identifier":
            one.set("id", "book")
    for property_, value in _properties(document, _, pictures=pictures):
        etree.SubElement(about, f"{{{_OPF}}}meta", property=property_).text = value
    conforms = etree.SubElement(about, f"{{{_OPF}}}meta", property="dcterms:conformsTo")
    conforms.set("id", "conformance")
    conforms.text = _CONFORMS
    certified = etree.SubElement(about, f"{{{_OPF}}}meta", property="a11y:certifiedBy")
    certified.set("refines", "#conformance")
    certified.text = f"{_MAKER} {__version__}"
    manifest = etree.SubElement(root, f"{{{_OPF}}}manifest")
    spine = etree.SubElement(root, f"{{{_OPF}}}spine")
    if turned:
        spine.set("page-progression-direction", "rtl")
    for count, item in enumerate(items, start=1):
        name = f"item_{count}"
        one = etree.SubElement(manifest, f"{{{_OPF}}}item", id=name, href=item.name)
        one.set("media-type", item.kind)
        if item.properties:
            one.set("properties", item.properties)
        if item.read:
            etree.SubElement(spine, f"{{{_OPF}}}itemref", idref=name)
    return as_file(root)


def _described(document: Document, identifier: str) -> list[tuple[str, str]]:
    said = [
        ("identifier", identifier),
        ("title", document.title),
        ("language", document.language),
        ("creator", document.author),
        ("description", document.subject),
        *(("subject", one) for one in document.keywords),
    ]
    return [(name, value) for name, value in said if value]


def _properties(document: Document, _: Words, *, pictures: bool) -> list[tuple[str, str]]:
    modes = ["textual", *(["visual"] if pictures else [])]
    features = [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
        "pageNavigation",
        "pageBreakMarkers",
        "ARIA",
        *(["alternativeText"] if pictures else []),
    ]
    return [
        ("dcterms:modified", MODIFIED),
        *(("schema:accessMode", one) for one in modes),
        ("schema:accessModeSufficient", "textual"),
        *(("schema:accessibilityFeature", one) for one in features),
        ("schema:accessibilityHazard", "none"),
        (
            "schema:accessibilitySummary",
            _(
                "Headings, lists and tables are marked as such, pictures are described in words, and the pages of the"
                " printed document are marked."
            ),
        ),
        ("pageBreakSource", f"{document.title} (PDF)"),
    ]
