"""Blocks of Markdown come out as they were written: lists, quotations, verse, tables, pictures.

In events and wherever texts of several paragraphs stand in specs, in PDF and DOCX alike; nothing that
somebody wrote vanishes, and what can't be set is told at its line.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from PIL import Image

from lessonpress.content.article import event_words, running_text
from lessonpress.content.event import describe_reading, read_event
from lessonpress.content.evidence import Passages
from lessonpress.markdown_prose import parse_prose
from lessonpress.press.event_summary import outline
from lessonpress.problems import Problem, ProblemError
from lessonpress.prose import ProseBlock, Remark, every_text
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_pdf import Element, OpenedPdf
from tests.end_to_end.printing import makelesson, print_lessons, spec, write_workspace
from tests.end_to_end.test_same_text import differences

HEAD = "# A title\n\nA summary.\n\n- One fact.\n\n## What happened?\n\n"


def picture(width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 160)).save(made, "PNG")
    return made.getvalue()


class Printed:
    """What an event in Markdown comes to on paper."""

    def __init__(self, root: Path, body: str, *, lesson: Any = None, **wishes: Any) -> None:
        activities = [{"activity": "discussion", "questions": [{"ask": "Why?"}]}]
        files: dict[str, str | bytes] = {
            "lessons/events/e.md": HEAD + body,
            "lessons/events/wide.png": picture(400, 300),
            "lessons/events/high.png": picture(300, 400),
            "lessons/l.yaml": spec({"event": "e", "activities": activities} | (lesson or {})),
        }
        write_workspace(root, files)
        [report] = print_lessons(root, **wishes)
        self.errors = [problem for problem in report.problems if problem.is_error]
        self.problems = report.problems
        self.folder = root / "output"
        self._made = {f"{made.document}.{made.format}": made.path for made in report.made}

    def pdf(self, document: str = "handout") -> OpenedPdf:
        return OpenedPdf(self._made[f"{document}.pdf"])

    def docx(self, document: str = "handout") -> OpenedDocx:
        return OpenedDocx(self._made[f"{document}.docx"])

    def expect_clean(self) -> None:
        """Both formats say the same, and whoever checks them finds nothing."""
        assert not self.errors, "\n".join(map(str, self.errors))
        assert differences(self.folder) == {}
        for path in self.folder.rglob("*.pdf"):
            assert broken_rules(path) == [], path
            order = OpenedPdf(path).content_order()
            assert order == sorted(order), path
        for path in self.folder.rglob("*.docx"):
            assert OpenXmlValidator().validate(path).errors == [], path


def elements(pdf: OpenedPdf, kind: str) -> list[Element]:
    return [one for one in pdf.tree.walk() if one.kind == kind]


def shape(element: Element, *kinds: str) -> Any:
    """The element's kids of these kinds, nested as they are, with nothing else around."""

    def kids(one: Element) -> Iterator[Any]:
        for kid in one.kids:
            if isinstance(kid, Element):
                if kid.kind in kinds:
                    yield (kid.kind, *kids(kid))
                else:
                    yield from kids(kid)

    return (element.kind, *kids(element))


def paragraphs(docx: OpenedDocx) -> list[tuple[str, int, int, str]]:
    """Style, number's id and level (-1 where the style says it), and text of each paragraph."""
    found = []
    for one in docx.xml("word/document.xml").iter(f"{W}p"):
        properties = {name: one.find(f"{W}pPr//{W}{name}") for name in ("pStyle", "numId", "ilvl")}
        value = {
            name: element.get(f"{W}val") if element is not None else None
            for name, element in properties.items()
        }
        text = "".join(one.itertext(f"{W}t"))
        found.append((value["pStyle"], int(value["numId"] or -1), int(value["ilvl"] or -1), text))
    return found


