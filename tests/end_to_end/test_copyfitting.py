"""What has to fit a number of pages does, in type that can be read; what can't says by how much."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from lessonpress.press.delivery.report import LessonReport
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.printing import LAYOUTS, makelesson, print_lessons, spec, write_workspace

every_layout = pytest.mark.parametrize("layout", LAYOUTS)

SENTENCE = "They raised the wall by night, and by morning a street that had been one was two. "
# Points; what students may be asked to read (SMALLEST_BODY and SMALLEST_TYPE in layout/fitting.py).
SMALLEST_BODY, SMALLEST_TYPE = 10.0, 7.5


def school(root: Path, sentences: int, **fit: int) -> Path:
    """A workspace with one lesson on a text of so many sentences."""
    paragraphs = "\n\n".join([SENTENCE * 5] * (sentences // 5))
    event = f"# A wall\n\nA summary.\n\n- A fact.\n\n## What Happened?\n\n{paragraphs}\n"
    lesson = {
        "event": "wall",
        "fit": fit,
        "activities": [
            {
                "activity": "short-answer",
                "questions": [
                    {"ask": f"Why, {number}?", "answer": "So.", "lines": 3}
                    for number in range(1, 9)
                ],
            }
        ],
    }
    return write_workspace(
        root, {"lessons/events/wall.md": event, "lessons/wall.yaml": spec(lesson)}
    )


def printed(root: Path, layout: str) -> LessonReport:
    [report] = print_lessons(root, layout=layout)
    assert not report.failed, report.problems
    return report


def pages(report: LessonReport) -> dict[str, int | None]:
    return {made.document: made.pages for made in report.made if made.format == "pdf"}


def sizes(report: LessonReport, document: str = "handout") -> set[float]:
    """The sizes of type, in points, that a PDF uses."""
    [file] = [m.path for m in report.made if (m.document, m.format) == (document, "pdf")]
    content = b"\n".join(
        page.get_contents().get_data()  # type: ignore[union-attr]
        for page in PdfReader(file).pages
    )
    return {float(size) for size in re.findall(rb"/F\d+ ([\d.]+) Tf", content)}


def body_size(report: LessonReport, document: str = "handout") -> float:
    """The size of running text in points, as the DOCX has it: halves of a point."""
    [file] = [m.path for m in report.made if (m.document, m.format) == (document, "docx")]
    styles = OpenedDocx(file).xml("word/styles.xml")
    [size] = styles.iterfind(f"{W}docDefaults//{W}sz")
    own = [
        one
        for style in styles.iterfind(f"{W}style")
        if style.get(f"{W}styleId") in ("Normal", "BodyText")
        for one in style.iter(f"{W}sz")
    ]
    return int((own[-1] if own else size).get(f"{W}val", "")) / 2


@every_layout
@pytest.mark.parametrize("wanted", [2, 3])
def test_a_document_takes_exactly_the_pages_that_it_should(
    tmp_path: Path, layout: str, wanted: int
) -> None:
    report = printed(school(tmp_path, 32 * wanted, handout=wanted), layout)
    assert report.problems == ()
    assert pages(report)["handout"] == wanted


@every_layout
def test_both_ways_type_shrinks_for_much_text_and_grows_for_little(
    tmp_path: Path, layout: str
) -> None:
    little = printed(school(tmp_path / "little", 50, handout=2), layout)
    much = printed(school(tmp_path / "much", 75, handout=2), layout)
    assert pages(little)["handout"] == pages(much)["handout"] == 2
    assert body_size(much) < body_size(little)
    assert min(sizes(much)) >= SMALLEST_TYPE
    assert body_size(much) >= SMALLEST_BODY


@every_layout
def test_only_the_document_that_was_asked_for_changes(tmp_path: Path, layout: str) -> None:
    free = printed(school(tmp_path / "free", 60), layout)
    fitted = printed(school(tmp_path / "fitted", 60, worksheet=1), layout)
    same = {
        (one.document, one.format)
        for one, other in zip(free.made, fitted.made, strict=True)
        if one.path.read_bytes() == other.path.read_bytes()
    }
    assert same == {
        (document, format_)
        for document in ("handout", "answer-key", "lesson-plan")
        for format_ in ("pdf", "docx")
    }


@every_layout
def test_what_cannot_fit_is_told_with_its_excess_and_printed_all_the_same(
    tmp_path: Path, layout: str
) -> None:
    root = school(tmp_path, 200, handout=1)
    report = printed(root, layout)
    [problem] = report.problems
    assert not problem.is_error
    assert problem.code == "does-not-fit"
    told = re.search(r"it takes (\d+) and runs over by (\d+) mm, (\d+) lines", problem.message)
    assert told, problem.message
    taken, millimetres, lines = map(int, told.groups())
    assert pages(report)["handout"] == taken > 1
    assert millimetres / lines == pytest.approx(5, abs=1.5)  # leading of small type
    assert len(report.made) == 8
    assert body_size(report) == pytest.approx(SMALLEST_BODY, abs=0.5)
    assert min(sizes(report)) >= SMALLEST_TYPE
    assert problem.location.line is not None  # where the wish stands


def test_a_text_that_is_too_long_does_not_fail_the_build(tmp_path: Path) -> None:
    root = school(tmp_path, 200, handout=1)
    done = makelesson("build", "--document", "handout", cwd=root)
    assert done.returncode == 0
    assert "does not fit 1 page" in done.stdout + done.stderr
    assert (root / "output" / "wall" / "wall-handout.pdf").is_file()
