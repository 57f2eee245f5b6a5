"""Paragraphs on their way into the body, while what they keep with can still change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lessonpress.writers.docx.looks import Numbered, ParagraphLook
from lessonpress.writers.docx.ooxml import twips
from lessonpress.writers.docx.properties import box_edge, indents
from lessonpress.writers.docx.styles import numbering_properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lessonpress.layout.theme import BoxLook, BoxName, Theme


# A letter's width in ems, for an estimate of how many lines a text takes.
_LETTER = 0.46


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: how many lists or questions deep, in which box, in an answer or not, in
    a quotation or not, how far (points) quotations move it in, and how wide a cell it stands in, in
    points; None for the page's measure."""

    depth: int = 0
    box: BoxName | None = None
    answer: bool = False
    quoted: bool = False
    indent: float = 0.0
    room: float | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph and what it says beyond its style.

    `shift` moves it to the right of where its style puts it, `before` and `after` are the space
    around it (points); None leaves them to the style. `letters` counts those of its text,
    `lines` those to write on. With `splits` its lines may stand on two pages whatever its style says, and
    not if it is `whole`. `frame` holds the properties of a frame that other text runs past, `section`
    those of the section that ends with it. `leading` is the distance of its baselines where it isn't the
    style's: exactly that for lines to write on and where it is `exact`, else at least. `counted` is whether
    its lines are numbered, in a document that has such lines; `edge` holds borders in place of its style's.
    """

    look: ParagraphLook
    content: str
    number: Numbered | None = None
    shift: float = 0.0
    hanging: float | None = None
    tabs: str = ""
    mark: str = ""
    keep: bool | None = None
    new_page: bool = False
    before: float | None = None
    after: float | None = None
    letters: int = 0
    lines: int = 1
    splits: bool = False
    align: str = "left"
    frame: str = ""
    whole: bool = False
    section: str = ""
    leading: float | None = None
    exact: bool = False
    counted: bool | None = None
    edge: str = ""

    @property
    def keeps(self) -> bool:
        """Whether it stays with what follows."""
        return self.look.keep if self.keep is None else self.keep

    def height(self, theme: Theme, pitch: float, measure: float) -> float:
        """Its height in points, roughly: `pitch` is the distance of write-on lines, `measure` the
        width for its text.
        """
        if self.look.extra == "line":
            return pitch * self.lines
        style = theme.styles[self.look.text]
        lines = 1 + int(self.letters * style.size * _LETTER / measure)
        return lines * (self.leading or style.leading) + style.after

    def xml(self) -> str:
        """The `w:p` element."""
        out = [f'<w:p><w:pPr><w:pStyle w:val="{self.look.id}"/>']
        if self.keep is not None and self.keep != self.look.keep:
            out.append("<w:keepNext/>" if self.keep else '<w:keepNext w:val="0"/>')
        if self.whole:
            out.append("<w:keepLines/>")
        elif self.splits:
            out.append('<w:keepLines w:val="0"/>')
        if self.new_page:
            out.append("<w:pageBreakBefore/>")
        out.append(self.frame)
        if self.number:
            out.append(numbering_properties(self.number))
        if self.counted is False:
            out.append("<w:suppressLineNumbers/>")
        out.append(self.edge)
        if self.tabs:
            out.append(f"<w:tabs>{self.tabs}</w:tabs>")
        if self.look.mirrored:  # said here as well: the style may be a letterhead's own
            out.append("<w:bidi/>")
        if (self.before, self.after, self.leading) != (None, None, None):
            out.append(self._spacing())
        # A number of its own brings the numbering's indents with it.
        if self.shift or self.hanging is not None or (self.number and self.look.box):
            hanging = self.look.hanging if self.hanging is None else self.hanging
            out.append(indents(self.look.left + self.shift, self.look.right, hanging))
        if self.align != "left":
            out.append(f'<w:jc w:val="{self.align}"/>')
        if self.mark:
            out.append(f'<w:rPr><w:rStyle w:val="{self.mark}"/></w:rPr>')
        out.append(f"{self.section}</w:pPr>{self.content}</w:p>")
        return "".join(out)

    def _spacing(self) -> str:
        before = "" if self.before is None else f' w:before="{twips(self.before)}"'
        after = "" if self.after is None else f' w:after="{twips(self.after)}"'
        line = ""
        if self.leading is not None:
            rule = "exact" if self.exact or self.look.extra == "line" else "atLeast"
            line = f' w:line="{twips(self.leading)}" w:lineRule="{rule}"'
        return f"<w:spacing{before}{after}{line}/>"


def rule_as_one(pieces: Sequence[Paragraph | str], box: BoxLook) -> None:
    """Rules a box above its first paragraph and below its last, where Word wouldn't: it joins the borders
    of neighbours that stand in alike, and draws those of all others anew."""
    inside = [piece for piece in pieces if isinstance(piece, Paragraph)]
    hanging = (one.look.hanging if one.hanging is None else one.hanging for one in inside)
    edges = {
        (round(one.look.left + one.shift - hangs, 1), one.look.right)
        for one, hangs in zip(inside, hanging, strict=True)
    }
    alike = len(edges) < 2
    if box.border != "top-bottom" or box.fill or alike:
        return
    for one in inside:
        one.edge = box_edge(box)
    inside[0].edge, inside[-1].edge = box_edge(box, "top"), box_edge(box, "bottom")


def keep_together(pieces: Sequence[Paragraph | str]) -> None:
    """Binds each paragraph to the next, and lets go of what follows the last."""
    for piece in pieces[:-1]:
        if isinstance(piece, Paragraph):
            piece.keep = True
    let_go(pieces)


def let_go(pieces: Sequence[Paragraph | str]) -> None:
    """Lets what follows the last paragraph stand on another page."""
    if pieces and isinstance(last := pieces[-1], Paragraph):
        last.keep = False
