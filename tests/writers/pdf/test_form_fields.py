"""What is filled in on a screen: a field in each place, told to whoever listens, and nothing else to see."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from outloud import check  # type: ignore[import-untyped]
from PIL import ImageChops
from pypdf import PdfReader

from lessonpress.document.blocks import (
    Blank,
    Block,
    Cell,
    Choice,
    Choices,
    Document,
    Edition,
    Field,
    Fields,
    Heading,
    ItemList,
    Lines,
    ListItem,
    Paragraph,
    Question,
    Questions,
    Row,
    Run,
    Table,
)
from lessonpress.document.edition import student_edition
from lessonpress.document.identifier import identifier_of
from lessonpress.writers.docx import write_docx
from lessonpress.writers.pdf import write_fillable, write_pdf
from tests.conformance import broken_rules
from tests.filled import W, fill_pdf, part, type_pdf
from tests.writers import specimens

CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy"


def document(*blocks: Block, language: str = "en", **besides: Any) -> Document:
    heading = Heading("h", 1, (Run("Title"),))
    kind = "worksheet"
    return Document(kind, "Title", language, Edition.STUDENT, (heading, *blocks), **besides)


def printed(*blocks: Block, language: str = "en", **besides: Any) -> bytes:
    data = write_fillable(document(*blocks, language=language, **besides), specimens.theme()).data
    assert broken_rules(data) == []
    return data


def widgets(data: bytes) -> list[dict[str, Any]]:
    """Every widget in the order of the pages, with what it has from its field."""
    found = []
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages):
        for one in page.get("/Annots", ()):
            one = one.get_object()
            parent = one["/Parent"].get_object() if "/Parent" in one else {}
            found.append({**parent, **one, "page": number})
    return found


def names(data: bytes) -> list[str]:
    return [str(one["/T"]) for one in widgets(data)]


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    stack = [pdf.Root.StructTreeRoot.K[0]]
    while stack:
        one = stack.pop(0)
        yield one
        kids = [kid for kid in one.get("/K", ()) if isinstance(kid, pikepdf.Dictionary)]
        stack[:0] = [kid for kid in kids if "/S" in kid]


def grid(*cells: Cell, **besides: Any) -> Table:
    head = Row("t_r0", tuple(Cell((Run(f"Head {at}"),), "column") for at in range(len(cells))))
    widths = (1 / len(cells),) * len(cells)
    return Table("t", widths, (head,), (Row("t_r1", cells, 60.0),), rules="all", **besides)


def pixels(data: bytes) -> list[Any]:
    return [page.render(scale=1).to_pil() for page in pdfium.PdfDocument(data)]


QUESTION = Questions("qs", (Question("q1", 1, (Run("Why?"),), (Lines("q1_l", 3),)),))


def test_every_place_of_a_worksheet_is_a_field_by_the_id_of_its_block() -> None:
    found = widgets(write_fillable(specimens.worksheet(), specimens.theme()).data)
    told = [(str(one["/FT"]), str(one["/T"])) for one in found]
    assert told == [
        *(("/Tx", f"fields-{at}") for at in (1, 2, 3)),
        *(("/Btn", "mc_q1_c"),) * 4,
        *(("/Btn", "mc_q2_c"),) * 3,
        *(("/Btn", f"tf_q{at}_c") for at in (1, 1, 2, 2)),
        *(("/Tx", f"sa_q{at}_l") for at in (1, 2)),
        *(("/Tx", f"cl_p-{at}") for at in (1, 2, 3)),
        *(("/Tx", f"ma_{at}-1") for at in (0, 1, 2)),
    ]


def test_a_place_goes_by_the_same_name_as_in_word() -> None:
    sheet = specimens.worksheet()
    in_pdf = {
        re.sub(r"-(\d+)$", r".\1", name)
        for name in names(write_fillable(sheet, specimens.theme()).data)
    }
    chosen = {
        str(state)[1:]
        for one in widgets(write_fillable(sheet, specimens.theme()).data)
        if one["/FT"] == "/Btn"
        for state in one["/AP"]["/N"]
        if state != "/Off"
    }
    body = part(write_docx(sheet, specimens.theme()), "word/document.xml")
    in_word = {tag.get(f"{W}val") for tag in body.iter(f"{W}tag")}
    groups = {"mc_q1_c", "mc_q2_c", "tf_q1_c", "tf_q2_c"}
    assert (in_pdf - groups) | chosen == in_word


def test_a_screen_reader_says_which_question_it_is_and_what_to_do() -> None:
    choices = Choices("c", (Choice("c_1", (Run("North"),)), Choice("c_2", (Run("East"),))))
    several = replace(
        choices,
        id="d",
        several=True,
        items=tuple(replace(one, id=one.id.replace("c", "d")) for one in choices.items),
    )
    asked = Questions(
        "qs",
        tuple(
            Question(f"q{at}", at, (Run("Which?"),), (one,))
            for at, one in ((1, choices), (2, several))
        ),
    )
    blank = Paragraph("p", (Run("It was "), Blank(9), Run(".")), "cloze")
    cell = grid(Cell((Run("before"),), "row"), Cell(()))
    data = printed(Fields("f", (Field("Name", 1.0),)), asked, QUESTION, blank, cell)
    assert [str(one["/TU"]) for one in widgets(data)] == [
        "Name",
        "Question 1, choice A: North",
        "Question 1, choice B: East",
        "Question 2, choice A: North",
        "Question 2, choice B: East",
        "Answer to question 1: write here",
        "Blank 1: write here",
        "Head 1, before: write here",
    ]
    group = PdfReader(io.BytesIO(data)).get_fields()["c"]  # type: ignore[index]
    assert str(group["/TU"]) == "Question 1: choose one answer"


def test_it_says_so_in_the_documents_language() -> None:
    data = printed(QUESTION, Paragraph("p", (Run("Bylo to "), Blank(9))), language="cs")
    for one in widgets(data):
        assert "write" not in str(one["/TU"])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert all("/Lang" not in one for one in elements(pdf) if one.S == "/Form")


def test_each_field_is_alone_in_an_element_of_its_own_in_reading_order() -> None:
    data = write_fillable(specimens.worksheet(), specimens.theme()).data
    found = widgets(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert all(page.Tabs == "/S" for page in pdf.pages)
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        leads = {int(parents[at]): parents[at + 1] for at in range(0, len(parents), 2)}
        forms = [one for one in elements(pdf) if one.S == "/Form"]
        for form, widget in zip(forms, found, strict=True):
            [kid] = form.K
            assert kid.Type == "/OBJR"
            assert str(kid.Obj.TU) == str(widget["/TU"]) == str(form.Alt)
            assert leads[int(kid.Obj.StructParent)].objgen == form.objgen


def test_one_of_several_is_a_radio_button_and_any_of_them_a_check_box() -> None:
    items = tuple(Choice(f"c_{at}", (Run(f"one {at}"),)) for at in range(3))
    several = tuple(replace(one, id=f"d_{at}") for at, one in enumerate(items))
    data = printed(Choices("c", items), Choices("d", several, several=True))
    filled = fill_pdf(data, marked={"c_1", "d_0", "d_2"})
    read = PdfReader(io.BytesIO(filled)).get_fields() or {}
    assert str(read["c"].get("/V")) == "/c_1"
    chosen = {name for name, one in read.items() if str(one.get("/V")) == "/Yes"}
    assert chosen == {"d_0", "d_2"}
    flags = [int(one["/Ff"]) for one in widgets(data)]
    assert flags == [1 << 15] * 3 + [0] * 3


@pytest.mark.parametrize("language", ["en", "ar", "he"])
@pytest.mark.parametrize("stage", ["primary", "secondary"])
def test_it_looks_as_it_does_on_paper_until_someone_writes(language: str, stage: Any) -> None:
    if language != "en":
        pytest.importorskip("fontpkg_amiri")
    sheet = specimens.worksheet() if language == "en" else document(
        Fields("f", (Field("Name", 0.6), Field("Class", 0.4))), QUESTION,
        Paragraph("p", (Run("one "), Blank(9), Run(" two")), "cloze"), language=language,
    )  # fmt: skip
    sheet = replace(sheet, stage=stage)
    theme = specimens.theme()
    plain, fillable = write_pdf(sheet, theme).data, write_fillable(sheet, theme).data
    assert broken_rules(fillable) == []
    for one, other in zip(pixels(plain), pixels(fillable), strict=True):
        assert ImageChops.difference(one, other).getbbox() is None


def test_the_checkers_find_nothing_also_when_it_was_filled_in(tmp_path: Any) -> None:
    data = write_fillable(specimens.worksheet(), specimens.theme()).data
    assert broken_rules(data) == []
    path = tmp_path / "sheet.pdf"
    path.write_bytes(data)
    result = check(str(path))
    assert (result.verdict, list(result.findings)) == ("pass", [])


def test_letters_with_marks_are_set_in_the_font_of_the_file() -> None:
    """PDFium types as Chrome does. What it adds to a field's appearance names our font, not one of its own."""
    typed = type_pdf(printed(QUESTION), {"q1_l": CZECH})
    [one] = widgets(typed)
    assert one["/V"] == CZECH
    appearance = one["/AP"]["/N"]
    fonts = {
        str(font["/BaseFont"]).partition("+")[2]
        for font in appearance["/Resources"]["/Font"].values()
    }
    shown = {match[1] for match in re.finditer(rb"/(\w+) [\d.]+ Tf", appearance.get_data())}
    assert {name.partition("-")[0] for name in fonts} >= {"Spectral"}
    assert len(shown) == 1


