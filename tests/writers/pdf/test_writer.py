"""The PDF as others read it: tagged, accessible, the same bytes each time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pypdf
import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics

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
    Figure,
    Heading,
    LineBreak,
    PageBreak,
    Paragraph,
    Question,
    Questions,
    Row,
    Run,
    Table,
)
from lessonpress.layout.fonts import MissingGlyph
from lessonpress.writers.pdf import PdfMeasure, page_starts, write_pdf
from lessonpress.writers.pdf.inline.faces import RISE, load_face
from tests.conformance import broken_rules
from tests.writers import specimens

DOCUMENTS = {
    "handout": specimens.handout(),
    "worksheet": specimens.worksheet(),
    "answer-key": specimens.worksheet(Edition.TEACHER),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_where_pages_begin_is_known_once_they_are_printed(name: str) -> None:
    """So that who has another copy finds them without setting everybody's once more."""
    document, theme = DOCUMENTS[name], specimens.theme()
    tall = replace(document, blocks=(*document.blocks[:1], *(many(document.blocks[1:], 6))))
    printed = write_pdf(tall, theme)
    assert printed.pages > 2
    assert printed.starts == page_starts(tall, theme)


def many(blocks: tuple[Block, ...], times: int) -> Iterator[Block]:
    """The paragraphs among the blocks so many times, each with an id of its own."""
    for time in range(times):
        for block in blocks:
            if isinstance(block, Paragraph | Heading):
                yield replace(block, id=f"{block.id}_{time}", content=block.content * 6)


def read(document: Document, paper: Any = specimens.A4) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write_pdf(document, specimens.theme(paper)).data))


def short(*blocks: Block, title: str = "Title", language: str = "en") -> Document:
    heading = Heading("h", 1, (Run(title),))
    return Document(
        "handout", title, language, Edition.STUDENT, (heading, *blocks), "Foot", "{page}/{pages}"
    )


