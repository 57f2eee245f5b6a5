"""Boxes to write in and cards to cut out, in both formats: where they stand, and what is said of them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from lessonpress.document.blocks import Cell, Paragraph, Row, Run, Table
from lessonpress.document.edition import student_edition, teacher_edition
from lessonpress.layout.theme import Paper
from lessonpress.layout.timelines import GAP
from lessonpress.writers.docx import write_docx
from lessonpress.writers.pdf import write_pdf
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.rows import RowSetter
from lessonpress.writers.pdf.squares import set_squares
from lessonpress.writers.pdf.strips import Strip
from lessonpress.writers.pdf.tags import Node
from lessonpress.writers.pdf.timelines import draw_timeline
from tests.conformance import broken_rules
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.writers import specimens
from tests.writers.docx.reading import NAMES, Docx, complaints

ODD = replace(specimens.A4, left=100.0, right=40.0)


def squares(table: Table) -> list[Strip]:
    theme = specimens.theme()
    return set_squares(table, theme, Paragraphs(theme, "en"), Node("Table"), 0.0, 400.0)


def row(*kinds: str) -> Row:
    cells = {
        "": Cell(()),
        "void": Cell((), kind="void"),
        "marked": Cell((), kind="marked"),
        "x": Cell((Run("X"),), label="1"),
    }
    return Row("r", tuple(cells[kind] for kind in kinds))


def table(*rows: Row) -> Table:
    count = len(rows[0].cells)
    return Table("t", (1 / count,) * count, (), rows, square=20.0)


@pytest.mark.parametrize("number", range(3))
def test_a_puzzle_is_accessible(number: int, tmp_path: Path) -> None:
    paper = (specimens.A4, ODD, replace(specimens.A4, width=420.0, height=595.0))[number]
    data = write_pdf(specimens.puzzle(), specimens.theme(paper)).data
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert broken_rules(path) == []
    assert data == write_pdf(specimens.puzzle(), specimens.theme(paper)).data


def test_lines_stand_around_boxes_alone() -> None:
    [first, second] = squares(table(row("void", "", "void"), row("", "", "void")))
    lines = {(one.x0, one.y0, one.x1, one.y1) for one in first.rules}
    assert lines == {(20, 0, 40, 0), (20, 0, 20, 20), (40, 0, 40, 20)}
    lines = {(one.x0, one.y0, one.x1, one.y1) for one in second.rules}
    uprights = {(x, 0, x, 20) for x in (0, 20, 40)}
    level = {(x, y, x + 20, y) for x in (0, 20) for y in (0, 20)}
    assert lines == {*level, *uprights}


def test_boxes_are_square_and_stay_on_one_page() -> None:
    strips = squares(table(row("", "x"), row("marked", ""), row("", "")))
    assert {strip.height for strip in strips} == {20.0}
    assert [strip.keep for strip in strips] == [True, True, False]
    for strip in strips:
        assert all(0 <= one.y0 <= 20 and 0 <= one.x1 <= 40 for one in strip.rules)
        assert all(0 < one.y < 20 and 20 <= one.x < 40 for one in strip.items)


def test_what_is_seen_is_told() -> None:
    data = write_pdf(specimens.puzzle(), specimens.theme()).data
    root = pypdf.PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"]
    assert "Two rows." in str(
        [
            kid.get_object().get("/A")
            for kid in root["/K"][0].get_object()["/K"]
            if kid.get_object().get("/A")
        ]
    )
    docx = Docx(write_docx(specimens.puzzle(), specimens.theme()))
    assert docx.find("//w:tblDescription/@w:val") == ["Two rows."]


def test_boxes_in_word_are_square_cells() -> None:
    docx = Docx(write_docx(specimens.puzzle(), specimens.theme()))
    grid = "(//w:tbl)[1]"
    assert set(docx.find(f"{grid}//w:tcW/@w:w")) == {"440"}
    assert set(docx.find(f"{grid}//w:trHeight/@w:val")) == {"440"}
    assert set(docx.find(f"{grid}//w:trHeight/@w:hRule")) == {"exact"}
    drawn = [
        bool(cell.xpath("w:tcPr/w:tcBorders", namespaces=NAMES))
        for cell in docx.find(f"{grid}//w:tc")
    ]
    assert drawn == [True, True, True, False, True, True]


def test_word_finds_nothing_wrong(tmp_path: Path) -> None:
    assert complaints(write_docx(specimens.puzzle(), specimens.theme()), tmp_path) == []


def test_clues_keep_their_numbers_in_word() -> None:
    docx = Docx(write_docx(specimens.puzzle(), specimens.theme()))
    starts = docx.find("//w:startOverride/@w:val", "word/numbering.xml")
    assert starts == ["4", "12"]


@pytest.mark.parametrize("paper", [specimens.A4, ODD])
def test_cards_on_the_back_meet_those_on_the_front(paper: Paper) -> None:
    """Mirrored along the middle of the paper, the lines are the same ones."""
    theme = specimens.theme(paper)
    cards = tuple(
        Row(
            f"r{n}",
            tuple(Cell((), blocks=(Paragraph(f"p{n}", (Run(text),), "card"),)) for text in two),
        )
        for n, two in enumerate((("front", "front"), ("back " * 30, "back")))
    )
    setter = RowSetter(theme, Paragraphs(theme, "en"), lambda *_: [])
    table = Table("t", (0.5, 0.5), (), cards, rules="cut", down=4)
    front, back = (
        setter.set(one, table, Node("Table"), 0.0, paper.measure, heavy=False) for one in cards
    )
    assert [strip.height for strip in front] == [strip.height for strip in back]
    sides = [
        sorted({one.x0 for one in strip.rules} | {one.x1 for one in strip.rules}) for strip in back
    ]
    for edges in sides:
        mirrored = sorted(paper.width - 2 * paper.left - edge for edge in edges)
        assert mirrored == pytest.approx(edges)
    assert all(one.dashed for one in back[0].rules)


def test_lines_in_a_cell_end_with_it_in_word() -> None:
    docx = Docx(write_docx(specimens.puzzle(), specimens.theme()))
    theme = specimens.theme()
    ends = [int(end) / 20 for end in docx.find("(//w:tbl)[last()]//w:tab/@w:pos")]
    assert ends
    assert all(end < theme.paper.measure / 2 for end in ends)


def test_editions_leave_boxes_as_they_are() -> None:
    document = specimens.puzzle()
    assert student_edition(document).blocks[1] == document.blocks[1]
    assert teacher_edition(document).blocks[1] == document.blocks[1]


def test_a_timelines_ticks_stand_where_they_belong() -> None:
    theme = specimens.theme()
    rows = [[Strip(40.0)], [Strip(20.0), Strip(20.0)], [Strip(40.0)]]
    draw_timeline(rows, (0.0, 0.25, 1.0), theme, 100.0)
    line, *others = rows[0][0].rules
    assert line.x0 == line.x1 < 100.0 - GAP
    ticks, leads = others[::2], others[1::2]
    length = line.y1 - line.y0
    assert [(tick.y0 - line.y0) / length for tick in ticks] == pytest.approx([0, 0.25, 1])
    assert [lead.y1 - leads[0].y1 for lead in leads] == pytest.approx([0, 40, 80])
    assert all(lead.x1 == 100.0 - GAP for lead in leads)


@pytest.mark.parametrize("words", [0, 3, 60])
def test_circles_stand_around_their_cells_and_clear_of_the_text(words: int) -> None:
    theme = specimens.theme()
    cells = tuple(Cell((), blocks=(Paragraph(f"p{n}", (Run("word " * words),)),)) for n in range(3))
    one = Row("r", cells if words else (Cell(()),) * 3, 150.0)
    table = Table("t", (1 / 3,) * 3, (), (one,), rules="venn")

    def set_blocks(cell: Cell, node: Node, left: float, right: float) -> list[Strip]:
        [paragraph] = cell.blocks or (Paragraph("p", ()),)
        assert isinstance(paragraph, Paragraph)
        style = theme.styles["cell"]
        return Paragraphs(theme, "en").set(paragraph.content, style, node, left=left, right=right)

    setter = RowSetter(theme, Paragraphs(theme, "en"), set_blocks)
    [strip] = setter.set(one, table, Node("Table"), 0.0, 300.0, heavy=False)
    assert strip.height >= 150
    xs = [x for rule in strip.rules for x in (rule.x0, rule.x1)]
    assert (min(xs), max(xs)) == pytest.approx((0, 300), abs=2)
    assert all(0 <= rule.y0 <= strip.height for rule in strip.rules)
    for item in strip.items:
        assert 0.15 * strip.height < item.y < 0.85 * strip.height


def test_boxes_begin_at_the_right_where_lines_do(tmp_path: Path) -> None:
    document = replace(specimens.puzzle(), language="ar")
    data = write_docx(document, specimens.theme())
    tables = Docx(data).find("//w:tbl")
    assert tables
    assert len(Docx(data).find("//w:tbl/w:tblPr/w:bidiVisual")) == len(tables)
    assert complaints(data, tmp_path) == []


def test_cards_are_heard_as_a_list_and_what_has_heads_as_a_table(tmp_path: Path) -> None:
    heads = tuple(
        Row(f"h{at}", (Cell((Run(letter),), header="row"), Cell((Run(f"Event {at}"),))))
        for at, letter in enumerate("AB")
    )
    cards = (
        Row("c0", (Cell((Run("One"),)), Cell((), blocks=(Paragraph("p", (Run("Two"),)),)))),
        Row("c1", (Cell((Run("Three"),)), Cell(()))),
    )
    blocks = tuple(
        Table(name, (0.5, 0.5), (), rows, rules="cut")
        for name, rows in (("heads", heads), ("cards", cards))
    )
    puzzle = specimens.puzzle()
    path = tmp_path / "cards.pdf"
    path.write_bytes(
        write_pdf(replace(puzzle, blocks=(puzzle.blocks[0], *blocks)), specimens.theme()).data
    )
    tree = OpenedPdf(path).tree
    [table], [cut] = ([one for one in tree.walk() if one.kind == kind] for kind in ("Table", "L"))
    assert [one.kind for one in table.walk()].count("TH") == 2
    items = [one for one in cut.kids if not isinstance(one, str)]
    assert [one.kind for one in items] == ["LI", "LI", "LI"]  # a place without a card is none
    assert broken_rules(path) == []


def test_a_table_says_on_which_page_it_begins() -> None:
    data = write_pdf(specimens.puzzle(), specimens.theme()).data
    reader = pypdf.PdfReader(io.BytesIO(data))
    [document] = reader.root_object["/StructTreeRoot"]["/K"]
    tables = [kid.get_object() for kid in document.get_object()["/K"]]
    tables = [one for one in tables if one["/S"] == "/Table"]
    assert tables
    for one in tables:
        assert one["/Pg"].get_object()["/Type"] == "/Page"
