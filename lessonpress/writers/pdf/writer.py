"""The PDF writer: a document and a theme in, the bytes of a tagged PDF/UA-1 file out."""

from __future__ import annotations

from typing import NamedTuple

from lessonpress.document.blocks import Document
from lessonpress.layout.fitting import Extent
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.file import PdfFile
from lessonpress.writers.pdf.flow import Flow
from lessonpress.writers.pdf.fonts import embed
from lessonpress.writers.pdf.metadata import Entry, info, write_outline, xmp
from lessonpress.writers.pdf.pages import Page, paginate
from lessonpress.writers.pdf.painter import Link, Painter, link_annotation
from lessonpress.writers.pdf.paragraphs import MeasuredWords
from lessonpress.writers.pdf.tags import Node, StructureTree, pdf_text


class Printed(NamedTuple):
    """A finished file and how many pages it has."""

    data: bytes
    pages: int


class PdfMeasure:
    """Tells how much room a document takes, without painting it; quicker from the second time on."""

    def __init__(self) -> None:
        self._measured = MeasuredWords()

    def __call__(self, document: Document, theme: Theme) -> Extent:
        flow = Flow(document, theme, Node("Document"), measured=self._measured)
        pages = paginate(flow.strips, theme.paper.depth)
        depth = theme.paper.depth
        return Extent(len(pages), (len(pages) - 1) * depth + pages[-1].depth, depth)


def write_pdf(document: Document, theme: Theme) -> Printed:
    """Sets the document. Raises layout.fonts.MissingGlyph and layout.fonts.UnknownFamily."""
    tree = StructureTree(document.language)
    pages = paginate(Flow(document, theme, tree.document).strips, theme.paper.depth)
    file = PdfFile()
    painter = Painter(document, theme, tree, file)
    kids, parent, resources = file.reserve(), file.reserve(), file.reserve()
    numbers = [file.reserve() for _ in pages]
    waiting: list[tuple[int, Link]] = []
    contents = []
    for index, page in enumerate(pages):
        stream, links = painter.paint(page, index + 1, len(pages))
        contents.append(file.add_stream(stream))
        waiting += [(index, link) for link in links]
    annotations = _annotate(file, tree, waiting, numbers)
    box = f"[0 0 {theme.paper.width:.2f} {theme.paper.height:.2f}]"
    for index, number in enumerate(numbers):
        notes = " ".join(f"{entry} 0 R" for entry in annotations[index])
        file.define(
            number,
            f"<< /Type /Page /Parent {kids} 0 R /MediaBox {box} /Contents {contents[index]} 0 R"
            f" /Resources {resources} 0 R /StructParents {index} /Tabs /S"
            + (f" /Annots [{notes}]" if notes else "")
            + " >>",
        )
    file.define(
        kids,
        f"<< /Type /Pages /Count {len(numbers)}"
        f" /Kids [{' '.join(f'{number} 0 R' for number in numbers)}] >>",
    )
    file.define(resources, _resources(file, painter))
    tree.write(file, parent, numbers, len(numbers))
    outline = write_outline(file, _bookmarks(pages, numbers, theme))
    metadata = file.add_stream(xmp(document), "/Type /Metadata /Subtype /XML", compress=False)
    catalog = (
        f"<< /Type /Catalog /Pages {kids} 0 R /StructTreeRoot {parent} 0 R"
        f" /MarkInfo << /Marked true >> /Lang {pdf_text(document.language)}"
        f" /Metadata {metadata} 0 R /ViewerPreferences << /DisplayDocTitle true >>"
        + (f" /Outlines {outline} 0 R" if outline else "")
        + " >>"
    )
    return Printed(file.finish(catalog, info(document)), len(pages))


def _annotate(
    file: PdfFile, tree: StructureTree, links: list[tuple[int, Link]], pages: list[int]
) -> list[list[int]]:
    """Writes the annotations of links; yields their numbers page by page."""
    found: list[list[int]] = [[] for _ in pages]
    for page, link in links:
        number = file.reserve()
        key = len(pages) + tree.annotate(link.node, number, page)
        file.define(number, link_annotation(link, pages[page], key))
        found[page].append(number)
    return found


def _resources(file: PdfFile, painter: Painter) -> str:
    fonts = " ".join(
        f"/{name} {embed(file, face, glyphs)} 0 R" for face, (name, glyphs) in painter.fonts.items()
    )
    images = " ".join(f"/{name} {number} 0 R" for name, number in painter.images.values())
    return f"<< /Font << {fonts} >>" + (f" /XObject << {images} >>" if images else "") + " >>"


def _bookmarks(pages: list[Page], numbers: list[int], theme: Theme) -> list[Entry]:
    top = theme.paper.height - theme.paper.top
    return [
        Entry(mark.level, mark.title, number, top - placed.top + placed.strip.before)
        for page, number in zip(pages, numbers, strict=True)
        for placed in page.placed
        if (mark := placed.strip.bookmark) is not None and not placed.again
    ]
