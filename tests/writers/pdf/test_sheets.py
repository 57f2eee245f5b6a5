"""Sheets: every page lies whole within its own half of a side."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any, get_args

import pikepdf
import pypdfium2
import pytest

from lessonpress.document.blocks import Document, Edition, Heading, Paragraph, Run, Section
from lessonpress.layout.theme import Paper
from lessonpress.writers.pdf import Arrangement, write_sheets
from tests.writers import specimens

LETTER = Paper("Letter", 612, 792, 54, 54, 54, 54)
LETTER_LANDSCAPE = replace(LETTER, name="Letter landscape", width=792, height=612)
A5 = Paper("A5", 419.53, 595.28, 40, 40, 40, 40)
PAPERS = (specimens.A4, specimens.A4_LANDSCAPE, LETTER, LETTER_LANDSCAPE, A5)

every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
every_arrangement = pytest.mark.parametrize("arrangement", get_args(Arrangement))


def four_pages() -> Document:
    """Pages filled from edge to edge of their text."""
    text = "Wide words fill all of the lines from one margin to the other margin. " * 60
    sections = tuple(
        Section(
            f"s{number}",
            f"Part {number}",
            (
                Heading(f"h{number}", 2, (Run(f"Part {number}"),)),
                Paragraph(f"p{number}", (Run(text[:1200]),)),
            ),
        )
        for number in range(1, 5)
    )
    return Document("handout", "Title", "en", Edition.STUDENT, sections, "", "{page}/{pages}")


@every_paper
@every_arrangement
def test_every_page_lies_within_its_half(arrangement: Any, paper: Paper) -> None:
    data = write_sheets(four_pages(), specimens.theme(paper), arrangement).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) >= 2
        for sheet in pdf.pages:
            width, height = float(sheet.mediabox[2]), float(sheet.mediabox[3])
            boxes = []
            for operands, _ in pikepdf.parse_content_stream(sheet, "cm"):
                scale, across, down, same, x, y = map(float, operands)
                assert (across, down, same) == (0, 0, scale)
                boxes.append((x, y, x + paper.width * scale, y + paper.height * scale))
            for left, bottom, right, top in boxes:
                assert -0.01 <= left < right <= width + 0.01
                assert -0.01 <= bottom < top <= height + 0.01
                # As large as the half lets it be: it touches two of its edges.
                half = (width / 2, height) if width > height else (width, height / 2)
                assert max((right - left) / half[0], (top - bottom) / half[1]) == pytest.approx(
                    1, abs=1e-3
                )
            for one, other in pairwise(boxes):
                apart_across = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
                apart_down = one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01
                assert apart_across or apart_down


@every_paper
@every_arrangement
def test_nothing_is_painted_on_the_fold(arrangement: Any, paper: Paper) -> None:
    data = write_sheets(four_pages(), specimens.theme(paper), arrangement).data
    for sheet in pypdfium2.PdfDocument(data):
        shown = sheet.render(scale=1).to_pil().convert("L")
        width, height = shown.size
        fold = (
            (width // 2 - 4, 0, width // 2 + 4, height)
            if width > height
            else (0, height // 2 - 4, width, height // 2 + 4)
        )
        assert shown.crop(fold).getextrema() == (255, 255)
        assert shown.getextrema()[0] < 100
