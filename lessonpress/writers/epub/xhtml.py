"""XHTML: elements of HTML as XML, as EPUB has them. Knows no block."""

from __future__ import annotations

from typing import Any

from lxml import etree

from lessonpress.writers.html.elements import element

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
_NAMESPACES: Any = {None: XHTML, "epub": EPUB}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {"doc-pagebreak": "pagebreak", "doc-toc": "toc", "doc-pagelist": "page-list"}


def page(title: str, language: str, way: str, styles: str) -> tuple[etree._Element, etree._Element]:
    """A document with that title, and its empty body. `way` is `ltr` or `rtl`; `styles` is where its style sheet is
    found, "" for none."""
    root = element("html", lang=language, dir=way)
    head = element("head", root)
    element("title", head, title)
    if styles:
        element("link", head, rel="stylesheet", type="text/css", href=styles)
    return root, element("body", root)


def as_xhtml(root: etree._Element) -> bytes:
    """The file of a document of elements without a namespace; what a role says is said as `epub:type`, too."""
    made = etree.Element(f"{{{XHTML}}}html", nsmap=_NAMESPACES)
    for name, value in root.attrib.items():
        made.set(name, value)
    for child in list(root):
        made.append(child)
    for one in made.iter():
        one.tag = f"{{{XHTML}}}{etree.QName(one).localname}"
        if (language := one.get("lang")) is not None:
            one.set(_XML_LANG, language)
        if (type_ := _TYPES.get(one.get("role", ""))) is not None:
            one.set(f"{{{EPUB}}}type", type_)
    etree.cleanup_namespaces(made, keep_ns_prefixes=["epub"])
    return as_file(made, doctype="<!DOCTYPE html>")


def as_file(root: etree._Element, doctype: Any = None) -> bytes:
    """The bytes of an XML file."""
    tree: Any = root
    data: bytes = etree.tostring(tree, encoding="utf-8", xml_declaration=True, doctype=doctype)
    return data + b"\n"
