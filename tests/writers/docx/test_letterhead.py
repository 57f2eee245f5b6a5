"""A school's letterhead keeps its looks, and the lesson keeps its structure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt

from lessonpress.document.blocks import Edition
from lessonpress.writers.docx import write_docx
from lessonpress.writers.docx.letterhead import LetterheadError
from tests.writers import specimens
from tests.writers.docx.reading import NAMES, Docx, complaints, style_of, text_of, value

DOCUMENTS = {
    "handout": specimens.handout(),
    "worksheet": specimens.worksheet(),
    "answer-key": specimens.worksheet(Edition.TEACHER),
}


def letterhead(*, footer: bool = True, change: Callable[[object], object] | None = None) -> bytes:
    """A DOCX as a school might have it, made with python-docx."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = Mm(30)
    section.header.paragraphs[0].text = "Riverside High School"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(specimens.png()), Pt(60))
    if footer:
        section.footer.paragraphs[0].text = "1 School Road"
    word.styles["Heading 1"].font.name = "Georgia"
    if change:
        change(word)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def write(kind: str = "worksheet", base: bytes | None = None) -> Docx:
    base = letterhead() if base is None else base
    return Docx(write_docx(DOCUMENTS[kind], specimens.theme(), base))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_checker_finds_no_error(kind: str, tmp_path: Path) -> None:
    assert complaints(write(kind).data, tmp_path) == []


