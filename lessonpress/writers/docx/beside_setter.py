"""Figures in the line or beside text, and glosses in the margin."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING

from lessonpress.document.blocks import ItemList
from lessonpress.document.blocks import Paragraph as TextBlock
from lessonpress.layout.margin import gloss_column
from lessonpress.layout.pictures import (
    SIDE_GAP,
    Size,
    letters_of,
    printable,
    printed_size,
    size_beside_text,
    sizes_side_by_side,
)
from lessonpress.writers.docx.beside import Beside, BesideGlosses
from lessonpress.writers.docx.figures import (
    FRAME_DROP,
    figure_xml,
    frame_properties,
    margin_frame,
)
from lessonpress.writers.docx.paragraphs import Paragraph, Place
from lessonpress.writers.docx.parts import PartSetter
from lessonpress.writers.docx.tables import beside_xml, gap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lessonpress.document.blocks import Block, Figure, Figures


class BesideSetter(PartSetter, ABC):
    """Sets the figures and glosses of one document."""

    def _figure(self, block: Figure, place: Place, size: Size | None = None) -> None:
        _, measure = self._room(place)
        depth, frame = self._theme.paper.depth, ""
        if block.beside is not None and size is None:
            letter = self._theme.styles["body"].size
            size = size_beside_text(block.data, measure, depth, block.share, letter)
            frame = frame_properties(size.width, SIDE_GAP, block.beside) if size else ""
        size = size or printed_size(block.data, measure, depth, block.share)
        made = self._add(self._make("Figure", self._picture(block, size), place))
        made.keep, made.frame = bool(block.caption or block.credit or frame), frame
        below: list[Paragraph] = []
        for content, style in ((block.caption, "Caption"), (block.credit, "Credit")):
            if content:
                below.append(self._text(content, style, place, block.id))
                below[-1].keep, below[-1].frame = bool(frame), frame
        if len(below) > 1:
            below[0].keep = True
        if frame:
            height = size.height + FRAME_DROP
            height += sum(self._height(one, size.width) for one in below)
            narrow = measure - size.width - SIDE_GAP
            self._beside = Beside(len(self._out), height, narrow, self._height)

    def _end_beside(self, beside: Beside) -> None:
        if rest := beside.keep_together(self._out):
            self._out.append(gap(rest))

    def _picture(self, block: Figure, size: Size) -> str:
        self._figure_count += 1
        letters = letters_of(self._theme)
        if block.pointers:
            from lessonpress.layout.pointers import with_pointers

            letter = self._theme.styles["caption"].size
            data = with_pointers(block.data, size, letters, block.pointers, letter)
        else:
            data = printable(block.data, size, letters)
        relation = self._relations.picture(data)
        return figure_xml(relation, block.alternative, self._figure_count, size)

    def _figures(self, block: Figures, place: Place) -> None:
        """Pictures in one line; where they have captions, in a table without lines."""
        left, measure = self._room(place)
        sizes = sizes_side_by_side(
            [one.data for one in block.items],
            measure,
            self._theme.paper.depth,
            [one.share for one in block.items],
        )
        pairs = list(zip(block.items, sizes, strict=True))
        if not any(one.caption or one.credit for one in block.items):
            self._bookmarks += [one.id for one in block.items]
            pictures = self._inlines.beside((self._picture(*pair) for pair in pairs), SIDE_GAP)
            self._add(self._make("Figure", pictures, place))
            return
        before = self._start_table()
        cells: list[list[Paragraph | str]] = []
        for one, size in pairs:
            self._bookmarks.append(one.id)
            with self._aside() as cell:
                self._figure(one, Place(room=size.width), size)
            cells.append(cell)
        spare = measure - SIDE_GAP * (len(pairs) - 1) - sum(size.width for size in sizes)
        widths = [size.width + SIDE_GAP + max(0.0, spare) / len(pairs) for size in sizes]
        self._out += [*before, beside_xml(cells, widths, left)]

    def _glosses(
        self, glosses: Iterable[TextBlock], block: Block | None, place: Place
    ) -> Beside | None:
        """Sets glosses in a frame in the margin, beside a block that fills the measure; else above it."""
        column = gloss_column(self._theme)
        text = isinstance(block, (TextBlock, ItemList))
        frame, width = "", self._theme.paper.measure
        if column is not None and text and place == Place():
            width = column[1] - column[0]
            frame = margin_frame(column[0], width)
        height = 0.0
        for gloss in glosses:
            self._bookmarks.append(gloss.id)
            made = self._text(gloss.content, "Gloss", place, gloss.id)
            made.keep, made.frame = True, frame
            height += self._height(made, width)
        if not frame:
            return None
        return BesideGlosses(len(self._out), height, self._theme.paper.measure, self._height)