def starts(docx: OpenedDocx) -> dict[int, tuple[int, int]]:
    """Level and first number of each numbering that starts anew."""
    root: etree._Element = docx.xml("word/numbering.xml")
    found = {}
    for num in root.iter(f"{W}num"):
        for override in num.iter(f"{W}lvlOverride"):
            [start] = override.iter(f"{W}startOverride")
            found[int(num.get(f"{W}numId") or 0)] = (
                int(override.get(f"{W}ilvl") or 0),
                int(start.get(f"{W}val") or 0),
            )
    return found


def told(body: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemError) as caught:
        read_event(Path("e.md"), HEAD + body)
    return caught.value.problems


def outlined(blocks: tuple[ProseBlock, ...]) -> list[Any]:
    return [
        (block.kind, block.plain, *([outlined(block.inside)] if block.inside else []))
        for block in blocks
    ]


# --- lists -----------------------------------------------------------------------------------------

NESTED = """\
1. First

   A second paragraph.

   ![A wall](wide.png){width=30%}
2. Second
   - a bullet
   - another
     1. deep
     2. deeper
3. Third

   > We waited.

   | a | b |
   |---|---|
   | c | d |

Between them.

4. Fourth
5. Fifth
"""


def test_items_hold_paragraphs_pictures_lists_quotations_and_tables(tmp_path: Path) -> None:
    printed = Printed(tmp_path, NESTED)
    printed.expect_clean()
    pdf = printed.pdf()
    lists = [one for one in elements(pdf, "L") if "First" in pdf_text(one)]
    [item_1, item_2, item_3] = [kid for kid in lists[0].kids if isinstance(kid, Element)]
    assert shape(item_1, "P", "Figure") == ("LI", ("P",), ("P",), ("Figure",))
    assert shape(item_2, "L", "LI") == ("LI", ("L", ("LI",), ("LI", ("L", ("LI",), ("LI",)))))
    assert shape(item_3, "BlockQuote", "Table") == ("LI", ("BlockQuote",), ("Table",))
    labels = [pdf_text(one) for one in elements(pdf, "Lbl")]
    assert labels == ["•", "1.", "2.", "•", "•", "1.", "2.", "3.", "4.", "5.", "1."]


def test_a_docx_numbers_its_lists_by_levels(tmp_path: Path) -> None:
    docx = Printed(tmp_path, NESTED, formats=("docx",)).docx()
    by_text = {text: (style, num, level) for style, num, level, text in paragraphs(docx)}
    first, second, third = (by_text[one] for one in ("First", "Second", "Third"))
    assert first == second == third
    assert by_text["A second paragraph."][0] == "ListContinue"
    assert by_text["a bullet"][0] == "ListBullet2"
    assert by_text["deep"][0] == "ListNumber3"
    begun = starts(docx)
    assert begun[first[1]] == (0, 1)
    assert begun[by_text["deep"][1]] == (2, 1)
    assert begun[by_text["Fourth"][1]] == (0, 4)


def pdf_text(element: Element) -> str:
    return "".join(kid if isinstance(kid, str) else pdf_text(kid) for kid in element.kids).strip()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("3. c\n4. d", [("number", "c"), ("number", "d")]),
        ("0. a\n1. b", [("number", "a"), ("number", "b")]),
        ("1. a\n1. b", [("number", "a"), ("number", "b")]),
        ("1. a\n\nx\n\n2. b", [("number", "a"), ("paragraph", "x"), ("number", "b")]),
        ("1. a\n3. b", [("paragraph", "1. a"), ("paragraph", "3. b")]),
        ("1968. A year.", [("paragraph", "1968. A year.")]),
        ("5. května to začalo.", [("paragraph", "5. května to začalo.")]),
        ("1. května to začalo.", [("paragraph", "1. května to začalo.")]),
        ("1967. a\n1968. b", [("paragraph", "1967. a"), ("paragraph", "1968. b")]),
        ("1968. A\n   - b", [("paragraph", "1968. A"), ("bullet", "b")]),
        ("- # A\n- b", [("bullet", "A"), ("bullet", "b")]),
        ("- - a", [("bullet", "", [("bullet", "a")])]),
        ("-\n- b", [("bullet", ""), ("bullet", "b")]),
    ],
)
def test_numbers_count_from_where_they_begin_or_are_text(text: str, blocks: list[Any]) -> None:
    assert outlined(parse_prose(text)) == blocks


