"""Printing: pages set, and put on sheets as one file, each in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.pdfdoc import XMP, PDFDictionary

from lessonpress.document.blocks import Document
from lessonpress.layout.fitting import Extent
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.canvas import TaggedCanvas
from lessonpress.writers.pdf.colours import output_intents
from lessonpress.writers.pdf.contents import number_contents
from lessonpress.writers.pdf.flow import Flow
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.links import Link, add_link
from lessonpress.writers.pdf.metadata import describe, xmp
from lessonpress.writers.pdf.outline import OutlineEntry, add_outline, outline_key
from lessonpress.writers.pdf.page_starts import mark_starts, starts_of
from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.painter import Painter, Placement
from lessonpress.writers.pdf.sections import lay_out
from lessonpress.writers.pdf.tags import StructureTree
from lessonpress.writers.pdf.targets import Target, find_targets

if TYPE_CHECKING:
    from lessonpress.writers.pdf.form_fields import FormFields


class Printed(NamedTuple):
    """A finished file and how many pages it has; `extent`, and `starts`, with which block each page begins, where
    they stand one on a sheet's side."""

    data: bytes
    pages: int
    extent: Extent | None = None
    starts: tuple[tuple[str, int], ...] | None = None


class SetPages(NamedTuple):
    """The pages of a document, where its links lead, by the ids of blocks, and with which block each page begins."""

    pages: list[Page]
    targets: Mapping[str, Target]
    starts: tuple[tuple[str, int], ...] = ()


def set_pages(
    document: Document,
    theme: Theme,
    tree: StructureTree,
    *,
    duplex: bool = True,
    fields: FormFields | None = None,
) -> SetPages:
    """Pages with all that stands on them, and on a screen with `fields`. Raises what write_pdf raises."""
    flow = Flow(document, theme, tree.document, fields=fields)
    if document.pages:
        mark_starts(document, theme, flow)
    pages = lay_out(flow.strips, theme.paper, duplex=duplex)
    targets = find_targets(flow.targets, flow.anchors, flow.strips, pages)
    if flow.references:
        numbers = {name: pages[target.page].number for name, target in targets.items()}
        number_contents(flow.references, numbers, Paragraphs(theme, document.language))
    return SetPages(pages, targets, starts_of(flow, pages))


def print_pages(
    document: Document,
    theme: Theme,
    tree: StructureTree,
    set_: SetPages,
    places: Sequence[Placement],
    sides: int,
    size: tuple[float, float],
    fields: FormFields | None = None,
) -> Printed:
    """A file of as many sheets' sides with this width and height, with each page in its place, and
    with the fields that its pages were set with."""
    canvas = TaggedCanvas(size, sides, document.language)
    if fields is not None:
        fields.join(canvas, theme, document)
    tree.turn_to(sides - 1)  # a side without any page has its place, too
    painter = Painter(document, theme, tree, canvas, fields)
    # Pages are painted in reading order, whatever the order of the sides: their tags stand in the
    # tree as painted.
    links: list[list[Link]] = [[] for _ in range(sides)]
    for page, place in zip(set_.pages, places, strict=True):
        links[place.sheet] += painter.paint(page, place)
    bookmarks = _bookmarks(set_.pages, places, theme)
    marked: list[list[tuple[str, float]]] = [[] for _ in range(sides)]  # what leads to each side
    for name, target in sorted(set_.targets.items()):
        place = places[target.page]
        height = place.height(theme.paper.height - theme.paper.top - target.top)
        marked[place.sheet].append((f"#{name}", height))
    for index, entry in enumerate(bookmarks):
        marked[entry.side].append((outline_key(index), entry.top))
    for side in range(sides):
        canvas.turn_to(side)
        for key, height in marked[side]:  # explicit destinations (ISO 32000-1, 12.3.2.2)
            canvas.bookmarkPage(key, fit="XYZ", top=round(height, 2))
        for link in links[side]:
            number = add_link(canvas, link, sides + tree.annotations)
            tree.annotate(link.node, number, side)
        if fields is not None:
            fields.draw(canvas, tree, side, sides)
        canvas.showPage()
    add_outline(canvas, bookmarks)
    describe(canvas, document)
    packet = xmp(document, identified=fields is not None)
    return Printed(_finish(canvas, document, tree, sides, packet), sides)


def _finish(
    canvas: TaggedCanvas, document: Document, tree: StructureTree, sides: int, packet: bytes
) -> bytes:
    pages = [canvas.number_of(f"Page{number}") for number in range(1, sides + 1)]
    canvas.set_catalog(
        StructTreeRoot=tree.write(canvas.document, pages, sides),
        MarkInfo=PDFDictionary({"Marked": "true"}),
        Metadata=XMP(creator=lambda _: packet),
        OutputIntents=output_intents(canvas.document),
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if runs_right_to_left(document.language):
        canvas.setViewerPreference("Direction", "R2L")
    data: bytes = canvas.getpdfdata()
    return data


def _bookmarks(
    pages: Sequence[Page], places: Sequence[Placement], theme: Theme
) -> list[OutlineEntry]:
    top = theme.paper.height - theme.paper.top
    entries: list[OutlineEntry] = []
    for page, place in zip(pages, places, strict=True):
        side = place.sheet
        for part in page.opened:
            entries.append(OutlineEntry(len(part.line), part.title, side, place.height(top), part))
        for placed in page.placed:
            mark = placed.strip.bookmark
            if mark is not None and not placed.again:
                height = place.height(top - placed.top + placed.strip.before)
                entries.append(OutlineEntry(mark.level, mark.title, side, height, mark.part))
    return entries
