"""Everything that is printed can be used by everybody: checkers that others wrote find nothing.

The PDF checkers are outloud and page (PDF/UA-1, ISO 14289-1; PDF/A-2a, ISO 19005-2), the DOCX checker is openxml-audit; HTML
is parsed by html5lib, which stops at what the standard doesn't have, and looked at by axe (WCAG 2.1) in Chromium, EPUB
by EPUBCheck and Ace.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from outloud import check  # type: ignore[import-untyped]

from lessonpress.registry.formats import FORMATS
from lessonpress.registry.kinds import UNIT_KINDS
from tests.conformance import broken_rules
from tests.end_to_end.ace import barriers, breaches
from tests.end_to_end.axe import violations
from tests.end_to_end.opened_brf import OpenedBrf
from tests.end_to_end.opened_epub import OpenedEpub
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import (
    LAYOUTS,
    PAPERS,
    ROOT,
    Press,
    print_lessons,
    spec,
    write_workspace,
)
from tests.end_to_end.test_printed_words import FILES as KINDS
from tests.end_to_end.test_printed_words import LESSON as KINDS_LESSON

# Workspace, layout and paper.
CASES = [
    *product(("sample", "stress"), LAYOUTS, PAPERS),
    *product(("languages",), LAYOUTS, ("A4",)),
]

UNIT = "czechoslovakia-1938-1948"

every_layout = pytest.mark.parametrize("layout", LAYOUTS)
every_case = pytest.mark.parametrize(("workspace", "layout", "paper"), CASES)


@cache
def docx_checker() -> OpenXmlValidator:
    return OpenXmlValidator()


def test_no_pdf_has_an_error_or_a_warning(press: Press) -> None:
    """One test for all of them: it takes outloud seconds to start, and little to check a file.

    It asks for heads in the grid of a puzzle, whose boxes have none and are empty to be filled in: what is seen there is
    told by the table's summary.
    """
    told = {}
    for workspace, layout, paper in CASES:
        for made in press.files(workspace, layout, paper, "pdf"):
            result = check(str(made.path))
            asked = sum(one.rule == "TBL-001" for one in result.findings)
            spared = ("TBL-001", "TBL-012") if asked <= puzzles_in(made.path) else ()
            findings = [one for one in result.findings if one.rule not in spared]
            if result.error or findings:
                name = f"{workspace}, {layout}, {paper}: {made.path.name}"
                told[name] = result.error or [
                    f"{one.rule} {one.severity}: {one.message} ({one.evidence})" for one in findings
                ]
    assert told == {}


def puzzles_in(path: Path) -> int:
    """How many tables there are of which nothing is a head, and which say what is seen."""
    count, waiting = 0, [pypdf.PdfReader(path).root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop()
        waiting += _below(element)
        if element.get("/S") == "/Table" and "/Summary" in element.get("/A", {}):
            cells = [cell for row in _below(element) for cell in _below(row)]
            count += all(cell["/S"] == "/TD" for cell in cells)
    return count


def _below(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    found = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [kid for kid in found if hasattr(kid, "get") and "/S" in kid]


@pytest.mark.louis
@every_layout
def test_the_sample_units_packets_and_their_sheets_are_accessible(
    tmp_path: Path, layout: str
) -> None:
    """outloud's PAG-001 warns of lines that stand at the head of three pages or more. In a packet these
    can be what each lesson says (`Part 3 · Answer in your own words`), and no running head."""
    silent = tuple(one for one in FORMATS if one != "audio")  # an hour of speech for each packet
    unit = {"documents": UNIT_KINDS, "formats": silent, "layout": layout}
    [report] = print_lessons(ROOT, tmp_path, UNIT, **unit)
    assert [problem for problem in report.problems if problem.is_error] == []
    papers = [
        one for one in silent if not FORMATS[one].to_fill_in
    ]  # packets are read, not filled in
    assert len(report.made) == 2 * len(papers)
    for made in report.made:
        if made.format == "docx":
            assert docx_checker().validate(made.path).errors == []
            continue
        if made.format in ("html", "epub"):
            opened = OpenedHtml if made.format == "html" else OpenedEpub
            assert opened(made.path).body_text()
            continue
        if made.format == "braille":
            assert OpenedBrf(made.path).pages
            continue
        assert broken_rules(made.path) == []
        result = check(str(made.path))
        assert result.verdict != "fail"
        assert {one.rule for one in result.findings} <= {"PAG-001"}, made.path.name


@every_case
def test_a_pdf_conforms_to_pdf_ua_1_and_pdf_a_2a(
    press: Press, workspace: str, layout: str, paper: str
) -> None:
    for made in press.files(workspace, layout, paper, "pdf"):
        assert broken_rules(made.path) == [], made.path.name


@every_case
def test_a_docx_is_valid(press: Press, workspace: str, layout: str, paper: str) -> None:
    for made in press.files(workspace, layout, paper, "docx"):
        result = docx_checker().validate(made.path)
        assert result.errors == [], made.path.name


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("workspace", "names", "files"),
    [("sample", ("munich-agreement",), 4), ("stress", ("everything",), 4)],
)
def test_axe_finds_nothing_in_html(
    press: Press, workspace: str, names: tuple[str, ...], files: int, tmp_path: Path
) -> None:
    root = press.workspaces[workspace]
    reports = print_lessons(root, tmp_path, *names, packets=False, formats=("html",))
    made = [one.path for report in reports for one in report.made]
    assert len(made) == files
    assert {path.name: told for path in made if (told := violations(path))} == {}


# EPUBCheck takes five seconds to start: what differs is in few books, every kind of activity in one.
BOOKS = pytest.mark.parametrize(
    ("lesson", "document"),
    [("lesson", "worksheet"), ("unit", "teacher-packet")],
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Books of every kind of activity, by lesson or unit and document."""
    folder = tmp_path_factory.mktemp("books")
    lesson = {**KINDS_LESSON, "language": "ar"}
    kinds = {**KINDS, "lessons/lesson.yaml": spec(lesson), "lessons/units/unit.yaml": spec(
        {"title": "Unit", "language": "ar", "lessons": ["lesson"]}
    )}  # fmt: skip
    made = {}
    for report in print_lessons(write_workspace(folder, kinds), formats=("epub",)):
        assert [one for one in report.problems if one.is_error] == []
        made |= {(report.lesson, one.document): one.path for one in report.made}
    return made


