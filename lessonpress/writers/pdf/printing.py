"""Printing: pages set, and put on sheets as one file, each in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.pdfdoc import XMP, PDFDictionary

from lessonpress.document.blocks import Document
from lessonpress.layout.fitting import Extent
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.canvas import Size, TaggedCanvas
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
from lessonpress.writers.pdf.strips import Strip
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
    """The pages of a document in its looks, and where its links lead, by the ids of blocks; `anchors` says with
    which of the strips a block begins, `starts` with which block each page does."""

    document: Document
    theme: Theme
    pages: list[Page]
    targets: Mapping[str, Target]
    strips: Sequence[Strip]
    anchors: Mapping[str, int]
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
    starts = starts_of(flow, pages)
    return SetPages(document, theme, pages, targets, flow.strips, flow.anchors, starts)


def print_pages(
    set_: SetPages,
    tree: StructureTree,
    places: Sequence[Placement],
    sides: int,
    size: Size,
    fields: FormFields | None = None,
) -> Printed:
    """A file of as many sheets' sides with this width and height, with each page in its place, and
    with the fields that its pages were set with."""
    file = FileInPrint(set_.document, tree)
    file.add_sides(size, sides)
    if fields is not None:
        fields.join(file.canvas, set_.theme, set_.document)
    painter = Painter(set_.document, set_.theme, tree, file.canvas, fields)
    # Pages are painted in reading order, whatever the order of the sides: their tags stand in the
    # tree as painted.
    for page, place in zip(set_.pages, places, strict=True):
        file.add_links(place.sheet, painter.paint(page, place))
    file.lead_to(set_, places)
    return file.finish(fields)


class FileInPrint:
    """A file that pages are painted for, of one document or of several: what leads where on which side. `document`
    says what the whole is."""

    def __init__(self, document: Document, tree: StructureTree) -> None:
        self._document = document
        self._tree = tree
        self.canvas = TaggedCanvas(document.language)
        self._links: list[list[Link]] = []
        self._marked: list[list[tuple[str, float]]] = []  # what leads to each side
        self._bookmarks: list[OutlineEntry] = []

    @property
    def sides(self) -> int:
        """How many there are."""
        return len(self._links)

    def add_sides(self, size: Size, number: int) -> None:
        """Adds so many sides of this width and height, in points."""
        self.canvas.add_sides(size, number)
        self._links += [[] for _ in range(number)]
        self._marked += [[] for _ in range(number)]
        self._tree.turn_to(self.sides - 1)  # a side without any page has its place, too

    def add_links(self, side: int, links: Sequence[Link]) -> None:
        """Adds links to a side."""
        self._links[side] += links

    def lead_to(
        self,
        set_: SetPages,
        places: Sequence[Placement],
        prefix: str = "",
        title: str | None = None,
    ) -> None:
        """Lets links and bookmarks lead to what stands on the pages. The names that links have for it begin with
        the prefix; a section that these pages are goes by the title, if one is given."""
        theme = set_.theme
        for name, target in sorted(set_.targets.items()):
            place = places[target.page]
            height = place.height(theme.paper.height - theme.paper.top - target.top)
            self._marked[place.sheet].append((f"#{prefix}{name}", height))
        self._bookmarks += _bookmarks(set_.pages, places, theme, title)

    def finish(self, fields: FormFields | None = None) -> Printed:
        """The file, with the fields that its pages were set with."""
        canvas, tree, sides = self.canvas, self._tree, self.sides
        for index, entry in enumerate(self._bookmarks):
            self._marked[entry.side].append((outline_key(index), entry.top))
        for side in range(sides):
            canvas.turn_to(side)
            for key, height in self._marked[side]:  # explicit destinations (ISO 32000-1, 12.3.2.2)
                canvas.bookmarkPage(key, fit="XYZ", top=round(height, 2))
            for link in self._links[side]:
                number = add_link(canvas, link, sides + tree.annotations)
                tree.annotate(link.node, number, side)
            if fields is not None:
                fields.draw(canvas, tree, side, sides)
            canvas.showPage()
        add_outline(canvas, self._bookmarks)
        describe(canvas, self._document)
        packet = xmp(self._document, identified=fields is not None)
        return Printed(self._write(packet), sides)

    def _write(self, packet: bytes) -> bytes:
        canvas, sides = self.canvas, self.sides
        pages = [canvas.number_of(f"Page{number}") for number in range(1, sides + 1)]
        canvas.set_catalog(
            StructTreeRoot=self._tree.write(canvas.document, pages, sides),
            MarkInfo=PDFDictionary({"Marked": "true"}),
            Metadata=XMP(creator=lambda _: packet),
            OutputIntents=output_intents(canvas.document),
        )
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if runs_right_to_left(self._document.language):
            canvas.setViewerPreference("Direction", "R2L")
        data: bytes = canvas.getpdfdata()
        return data


def _bookmarks(
    pages: Sequence[Page], places: Sequence[Placement], theme: Theme, title: str | None
) -> list[OutlineEntry]:
    top = theme.paper.height - theme.paper.top
    entries: list[OutlineEntry] = []
    for page, place in zip(pages, places, strict=True):
        side = place.sheet
        for part in page.opened:
            shown = part.title if title is None else title
            entries.append(OutlineEntry(len(part.line), shown, side, place.height(top), part))
        for placed in page.placed:
            mark = placed.strip.bookmark
            if mark is not None and not placed.again:
                height = place.height(top - placed.top + placed.strip.before)
                entries.append(OutlineEntry(mark.level, mark.title, side, height, mark.part))
    return entries
