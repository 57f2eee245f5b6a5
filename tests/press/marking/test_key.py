"""What is asked in a sheet, in its order, each thing by the places that it is answered in."""

from __future__ import annotations

from lessonpress.document.blocks import (
    Answer,
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
from lessonpress.press.marking.key import Key, key_of, labels, letters_of


def key(*blocks: Block) -> Key:
    head = Heading("a1", 2, (Run("Part 1 · Words"),))
    return key_of(Document("worksheet", "T", "en", Edition.TEACHER, (head, *blocks)))


def paragraph(name: str, *content: Run | Blank) -> Paragraph:
    return Paragraph(name, content)


def test_blanks_are_counted_as_writers_count_them_and_those_of_answers_are_not() -> None:
    text = paragraph("p", Run("One "), Blank(3, "a"), Run(" two "), Blank(3, "b"))
    inside = Answer("x", (paragraph("p2", Blank(3, "secret")),))
    found = key(text, inside, paragraph("p3", Blank(3))).asked
    assert [one.places for one in found] == [("p.1",), ("p.2",), ("p3.1",)]
    assert [one.number for one in found] == ["1", "2", "3"]
    assert [one.is_open for one in found] == [False, False, True]


def test_the_name_is_the_first_field_and_a_score_is_nobodys() -> None:
    items = (Field("Name", 0.4), Field("Class", 0.3), Field("Score", 0.3, tail="/ 25"))
    found = key(Fields("f", items))
    assert (found.name, found.fields) == ("f.1", (("Class", "f.2"),))


def test_choices_go_by_the_letters_of_the_sheet_or_by_their_text() -> None:
    items = tuple(Choice(f"c_{at}", (Run(text),), at == 1) for at, text in enumerate(("no", "yes")))
    blocks = (Choices("c", items), Choices("d", items, across=True))
    question = Questions("qs", (Question("q", 4, (Run("Which?"),), blocks),))
    lettered, across = key(question).asked
    assert [one.shown for one in lettered.choices] == ["A", "B"]
    assert [one.shown for one in across.choices] == ["no", "yes"]
    assert (lettered.number, lettered.text, lettered.item) == ("4", "Which?", "q")


def test_what_is_matched_is_asked_by_its_number() -> None:
    items = tuple(
        ListItem(f"i{at}", (paragraph(f"p{at}", Run("term")),), answer="B") for at in (1, 2)
    )
    found = key(ItemList("l", items, ordered=True, start=3)).asked
    assert [(one.places, one.number) for one in found] == [(("i1",), "3"), (("i2",), "4")]


def test_lines_below_lines_are_one_answer_and_those_of_questions_are_not() -> None:
    do = paragraph("do", Run("Write them again."))
    assert [one.places for one in key(do, Lines("l1", 2), Lines("l2", 2)).asked] == [("l1", "l2")]
    asked = tuple(Question(f"q{at}", at, (Run("Why?"),), (Lines(f"q{at}_l", 2),)) for at in (1, 2))
    assert [one.places for one in key(Questions("qs", asked)).asked] == [("q1_l",), ("q2_l",)]


def test_empty_cells_are_asked_by_what_they_are_under_and_beside() -> None:
    head = Row("r0", (Cell((), "column"), Cell((Run("Causes"),), "column")))
    row = Row("r1", (Cell((Run("War"),), "row"), Cell((), blocks=(Answer("a", ()),))))
    [found] = key(Table("t", (0.5, 0.5), (head,), (row,), rules="all")).asked
    assert (found.places, found.text) == (("r1.c2",), "Causes, War")
    assert key(Table("t", (0.5, 0.5), (head,), (row,))).asked == ()
    assert key(Table("t", (0.5, 0.5), (), (row,), rules="cut")).asked == ()


def test_a_puzzle_is_asked_as_a_whole_and_only_where_its_letters_are_known() -> None:
    def grid(*cells: Cell) -> Document:
        table = Table("t", (0.5,) * len(cells), (), (Row("r1", cells),), square=20.0)
        return Document("worksheet", "T", "en", Edition.TEACHER, (table,))

    sheet = grid(Cell((), label="1"), Cell((), kind="void"), Cell(()))
    solved = grid(Cell((Run("K"),), label="1"), Cell((), kind="void"), Cell((Run("Á"),)))
    [found] = key_of(sheet, letters_of(solved)).asked
    assert (found.places, found.letters) == (("r1.c1", "r1.c3"), ("K", "Á"))
    assert key_of(sheet).asked == ()


def test_no_two_columns_have_one_name() -> None:
    question = Questions(
        "qs", (Question("q", 1, (Run("Why?"),), (Lines("l1", 1), Lines("l2", 1))),)
    )
    assert labels(key(question, paragraph("p", Blank(3, "a"))).asked) == [
        "Part 1 · 1",
        "Part 1 · 1 (2)",
        "Part 1 · 1 (3)",
    ]