def test_what_is_nested_too_deep_for_a_page_is_told() -> None:
    deep = "\n".join(f"{'  ' * level}- level {level}" for level in range(8))
    [problem] = told(deep)
    assert (problem.code, problem.location.line) == ("nested-too-deep", 15)
    assert told(">" * 3000 + " deep")[0].code == "nested-too-deep"
    assert told("- " * 3000 + "deep")[0].code == "nested-too-deep"
    assert len(parse_prose("\n".join(f"{'  ' * level}- x" for level in range(6)))) == 1


def test_a_key_fact_is_one_text_and_nothing_of_it_vanishes() -> None:
    text = "# T\n\nS.\n\n- One\n  - more of it\n- Two\n\n  and a paragraph\n\n  ![A wall](w.png)\n\n## H\n\nx"
    event = read_event(Path("e.md"), text)
    assert [fact.plain for fact in event.key_facts] == [
        "One",
        "more of it",
        "Two",
        "and a paragraph",
    ]
    assert [one.source for one in event.images] == ["w.png"]
    assert [one.location.line for one in event.doubts] == [5, 7]


def test_a_key_fact_in_lines_of_verse_is_one_text() -> None:
    event = read_event(Path("e.md"), "# T\n\nS.\n\n- One\\\n  two\\\n  three\n\n## H\n\nx")
    assert [fact.plain.split() for fact in event.key_facts] == [["One", "two", "three"]]
    assert event.doubts == ()


# --- quotations ------------------------------------------------------------------------------------

QUOTED = """\
> It was the first.
>
> It was the second:
>
> 1. one
> 2. two
>
> - a bullet
>
> — Winston Churchill, *The Sinews of Peace*, 1946
"""


def test_a_quotation_holds_paragraphs_and_lists_and_says_whose_it_is(tmp_path: Path) -> None:
    printed = Printed(tmp_path, QUOTED)
    printed.expect_clean()
    [quote] = elements(printed.pdf(), "BlockQuote")
    assert shape(quote, "P", "L", "LI") == (
        "BlockQuote",
        *[("P",), ("P",)],
        ("L", ("LI", ("P",)), ("LI", ("P",))),
        ("L", ("LI", ("P",))),
        ("P",),
    )
    assert pdf_text(quote).endswith("— Winston Churchill, The Sinews of Peace, 1946")
    by_text = {text: (style, level) for style, _, level, text in paragraphs(printed.docx())}
    assert by_text["It was the second:"][0] == "Quote"
    assert by_text["one"][0] == "ListNumber"
    assert by_text["— Winston Churchill, The Sinews of Peace, 1946"][0] == "Attribution"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("> a\n> — X", "— X"),
        ("> a\n>\n> -- X, *Y*", "— X, Y"),
        ("> a  \n> – X", "– X"),
        ("> | a\n> | b\n> — X", "— X"),
        ("> - a\n>\n> — X", "— X"),
        ("> a\n>\n> > b\n>\n> ― X", "― X"),
        ("> — Who is there?\n> — I am.", None),  # a dialogue
        ("> — X", None),
        ("> a — X", None),
        (f"> a\n> — {'long ' * 50}", None),
    ],
)
def test_the_last_line_with_a_dash_says_whose_words_they_are(text: str, source: str | None) -> None:
    [quote] = parse_prose(text)
    assert quote.kind == "quote"
    said = [one.plain for one in quote.inside if one.kind == "attribution"]
    assert said == ([] if source is None else [source])
    letters = [one for one in text if one.isalpha()]
    assert [one for text in every_text([quote]) for one in text.plain if one.isalpha()] == letters