def test_typed_lines_stand_on_the_ruled_ones() -> None:
    """Below the letters of each line of text there is its rule, and no letter is crossed out."""
    data = printed(QUESTION)
    [one] = widgets(data)
    left = float(one["/Rect"][0])
    theme = specimens.theme()
    typed = pdfium.PdfDocument(type_pdf(data, {"q1_l": "nnnn " * 40}))
    typed.init_forms()
    image = typed[0].render(scale=4, may_draw_forms=True).to_pil().convert("L")
    plain = pixels_at(data, 4)
    ink = ImageChops.difference(image, plain).point(lambda value: 255 if value > 60 else 0)
    pitch = theme.ruled_pitch["secondary"]
    rows = [
        y / 4
        for y in range(image.height)
        if ink.crop((int(left * 4), y, int(left * 4) + 200, y + 1)).getbbox()
    ]
    feet = [y for y in rows if not any(0.1 < other - y < 1.0 for other in rows)]
    gaps = [after - before for before, after in pairwise(feet)]
    assert len(feet) == 3
    assert gaps == pytest.approx([pitch, pitch], abs=0.6)


def pixels_at(data: bytes, scale: int) -> Any:
    return pdfium.PdfDocument(data)[0].render(scale=scale).to_pil().convert("L")


def test_the_font_has_the_letters_of_europe_and_no_page_shows_them() -> None:
    data = printed(QUESTION)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        [font] = pdf.Root.AcroForm.DR.Font.values()
        assert font.DescendantFonts[0].FontDescriptor.FontFile2
        cmap = font.ToUnicode.read_bytes().decode("ascii").upper()
        assert "/NeedAppearances" not in pdf.Root.AcroForm
    for letter in "ěščřžýáíéúůďťňĺľŕôäąćęłńóśźżőűșțğıøåßœÿŽŠČж€–…“":
        assert f"<{ord(letter):04X}>" in cmap, letter


