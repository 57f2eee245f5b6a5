"""What a pupil fills in by hand is a field to whoever listens (ISO 32000-1, 14.8.5.6)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pikepdf
import pytest

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
    Lines,
    Paragraph,
    Question,
    Questions,
    Row,
    Run,
    Table,
)
from lessonpress.document.edition import student_edition, teacher_edition
from lessonpress.layout.binding import BoundCopy
from lessonpress.words import words_for
from lessonpress.writers.pdf import write_bound, write_pdf, write_sheets
from tests.conformance import broken_rules
from tests.writers import specimens

NOTHING_IN_IT = "tlh"  # a language that the program has no words in


class Form(NamedTuple):
    role: str
    description: str
    parent: str
    language: str
    content: tuple[tuple[int, int], ...]  # pages, and what is marked there


def forms(data: bytes) -> list[Form]:
    """The Form elements in reading order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return [
            Form(
                str(element.A.Role)[1:],
                str(element.A.Desc),
                str(element.P.S)[1:],
                str(element.get("/Lang", "")),
                tuple(marked(element, pages)),
            )
            for element in walk(pdf.Root.StructTreeRoot.K[0])
            if element.S == "/Form" and element.A.O == "/PrintField"
        ]


def walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid)


def marked(element: Any, pages: dict[Any, int]) -> Iterator[tuple[int, int]]:
    for kid in element.get("/K", ()):
        if isinstance(kid, int):
            yield pages[element.Pg.objgen], kid
        elif "/MCID" in kid:
            yield pages[kid.Pg.objgen], int(kid.MCID)


def drawn(data: bytes) -> set[tuple[int, int]]:
    """Page and MCID of all marked content in which something is painted."""
    found = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            stack: list[int | None] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BDC", "BMC"):
                    properties = operands[1] if len(operands) > 1 else {}
                    stack.append(int(properties.MCID) if "/MCID" in properties else None)
                elif str(operator) == "EMC":
                    stack.pop()
                elif str(operator) in ("S", "TJ") and stack and stack[0] is not None:
                    found.add((number, stack[0]))
    return found


def document(*blocks: Block, language: str = "en") -> Document:
    heading = Heading("h", 1, (Run("Title"),))
    return Document("worksheet", "Title", language, Edition.STUDENT, (heading, *blocks))


def printed(*blocks: Block, language: str = "en") -> bytes:
    data = write_pdf(document(*blocks, language=language), specimens.theme()).data
    assert broken_rules(data) == []
    return data


def question(*blocks: Block, number: int = 1) -> Questions:
    return Questions("qs", (Question("q", number, (Run("Why?"),), blocks),))


def test_every_place_of_a_worksheet_is_a_field_in_reading_order() -> None:
    data = write_pdf(specimens.worksheet(), specimens.theme()).data
    found = forms(data)
    assert [(one.role, one.description) for one in found] == [
        *(("tv", label) for label in ("Name", "Class", "Date")),
        *(("rb", f"Question 1, choice {letter}") for letter in "ABCD"),
        *(("rb", f"Question 2, choice {letter}") for letter in "ABC"),
        *(("rb", f"Question {n}, choice {word}") for n in (1, 2) for word in ("True", "False")),
        *(("tv", f"Answer to question {n}") for n in (1, 2)),
        *(("tv", f"Blank {n}") for n in range(1, 7)),
    ]
    assert {one.parent for one in found} == {"P", "Lbl", "LBody", "TD"}
    content = [place for one in found for place in one.content]
    assert all(one.content for one in found)
    assert content == sorted(content)
    assert set(content) <= drawn(data)


@pytest.mark.parametrize("arrangement", ["booklet", "2up"])
def test_sheets_have_the_same_fields(arrangement: Any) -> None:
    theme = specimens.theme()
    plain = forms(write_pdf(specimens.worksheet(), theme).data)
    data = write_sheets(specimens.worksheet(), theme, arrangement).data
    assert [one[:4] for one in forms(data)] == [one[:4] for one in plain]
    assert {place for one in forms(data) for place in one.content} <= drawn(data)


def test_every_copy_of_a_class_set_has_the_fields_of_one() -> None:
    theme = specimens.theme()
    one = forms(write_pdf(specimens.worksheet(), theme).data)
    names = ("Eva", "Jan", "Ota")
    sheet = specimens.worksheet()
    copies = [BoundCopy(sheet, theme, name, (name, None, None)) for name in names]
    whole = forms(write_bound(copies).data)
    assert one[0].description == "Name"  # which is filled in on a copy
    assert [form[:3] for form in whole] == [form[:3] for form in one[1:]] * len(names)


