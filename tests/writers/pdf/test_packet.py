"""Packets as others read them: sections, contents, links inside, pages two on a sheet."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pypdf
import pytest

from lessonpress.document.blocks import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Edition,
    Field,
    Fields,
    Heading,
    Paragraph,
    Run,
    Section,
)
from lessonpress.writers.pdf import Arrangement, DeadTarget, PdfMeasure, write_pdf, write_sheets
from tests.conformance import broken_rules
from tests.writers import specimens

_OUTLOUD = "from outloud.cli import main; main()"
WORDS = [
    "some",
    "words",
    "that",
    "fill",
    "the",
    "lines",
    "of",
    "a",
    "page",
    "and",
    "then",
    "of",
    "the",
    "next",
    "one",
    "without",
    "a",
    "sense",
]
LESSONS = ("Lesson one", "Lesson two", "Lesson three")


def text(id_: str, times: int = 1) -> tuple[Paragraph, ...]:
    """Paragraphs of four lines, no two alike: what repeats itself passes for a running head."""
    paragraphs = []
    for number in range(times):
        dice = random.Random(f"{id_}{number}")
        shown = " ".join(dice.choice(WORDS) for _ in range(58))
        paragraphs.append(Paragraph(f"{id_}_{number}", (Run(f"{shown.capitalize()}."),)))
    return tuple(paragraphs)


def section(id_: str, title: str, times: int = 1, **how: Any) -> Section:
    heading = Heading(f"{id_}_h", 2, (Run(title),))
    return Section(id_, title, (heading, *text(id_, times=times)), **how)


def packet(*blocks: Block, footer: str = "Unit") -> Document:
    title = Heading("h", 1, (Run("Unit"),))
    label = "{page}/{pages}"
    return Document(
        "student-packet", "Unit", "en", Edition.STUDENT, (title, *blocks), footer, label
    )


def contents(*targets: str) -> Contents:
    return Contents("toc", tuple(ContentsEntry(one, f"Entry {one}", 1) for one in targets))


def whole(starts: str = "right") -> Document:
    sections = tuple(
        section(f"l{n}", title, 1 + 9 * n, starts=starts) for n, title in enumerate(LESSONS, 1)
    )
    link = Paragraph("p", (Run("Begin with "), Run("lesson one", href="#l1"), Run(".")))
    return packet(link, contents("l1", "l2", "l3_4"), *sections)


def read(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write_pdf(document, specimens.theme()).data))


def sheets(document: Document, arrangement: Any, paper: Any = specimens.A4) -> pypdf.PdfReader:
    data = write_sheets(document, specimens.theme(paper), arrangement).data
    return pypdf.PdfReader(io.BytesIO(data))


def labels(reader: pypdf.PdfReader) -> list[list[str]]:
    """What the foot of each page, or of each on a sheet's side, says; nothing on blank pages."""
    return [re.findall(r"\d+/\d+", sheet.extract_text()) for sheet in reader.pages]


def elements(reader: pypdf.PdfReader) -> Iterator[Any]:
    stack = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()]
    while stack:
        element = stack.pop()
        yield element
        objects = [kid.get_object() for kid in element.get("/K", []) if not isinstance(kid, int)]
        stack.extend(kid for kid in reversed(objects) if isinstance(kid, dict) and "/S" in kid)


def read_aloud(reader: pypdf.PdfReader) -> list[tuple[int, int]]:
    """Page and MCID of all that is tagged, in the tree's order."""
    numbers = {sheet.indirect_reference.idnum: n for n, sheet in enumerate(reader.pages)}  # type: ignore[union-attr]
    found: list[tuple[int, int]] = []
    for element in elements(reader):
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                found.append((numbers[element.raw_get("/Pg").idnum], int(kid)))
            elif "/MCID" in (inner := kid.get_object()):
                found.append((numbers[inner.raw_get("/Pg").idnum], int(inner["/MCID"])))
    return found


@pytest.mark.parametrize("starts", ["page", "right"])
@pytest.mark.parametrize("how", ["single", "booklet", "2up"])
def test_conforms_to_pdf_ua_1_and_pdf_a_2a(starts: str, how: Any) -> None:
    theme = specimens.theme()
    document = whole(starts)
    printed = write_pdf(document, theme) if how == "single" else write_sheets(document, theme, how)
    assert broken_rules(printed.data) == []
    assert printed.pages == len(pypdf.PdfReader(io.BytesIO(printed.data)).pages)


