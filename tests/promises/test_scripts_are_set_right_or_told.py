"""Every script is set as its readers read it, or whoever prints is told once what is missing."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pypdfium2
import pytest

from lessonpress.cli import main
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
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Question,
    Questions,
    Row,
    Run,
    Section,
    Table,
)
from lessonpress.layout.fonts import (
    UnknownFamily,
    family_files,
    install_command,
    packaged_families,
)
from lessonpress.layout.scripts import SCRIPTS, MissingDictionary, break_places
from lessonpress.layout.theme import Theme
from lessonpress.writers.docx import write_docx
from lessonpress.writers.pdf import PdfMeasure, write_pdf, write_sheets
from tests.conformance import broken_rules
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import makelesson, print_lessons, write_workspace
from tests.writers import specimens
from tests.writers.docx.reading import Docx, complaints, text_of

ARABIC = "تحرّرت المدينة عام 1945 بعد ست سنوات (من الحرب)، وعاد الناس إلى بيوتهم."
HEBREW = "ירושלים היא עיר הבירה (1,000 שנים), וכך כתב BBC News ב־1948."
HINDI = "हिन्दी क्षत्रिय विश्वविद्यालय की पुरानी गलियों में"
THAI = "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทยและมีประชากรหลายล้านคน"
LENDERS = ("Amiri", "Heebo", "Mukta", "Sarabun")


def theme() -> Theme:
    plain = specimens.theme()
    return replace(plain, fallbacks=(*plain.fallbacks, *LENDERS))


def document(*blocks: Block, language: str = "en") -> Document:
    return Document("handout", "T", language, Edition.STUDENT, blocks)


def says(*content: Inline | str, language: str = "en") -> Document:
    runs = tuple(Run(one) if isinstance(one, str) else one for one in content)
    return document(Paragraph("p", runs), language=language)


def opened(made: Document, tmp_path: Path, look: Theme | None = None) -> OpenedPdf:
    path = tmp_path / "made.pdf"
    path.write_bytes(write_pdf(made, look or theme()).data)
    assert broken_rules(path) == []
    return OpenedPdf(path)


def placed(made: Document | bytes) -> list[tuple[str, float, float]]:
    """Each character of the first page, its left end and its baseline's height, as it is drawn."""
    data = made if isinstance(made, bytes) else write_pdf(made, theme()).data
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    return [
        (page.get_text_range(at, 1), box[0], box[1])
        for at in range(page.count_chars())
        for box in [page.get_charbox(at)]
    ]


def left_of(made: Document, character: str) -> float:
    return next(x for one, x, _ in placed(made) if one == character)


def words_in(text: str) -> list[str]:
    return text.split()


# --- right to left -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "he"])
def test_letters_stand_from_right_to_left(language: str) -> None:
    found = {one: x for one, x, _ in placed(says("אבג", language=language))}
    assert found["א"] > found["ב"] > found["ג"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "ar"),
        (HEBREW, "he"),
        (f"They say {HEBREW} there.", "en"),
        ("The word שלום (shalom) and العربية stand here.", "en"),
        ("בְּרֵאשִׁית בָּרָא אֱלֹהִים", "he"),
        ("الْعَرَبِيَّة لا إله", "ar"),
        ("می\u200cخواهم کتاب\u200cها را", "fa"),
    ],
)
def test_what_a_reader_is_told_is_in_the_order_of_reading(
    text: str, language: str, tmp_path: Path
) -> None:
    told = opened(says(text, language=language), tmp_path).tagged_text().strip()
    # Fonts put marks in an order of their own, which says the same.
    assert normalize("NFC", " ".join(told.split())) == normalize("NFC", text.replace("\u200c", ""))


@pytest.mark.parametrize(("text", "language"), [("שלום עולם גדול", "en"), ("تحرير المدينة", "ar")])
def test_what_is_copied_out_is_in_the_order_of_reading(text: str, language: str) -> None:
    data = write_pdf(says(text, language=language), theme()).data
    assert text in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()


def test_numbers_and_foreign_words_run_their_own_way_in_arabic() -> None:
    found = placed(says("عام 1945 من BBC ثم", language="ar"))
    x = {one: at for one, at, _ in found}
    assert x["9"] < x["4"] < x["5"]  # the number from left to right
    assert x["5"] < x["ع"]  # left of the word before it
    assert x["B"] < x["C"] < x["9"]


