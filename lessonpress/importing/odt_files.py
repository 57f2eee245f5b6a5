"""ODT files, as LibreOffice writes them: text, lists, tables, pictures and notes as OpenDocument 1.3 has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

from lessonpress.importing.found import Element, Found, Origin, Unreadable
from lessonpress.importing.packages import open_package, part_of, xml_of

_NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}


def _q(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NS[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of text, as HTML's elements, and whether its paragraphs are titles, quotations, captions."""

    looks: tuple[str, ...] = ()
    name: str = ""


@dataclass(slots=True)
class _Reading:
    styles: dict[str, _Style]
    numbered: set[tuple[str, int]]
    pictures: dict[str, bytes] = field(default_factory=dict)
    notes: dict[str, Element] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def read_odt(data: bytes) -> Found:
    """The article in an ODT. Raises Unreadable."""
    package = open_package(data)
    content = xml_of(package, "content.xml")
    text = None if content is None else content.find("office:body/office:text", _NS)
    if content is None or text is None:
        raise Unreadable("This is no ODT file with text.", "Save it as ODT in LibreOffice Writer.")
    roots = [root for root in (xml_of(package, "styles.xml"), content) if root is not None]
    reading = _Reading(_styles(roots), _numbered(roots))
    body = etree.Element("body")
    _blocks(text, body, reading)
    for name in [one.get("src", "") for one in body.iter("img")]:
        if (picture := part_of(package, name)) is not None:
            reading.pictures[name] = picture
    return Found(body, _origin(package), reading.pictures, reading.notes, tuple(reading.left))


def _origin(package: ZipFile) -> Origin:
    meta = xml_of(package, "meta.xml")
    if meta is None:
        return Origin()
    said = {
        name: (meta.findtext(f".//{name}", namespaces=_NS) or "").strip()
        for name in ("dc:title", "meta:initial-creator", "dc:creator", "dc:language")
    }
    author = said["meta:initial-creator"] or said["dc:creator"]
    return Origin(said["dc:title"], author, language=said["dc:language"].partition("-")[0])


def _styles(roots: list[Element]) -> dict[str, _Style]:
    """The styles by their names, each with what it inherits."""
    every = {
        one.get(_q("style:name"), ""): one for root in roots for one in root.iter(_q("style:style"))
    }
    found: dict[str, _Style] = {}

    def resolve(name: str, deep: int = 0) -> _Style:
        style = every.get(name)
        if style is None or deep > 20:
            return _Style()
        if name in found:
            return found[name]
        above = resolve(style.get(_q("style:parent-style-name"), ""), deep + 1)
        looks = dict.fromkeys(above.looks)
        properties = style.find("style:text-properties", _NS)
        if properties is not None:
            weight, slant = (
                properties.get(_q("fo:font-weight")),
                properties.get(_q("fo:font-style")),
            )
            position = properties.get(_q("style:text-position"), "").split(" ")[0]
            for say, look, on in (
                (
                    weight,
                    "strong",
                    weight == "bold" or ((weight or "").isdecimal() and int(weight or 0) >= 600),
                ),
                (slant, "em", slant in ("italic", "oblique")),
                (position, "sub", position == "sub" or position.startswith("-")),
                (
                    position,
                    "sup",
                    position == "super" or (position.rstrip("%").isdecimal() and position != "0%"),
                ),
            ):
                if say and on:
                    looks[look] = None
                elif say:
                    looks.pop(look, None)
        # What a program made up for one paragraph goes by the style that it rests on.
        holder = style.getparent()
        shown = style.get(_q("style:display-name")) or name
        if holder is not None and holder.tag == _q("office:automatic-styles"):
            shown = above.name or style.get(_q("style:parent-style-name"), "")
        found[name] = _Style(tuple(looks), shown)
        return found[name]

    for name in every:
        resolve(name)
    return found


def _numbered(roots: list[Element]) -> set[tuple[str, int]]:
    """The list styles and levels (from 1) that count."""
    return {
        (style.get(_q("style:name"), ""), int(level.get(_q("text:level"), "1") or 1))
        for root in roots
        for style in root.iter(_q("text:list-style"))
        for level in style.iter(_q("text:list-level-style-number"))
        if level.get(_q("style:num-format"))
    }


