"""The setter: strips put one below the other and kept together. Knows no block's meaning."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.document.blocks import Document, Run, Section
from lessonpress.document.counted import LineNumbers
from lessonpress.layout.theme import StyleName, TextStyle, Theme
from lessonpress.writers.pdf.inline.paragraphs import MeasuredWords, Paragraphs, SetText
from lessonpress.writers.pdf.inline.parts import natural_width
from lessonpress.writers.pdf.paragraph_styles import QuotedStyles
from lessonpress.writers.pdf.print_fields import PrintFields
from lessonpress.writers.pdf.strips import Frame, Strip

_LABEL_GAP = 4.0  # points, at least, between a label and its text


class Setter:
    """The strips of one document so far, and where the next one comes: between which edges (points
    from the start of the measure), in which frame, in a quotation or not."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        measured: MeasuredWords | None,
        fields: PrintFields | None = None,
    ) -> None:
        self._theme = theme
        repeats = any(isinstance(block, Section) for block in document.blocks)
        known = SetText() if repeats else None
        self._type = Paragraphs(
            theme, document.language, measured=measured, known=known, fields=fields
        )
        self._type.stage = document.stage
        self._frame: Frame | None = None
        self._left = 0.0
        self._right = theme.paper.measure
        self._quoted = False
        self._quoted_styles = QuotedStyles(theme)
        self.strips: list[Strip] = []

    @property
    def counted_lines(self) -> LineNumbers:
        """Where the numbers of counted lines stand, of all that was set until now."""
        return self._type.counted

    def _add(self, *strips: Strip) -> None:
        for strip in strips:
            strip.frame = self._frame
            self.strips.append(strip)

    def _indented(self, by: float) -> float:
        """Moves the left edge in; yields where it stood, to be put back."""
        left = self._left
        self._left += by
        return left

    @property
    def _edges(self) -> dict[str, float]:
        return {"left": self._left, "right": self._right}

    def _keep_from(self, start: int) -> None:
        for strip in self.strips[start:-1]:
            strip.keep = True

    def _let_go_before(self, start: int, end: int | None = None) -> None:
        """Allows a page break before what is kept from `start` to `end`, where a page does not hold that and
        all that would keep with it."""
        first = start
        while first and self.strips[first - 1].keep:
            first -= 1
        if first == start:
            return
        depth = self._depth_from(first) if end is None else _stacked(self.strips[first:end])
        if depth > self._theme.paper.depth:
            self.strips[start - 1].keep = False

    def _depth_from(self, start: int) -> float:
        return sum(strip.height + strip.before for strip in self.strips[start:])

    def _style(self, name: StyleName) -> TextStyle:
        """A style as it is here: in a quotation text has the letters of one, and stands in already."""
        return self._quoted_styles.find(name) if self._quoted else self._theme.styles[name]

    def _indent_for(self, label: str, style: TextStyle, least: float) -> float:
        """How far text stands in beside labels as wide as this one."""
        return max(least, natural_width(self._type.words((Run(label),), style)) + _LABEL_GAP)


def _stacked(strips: Sequence[Strip]) -> float:
    """The depth that strips take below each other: of two meeting spaces the larger counts."""
    depth, after = 0.0, 0.0
    for strip in strips:
        depth += (max(after, strip.before) if depth else 0.0) + strip.height
        after = strip.after
    return depth