def test_brackets_turn_to_what_they_hold(tmp_path: Path) -> None:
    found = [(one, x) for one, x, _ in placed(says("(שלום)", language="he"))]
    ends = sorted(x for one, x in found if one in "()")
    letters = [x for one, x in found if one in "שלום"]
    assert ends[0] < min(letters) < max(letters) < ends[1]
    assert "(שלום)" in opened(says("(שלום)", language="he"), tmp_path).tagged_text()


def test_letters_of_arabic_join() -> None:
    from lessonpress.writers.pdf.inline.faces import load_face

    face = load_face("Amiri", False, False)
    joined = [glyph for _, shaped in face.shape_turned("بيت") for glyph in shaped.glyphs]
    apart = {
        glyph for one in "بيت" for _, shaped in face.shape_turned(one) for glyph in shaped.glyphs
    }
    assert not apart.intersection(joined)


LIST = ItemList("l", (ListItem("i", (Paragraph("ip", (Run("אבג"),)),)),))
QUESTION = Questions(
    "qs",
    (Question("q", 7, (Run("דהו"), Blank(6)), (Choices("c", (Choice("c1", (Run("זחט"),)),)),)),),
)
TABLE = Table("t", (0.5, 0.5), (), (Row("r", (Cell((Run("אאא"),)), Cell((Run("תתת"),)))),))
FIELDS = Fields("f", (Field("שם", 0.6), Field("כיתה", 0.4)))


def test_a_page_of_such_a_language_is_mirrored() -> None:
    middle = theme().paper.width / 2
    assert left_of(document(LIST, language="he"), "•") > left_of(document(LIST, language="he"), "א")
    asked = document(QUESTION, language="he")
    assert left_of(asked, "7") > left_of(asked, "ד") > middle
    assert left_of(asked, "A") > left_of(asked, "ז") > middle
    table = document(TABLE, language="he")
    assert left_of(table, "א") > middle > left_of(table, "ת")
    fields = document(FIELDS, language="he")
    assert left_of(fields, "ש") > left_of(fields, "כ")
    assert left_of(document(Heading("h", 1, (Run("אב"),)), language="he"), "א") > middle


def test_a_page_in_english_is_not(tmp_path: Path) -> None:
    made = says("Say שלום to them.")
    assert left_of(made, "S") < left_of(made, "ש") < left_of(made, "t")
    assert left_of(made, "S") < theme().paper.width / 4


def test_english_words_on_such_a_page_read_as_in_english() -> None:
    x = {one: at for one, at, _ in placed(says("Circle the best.", language="ar"))}
    assert x["C"] < x["h"] < x["b"] < x["."]
    assert x["."] > theme().paper.width / 2


def test_margins_are_mirrored_too() -> None:
    paper = theme().paper
    wide = replace(theme(), paper=replace(paper, left=40.0, right=150.0))
    data = write_pdf(says("אבג", language="he"), wide).data
    [x] = [x for one, x, _ in placed(data) if one == "א"]
    assert paper.width - 60 < x < paper.width - 40


def test_a_booklet_of_such_a_language_opens_the_other_way() -> None:
    sections = tuple(Section(f"s{n}", "T", (Paragraph(f"p{n}", (Run("א"),)),)) for n in range(2))
    sheets = write_sheets(document(*sections, language="he"), theme(), "2up").data
    assert [x for one, x, _ in placed(sheets) if one == "א"] == sorted(
        (x for one, x, _ in placed(sheets) if one == "א"), reverse=True
    )
    assert broken_rules(sheets) == []


def test_a_reader_is_told_which_way_the_page_runs(tmp_path: Path) -> None:
    catalog = opened(says(HEBREW, language="he"), tmp_path).reader.root_object
    assert catalog["/ViewerPreferences"]["/Direction"] == "/R2L"  # type: ignore[index]
    assert "/ViewerPreferences" in opened(says("x"), tmp_path).reader.root_object


def test_the_same_text_gives_the_same_bytes_whatever_came_before() -> None:
    first = write_pdf(says(ARABIC, language="ar"), theme()).data
    write_pdf(says("لا إله إلا كتب عربي فحص", HINDI), theme())
    assert write_pdf(says(ARABIC, language="ar"), theme()).data == first


# --- marks and clusters --------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "language"), [(HINDI, "hi"), (THAI, "th"), ("ที่นี่น้ำ", "en")])
def test_letters_that_pile_up_are_told_and_copied_as_written(
    text: str, language: str, tmp_path: Path
) -> None:
    made = opened(says(text, language=language), tmp_path)
    assert "".join(made.tagged_text().split()) == "".join(text.split())
    copied = pypdfium2.PdfDocument(made.path)[0].get_textpage().get_text_bounded()
    assert "".join(copied.split()).startswith("".join(text.split()))