# --- verse -----------------------------------------------------------------------------------------

VERSE = """\
{.numbered}
| Half a league, half a league,
|    half a league onward,
| all in the valley of Death
| rode the six hundred, and this line is so much longer than any other that it has to be turned over.
| Forward, the Light Brigade!
|
| Charge for the guns! he said.

After it.
"""


def test_lines_of_verse_stay_lines_and_have_numbers(tmp_path: Path) -> None:
    printed = Printed(tmp_path, VERSE)
    printed.expect_clean()
    pdf = printed.pdf()
    stanzas = [one for one in elements(pdf, "Div") if "league" in pdf_text(one)]
    assert shape(stanzas[0], "P") == ("Div", *[("P",)] * 5)
    lines = [" ".join(line.split()) for line in "\n".join(pdf.page_texts()).splitlines()]
    assert "all in the valley of Death" in lines
    assert "Forward, the Light Brigade! 5" in " ".join(lines)
    [style, _, _, text] = next(
        one for one in paragraphs(printed.docx()) if one[3].startswith("Forward")
    )
    assert (style, text) == ("Verse", "Forward, the Light Brigade!5")


def test_what_is_turned_over_stands_further_in(tmp_path: Path) -> None:
    pdf = Printed(tmp_path, VERSE, formats=("pdf",)).pdf()
    edges: dict[str, float] = {}
    for page in pdf.reader.pages:

        def visit(text: str, _: Any, matrix: Any, *__: Any) -> None:
            edges.setdefault(text.strip(), matrix[4])

        page.extract_text(visitor_text=visit)

    def edge(start: str) -> float:
        return next(x for text, x in edges.items() if text.startswith(start))

    turned = [x for text, x in edges.items() if text.endswith("turned over.")]
    assert edge("rode the six hundred") == pytest.approx(edge("Forward"))
    assert turned[0] > edge("Forward") + 10


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a  \nb  \nc", ["verse"]),
        ("a\\\nb\\\nc", ["verse"]),
        ("a  \nb", ["paragraph"]),  # a line break
        ("a  \nb\nc", ["paragraph"]),
        (f"{'a ' * 50}  \nb  \nc", ["paragraph"]),
        ("| a\n| b", ["verse"]),
        ("| a\n|\n| b", ["verse", "verse"]),
        ("| a\ngoes on\n| b", ["verse"]),
        ("{.numbered}\na\nb", ["verse"]),
        ("{.numbered}\n\na\nb\n\nc", ["verse", "paragraph"]),
        ("- a  \n  b  \n  c", ["bullet"]),
    ],
)
def test_verse_is_what_ends_its_lines_on_purpose(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in parse_prose(text)] == kinds


def test_stanzas_go_on_counting() -> None:
    blocks = parse_prose("{.numbered}\n| a\n| b\n|\n| c\n\nd  \ne  \nf\n\nProse.\n\n| g")
    assert [block.number for block in blocks] == [1, 3, 4, None, None]


# --- tables ----------------------------------------------------------------------------------------

TABLES = """\
Table: Losses of *both* armies

| Army | Men | Share | What was said |
|:-----|----:|:-----:|---------------|
| Red Army | 300,000 | half | It was **far more** than anybody had expected. |
| Wehrmacht | 100,000 | a \\| b | H~2~O |

|        | 1938 | 1945 |
|--------|------|------|
| Prague | 1    | 2    |
| Brno   | 3    | 4    |
: Towns by year

Text right below.
"""


