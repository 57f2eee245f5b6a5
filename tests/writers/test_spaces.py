"""Boxes and squares to write in, in both formats: how large they are, and what is said of them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from lessonpress.document.blocks import (
    Document,
    Edition,
    Heading,
    Lines,
    Question,
    Questions,
    Run,
    Stage,
    WritingLook,
)
from lessonpress.layout.spaces import SQUARE, space_size
from lessonpress.writers.docx import write_docx
from lessonpress.writers.pdf import write_pdf
from lessonpress.writers.pdf.fields import set_space
from lessonpress.writers.pdf.tags import Node
from tests.conformance import broken_rules
from tests.writers import specimens
from tests.writers.docx.reading import NAMES, Docx, complaints

LOOKS: tuple[WritingLook, ...] = ("box", "grid", "half-page")
every_look = pytest.mark.parametrize("look", LOOKS)


def sheet(*spaces: Lines, language: str = "en", stage: Stage = "secondary") -> Document:
    questions = tuple(
        Question(f"q{at}", at, (Run("Draw it."),), (one,)) for at, one in enumerate(spaces, 1)
    )
    blocks = (Heading("h", 1, (Run("Title"),)), Questions("qs", questions))
    return Document("worksheet", "Title", language, Edition.STUDENT, blocks, stage=stage)


@every_look
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_space_is_accessible_in_both_formats(
    look: WritingLook, language: str, tmp_path: Path
) -> None:
    document = sheet(Lines("l", 6, look=look), Lines("m", 3, look=look), language=language)
    data = write_pdf(document, specimens.theme()).data
    assert broken_rules(data) == []
    assert data == write_pdf(document, specimens.theme()).data
    docx = write_docx(document, specimens.theme())
    assert complaints(docx, tmp_path) == []
    assert docx == write_docx(document, specimens.theme())


def test_a_box_is_as_high_as_its_lines_and_higher_for_the_young() -> None:
    theme = specimens.theme()
    pitch = theme.ruled_pitch
    for stage in ("primary", "secondary"):
        size = space_size(Lines("l", 6, look="box"), theme, stage, 400.0)  # type: ignore[arg-type]
        assert size == (6 * pitch[stage], 400.0)  # type: ignore[index]
    assert pitch["primary"] > pitch["secondary"]


def test_half_a_page_is_that_whatever_the_count() -> None:
    theme = specimens.theme()
    for count in (1, 60):
        size = space_size(Lines("l", count, look="half-page"), theme, "secondary", 400.0)
        assert size.high == theme.paper.depth / 2


@pytest.mark.parametrize("measure", [9.0, 100.0, 441.7])
def test_a_grid_has_whole_squares_of_five_millimetres(measure: float) -> None:
    size = space_size(Lines("l", 7, look="grid"), specimens.theme(), "secondary", measure)
    for side in size:
        assert side / SQUARE == pytest.approx(round(side / SQUARE))
    assert pytest.approx(5.0) == SQUARE / 72 * 25.4
    assert size.wide <= max(measure, SQUARE)


@every_look
def test_no_space_is_larger_than_a_page(look: WritingLook) -> None:
    for paper in (specimens.A4, replace(specimens.A4, width=420.0, height=595.0)):
        theme = specimens.theme(paper)
        assert space_size(Lines("l", 100, look=look), theme, "primary", 400.0).high < paper.depth


def test_all_lines_of_a_grid_are_drawn_within_it() -> None:
    theme = specimens.theme()
    block = Lines("l", 6, look="grid")
    [strip] = set_space(block, theme, "secondary", Node("Form"), left=50.0, right=250.0)
    size = space_size(block, theme, "secondary", 200.0)
    across, down = round(size.wide / SQUARE), round(size.high / SQUARE)
    assert strip.height == size.high
    upright = sorted({rule.x0 for rule in strip.rules if rule.x0 == rule.x1})
    level = sorted({rule.y0 for rule in strip.rules if rule.y0 == rule.y1})
    assert upright == pytest.approx([50.0 + SQUARE * at for at in range(across + 1)])
    assert level == pytest.approx([SQUARE * at for at in range(down)])
    [foot] = strip.items  # the lowest is the field's own
    assert foot.y == size.high


@every_look
def test_a_space_is_one_field_of_its_question(look: WritingLook) -> None:
    data = write_pdf(sheet(Lines("l", 4, look=look)), specimens.theme()).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fields = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Form"
        ]
        assert [str(one.A.Desc) for one in fields] == ["Answer to question 1"]


@every_look
def test_a_space_of_a_docx_can_be_typed_in(look: WritingLook) -> None:
    docx = Docx(write_docx(sheet(Lines("l", 4, look=look)), specimens.theme()))
    [table] = docx.find("//w:body/w:tbl")
    [name] = table.xpath(".//w:tc/w:p/w:sdt/w:sdtPr/w:alias/@w:val", namespaces=NAMES)
    assert name == "Answer to question 1"
    [rule] = table.xpath(".//w:trHeight/@w:hRule", namespaces=NAMES)
    assert rule == "atLeast"  # whoever types more gets more room
    drawings = table.xpath(".//wp:anchor[@behindDoc='1']", namespaces=NAMES)
    assert len(drawings) == (look == "grid")
    for drawing in drawings:
        assert drawing.xpath(".//*[local-name()='decorative']/@val") == ["1"]
