"""The painter: pages become content streams. Here, and only here, content is marked with its tag.

What carries meaning is painted in reading order, each run of one node as a marked-content sequence;
rules, tints, the foot of the page and repeated table heads are artifacts (ISO 14289-1, 7.1 and 7.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lessonpress.document.blocks import Document, Run
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.writers.pdf.file import PdfFile
from lessonpress.writers.pdf.inline.faces import Face
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs, baseline
from lessonpress.writers.pdf.inline.words import GlyphStyle
from lessonpress.writers.pdf.pages import Page
from lessonpress.writers.pdf.strips import Frame, GlyphRun, Image, Rule
from lessonpress.writers.pdf.tags import Node, StructureTree, pdf_text

_FOOT = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
_HEAD = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
_LONGEST_HEAD = 7  # words
_ENDLESS = 1e6  # points: text that is set in one line
_LONGEST_FOOTER = 40  # words; no page is as wide
_SOFT_HYPHEN = "/Span <</ActualText <FEFF00AD>>> BDC"


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


Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Link:
    """An annotation to be: its box on the sheet (left, bottom, right, top), its address, and what
    it says."""

    node: Node
    href: str
    box: Box
    text: str


class Painter:
    """Paints the pages of one document; keeps account of the fonts and glyphs that they use."""

    def __init__(
        self, document: Document, theme: Theme, tree: StructureTree, file: PdfFile
    ) -> None:
        self._document = document
        self._theme = theme
        self._tree = tree
        self._file = file
        self._type = Paragraphs(theme, document.language)
        self.fonts: dict[Face, tuple[str, set[int]]] = {}
        self.images: dict[bytes, tuple[str, int]] = {}
        self._edges: dict[str, list[GlyphRun]] = {}  # texts at the head and foot, as set

    def paint(self, page: Page, place: Placement) -> tuple[bytes, list[Link]]:
        """The page's content stream and its links. Of pages on one sheet, the first comes first."""
        self._out: list[str] = []
        self._links: list[Link] = []
        self._font: tuple[str, float] | None = None
        self._colour = "#000000"
        self._tracking = 0.0
        self._place = place
        self._tree.turn_to(place.sheet)
        if page.blank:
            return b"", []
        if place.moved:
            self._out.append(
                f"q {place.scale:.6f} 0 0 {place.scale:.6f} {place.x:.2f} {place.y:.2f} cm"
            )
        self._artifacts(page)
        self._content(page)
        self._foot(page)
        if not place.moved:
            self._head(page)
        if place.moved:
            self._out.append("Q")
        return "\n".join(self._out).encode("latin-1"), self._links

    # --- decoration --------------------------------------------------------------------------

    def _artifacts(self, page: Page) -> None:
        paper = self._theme.paper
        top = paper.height - paper.top
        out = self._out
        start = len(out)
        for frame, upper, lower in _frames(page):
            self._draw_frame(frame, top - upper, top - lower)
        width, colour = -1.0, ""
        for placed in page.placed:
            for rule in placed.strip.rules:
                if rule.thickness != width:
                    width = rule.thickness
                    out.append(f"{width:.2f} w")
                if rule.colour != colour:
                    colour = rule.colour
                    out.append(_stroke(colour))
                line = self._line(rule, top - placed.top)
                # Dots: dashes of no length with round ends (ISO 32000-1, 8.4.3.3).
                out.append(
                    f"q 1 J [0 {rule.thickness * 5:.2f}] 0 d {line} Q" if rule.dotted else line
                )
        if len(out) > start:
            out.insert(start, "/Artifact BMC")
            out.append("EMC")

    def _line(self, rule: Rule, top: float) -> str:
        left = self._theme.paper.left
        return (
            f"{left + rule.x0:.2f} {top - rule.y0:.2f} m "
            f"{left + rule.x1:.2f} {top - rule.y1:.2f} l S"
        )

    def _draw_frame(self, frame: Frame, upper: float, lower: float) -> None:
        look = frame.look
        left = self._theme.paper.left + frame.left
        right = self._theme.paper.left + frame.right
        if look.fill:
            self._out.append(
                f"{_fill(look.fill)} {left:.2f} {lower:.2f} {right - left:.2f}"
                f" {upper - lower:.2f} re f"
            )
            self._out.append(_fill(self._colour))
        if look.border == "none":
            return
        self._out.append(f"{look.border_width:.2f} w {_stroke(look.border_colour)}")
        if look.border == "all":
            self._out.append(f"{left:.2f} {lower:.2f} {right - left:.2f} {upper - lower:.2f} re S")
            return
        if look.border == "left":
            self._out.append(f"{left:.2f} {lower:.2f} m {left:.2f} {upper:.2f} l S")
            return
        self._out.append(f"{left:.2f} {upper:.2f} m {right:.2f} {upper:.2f} l S")
        if look.border == "top-bottom":
            self._out.append(f"{left:.2f} {lower:.2f} m {right:.2f} {lower:.2f} l S")

    def _head(self, page: Page) -> None:
        """The section's name at the head of its second page and those after, where it has one."""
        if page.part is None or page.part.line[-1] in page.opened:
            return
        paper, style = self._theme.paper, self._theme.styles["footer"]
        text = _brief(page.part.line[-1].title)
        y = paper.height - paper.top * 0.5 + style.leading / 2 - baseline(style)
        self._out.append(_HEAD)
        text = self._shortened(text, style, paper.measure)
        self._edge_text(text, style, y, None)
        self._out.append("EMC")

    def _foot(self, page: Page) -> None:
        """The foot of the page: what the document is on the left, the page on the right.

        Where two pages share a sheet's side, they are small and lie together: the number will do.
        A document of one page has its title on that very page; said once more, it would be prose
        that is no artifact.
        """
        paper, style = self._theme.paper, self._theme.styles["footer"]
        label = self._document.page_label.format(page=page.number, pages=page.count)
        y = paper.bottom * 0.5 + style.leading / 2 - baseline(style)
        self._out.append(_FOOT)
        label_width = self._edge_text(label, style, y, None)
        room = paper.measure - label_width - 2 * style.size
        if page.count > 1 and not self._place.moved:
            footer = self._shortened(self._document.footer, style, room)
            self._edge_text(footer, style, y, paper.left)
        self._out.append("EMC")

    def _edge_text(self, text: str, style: TextStyle, y: float, x: float | None) -> float:
        """Text at the head or foot, from `x` on; with None it ends at the right margin. Yields its
        width."""
        items = self._edge_items(text, style)
        width = sum(item.width for item in items)
        start = self._theme.paper.width - self._theme.paper.right - width if x is None else x
        if items:
            self._out.append("BT")
            for item in items:
                self._glyphs(item, start + item.x, y)
            self._out.append("ET")
        return width

    def _edge_items(self, text: str, style: TextStyle) -> list[GlyphRun]:
        if text not in self._edges:
            strips = self._type.set((Run(text),), style, _ARTIFACT, left=0.0, right=_ENDLESS)
            self._edges[text] = [
                item for strip in strips for item in strip.texts if isinstance(item, GlyphRun)
            ]
        return self._edges[text]

    def _shortened(self, text: str, style: TextStyle, room: float) -> str:
        """As many words as there is room for, with an ellipsis where some are left out."""
        words = text.split(" ")[:_LONGEST_FOOTER]
        shown = text if len(words) < _LONGEST_FOOTER else " ".join(words) + " …"
        while len(words) > 1 and self._edge_width(shown, style) > room:
            words.pop()
            shown = " ".join(words) + " …"
        return shown

    def _edge_width(self, text: str, style: TextStyle) -> float:
        return sum(item.width for item in self._edge_items(text, style))

    # --- content -----------------------------------------------------------------------------

    def _content(self, page: Page) -> None:
        paper = self._theme.paper
        current: Node | None = None
        for item, top, again in _in_reading_order(page):
            y = paper.height - paper.top - top - item.y
            x = paper.left + item.x
            if isinstance(item, Image):
                self._end(current)
                current = None
                self._image(item, x, y)
                continue
            node = _ARTIFACT if again else item.node
            if node is not current:
                self._end(current)
                self._begin(node)
                current = node
            if item.soft:
                self._out.append(_SOFT_HYPHEN)
            self._glyphs(item, x, y)
            if item.soft:
                self._out.append("EMC")
            if item.look.href is not None and not again:
                ascent, descent = item.look.face.ascent, item.look.face.descent
                box = (x, y + descent * item.look.size, x + item.width, y + ascent * item.look.size)
                self._link(item, item.look.href, self._place.box(*box))
        self._end(current)

    def _link(self, item: GlyphRun, href: str, box: Box) -> None:
        """Adds a link, or widens the last one: an entry of the contents is one link to its end."""
        if not href.startswith("#"):
            self._links.append(Link(item.node, href, box, href))
            return
        texts = item.look.face.texts
        text = "" if item.soft else "".join([texts[glyph] for glyph in item.glyphs])
        last = self._links[-1] if self._links else None
        if last is not None and last.node is item.node and last.box[1] == box[1]:
            last.box = (last.box[0], box[1], box[2], max(last.box[3], box[3]))
            last.text += text
        else:
            self._links.append(Link(item.node, href, box, text))

    def _begin(self, node: Node) -> None:
        if node is _ARTIFACT:
            self._out.append("/Artifact BMC BT")
        else:
            self._out.append(f"/{node.kind} <</MCID {self._tree.mark(node)}>> BDC BT")

    def _end(self, node: Node | None) -> None:
        if node is not None:
            self._out.append("ET EMC")

    def _glyphs(self, item: GlyphRun, x: float, y: float) -> None:
        look = item.look
        self._select(look)
        used = self.fonts[look.face][1]
        used.update(item.glyphs)
        self._out.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm [{item.array}] TJ")

    def _select(self, look: GlyphStyle) -> None:
        """Switches font, colour and tracking where they differ from what is set."""
        entry = self.fonts.get(look.face)
        if entry is None:
            entry = self.fonts[look.face] = (f"F{len(self.fonts) + 1}", set())
        font = (entry[0], look.size)
        if font != self._font:
            self._font = font
            self._out.append(f"/{font[0]} {font[1]:.2f} Tf")
        if look.colour != self._colour:
            self._colour = look.colour
            self._out.append(_fill(look.colour))
        if look.tracking != self._tracking:
            self._tracking = look.tracking
            self._out.append(f"{look.tracking:.3f} Tc")

    def _image(self, item: Image, x: float, y: float) -> None:
        if item.data not in self.images:
            number, _, _ = self._file.add_image(item.data)
            self.images[item.data] = (f"Im{len(self.images) + 1}", number)
        name = self.images[item.data][0]
        bottom = y - item.height
        corners = self._place.box(x, bottom, x + item.width, y)
        box = " ".join([f"{value:.2f}" for value in corners])
        item.node.attributes = f"<< /O /Layout /Placement /Block /BBox [{box}] >>"
        self._out.append(
            f"/Figure <</MCID {self._tree.mark(item.node)}>> BDC q {item.width:.2f} 0 0"
            f" {item.height:.2f} {x:.2f} {bottom:.2f} cm /{name} Do Q EMC"
        )


