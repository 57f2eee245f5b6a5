"""Parts, ids and the foot: what formats without pages of their own know of a document."""

from __future__ import annotations

from dataclasses import replace

from lessonpress.document.blocks import (
    Answer,
    Box,
    Cell,
    Choice,
    Choices,
    Document,
    Edition,
    Figure,
    Figures,
    Heading,
    ItemList,
    Lines,
    ListItem,
    PageBreak,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Row,
    Run,
    Section,
    Table,
    Verse,
)
from lessonpress.document.foot import foot_of
from lessonpress.document.parts import Part, parts_of
from lessonpress.document.walk import ids_in


def paragraph(name: str) -> Paragraph:
    return Paragraph(name, (Run("x"),))


def heading(name: str, level: int) -> Heading:
    return Heading(name, level, (Run(name.title()),))


def test_a_heading_of_the_second_level_and_a_section_begin_a_part() -> None:
    title, one, below = heading("title", 1), heading("one", 2), heading("below", 3)
    section = Section("s", "A lesson", (heading("inside", 2), paragraph("q")))
    blocks = (title, one, paragraph("p"), below, PageBreak("b"), section, paragraph("r"))
    assert list(parts_of(blocks)) == [
        Part("Title", (title,)),
        Part("One", blocks[1:5]),
        Part("A lesson", (section,)),
        Part("", (blocks[6],)),
    ]


def test_a_break_alone_is_no_part() -> None:
    section = Section("s", "A lesson", (paragraph("p"),))
    assert [one.title for one in parts_of((PageBreak("b"), section))] == ["A lesson"]


def test_the_ids_of_all_that_a_document_holds_are_walked_in_order() -> None:
    figure = Figure("f", b"", "A wall")
    asked = Question("q1", 1, (), (Choices("c", (Choice("c1", ()),)), Lines("l", 2)))
    blocks = (
        heading("h", 1),
        ItemList("il", (ListItem("i1", (paragraph("i1p"),)),)),
        Questions("q", (asked,)),
        Verse("v", (paragraph("v1"), paragraph("v2"))),
        Figures("fs", (figure,)),
        Table("t", (), (Row("th", ()),), (Row("t1", (Cell((), blocks=(paragraph("tp"),)),)),)),
        Box("b", "bank", (Quotation("bq", (Answer("ba", (paragraph("bp"),)),)),)),
    )
    assert list(ids_in(blocks)) == [
        *("h", "il", "i1", "i1p", "q", "q1", "c", "l", "v", "v1", "v2", "fs", "f"),
        *("t", "th", "t1", "tp", "b", "bq", "ba", "bp"),
    ]


def test_the_foot_says_all_but_the_page() -> None:
    document = Document("worksheet", "W", "en", Edition.STUDENT, (), "Walls · Worksheet")
    said = {
        "Page {page} of {pages}": ("Walls · Worksheet",),
        "Code KRBTD · Page {page} of {pages}": ("Walls · Worksheet", "Code KRBTD"),
        "Version B · Code KRBTD · {page}": ("Walls · Worksheet", "Version B · Code KRBTD"),
    }
    for label, foot in said.items():
        assert foot_of(replace(document, page_label=label)) == foot
    assert foot_of(replace(document, footer="")) == ()
