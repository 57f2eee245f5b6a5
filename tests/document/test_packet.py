"""A packet: documents become parts of one, and nothing in them is lost or confused."""

from __future__ import annotations

import pytest

from lessonpress.document.blocks import (
    Answer,
    Box,
    Contents,
    ContentsEntry,
    Document,
    Edition,
    Heading,
    Paragraph,
    Question,
    Questions,
    Row,
    Run,
    Section,
    Table,
)
from lessonpress.document.edition import student_edition
from lessonpress.document.ids import LONGEST
from lessonpress.document.markup import parse_markup
from lessonpress.document.packet import list_contents, take_in
from lessonpress.problems import Problem, ProblemError

HANDOUT = parse_markup(
    '<document title="T" language="en"><h1 id="title">T</h1><h2 id="s1">A</h2>'
    '<p id="p">See <a href="#s1">A</a>, <a href="https://example.org">B</a>.</p>'
    '<questions id="qs"><question id="q1"><prompt>Why?</prompt><answer id="q1_a">So.</answer>'
    '</question></questions><table id="t"><tr id="t_1"><td>x</td></tr></table></document>',
    "handout",
)


def packet(body: str, **documents: Document) -> Document:
    def load(lesson: int, kind: str) -> Document:
        if lesson > 2:
            raise LookupError(kind)
        return documents[kind]

    markup = f'<document title="U" language="en"><h1 id="title">U</h1>{body}</document>'
    return parse_markup(markup, "student-packet", load_document=load)


def problem(body: str, **documents: Document) -> Problem:
    with pytest.raises(ProblemError) as caught:
        packet(body, **documents)
    (one,) = caught.value.problems
    return one


def test_every_id_gets_the_prefix() -> None:
    blocks = take_in(HANDOUT, "l1_handout", 1)
    assert [block.id for block in blocks] == [
        f"l1_handout_{name}" for name in ("title", "s1", "p", "qs", "t")
    ]
    questions, table = blocks[3], blocks[4]
    assert isinstance(questions, Questions)
    assert isinstance(table, Table)
    assert questions.items[0].id == "l1_handout_q1"
    assert questions.items[0].blocks[0].id == "l1_handout_q1_a"
    assert table.rows[0].id == "l1_handout_t_1"


def test_long_ids_stay_short_and_unlike() -> None:
    names = [f"a_very_long_name_of_a_block_in_a_row_{end}" for end in "ab"]
    document = Document("x", "T", "en", Edition.TEACHER, tuple(Paragraph(n, ()) for n in names))
    ids = [block.id for block in take_in(document, "l12_answer_key", 1)]
    assert len(set(ids)) == 2
    assert all(len(id_) <= LONGEST for id_ in ids)


def test_headings_move_down_to_the_sixth_level_at_most() -> None:
    headings = tuple(Heading(f"h{level}", level, ()) for level in (1, 4))
    document = Document("x", "T", "en", Edition.TEACHER, (Box("b", "facts", headings),))
    (box,) = take_in(document, "l1", 3)
    assert isinstance(box, Box)
    assert [one.level for one in box.blocks if isinstance(one, Heading)] == [4, 6]


def test_links_within_follow_their_targets() -> None:
    paragraph = take_in(HANDOUT, "l1", 1)[2]
    assert isinstance(paragraph, Paragraph)
    links = [run.href for run in paragraph.content if isinstance(run, Run) and run.href]
    assert links == ["#l1_s1", "https://example.org"]


def test_answers_are_taken_in_and_taken_out_again() -> None:
    body = '<section id="l1" title="A"><insert lesson="1" document="handout"/></section>'
    whole = packet(body, handout=HANDOUT)
    assert "Answer(" in repr(whole)
    assert "Answer(" not in repr(student_edition(whole))
    assert "So." not in repr(student_edition(whole))


def test_a_title_stands_one_level_below_its_section() -> None:
    body = (
        '<section id="l1" title="A" starts="right"><insert lesson="1" document="handout"/>'
        '<section id="l1_ws" title="B"><insert lesson="2" document="handout"/></section></section>'
    )
    section = packet(body, handout=HANDOUT).blocks[1]
    assert isinstance(section, Section)
    assert (section.title, section.starts) == ("A", "right")
    title, inner = section.blocks[0], section.blocks[-1]
    assert isinstance(title, Heading)
    assert isinstance(inner, Section)
    assert (title.level, inner.starts) == (2, "page")
    assert isinstance(inner.blocks[0], Heading)
    assert inner.blocks[0].level == 3


def test_contents_list_every_section_by_its_depth() -> None:
    body = (
        '<contents id="c"/><section id="l1" title="A"><insert lesson="1" document="handout"/>'
        '<section id="w" title="B"><p>x</p></section></section>'
        '<section id="g" title="C"><p>x</p></section>'
    )
    contents = packet(body, handout=HANDOUT).blocks[1]
    assert contents == Contents(
        "c", (ContentsEntry("l1", "A", 1), ContentsEntry("w", "B", 2), ContentsEntry("g", "C", 1))
    )


def test_contents_of_nothing_are_left_out() -> None:
    assert list_contents((Contents("c", ()), Paragraph("p", ()))) == (Paragraph("p", ()),)


def test_ids_of_lessons_do_not_meet() -> None:
    body = "".join(
        f'<section title="{n}"><insert lesson="{n}" document="handout"/></section>' for n in (1, 2)
    )
    found: list[str] = []

    def gather(part: object) -> None:
        if isinstance(part, tuple):
            for one in part:
                gather(one)
        elif isinstance(part, (Section, Answer, Questions, Question, Table, Row)):
            found.append(part.id)
            for name in ("blocks", "items", "head", "rows"):
                gather(getattr(part, name, ()))
        elif hasattr(part, "id"):
            found.append(part.id)

    gather(packet(body, handout=HANDOUT).blocks)
    assert len(found) == len(set(found)) > 10


def test_a_document_that_is_not_there_is_told() -> None:
    assert problem('<insert lesson="3" document="handout"/>').code == "no-document"
    with pytest.raises(ProblemError, match="Only the template of a packet"):
        parse_markup(
            '<document title="T" language="en"><h1>T</h1>'
            '<insert lesson="1" document="handout"/></document>',
            "handout",
        )


def test_a_link_that_leads_nowhere_is_told() -> None:
    one = problem('<p><a href="#nowhere">x</a></p>')
    assert one.code == "no-target"


@pytest.mark.parametrize("tag", ['<section title="A">x</section>', '<contents id="c">x</contents>'])
def test_text_cannot_stand_in_them_by_itself(tag: str) -> None:
    assert problem(tag).code == "loose-text"


def test_they_stand_at_the_top_or_in_a_section() -> None:
    one = problem('<box class="facts"><section title="A"><p>x</p></section></box>')
    assert one.code == "misplaced-element"
