"""Evidence is found on paper: “paragraph 2” in the key is the one with a 2 in the handout's margin."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from lessonpress.api import load_lesson
from lessonpress.workspace import Workspace
from tests.conformance import broken_rules
from tests.end_to_end.opened_pdf import Element, OpenedPdf
from tests.end_to_end.printing import LAYOUTS, ROOT, print_lessons, spec, write_workspace

LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("*.yaml"))
EVENT = """\
# The fire

It burned.

- Ten days.

## What Happened?

The first one burned.

> A quotation has no number.

| Roses are red,
| violets are blue

The third one burned.

- An item has none.

## Why?

Again the first.
"""


def said(element: Element) -> str:
    return "".join(kid if isinstance(kid, str) else said(kid) for kid in element.kids)


def numbered_in_pdf(path: Path) -> list[tuple[int, str]]:
    """The numbers in the margin of a PDF's paragraphs, with what these say."""
    texts = [said(one) for one in OpenedPdf(path).tree.walk() if one.kind == "P"]
    matches = [re.match(r"(\d+)[\u00a0 ](.*)", text, re.DOTALL) for text in texts]
    return [(int(match[1]), match[2]) for match in matches if match]


def numbered_in_docx(path: Path) -> list[tuple[int, str]]:
    texts = [one.text for one in docx.Document(str(path)).paragraphs]
    matches = [re.match(r"(\d+)\t(.*)", text, re.DOTALL) for text in texts]
    return [(int(match[1]), match[2]) for match in matches if match]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handouts")
    print_lessons(ROOT, folder, packets=False, documents=("handout",))
    return folder


@pytest.mark.parametrize("slug", LESSONS)
def test_what_the_key_names_has_that_number_in_the_margin(slug: str, output: Path) -> None:
    lesson, _ = load_lesson(Workspace.at(ROOT), slug)
    proofs = [
        (dict(proof.where.values)["number"], proof.quote)
        for activity in lesson.activities
        for item in activity.items
        for proof in item.evidence
        if "paragraph" in proof.where.text and "heading" in dict(proof.where.values)
    ]
    assert proofs
    for found in (
        numbered_in_pdf(output / slug / f"{slug}-handout.pdf"),
        numbered_in_docx(output / slug / f"{slug}-handout.docx"),
    ):
        folded = [(number, re.sub(r"\W+", "", text)) for number, text in found]
        for number, quote in proofs:
            begins = re.sub(r"\W+", "", quote.split(" … ")[0])
            assert [text for n, text in folded if n == number and begins in text], quote


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_are_numbered_section_by_section(layout: str, tmp_path: Path) -> None:
    files = {"lessons/events/e.md": EVENT, "lessons/l.yaml": spec({"event": "e", "grade": 9})}
    root = write_workspace(tmp_path, files)
    print_lessons(root, layout=layout)
    pdf = root / "output" / "l" / "l-handout.pdf"
    expected = [
        (1, "The first one burned."),
        (3, "The third one burned."),  # the poem is the second
        (1, "Again the first."),
    ]
    assert numbered_in_pdf(pdf) == expected
    assert numbered_in_docx(pdf.with_suffix(".docx")) == expected
    assert broken_rules(pdf) == []


def test_a_lesson_may_leave_the_numbers_out(tmp_path: Path) -> None:
    lesson = {"event": "e", "grade": 9, "paragraph_numbers": False}
    root = write_workspace(tmp_path, {"lessons/events/e.md": EVENT, "lessons/l.yaml": spec(lesson)})
    print_lessons(root)
    pdf = root / "output" / "l" / "l-handout.pdf"
    assert numbered_in_pdf(pdf) == numbered_in_docx(pdf.with_suffix(".docx")) == []
