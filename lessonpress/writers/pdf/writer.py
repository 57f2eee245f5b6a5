"""The PDF writer: a document and a theme in, the bytes of a tagged PDF/UA-1 and PDF/A-2a file out."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import Document
from lessonpress.layout.fitting import Extent
from lessonpress.layout.theme import Paper, Theme
from lessonpress.writers.pdf.flow import Flow
from lessonpress.writers.pdf.inline.paragraphs import MeasuredWords
from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.painter import Placement
from lessonpress.writers.pdf.printing import Printed, print_pages, set_pages
from lessonpress.writers.pdf.sections import lay_out
from lessonpress.writers.pdf.tags import Node, StructureTree


class PdfMeasure:
    """Tells how much room a document takes, without painting it; quicker from the second time on."""

    def __init__(self) -> None:
        self._measured = MeasuredWords()

    def __call__(self, document: Document, theme: Theme) -> Extent:
        flow = Flow(document, theme, Node("Document"), measured=self._measured)
        return _extent(lay_out(flow.strips, theme.paper), theme.paper)


def write_fillable(document: Document, theme: Theme) -> Printed:
    """The same pages, with fields in the places to fill in. Raises what write_pdf raises."""
    from lessonpress.writers.pdf.form_fields import FormFields

    tree, fields = StructureTree(document.language), FormFields(document.language)
    pages = set_pages(document, theme, tree, fields=fields)
    places = [Placement(index) for index in range(len(pages.pages))]
    size = theme.paper.width, theme.paper.height
    return print_pages(pages, tree, places, len(places), size, fields)


def write_pdf(document: Document, theme: Theme) -> Printed:
    """Sets the document. Raises layout.fonts.MissingGlyph, layout.fonts.UnknownFamily, and
    DeadTarget where a link leads to a block that isn't there.
    """
    tree = StructureTree(document.language)
    pages = set_pages(document, theme, tree)
    places = [Placement(index) for index in range(len(pages.pages))]
    size = theme.paper.width, theme.paper.height
    printed = print_pages(pages, tree, places, len(places), size)
    return printed._replace(extent=_extent(pages.pages, theme.paper), starts=pages.starts)


def _extent(pages: Sequence[Page], paper: Paper) -> Extent:
    depth = paper.depth * paper.columns
    ends = tuple(
        page.depth / depth
        for index, page in enumerate(pages)
        if index and not page.opened and not page.blank and _ends(pages[index + 1 :])
    )
    return Extent(len(pages), (len(pages) - 1) * depth + pages[-1].depth, depth, ends)


def _ends(following: Sequence[Page]) -> bool:
    """Does another section begin on the next page, or nothing?"""
    return not following or following[0].blank or bool(following[0].opened)
