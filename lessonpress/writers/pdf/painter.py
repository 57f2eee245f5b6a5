"""The painter: pages become content on a canvas. Here, and only here, content is marked with its tag.

What carries meaning is painted in reading order, each run of one node as a marked-content sequence;
rules, tints, the foot of the page and repeated table heads are artifacts (ISO 14289-1, 7.1 and 7.8).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from lessonpress.document.blocks import Document, Run
from lessonpress.layout.drawings import is_drawing, paint
from lessonpress.layout.masthead import GAP, logo_size
from lessonpress.layout.pictures import Size, letters_of, printable
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.layout.text_width import in_one_line, shortened
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.canvas import TaggedCanvas
from lessonpress.writers.pdf.decoration import paint_decoration, rgb, rounded
from lessonpress.writers.pdf.grounds import paint_ground
from lessonpress.writers.pdf.inline.faces import RISE, Face
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs, baseline
from lessonpress.writers.pdf.inline.parts import GlyphStyle
from lessonpress.writers.pdf.links import Box, Link
from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.reading_order import in_reading_order
from lessonpress.writers.pdf.strips import (
    GlyphRun,
    Image,
    Mark,
    Spot,
    WriteOnRule,
)
from lessonpress.writers.pdf.tags import ARTIFACT, Node, StructureTree, pdf_text

if TYPE_CHECKING:
    from lessonpress.writers.pdf.form_fields import FormFields

_FOOT = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
_HEAD = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
_LONGEST_HEAD = 7  # words
_ENDLESS = 1e6  # points: text that is set in one line


class Placement(NamedTuple):
    """Where a page stands: on which side of which sheet (from 0), how large, and how far its lower
    left corner is from the sheet's. A page is its own sheet unless it is imposed."""

    sheet: int
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def moved(self) -> bool:
        return (self.scale, self.x, self.y) != (1.0, 0.0, 0.0)

    def height(self, y: float) -> float:
        """A height on the page, as one on the sheet."""
        return y * self.scale + self.y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page, on the sheet."""
        scale, x, y = self.scale, self.x, self.y
        return left * scale + x, bottom * scale + y, right * scale + x, top * scale + y


class OwnPart(NamedTuple):
    """What of a page differs from copy to copy: the stretch of the side that it is drawn in, and the number, from
    0, of its first marked content; None for what stands at the head of the page."""

    stretch: int
    mcid: int | None


class Painter:
    """Paints the pages of one document on one canvas.

    With `own`, the strips of these ids, and what stands at the heads of pages, are drawn apart from the rest, which
    `repaint` then leaves as it is.
    """

    def __init__(
        self,
        document: Document,
        theme: Theme,
        tree: StructureTree,
        canvas: TaggedCanvas,
        fields: FormFields | None = None,
        own: frozenset[int] | None = None,
    ) -> None:
        self._own = own
        self._document = document
        self._theme = theme
        self._tree = tree
        self._mark: Callable[[Node], int] = tree.mark
        self._canvas = canvas
        self._fields = fields
        self._type = Paragraphs(theme, document.language)
        self._mirrored = runs_right_to_left(document.language)
        self._names: dict[Face, tuple[str, set[int]]] = {}
        self._edges: dict[str, list[GlyphRun]] = {}  # texts at the head and foot, as set

    def paint(self, page: Page, place: Placement) -> list[Link]:
        """Paints the page in its place; yields its links. Of pages on one side, the first comes
        first."""
        self._links: list[Link] = []
        self._font: tuple[str, float] | None = None
        self._colour = "#000000"
        self._tracking = 0.0
        self._in_text = False
        self._place = place
        self.own_parts: list[OwnPart] = []
        self._tree.turn_to(place.sheet)
        self._write = self._canvas.turn_to(place.sheet)
        if page.blank:
            return []
        if place.moved:
            self._canvas.saveState()
            self._canvas.transform(place.scale, 0, 0, place.scale, place.x, place.y)
        paint_ground(self._canvas, self._write, self._theme)
        paint_decoration(self._canvas, self._write, page, self._theme.paper, self._from_left)
        self._masthead(page)
        self._content(page)
        self._foot(page)
        if place.moved:
            self._canvas.restoreState()
        else:
            self._head(page)
        return self._links

    def repaint(self, page: Page, place: Placement, parts: Sequence[OwnPart], title: str) -> None:
        """Paints what is its own of a page whose other parts stand there: the strips on `page`, which are
        marked as those were that they take the place of, and the title of its section."""
        self._place, self._in_text = place, False
        for part in parts:
            self._write = self._canvas.fill_stretch(place.sheet, part.stretch)
            self._begin_anew()
            if part.mcid is None:
                self._paint_head(title)
            else:
                numbers = count(part.mcid)
                self._mark = lambda _, numbers=numbers: next(numbers)  # type: ignore[misc]
                self._content(page)
        self._mark = self._tree.mark

    def _cut(self, mcid: int | None = None, *, own: bool) -> None:
        """Begins a stretch of the side that is this copy's own, or ends it."""
        self._write = self._canvas.cut()
        self._begin_anew()
        if own:
            self.own_parts.append(OwnPart(self._canvas.stretch, mcid))

    def _begin_anew(self) -> None:
        """Takes nothing for set: what was drawn before differs from copy to copy."""
        self._font, self._colour, self._tracking = None, "", -1.0

    def _from_left(self, x: float, width: float = 0.0) -> float:
        """Where on the paper something begins that is so far in from the start of the measure: from its
        right end in a language that runs from right to left, whose pages are mirrored as a whole."""
        paper = self._theme.paper
        return paper.width - paper.left - x - width if self._mirrored else paper.left + x

    # --- head and foot ---------------------------------------------------------------------------

    def _head(self, page: Page) -> None:
        """The section's name at the head of its second page and those after, where it has one."""
        if page.part is None or page.part.line[-1] in page.opened:
            return
        if self._own is not None:
            self._cut(own=True)
        self._paint_head(page.part.line[-1].title)

    def _paint_head(self, title: str) -> None:
        paper, style = self._theme.paper, self._theme.styles["footer"]
        text = _brief(title)
        y = paper.height - paper.top * 0.5 + style.leading / 2 - baseline(style)
        self._write(_HEAD)
        text = shortened(text, style, paper.span)
        self._edge_text(text, style, y, None)
        self._write("EMC")

    def _masthead(self, page: Page) -> None:
        """Whose the document is, at the head of its first page: the logo, and the name beside it."""
        masthead, paper = self._document.masthead, self._theme.paper
        if masthead is None or page.number != 1:
            return
        style, middle, x = self._theme.styles["footer"], paper.height - paper.top / 2, 0.0
        self._write(_HEAD)
        if masthead.logo is not None and (size := logo_size(masthead.logo, paper)):
            left = self._from_left(0.0, size.width)
            box = (left, middle - size.height / 2, size.width, size.height)
            self._picture(masthead.logo, box)
            x = size.width + GAP
        text = shortened(masthead.text, style, paper.span - x)
        self._edge_text(text, style, middle + style.leading / 2 - baseline(style), x)
        self._write("EMC")

    def _foot(self, page: Page) -> None:
        """The foot of the page: what the document is on the left, the page on the right.

        Where two pages share a sheet's side, they are small and lie together: the number will do.
        A document of one page has its title on that very page; said once more, it would be prose
        that is no artifact.
        """
        paper, style = self._theme.paper, self._theme.styles["footer"]
        label = self._document.page_label.format(page=page.number, pages=page.count)
        y = paper.bottom * 0.5 + style.leading / 2 - baseline(style)
        self._write(_FOOT)
        label_width = self._edge_text(label, in_one_line(label, style, paper.span), y, None)
        room = paper.span - label_width - 2 * style.size
        if page.count > 1 and not self._place.moved:
            footer = shortened(self._document.footer, style, room, least=self._theme.least_footer)
            self._edge_text(footer, style, y, 0.0)
        self._write("EMC")

    def _edge_text(self, text: str, style: TextStyle, y: float, x: float | None) -> float:
        """Text at the head or foot, from `x` in the measure on; with None it ends where that does. Yields
        its width."""
        items = self._edge_items(text, style)
        width = sum(item.width for item in items)
        start = self._theme.paper.span - width if x is None else x
        if items:
            self._write("BT")
            for item in items:
                self._glyphs(item, self._from_left(start + item.x, item.width), y)
            self._write("ET")
        return width

    def _edge_items(self, text: str, style: TextStyle) -> list[GlyphRun]:
        if text not in self._edges:
            strips = self._type.set((Run(text),), style, ARTIFACT, left=0.0, right=_ENDLESS)
            self._edges[text] = [
                item for strip in strips for item in strip.items if isinstance(item, GlyphRun)
            ]
        return self._edges[text]

    # --- content -----------------------------------------------------------------------------

    def _content(self, page: Page) -> None:
        paper = self._theme.paper
        current: Node | None = None
        apart = False
        for item, placed in in_reading_order(page):
            if self._own and (id(placed.strip) in self._own) is not apart:
                self._end(current)
                current, apart = None, not apart
                self._cut(self._tree.next_mcid, own=apart)
            again = placed.again
            y = paper.height - paper.top - placed.top - item.y
            x = self._from_left(placed.left + item.x, item.width)
            if isinstance(item, Image):
                self._end(current)
                current = None
                self._image(item, ARTIFACT if again else item.node, x, y)
                continue
            node = ARTIFACT if again else item.node
            if self._fields and not again and isinstance(item, (Spot, Mark, WriteOnRule)):
                self._fields.place(item, self._tree, self._place.sheet, x, y)
                node = ARTIFACT  # what is drawn is no part of a field
            if isinstance(item, Spot):
                continue
            if node is not current:
                self._end(current)
                self._begin(node)
                current = node
            if isinstance(item, (WriteOnRule, Mark)):
                self._close_text()
                self._field(item, x, y)
                continue
            if not self._in_text:
                self._in_text = True
                self._write("BT")
            if item.actual:
                self._write(f"/Span <</ActualText {pdf_text(item.actual, wide=True)}>> BDC")
            elif item.turned:  # ISO 32000-1, 14.8.2.3.3
                self._write("/ReversedChars BMC")
            self._glyphs(item, x, y)
            if item.actual or item.turned:
                self._write("EMC")
            if item.look.href is not None and not again:
                ascent, descent = item.look.face.ascent, item.look.face.descent
                box = (x, y + descent * item.look.size, x + item.width, y + ascent * item.look.size)
                self._link(item, item.look.href, self._place.box(*box))
        self._end(current)
        if apart:
            self._cut(own=False)

    def _field(self, item: WriteOnRule | Mark, x: float, y: float) -> None:
        side = item.width
        self._canvas.setLineWidth(rounded(item.thickness))
        self._canvas.setStrokeColorRGB(*rgb(item.colour))
        if isinstance(item, WriteOnRule):
            self._canvas.line(*map(rounded, (x, y, x + side, y)))
        elif item.round:
            self._canvas.circle(*map(rounded, (x + side / 2, y - side / 2, side / 2)))
        else:
            self._canvas.rect(*map(rounded, (x, y - side, side, side)))

    def _link(self, item: GlyphRun, href: str, box: Box) -> None:
        """Adds a link, or widens the last one: an entry of the contents is one link to its end."""
        if not href.startswith("#"):
            self._links.append(Link(item.node, href, box, href))
            return
        texts = item.look.face.texts
        glyphs = item.glyphs[::-1] if item.turned else item.glyphs
        text = item.actual or "".join([texts[glyph] for glyph in glyphs])
        text = text.replace("\u00ad", "")
        last = self._links[-1] if self._links else None
        if last is not None and last.node is item.node and last.box[1] == box[1]:
            last.box = (last.box[0], box[1], box[2], max(last.box[3], box[3]))
            last.text += text
        else:
            self._links.append(Link(item.node, href, box, text))

    def _begin(self, node: Node) -> None:
        if node is ARTIFACT:
            self._write("/Artifact BMC")
        else:
            self._write(f"/{node.kind} <</MCID {self._mark(node)}>> BDC")

    def _end(self, node: Node | None) -> None:
        if node is not None:
            self._close_text()
            self._write("EMC")

    def _close_text(self) -> None:
        if self._in_text:
            self._in_text = False
            self._write("ET")

    def _glyphs(self, item: GlyphRun, x: float, y: float) -> None:
        look = item.look
        self._select(look).update(item.glyphs)
        if RISE not in item.array:
            self._write(f"1 0 0 1 {x:.2f} {y:.2f} Tm [{item.array}] TJ")
            return
        first, *raised = item.array.split(RISE)
        self._write(f"1 0 0 1 {x:.2f} {y:.2f} Tm [{first}] TJ")
        for rise, array in zip(raised[::2], raised[1::2], strict=True):
            self._write(f"{int(rise) * look.size / 1000:.2f} Ts [{array}] TJ")

    def _select(self, look: GlyphStyle) -> set[int]:
        """Switches font, colour and tracking where they differ from what is set; yields the glyphs
        of that font in use."""
        entry = self._names.get(look.face)
        if entry is None:
            font = self._canvas.font(look.face)
            entry = self._names[look.face] = (font.name, font.glyphs)
        font_and_size = (entry[0], look.size)
        if font_and_size != self._font:
            self._font = font_and_size
            self._write(f"/{entry[0]} {look.size:.2f} Tf")
        if look.colour != self._colour:
            self._colour = look.colour
            self._canvas.setFillColorRGB(*rgb(look.colour))
        if look.tracking != self._tracking:
            self._tracking = look.tracking
            self._write(f"{look.tracking:.3f} Tc")
        return entry[1]

    def _image(self, item: Image, node: Node, x: float, y: float) -> None:
        bottom = y - item.height
        corners = self._place.box(x, bottom, x + item.width, y)
        box = " ".join([f"{value:.2f}" for value in corners])
        if node is item.node:
            node.attributes = f"<< /O /Layout /Placement /Block /BBox [{box}] >>"
        self._begin(node)
        place = (x, bottom, item.width, item.height)
        self._picture(item.data, place)
        if item.pointers:
            from lessonpress.layout.pointers import paint_pointers

            letter = self._theme.styles["caption"].size
            paint_pointers(self._canvas, item.pointers, place, letters_of(self._theme), letter)
        self._write("EMC")

    def _picture(self, data: bytes, box: tuple[float, float, float, float]) -> None:
        """A picture in its box: left, bottom, width, height."""
        if is_drawing(data):
            paint(self._canvas, data, letters_of(self._theme), box)
        else:
            self._canvas.draw_picture(printable(data, Size(*box[2:])), *map(rounded, box))


def _brief(title: str) -> str:
    """A title for the head of a page. A long one in small letters is cut: checkers take it for
    prose that was hidden from readers."""
    words = title.split()
    small = sum(word[:1].islower() for word in words)
    if len(words) <= _LONGEST_HEAD or small < 4:
        return title
    return " ".join(words[:_LONGEST_HEAD]) + " …"
