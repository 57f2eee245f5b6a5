"""Printing: pages set, and put on sheets as one file, each in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lessonpress.document.blocks import Document
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.contents import number_contents
from lessonpress.writers.pdf.file import PdfFile
from lessonpress.writers.pdf.flow import Flow
from lessonpress.writers.pdf.fonts import embed
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.metadata import Entry, info, write_outline, xmp
from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.painter import Link, Painter, Placement, link_annotation
from lessonpress.writers.pdf.sections import lay_out
from lessonpress.writers.pdf.tags import StructureTree, pdf_text
from lessonpress.writers.pdf.targets import Target, find_targets


class Printed(NamedTuple):
    """A finished file and how many pages it has."""

    data: bytes
    pages: int


class SetPages(NamedTuple):
    """The pages of a document, and where its links lead, by the ids of blocks."""

    pages: list[Page]
    targets: Mapping[str, Target]


def set_pages(
    document: Document, theme: Theme, tree: StructureTree, *, duplex: bool = True
) -> SetPages:
    """Pages with all that stands on them. Raises what write_pdf raises."""
    flow = Flow(document, theme, tree.document)
    pages = lay_out(flow.strips, theme.paper.depth, duplex=duplex)
    targets = find_targets(flow.targets, flow.anchors, flow.strips, pages)
    if flow.references:
        numbers = {name: pages[target.page].number for name, target in targets.items()}
        number_contents(flow.references, numbers, Paragraphs(theme, document.language))
    return SetPages(pages, targets)


def print_pages(
    document: Document,
    theme: Theme,
    tree: StructureTree,
    set_: SetPages,
    places: Sequence[Placement],
    sides: int,
    size: tuple[float, float],
) -> Printed:
    """A file of as many sheets' sides with this width and height, with each page in its place."""
    file = PdfFile()
    tree.turn_to(sides - 1)  # a side without any page has its place, too
    painter = Painter(document, theme, tree, file)
    kids, parent, resources = file.reserve(), file.reserve(), file.reserve()
    numbers = [file.reserve() for _ in range(sides)]
    contents, links = _paint(file, painter, set_.pages, places, len(numbers))
    destinations = {
        name: _destination(target, places, numbers, theme) for name, target in set_.targets.items()
    }
    annotations = _annotate(file, tree, links, numbers, destinations)
    box = f"[0 0 {size[0]:.2f} {size[1]:.2f}]"
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
    outline = write_outline(file, _bookmarks(set_.pages, places, numbers, theme))
    metadata = file.add_stream(xmp(document), "/Type /Metadata /Subtype /XML", compress=False)
    catalog = (
        f"<< /Type /Catalog /Pages {kids} 0 R /StructTreeRoot {parent} 0 R"
        f" /MarkInfo << /Marked true >> /Lang {pdf_text(document.language)}"
        f" /Metadata {metadata} 0 R /ViewerPreferences << /DisplayDocTitle true >>"
        + (f" /Outlines {outline} 0 R" if outline else "")
        + " >>"
    )
    return Printed(file.finish(catalog, info(document)), len(numbers))


def _paint(
    file: PdfFile, painter: Painter, pages: list[Page], places: Sequence[Placement], sheets: int
) -> tuple[list[int], list[tuple[int, Link]]]:
    """The content stream of each sheet, and all links with their sheets. Pages are painted in
    reading order, whatever the order of the sheets: their tags stand in the tree as painted."""
    streams: list[list[bytes]] = [[] for _ in range(sheets)]
    missing = Counter(place.sheet for place in places)
    contents = [0] * sheets
    links: list[tuple[int, Link]] = []
    for page, place in zip(pages, places, strict=True):
        sheet = place.sheet
        stream, found = painter.paint(page, place)
        streams[sheet].append(stream)
        links += [(sheet, link) for link in found]
        missing[sheet] -= 1
        if not missing[sheet]:
            contents[sheet] = file.add_stream(b"\n".join(streams[sheet]))
            streams[sheet].clear()
    return [number or file.add_stream(b"") for number in contents], links


def _annotate(
    file: PdfFile,
    tree: StructureTree,
    links: list[tuple[int, Link]],
    pages: list[int],
    destinations: Mapping[str, str],
) -> list[list[int]]:
    """Writes the annotations of links; yields their numbers page by page."""
    found: list[list[int]] = [[] for _ in pages]
    for page, link in links:
        number = file.reserve()
        key = len(pages) + tree.annotate(link.node, number, page)
        inside = destinations[link.href[1:]] if link.href.startswith("#") else ""
        file.define(number, link_annotation(link, pages[page], key, inside))
        found[page].append(number)
    return found


def _destination(
    target: Target, places: Sequence[Placement], numbers: list[int], theme: Theme
) -> str:
    """An explicit destination (ISO 32000-1, 12.3.2.2): the block's top at the window's top."""
    place = places[target.page]
    height = place.height(theme.paper.height - theme.paper.top - target.top)
    return f"[{numbers[place.sheet]} 0 R /XYZ null {height:.2f} null]"


def _resources(file: PdfFile, painter: Painter) -> str:
    fonts = " ".join(
        f"/{name} {embed(file, face, glyphs)} 0 R" for face, (name, glyphs) in painter.fonts.items()
    )
    images = " ".join(f"/{name} {number} 0 R" for name, number in painter.images.values())
    return f"<< /Font << {fonts} >>" + (f" /XObject << {images} >>" if images else "") + " >>"


def _bookmarks(
    pages: list[Page], places: Sequence[Placement], numbers: list[int], theme: Theme
) -> list[Entry]:
    top = theme.paper.height - theme.paper.top
    entries: list[Entry] = []
    for page, place in zip(pages, places, strict=True):
        number = numbers[place.sheet]
        for part in page.opened:
            entries.append(Entry(len(part.line), part.title, number, place.height(top), part))
        for placed in page.placed:
            mark = placed.strip.bookmark
            if mark is not None and not placed.again:
                height = place.height(top - placed.top + placed.strip.before)
                entries.append(Entry(mark.level, mark.title, number, height, mark.part))
    return entries