@pytest.mark.parametrize(
    ("family", "text"), [("Sarabun", "ที่นี่น้ำใจ"), ("Mukta", "हिन्दी क्षत्रिय"), ("Heebo", "בָּרָא")]
)
def test_every_glyph_stands_where_the_font_puts_it(family: str, text: str) -> None:
    import uharfbuzz

    from lessonpress.writers.pdf.inline.faces import load_face
    from tests.writers.pdf.inline.test_marks import drawn

    face = load_face(family, False, False)
    for word in text.split():
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(face.font, buffer)
        right = buffer.direction == "rtl"
        arrays = (
            [shaped for _, shaped in reversed(face.shape_turned(word))]
            if right
            else [face.shape(word)]
        )
        got: list[tuple[int, float, float]] = []
        start = 0.0
        for array in arrays:
            got += [(glyph, start + x, rise) for glyph, x, rise in drawn(array, face)]
            start += array.width
        pen, want = 0.0, []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = position.x_offset * face.scale, position.y_offset * face.scale
            want.append((info.codepoint, pen + x, y))
            pen += position.x_advance * face.scale
        assert sorted(one[0] for one in got) == sorted(one[0] for one in want)
        for one, other in zip(sorted(got), sorted(want), strict=True):
            assert one[1:] == pytest.approx(other[1:], abs=1.5)


# --- where lines may end ---------------------------------------------------------------------------


def cut(text: str) -> list[str]:
    places = [0, *sorted(break_places(text)), len(text)]
    return [text[start:end] for start, end in pairwise(places)]


def test_thai_breaks_between_words() -> None:
    assert cut("กรุงเทพมหานครเป็นเมืองหลวง") == ["กรุงเทพมหานคร", "เป็น", "เมืองหลวง"]


def test_ideographs_break_anywhere_but_at_their_marks() -> None:
    assert cut("日本語。「文っ字」ABCだ（注）") == [
        *("日", "本", "語。", "「文っ", "字」", "ABC", "だ", "（注）"),
    ]


def test_a_line_of_thai_ends_within_the_measure() -> None:
    right = theme().paper.width - theme().paper.right
    found = placed(says(THAI * 4, language="th"))
    assert max(x for _, x, _ in found) < right
    assert len({round(y) for one, _, y in found if one == "ก"}) > 1


def test_a_script_that_breaks_by_a_dictionary_that_nobody_has_is_told() -> None:
    with pytest.raises(MissingDictionary, match="Khmer"):
        break_places("មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរ")
    assert cut("មនុស្ស\u200bទាំងអស់") == ["មនុស្ស\u200b", "ទាំងអស់"]


# --- Word ------------------------------------------------------------------------------------------


def docx(made: Document, look: Theme | None = None) -> Docx:
    return Docx(write_docx(made, look or theme()))


def test_word_is_told_which_way_runs_and_paragraphs_go(tmp_path: Path) -> None:
    made = docx(document(LIST, QUESTION, TABLE, FIELDS, language="he"))
    assert complaints(made.data, tmp_path) == []
    for id_ in ("BodyText", "Title", "Question", "ListBullet", "TableText", "Footer"):
        assert made.style(id_).find(".//{*}bidi") is not None, id_
    assert made.find("//w:tbl/w:tblPr/w:bidiVisual")
    assert made.find("//w:sectPr/w:bidi")
    [run] = made.find("//w:r[w:t='אבג']")
    assert run.find(".//{*}rtl") is not None


def test_a_foreign_phrase_is_a_run_that_goes_its_own_way(tmp_path: Path) -> None:
    made = docx(says("They say שלום (2 פעמים) there."))
    assert complaints(made.data, tmp_path) == []
    turned = ["".join(text_of(one)) for one in made.find("//w:r[w:rPr/w:rtl]")]
    assert turned == ["שלום (2 פעמים)"]
    assert not made.find("//w:sectPr/w:bidi")
    assert made.style("BodyText").find(".//{*}bidi") is None


def test_a_docx_asks_for_no_glyphs(tmp_path: Path) -> None:
    bare = specimens.theme()
    made = docx(says("字 ☃ שלום ગુજરાતી"), bare)
    assert complaints(made.data, tmp_path) == []
    assert "字 ☃ שלום ગુજરાતી" in "".join(text_of(one) for one in made.paragraphs())


def test_nor_does_the_fitting_of_one() -> None:
    assert PdfMeasure()(says("字 ☃ " + THAI, language="ja"), specimens.theme()).pages == 1


# --- what needs no glyph ---------------------------------------------------------------------------

IGNORABLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff\U000e0041\U000e0100"


@pytest.mark.parametrize("mark", IGNORABLE, ids=lambda mark: f"{ord(mark):04X}")
def test_what_is_invisible_stops_nothing(mark: str, tmp_path: Path) -> None:
    made = opened(says(f"One{mark} two {mark} th{mark}ree {mark}"), tmp_path, specimens.theme())
    assert "One two three" in " ".join(made.tagged_text().split())


# --- what is told ----------------------------------------------------------------------------------

EVENT = (
    "Words\nA summary.\nA fact.\n\nHeading\n\nThey said {} and smiled all day long in the town.\n"
)
SPEC = """event: words
grade: 9
{}activities:
  - activity: short-answer
    questions: [{{ask: What is {}?, answer: A word.}}]
"""


def school(root: Path, text: str, asked: str = "it", more: str = "") -> Path:
    return write_workspace(
        root,
        {
            "lessons/events/words.txt": EVENT.format(text),
            "lessons/words.yaml": SPEC.format(more, asked),
        },
    )


def test_a_script_that_no_font_has_is_told_once(tmp_path: Path) -> None:
    root = school(tmp_path, "العربية والسلام", "العربية والناس")
    [report] = print_lessons(root)
    [problem] = [one for one in report.problems if one.is_error]
    assert problem.location.file == root / "lessons" / "words.yaml"
    assert (problem.location.line, problem.location.column) == (5, 31)
    assert "script Arabic" in problem.message
    assert "Amiri" in problem.hint
    assert "fonts: {fallbacks: [Alegreya Sans, Spectral, Amiri]}" in problem.hint


def test_several_scripts_are_told_once_each_with_one_line_for_all(tmp_path: Path) -> None:
    [report] = print_lessons(school(tmp_path, f"{HEBREW} {THAI} 日本語です ☃✈"))
    problems = [one for one in report.problems if one.is_error]
    told = " ".join(one.message for one in problems)
    assert len(problems) == 4
    assert all(name in told for name in ("Hebrew", "Thai", "Han and Kana", "SNOWMAN"))
    lines = {found[0] for one in problems if (found := re.search(r"fallbacks: \[.*?\]", one.hint))}
    assert lines == {"fallbacks: [Alegreya Sans, Spectral, Heebo, Sarabun, Noto Sans JP]"}


def test_what_the_hint_says_does(tmp_path: Path) -> None:
    root = school(tmp_path, HEBREW, more="layout: ours\n")
    layout = "extends: classic\nfonts: {fallbacks: [Alegreya Sans, Spectral, Heebo]}\n"
    write_workspace(root, {"layouts/ours/layout.yaml": layout})
    [report] = print_lessons(root)
    assert not [one for one in report.problems if one.is_error]
    for made in report.made:
        if made.format == "pdf":
            assert broken_rules(made.path) == []


def test_a_docx_alone_is_printed_without_a_word(tmp_path: Path) -> None:
    [report] = print_lessons(school(tmp_path, "العربية"), formats=("docx",))
    assert not [one for one in report.problems if one.is_error]
    assert {one.format for one in report.made} == {"docx"}


@pytest.mark.parametrize(("language", "warned"), [("ar", False), ("fa", True)])
def test_a_lesson_from_right_to_left_is_printed_mirrored_with_english_words_warned_of(
    tmp_path: Path, language: str, warned: bool
) -> None:
    root = school(tmp_path, ARABIC, ARABIC[:20], f"language: {language}\nlayout: ours\n")
    write_workspace(
        root,
        {
            "layouts/ours/layout.yaml": "extends: classic\nfonts: {fallbacks: [Alegreya Sans, Amiri]}\n"
        },
    )
    [report] = print_lessons(root)
    assert not [one for one in report.problems if one.is_error]
    assert ("english-words" in {one.code for one in report.problems}) == warned
    for made in report.made:
        if made.format == "docx":
            with zipfile.ZipFile(made.path) as archive:
                assert b"<w:bidi/>" in archive.read("word/styles.xml")


def test_thai_without_a_dictionary_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from lessonpress.layout import scripts

    monkeypatch.setitem(sys.modules, "pythainlp.tokenize", None)
    scripts._thai_words.cache_clear()
    root = school(tmp_path, THAI, more="layout: ours\n")
    layout = "extends: classic\nfonts: {fallbacks: [Alegreya Sans, Sarabun]}\n"
    write_workspace(root, {"layouts/ours/layout.yaml": layout})
    [report] = print_lessons(root)
    [problem] = [one for one in report.problems if one.is_error]
    assert problem.code == "missing-dictionary"
    assert "pip install pythainlp" in problem.hint
    assert problem.location.line == 7
    [report] = print_lessons(root, formats=("docx",))
    assert not [one for one in report.problems if one.is_error]
    scripts._thai_words.cache_clear()


