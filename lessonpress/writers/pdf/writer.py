"""The PDF writer: a document and a theme in, the bytes of a tagged PDF/UA-1 and PDF/A-2a file out."""

from __future__ import annotations

from lessonpress.document.blocks import Document
from lessonpress.layout.fitting import Extent
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.flow import Flow
from lessonpress.writers.pdf.inline.paragraphs import MeasuredWords
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
        pages = lay_out(flow.strips, theme.paper)
        depth = theme.paper.depth * theme.paper.columns
        return Extent(len(pages), (len(pages) - 1) * depth + pages[-1].depth, depth)


def write_fillable(document: Document, theme: Theme) -> Printed:
    """The same pages, with fields in the places to fill in. Raises what write_pdf raises."""
    from lessonpress.writers.pdf.form_fields import FormFields

    tree, fields = StructureTree(document.language), FormFields(document.language)
    pages = set_pages(document, theme, tree, fields=fields)
    places = [Placement(index) for index in range(len(pages.pages))]
    size = theme.paper.width, theme.paper.height
    return print_pages(document, theme, tree, pages, places, len(places), size, fields)


def write_pdf(document: Document, theme: Theme) -> Printed:
    """Sets the document. Raises layout.fonts.MissingGlyph, layout.fonts.UnknownFamily, and
    DeadTarget where a link leads to a block that isn't there.
    """
    tree = StructureTree(document.language)
    pages = set_pages(document, theme, tree)
    places = [Placement(index) for index in range(len(pages.pages))]
    size = theme.paper.width, theme.paper.height
    return print_pages(document, theme, tree, pages, places, len(places), size)
