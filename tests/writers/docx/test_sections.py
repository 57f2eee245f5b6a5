"""A packet as DOCX: parts begin where they should, and its contents know where."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Literal

import docx
import pytest

from lessonpress.document.blocks import (
    Blank,
    Block,
    Box,
    Choice,
    Choices,
    Contents,
    ContentsEntry,
    Document,
    Edition,
    Field,
    Fields,
    Figure,
    Heading,
    Lines,
    Paragraph,
    Question,
    Questions,
    Run,
    Section,
    Table,
)
from lessonpress.writers.docx import write_docx
from tests.writers import specimens
from tests.writers.docx.reading import NAMES, Docx, complaints

Starts = Literal["page", "right"]
W = f"{{{NAMES['w']}}}"


def part(name: str, starts: Starts = "page", *inner: Block, restarts: bool = False) -> Section:
    blocks = (
        Heading(f"{name}_h", 2, (Run(name),)),
        Paragraph(f"{name}_p", (Run("Text, "), Run("a link", href="#a_h"), Run("."))),
        *inner,
    )
    return Section(name, name.upper(), blocks, starts, restarts)


def packet(*sections: Block) -> Document:
    entries = (ContentsEntry("a", "Lesson A & B", 1), ContentsEntry("b", "Worksheet", 2))
    blocks = (Heading("title", 1, (Run("Unit"),)), Contents("contents", entries), *sections)
    return Document("student-packet", "Unit", "en", Edition.STUDENT, blocks, footer="Unit")


def write(document: Document, base: bytes | None = None) -> Docx:
    return Docx(write_docx(document, specimens.theme(), base))


def sections(written: Docx) -> list[tuple[str | None, bool]]:
    """How each of Word's sections begins, and whether it counts its pages anew."""
    found = []
    for element in written.find("//w:sectPr"):
        kind = element.find(f"{W}type")
        numbers = element.find(f"{W}pgNumType")
        found.append((None if kind is None else kind.get(f"{W}val"), numbers is not None))
    return found


def test_the_checker_finds_no_error(tmp_path: Path) -> None:
    table = specimens.worksheet().blocks
    last = next(block for block in table if isinstance(block, Table))
    document = packet(
        part("a", "right", last),
        part("b", "right", part("c"), part("d", restarts=True)),
        part("e"),
    )
    assert complaints(write(document).data, tmp_path) == []


def test_a_part_begins_on_a_new_page() -> None:
    written = write(packet(part("a"), part("b")))
    assert sections(written) == [(None, False)]
    assert len(written.find("//w:pageBreakBefore")) == 2


def test_a_part_begins_on_a_right_hand_page() -> None:
    written = write(packet(part("a", "right"), part("b", "right")))
    assert sections(written) == [(None, False), ("oddPage", False), ("oddPage", False)]
    assert not written.find("//w:pageBreakBefore")


def test_a_part_in_a_part_begins_no_page_twice() -> None:
    inner = part("b")
    outer = Section("a", "A", (inner,), "right")
    written = write(packet(outer))
    assert sections(written) == [(None, False), ("oddPage", False)]
    assert not written.find("//w:pageBreakBefore")


def test_a_part_counts_pages_of_its_own() -> None:
    written = write(packet(part("a", restarts=True), part("b")))
    assert sections(written) == [(None, False), ("nextPage", True), ("nextPage", False)]


LAST: dict[str, tuple[Block, ...]] = {
    "text": (Paragraph("x", (Run("Text"),)),),
    "lines": (Lines("x", 3),),
    "a question's lines": (Questions("x", (Question("y", 1, (Run("Why?"),), (Lines("z", 3),)),)),),
    "choices": (Choices("x", (Choice("y", (Run("One"),)),)),),
    "fields": (Fields("x", (Field("Name", 1.0),)),),
    "a picture": (Figure("x", specimens.png(), "Grey"),),
    "a table": tuple(one for one in specimens.worksheet().blocks if isinstance(one, Table)),
    "a box": (Box("x", "facts", (Lines("y", 2),)),),
    "a blank": (Paragraph("x", (Blank(9),)),),
    "nothing": (Paragraph("x", ()),),
}


@pytest.mark.parametrize("last", LAST)
def test_a_section_ends_in_text_or_in_a_paragraph_that_nobody_misses(last: str) -> None:
    """LibreOffice drops a paragraph without text that ends a section."""
    documents = [
        packet(part("a", "page", *LAST[last], restarts=restarts), part("b", restarts=restarts))
        for restarts in (False, True)
    ]
    plain, broken = (write(document) for document in documents)
    seen = [one for one in broken.find("//w:body//w:p") if not is_gap(one)]
    assert len(seen) == len([one for one in plain.find("//w:body//w:p") if not is_gap(one)])
    for end in broken.find("//w:p[w:pPr/w:sectPr]"):
        assert is_gap(end) or "".join(end.xpath(".//w:t/text()", namespaces=NAMES))


def is_gap(paragraph: Any) -> bool:
    """Whether it is an empty paragraph a point high."""
    lines = paragraph.xpath("w:pPr[not(w:pStyle)]/w:spacing/@w:line", namespaces=NAMES)
    return bool(lines) and int(lines[0]) <= 20 and len(paragraph) == 1


def test_contents_are_links_with_the_page_of_their_target() -> None:
    written = write(packet(part("a"), part("b")))
    lines = [
        paragraph
        for paragraph in written.find("//w:p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
        and style.get(f"{W}val").startswith("TOC")
    ]
    assert [line.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for line in lines] == ["TOC1", "TOC2"]
    marks = {mark.get(f"{W}name") for mark in written.find("//w:bookmarkStart")}
    for line, target in zip(lines, ("a", "b"), strict=True):
        (link,) = line.iter(f"{W}hyperlink")
        assert link.get(f"{W}anchor") == target
        assert [field.text.split()[:2] for field in line.iter(f"{W}instrText")] == [
            ["PAGEREF", target]
        ]
        assert target in marks


def test_links_lead_to_their_block() -> None:
    written = write(packet(part("a")))
    anchors = {link.get(f"{W}anchor") for link in written.find("//w:hyperlink")}
    assert "a_h" in anchors


def test_headings_have_six_levels() -> None:
    headings = tuple(Heading(f"h{n}", n, (Run(str(n)),)) for n in range(1, 7))
    document = Document("x", "T", "en", Edition.STUDENT, headings)
    names = [
        one.style.name
        for one in docx.Document(io.BytesIO(write_docx(document, specimens.theme()))).paragraphs
        if one.style is not None
    ]
    assert names == ["Title", *(f"Heading {n}" for n in range(1, 6))]


def test_what_is_filled_in_stands_behind_its_label() -> None:
    fields = Fields("f", (Field("Name", 1.0, "Žofie Nová"),))
    document = Document("x", "T", "en", Edition.STUDENT, (fields,))
    text = docx.Document(io.BytesIO(write_docx(document, specimens.theme()))).paragraphs[0].text
    assert text.split() == ["Name", "Žofie", "Nová"]


def test_on_a_letterhead_each_section_has_its_page(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Riverside High School"
    word.sections[0].different_first_page_header_footer = True
    buffer = io.BytesIO()
    word.save(buffer)
    written = write(packet(part("a", "right"), part("b", "right")), buffer.getvalue())
    assert sections(written)[1:] == [("oddPage", False), ("oddPage", False)]
    whole = written.find("//w:sectPr")
    assert all(one.find(f"{W}footerReference") is not None for one in whole)
    assert [one.find(f"{W}titlePg") is not None for one in whole] == [True, False, False]
    assert complaints(written.data, tmp_path) == []
