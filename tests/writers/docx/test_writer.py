"""A DOCX is valid, lean, the same bytes each time, and says what it is."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from lessonpress.document.blocks import Box, Document, Edition, Heading, Paragraph, Run, Table
from lessonpress.writers.docx import write_docx
from lessonpress.writers.docx.languages import word_language
from tests.writers import specimens
from tests.writers.docx.reading import NAMES, Docx, complaints, value

DOCUMENTS = {
    "handout": specimens.handout(),
    "worksheet": specimens.worksheet(),
    "answer-key": specimens.worksheet(Edition.TEACHER),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("paper", [specimens.A4, specimens.A4_LANDSCAPE], ids=lambda p: p.name)
def test_the_checker_finds_no_error(kind: str, paper: specimens.Paper, tmp_path: Path) -> None:
    assert complaints(write_docx(DOCUMENTS[kind], specimens.theme(paper)), tmp_path) == []


def test_an_empty_document_is_valid(tmp_path: Path) -> None:
    document = Document("handout", "Nothing", "en", Edition.STUDENT, ())
    assert complaints(write_docx(document, specimens.theme()), tmp_path) == []


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_same_document_makes_the_same_bytes(kind: str) -> None:
    first = write_docx(DOCUMENTS[kind], specimens.theme())
    assert write_docx(DOCUMENTS[kind], specimens.theme()) == first


def test_the_bytes_do_not_depend_on_what_was_written_before() -> None:
    """Also not on the seed of hashes: each process writes in another order first."""
    script = (
        "import hashlib\n"
        "from lessonpress.document.blocks import Edition\n"
        "from lessonpress.writers.docx import write_docx\n"
        "from tests.writers import specimens\n"
        "made = [specimens.handout(), specimens.worksheet(Edition.TEACHER), specimens.worksheet()]\n"
        "order = {order}\n"
        "out = {{n: write_docx(made[n], specimens.theme()) for n in order}}\n"
        "print([hashlib.sha256(out[n]).hexdigest() for n in range(3)])\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script.format(order=order)],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
        ).stdout
        for order in ([0, 1, 2], [2, 1, 0])
    }
    assert len(outputs) == 1


def test_the_zip_tells_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(specimens.handout(), specimens.theme()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_is_lean() -> None:
    assert len(write_docx(specimens.worksheet(), specimens.theme())) < 12_000


def test_properties_name_title_author_subject_keywords_and_language() -> None:
    data = write_docx(specimens.handout(), specimens.theme())
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert properties.title == "Soviet Liberation of Czechoslovakia Begins"
    assert properties.author == "A & B School"
    assert properties.subject == "History, grade 9"
    assert properties.keywords == "1944, liberation"
    assert properties.language == "en"


def test_the_language_holds_for_every_run_that_names_no_other() -> None:
    czech = replace(specimens.handout(), language="cs")
    made = Docx(write_docx(czech, specimens.theme()))
    assert value(made.part("word/styles.xml"), "//w:rPrDefault//w:lang") == "cs-CZ"
    assert made.find("//w:r/w:rPr/w:lang/@w:val") == ["cs-CZ", "uk-UA", "el-GR"]


def test_word_opens_it_in_the_current_mode() -> None:
    made = Docx(write_docx(specimens.handout(), specimens.theme()))
    mode = "//w:compatSetting[@w:name='compatibilityMode']"
    assert value(made.part("word/settings.xml"), mode) == "15"


def test_hyphenation_is_on_for_the_styles_that_want_it_only() -> None:
    made = Docx(write_docx(specimens.handout(), specimens.theme()))
    assert made.find("//w:autoHyphenation", "word/settings.xml")
    assert value(made.style("BodyText"), "w:pPr/w:suppressAutoHyphens") == "0"
    assert value(made.style("Heading1"), "w:pPr/w:suppressAutoHyphens") is None


def test_the_footer_counts_pages_with_fields() -> None:
    made = Docx(write_docx(specimens.handout(), specimens.theme()))
    footer = made.part("word/footer1.xml")
    assert footer.xpath("//w:fldSimple/@w:instr", namespaces=NAMES) == [" PAGE ", " NUMPAGES "]
    text = "".join(footer.xpath("//w:t/text()", namespaces=NAMES))
    assert text == "Soviet Liberation of Czechoslovakia BeginsPage 1 of 1"
    (tab,) = made.style("Footer").xpath("w:pPr/w:tabs/w:tab", namespaces=NAMES)
    assert tab.get(f"{{{NAMES['w']}}}pos") == str(round(specimens.A4.measure * 20))


def test_paper_and_margins_are_those_of_the_theme() -> None:
    data = write_docx(specimens.handout(), specimens.theme(specimens.A4_LANDSCAPE))
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert section.orientation == 1
    assert section.left_margin is not None
    assert section.left_margin.pt == pytest.approx(specimens.A4_LANDSCAPE.left, abs=0.05)


def test_fonts_name_what_to_use_where_they_are_missing() -> None:
    made = Docx(write_docx(specimens.handout(), specimens.theme()))
    (spectral,) = made.find("//w:font[@w:name='Spectral']", "word/fontTable.xml")
    assert value(spectral, "w:altName") == "Georgia"
    assert value(spectral, "w:family") == "roman"


def test_characters_that_xml_cannot_carry_are_dropped() -> None:
    text = "a\x00b\x0bc\ud800d\ufffe & <e> \t \n f"
    block = Paragraph("p", (Run(text),))
    document = Document("handout", text, "en", Edition.STUDENT, (block,), footer=text)
    made = Docx(write_docx(document, specimens.theme()))
    assert made.find("//w:t/text()") == ["abcd & <e>     f"]


def test_a_character_that_no_font_has_is_left_to_word() -> None:
    document = Document("handout", "T", "en", Edition.STUDENT, (Paragraph("p", (Run("字"),)),))
    assert Docx(write_docx(document, specimens.theme())).find("//w:t/text()")[0] == "字"


def test_tables_that_meet_stay_two_and_one_at_the_end_is_followed_by_text(tmp_path: Path) -> None:
    (table,) = [block for block in specimens.handout().blocks if isinstance(block, Table)]
    second = replace(table, id="again", caption=(), head=(), rows=(replace(table.rows[0], id="r"),))
    boxed = Box("box", "facts", (Heading("bh", 3, (Run("In a box"),)), second))
    document = Document("handout", "T", "en", Edition.STUDENT, (table, second, boxed))
    data = write_docx(document, specimens.theme())
    body = Docx(data).find("//w:body/*")
    tags = [element.tag.rpartition("}")[2] for element in body]
    assert tags == ["p", "tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    assert complaints(data, tmp_path) == []


@pytest.mark.parametrize(
    ("tag", "named"), [("en", "en-US"), ("en-GB", "en-GB"), ("cs", "cs-CZ"), ("tlh", "tlh")]
)
def test_a_language_named_alone_gets_the_region_of_its_dictionary(tag: str, named: str) -> None:
    assert word_language(tag) == named