def _blocks(
    parent: Element, into: Element, reading: _Reading, list_style: str = "", level: int = 0
) -> None:
    for child in parent:
        if not isinstance(child.tag, str):
            continue
        if child.tag == _q("text:h"):
            rank = min(int(child.get(_q("text:outline-level"), "1") or 1), 6)
            _text(child, etree.SubElement(into, f"h{rank}"), reading)
        elif child.tag == _q("text:p"):
            _paragraph(child, into, reading)
        elif child.tag == _q("text:list"):
            style = child.get(_q("text:style-name")) or list_style
            made = etree.SubElement(into, "ol" if (style, level + 1) in reading.numbered else "ul")
            for item in child:
                if item.tag in (_q("text:list-item"), _q("text:list-header")):
                    _blocks(item, etree.SubElement(made, "li"), reading, style, level + 1)
        elif child.tag == _q("table:table"):
            _table(child, into, reading)
        elif child.tag in (_q("text:section"), _q("text:index-body")):
            _blocks(child, into, reading)
        elif child.tag in (
            _q("text:table-of-content"),
            _q("text:alphabetical-index"),
            _q("text:illustration-index"),
        ):
            reading.left.append(" ".join("".join(child.itertext()).split()))
        elif child.tag == _q("draw:frame"):
            _frame(child, etree.SubElement(into, "p"), reading)
        elif child.tag not in (
            _q("text:sequence-decls"),
            _q("office:forms"),
            _q("text:tracked-changes"),
        ):
            _blocks(child, into, reading)


def _paragraph(paragraph: Element, into: Element, reading: _Reading) -> None:
    name = reading.styles.get(paragraph.get(_q("text:style-name"), ""), _Style()).name.lower()
    name = name.replace("_20_", " ")
    if name == "title":
        _text(paragraph, etree.SubElement(into, "h1", {"class": "title"}), reading)
        return
    place = (
        etree.SubElement(into, "blockquote")
        if name in ("quotations", "quote", "intense quote")
        else into
    )
    made = etree.SubElement(place, "p")
    if name in ("caption", "illustration", "table", "figure", "drawing", "abbildung", "popisek"):
        made.set("class", "caption")
    _text(paragraph, made, reading)


def _table(table: Element, into: Element, reading: _Reading) -> None:
    made = etree.SubElement(into, "table")
    heads = {
        row
        for one in table.iter(_q("table:table-header-rows"))
        for row in one.iter(_q("table:table-row"))
    }
    for row in table.iter(_q("table:table-row")):
        tr = etree.SubElement(made, "tr")
        for cell in row:
            if cell.tag == _q("table:table-cell"):
                _blocks(cell, etree.SubElement(tr, "th" if row in heads else "td"), reading)
            elif cell.tag == _q("table:covered-table-cell"):
                etree.SubElement(tr, "td")


def _frame(frame: Element, into: Element, reading: _Reading) -> None:
    image = frame.find("draw:image", _NS)
    box = frame.find("draw:text-box", _NS)
    if image is not None and (source := image.get(_q("xlink:href"))):
        words = (
            frame.findtext("svg:desc", namespaces=_NS)
            or frame.findtext("svg:title", namespaces=_NS)
            or ""
        ).strip()
        etree.SubElement(into, "img", {"src": source.removeprefix("./"), "alt": words})
    elif box is not None:  # a picture and its caption, as LibreOffice frames them
        _blocks(box, into, reading)


def _text(source: Element, into: Element, reading: _Reading) -> None:
    """What stands in a paragraph, by its looks."""
    _add(into, source.text)
    for child in source:
        for place in _inline(child, into, reading):
            _text(child, place, reading)
        _add(into, child.tail)


def _inline(child: Element, into: Element, reading: _Reading) -> Iterator[Element]:
    """Writes what a child of a paragraph is; yields where its own text goes, if that is looked at further."""
    if not isinstance(child.tag, str):
        return
    if child.tag == _q("text:s"):
        _add(into, " " * min(int(child.get(_q("text:c"), "1") or 1), 100))
    elif child.tag == _q("text:tab"):
        _add(into, " ")
    elif child.tag == _q("text:line-break"):
        etree.SubElement(into, "br")
    elif child.tag == _q("text:a"):
        yield etree.SubElement(into, "a", {"href": child.get(_q("xlink:href"), "")})
    elif child.tag == _q("text:note"):
        body = child.find("text:note-body", _NS)
        if body is not None:
            name = child.get(_q("text:id")) or f"note{len(reading.notes) + 1}"
            note = etree.Element("div")
            _blocks(body, note, reading)
            reading.notes[name] = note
            etree.SubElement(into, "sup", {"data-note": name})
    elif child.tag == _q("draw:frame"):
        _frame(child, into, reading)
    elif child.tag in (
        _q("office:annotation"),
        _q("office:annotation-end"),
        _q("text:bookmark"),
        _q("text:soft-page-break"),
    ):
        if words := " ".join("".join(child.itertext()).split()):
            reading.left.append(words)
    else:
        place = into
        for look in reading.styles.get(child.get(_q("text:style-name"), ""), _Style()).looks:
            place = etree.SubElement(place, look)
        yield place


def _add(into: Element, text: str | None) -> None:
    if not text:
        return
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text
