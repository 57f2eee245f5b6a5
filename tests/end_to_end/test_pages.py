"""A page can be read as it is printed: nothing stands on anything else, and nothing over the edge.

Where each word stands is told by pdftotext (poppler), which knows nothing of tags.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from lessonpress.words import words_for
from tests.conftest import missing
from tests.end_to_end.printing import (
    LAYOUTS,
    PAPERS,
    Press,
    print_lessons,
    spec,
    write_workspace,
)
from tests.end_to_end.stress import STRESS

every_layout = pytest.mark.parametrize("layout", LAYOUTS)
every_paper = pytest.mark.parametrize("paper", PAPERS)
every_workspace = pytest.mark.parametrize("workspace", ["sample", "stress"])

_XHTML = "{http://www.w3.org/1999/xhtml}"
# Points. What a printer leaves white at the edge: 6 mm and a little.
UNPRINTABLE = 18.0
# Of two words on one line; kerning may let them touch.
TOUCH = 0.5


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Word) -> bool:
        """Do the two stand on one line and on each other?"""
        middle = (other.top + other.bottom) / 2
        return (
            self.top < middle < self.bottom
            and self.left < other.right - TOUCH
            and other.left < self.right - TOUCH
        )


@pytest.fixture(autouse=True)
def poppler() -> None:
    if not shutil.which("pdftotext"):
        missing("pdftotext is not installed")


def pages(pdf: Path) -> list[tuple[float, float, list[Word]]]:
    """Each page's width, height and words, in points from its upper left corner."""
    done = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, timeout=60
    )
    found = []
    for page in etree.fromstring(done.stdout).iter(f"{_XHTML}page"):
        words = [
            Word(
                word.text or "",
                *(float(word.get(edge, "")) for edge in ("xMin", "yMin", "xMax", "yMax")),
            )
            for word in page.iter(f"{_XHTML}word")
        ]
        found.append((float(page.get("width", "")), float(page.get("height", "")), words))
    return found


def clashes(pdf: Path) -> list[str]:
    """Words that stand on each other, with their page."""
    found = []
    for number, (_, _, words) in enumerate(pages(pdf), start=1):
        lines = sorted(words, key=lambda word: (round(word.top), word.left))
        found += [
            f"page {number}: {one.text} / {other.text}"
            for one, other in pairwise(lines)
            if one.covers(other) or other.covers(one)
        ]
    return found


@every_layout
@every_paper
@every_workspace
def test_no_word_stands_on_another(press: Press, workspace: str, paper: str, layout: str) -> None:
    for made in press.files(workspace, layout, paper, "pdf"):
        assert clashes(made.path) == [], made.path.name


@every_layout
def test_the_number_of_the_hundredth_question_keeps_clear_of_it(
    tmp_path: Path, layout: str
) -> None:
    questions = [{"ask": f"Where is {number}?", "lines": 1} for number in range(1, 102)]
    lesson = {
        "event": "plain",
        "activities": [
            {"activity": "discussion", "documents": ["worksheet"], "questions": questions}
        ],
    }
    files = {name: text for name, text in STRESS.items() if name.endswith("plain.txt")}
    root = write_workspace(tmp_path, {**files, "lessons/many.yaml": spec(lesson)})
    print_lessons(root, layout=layout, documents=("worksheet",), formats=("pdf",))
    pdf = root / "output" / "many" / "many-worksheet.pdf"
    assert clashes(pdf) == []
    numbers = {word.text for _, _, words in pages(pdf) for word in words}
    assert {"9.", "99.", "100.", "101."} <= numbers  # parted from what follows


@every_layout
@every_paper
@every_workspace
def test_no_word_stands_where_printers_don_t_print(
    press: Press, workspace: str, paper: str, layout: str
) -> None:
    for made in press.files(workspace, layout, paper, "pdf"):
        for number, (width, height, words) in enumerate(pages(made.path), start=1):
            outside = [
                word.text
                for word in words
                if word.left < UNPRINTABLE
                or word.top < UNPRINTABLE
                or word.right > width - UNPRINTABLE
                or word.bottom > height - UNPRINTABLE
            ]
            assert outside == [], f"{made.path.name}, page {number}"


@every_layout
@every_workspace
def test_every_page_has_its_number_at_the_foot(press: Press, workspace: str, layout: str) -> None:
    for made in press.files(workspace, layout, format_="pdf"):
        found = pages(made.path)
        for number, (_, _, words) in enumerate(found, start=1):
            said = " ".join(word.text for word in words)
            with pikepdf.open(made.path) as pdf:
                label = words_for(str(pdf.Root.Lang))(
                    "Page {page} of {pages}", page=number, pages=len(found)
                )
            assert " ".join(label.split()) in said, f"{made.path.name}, page {number}"