def test_what_is_filled_in_is_text_and_no_field() -> None:
    blank = Paragraph("p", (Run("In "), Blank(4, "1944"), Run(".")), "cloze")
    choices = Choices("c", (Choice("c1", (Run("a"),), False), Choice("c2", (Run("b"),), True)))
    across = replace(choices, id="d", across=True)
    whole = document(
        Fields("f", (Field("Name", 0.5, "Eva"), Field("Date", 0.5))), blank, choices, across
    )
    theme = specimens.theme()
    key = forms(write_pdf(teacher_edition(whole), theme).data)
    assert [one.description for one in key] == ["Date"]
    pupils = forms(write_pdf(student_edition(whole), theme).data)
    assert [one.description for one in pupils] == [
        *("Date", "Blank 1", "Choice A", "Choice B", "Choice a", "Choice b"),
    ]


def test_lines_that_go_on_overleaf_are_one_field() -> None:
    [form] = forms(printed(question(Lines("l", 40), number=7)))
    assert (form.role, form.description) == ("tv", "Answer to question 7")
    assert [page for page, _ in form.content] == [0, 1]


def test_lines_that_belong_to_no_question_are_a_field_too() -> None:
    inner = question(Lines("l1", 2), number=3)
    found = forms(printed(Lines("l0", 3), inner, Lines("l2", 1)))
    assert [one.description for one in found] == [
        *("Space to write", "Answer to question 3", "Space to write"),
    ]
    assert {one.parent for one in found} == {"P"}


def test_no_lines_are_no_field() -> None:
    assert forms(printed(Lines("l", 0))) == []


def test_boxes_of_a_table_are_fields_of_their_cells_in_the_order_of_rows() -> None:
    rows = tuple(
        Row(f"r{n}", (Cell((Blank(1),)), Cell((Run("word " * 30), Blank(5))))) for n in range(3)
    )
    head = Row("h0", (Cell((Run("No."),), "column"), Cell((Run("Event"),), "column")))
    found = forms(printed(Table("t", (0.2, 0.8), (head,), rows)))
    assert [one.description for one in found] == [f"Blank {n}" for n in range(1, 7)]
    assert {one.parent for one in found} == {"TD"}


def test_cells_hold_fields_of_every_kind_and_are_read_one_after_the_other() -> None:
    for count in (2, 40):  # also where a row is parted by the end of the page
        cells = tuple(
            Cell((), None, (Lines(f"l{n}", count), Paragraph(f"p{n}", (Run("Or "), Blank(3)))))
            for n in range(3)
        )
        data = printed(Table("t", (0.3, 0.3, 0.4), (), (Row("r", cells),)))
        found = forms(data)
        assert [one.description for one in found] == [
            text for n in range(1, 4) for text in ("Space to write", f"Blank {n}")
        ]
        for page in (0, 1):
            content = [mcid for one in found for at, mcid in one.content if at == page]
            assert content == sorted(content)
        assert {place for one in found for place in one.content} <= drawn(data)


def test_fields_speak_the_language_of_the_document() -> None:
    blocks = (Fields("f", (Field("Jméno", 1.0),)), question(Lines("l", 2)))
    for language in ("cs", "de", "en-GB"):
        found = forms(printed(*blocks, language=language))
        words = words_for(language)
        own = words.language.partition("-")[0] == language.partition("-")[0]
        answer = words("Answer to question {number}", number=1)
        assert [one.description for one in found] == ["Jméno", answer]
        assert [one.language for one in found] == ["", "" if own else words.language]


def test_a_label_in_another_language_is_said_in_it() -> None:
    found = forms(
        printed(Fields("f", (Field("Name", 0.5, lang="en"), Field("Třída", 0.5))), language="cs")
    )
    assert [(one.description, one.language) for one in found] == [("Name", "en"), ("Třída", "")]


def test_fields_without_words_in_the_language_say_that_they_speak_another() -> None:
    blocks = (Fields("f", (Field("pong", 1.0),)), Paragraph("p", (Blank(3),)))
    found = forms(printed(*blocks, language=NOTHING_IN_IT))
    assert [(one.description, one.language) for one in found] == [("pong", ""), ("Blank 1", "en")]
