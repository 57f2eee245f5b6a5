"""DOCX files as Word, LibreOffice and Google Docs write them: mammoth makes HTML of them."""

from __future__ import annotations

import base64
import binascii
from io import BytesIO

from lxml import etree, html

from lessonpress.importing.extra import needed
from lessonpress.importing.found import Element, Found, Origin, Unreadable
from lessonpress.importing.packages import open_package, part_of, xml_of

#: Styles that mammoth knows no element for.
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
b => strong
i => em
u => em
"""
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_docx(data: bytes) -> Found:
    """The article in a DOCX. Raises Unreadable."""
    mammoth = needed("mammoth", "DOCX files")
    package = open_package(data)
    if part_of(package, "word/document.xml") is None:
        raise Unreadable("This is no DOCX file.", "Save it as DOCX in the program that made it.")
    try:
        made = mammoth.convert_to_html(BytesIO(data), style_map=_STYLES)
    except Exception as error:  # a person's file may hold anything
        raise Unreadable("The file is damaged.", "Open it in Word, and save it anew.") from error
    body = html.fragment_fromstring(made.value or "", create_parent="body")
    pictures = dict(_pictures(body))
    notes = _notes(body)
    properties = xml_of(package, "docProps/core.xml")
    origin = Origin()
    if properties is not None:
        said = {
            name: (properties.findtext(_DC + name) or "").strip()
            for name in ("title", "creator", "language")
        }
        author = "" if said["creator"].lower() in ("python-docx", "un-named") else said["creator"]
        origin = Origin(said["title"], author, language=said["language"].partition("-")[0])
    return Found(body, origin, pictures, notes)


def _pictures(body: Element) -> list[tuple[str, bytes]]:
    """The pictures, which stand in the HTML itself, each under a name of its own."""
    found = []
    for number, image in enumerate(body.iter("img"), start=1):
        kind, _, coded = image.get("src", "").partition(";base64,")
        name = f"{number}.{kind.rpartition('/')[2]}"
        image.set("src", name)
        try:
            found.append((name, base64.b64decode(coded)))
        except (binascii.Error, ValueError):
            continue
    return found


def _notes(body: Element) -> dict[str, Element]:
    """Foot- and endnotes, which mammoth puts at the end, by the marks that lead there."""
    notes: dict[str, Element] = {}
    for mark in list(body.iterfind(".//sup/a[@href]")):
        target = mark.get("href", "").removeprefix("#")
        if "note-" not in target or "-ref" in target:
            continue
        [item, *_] = body.xpath("//li[@id=$id]", id=target) or [None]
        if item is None:
            continue
        for back in list(item.iterfind(".//a[@href]")):
            if "-ref" in back.get("href", ""):
                back.drop_tree()
        notes[target] = item
        sup = mark.getparent()
        sup.attrib["data-note"] = target
        mark.drop_tree()
    for item in notes.values():
        parent = item.getparent()
        if parent is not None:
            parent.remove(item)
            if len(parent) == 0 and parent.getparent() is not None:
                parent.getparent().remove(parent)
    etree.strip_tags(body, etree.Comment)
    return notes