def test_the_same_letterhead_makes_the_same_bytes() -> None:
    base = letterhead()
    assert write(base=base).data == write(base=base).data
    with zipfile.ZipFile(io.BytesIO(write(base=base).data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_header_logo_footer_and_margins_stay() -> None:
    made = write()
    word = docx.Document(io.BytesIO(made.data))
    section = word.sections[0]
    assert section.header.paragraphs[0].text == "Riverside High School"
    assert section.footer.paragraphs[0].text == "1 School Road"
    assert section.left_margin == pytest.approx(Mm(30), abs=635)
    assert specimens.png() in made.files.values()


def test_the_lesson_is_as_wide_as_the_letterheads_measure() -> None:
    made = write("handout")
    section = docx.Document(io.BytesIO(made.data)).sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    assert width is not None
    assert left is not None
    assert right is not None
    (table,) = made.find("//w:tbl/w:tblPr/w:tblW/@w:w")
    assert int(table) == pytest.approx((width - left - right) / 635, abs=3)


def test_the_lesson_says_the_same_as_without_it() -> None:
    plain = Docx(write_docx(DOCUMENTS["worksheet"], specimens.theme()))
    assert [text_of(p) for p in write().paragraphs()] == [text_of(p) for p in plain.paragraphs()]


def test_looks_that_both_have_are_the_letterheads() -> None:
    made = write("handout")
    (heading,) = made.find("//w:style[w:name/@w:val='heading 1']", "word/styles.xml") or made.find(
        "//w:style[w:name/@w:val='Heading 1']", "word/styles.xml"
    )
    assert heading.xpath("w:rPr/w:rFonts/@w:ascii", namespaces=NAMES) == ["Georgia"]
    assert style_of(made.with_text("What Happened?")) == heading.get(f"{{{NAMES['w']}}}styleId")


def test_styles_of_another_language_are_found_by_their_name() -> None:
    def german(word: docx.document.Document) -> None:
        style = word.styles["Heading 1"]
        style.element.set(f"{{{NAMES['w']}}}styleId", "berschrift1")

    made = write("handout", letterhead(change=german))  # type: ignore[arg-type]
    assert style_of(made.with_text("What Happened?")) == "berschrift1"


def test_every_style_has_a_name_and_an_id_of_its_own() -> None:
    made = write("answer-key")
    for path in ("//w:style/@w:styleId", "//w:style/w:name/@w:val"):
        found = [name.lower() for name in made.find(path, "word/styles.xml")]
        assert len(set(found)) == len(found)
    kinds = ("pStyle", "rStyle", "tblStyle")
    named = {name for kind in kinds for name in made.find(f"//w:body//w:{kind}/@w:val")}
    assert named <= set(made.find("//w:style/@w:styleId", "word/styles.xml"))


def test_questions_have_numbers_that_the_letterhead_does_not_use() -> None:
    made = write()
    numbers = made.find("//w:num/@w:numId", "word/numbering.xml")
    assert len(set(numbers)) == len(numbers)
    assert set(made.find("//w:body//w:numId/@w:val")) <= set(numbers)
    kinds = made.find("//w:numbering/*", "word/numbering.xml")
    tags = [element.tag.rpartition("}")[2] for element in kinds]
    assert tags == sorted(tags, key=["abstractNum", "num"].index), "definitions stand first"


def test_what_stands_in_the_letterheads_body_stays_on_top() -> None:
    def fill(word: docx.document.Document) -> None:
        word.add_paragraph("Riverside, 1 May")
        word.add_paragraph("")

    made = write("worksheet", letterhead(change=fill))  # type: ignore[arg-type]
    texts = [text_of(p) for p in made.paragraphs()]
    assert texts[0] == "Riverside, 1 May"
    assert texts[1].startswith("Name"), "its empty last paragraph is gone"


def test_a_letterhead_without_footer_gets_the_lessons(tmp_path: Path) -> None:
    made = write("worksheet", letterhead(footer=False))
    (footer,) = [name for name in made.files if "ooter" in name and name.endswith(".xml")]
    assert "NUMPAGES" in made.files[footer].decode()
    assert complaints(made.data, tmp_path) == []


def test_properties_are_the_lessons() -> None:
    properties = docx.Document(io.BytesIO(write("handout").data)).core_properties
    assert properties.title == "Soviet Liberation of Czechoslovakia Begins"
    assert properties.author == "A & B School"
    assert properties.last_modified_by == ""


def test_the_language_is_the_lessons() -> None:
    made = write("handout")
    assert value(made.part("word/styles.xml"), "//w:rPrDefault//w:lang") == "en-US"


def test_a_letterhead_without_numbering_or_properties_will_do(tmp_path: Path) -> None:
    """As programs other than Word write them."""
    plain = Docx(write_docx(DOCUMENTS["handout"], specimens.theme()))
    gone = ("word/numbering.xml", "docProps/core.xml")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in plain.files.items():
            if name not in gone:
                text = data.decode() if name.endswith((".rels", "Types].xml")) else ""
                for part in gone:
                    text = drop_element_naming(text, part.rpartition("/")[2])
                archive.writestr(name, text.encode() or data)
    made = write("worksheet", buffer.getvalue())
    assert complaints(made.data, tmp_path) == []


def drop_element_naming(xml: str, name: str) -> str:
    """The XML without the one empty element that has the name in it."""
    at = xml.find(name)
    if at < 0:
        return xml
    return xml[: xml.rindex("<", 0, at)] + xml[xml.index("/>", at) + 2 :]


@pytest.mark.parametrize(
    "base",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7", id="a PDF"),
        pytest.param(letterhead()[:2000], id="cut off"),
        pytest.param(letterhead()[:4000] + bytes(200) + letterhead()[4200:], id="damaged"),
    ],
)
def test_a_base_that_is_no_docx_is_an_error_that_says_what_to_do(base: bytes) -> None:
    with pytest.raises(LetterheadError, match="Word"):
        write(base=base)


def test_a_zip_file_of_something_else_is_an_error() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("notes.txt", "not a letterhead")
    with pytest.raises(LetterheadError, match="Word"):
        write(base=buffer.getvalue())


def test_a_base_that_unpacks_without_end_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/styles.xml", b"0" * 60_000_000)
    with pytest.raises(LetterheadError, match="larger than any Word document"):
        write_docx(specimens.worksheet(), specimens.theme(), bomb.getvalue())
