"""HTML: every block as the element that says what it is, and nothing that isn't in the file."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lessonpress.document.blocks import (
    Blank,
    Box,
    Cell,
    Choice,
    Choices,
    Document,
    Edition,
    Field,
    Fields,
    Figure,
    Heading,
    ItemList,
    LineBreak,
    Lines,
    ListItem,
    Masthead,
    Paragraph,
    Question,
    Questions,
    Row,
    Run,
    Section,
    Table,
    Verse,
    WritingLook,
)
from lessonpress.writers.html import write_html
from tests.end_to_end.opened_html import OpenedHtml
from tests.writers import specimens


def words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def opened(*blocks: object, edition: Edition = Edition.STUDENT, language: str = "en") -> OpenedHtml:
    title = Heading("title", 1, words("A title"))
    document = Document("worksheet", "A title", language, edition, (title, *blocks))  # type: ignore[arg-type]
    return OpenedHtml(write_html(document, specimens.theme()))


@pytest.mark.parametrize(
    "document",
    [specimens.handout(), specimens.puzzle(), *map(specimens.worksheet, Edition)],
    ids=["handout", "puzzle", *Edition],
)
def test_every_specimen_is_html_by_the_letter(document: Document) -> None:
    assert OpenedHtml(write_html(document, specimens.theme())).body_text()


def test_it_asks_for_nothing_from_elsewhere() -> None:
    page = opened(Figure("f", specimens.png(), "A wall"))
    assert not list(page.root.iter("script", "link"))
    [picture] = page.root.iter("img")
    assert picture.get("src", "").startswith("data:image/png;base64,")
    assert picture.get("alt") == "A wall"
    assert not re.search(rb"url\(|@import|https?://", page.data)


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("cs", "ltr"), ("ar", "rtl")])
def test_language_and_direction_are_said(language: str, way: str) -> None:
    page = opened(language=language)
    assert (page.language, page.root.get("dir")) == (language, way)


def test_text_cannot_be_markup() -> None:
    page = opened(Paragraph("p", words("<script>1</script> & \x00so")))
    assert not list(page.root.iter("script"))
    assert "<script>1</script> & so" in page.body_text()


def test_looks_are_elements() -> None:
    runs = (
        Run("bold", strong=True),
        Run("slanted", emphasis=True, lang="de"),
        LineBreak(),
        Run("2", script="superscript"),
        Run("there", href="#p"),
    )
    [text] = [one for one in opened(Paragraph("p", runs)).root.iter("p") if one.get("id") == "p"]
    assert [one.tag for one in text] == ["strong", "em", "br", "sup", "a"]
    assert text[1].get("lang") == "de"
    assert text[4].get("href") == "#p"


def test_lists_keep_their_numbers_and_letters() -> None:
    items = (
        ListItem("a", (Paragraph("ap", words("One")),), 3),
        ListItem("b", (Paragraph("bp", words("Two")),), 7),
    )
    [numbers, letters] = opened(
        ItemList("n", items, True, start=3), ItemList("l", items[:1], True, "a", start=3)
    ).root.iter("ol")
    assert (numbers.get("start"), [one.get("value") for one in numbers]) == ("3", ["3", "7"])
    assert (letters.get("type"), letters.get("start")) == ("a", "3")


def choosing(edition: Edition) -> OpenedHtml:
    right = {Edition.STUDENT: (None, None), Edition.TEACHER: (False, True)}[edition]
    items = tuple(Choice(f"c{n}", words(f"choice {n}"), one) for n, one in enumerate(right))
    question = Question("q", 4, words("Which?"), (Choices("cs", items), Lines("l", 3)))
    return opened(Questions("qs", (question,)), edition=edition)


def test_a_student_marks_one_choice_of_a_question_that_is_named() -> None:
    page = choosing(Edition.STUDENT)
    fields = [one for one in page.root.iter("input") if one.get("type") == "radio"]
    assert [(one.get("name"), one.get("value")) for one in fields] == [("cs", "c0"), ("cs", "c1")]
    [group] = [one for one in page.root.iter("ol") if one.get("role") == "radiogroup"]
    [ask] = [one for one in page.root.iter("p") if one.get("id") == group.get("aria-labelledby")]
    assert ask.text == "Which?"
    [lines] = page.root.iter("textarea")
    assert (lines.get("rows"), lines.get("aria-label")) == ("3", "Answer to question 4")


def test_a_key_shows_what_is_right_and_has_nothing_to_fill_in() -> None:
    page = choosing(Edition.TEACHER)
    assert [one.text for one in page.root.iter("strong")] == ["choice 1"]
    assert not list(page.root.iter("input"))


def test_blanks_are_fields_and_what_is_filled_in_is_text() -> None:
    page = opened(Paragraph("p", (Blank(5), Run(" and "), Blank(5, "so"))))
    [field] = page.root.iter("input")
    assert (field.get("aria-label"), field.get("size")) == ("Blank 1", "5")
    assert [one.text for one in page.root.iter("b")] == ["so"]


def test_the_name_is_asked_for_where_it_is_not_printed() -> None:
    page = opened(Fields("fields", (Field("Name", 0.5, "Jana"), Field("Date", 0.5))))
    assert "Name Jana" in " ".join(page.body_text().split())
    [field] = page.root.iter("input")
    assert field.getparent().tag == "label"


def test_empty_cells_that_leave_room_are_fields_for_students_alone() -> None:
    row = Row("r1", (Cell(words("1938"), "row"), Cell(()), Cell(())), height=40.0)
    table = Table("t", (0.2, 0.4, 0.4), (), (row, replace(row, id="r2", height=None)))
    assert len(list(opened(table).root.iter("textarea"))) == 2
    assert not list(opened(table, edition=Edition.TEACHER).root.iter("textarea"))


def test_boxes_of_a_puzzle_take_a_letter_and_the_drawing_is_told() -> None:
    row = Row("r", (Cell((), label="1"), Cell((), kind="void")))
    page = opened(Table("t", (), (), (row,), square=20.0, summary="A crossword."))
    [field] = page.root.iter("input")
    assert field.get("maxlength") == "2"
    assert "A crossword." in list(page.said())


def test_verse_keeps_its_lines_and_their_numbers() -> None:
    lines = [part for n in range(1, 7) for part in (Run(f"line {n}"), LineBreak())][:-1]
    text = opened(Verse("v", (Paragraph("s", tuple(lines)),), numbered=True)).body_text()
    assert [line for line in text.splitlines() if line.strip()][1:] == [
        *(f"line {n}" for n in range(1, 5)),
        "line 5 5",
        "line 6",
    ]


def test_a_school_says_whose_it_is() -> None:
    document = replace(
        specimens.handout(), masthead=Masthead("Riverside", specimens.png(), "A tree")
    )
    page = OpenedHtml(write_html(document, specimens.theme()))
    [header] = page.root.iter("header")
    assert [one.tag for one in header] == ["img", "p"]


def test_sections_and_boxes_hold_their_blocks() -> None:
    inner = Box("b", "facts", (Paragraph("p", words("In it")),))
    [section] = opened(Section("s", "A part", (inner,))).root.iter("section")
    [box] = section
    assert (box.get("class"), "".join(box.itertext())) == ("box facts", "In it")


def test_the_same_document_gives_the_same_bytes() -> None:
    made = {write_html(specimens.handout(), specimens.theme()) for _ in range(3)}
    assert len(made) == 1


@pytest.mark.parametrize("look", ["box", "grid", "half-page"])
def test_room_to_draw_in_is_an_area_of_its_look(look: WritingLook) -> None:
    page = opened(Lines("a", 4, look=look), Lines("b", 2))
    drawn, ruled = page.root.iter("textarea")
    assert drawn.get("class") == f"space {look}"
    assert ruled.get("class") is None
    assert (drawn.get("rows"), drawn.get("aria-label")) == ("4", "Space to write")
