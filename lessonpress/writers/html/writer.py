"""The writer's face: a document and a theme in, the bytes of an HTML file out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from lessonpress.document.blocks import Document, Masthead
from lessonpress.document.counted import LineNumbers
from lessonpress.document.foot import foot_of
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.theme import Theme
from lessonpress.writers.html.body import Body
from lessonpress.writers.html.elements import data_address, element
from lessonpress.writers.html.stylesheet import style_sheet

# No script, nothing from elsewhere: what it needs it has in itself.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'"


def write_html(document: Document, theme: Theme, lines: LineNumbers | None = None) -> bytes:
    """The document as one HTML file in UTF-8, with `lines` numbered; the same arguments give the same bytes."""
    turned = runs_right_to_left(document.language)
    root = element("html", lang=document.language, dir="rtl" if turned else "ltr")
    head = element("head", root)
    element("meta", head, charset="utf-8")
    element("meta", head, http_equiv="Content-Security-Policy", content=_POLICY)
    element("title", head, document.title)
    element("meta", head, name="viewport", content="width=device-width, initial-scale=1")
    for name, value in (
        ("author", document.author),
        ("description", document.subject),
        ("keywords", ", ".join(document.keywords)),
    ):
        if value:
            element("meta", head, name=name, content=value)
    element("style", head, style_sheet(theme, document.stage))
    body = element("body", root, class_=document.kind)
    if document.masthead is not None:
        add_masthead(document.masthead, body)
    Body(document, theme, lines=lines).add(document.blocks, element("main", body))
    add_foot(foot_of(document), body)
    data: bytes = etree.tostring(
        root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>", pretty_print=False
    )
    return data + b"\n"


def add_masthead(
    masthead: Masthead, body: etree._Element, address: Callable[[bytes], str] = data_address
) -> None:
    """Whose the document is, above it; `address` tells where a picture is found."""
    header = element("header", body)
    if masthead.logo is not None:
        element("img", header, src=address(masthead.logo), alt=masthead.alternative)
    if masthead.text:
        element("p", header, masthead.text)


def add_foot(said: Sequence[str], body: etree._Element) -> None:
    """What stands at the foot of each page of the paper, below all."""
    if said:
        footer = element("footer", body)
        for one in said:
            element("p", footer, one)
