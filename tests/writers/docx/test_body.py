"""Every block becomes what someone who edits in Word expects to find."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from lessonpress.document.blocks import (
    Blank,
    Block,
    Choice,
    Choices,
    Document,
    Edition,
    Figure,
    ItemList,
    Lines,
    ListItem,
    PageBreak,
    Paragraph,
    Question,
    Questions,
    Run,
    Table,
)
from lessonpress.words import fields, words_for
from lessonpress.writers.docx import write_docx
from lessonpress.writers.docx.looks import LIST_LEVELS
from tests.writers import specimens
from tests.writers.docx.reading import NAMES, Docx, keeps, style_of, text_of, value, w

HANDOUT = Docx(write_docx(specimens.handout(), specimens.theme()))
WORKSHEET = Docx(write_docx(specimens.worksheet(), specimens.theme()))
KEY = Docx(write_docx(specimens.worksheet(Edition.TEACHER), specimens.theme()))


def write(*blocks: Block) -> Docx:
    document = Document("worksheet", "Title", "en", Edition.STUDENT, blocks)
    return Docx(write_docx(document, specimens.theme()))


def text(id_: str, words: str) -> Paragraph:
    return Paragraph(id_, (Run(words),))


def asked(id_: str, number: int, *blocks: Block) -> Question:
    return Question(id_, number, (Run(f"Question {id_}"),), blocks)


def choices(id_: str, *words: str) -> Choices:
    return Choices(id_, tuple(Choice(f"{id_}_{n}", (Run(word),)) for n, word in enumerate(words)))


def labels(docx: Docx) -> list[str]:
    """Text and label of each numbered paragraph, counted as Word counts: a numbering goes on
    wherever it is named again, a deeper level starts anew below a higher one, and an override
    starts anew where its numbering is first named.
    """
    numbering = docx.part("word/numbering.xml")
    abstract = {
        num.get(w("numId")): value(num, "w:abstractNumId") for num in numbering.findall(w("num"))
    }
    overrides = {
        (num.get(w("numId")), override.get(w("ilvl"))): int(value(override, "w:startOverride") or 1)
        for num in numbering.findall(w("num"))
        for override in num.findall(w("lvlOverride"))
    }
    counts: dict[tuple[str | None, str], int] = {}
    begun: set[tuple[str | None, str]] = set()
    out: list[str] = []
    for paragraph in docx.paragraphs():
        owner = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if owner is None and (style := style_of(paragraph)):
            owner = docx.style(style).find(f"{w('pPr')}/{w('numPr')}")
        if owner is None:
            continue
        num, level = value(owner, "w:numId"), value(owner, "w:ilvl") or "0"
        kind = abstract[num]
        key = (kind, level)
        if (num, level) in overrides and (num, level) not in begun:
            counts[key] = overrides[num, level] - 1
            begun.add((num, level))
        counts[key] = counts.get(key, 0) + 1
        for deeper in range(int(level) + 1, 9):
            counts.pop((kind, str(deeper)), None)
        path = f"//w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='{level}']"
        (definition,) = numbering.xpath(path, namespaces=NAMES)
        form = value(definition, "w:numFmt")
        shown = {"decimal": str(counts[key]), "bullet": "•"}.get(
            form or "", chr(ord("A") + counts[key] - 1)
        )
        out.append(f"{shown} {text_of(paragraph)}")
    return out


# --- styles ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("Soviet Liberation of Czechoslovakia Begins", "Title"),
        ("What Happened?", "Heading1"),
        ("Steps", "Heading2"),
        ("commenced its offensive", "Lead"),
        ("October 1944 ·", "Dateline"),
        ("In October 1944, the Soviet", "BodyText"),
        ("“We heard them", "Quote"),
        ("The advance in autumn 1944", "Caption"),
        ("A note on where", "Note"),
        ("Read the text.", "ListNumber"),
        ("A step within a step", "ListBullet2"),
        ("Twice.", "ListContinue"),
        ("partisans aided", "FactsListBullet"),
    ],
)
def test_a_style_for_everything(words: str, style: str) -> None:
    assert style_of(HANDOUT.with_text(words)) == style


def test_the_styles_of_a_worksheet() -> None:
    assert style_of(WORKSHEET.with_text("Name")) == "FieldLine"
    assert style_of(WORKSHEET.with_text("Circle the letter")) == "Instructions"
    assert style_of(WORKSHEET.with_text("Who helped them?")) == "Question"
    assert style_of(WORKSHEET.with_text("Nobody")) == "Choice"
    assert style_of(KEY.with_text("Because it ended")) == "Answer"


@pytest.mark.parametrize("docx", [HANDOUT, WORKSHEET, KEY], ids=["handout", "worksheet", "key"])
def test_every_style_that_is_named_is_defined_and_none_twice(docx: Docx) -> None:
    defined = docx.find("//w:style/@w:styleId", "word/styles.xml")
    assert len(defined) == len(set(defined))
    parts = ("word/document.xml", "word/footer1.xml", "word/styles.xml", "word/numbering.xml")
    kinds = ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
    named = {
        name for part in parts for kind in kinds for name in docx.find(f"//w:{kind}/@w:val", part)
    }
    assert named <= set(defined)


def test_students_get_no_style_for_answers() -> None:
    names = WORKSHEET.find("//w:style/@w:styleId", "word/styles.xml")
    assert not {"Answer", "Evidence", "BlankAnswer", "Correct"} & set(names)


def test_letters_carry_no_looks_of_their_own() -> None:
    looks = {
        child.tag.rpartition("}")[2]
        for docx in (HANDOUT, WORKSHEET, KEY)
        for child in docx.find("//w:r/w:rPr/*")
    }
    assert looks <= {"rStyle", "rFonts", "lang"}


def test_a_box_is_made_of_paragraphs_that_share_borders_and_tint() -> None:
    facts = [style for style in HANDOUT.find("//w:pStyle/@w:val") if style.startswith("Facts")]
    assert len(facts) == 4
    borders = {
        tuple(
            (side.tag, *sorted(side.attrib.items()))
            for side in HANDOUT.style(style).xpath("w:pPr/w:pBdr/*", namespaces=NAMES)
        )
        for style in facts
    }
    assert len(borders) == 1
    assert value(HANDOUT.style(facts[0]), "w:basedOn") == facts[0].removeprefix("Facts")


# --- numbers -------------------------------------------------------------------------------------


def test_labels_are_numbering_not_text() -> None:
    assert labels(WORKSHEET)[:9] == [
        "1 From where did the Soviet forces advance?",
        "A North",
        "B East",
        "C South",
        "D West",
        "2 Who helped them?",
        "A Nobody",
        "B Partisans",
        "C The Allies in the west, who had landed in Normandy in June and were now crossing France",
    ]


def test_each_set_of_questions_starts_anew() -> None:
    numbered = [label for label in labels(WORKSHEET) if label[0].isdigit()]
    assert [label[0] for label in numbered] == ["1", "2", "1", "2", "1", "2"]


def test_a_set_can_begin_elsewhere_and_leave_numbers_out() -> None:
    docx = write(Questions("qs", (asked("a", 3), asked("b", 4), asked("c", 7))))
    assert labels(docx) == ["3 Question a", "4 Question b", "7 Question c"]


def test_letters_start_anew_with_every_set_of_choices() -> None:
    docx = write(
        choices("free", "x", "y"),
        Questions("qs", (asked("a", 1, choices("c1", "x"), choices("c2", "y")), asked("b", 2))),
    )
    assert labels(docx) == ["A x", "B y", "1 Question a", "A x", "A y", "2 Question b"]


def test_the_number_of_a_question_is_bold_and_no_other_label_is() -> None:
    levels = WORKSHEET.find("//w:lvl", "word/numbering.xml")
    bold = [
        value(level, "w:pStyle")
        for level in levels
        if level.find(f"{w('rPr')}/{w('b')}") is not None
    ]
    assert bold == ["Question"]


def test_numbered_lists_start_anew() -> None:
    docx = write(
        *(
            ItemList(f"l{n}", (ListItem(f"l{n}i", (text(f"l{n}p", "x"),)),), ordered=True)
            for n in range(2)
        )
    )
    assert labels(docx) == ["1 x", "1 x"]


# --- what keeps together -------------------------------------------------------------------------


def test_a_question_stays_with_its_answer_space() -> None:
    docx = write(
        Questions("qs", (asked("a", 1, Lines("l", 3)), asked("b", 2, choices("c", "x", "y"))))
    )
    assert [keeps(docx, p) for p in docx.paragraphs()] == [True, False] + [True] * 2 + [False]
    assert docx.style("AnswerLine").xpath("w:pPr/w:keepLines", namespaces=NAMES)


def test_more_lines_than_fit_half_a_page_may_be_parted() -> None:
    few, many = write(Lines("l", 9)), write(Lines("l", 90))
    parted = [value(docx.paragraphs()[0], "w:pPr/w:keepLines") for docx in (few, many)]
    assert parted == [None, "0"]


def test_a_quote_stays_with_the_answer_that_it_proves() -> None:
    quotes = (Paragraph(name, (Run("A quote."),), "evidence") for name in "ef")
    docx = write(text("a", "The answer."), *quotes, text("b", "Next."))
    assert [keeps(docx, p) for p in docx.paragraphs()] == [True, True, False, False]


def test_a_question_longer_than_a_page_may_be_parted() -> None:
    docx = write(Questions("qs", (asked("a", 1, *(text(f"p{n}", "x " * 900) for n in range(9))),)))
    assert [keeps(docx, p) for p in docx.paragraphs()] == [True] + [False] * 9


def test_a_short_table_stays_on_one_page_and_a_long_one_repeats_its_head() -> None:
    (table,) = [block for block in specimens.handout().blocks if isinstance(block, Table)]
    long = replace(table, rows=tuple(replace(table.rows[0], id=f"r{n}") for n in range(90)))
    short = write(table)
    assert first_cells_keep(short) == [True, True, True, False]
    docx = write(long)
    assert first_cells_keep(docx) == [True] + [False] * 90
    assert len(docx.find("//w:tr[w:trPr/w:tblHeader]")) == 1
    assert len(docx.find("//w:tr[w:trPr/w:cantSplit]")) == 91


def first_cells_keep(docx: Docx) -> list[bool]:
    """Of each row, whether its first paragraph stays with the next."""
    return [keeps(docx, paragraph) for paragraph in docx.find("//w:tr/w:tc[1]/w:p")]


def test_a_page_break_is_kept_by_the_paragraph_that_follows() -> None:
    docx = write(text("a", "one"), PageBreak("br"), text("b", "two"))
    first, second = docx.paragraphs()
    assert not first.xpath("w:pPr/w:pageBreakBefore", namespaces=NAMES)
    assert second.xpath("w:pPr/w:pageBreakBefore", namespaces=NAMES)


# --- room to write in ----------------------------------------------------------------------------


def test_lines_are_ruled_across_the_measure_as_far_apart_as_the_stage_wants() -> None:
    blocks = (Lines("l", 4),)
    underline = "w:sdt/w:sdtContent/w:r[w:rPr/w:rStyle/@w:val='Blank']"
    for stage, pitch in (("primary", "640"), ("secondary", "480")):
        document = Document("worksheet", "T", "en", Edition.STUDENT, blocks, stage=stage)  # type: ignore[arg-type]
        docx = Docx(write_docx(document, specimens.theme()))
        (lines,) = docx.paragraphs()
        assert style_of(lines) == "AnswerLine"
        assert len(lines.xpath(f"{underline}/w:tab", namespaces=NAMES)) == 4
        assert len(lines.xpath(f"{underline}/w:br", namespaces=NAMES)) == 3
        (stop,) = lines.xpath("w:pPr/w:tabs/w:tab/@w:pos", namespaces=NAMES)
        assert int(stop) == round(specimens.A4.measure * 20)
        assert not docx.find("//w:t")
        style = docx.style("AnswerLine")
        (spacing,) = style.xpath("w:pPr/w:spacing", namespaces=NAMES)
        assert (spacing.get(w("line")), spacing.get(w("lineRule"))) == (pitch, "exact")
        assert value(docx.style("Blank"), "w:rPr/w:u") == "single"


def test_a_gap_is_a_content_control_as_wide_as_its_answer() -> None:
    docx = write(Paragraph("p", (Run("In "), Blank(4), Run(" and "), Blank(12))))
    controls = docx.find("//w:sdt")
    widths = [len(text_of(control)) for control in controls]
    assert {set(text_of(control)) == {"\u00a0"} for control in controls} == {True}
    assert widths[1] == pytest.approx(widths[0] * 3, rel=0.1)
    assert len({value(control, "w:sdtPr/w:id") for control in controls}) == 2
    assert all(control.xpath("w:sdtPr/w:showingPlcHdr", namespaces=NAMES) for control in controls)


def control_names(docx: Docx) -> list[tuple[str | None, str | None]]:
    """The tag of each control, and what it is called."""
    return [
        (value(control, "w:sdtPr/w:tag"), value(control, "w:sdtPr/w:alias"))
        for control in docx.find("//w:sdt")
    ]


def test_every_place_to_fill_in_is_a_control_with_a_name_and_the_id_of_its_block() -> None:
    names = control_names(WORKSHEET)
    assert names[:4] == [
        ("fields.1", "Name"),
        ("fields.2", "Class"),
        ("fields.3", "Date"),
        ("mc_q1_c_1", "Question 1, choice A"),
    ]
    for expected in (
        ("tf_q2_c_2", "False"),
        ("sa_q1_l", "Answer to question 1"),
        ("cl_p.2", "Blank 2"),
        ("ma_0.1", "Blank 4"),
    ):
        assert expected in names
    assert len({tag for tag, _ in names}) == len(names)


def test_tags_rest_on_ids_not_on_words_or_on_what_stands_before() -> None:
    """So that what students wrote can be found again."""
    gap = Paragraph("p", (Run("In "), Blank(4), Run(" or "), Blank(4)))
    changed = Paragraph("p", (Run("Within "), Blank(9), Run(" or "), Blank(4)))
    before = Paragraph("other", (Blank(4),))
    assert [tag for tag, _ in control_names(write(gap))] == ["p.1", "p.2"]
    assert [tag for tag, _ in control_names(write(before, changed))] == ["other.1", "p.1", "p.2"]


def test_controls_are_named_in_the_documents_language() -> None:
    """Where there is a catalog of that language."""
    for language in ("en", "de", "cs", "es"):
        words = words_for(language)
        blocks = (
            Paragraph("p", (Blank(4),)),
            Questions("qs", (asked("q", 1, Lines("l", 2), choices("c", "x")),)),
        )
        document = Document("worksheet", "T", language, Edition.STUDENT, blocks)
        docx = Docx(write_docx(document, specimens.theme()))
        assert [name for _, name in control_names(docx)] == [
            fields.blank(words, 1),
            fields.answer_space(words, 1),
            fields.choice(words, "A", 1),
        ]


def test_students_tick_a_box_and_the_key_has_none() -> None:
    boxes = WORKSHEET.find("//w:sdt[w:sdtPr/w14:checkbox]")
    assert len(boxes) == 4 + 3 + 4
    assert {"".join(box.xpath(".//w:t/text()", namespaces=NAMES)) for box in boxes} == {"○"}
    root = WORKSHEET.part("word/document.xml")
    assert "w14" in root.get(
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
    )
    assert not KEY.find("//w14:checkbox")


def test_the_key_has_the_answer_where_students_have_a_gap() -> None:
    assert not [name for _, name in control_names(KEY) if name and name.startswith("Blank")]
    runs = KEY.find("//w:r[w:rPr/w:rStyle/@w:val='BlankAnswer']")
    assert [text_of(run) for run in runs][:3] == ["October 1944", "East", "partisans"]


def test_answers_in_gaps_have_the_colour_of_answers_wherever_they_stand() -> None:
    theme = specimens.theme()
    answer = replace(theme.styles["answer"], colour="#1f3a5f")
    coloured = replace(theme, styles=theme.styles | {"answer": answer})
    docx = Docx(write_docx(specimens.worksheet(Edition.TEACHER), coloured))
    assert value(docx.style("BlankAnswer"), "w:rPr/w:color") == "1F3A5F"
    assert docx.find("//w:tc//w:rStyle[@w:val='BlankAnswer']")
    # LibreOffice takes a colour of the defaults for that of every run in a table.
    assert not docx.find("//w:docDefaults//w:color", "word/styles.xml")


def test_an_answer_that_is_an_item_of_a_list_has_the_letters_of_an_answer() -> None:
    item = ListItem("i", (Paragraph("p", (Run("In 1944."),), "answer"),))
    plain = ListItem("j", (text("q", "Plain."),))
    docx = write(ItemList("l", (item, plain), ordered=True))
    first, second = docx.paragraphs()
    assert (style_of(first), style_of(second)) == ("ListNumber", "ListNumber")
    letters = docx.style(value(first, "w:r/w:rPr/w:rStyle") or "")
    assert letters.xpath("w:rPr/w:b", namespaces=NAMES), "as the specimen's answers are set"
    assert value(second, "w:r/w:rPr/w:rStyle") is None


def test_the_key_marks_the_right_choice_for_black_and_white_too() -> None:
    choice = KEY.with_text("Partisans")
    assert value(choice, "w:r/w:rPr/w:rStyle") == "Correct"
    assert value(choice, "w:pPr/w:rPr/w:rStyle") == "Correct", "its letter is marked, too"
    style = KEY.style("Correct")
    looks = [look.tag for look in style.xpath("w:rPr/*", namespaces=NAMES)]
    assert looks == [w("b"), w("bCs")], "one mark is enough"


def test_fields_are_labels_with_lines_up_to_tab_stops() -> None:
    fields = WORKSHEET.with_text("Name")
    assert text_of(fields) == "Name\u00a0Class\u00a0Date\u00a0"
    leaders = fields.xpath("w:pPr/w:tabs/w:tab/@w:leader", namespaces=NAMES)
    assert leaders == ["underscore"] * 3
    stops = [int(pos) for pos in fields.xpath("w:pPr/w:tabs/w:tab/@w:pos", namespaces=NAMES)]
    assert all(left < right for left, right in pairwise(stops))
    assert stops[-1] == round(specimens.A4.measure * 20)


def test_nothing_is_drawn_with_underscores() -> None:
    assert "_" not in "".join(text_of(p) for p in WORKSHEET.paragraphs())


# --- the rest ------------------------------------------------------------------------------------


def ids(blocks: Any) -> list[str]:
    """The ids of blocks, rows, items and choices, in order."""
    found: list[str] = []
    for block in blocks:
        found.append(block.id)
        for name in ("head", "rows", "items", "blocks"):
            inner = getattr(block, name, ())
            found += ids(part for part in inner if hasattr(part, "id"))
    return found


def test_the_id_of_every_block_is_a_bookmark_in_their_order() -> None:
    for document, docx in (
        (specimens.handout(), HANDOUT),
        (specimens.worksheet(Edition.TEACHER), KEY),
    ):
        names = docx.find("//w:bookmarkStart/@w:name")
        assert names == ids(document.blocks)
        starts = docx.find("//w:bookmarkStart/@w:id")
        assert len(set(starts)) == len(starts)
        assert sorted(starts) == sorted(docx.find("//w:bookmarkEnd/@w:id"))


def test_a_figure_has_its_alternative_text_and_its_shape() -> None:
    (properties,) = HANDOUT.find("//wp:docPr")
    assert properties.get("descr") == "A map of the advance, with arrows from the east"
    (extent,) = HANDOUT.find("//wp:inline/wp:extent")
    width, height = int(extent.get("cx")), int(extent.get("cy"))
    assert width == pytest.approx(specimens.A4.measure * 0.5 * 12_700, rel=0.001)
    assert width / height == pytest.approx(2, rel=0.001)
    assert HANDOUT.files["word/media/lesson1.png"] == specimens.png()


def test_a_picture_that_is_shown_twice_is_held_once() -> None:
    docx = write(*(Figure(f"f{n}", specimens.png(), "A map") for n in range(2)))
    assert [name for name in docx.files if name.startswith("word/media/")] == [
        "word/media/lesson1.png"
    ]


def test_a_picture_taller_than_the_page_is_made_to_fit() -> None:
    docx = write(Figure("f", specimens.png(20, 90), "A column"))
    (extent,) = docx.find("//wp:inline/wp:extent")
    assert int(extent.get("cy")) < specimens.A4.depth * 12_700
    assert int(extent.get("cy")) / int(extent.get("cx")) == pytest.approx(4.5, rel=0.001)


def test_a_figure_that_is_no_picture_is_an_error() -> None:
    with pytest.raises(ValueError, match="PNG"):
        write(Figure("f", b"GIF89a and so on", "A map"))


def test_tables_name_their_headers() -> None:
    (table,) = HANDOUT.find("//w:tbl")
    (look,) = table.xpath("w:tblPr/w:tblLook", namespaces=NAMES)
    assert (look.get(w("firstRow")), look.get(w("firstColumn"))) == ("1", "1")
    assert value(table, "w:tblPr/w:tblCaption") == "Vocabulary"
    assert len(table.xpath("w:tr[w:trPr/w:tblHeader]", namespaces=NAMES)) == 1


def test_links_lead_out_and_within() -> None:
    address = "https://example.org/?a=1&b=2"
    (link,) = HANDOUT.find("//w:hyperlink/@r:id")
    relations = HANDOUT.part("word/_rels/document.xml.rels")
    assert {r.get("Target") for r in relations if r.get("Id") == link} == {address}
    parts = (Run("one ", href="#p"), Run("link", strong=True, href="#p"), Run(" text"))
    docx = write(Paragraph("p", parts))
    assert docx.find("//w:hyperlink/@w:anchor") == ["p"]
    assert docx.find("//w:hyperlink//w:t/text()") == ["one ", "link"]


def test_letters_that_a_family_lacks_come_from_a_fallback() -> None:
    fonts = HANDOUT.find("//w:r[w:t='ελευθερία']/w:rPr/w:rFonts/@w:ascii")
    assert fonts == [specimens.SANS]


def test_lists_deeper_than_word_knows_go_on_stepping_in() -> None:
    inner: Block = text("deep", "deep")
    for depth in range(LIST_LEVELS + 2):
        inner = ItemList(f"l{depth}", (ListItem(f"i{depth}", (text(f"t{depth}", "x"), inner)),))
    docx = write(inner)
    styles = [style_of(p) for p in docx.paragraphs()]
    assert styles[:3] == ["ListBullet", "ListBullet2", "ListBullet3"]
    assert styles[-4:] == [f"ListBullet{LIST_LEVELS}"] * 3 + [f"ListContinue{LIST_LEVELS}"]
    lefts = [
        int(p.xpath("string(w:pPr/w:ind/@w:left)", namespaces=NAMES) or 0)
        for p in docx.paragraphs()
    ]
    assert 0 < lefts[-3] < lefts[-2]
