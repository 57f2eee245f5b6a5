"""Parts of a document that Word keeps as sections of their own, and the lines that lead to them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING

from lessonpress.writers.docx.fields import page_stop
from lessonpress.writers.docx.looks import CONTENTS_LEVELS
from lessonpress.writers.docx.paragraphs import Paragraph, Place
from lessonpress.writers.docx.sections import Begins, SectionLook
from lessonpress.writers.docx.table_rows import TableSetter
from lessonpress.writers.docx.tables import gap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lessonpress.document.blocks import Block, ContentsEntry, Section

_TEXT = re.compile("<w:t[ >]")


class PartSetter(TableSetter, ABC):
    """Sets the sections of one document. What the blocks in them come to, the body knows."""

    @abstractmethod
    def _blocks(self, blocks: Iterable[Block], place: Place) -> None:
        """Sets blocks one below the other."""

    def _section(self, block: Section, place: Place) -> None:
        """A page break, or a section of Word's own where a break can't say what is wanted."""
        begun = len(self._out) == self._section_start
        if block.starts == "right" or block.restart_pages or self.section.restarts:
            begins: Begins = "oddPage" if block.starts == "right" else "nextPage"
            if not begun:
                self._end_section()
            if not begun or block.restart_pages:
                self.section = SectionLook(begins, block.restart_pages)
        elif not begun:
            self._new_page = True
        self._section_start = len(self._out)
        outer, self._hand.stage = self._hand.stage, block.stage or self._hand.stage
        self._blocks(block.blocks, place)
        self._hand.stage = outer
        self._new_page = True  # what follows is no part of it

    def _begin_counting(self) -> None:
        """Word counts the lines of a section: what is counted is one of its own, with the heading that
        keeps with it."""
        heads: list[Paragraph] = []
        while self._out and isinstance(last := self._out[-1], Paragraph) and last.keeps:
            heads.insert(0, last)
            self._out.pop()
        new_page = heads[0].new_page if heads else self._new_page
        if self._out and not _ends_section(self._out[-1]):
            begins: Begins = "nextPage" if new_page else "continuous"
            waiting = self._new_page and bool(heads)
            self._end_section()
            self.section, self._new_page = SectionLook(begins), waiting
            if heads:
                heads[0].new_page = False
        self._out += heads
        self.section = replace(self.section, counts_lines=True)
        self._counts = True
        self.used.add("LineNumber")

    def _end_section(self) -> None:
        """Ends a section with its last paragraph where that has text.

        LibreOffice drops a paragraph without text that ends a section, and the line to write on
        that it is with it; so a paragraph as small as can be ends the section there.
        """
        properties = self._write_section(self.section)
        self._new_page = False
        last = self._out[-1]
        if isinstance(last, Paragraph) and _TEXT.search(last.content):
            last.section = properties
            return
        if isinstance(last, Paragraph):
            last.keep = True  # it must not stand on a page of its own
        self._out.append(gap(1, properties))

    def _entry(self, entry: ContentsEntry, place: Place) -> None:
        look = f"TOC{min(entry.level, CONTENTS_LEVELS)}"
        text = self._inlines.entry(entry.text, entry.target, self._sheet.looks[look].text)
        line = self._make(look, text, place)
        line.letters, line.shift = len(entry.text), 0.0
        self._add(line).tabs = page_stop(self._theme.paper.measure)


def _ends_section(piece: Paragraph | str) -> bool:
    return bool(piece.section) if isinstance(piece, Paragraph) else "<w:sectPr" in piece
