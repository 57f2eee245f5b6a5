"""The words of WordprocessingML: name spaces, units, and text made safe for XML. Knows no block."""

from __future__ import annotations

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = f"{_OFFICE}/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CORE_PROPERTIES = f"{_PACKAGE}/metadata/core-properties"

#: The name spaces that the root of a document declares, by prefix.
ROOT_NAMES = {"w": W, "r": R, "wp": WP, "w14": W14, "mc": MC, "wps": WPS}

# What XML 1.0 (https://www.w3.org/TR/xml/#charsets) does not allow, and the two white spaces that
# Word would take for a tab stop or a line break.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\r]")


def printable(text: str) -> str:
    """The text without what XML cannot carry; tabs and line breaks become spaces, because a
    document says those with blocks of its own.
    """
    if text.isprintable():
        return text
    return _BREAKS.sub(" ", _FORBIDDEN.sub("", text))


def escape(text: str) -> str:
    """The text as it stands between XML tags or in an attribute."""
    return escape_printable(printable(text))


def escape_printable(text: str) -> str:
    """The same of text that `printable` has gone over."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def text_xml(text: str) -> str:
    """The `w:t` element of a run; the text is `printable`."""
    space = ' xml:space="preserve"' if text.strip() != text or "  " in text else ""
    return f"<w:t{space}>{escape_printable(text)}</w:t>"


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of most lengths in Word."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points as half points, the unit of type sizes: the next lower one, so that what was made to
    fit its pages still does.
    """
    return int(points * 2 + 0.01)


def eighths(points: float) -> int:
    """Points as eighths of a point, the unit of border widths; Word draws 2 to 96 of them."""
    return min(96, max(2, round(points * 8)))


def emus(points: float) -> int:
    """Points as English Metric Units, the unit of drawings: 12,700 to the point."""
    return round(points * 12_700)


def colour(value: str) -> str:
    """A theme's `#rrggbb` as Word writes it."""
    return value.lstrip("#").upper()
