"""The writer's face: a document and a theme in, the bytes of an EPUB out."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from lessonpress.document.blocks import Document
from lessonpress.document.counted import LineNumbers
from lessonpress.document.foot import foot_of
from lessonpress.document.parts import parts_of
from lessonpress.document.walk import ids_in
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.theme import Theme
from lessonpress.words import words_for
from lessonpress.writers.epub.metadata import Item, package
from lessonpress.writers.epub.navigation import headings_in, navigation
from lessonpress.writers.epub.page_breaks import PageMark, mark_pages
from lessonpress.writers.epub.xhtml import as_xhtml, page
from lessonpress.writers.html import Body, Shown, add_foot, add_masthead, element, style_sheet

_MIME = b"application/epub+zip"
_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_FOLDER = "EPUB/"
_XHTML, _CSS, _PNG, _JPEG = "application/xhtml+xml", "text/css", "image/png", "image/jpeg"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip entry can name
_BOOKS = uuid.uuid5(uuid.NAMESPACE_URL, "makelesson")
# What a book has otherwise than a page on a screen: the reading system's own margins, ground and measure; room that
# is only shown.
_BOOK = """\
body { max-width: none; margin: 0; padding: 0; background: none; }
.blank { display: inline-block; height: 1.2em; border-bottom: 1px solid; vertical-align: text-bottom; }
.fields > span { display: flex; flex: 1 1 8em; gap: .4em; align-items: baseline; }
.fields .blank { flex: 1; }
.room { margin: .3em 0 .8em; }
.room.ruled > div { height: 2em; border-bottom: 1px solid; }
.room.box, .room.grid, .room.half-page { border: 1px solid; }
.room.box > div, .room.grid > div { height: 2em; }
.room.half-page { height: 40vh; }
td .room.ruled > div { border: 0; }
table.squares .blank { border: 0; min-width: 1.6em; }
"""


class _Pictures:
    """The pictures of a book, each once, by the names of their files."""

    def __init__(self) -> None:
        self.files: dict[bytes, str] = {}

    def address(self, data: bytes) -> str:
        if data not in self.files:
            ending = "png" if data.startswith(b"\x89PNG") else "jpg"
            self.files[data] = f"pictures/{len(self.files) + 1}.{ending}"
        return self.files[data]


def write_epub(document: Document, theme: Theme, lines: LineNumbers | None = None) -> bytes:
    """The document as an EPUB, with the pages of `Document.pages` marked, and `lines` numbered; the same
    arguments give the same bytes."""
    words, turned = words_for(document.language), runs_right_to_left(document.language)
    way = "rtl" if turned else "ltr"
    pictures = _Pictures()
    body = Body(document, theme, Shown(), pictures.address, lines)
    parts = list(parts_of(document.blocks))
    roots, mains = {}, {}
    for count, part in enumerate(parts, start=1):
        name = f"part-{count:02}.xhtml"
        title = f"{part.title} – {document.title}" if part.title and count > 1 else document.title
        root, target = page(title, document.language, way, "style.css")
        target.set("class", document.kind)
        if count == 1 and document.masthead is not None:
            add_masthead(document.masthead, target, pictures.address)
        roots[name], mains[name] = root, element("main", target)
        body.add(part.blocks, mains[name])
        if count == len(parts):
            add_foot(foot_of(document), target)
    marks = mark_pages(list(mains.values()), document.pages, tuple(ids_in(document.blocks)))
    _relink(mains)
    entries = [one for name, main in mains.items() for one in headings_in(name, main)]
    listed = list(_places(mains, marks))
    files = {name: as_xhtml(root) for name, root in roots.items()}
    nav = navigation(entries, listed, document.title, document.language, way, words)
    style = style_sheet(theme, document.stage, _BOOK).encode()
    items = [
        Item("nav.xhtml", _XHTML, "nav"),
        *(Item(name, _XHTML, read=True) for name in files),
        Item("style.css", _CSS),
        *(Item(name, _PNG if name.endswith("png") else _JPEG) for name in pictures.files.values()),
    ]
    identifier = _identifier([document.identifier.encode(), *files.values(), *pictures.files])
    opf = package(document, items, identifier, words, pictures=bool(pictures.files), turned=turned)
    held = {
        "package.opf": opf,
        "nav.xhtml": nav,
        **files,
        "style.css": style,
        **{name: data for data, name in pictures.files.items()},
    }
    return _zipped(held)


def _relink(mains: Mapping[str, etree._Element]) -> None:
    """Links within the document lead into the file where it goes on."""
    home = {
        one.get("id"): name for name, main in mains.items() for one in main.iter() if one.get("id")
    }
    for name, main in mains.items():
        for link in main.iter("a"):
            href = link.get("href", "")
            target = href.removeprefix("#")
            if href.startswith("#") and home.get(target, name) != name:
                link.set("href", f"{home[target]}#{target}")


def _places(
    mains: Mapping[str, etree._Element], marks: Sequence[PageMark]
) -> Iterator[tuple[str, PageMark]]:
    """Each mark with the file that it stands in."""
    home = {one.get("id"): name for name, main in mains.items() for one in main.iter()}
    for mark in marks:
        yield home[mark.id], mark


def _identifier(data: Sequence[bytes]) -> str:
    """A name that no other book has: it follows from what is in it (RFC 9562, version 5)."""
    return uuid.uuid5(_BOOKS, "\n".join(one.hex() for one in data)).urn


def _zipped(held: Mapping[str, bytes]) -> bytes:
    """The container (EPUB 3.3, 4.2): `mimetype` first and as it is; bytes depend on nothing but the files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        files = {
            "mimetype": _MIME,
            "META-INF/container.xml": _CONTAINER,
            **{_FOLDER + name: data for name, data in held.items()},
        }
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            stored = name == "mimetype" or name.endswith((".png", ".jpg"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return made.getvalue()
