"""Editions: students get no answer, teachers get every one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.document.blocks import (
    Answer,
    Blank,
    Block,
    Box,
    BoxStyle,
    Cell,
    Choice,
    Choices,
    Contents,
    ContentsEntry,
    Document,
    Edition,
    Field,
    Fields,
    Figure,
    Figures,
    Heading,
    ItemList,
    LineBreak,
    Lines,
    ListItem,
    PageBreak,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Row,
    Run,
    Section,
    Table,
    Verse,
)
from lessonpress.document.edition import student_edition, teacher_edition

SENTINEL = "the-answer"
WORD = "for-everybody"


def secret(id: str = "s") -> Paragraph:
    return Paragraph(id, (Run(SENTINEL),))


def public(id: str = "p") -> Paragraph:
    return Paragraph(id, (Run(WORD),))


def document(*blocks: Block) -> Document:
    return Document("worksheet", "T", "en", Edition.TEACHER, blocks)


# Any block, with the sentinel wherever an answer may stand, and the word wherever anything else may.
CONTENT = st.lists(
    st.sampled_from(
        [
            Run(WORD),
            Blank(8, SENTINEL),
            Blank(8, "1", (SENTINEL,), 2.0, SENTINEL),
            Blank(8),
            LineBreak(),
        ]
    ),
    min_size=1,
    max_size=3,
).map(tuple)
ROW = st.tuples(CONTENT, CONTENT).map(lambda pair: Row("r", (Cell(pair[0]), Cell(pair[1], "row"))))
LEAVES: dict[type, st.SearchStrategy[Block]] = {
    Heading: CONTENT.map(lambda content: Heading("h", 2, content)),
    Paragraph: CONTENT.map(lambda content: Paragraph("p", content)),
    Choices: st.tuples(CONTENT, st.sampled_from([True, False, None])).map(
        lambda pair: Choices("cs", (Choice("c1", *pair), Choice("c2", pair[0], not pair[1])))
    ),
    Lines: st.just(Lines("l", 3)),
    Table: st.tuples(ROW, ROW, CONTENT).map(
        lambda all_: Table("t", (0.5, 0.5), (all_[0],), (all_[1],), all_[2])
    ),
    Figure: CONTENT.map(lambda content: Figure("f", b"", WORD, content)),
    Figures: CONTENT.map(lambda content: Figures("fs", (Figure("f", b"", WORD, content),))),
    Verse: CONTENT.map(lambda content: Verse("v", (Paragraph("p", content, "verse"),), True)),
    Fields: st.just(Fields("fs", (Field(WORD, 1.0),))),
    PageBreak: st.just(PageBreak("pb")),
    Contents: st.just(Contents("c", (ContentsEntry("h", WORD, 1),))),
    Answer: st.just(Answer("a", (secret(),))),
    Box: st.just(Box("b", "teacher", (secret(),))),
}
Blocks = tuple[Block, ...]


def _box(style: BoxStyle, inner: Blocks) -> Box:
    return Box("b", style, (secret(),) if style == "teacher" else inner)


CONTAINERS: dict[type, Callable[[st.SearchStrategy[Blocks]], st.SearchStrategy[Block]]] = {
    ItemList: lambda some: some.map(
        lambda inner: ItemList("il", (ListItem("i1", inner), ListItem("i2", inner)))
    ),
    Quotation: lambda some: some.map(lambda inner: Quotation("q", inner)),
    Questions: lambda some: st.tuples(CONTENT, some).map(
        lambda all_: Questions("qs", (Question("q", 1, *all_),))
    ),
    Box: lambda some: st.builds(_box, st.sampled_from(get_args(BoxStyle)), some),
    Answer: lambda some: some.map(lambda inner: Answer("a", inner)),
    Section: lambda some: some.map(lambda inner: Section("s", WORD, inner)),
    Table: lambda some: some.map(
        lambda inner: Table("t", (1.0,), (), (Row("r", (Cell((), blocks=inner),)),))
    ),
}


def nest(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(blocks, min_size=1, max_size=3).map(tuple)
    return st.one_of(*(make(some) for make in CONTAINERS.values()))


DOCUMENT = st.lists(st.recursive(st.one_of(*LEAVES.values()), nest, max_leaves=8), max_size=4).map(
    lambda blocks: document(*blocks)
)


def test_any_block_is_tried() -> None:
    assert set(LEAVES) | set(CONTAINERS) == set(get_args(Block))


@pytest.mark.parametrize("kind", CONTAINERS)
@given(data=st.data())
def test_no_answer_is_left_in_what_holds_blocks(kind: type, data: st.DataObject) -> None:
    """Answers straight in each container, so that none of them goes untried."""
    inner = st.just((public(), Answer("a", (secret(),)), Paragraph("q", (Blank(8, SENTINEL),))))
    student = student_edition(document(data.draw(CONTAINERS[kind](inner))))
    assert SENTINEL not in repr(student)
    assert (WORD in repr(student)) or kind in (Answer, Box)


def parts(value: Any) -> list[Any]:
    """Everything in a document, the containers too, in order."""
    if isinstance(value, tuple):
        return [part for item in value for part in parts(item)]
    if is_dataclass(value):
        return [value, *(part for f in fields(value) for part in parts(getattr(value, f.name)))]
    return [value]


@given(DOCUMENT)
def test_no_answer_is_left_for_students(teacher: Document) -> None:
    student = student_edition(teacher)
    assert student.edition is Edition.STUDENT
    assert SENTINEL not in repr(student)
    for part in parts(student):
        assert not isinstance(part, Answer)
        assert not (isinstance(part, Box) and part.style == "teacher")
        assert not (isinstance(part, Choice) and part.correct is not None)
        assert not (isinstance(part, Blank) and part.answer is not None)
        assert not (isinstance(part, Box | ListItem | Section) and not part.blocks)
        assert not (isinstance(part, ItemList | Choices | Questions) and not part.items)


@given(DOCUMENT)
def test_a_student_edition_has_nothing_more_to_lose(teacher: Document) -> None:
    student = student_edition(teacher)
    assert student_edition(student) == student


@given(DOCUMENT)
def test_teachers_keep_everything_but_lines(teacher: Document) -> None:
    def words(value: Document) -> list[Any]:
        return [
            replace(part, blocks=()) if isinstance(part, Cell) else part
            for part in parts(value)
            if isinstance(part, Run | Blank | Choice | Cell)
        ]

    shown = teacher_edition(teacher)
    assert shown.edition is Edition.TEACHER
    assert words(shown) == words(teacher)


def test_an_answer_in_a_cell_takes_the_place_of_its_lines() -> None:
    cells = (Cell((), blocks=(Lines("l", 3), Answer("a", (secret(),)))), Cell((), blocks=(LINES,)))
    table = Table("t", (0.5, 0.5), (), (Row("r", cells),))
    [shown] = teacher_edition(document(table)).blocks
    [hidden] = student_edition(document(table)).blocks
    assert isinstance(shown, Table)
    assert isinstance(hidden, Table)
    assert [cell.blocks for cell in shown.rows[0].cells] == [(Answer("a", (secret(),)),), (LINES,)]
    assert [cell.blocks for cell in hidden.rows[0].cells] == [(Lines("l", 3),), (LINES,)]


LINES = Lines("l2", 1)


def test_what_is_no_answer_stays_with_students() -> None:
    kept = document(
        Heading("h", 1, (Run("T"),)),
        public(),
        Questions("qs", (Question("q", 1, (Run("Why?"),), (Lines("l", 3),)),)),
        Box("b", "facts", (public("p2"),)),
        Table("t", (1.0,), (), (Row("r", (Cell((Run("x"),)),)),)),
        PageBreak("pb"),
    )
    assert student_edition(kept) == replace(kept, edition=Edition.STUDENT)


def test_what_held_nothing_but_answers_goes_with_them() -> None:
    answer = Answer("a", (secret(),))
    teacher = document(
        ItemList("il", (ListItem("i1", (answer,)), ListItem("i2", (public(), answer)))),
        ItemList("il2", (ListItem("i3", (answer,)),)),
        Box("b", "bank", (answer,)),
    )
    assert student_edition(teacher).blocks == (ItemList("il", (ListItem("i2", (public(),)),)),)


def test_an_answer_takes_the_place_of_the_lines() -> None:
    answer = Answer("a", (secret(),))
    teacher = document(
        Questions(
            "qs",
            (
                Question("q1", 1, (), (Lines("l1", 3), answer)),
                Question("q2", 2, (), (Lines("l2", 3),)),
            ),
        ),
        Lines("l3", 2),
    )
    shown = teacher_edition(teacher)
    assert shown.blocks == (
        Questions(
            "qs", (Question("q1", 1, (), (answer,)), Question("q2", 2, (), (Lines("l2", 3),)))
        ),
        Lines("l3", 2),
    )