def test_the_same_sheet_is_the_same_file() -> None:
    sheet, theme = specimens.worksheet(), specimens.theme()
    assert write_fillable(sheet, theme).data == write_fillable(sheet, theme).data
    other = replace(sheet, blocks=(*sheet.blocks, Lines("more", 2)))
    assert write_fillable(other, theme).data != write_fillable(sheet, theme).data


def test_empty_cells_of_a_chart_are_fields_and_those_that_are_filled_are_not() -> None:
    cells = (Cell((Run("given"),)), Cell(()), Cell((), "row"))
    assert names(printed(grid(*cells))) == ["t_r1-c2"]
    assert names(printed(replace(grid(*cells), rules="cut"))) == []
    assert names(printed(replace(grid(*cells), rules="rows"))) == []
    asked = Questions(
        "qs", (Question("q", 1, (Run("Fill in"),), (replace(grid(*cells), rules="rows"),)),)
    )
    assert names(printed(asked)) == ["t_r1-c2"]


def test_boxes_of_a_puzzle_take_one_letter_each() -> None:
    row = Row("t_r1", (Cell((), label="1"), Cell((), kind="void"), Cell((Run("Q"),)), Cell(())))
    table = Table("t", (0.25,) * 4, (), (row,), square=22.0)
    found = widgets(printed(table))
    assert [str(one["/T"]) for one in found] == ["t_r1-c1", "t_r1-c4"]
    assert [int(one["/MaxLen"]) for one in found] == [1, 1]
    assert [str(one["/TU"]) for one in found] == ["Row 1, box 1, number 1", "Row 1, box 4"]