@pytest.mark.slow
def test_a_second_checker_finds_nothing(tmp_path: Path) -> None:
    theme = specimens.theme()
    write = {"single": write_pdf(whole(), theme)}
    write |= {str(how): write_sheets(whole(), theme, how) for how in get_args(Arrangement)}
    for name, printed in write.items():
        (tmp_path / f"{name}.pdf").write_bytes(printed.data)
    done = subprocess.run(
        [sys.executable, "-c", _OUTLOUD, "--fail-on", "warning", *tmp_path.glob("*.pdf")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# --- sections ------------------------------------------------------------------------------------


def test_a_section_begins_on_a_new_page() -> None:
    reader = read(packet(section("a", "First"), section("b", "Second"), *text("after")))
    assert labels(reader) == [["1/4"], ["2/4"], ["3/4"], ["4/4"]]
    assert "Second" in reader.pages[2].extract_text()


def test_a_right_hand_page_has_an_odd_number_and_a_blank_page_before_it_where_needed() -> None:
    reader = read(packet(section("a", "First", starts="right"), section("b", "Second")))
    assert labels(reader) == [["1/4"], [], ["3/4"], ["4/4"]]
    assert reader.pages[1].extract_text() == ""


def test_a_section_that_begins_another_begins_on_the_same_page() -> None:
    inner = section("b", "Inner")
    reader = read(packet(Section("a", "Outer", (inner,)), *text("after")))
    assert len(reader.pages) == 3


def test_a_section_can_count_its_own_pages() -> None:
    own = section("b", "Own", 14, starts="right", restart_pages=True)
    reader = read(packet(section("a", "First"), own, section("c", "Last")))
    assert labels(reader) == [["1/3"], ["2/3"], ["1/2"], ["2/2"], ["3/3"]]
    reader = read(packet(section("c", "Own too", restart_pages=True), own))
    # Nobody counts the page that is left blank.
    assert labels(reader) == [["1/1"], ["1/1"], ["1/2"], ["2/2"]]


def test_a_section_is_a_part_with_its_title() -> None:
    parts = [one for one in elements(read(whole())) if one["/S"] == "/Part"]
    assert [one["/T"] for one in parts] == list(LESSONS)


def test_bookmarks_stand_under_their_section_and_say_nothing_twice() -> None:
    inner = Heading("x", 3, (Run("Inside"),))
    first = section("a", "First")
    document = packet(
        Section("a", "First", (*first.blocks, inner)),
        section("b", "Second"),
        Heading("g", 2, (Run("Glossary"),)),
    )
    outline = read(document).outline
    titles = [
        [e["/Title"] for e in one] if isinstance(one, list) else one["/Title"] for one in outline
    ]
    assert titles == ["Unit", "First", ["Inside"], "Second", "Glossary"]


def test_the_head_of_a_sections_further_pages_names_it() -> None:
    reader = read(packet(section("a", "A lesson", 20)))
    assert "A lesson" in reader.pages[1].extract_text()  # its heading
    assert "A lesson" in reader.pages[2].extract_text()  # its head
    assert "A lesson" not in reader.pages[0].extract_text()


def test_measuring_agrees_with_printing() -> None:
    theme = specimens.theme()
    assert PdfMeasure()(whole(), theme).pages == write_pdf(whole(), theme).pages


# --- contents and links --------------------------------------------------------------------------


def test_contents_say_on_which_page_each_target_stands() -> None:
    reader = read(whole())
    shown = reader.pages[0].extract_text()
    for target in ("l1", "l2"):
        found = re.search(rf"Entry {target}\s+(\d+)", shown)
        assert found, shown
        sheet = reader.pages[int(found[1]) - 1]
        assert LESSONS[int(target[1]) - 1] in sheet.extract_text()


def test_contents_are_links_in_the_tree() -> None:
    kinds = [str(one["/S"])[1:] for one in elements(read(packet(contents("h"))))]
    assert kinds == ["Document", "H1", "TOC", "TOCI", "Reference", "Link"]


def test_deeper_entries_stand_in_the_entry_above_them() -> None:
    entries = (
        ContentsEntry("h", "Top", 1),
        ContentsEntry("h", "Deep", 2),
        ContentsEntry("h", "Next", 1),
    )
    tree = elements(read(packet(Contents("toc", entries))))
    items = [one for one in tree if one["/S"] == "/TOCI"]
    assert [one["/P"]["/P"]["/S"] for one in items] == ["/Document", "/TOCI", "/Document"]


def test_an_entry_is_one_link_over_the_line_and_tells_what_it_says() -> None:
    reader = read(whole())
    notes = [note.get_object() for note in reader.pages[0]["/Annots"]]
    assert [note["/Contents"] for note in notes] == [
        "lesson one",
        "Entry l1 3",
        "Entry l2 5",
        "Entry l3_4 7",
    ]
    left, _, right, _ = (float(value) for value in notes[1]["/Rect"])
    assert (round(left), round(right)) == (68, round(595.28 - 68))


def test_links_inside_lead_to_their_blocks_page_and_place() -> None:
    reader = read(whole())
    link, *entries = (note.get_object()["/Dest"] for note in reader.pages[0]["/Annots"])
    assert link[1] == "/XYZ"
    numbers = [sheet.indirect_reference.idnum for sheet in reader.pages]  # type: ignore[union-attr]
    assert numbers.index(list.__getitem__(link, 0).idnum) == 2
    assert float(link[3]) == pytest.approx(841.89 - 68, abs=10)
    assert float(entries[2][3]) < 700  # a paragraph further down


def test_a_link_to_nothing_is_refused_by_name() -> None:
    with pytest.raises(DeadTarget, match="nowhere") as caught:
        read(packet(Paragraph("p", (Run("go", href="#nowhere"),))))
    assert isinstance(caught.value, ValueError)
    with pytest.raises(DeadTarget, match="missing"):
        read(packet(contents("missing")))


# --- fields and headings -------------------------------------------------------------------------


def test_a_field_that_is_filled_in_says_so_after_its_label() -> None:
    fields = Fields("f", (Field("Name", 0.6, "Žofie Nováková"), Field("Class", 0.4)))
    reader = read(packet(fields))
    assert "Name Žofie Nováková Class" in " ".join(reader.pages[0].extract_text().split())


def test_no_part_of_a_long_name_is_cut() -> None:
    name = "Karl Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester"
    assert name in read(packet(Fields("f", (Field("Name", 0.4, name),)))).pages[0].extract_text()


def test_headings_go_down_to_the_sixth_level() -> None:
    deep = tuple(Heading(f"d{n}", n, (Run(f"Level {n}"),)) for n in range(2, 7))
    kinds = [str(one["/S"])[1:] for one in elements(read(packet(*deep)))]
    assert kinds == ["Document", "H1", "H2", "H3", "H4", "H5", "H6"]


# --- sheets --------------------------------------------------------------------------------------


def numbered(count: int) -> Document:
    return packet(*(section(f"s{n}", f"Part {n}") for n in range(2, count + 1)))


@pytest.mark.parametrize(
    ("count", "sides"),
    [
        (4, [["1/4", "4/4"], ["2/4", "3/4"]]),
        (5, [["1/5"], ["2/5"], ["3/5"], ["4/5", "5/5"]]),
        (1, [["1/1"], []]),
    ],
)
def test_a_booklets_sheets_fold_into_reading_order(count: int, sides: list[list[str]]) -> None:
    assert labels(sheets(numbered(count), "booklet")) == sides


def test_odd_pages_of_a_booklet_stand_on_the_right() -> None:
    reader = sheets(whole(), "booklet")
    where: dict[int, bool] = {}
    for sheet in reader.pages:
        half = float(sheet.mediabox.width) / 2

        def visit(shown: str, cm: Any, tm: Any, *_: Any, half: float = half) -> None:
            for found in re.finditer(r"(\d+)/\d+", shown):
                where[int(found[1])] = cm[4] + cm[0] * tm[4] > half

        sheet.extract_text(visitor_text=visit)
    assert where
    assert all(right == (number % 2 == 1) for number, right in where.items())


def test_two_up_puts_pages_side_by_side_in_order_with_none_left_blank() -> None:
    reader = sheets(packet(*(section(f"s{n}", f"Part {n}", starts="right") for n in "abc")), "2up")
    assert labels(reader) == [["1/4", "2/4"], ["3/4", "4/4"]]


@pytest.mark.parametrize("arrangement", ["booklet", "2up"])
def test_sheets_are_of_the_themes_paper_turned(arrangement: Any) -> None:
    (box,) = {tuple(map(float, one.mediabox)) for one in sheets(numbered(2), arrangement).pages[:1]}
    assert box == (0, 0, 841.89, 595.28)
    tall = sheets(numbered(2), arrangement, specimens.A4_LANDSCAPE).pages[0].mediabox
    assert (float(tall.width) < float(tall.height)) == (arrangement == "2up")


@pytest.mark.parametrize("arrangement", ["booklet", "2up"])
def test_the_tags_of_sheets_are_in_reading_order(arrangement: Any) -> None:
    reader = sheets(whole(), arrangement)
    plain = read(whole())
    assert [str(e["/S"]) for e in elements(reader)] == [str(e["/S"]) for e in elements(plain)]
    for side in range(len(reader.pages)):
        marks = [mcid for number, mcid in read_aloud(reader) if number == side]
        assert marks == sorted(marks)


def test_sheets_are_the_same_bytes_each_time() -> None:
    theme = specimens.theme()
    assert write_sheets(whole(), theme, "booklet") == write_sheets(whole(), theme, "booklet")