@pytest.mark.parametrize(("layout", "paper"), [("classic", "A4"), ("modern", "A5")])
def test_tables_have_heads_captions_and_alignment(layout: str, paper: str, tmp_path: Path) -> None:
    printed = Printed(tmp_path, TABLES, layout=layout, paper=paper)
    printed.expect_clean()
    first, second = elements(printed.pdf(), "Table")[:2]
    assert pdf_text(next(one for one in first.walk() if one.kind == "Caption")) == (
        "Losses of both armies"
    )
    heads = [(pdf_text(one), one.scope) for one in first.walk() if one.kind == "TH"]
    assert heads == [
        (name, "/Column") for name in ("Army", "Men", "Share", "What was said")
    ] or heads == [(name, "Column") for name in ("Army", "Men", "Share", "What was said")]
    scopes = {pdf_text(one): one.scope.strip("/") for one in second.walk() if one.kind == "TH"}
    assert scopes == {"1938": "Column", "1945": "Column", "Prague": "Row", "Brno": "Row"}
    root = printed.docx().xml("word/document.xml")
    tables = list(root.iter(f"{W}tbl"))[:2]
    rows = list(tables[0].iter(f"{W}tr"))
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True, False, False]
    sides = [one.get(f"{W}val") for one in rows[1].iter(f"{W}jc")]
    assert sides == ["right", "center"]


def test_a_table_of_many_columns_fits_and_repeats_its_head(tmp_path: Path) -> None:
    wide = "| " + " | ".join(f"Column {number}" for number in range(1, 9)) + " |\n"
    rows = "".join(
        f"| {row},000 | " + " | ".join(["incomprehensible"] * 7) + " |\n" for row in range(1, 60)
    )
    printed = Printed(tmp_path, f"{wide}|{'---|' * 8}\n{rows}", paper="A5", layout="modern")
    printed.expect_clean()
    pdf = printed.pdf()
    pages = [text for text in pdf.page_texts() if ",000" in text]
    assert len(pages) > 1
    assert all("Column1" in re.sub(r"[\s\u00ad-]", "", text) for text in pages)
    for page in pdf.reader.pages:
        width = float(page.mediabox.width)
        page.extract_text(
            visitor_text=lambda text, _, matrix, *__, width=width: (
                None if not text.strip() else within(matrix[4], width)
            )
        )


def within(x: float, width: float) -> None:
    assert 20 < x < width - 20


@pytest.mark.parametrize(
    ("row", "error"), [("| 1 | 2 | 3 |", True), ("| 1 |", False), ("| 1 | 2 \\| 3 |", None)]
)
def test_a_row_with_other_than_its_heads_cells_is_told(row: str, error: bool | None) -> None:
    remarks: list[Remark] = []
    [block] = parse_prose(f"| a | b |\n|---|---|\n| 0 | 0 |\n{row}", remarks)
    assert [(one.line, one.error) for one in remarks] == ([] if error is None else [(4, error)])
    said = " ".join(text.plain for text in every_text([block]))
    assert all(digit in said for digit in row if digit.isdigit())


def test_what_looks_like_a_table_and_is_none_is_told() -> None:
    for text in ("| a | b |\n| c | d |", "| a | b |\n|---|\n| c | d |"):
        event = read_event(Path("e.md"), HEAD + text)
        [doubt] = [one for one in event.doubts if "table" in one.message]
        assert doubt.code == "doubtful-reading"
        assert doubt.location.line == 9


@pytest.mark.parametrize("text", ["### ![A](wide.png)", "| a |\n|---|\n| ![A](wide.png) |"])
def test_a_picture_where_none_can_stand_is_told(text: str) -> None:
    [problem] = told(text)
    assert "picture" in problem.message
    assert problem.location.line == 9 + text.count("\n")


def test_a_table_before_the_first_heading_is_told() -> None:
    with pytest.raises(ProblemError) as caught:
        read_event(Path("e.md"), "# T\n\nS.\n\n| a | b |\n|---|---|\n| c | d |\n\n## H\n\nx")
    [problem] = caught.value.problems
    assert (problem.code, problem.location.line) == ("table-too-early", 5)


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|",
        "| | |\n|---|---|\n| a | b |",
        "| a |\n|---|\n| b |",
        "a | b\n--|--\nc | d",
        "| a | b |\n|---|---|\n| c | |",
        ": a\n\n| b | c |\n|---|---|\n| d | e |\n\nTable: f",
        "| a | b |\n|---|---|\n| c | d |\nText",
    ],
)
def test_no_word_of_a_table_vanishes(text: str) -> None:
    said = Counter(one for part in every_text(parse_prose(text)) for one in part.plain)
    written = Counter(one for one in text.replace("Table: ", "") if one.isalpha())
    assert written <= said


