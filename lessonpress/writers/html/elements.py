"""Elements: how an HTML element is made. Knows no block."""

from __future__ import annotations

import base64
import re

from lxml import etree

# What XML, and so lxml, can't hold; no font has it either.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PNG = b"\x89PNG"


def element(
    tag: str, parent: etree._Element | None = None, text: str = "", /, **attributes: str | None
) -> etree._Element:
    """An element, the last in its parent. `class_` and `for_` are the attributes `class` and `for`, an underscore
    within a name is a hyphen; one that is None is left out, an empty one is true."""
    made = etree.Element(tag) if parent is None else etree.SubElement(parent, tag)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_").replace("_", "-"), printable(value))
    if text:
        made.text = printable(text)
    return made


def add_text(target: etree._Element, text: str) -> None:
    """Text behind all that the element has already."""
    text = printable(text)
    if len(target):
        last = target[-1]
        last.tail = (last.tail or "") + text
    else:
        target.text = (target.text or "") + text


def printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def data_address(picture: bytes) -> str:
    """A picture's file (PNG or JPEG) as an address that holds it (RFC 2397)."""
    kind = "png" if picture.startswith(_PNG) else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode('ascii')}"
