"""Markup -> blocks: what templates may write, and what they are told where they may not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from html import escape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.document.blocks import (
    Answer,
    Blank,
    Block,
    Box,
    Choices,
    Document,
    Edition,
    Fields,
    Figure,
    Heading,
    ItemList,
    LineBreak,
    Lines,
    PageBreak,
    Paragraph,
    Questions,
    Run,
    Table,
)
from lessonpress.document.markup import parse_markup
from lessonpress.problems import ProblemError

PNG = b"\x89PNG\r\n\x1a\n..."


def document(inside: str, attributes: str = 'title="T" language="en"') -> str:
    return f"<document {attributes}>\n<h1>T</h1>\n{inside}\n</document>"


def parse(inside: str, load_image: Callable[[str], bytes] | None = None) -> tuple[Block, ...]:
    """The blocks after the title."""
    return parse_markup(document(inside), "handout", load_image=load_image).blocks[1:]


def one(inside: str) -> Block:
    (block,) = parse(inside)
    return block


def text(inside: str) -> tuple[object, ...]:
    block = one(f"<p>{inside}</p>")
    assert isinstance(block, Paragraph)
    return block.content


def complaints(markup: str) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        parse_markup(markup, "handout")
    return [problem.message for problem in caught.value.problems]


# --- the whole -----------------------------------------------------------------------------------


def test_the_document_says_what_it_is() -> None:
    attributes = (
        'title="Liberation" language="cs" footer="F" page-label="{page} z {pages}" subject="S" '
        'author="A" keywords="one, two,, three" stage="primary"'
    )
    parsed = parse_markup(document("", attributes), "worksheet")
    assert parsed == Document(
        kind="worksheet",
        title="Liberation",
        language="cs",
        edition=Edition.TEACHER,
        blocks=(Heading("heading1", 1, (Run("T"),)),),
        footer="F",
        page_label="{page} z {pages}",
        subject="S",
        author="A",
        keywords=("one", "two", "three"),
        stage="primary",
    )


def test_fields_may_stand_above_the_title() -> None:
    markup = '<document title="T" language="en"><fields><field>Name</field></fields><h1>T</h1></document>'
    fields, heading = parse_markup(markup, "worksheet").blocks
    assert isinstance(fields, Fields)
    assert isinstance(heading, Heading)


# --- inside a line -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("  a \n\t b  ", (Run("a b"),)),
        ("a <strong> b </strong> c", (Run("a "), Run("b ", strong=True), Run("c"))),
        ("a<em/>b", (Run("ab"),)),
        ("<em>a</em><em>b</em>", (Run("ab", emphasis=True),)),
        ("<strong>a<em>b</em></strong>", (Run("a", strong=True), Run("b", True, True))),
        ("a&nbsp; &nbsp;b", (Run("a\u00a0 \u00a0b"),)),
        ("a&#8212;b &amp; &lt;c&gt;", (Run("a—b & <c>"),)),
        ("a <br/> b", (Run("a"), LineBreak(), Run("b"))),
        ("a <em> </em><br/>b", (Run("a"), LineBreak(), Run("b"))),
        ("a<br/> ", (Run("a"),)),
        ('In <blank size="8" answer="1944"/>.', (Run("In "), Blank(8, "1944"), Run("."))),
        ("<blank/> <blank/>", (Blank(12), Run(" "), Blank(12))),
        ('<blank answer="a" also="b | c d|"/>', (Blank(12, "a", ("b", "c d")),)),
        ('<blank answer="9" within="0.5" unit="km"/>', (Blank(12, "9", (), 0.5, "km"),)),
        ('<a href="https://a.cz/?b=c&amp;d">x</a>', (Run("x", href="https://a.cz/?b=c&d"),)),
        ('<span lang="cs">obec</span> x', (Run("obec", lang="cs"), Run(" x"))),
        ("a<!-- b -->c", (Run("ac"),)),
    ],
)
def test_text_is_set_as_in_html(inside: str, expected: tuple[object, ...]) -> None:
    assert text(inside) == expected


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=30)


@given(st.lists(st.tuples(st.sampled_from(["", "strong", "em"]), WORDS), max_size=6))
def test_no_word_is_lost_whatever_elements_it_stands_in(pieces: list[tuple[str, str]]) -> None:
    inside = "".join(
        f"<{tag}>{escape(words)}</{tag}>" if tag else escape(words) for tag, words in pieces
    )
    blocks = parse(f"<p>{inside}</p>")
    found = "".join(run.text for block in blocks for run in block.content)  # type: ignore[union-attr]
    spaced = "".join(words for _, words in pieces).replace(" ", " ")
    # Quotation marks are set as the language has them.
    found, spaced = (
        one.translate(dict.fromkeys(map(ord, '"“”‘’'), "'")) for one in (found, spaced)
    )
    assert found.split(" ") == [word for word in spaced.split(" ") if word] or not spaced.strip(" ")
    assert found == found.strip(" ")
    for block in blocks:
        runs = block.content  # type: ignore[union-attr]
        looks = [(run.strong, run.emphasis) for run in runs]
        assert all(a != b for a, b in pairwise(looks))


# --- blocks --------------------------------------------------------------------------------------


def test_paragraphs_have_a_style() -> None:
    assert one('<p class="lead">x</p>') == Paragraph("p1", (Run("x"),), "lead")


def test_headings_have_a_level() -> None:
    two, three = parse('<h2 id="why">Why</h2><h3>How</h3>')
    assert (two, three) == (
        Heading("why", 2, (Run("Why"),)),
        Heading("heading2", 3, (Run("How"),)),
    )


def test_list_items_hold_text_or_blocks_or_both() -> None:
    block = one("<ol><li>a <em>b</em></li><li><p>c</p></li><li>d<ul><li>e</li></ul>f</li></ol>")
    assert isinstance(block, ItemList)
    assert block.ordered
    kinds = [[type(inner).__name__ for inner in item.blocks] for item in block.items]
    assert kinds == [["Paragraph"], ["Paragraph"], ["Paragraph", "ItemList", "Paragraph"]]


def test_a_question_has_a_prompt_and_what_belongs_to_it() -> None:
    block = one(
        '<questions id="a1"><question id="a1_q1" number="1"><prompt>Why?</prompt>'
        '<lines count="3"/><answer>Because.</answer></question>'
        "<question><prompt>How?</prompt></question></questions>"
    )
    assert isinstance(block, Questions)
    first, second = block.items
    assert (first.id, first.number, first.content) == ("a1_q1", 1, (Run("Why?"),))
    assert first.blocks == (
        Lines("a1_q1_lines1", 3),
        Answer("a1_q1_answer1", (Paragraph("a1_q1_answer1_p1", (Run("Because."),), "answer"),)),
    )
    assert (second.id, second.number) == ("a1_question1", 2)


def test_where_one_choice_is_right_the_others_are_not() -> None:
    block = one('<choices><choice correct="True">a</choice><choice>b</choice></choices>')
    assert isinstance(block, Choices)
    assert [choice.correct for choice in block.items] == [True, False]


@pytest.mark.parametrize(
    ("values", "letters"), [(("", "", ""), "ABC"), (("", "3", ""), "ACD"), (("2", "", "5"), "BCE")]
)
def test_a_choice_may_have_a_letter_of_its_own(values: tuple[str, ...], letters: str) -> None:
    said = (f' value="{one}"' if one else "" for one in values)
    block = one(f"<choices>{''.join(f'<choice{value}>x</choice>' for value in said)}</choices>")
    assert isinstance(block, Choices)
    assert "".join(block.letters) == letters


def test_where_nothing_is_said_of_the_choices_nothing_is_known() -> None:
    block = one('<choices across="true"><choice>a</choice><choice>b</choice></choices>')
    assert isinstance(block, Choices)
    assert [choice.correct for choice in block.items] == [None, None]
    assert block.across


def test_a_box_holds_blocks_and_may_have_a_heading() -> None:
    block = one('<box class="facts"><h2>Facts</h2><ul><li>a</li></ul></box>')
    assert isinstance(block, Box)
    assert block.style == "facts"
    assert [type(inner) for inner in block.blocks] == [Heading, ItemList]


def test_a_table_knows_its_heads_and_widths() -> None:
    block = one(
        '<table widths="0.2 0.6"><caption>C</caption><thead><tr><th>A</th><th>B</th></tr></thead>'
        '<tr><th scope="row">x</th><td>y</td></tr></table>'
    )
    assert isinstance(block, Table)
    assert block.widths == pytest.approx((0.25, 0.75))
    assert block.caption == (Run("C"),)
    assert [cell.header for row in block.head for cell in row.cells] == ["column", "column"]
    assert [cell.header for row in block.rows for cell in row.cells] == ["row", None]


def test_a_cell_holds_text_or_blocks() -> None:
    block = one(
        "<table><tr><td>Say <em>why</em>:<lines count='2'/> Then<answer>A.</answer></td>"
        "<td><ul><li>x</li></ul></td><td>plain</td></tr></table>"
    )
    assert isinstance(block, Table)
    [row] = block.rows
    writing, listing, plain = row.cells
    assert [type(inner) for inner in writing.blocks] == [Paragraph, Lines, Paragraph, Answer]
    assert [type(inner) for inner in listing.blocks] == [ItemList]
    assert (writing.content, listing.content) == ((), ())
    assert (plain.content, plain.blocks) == ((Run("plain"),), ())


def test_a_chart_has_lines_around_its_cells_and_rows_of_a_height() -> None:
    block = one(
        "<table rules='all'><tr height='60mm'><td/></tr><tr height='72'><td/></tr>"
        "<tr height='1in'><td/></tr><tr><td/></tr></table>"
    )
    assert isinstance(block, Table)
    assert block.rules == "all"
    assert [row.height and round(row.height, 1) for row in block.rows] == [170.1, 72, 72, None]


def test_a_table_without_widths_is_even() -> None:
    block = one("<table><tr><td>a</td><td/></tr></table>")
    assert isinstance(block, Table)
    assert block.widths == (0.5, 0.5)


def test_fields_share_the_line() -> None:
    block = one('<fields><field share="0.5">Name</field><field share="0.3">Date</field></fields>')
    assert isinstance(block, Fields)
    assert [(field.label, field.share) for field in block.items] == [
        ("Name", pytest.approx(0.625)),
        ("Date", pytest.approx(0.375)),
    ]


def test_a_figure_is_loaded_by_its_name() -> None:
    inside = '<figure src="map.png" alt="A map" share="0.5"><caption>The front</caption></figure>'
    (block,) = parse(inside, {"map.png": PNG}.__getitem__)
    assert block == Figure("figure1", PNG, "A map", (Run("The front"),), 0.5)


def test_a_figures_caption_stands_in_for_its_alternative() -> None:
    (block,) = parse('<figure src="x" alt=""><caption>A map</caption></figure>', lambda _: PNG)
    assert isinstance(block, Figure)
    assert block.alternative == "A map"


def test_a_page_may_be_broken() -> None:
    assert one("<page-break/>") == PageBreak("break1")


@pytest.mark.parametrize(
    "nothing",
    [
        "<p> </p>",
        "<p><em/></p>",
        "<ul/>",
        "<ol><li> </li></ol>",
        '<box class="facts"><p/></box>',
        "<answer> </answer>",
        "<questions/>",
        "<choices></choices>",
        '<lines count="0"/>',
        "<table><thead><tr><th>A</th></tr></thead></table>",
        "<fields/>",
    ],
)
def test_what_a_template_left_empty_is_left_out(nothing: str) -> None:
    assert parse(nothing) == ()


# --- ids -----------------------------------------------------------------------------------------


def test_derived_ids_never_take_one_that_is_given() -> None:
    blocks = parse('<p>a</p><p id="p1">b</p><p>c</p>')
    assert [block.id for block in blocks] == ["p2", "p1", "p3"]


def test_derived_ids_stay_short_and_unique() -> None:
    deep = f"<li>{'<ul><li>x' * 30}{'</li></ul>' * 30}</li>"
    ids: list[str] = []

    def walk(block: Block) -> None:
        ids.append(block.id)
        if isinstance(block, ItemList):
            for item in block.items:
                ids.append(item.id)
                for inner in item.blocks:
                    walk(inner)

    for block in parse(f'<ul id="{"a" * 40}">{deep}{deep}</ul>'):
        walk(block)
    assert len(set(ids)) == len(ids) == 2 * (1 + 30 * 3) + 1
    assert all(len(identity) <= 40 for identity in ids)


def test_an_unlike_block_before_it_does_not_change_a_derived_id() -> None:
    assert parse("<ul><li>a</li></ul><p>b</p>")[1].id == parse("<p>b</p>")[0].id


# --- problems ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "message", "hint"),
    [
        ("<b>x</b>", "There is no element `<b>`.", "Did you mean `<strong>`?"),
        ("<p>a <bold>x</bold></p>", "There is no element `<bold>`.", "Did you mean `<strong>`?"),
        ("<zzzzz/>", "There is no element `<zzzzz>`.", "docs/layouts.md"),
        ("<qestions/>", "There is no element `<qestions>`.", "Did you mean `<questions>`?"),
        ("<em>x</em>", "`<em>` cannot stand in `<document>`.", "Put it in a `<p>`."),
        ("<li>x</li>", "`<li>` cannot stand in `<document>`.", "in `<ul>` or `<ol>`."),
        ("<p>a<p>b</p></p>", "`<p>` cannot stand in `<p>`.", "put `<p>` after it"),
        (
            "<table><tr><th><p>x</p></th></tr></table>",
            "`<p>` cannot stand in `<th>`.",
            "holds text only",
        ),
        (
            "<table><tr><td><box class='facts'>x</box></td></tr></table>",
            "`<box>` cannot stand in a table's cell.",
            "A cell holds text and `<answer>`, `<blockquote>`",
        ),
        (
            "<table><tr><td><ul><li><table><tr><td/></tr></table></li></ul></td></tr></table>",
            "`<table>` cannot stand in a table's cell.",
            "A cell holds text and",
        ),
        (
            '<table><tr height="a4"><td/></tr></table>',
            '`height="a4"`',
            "a length up to 250mm",
        ),
        (
            '<table><tr height="251mm"><td/></tr></table>',
            '`height="251mm"`',
            "a length up to 250mm",
        ),
        (
            '<table rules="cols"><tr><td/></tr></table>',
            '`rules="cols"`',
            "`all`",
        ),
        ("<ul><li><h2>x</h2></li></ul>", "`<h2>` cannot stand in `<li>`.", "or `<box>`"),
        ("<answer><page-break/></answer>", "`<page-break>` cannot stand in `<answer>`.", ""),
        (
            "<p>x</p>loose",
            "The text `loose` stands in `<document>` by itself.",
            "Put it in a `<p>`.",
        ),
        ("<ul>loose</ul>", "The text `loose` stands in `<ul>` by itself.", "in a `<li>`"),
        ("<p><br>x</br></p>", "The text `x` stands in `<br>` by itself.", "`<br/>`"),
        ('<p clas="lead">x</p>', "`<p>` has no attribute `clas`.", "Did you mean `class`?"),
        ("<box><p>x</p></box>", "`<box>` lacks the attribute `class`.", 'class="…"'),
        ('<p class="led">x</p>', '`class="led"` is not a value', "Did you mean `lead`?"),
        ('<lines count="x"/>', '`count="x"` is not a value', "from 0 to 100"),
        ('<lines count="²"/>', '`count="²"` is not a value', ""),
        ('<p><blank size="900"/></p>', '`size="900"` is not a value', "from 1 to 80"),
        ('<p><blank within="-1"/></p>', '`within="-1"` is not a value', "`0` is exactly"),
        ('<p><blank within="1e9"/></p>', '`within="1e9"` is not a value', "such as `0.5`"),
        ('<choices across="yes"><choice>x</choice></choices>', '`across="yes"`', "`true`"),
        ('<p><a href="javascript:x">x</a></p>', '`href="javascript:x"`', "https://"),
        ('<p><span lang="_">x</span></p>', '`lang="_"`', "`cs`"),
        ('<table widths="1"><tr><td/><td/></tr></table>', '`widths="1"`', "2 numbers"),
        ("<table><tr><td/></tr><tr/></table>", "The table's rows have 0 and 1 cells.", ""),
        ("<h2> </h2>", "`<h2>` is empty.", "{% if"),
        ("<h3>x</h3>", "`<h3>` follows `<h1>`.", "make it `<h2>`"),
        ("<h1>x</h1>", "There is a second `<h1>`", "once"),
        ('<box class="facts"><h2>x</h2></box><h3>y</h3>', "`<h3>` follows `<h1>`.", ""),
        (
            '<questions><question number="2"><prompt>x</prompt></question></questions>',
            "Question number 2 stands in place 1.",
            "loop.index",
        ),
        ("<questions><question/></questions>", "starts with one `<prompt>`", ""),
        ('<p id="A">x</p>', "`A` cannot be an id.", "starts with a letter"),
        (f'<p id="{"a" * 41}">x</p>', "cannot be an id.", "at most 40"),
        ('<p id="a">x</p><p id="a">y</p>', "The id `a` stands here a second time.", "used once"),
        ('<figure src="x" alt="y"/>', "The picture `x` cannot be read", "event's file"),
    ],
)
def test_each_slip_is_named_with_a_way_to_mend_it(inside: str, message: str, hint: str) -> None:
    with pytest.raises(ProblemError) as caught:
        parse(inside)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert hint in problem.hint
    assert str(problem.location) == "markup:3"


def test_a_figure_must_be_a_picture_and_must_say_what_it_shows() -> None:
    with pytest.raises(ProblemError) as caught:
        parse('<figure src="x.gif" alt=" "/>', lambda _: b"GIF89a")
    assert [problem.code for problem in caught.value.problems] == [
        "no-alternative",
        "wrong-picture",
    ]


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("", "The markup is not XML: Document is empty."),
        (
            "<document><p></document>",
            "The markup is not XML: Opening and ending tag mismatch: p and document.",
        ),
        (
            "<document>&nonsense;</document>",
            "The markup is not XML: Entity 'nonsense' not defined.",
        ),
        ("<p>x</p>", "The markup starts with `<p>`, not with `<document>`."),
        (
            '<document title="T" language="en"><p>x</p></document>',
            "The document does not start with its title.",
        ),
        (
            '<document title="T" language="e_n"><h1>x</h1></document>',
            '`language="e_n"` is not a value that `language` can have.',
        ),
        (
            '<document title="T" language="en" page-label="{x} {page}"><h1>x</h1></document>',
            '`page-label="{x} {page}"` is not a value that `page-label` can have.',
        ),
    ],
)
def test_a_document_must_be_one(markup: str, message: str) -> None:
    assert message in complaints(markup)


def test_a_document_type_is_refused_and_nothing_in_it_is_read() -> None:
    markup = (
        '<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<document title="T" language="en"><h1>a &x;</h1></document>'
    )
    assert complaints(markup) == ["The markup has a document type (`<!DOCTYPE …>`)."]


def test_all_slips_come_at_once_in_the_order_of_the_markup() -> None:
    found = complaints(document('<b/>\n<p clas="x">a</p>\n<li>x</li>'))
    assert [message.split("`")[1] for message in found] == ["<b>", "<p>", "<li>"]


@given(st.text("<>/&;\"'= \npbxh1ulidocment", max_size=80))
def test_any_markup_is_read_or_complained_about(inside: str) -> None:
    with suppress(ProblemError):
        parse(inside)