# --- pictures --------------------------------------------------------------------------------------


def test_pictures_in_one_paragraph_stand_side_by_side(tmp_path: Path) -> None:
    printed = Printed(
        tmp_path,
        '![One](wide.png "The first") ![Two](high.png "The second")\n\n'
        "![Three](wide.png)\n![Four](high.png)\n\nEnd.\n",
    )
    printed.expect_clean()
    pdf = printed.pdf()
    assert [one.alternative for one in elements(pdf, "Figure")] == ["One", "Two", "Three", "Four"]
    places = boxes(pdf)
    for left, right in (places[:2], places[2:]):
        assert left[1] == pytest.approx(right[1], abs=1)
        assert left[2] < right[0]
        assert left[3] == pytest.approx(right[3], abs=1)


def boxes(pdf: OpenedPdf) -> list[tuple[float, ...]]:
    """Where pictures stand on their pages: left, bottom, right, top."""
    found: list[tuple[float, ...]] = []

    def visit(element: Any) -> None:
        element = element.get_object()
        if element.get("/S") == "/Figure":
            found.append(tuple(map(float, element["/A"]["/BBox"])))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if hasattr(kid, "get_object") and hasattr(kid.get_object(), "get"):
                visit(kid)

    visit(pdf.reader.root_object["/StructTreeRoot"])
    return found


LONG = "It goes on and on, so that one can see how it is broken into lines beside the picture. "


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    "text", [f"\n\n{LONG * 12}", " Short.\n\n### After\n", "", "\n\n- a\n- b\n"]
)
def test_a_picture_stands_beside_the_text_that_follows(
    side: str, text: str, tmp_path: Path
) -> None:
    printed = Printed(
        tmp_path, f'![A wall](wide.png "In Prague"){{.{side} width=40%}}{text}\n\nEnd of it.\n'
    )
    printed.expect_clean()
    [(left, _, right, _)] = boxes(printed.pdf())
    page = printed.pdf().reader.pages[0]
    assert (left > float(page.mediabox.width) / 2) == (side == "right")
    assert right - left < float(page.mediabox.width) / 2
    frames = [
        one.get(f"{W}xAlign") for one in printed.docx().xml("word/document.xml").iter(f"{W}framePr")
    ]
    assert frames == [side] * 2


def test_a_picture_too_wide_to_stand_beside_text_stands_alone(tmp_path: Path) -> None:
    printed = Printed(tmp_path, f"![A wall](wide.png){{.left width=90%}}\n\n{LONG}\n")
    printed.expect_clean()
    assert list(printed.docx().xml("word/document.xml").iter(f"{W}framePr")) == []


# --- all of it -------------------------------------------------------------------------------------

WHOLE = "\n".join((NESTED, QUOTED, VERSE, TABLES, '![A](wide.png "x") ![B](high.png)', "", "End."))


@pytest.mark.parametrize(("layout", "paper"), [("classic", "A5"), ("modern", "A4")])
def test_both_layouts_set_it_on_any_paper(layout: str, paper: str, tmp_path: Path) -> None:
    Printed(tmp_path, WHOLE, layout=layout, paper=paper).expect_clean()


def test_texts_in_specs_have_the_same_blocks(tmp_path: Path) -> None:
    notes = NESTED.replace("![A wall](wide.png){width=30%}", "x") + QUOTED + VERSE + TABLES
    printed = Printed(tmp_path, "x", lesson={"teacher_notes": notes})
    printed.expect_clean()
    plan = printed.pdf("lesson-plan")
    assert len(elements(plan, "Table")) == 3
    assert len(elements(plan, "BlockQuote")) == 2


