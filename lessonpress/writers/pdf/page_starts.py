"""Page starts: where pages begin and lines are numbered, for who has the document in another form."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import Document, Run
from lessonpress.document.counted import LineNumbers
from lessonpress.layout.margin import gloss_column, holds_glosses
from lessonpress.layout.theme import Theme
from lessonpress.writers.pdf.flow import Flow
from lessonpress.writers.pdf.inline.paragraphs import MeasuredWords, Paragraphs, baseline
from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.sections import lay_out
from lessonpress.writers.pdf.strips import GlyphRun, Rule, Strip
from lessonpress.writers.pdf.tags import ARTIFACT, Node

_ENDLESS = 1e6  # points: text that is set in one line
_EDGE = 18.0  # points from the paper's edge, where glosses leave no other room: printers print no nearer
_GAP = 14.0  # points between the text and a page's number beside it


def page_starts(document: Document, theme: Theme) -> tuple[tuple[str, int], ...]:
    """The first block that begins on each page but the first, by its id, and the number at that page's foot.

    A page that begins in the midst of a block counts from the next one. Paints nothing.
    """
    flow = Flow(document, theme, Node("Document"), measured=MeasuredWords())
    return starts_of(flow, lay_out(flow.strips, theme.paper))


def starts_of(flow: Flow, pages: Sequence[Page]) -> tuple[tuple[str, int], ...]:
    """The same of a document that is set on these pages."""
    places = {
        id(placed.strip): index
        for index, page in enumerate(pages)
        for placed in page.placed
        if not placed.again
    }
    found: list[tuple[str, int]] = []
    reached = 0
    for name, at in sorted(flow.anchors.items(), key=lambda anchor: anchor[1]):
        page = places.get(id(flow.strips[at]), 0) if at < len(flow.strips) else 0
        if page > reached:
            reached = page
            found.append((name, pages[page].number))
    return tuple(found)


def line_numbers(document: Document, theme: Theme) -> LineNumbers:
    """Where the numbers of counted lines stand on the paper, for who has other lines. Paints nothing."""
    return Flow(document, theme, Node("Document"), measured=MeasuredWords()).counted_lines


def mark_starts(document: Document, theme: Theme, flow: Flow) -> None:
    """Puts the number of each page of everybody's copy into the margin where that begins, below a short rule.

    It belongs to no text: who listens hears nothing of it (ISO 14289-1, 7.1).
    """
    type_, style = Paragraphs(theme, document.language), theme.styles["footer"]
    edge, margin = theme.paper.measure, theme.paper.right
    glossed = gloss_column(theme) is not None and holds_glosses(document.blocks)
    for name, number in document.pages:
        strip = _visible(flow, name)
        if strip is None:
            continue
        [line] = type_.set((Run(str(number)),), style, ARTIFACT, left=0.0, right=_ENDLESS)
        width = sum(item.width for item in line.items)
        # Glosses have the margin's inner part where they stand in it.
        x = margin - width - _EDGE if glossed else min(_GAP, (margin - width) / 2)
        x = edge + max(0.0, x)
        y = next((item.y for item in strip.items if isinstance(item, GlyphRun)), baseline(style))
        strip.items += [
            item._replace(x=item.x + x, y=y) for item in line.items if isinstance(item, GlyphRun)
        ]
        top = y - style.size
        strip.rules.append(Rule(x, top, x + width, top, theme.rule_width, style.colour))


def _visible(flow: Flow, name: str) -> Strip | None:
    """The strip with which a block begins, of those that take room."""
    at = flow.anchors.get(name, len(flow.strips))
    return next((strip for strip in flow.strips[at:] if strip.height), None)
