"""The setter: paragraphs made, put one below the other and kept together. Knows no block's meaning."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from lessonpress.document.blocks import Run
from lessonpress.document.inlines import is_said_twice
from lessonpress.layout.text_width import part_words
from lessonpress.writers.docx.bookmarks import Bookmarks
from lessonpress.writers.docx.handwriting import Handwriting
from lessonpress.writers.docx.inlines import Inlines
from lessonpress.writers.docx.paragraphs import Paragraph, Place, keep_together, let_go
from lessonpress.writers.docx.properties import box_indents
from lessonpress.writers.docx.sections import SectionLook, WriteSection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lessonpress.document.blocks import Inline, Stage
    from lessonpress.words import Words
    from lessonpress.writers.docx.beside import Beside
    from lessonpress.writers.docx.looks import Numbered
    from lessonpress.writers.docx.numbering import Numbering
    from lessonpress.writers.docx.relations import Relations
    from lessonpress.writers.docx.styles import StyleSheet

# Space below a table beyond that below running text (points), where what follows asks for less.
_BELOW_TABLE = 4.0
# How much wider a font may be that stands in for one which isn't installed.
_STAND_IN = 1.4
#: The share of a page that a question or box may take to be kept on one page.
KEPT = 0.4


class Setter:
    """Sets the paragraphs of one document. Holds what they use, for the other parts of the package.

    `words` are those of the document's language. The ids of bookmarks, pictures and content controls
    follow on `first_id`. `section` is how the last section begins, the one that ends with the body.
    """

    def __init__(
        self,
        sheet: StyleSheet,
        words: Words,
        relations: Relations,
        numbering: Numbering,
        write_section: WriteSection,
        first_id: int = 0,
        stage: Stage = "secondary",
    ) -> None:
        self.section = SectionLook()
        self._write_section = write_section
        self.used: set[str] = set()
        self._words = words
        self._relations = relations
        self._numbering = numbering
        self._sheet = sheet
        self._theme = sheet.theme
        self._hand = Handwriting(sheet.theme, stage)
        self._inlines = Inlines(sheet, self._hand, relations, self.used, words, first_id)
        self._out: list[Paragraph | str] = []
        self._bookmarks = Bookmarks(first_id)
        self._figure_count = first_id
        self._new_page = False
        self._section_start = 0  # where the section or page that was last begun starts
        self._after_table = sheet.theme.styles["body"].after + _BELOW_TABLE
        self._beside: Beside | None = None  # the picture that what comes next runs past
        self._question: Numbered | None = None  # whose choices come next
        self._asked: int | None = None  # the number of the question around
        self._counts = False  # whether lines are counted anywhere

    def _make(self, look_id: str, content: str, place: Place) -> Paragraph:
        """A paragraph in this place, with the bookmarks that wait for one."""
        look = self._sheet.looks[look_id]
        if place.box:
            look = self._sheet.boxed(look, place.box)
        self.used.add(look.id)
        shift = (place.depth - look.depth) * self._theme.list_indent + place.indent
        if place.quoted:  # what a style stands in by itself is in the quotation's indent
            shift -= self._theme.styles[look.text].indent
        return Paragraph(look, self._bookmarks.around(content), shift=shift)

    def _add(self, paragraph: Paragraph) -> Paragraph:
        own = self._theme.styles[paragraph.look.text].before
        if self._new_page or len(self._out) == self._section_start:
            paragraph.new_page, self._new_page = self._new_page, False
            paragraph.before = 0.0 if own else None
        elif isinstance(self._out[-1], str):
            paragraph.before = max(own, self._after_table)
        self._out.append(paragraph)
        return paragraph

    def _set(
        self,
        content: tuple[Inline, ...],
        look_id: str,
        place: Place,
        owner: str,
        mark: str = "",
        before: str = "",
    ) -> Paragraph:
        """`owner` is the id of the block that the paragraph is of, `before` runs at its start."""
        style = self._sheet.text_style(mark) or self._sheet.looks[look_id].text
        room = self._room(place)[1] - self._sheet.looks[look_id].hanging
        look, language = self._theme.styles[style], self._sheet.language
        if self._inlines.size is not None:
            look = replace(look, size=self._inlines.size)
        content = part_words(content, look, language, room / _STAND_IN)
        text = self._inlines.xml(content, style, owner, mark)
        paragraph = self._make(look_id, before + text, place)
        paragraph.leading = self._hand.leading(content, style)
        paragraph.whole = is_said_twice(content)
        paragraph.letters = sum(len(inline.text) for inline in content if isinstance(inline, Run))
        return paragraph

    def _text(
        self, content: tuple[Inline, ...], look_id: str, place: Place, owner: str
    ) -> Paragraph:
        return self._add(self._set(content, look_id, place, owner))

    @contextmanager
    def _aside(self) -> Iterator[list[Paragraph | str]]:
        """Sets what follows apart from the page, such as in a cell."""
        outer = (self._out, self._section_start, self._new_page)
        self._out, self._section_start, self._new_page = [], 0, False
        yield self._out
        self._out, self._section_start, self._new_page = outer

    def _keep(self, start: int) -> None:
        """Keeps what was set since `start` on one page, where it is short enough to ask for that."""
        pieces = self._out[start:]
        depth = sum(self._height(piece) for piece in pieces if isinstance(piece, Paragraph))
        if depth <= self._theme.paper.depth * KEPT:
            keep_together(pieces)
        else:
            let_go(pieces)

    def _height(self, paragraph: Paragraph, measure: float | None = None) -> float:
        width = self._theme.paper.measure if measure is None else measure
        return paragraph.height(self._theme, self._hand.pitch, width)

    def _room(self, place: Place) -> tuple[float, float]:
        """Left edge and width of what is not text, in points."""
        left, right = box_indents(self._theme.boxes[place.box]) if place.box else (0.0, 0.0)
        left += place.depth * self._theme.list_indent + place.indent
        whole = self._theme.paper.measure if place.room is None else place.room
        return left, whole - left - right