def test_what_is_wrong_in_a_spec_is_told_at_its_line(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"lessons/events/e.md": HEAD + "x"})
    (tmp_path / "lessons/l.yaml").write_text(
        "event: e\nteacher_notes: |\n  Notes.\n\n  | a | b |\n  |---|---|\n  | 1 | 2 | 3 |\n"
    )
    result = makelesson("check", cwd=tmp_path)
    assert result.returncode == 1
    assert "l.yaml:7:3: error: This row has 3 cells" in result.stderr


@pytest.mark.parametrize(
    ("quote", "where"),
    [
        ("rode the six hundred", "What happened?, paragraph 2"),
        ("half a league, / half a league onward", "What happened?, paragraph 2"),
        ("deeper", "What happened?, list item 6"),
        ("A second paragraph.", "What happened?, list item 1"),
        ("It was the second", "What happened?, quotation 2"),
        ("Winston Churchill, The Sinews", "What happened?, quotation 2"),
        ("Red Army 300,000", "What happened?, table 2"),
        ("far more than anybody", "What happened?, table 2"),
        ("Towns by year", "What happened?, table 3"),
    ],
)
def test_a_quote_finds_its_place_wherever_it_stands(quote: str, where: str) -> None:
    found = Passages(read_event(Path("e.md"), HEAD + WHOLE)).find(quote)
    assert found is not None
    assert str(found.where) == where


def test_check_shows_how_each_was_read_and_exports_count_them() -> None:
    event = read_event(Path("e.md"), HEAD + WHOLE)
    lines = (HEAD + WHOLE).split("\n")
    for line, kind, text in describe_reading(event):
        word = max(text.split(" | ")[0].split()[:3], key=len)
        near = "".join(lines[line - 1 : line + (5 if kind == "table" else 0)])
        assert word in near, (line, kind, text)
    kinds = {kind for _, kind, _ in describe_reading(event)}
    assert kinds >= {"table", "verse", "attribution", "numbered item", "list item", "quotation"}
    [section] = [line for line in outline(event) if line.startswith("Section")]
    assert "3 tables" in section
    assert "2 stanzas" in section
    for words in (event_words(event), running_text(event)):
        for said in ("deeper", "Winston Churchill", "rode the six", "Wehrmacht", "Towns by year"):
            assert said in words


@given(
    st.lists(
        st.sampled_from(
            ["- a", "  - b", "1. c", "   d", "> e", "> - f", "| g", "| h | i |", "|---|---|", "", "j  ",
             "— k", "{.numbered}", "3. l", "    m", ": n", "> — o", "![p](q.png)"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_word_vanishes_whatever_stands_together(lines: list[str]) -> None:
    text = "\n".join(lines)
    said = Counter(one for part in every_text(parse_prose(text)) for one in part.plain)
    written = text.replace("![p](q.png)", "").replace("{.numbered}", "")
    assert Counter(filter(str.isalpha, written)) <= said


def test_the_example_in_the_docs_is_read_as_they_say() -> None:
    page = (Path(__file__).parents[2] / "docs" / "events.md").read_text("utf-8")
    section = page.partition("## Blocks\n")[2].partition("| written")[0]
    example = "\n".join(line[4:] for line in section.split("\n") if line[:4] == "    " or not line)
    remarks: list[Remark] = []
    blocks = parse_prose(example, remarks)
    assert remarks == []
    kinds = ["number", "quote", "verse", "verse", "table", "figure"]
    assert [block.kind for block in blocks] == kinds
    item, quote, first, second, table, figure = blocks
    assert [block.kind for block in item.inside] == ["paragraph", "bullet"]
    assert [block.kind for block in quote.inside] == ["attribution"]
    assert (first.number, second.number) == (1, 3)
    assert table.plain == "Armies in October 1944"
    assert figure.picture is not None
    assert (figure.picture.share, figure.picture.beside) == (0.4, "right")