def test_a_name_that_cannot_be_set_stops_that_pupil_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = school(tmp_path, "hello")
    roster = root / "9a.csv"
    roster.write_text("name\nAdam Novák\nمحمد علي\nŽofie Malá\n", "utf-8")
    status = main(["class-set", "words", "--roster", str(roster), "--workspace", str(root)])
    told = capsys.readouterr()
    assert status == 1
    assert f"{roster}:3: error:" in told.err
    assert "Amiri" in told.err
    assert "محمد" not in told.err + told.out
    assert "2 copies" in told.out
    [made] = root.glob("output/words/*class-set.pdf")
    text = "".join(OpenedPdf(made).page_texts())
    assert "Adam Novák" in text
    assert "Žofie Malá" in text


def test_names_in_any_script_that_the_fonts_have_are_set(tmp_path: Path) -> None:
    fields = document(Fields("f", (Field("Name", 1.0, "محمد علي"),)))
    assert "محمد علي" in opened(fields, tmp_path).tagged_text()


# --- packages that are named -------------------------------------------------------------------------

#: Each was installed from PyPI, and text set in it, in October and November 2026.
INSTALLED = {
    *("fontpkg-amiri", "fontpkg-frank-ruhl-libre", "fontpkg-heebo", "fontpkg-hind-siliguri"),
    *("fontpkg-mukta", "fontpkg-noto-sans", "fontpkg-noto-sans-arabic"),
    *("fontpkg-noto-sans-devanagari", "fontpkg-noto-sans-khmer", "fontpkg-noto-sans-tamil"),
    *("fontpkg-noto-sans-telugu", "fontpkg-noto-sans-thai", "fontpkg-sarabun"),
    *("justmytype-intl-africa", "justmytype-intl-cjk", "justmytype-intl-rtl"),
    *("justmytype-intl-sea", "rinoh-typeface-dejavusans"),
}


def test_packages_that_are_named_were_tried() -> None:
    assert {font.package for script in SCRIPTS for font in script.fonts} <= INSTALLED
    ours = {name.removeprefix("fontpkg-") for name in INSTALLED if name.startswith("fontpkg-")}
    assert ours <= packaged_families()


def test_the_docs_name_them_all() -> None:
    page = (Path(__file__).parents[2] / "docs" / "languages.md").read_text("utf-8")
    told = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^`]+)` \|$", page, flags=re.M)
    ours = {"Greek", "Cyrillic"}  # in the fonts that come along
    assert told == [
        (script.name, font.family, install_command(font.package))
        for script in SCRIPTS
        if script.name not in ours
        for font in script.fonts
    ]


@pytest.mark.parametrize(
    ("family", "hint"),
    [
        ("Lexend", "pip install fontpkg-lexend"),
        ("Specral", "Did you mean “Spectral” (`pip install fontpkg-spectral`)"),
        ("Noto Sans Georgian", "pip install --no-deps rinoh-typeface-dejavusans"),
        ("Noto Serif Hebrew", "pip install fontpkg-heebo"),
        ("Noto Sans JP", "pip install --no-deps justmytype-intl-cjk"),
        ("Comic Nova", "No package is known"),
    ],
)
def test_no_package_is_named_that_there_is_not(family: str, hint: str) -> None:
    with pytest.raises(UnknownFamily) as caught:
        family_files(family)
    assert hint in caught.value.hint
    named = re.findall(r"fontpkg-([a-z0-9-]+)", caught.value.hint)
    assert set(named) <= packaged_families()


def test_a_variable_font_is_set_in_its_weights(tmp_path: Path) -> None:
    heebo = replace(specimens.theme(), fallbacks=("Heebo",))
    light = opened(says("שלום"), tmp_path, heebo)
    assert "שלום" in light.tagged_text()
    strong = says(Run("שלום", strong=True))
    names = re.findall(rb"/FontName /[A-Z]{6}\+([\w-]+)", write_pdf(strong, heebo).data)
    assert any(name.endswith(b"-700") for name in names)


def test_the_command_prints_it_too(tmp_path: Path) -> None:
    root = school(tmp_path, "العربية")
    done = makelesson("build", "--format", "pdf", cwd=root)
    assert done.returncode == 1
    assert done.stderr.count("script Arabic") == 1
    assert "Traceback" not in done.stderr
