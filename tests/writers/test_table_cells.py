"""Tables to fill in: cells that hold blocks, lines around them, rows of a height. In both formats."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import page
import pypdf
import pytest

from lessonpress.document.blocks import Document
from lessonpress.document.edition import student_edition, teacher_edition
from lessonpress.document.markup import parse_markup
from lessonpress.layout.layouts import load_layout
from lessonpress.layout.theme import Theme
from lessonpress.workspace import builtin_layouts
from lessonpress.writers.docx import write_docx
from lessonpress.writers.pdf import write_pdf
from lessonpress.writers.pdf.flow import Flow
from lessonpress.writers.pdf.strips import Rule, WriteOnRule
from lessonpress.writers.pdf.tags import Node
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.writers.docx.reading import Docx, complaints

MILLIMETRE = 72 / 25.4
CHART = """
<table rules="all" widths="0.34 0.33 0.33">
<thead><tr><th>What I know</th><th>What I want to know</th><th>What I learned</th></tr></thead>
<tr id="first" height="60mm"><td/><td/><td/></tr>
<tr id="second" height="60mm"><td/><td>Something <blank size="6"/></td><td/></tr>
</table>
"""
CELLS = """
<table widths="0.3 0.4 0.3">
<thead><tr><th>Cause</th><th>Write</th><th>Points</th></tr></thead>
<tr><td><p id="one">One paragraph.</p><p id="two">Another.</p></td>
<td>Say why:<lines id="why" count="3"/><answer>Because.</answer></td>
<td><ul><li>a point</li><li>and another</li></ul><ol><li>first</li></ol></td></tr>
<tr><td>plain</td><td><choices><choice correct="true">yes</choice><choice>no</choice></choices></td>
<td><questions><question number="1"><prompt>Who?</prompt><lines count="1"/></question></questions></td></tr>
</table>
"""


def document(table: str) -> Document:
    markup = f'<document title="T" language="en"><h1>T</h1>{table}<p>After.</p></document>'
    return parse_markup(markup, "worksheet")


@pytest.fixture(scope="module", params=["classic", "modern"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_layout(request.param, [builtin_layouts()]).theme("worksheet")


@pytest.mark.parametrize("table", [CHART, CELLS])
@pytest.mark.parametrize("edition", [student_edition, teacher_edition])
def test_both_formats_conform_and_say_the_same(
    theme: Theme, table: str, edition: type, tmp_path: Path
) -> None:
    printed = edition(document(table))
    pdf, docx = tmp_path / "t.pdf", write_docx(printed, theme)
    pdf.write_bytes(write_pdf(printed, theme).data)
    checked = page.validate_pdf(pdf, profile="ua1")
    assert checked.is_compliant, [one.message for one in checked.failures]
    assert complaints(docx, tmp_path) == []
    assert OpenedPdf(pdf).tagged_text().split() == OpenedDocx(docx).body_text().split()
    order = OpenedPdf(pdf).content_order()
    assert order == sorted(order)


def rules_of(theme: Theme, table: str) -> tuple[Flow, list[Rule]]:
    flow = Flow(student_edition(document(table)), theme, Node("Document"))
    return flow, [rule for strip in flow.strips for rule in strip.rules]


def test_a_chart_has_lines_between_its_columns_and_rows_of_its_height(theme: Theme) -> None:
    flow, rules = rules_of(theme, CHART)
    upright = {round(rule.x0, 2) for rule in rules if rule.x0 == rule.x1}
    measure = theme.paper.measure
    assert upright == {round(share * measure, 2) for share in (0, 0.34, 0.67, 1)}
    first, second = flow.anchors["first"], flow.anchors["second"]
    assert sum(strip.height for strip in flow.strips[first:second]) == pytest.approx(
        60 * MILLIMETRE
    )
    for strip in flow.strips[first:second]:
        sides = [rule for rule in strip.rules if rule.x0 == rule.x1]
        assert {(rule.y0, rule.y1) for rule in sides} == {(0.0, strip.height)}

    docx = Docx(write_docx(student_edition(document(CHART)), theme))
    [borders] = docx.find("//w:tbl/w:tblPr/w:tblBorders")
    sides = [str(side.tag).rpartition("}")[2] for side in borders]
    assert sides == ["top", "left", "bottom", "right", "insideH", "insideV"]
    heights = docx.find("//w:trHeight[@w:hRule='atLeast']/@w:val")
    assert [int(height) for height in heights] == [pytest.approx(60 * 1440 / 25.4, abs=1)] * 2


def test_other_tables_have_lines_below_their_rows_alone(theme: Theme) -> None:
    _, rules = rules_of(theme, CELLS)
    assert not [rule for rule in rules if rule.x0 == rule.x1]
    assert Docx(write_docx(document(CELLS), theme)).find("//w:tbl/w:tblPr/w:tblBorders") == []


def test_lines_in_a_cell_are_as_wide_as_the_cell_and_as_far_apart_as_anywhere(theme: Theme) -> None:
    flow, _ = rules_of(theme, CELLS)
    measure = theme.paper.measure
    left, right = 0.3 * measure + theme.table_padding, 0.7 * measure - theme.table_padding
    drawn = [item for strip in flow.strips for item in strip.items if type(item) is WriteOnRule]
    writing = [rule for rule in drawn if rule.x == pytest.approx(left)]
    assert [rule.x + rule.width for rule in writing] == [pytest.approx(right)] * 3
    pitch = theme.ruled_pitch["secondary"]
    distances = [low.y - high.y for high, low in pairwise(writing)]
    assert distances == [pytest.approx(pitch)] * 2


def test_what_stands_in_a_cell_can_be_found_again(theme: Theme) -> None:
    printed = student_edition(document(CELLS))
    names = Docx(write_docx(printed, theme)).find("//w:bookmarkStart/@w:name")
    assert {"one", "two", "why"} <= set(names)
    flow, _ = rules_of(theme, CELLS)
    assert flow.anchors["one"] == flow.anchors["two"] < len(flow.strips)


def test_a_row_that_no_page_holds_is_as_high_as_a_page_allows(theme: Theme) -> None:
    high = CHART.replace("60mm", "250mm")
    printed = write_pdf(student_edition(document(high)), theme)
    assert len(pypdf.PdfReader(BytesIO(printed.data)).pages) == printed.pages == 2


def test_a_cell_longer_than_a_page_goes_on_to_the_next(theme: Theme, tmp_path: Path) -> None:
    many = "".join(f"<p>Paragraph number {n}.</p>" for n in range(120))
    printed = document(f"<table><tr><td>{many}</td><td>beside</td></tr></table>")
    pdf = tmp_path / "long.pdf"
    pdf.write_bytes(write_pdf(printed, theme).data)
    assert len(OpenedPdf(pdf).reader.pages) > 1
    shown = OpenedPdf(pdf).tagged_text()
    assert all(f"number {n}." in shown for n in range(120))