@pytest.mark.parametrize("marks", ["boxes", "dots-after"])
def test_a_letter_to_match_has_its_place_however_it_is_matched_on_paper(marks: Any) -> None:
    items = tuple(
        ListItem(f"m{at}", (Paragraph(f"m{at}_p", (Run(f"term {at}"),)),), answer="B")
        for at in (1, 2)
    )
    sheet = student_edition(document(ItemList("m", items, ordered=True, marks=marks)))
    data = write_fillable(sheet, specimens.theme()).data
    assert broken_rules(data) == []
    assert names(data) == ["m1", "m2"]


def test_lines_that_go_on_on_the_next_page_are_a_field_there_too() -> None:
    data = printed(Questions("qs", (Question("q", 1, (Run("Tell all."),), (Lines("l", 60),)),)))
    found = widgets(data)
    assert [str(one["/T"]) for one in found] == ["l", "l-p2", "l-p3"][: len(found)]
    assert [one["page"] for one in found] == list(range(len(found)))
    assert len(found) > 1


def test_a_plain_pdf_has_no_form() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(specimens.worksheet(), specimens.theme()).data)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_there_is_no_script_and_no_action_in_it() -> None:
    data = write_fillable(specimens.worksheet(), specimens.theme()).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        for page in pdf.pages:
            for one in page.get("/Annots", ()):
                assert not {"/A", "/AA"} & set(one.keys()) or one.Subtype == "/Link"


def test_it_says_which_lesson_it_is_of() -> None:
    identifier = identifier_of("worksheet", "KRBTD", "příběh & <co>")
    data = printed(QUESTION, identifier=identifier)
    assert PdfReader(io.BytesIO(data)).xmp_metadata.dc_identifier == identifier  # type: ignore[union-attr]
    plain = write_pdf(document(QUESTION, identifier=identifier), specimens.theme()).data
    assert PdfReader(io.BytesIO(plain)).xmp_metadata.dc_identifier is None  # type: ignore[union-attr]


def test_narrow_cells_of_a_low_row_are_ticked() -> None:
    low = grid(Cell((Run("I can do it."),), "row"), *(Cell(()),) * 8)
    low = replace(low, rows=tuple(replace(row, height=26.0) for row in low.rows))
    found = widgets(printed(low))
    assert [str(one["/FT"]) for one in found] == ["/Btn"] * 8
    assert str(found[0]["/TU"]) == "Head 1, I can do it."
    for one in found:
        left, bottom, right, top = (float(edge) for edge in one["/Rect"])
        assert right - left == pytest.approx(top - bottom)


@pytest.mark.parametrize(("language", "side"), [("en", 0), ("ar", 2), ("he", 2)])
def test_what_is_typed_begins_where_lines_begin(language: str, side: int) -> None:
    blank = Paragraph("p", (Run("1944 "), Blank(9)), "cloze")
    assert [one["/Q"] for one in widgets(printed(QUESTION, blank, language=language))] == [side] * 2