@pytest.mark.epubcheck
@BOOKS
def test_epubcheck_finds_nothing(
    books: dict[tuple[str, str], Path], lesson: str, document: str
) -> None:
    assert breaches(books[lesson, document]) == []


@pytest.mark.ace
@pytest.mark.chromium
@BOOKS
def test_ace_finds_nothing(books: dict[tuple[str, str], Path], lesson: str, document: str) -> None:
    assert barriers(books[lesson, document]) == []


@every_layout
def test_pictures_say_what_they_show(press: Press, layout: str) -> None:
    [handout] = [
        made
        for made in press.files("stress", layout, format_="pdf")
        if made.path.name == "everything-handout.pdf"
    ]
    told = [one.alternative for one in OpenedPdf(handout.path).tree.walk() if one.kind == "Figure"]
    assert told[0] == "A wall of grey blocks with wire on it; a “No <entry>” sign & a lamp."
    assert told[1:] == [
        "A tower, taller than the page allows.",
        "A plan of the wall",
        "A plan without a caption",
    ]


@every_layout
def test_header_cells_name_their_column(press: Press, layout: str) -> None:
    for made in press.files("stress", layout, format_="pdf"):
        for table in (one for one in OpenedPdf(made.path).tree.walk() if one.kind == "Table"):
            first, *others = [row for row in table.walk() if row.kind == "TR"]
            assert {(cell.kind, cell.scope) for cell in first.walk() if cell is not first} == {
                ("TH", "Column")
            }
            assert others
