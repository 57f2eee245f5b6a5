"""Choices of which some are left out keep their letters in every format, and the next question's begin with A."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from lessonpress.document.blocks import (
    Choice,
    Choices,
    Document,
    Edition,
    Heading,
    Question,
    Questions,
    Run,
)
from lessonpress.writers.audio.script import Script
from lessonpress.writers.formats import writer_of
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.writers import specimens


def question(number: int, letters: Sequence[int | None]) -> Question:
    items = tuple(
        Choice(f"q{number}_c{at}", (Run(f"choice {number}{at}"),), number=one)
        for at, one in enumerate(letters)
    )
    return Question(f"q{number}", number, (Run("Which?"),), (Choices(f"q{number}_cs", items),))


@pytest.fixture
def sheet() -> Document:
    items = (question(1, (None, 3, None)), question(2, (None, None)), question(3, (2, 5)))
    heading = Heading("h", 1, (Run("Title"),))
    return Document("worksheet", "Title", "en", Edition.STUDENT, (heading, Questions("qs", items)))


LETTERS = {"10": "A", "11": "C", "12": "D", "20": "A", "21": "B", "30": "B", "31": "E"}


def lettered(text: str) -> dict[str, str]:
    return {name: letter for letter, name in re.findall(r"\b([A-Z])\.\s*choice (\d\d)", text)}


def test_in_pdf(sheet: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(writer_of("pdf")(sheet, specimens.theme()).data)
    [page] = pypdfium2.PdfDocument(path)
    assert lettered(page.get_textpage().get_text_range()) == LETTERS
    assert broken_rules(path) == []


def test_in_docx(sheet: Document, tmp_path: Path) -> None:
    """Word counts on from where a numbering is said to begin, and anew below each question."""
    path = tmp_path / "a.docx"
    path.write_bytes(writer_of("docx")(sheet, specimens.theme()).data)
    docx = OpenedDocx(path)
    starts = {
        num.get(f"{W}numId"): int(over.get(f"{W}val"))
        for num in docx.xml("word/numbering.xml").iter(f"{W}num")
        for level in num.iter(f"{W}lvlOverride")
        for over in level.iter(f"{W}startOverride")
        if level.get(f"{W}ilvl") == "1"
    }
    found: dict[str, str] = {}
    count, numbering = 0, ""
    for paragraph in docx.xml("word/document.xml").iter(f"{W}p"):
        text = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
        if text == "Which?":
            count, numbering = 0, ""
        if not (name := re.search(r"choice (\d\d)", text)):
            continue
        [own] = [one.get(f"{W}val", "") for one in paragraph.iter(f"{W}numId")]
        count = starts.get(own, 1) if own != numbering else count + 1
        numbering = own
        found[name[1]] = chr(ord("A") - 1 + count)
    assert found == LETTERS


def test_in_html(sheet: Document) -> None:
    page = writer_of("html")(sheet, specimens.theme()).data.decode()
    items = re.findall(r'<li id="q(\d)_c(\d)"(?: value="(\d)")?', page)
    values = {f"{number}{at}": value for number, at, value in items if value}
    assert values == {"11": "3", "30": "2", "31": "5"}


def test_in_what_is_spoken(sheet: Document) -> None:
    said = "\n".join(one.text for one in Script(sheet, {}).of(sheet.blocks))
    assert lettered(re.sub(r"\n([A-Z])\n", r"\n\1. ", said)) == LETTERS


@pytest.mark.louis
def test_in_braille(sheet: Document) -> None:
    """In the code of an embosser `,` is the sign of a capital, `;` that of a letter, and `4` a stop."""
    lines = writer_of("braille")(sheet, specimens.theme()).data.decode("ascii").splitlines()
    found = [one[1] for line in lines if (one := re.match(r"\s+;?,([A-Z])4 \S", line))]
    assert found == list(LETTERS.values())
