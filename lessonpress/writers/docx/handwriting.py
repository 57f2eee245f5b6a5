"""Handwriting: how much room pupils of a stage need to write in, in a DOCX. Knows no XML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lessonpress.document.inlines import is_written_on

if TYPE_CHECKING:
    from lessonpress.document.blocks import Inline, Row, Stage
    from lessonpress.layout.theme import StyleName, TextStyle, Theme


class Handwriting:
    """The room that a theme gives those who write; `stage` is theirs, and changes with the section."""

    def __init__(self, theme: Theme, stage: Stage) -> None:
        self._theme = theme
        self.stage = stage

    @property
    def pitch(self) -> float:
        """The distance of lines to write on, in points."""
        return self._theme.ruled_pitch[self.stage]

    def style(self, name: StyleName) -> TextStyle:
        """A style as text with blanks has it."""
        return self._theme.to_write_in(self._theme.styles[name], self.stage)

    def leading(self, content: Sequence[Inline], name: StyleName) -> float | None:
        """The distance of baselines in a paragraph of that style; None where it is the style's own."""
        if self.stage != "primary" or not is_written_on(content):
            return None
        return self.style(name).leading

    def rows(self, rows: Sequence[Row]) -> frozenset[int]:
        """The numbers of the rows in which blanks stand that are higher than the text beside them."""
        if self.stage != "primary":
            return frozenset()
        return frozenset(
            number
            for number, row in enumerate(rows)
            if any(is_written_on(cell.content) for cell in row.cells)
        )

    def heights(
        self, rows: Sequence[Row], heights: Sequence[float | None], most: float
    ) -> list[float | None]:
        """The least that each row is high in points: what its table asks for, or more where it is written
        in, but never more than `most`; None where its text says it."""
        written = self.rows(rows)
        found: list[float | None] = []
        for number, height in enumerate(heights):
            least = max(height or 0.0, self.pitch if number in written else 0.0)
            found.append(min(least, most) or None)
        return found