_ARTIFACT = Node("Artifact")


def _brief(title: str) -> str:
    """A title for the head of a page. A long one in small letters is cut: checkers take it for
    prose that was hidden from readers."""
    words = title.split()
    small = sum(word[:1].islower() for word in words)
    if len(words) <= _LONGEST_HEAD or small < 4:
        return title
    return " ".join(words[:_LONGEST_HEAD]) + " …"


def link_annotation(link: Link, page: int, key: int, destination: str = "") -> str:
    """A link annotation (ISO 32000-1, 12.5.6.5) on the page with object number `page`.

    `destination` is where a link inside the document leads.
    """
    box = " ".join(f"{value:.2f}" for value in link.box)
    if destination:
        action = f"<< /S /GoTo /D {destination} >>"
    else:
        action = f"<< /S /URI /URI {pdf_text(link.href)} >>"
    return (
        f"<< /Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 /P {page} 0 R"
        f" /Contents {pdf_text(link.text)} /StructParent {key} /A {action} >>"
    )


def _in_reading_order(page: Page) -> list[tuple[GlyphRun | Image, float, bool]]:
    """A page's items with the top of their strip. The lines of a table's row stand side by side in
    strips; here each cell is read to its end before the next."""
    items: list[tuple[GlyphRun | Image, float, bool]] = []
    row: list[tuple[GlyphRun | Image, float, bool]] = []
    for placed in page.placed:
        if placed.strip.row_continues or row:
            row.extend((item, placed.top, placed.again) for item in placed.strip.texts)
            if not placed.strip.row_continues:
                items.extend(_by_cell(row))
                row = []
        else:
            items.extend((item, placed.top, placed.again) for item in placed.strip.texts)
    items.extend(_by_cell(row))
    return items


def _by_cell(
    row: list[tuple[GlyphRun | Image, float, bool]],
) -> list[tuple[GlyphRun | Image, float, bool]]:
    cells: dict[int, int] = {}
    for item, _, _ in row:
        cells.setdefault(_cell(item.node), len(cells))
    return sorted(row, key=lambda entry: cells[_cell(entry[0].node)])


def _cell(node: Node) -> int:
    while node.inline and node.parent is not None:
        node = node.parent
    return id(node)


def _frames(page: Page) -> list[tuple[Frame, float, float]]:
    """Each frame on the page with the top of its first strip and the foot of its last."""
    found: dict[int, tuple[Frame, float, float]] = {}
    for placed in page.placed:
        frame = placed.strip.frame
        if frame is not None:
            upper = found[id(frame)][1] if id(frame) in found else placed.top
            found[id(frame)] = (frame, upper, placed.top + placed.strip.height)
    return list(found.values())


@cache
def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3g}" for at in (1, 3, 5))


def _fill(colour: str) -> str:
    return f"{_rgb(colour)} rg"


def _stroke(colour: str) -> str:
    return f"{_rgb(colour)} RG"
