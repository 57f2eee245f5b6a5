"""A school's letterhead keeps its looks, and the lesson keeps its structure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import docx.document
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lessonpress.document.blocks import Edition
from lessonpress.layout.theme import Paper
from lessonpress.writers.docx import write_docx
from lessonpress.writers.docx.letterhead import LetterheadError, letterhead_differs
from tests.writers import specimens
from tests.writers.docx.reading import NAMES, Docx, complaints, style_of, text_of, value

DOCUMENTS = {
    "handout": specimens.handout(),
    "worksheet": specimens.worksheet(),
    "answer-key": specimens.worksheet(Edition.TEACHER),
}

Change = Callable[[docx.document.Document], object]


def letterhead(*, footer: bool = True, change: Change | None = None) -> bytes:
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

    made = write("handout", letterhead(change=german))
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

    made = write("worksheet", letterhead(change=fill))
    texts = [text_of(p) for p in made.paragraphs()]
    assert texts[0] == "Riverside, 1 May"
    assert texts[1].startswith("Name"), "its empty last paragraph is gone"


def test_a_letterhead_without_footer_gets_the_lessons(tmp_path: Path) -> None:
    made = write("worksheet", letterhead(footer=False))
    (footer,) = [name for name in made.files if "ooter" in name and name.endswith(".xml")]
    assert "NUMPAGES" in made.files[footer].decode()
    assert complaints(made.data, tmp_path) == []


# --- the page --------------------------------------------------------------------------------------


def sections_of(made: Docx) -> list[Any]:
    return made.find("//w:sectPr")


def widths(made: Docx) -> tuple[list[float], float]:
    """Of each table its width, and of the page what stands between its margins (points)."""
    (size,) = sections_of(made)[-1].xpath("w:pgSz/@w:w", namespaces=NAMES)
    margins = sections_of(made)[-1].xpath("w:pgMar/@w:left | w:pgMar/@w:right", namespaces=NAMES)
    tables = made.find("//w:tbl/w:tblPr/w:tblW/@w:w")
    return [int(one) / 20 for one in tables], (float(size) - sum(map(int, margins))) / 20


def test_a_gutter_is_taken_off_the_measure() -> None:
    def bind(word: docx.document.Document) -> None:
        word.sections[0].gutter = Pt(50)

    (table,), page = widths(write("handout", letterhead(change=bind)))
    assert table == pytest.approx(page - 50, abs=0.2)


def test_a_gutter_at_the_top_leaves_the_measure_as_it_is() -> None:
    def bind(word: docx.document.Document) -> None:
        word.sections[0].gutter = Pt(50)
        word.settings.element.insert(0, OxmlElement("w:gutterAtTop"))

    (table,), page = widths(write("handout", letterhead(change=bind)))
    assert table == pytest.approx(page, abs=0.2)


def columns(word: docx.document.Document) -> None:
    section = word.sections[0]._sectPr
    section.find(qn("w:cols")).set(qn("w:num"), "2")
    section.find(qn("w:cols")).set(qn("w:space"), "400")


def narrow_column(word: docx.document.Document) -> None:
    section = word.sections[0]._sectPr
    own = section.find(qn("w:cols"))
    own.set(qn("w:num"), "2")
    own.set(qn("w:equalWidth"), "0")
    for width in ("6000", "2400"):
        own.append(OxmlElement("w:col", {qn("w:w"): width}))


@pytest.mark.parametrize("change", [columns, narrow_column], ids=lambda change: change.__name__)
def test_what_is_not_text_is_as_wide_as_the_narrowest_column(change: Change) -> None:
    made = write("handout", letterhead(change=change))
    (table,), page = widths(made)
    column = (page - 20) / 2 if change is columns else 120
    assert table == pytest.approx(column, abs=0.2)
    (picture,) = made.find("//wp:inline/wp:extent/@cx")
    assert int(picture) / 12_700 <= column
    (footer,) = [
        name for name in made.files if "footer" in name and b"NUMPAGES" in made.files[name]
    ]
    (stop,) = made.find("//w:tab[@w:val='right']/@w:pos", footer)
    assert int(stop) / 20 == pytest.approx(page, abs=0.2), "a footer has no columns"


def test_a_page_may_be_measured_in_fractions_and_units() -> None:
    def measure(word: docx.document.Document) -> None:
        section = word.sections[0]._sectPr
        section.find(qn("w:pgSz")).set(qn("w:w"), "11906.299")
        section.find(qn("w:pgMar")).set(qn("w:left"), "3cm")
        section.find(qn("w:pgMar")).set(qn("w:right"), "72.5pt")

    made = write("handout", letterhead(change=measure))
    (table,) = made.find("//w:tbl/w:tblPr/w:tblW/@w:w")
    assert int(table) / 20 == pytest.approx(11906.299 / 20 - 3 * 72 / 2.54 - 72.5, abs=0.2)


def test_margins_that_leave_no_room_are_an_error_that_says_so() -> None:
    def squeeze(word: docx.document.Document) -> None:
        word.sections[0].left_margin = Mm(200)

    with pytest.raises(LetterheadError, match="no room"):
        write(base=letterhead(change=squeeze))


@pytest.mark.parametrize("paper", [specimens.A4, specimens.A4_LANDSCAPE], ids=lambda p: p.name)
def test_a_paper_that_is_not_the_letterheads_is_told_of(paper: Paper) -> None:
    told = letterhead_differs(letterhead(), paper)
    assert (told is None) == (paper is specimens.A4)
    assert told is None or "210 × 297 mm, not A4 landscape" in told


# --- its own body ----------------------------------------------------------------------------------


def test_sections_of_its_own_body_stay_also_where_an_empty_paragraph_ends_them() -> None:
    def cover(word: docx.document.Document) -> None:
        word.add_paragraph("Cover")
        word.add_section().left_margin = Mm(50)

    made = write("handout", letterhead(change=cover))
    margins = [one.xpath("string(w:pgMar/@w:left)", namespaces=NAMES) for one in sections_of(made)]
    assert margins == [str(round(mm / 25.4 * 1440)) for mm in (30, 50)]
    (table,), page = widths(made)
    assert table == pytest.approx(page, abs=0.2), "the last section is the lesson's"


@pytest.mark.parametrize(
    "kept", ["w:pBdr", "w:pageBreakBefore", "w:shd", "w:framePr"], ids=lambda name: name[2:]
)
def test_an_empty_paragraph_that_is_seen_or_breaks_the_page_stays(kept: str) -> None:
    def rule(word: docx.document.Document) -> None:
        word.add_paragraph("").paragraph_format.element.get_or_add_pPr().append(OxmlElement(kept))

    plain, ruled = write(), write(base=letterhead(change=rule))
    assert len(ruled.paragraphs()) == len(plain.paragraphs()) + 1


def test_the_background_of_its_pages_stays() -> None:
    def paint(word: docx.document.Document) -> None:
        root = word.element
        root.insert(0, OxmlElement("w:background", {qn("w:color"): "FFF8E0"}))
        root.set(qn("w:conformance"), "transitional")

    made = write(base=letterhead(change=paint))
    root = made.part("word/document.xml")
    assert [child.tag for child in root] == [qn("w:background"), qn("w:body")]
    assert root.get(qn("w:conformance")) == "transitional"


# --- footers ---------------------------------------------------------------------------------------


def first_page(word: docx.document.Document) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "First"


def first_page_without(word: docx.document.Document) -> None:
    word.sections[0].different_first_page_header_footer = True


def even_pages(word: docx.document.Document) -> None:
    word.settings.odd_and_even_pages_header_footer = True
    word.sections[0].even_page_footer.paragraphs[0].text = "Even"


def even_pages_without(word: docx.document.Document) -> None:
    word.settings.odd_and_even_pages_header_footer = True


def of_the_section_before(word: docx.document.Document) -> None:
    word.add_paragraph("Cover")
    word.add_section()


KINDS: list[Change] = [
    first_page,
    first_page_without,
    even_pages,
    even_pages_without,
    of_the_section_before,
]


@pytest.mark.parametrize("footer", [True, False], ids=["with footer", "without"])
@pytest.mark.parametrize("change", KINDS, ids=lambda change: change.__name__)
def test_every_page_that_there_can_be_is_counted(
    change: Change, footer: bool, tmp_path: Path
) -> None:
    made = write(base=letterhead(footer=footer, change=change))
    word = docx.Document(io.BytesIO(made.data))
    section = word.sections[-1]
    kinds = [section.footer]
    if section.different_first_page_header_footer:
        kinds.append(section.first_page_footer)
    if word.settings.odd_and_even_pages_header_footer:
        kinds.append(section.even_page_footer)
    for kind in kinds:
        fields = kind._element.xpath(".//w:fldSimple/@w:instr")
        assert fields == [" PAGE ", " NUMPAGES "], "once, and on every kind of page"
    if footer:
        assert section.footer.paragraphs[0].text == "1 School Road"
    assert complaints(made.data, tmp_path) == []


@pytest.mark.parametrize("where", ["footer", "header"])
def test_pages_that_a_letterhead_counts_are_not_counted_twice(where: str) -> None:
    def count(word: docx.document.Document) -> None:
        story = getattr(word.sections[0], where)
        run = story.add_paragraph()._p.add_r()
        for kind in ("begin", "end"):
            field = OxmlElement("w:fldChar", {qn("w:fldCharType"): kind})
            run.append(field)
        for part in (" PA", "GE "):
            typed = OxmlElement("w:instrText")
            typed.text = part
            run.insert(len(run) - 1, typed)

    made = write(base=letterhead(change=count))
    assert not [name for name in made.files if b"NUMPAGES" in made.files[name]]


def test_our_footer_has_a_style_of_its_own_beside_words_with_its_two_tab_stops() -> None:
    def words_own(word: docx.document.Document) -> None:
        stops = word.styles["Footer"].paragraph_format.tab_stops
        assert len(stops) == 2, "as Word has it: one in the middle, one at the right"

    made = write(base=letterhead(change=words_own))
    (footer,) = [
        name for name in made.files if "footer" in name and b"NUMPAGES" in made.files[name]
    ]
    theirs, ours = made.find("//w:pStyle/@w:val", footer)
    assert theirs != ours
    stops = made.style(ours).xpath("w:pPr/w:tabs/w:tab/@w:val", namespaces=NAMES)
    assert stops == ["right"]
    assert len(made.style(theirs).xpath("w:pPr/w:tabs/w:tab", namespaces=NAMES)) == 2


# --- what programs other than Word write -----------------------------------------------------------


def test_ids_of_numberings_may_be_as_high_as_can_be(tmp_path: Path) -> None:
    def number(word: docx.document.Document) -> None:
        root = word.part.numbering_part.element
        last = root.findall(qn("w:num"))[-1]
        last.set(qn("w:numId"), "2147483647")
        root.append(OxmlElement("w:numIdMacAtCleanup", {qn("w:val"): "9"}))

    made = write(base=letterhead(change=number))
    numbers = [int(number) for number in made.find("//w:num/@w:numId", "word/numbering.xml")]
    assert max(numbers) == 2147483647
    assert len(set(numbers)) == len(numbers)
    assert complaints(made.data, tmp_path) == []


def test_a_style_of_another_kind_with_our_name_stays_and_ours_gets_another() -> None:
    def paint(word: docx.document.Document) -> None:
        word.styles.add_style("Question", WD_STYLE_TYPE.CHARACTER)

    made = write(base=letterhead(change=paint))
    style = style_of(made.with_text("Who helped them?"))
    assert style is not None
    assert made.style(style).get(f"{{{NAMES['w']}}}type") == "paragraph"
    assert value(made.style(style), "w:name") == "Lesson Question"


def test_a_letterhead_without_styles_will_do(tmp_path: Path) -> None:
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead())) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("document.xml.rels"):
                data = drop_element_naming(data.decode(), "styles.xml").encode()
            new.writestr(name, data)
    made = write(base=bare.getvalue())
    assert len(made.find("//w:style", "word/styles.xml")) < 60, "python-docx's own are not wanted"
    named = set(made.find("//w:body//w:pStyle/@w:val"))
    assert named <= set(made.find("//w:style/@w:styleId", "word/styles.xml"))


def test_our_own_worksheet_may_be_the_letterhead(tmp_path: Path) -> None:
    """Word keeps a style to one level of one numbering."""
    made = write("answer-key", write("worksheet", None).data)
    again = write("worksheet", made.data)
    links = again.find("//w:lvl/w:pStyle/@w:val", "word/numbering.xml")
    assert len(set(links)) == len(links)
    assert complaints(again.data, tmp_path) == []


def test_a_title_may_be_longer_than_a_property(tmp_path: Path) -> None:
    document = replace(specimens.worksheet(), title="Long " * 99)
    for base in (None, letterhead()):
        data = write_docx(document, specimens.theme(), base)
        title = docx.Document(io.BytesIO(data)).core_properties.title
        assert len(title) == 255
        assert title.endswith("…")


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