def elements(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Every structure element, in reading order."""
    stack = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()]
    while stack:
        element = stack.pop()
        yield element
        kids = element.get("/K", [])
        objects = [kid.get_object() for kid in kids if not isinstance(kid, int)]
        stack.extend(kid for kid in reversed(objects) if isinstance(kid, dict) and "/S" in kid)


def kinds(reader: pypdf.PdfReader) -> list[str]:
    return [str(element["/S"]).lstrip("/") for element in elements(reader)]


@pytest.mark.parametrize("paper", [specimens.A4, specimens.A4_LANDSCAPE], ids=lambda p: p.name)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_conforms_to_pdf_ua_1_and_pdf_a_2a(name: str, paper: Any) -> None:
    data = write_pdf(DOCUMENTS[name], specimens.theme(paper)).data
    assert broken_rules(data) == []


def test_names_itself_in_the_title_bar_and_in_its_metadata() -> None:
    reader = read(short(title="Größe & <Maß>", language="de"))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "de"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Größe & <Maß>"
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": "Größe & <Maß>"}
    assert "/Filter" not in root["/Metadata"]


def test_tags_say_what_each_block_is() -> None:
    found = kinds(read(DOCUMENTS["handout"]))
    assert found[:2] == ["Document", "H1"]
    for kind in ("H2", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure", "Link"):
        assert kind in found


def test_header_cells_say_what_they_head() -> None:
    scopes = {
        str(element["/A"]["/Scope"])
        for element in elements(read(DOCUMENTS["handout"]))
        if element["/S"] == "/TH"
    }
    assert scopes <= {"/Column", "/Row"}
    assert "/Column" in scopes


def test_pictures_carry_their_alternative_text() -> None:
    (figure,) = (one for one in elements(read(DOCUMENTS["handout"])) if one["/S"] == "/Figure")
    assert figure["/Alt"]
    assert figure["/A"]["/BBox"]


def test_links_can_be_followed_and_are_in_the_tree() -> None:
    text = (Run("See "), Run("the source (1)", href="https://example.org/a(b)"), Run(" there."))
    reader = read(short(Paragraph("p", text)))
    (note,) = reader.pages[0]["/Annots"]
    assert note.get_object()["/A"]["/URI"] == "https://example.org/a(b)"
    assert kinds(reader) == ["Document", "H1", "P", "Span", "Link", "Span"]


def test_words_of_another_language_are_marked() -> None:
    text = (Run("The "), Run("vlast", lang="cs"), Run("."))
    languages = [str(one.get("/Lang", "")) for one in elements(read(short(Paragraph("p", text))))]
    assert languages == ["en", "", "", "", "cs", ""]


def test_every_font_is_embedded_and_cut_down() -> None:
    for sheet in read(DOCUMENTS["handout"]).pages:
        for font in sheet["/Resources"]["/Font"].values():
            descendant = font["/DescendantFonts"][0]
            assert descendant["/FontDescriptor"]["/FontFile2"]
            assert str(font["/BaseFont"])[7] == "+"


@pytest.mark.parametrize(
    "text",
    [
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "Zażółć gęślą jaźń",
        "Größe, Maß, Übermut",
        "Où est l’œuvre ? Ça et là.",
        "Щастя, ґанок, їжа, єдність",
        "Ελληνικά, ύψος, άνθρωπος",
    ],
)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    assert text in read(short(Paragraph("p", (Run(text),)))).pages[0].extract_text()


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    with pytest.raises(MissingGlyph) as caught:
        write_pdf(short(Paragraph("p", (Run("smile 😀"),))), specimens.theme())
    assert caught.value.character == "😀"


def test_pages_are_counted_at_their_foot() -> None:
    blocks = tuple(Paragraph(f"p{n}", (Run("Word " * 60),)) for n in range(60))
    reader = read(short(*blocks))
    count = len(reader.pages)
    assert count > 2
    for number, sheet in enumerate(reader.pages, start=1):
        assert f"{number}/{count}" in sheet.extract_text()
        assert sheet["/Tabs"] == "/S"


def test_bookmarks_follow_the_headings() -> None:
    blocks = (Heading("a", 2, (Run("One"),)), Heading("b", 3, (Run("Deeper"),)))
    outline = read(short(*blocks, Heading("c", 2, (Run("Two"),)))).outline
    assert outline[0]["/Title"] == "Title"
    assert [entry["/Title"] for entry in outline[1] if not isinstance(entry, list)] == [
        "One",
        "Two",
    ]
    assert outline[1][1][0]["/Title"] == "Deeper"


def test_measuring_agrees_with_printing() -> None:
    for document in DOCUMENTS.values():
        measure = PdfMeasure()
        for scale in (1.0, 0.87, 1.21, 1.0):
            theme = specimens.theme().scaled(scale)
            assert measure(document, theme).pages == write_pdf(document, theme).pages


def test_the_same_document_is_the_same_bytes() -> None:
    once = write_pdf(DOCUMENTS["handout"], specimens.theme()).data
    write_pdf(DOCUMENTS["worksheet"], specimens.theme())
    assert write_pdf(DOCUMENTS["handout"], specimens.theme()).data == once


def test_the_same_document_is_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from tests.writers import specimens;"
        "from lessonpress.writers.pdf import write_pdf;"
        "data = write_pdf(specimens.handout(), specimens.theme()).data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_words_are_told_apart_where_lines_break() -> None:
    """A reader that follows the tags joins what stands in one element as it comes."""
    text = "In October 1944, the Soviet Union initiated its offensive. " * 6
    fields = Fields("f", (Field("Name", 0.5), Field("Date", 0.5)))
    broken = Paragraph("b", (Run("one"), LineBreak(), Run("two")))
    reader = read(short(fields, Paragraph("p", (Run(text),)), broken))
    shown = reader.pages[0].extract_text().replace("\u00ad\n", "").replace("\n", "")
    assert "Name Date" in shown
    assert text.strip() in shown
    assert "one two" in shown


def test_a_long_footer_leaves_room_for_the_page() -> None:
    document = short(PageBreak("b"), Paragraph("p", (Run("More."),)))
    long = replace(document, footer="A title that goes on " * 12)
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(long, specimens.theme()).data))
    shown = reader.pages[0].extract_text()
    assert "…" in shown
    assert "1/2" in shown


def test_a_document_of_one_page_does_not_repeat_its_title_at_the_foot() -> None:
    shown = read(replace(short(), footer="Foot")).pages[0].extract_text()
    assert "Foot" not in shown
    assert "1/1" in shown


def test_a_caption_is_read_after_its_picture() -> None:
    (figure,) = (one for one in elements(read(DOCUMENTS["handout"])) if one["/S"] == "/Figure")
    picture, caption = figure["/K"]
    assert isinstance(picture, int)
    assert caption["/S"] == "/Caption"


def test_numbers_of_a_long_worksheet_stand_clear_of_their_text() -> None:
    questions = tuple(
        Question(f"q{number}", number, (Run("Who came?"),)) for number in range(1, 102)
    )
    reader = read(short(Questions("qs", questions)))
    assert "100. Who" in " ".join(reader.pages[-1].extract_text().split())


def test_a_quote_stays_on_the_page_of_the_answer_that_it_proves() -> None:
    for before in range(20):  # wherever the page ends
        filling = (Paragraph(f"f{number}", (Run("Filling."),)) for number in range(before))
        proved = (
            Paragraph(f"{word}{number}", (Run(word),), style)
            for number in range(30)
            for word, style in (("Answer", "answer"), ("Quote", "evidence"))
        )
        for sheet in read(short(*filling, *proved)).pages:  # type: ignore[arg-type]
            text = sheet.extract_text()
            assert text.count("Answer") == text.count("Quote")


def test_the_number_of_a_question_is_bold_and_so_is_the_letter_of_the_right_choice() -> None:
    letters = Choices("c", (Choice("c1", (Run("a"),), False), Choice("c2", (Run("b"),), True)))
    question = Question("q", 1, (Run("Who came?"),), (letters,))
    fonts: dict[str, set[str]] = {}

    def visit(text: str, _cm: Any, _tm: Any, font: Any, _size: float) -> None:
        if shown := text.strip():
            fonts.setdefault(shown, set()).add(str(font["/BaseFont"]).partition("+")[2])

    document = replace(short(Questions("qs", (question,))), edition=Edition.TEACHER)
    read(document).pages[0].extract_text(visitor_text=visit)
    named = {text: " ".join(names) for text, names in fonts.items()}
    assert "Bold" in named["1."]
    assert "Bold" not in named["Who came?"]
    assert "Bold" not in named["A."]
    assert "Bold" in named["B."]


def test_says_what_it_was_made_with() -> None:
    reader = read(short())
    assert reader.metadata is not None
    producer = reader.metadata.producer
    assert producer is not None
    assert f"ReportLab {reportlab.Version}" in producer
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.pdf_producer == producer
    assert "/CreationDate" not in reader.metadata


def test_two_documents_that_differ_have_names_of_their_own() -> None:
    """The file's identifier is a digest of what is in it."""
    documents = (
        short(),
        short(title="Other"),
        short(Paragraph("p", (Run("text"),))),
        short(Paragraph("p", (Run("next"),))),
        short(Paragraph("p", (Run("text", lang="cs"),))),
        short(Paragraph("p", (Run("text", href="https://example.org/a"),))),
        short(Paragraph("p", (Run("text", href="https://example.org/b"),))),
    )
    names = [read(document).trailer["/ID"][0].original_bytes for document in documents]  # type: ignore[index]
    assert len(set(names)) == len(names)
    assert names[0] == read(short()).trailer["/ID"][0].original_bytes  # type: ignore[index]


def test_nothing_of_one_document_is_in_the_next() -> None:
    known = set(pdfmetrics.getRegisteredFontNames())  # whoever else is at work in this process
    alone = write_pdf(short(), specimens.theme()).data
    write_pdf(DOCUMENTS["handout"], specimens.theme())
    assert write_pdf(short(), specimens.theme()).data == alone
    assert set(pdfmetrics.getRegisteredFontNames()) == known


def test_an_address_with_letters_of_all_kinds_can_be_followed() -> None:
    text = (Run("more", href="https://example.org/Příběh?q=a b&c=%20#ž"),)
    (note,) = read(short(Paragraph("p", text))).pages[0]["/Annots"]
    address = "https://example.org/P%C5%99%C3%ADb%C4%9Bh?q=a%20b&c=%20#%C5%BE"
    assert note.get_object()["/A"]["/URI"] == address


@pytest.mark.parametrize("size", [10.0, 24.0])
def test_marks_above_a_capital_stand_above_it(size: float) -> None:
    """A mark over a small letter and one over a capital have one glyph; only its place differs."""
    theme = specimens.theme()
    style = replace(theme.styles["body"], size=size, leading=2 * size)
    theme = replace(theme, styles={**theme.styles, "body": style})
    data = write_pdf(short(Paragraph("p", (Run("T\u0303 t"),))), theme).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        operators = pikepdf.parse_content_stream(pdf.pages[0], "Ts")
    rises = [float(operands[0]) for operands, _ in operators]
    _, mark = load_face("Spectral", False, False).shape("T\u0303").array.split(RISE)[:2]
    assert rises == pytest.approx([int(mark) * size / 1000, 0], abs=0.01)
    assert 0.1 * size < rises[0] < size


def test_a_picture_and_a_blank_in_a_head_that_is_repeated_are_read_once() -> None:
    figure = Figure("f", specimens.png(), "A map", share=0.3)
    head = Row("h0", (Cell((Run("Place"), Blank(4)), "column", (figure,)), Cell((), "column")))
    rows = tuple(Row(f"r{n}", (Cell((Run("x " * 200),)), Cell(()))) for n in range(40))
    document = short(Table("t", (0.5, 0.5), (head,), rows))
    data = write_pdf(document, specimens.theme()).data
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) > 2
    for kind in ("/Figure", "/Form"):
        [element] = [one for one in elements(reader) if one["/S"] == kind]
        assert len(element["/K"]) == 1
    assert broken_rules(data) == []
