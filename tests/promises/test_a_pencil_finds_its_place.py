"""A pencil finds where to mark, to draw a line or to write, and the place tells no answer."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest

from lessonpress.layout.marks import LETTER_BOX, STROKE, TICK
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import print_one, spec, write_workspace
from tests.end_to_end.test_same_text import words

MM = 72 / 25.4
GRADES = {"primary": 3, "secondary": 9}
EVENT = "# The Strike\n\nIt lasted ten days.\n\n- It began in 1911.\n\n## What\n\nIt was cold.\n"
WORDS = ("strike", "picket", "union", "wage")
VOCABULARY = [{"term": word, "definition": f"What {word}s are."} for word in WORDS]
CHOICES = {
    "activity": "multiple-choice",
    "questions": [{"ask": "What?", "choices": ["bread", "salt", "wine"], "answer": "salt"}],
}


class Shape(NamedTuple):
    """What is drawn as one print field: how wide and high, whether it is round, and its line."""

    width: float
    height: float
    round: bool
    stroke: float


def shapes(data: bytes) -> list[Shape]:
    """The closed shapes in marked content, in the order of the pages."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            marked: list[bool] = []
            stroke, points = 0.0, []
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "BDC":
                        marked.append("/MCID" in operands[1])
                    case "BMC":
                        marked.append(False)
                    case "EMC":
                        marked.pop()
                    case "w":
                        stroke = float(operands[0])
                    case "re" if any(marked):
                        _, _, wide, high = map(float, operands)
                        found.append(Shape(abs(wide), abs(high), False, stroke))
                    case "m":
                        points = [tuple(map(float, operands))]
                    case "c":
                        numbers = list(map(float, operands))
                        points += zip(numbers[::2], numbers[1::2], strict=True)
                    case "S" | "s" | "h" if any(marked) and len(points) > 4:
                        across, up = zip(*points, strict=True)
                        wide, high = max(across) - min(across), max(up) - min(up)
                        found.append(Shape(wide, high, True, stroke))
                        points = []
    return found


def worksheet(tmp_path: Path, *activities: dict[str, Any], **keys: Any) -> dict[str, bytes]:
    lesson = {
        "event": "e",
        "language": "en",
        "vocabulary": VOCABULARY,
        "activities": list(activities),
        "documents": ["worksheet", "answer-key"],
        **keys,
    }
    files = {"lessons/events/e.md": EVENT, "lessons/l.yaml": spec(lesson)}
    wishes = {key: keys.pop(key) for key in ("layout", "paper") if key in keys}
    made = print_one(write_workspace(tmp_path, files), **wishes)
    assert broken_rules(made["worksheet.pdf"]) == []
    return made


def read(made: dict[str, bytes], tmp_path: Path) -> tuple[OpenedPdf, str, str]:
    """The worksheet's PDF, what it says by its tags, and what its DOCX says."""
    path = tmp_path / "read.pdf"
    path.write_bytes(made["worksheet.pdf"])
    pdf = OpenedPdf(path)
    said = " ".join(words(pdf.tagged_text()))
    docx = " ".join(words(OpenedDocx(made["worksheet.docx"]).body_text()))
    return pdf, said, docx


@pytest.mark.parametrize("stage", GRADES)
def test_every_choice_has_a_circle_that_suits_the_hand(stage: Any, tmp_path: Path) -> None:
    truths = {"activity": "true-false", "statements": [{"say": "So.", "answer": True}]}
    made = worksheet(tmp_path, CHOICES, truths, grade=GRADES[stage])
    found = shapes(made["worksheet.pdf"])
    assert len(found) == 3 + 2
    for shape in found:
        assert shape.round
        assert (
            shape.width
            == pytest.approx(TICK[stage], abs=0.1)
            == pytest.approx(shape.height, abs=0.1)
        )
        assert shape.stroke == STROKE >= 0.75  # thinner lines get lost on a photocopy
    assert TICK["secondary"] >= 4.5 * MM
    docx = OpenedDocx(made["worksheet.docx"]).parts["word/document.xml"].decode()
    assert docx.count("<w14:checkbox>") == 3 + 2
    assert docx.count("○") == 3 + 2
    for format_ in ("pdf", "docx"):
        key = made[f"answer-key.{format_}"]
        assert not (
            shapes(key)
            if format_ == "pdf"
            else b"w14:checkbox>" in OpenedDocx(key).parts["word/document.xml"]
        )


@pytest.mark.parametrize("stage", GRADES)
def test_letters_are_written_into_boxes(stage: Any, tmp_path: Path) -> None:
    made = worksheet(tmp_path, {"activity": "matching", "by": "letters"}, grade=GRADES[stage])
    found = shapes(made["worksheet.pdf"])
    assert len(found) == len(WORDS)
    for shape in found:
        assert not shape.round
        assert min(shape.width, shape.height) >= LETTER_BOX[stage] - 0.05
    assert LETTER_BOX["primary"] >= 12 * MM
    docx = OpenedDocx(made["worksheet.docx"])
    tags = {one.get(f"{W}val") for one in docx.xml("word/document.xml").iter(f"{W}tag")}
    assert {f"a1_q{number}" for number in range(1, len(WORDS) + 1)} <= tags


def test_primary_draws_lines_and_the_others_write_letters(tmp_path: Path) -> None:
    told = {}
    for stage, grade in GRADES.items():
        made = worksheet(tmp_path / stage, {"activity": "matching"}, grade=grade)
        told[stage] = read(made, tmp_path)[1]
    assert "Draw a line" in told["primary"]
    assert "Write the letter" in told["secondary"]


def test_lines_begin_and_end_at_dots(tmp_path: Path) -> None:
    extra = {"activity": "matching", "by": "lines", "distractors": ["Nothing at all."]}
    made = worksheet(tmp_path, extra, grade=9)
    with pikepdf.open(io.BytesIO(made["worksheet.pdf"])) as pdf:
        start, dots = None, []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) == "m":
                start = tuple(map(float, operands))
            elif str(operator) == "l" and tuple(map(float, operands)) == start:
                dots.append(start)
    columns = sorted({x for x, _ in dots})
    assert [sum(x == column for x, _ in dots) for column in columns] == [4, 5]
    assert columns[1] - columns[0] > 36  # room for lines to part
    docx = OpenedDocx(made["worksheet.docx"]).parts["word/document.xml"].decode()
    assert docx.count("<w:sym ") == len(WORDS)


@pytest.mark.parametrize("by", ["letters", "lines"])
@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_words_and_definitions_are_two_lists(by: str, paper: str, tmp_path: Path) -> None:
    """No word stands in a row with a definition, sighted or read aloud, however narrow the paper is."""
    made = worksheet(tmp_path, {"activity": "matching", "by": by}, grade=9, paper=paper)
    pdf, said, docx = read(made, tmp_path)
    kinds = [one.kind for one in pdf.tree.walk()]
    assert "Table" not in kinds
    assert kinds.count("L") == 2
    for text in (said, docx):
        places = [text.index(f" {word}") for word in WORDS]
        meanings = [text.index(f"What {word}s are.") for word in WORDS]
        assert max(places) < min(meanings)
    key = OpenedDocx(made["answer-key.docx"]).body_text()
    for word in WORDS:
        row = key.index(f"{word}\n", key.index("Term"))
        assert key[row:].split("\n")[1] == f"What {word}s are."


def test_what_no_page_holds_side_by_side_stands_one_below_the_other(tmp_path: Path) -> None:
    long = [
        {"term": f"word{at}", "definition": f"{at} " + "means a lot " * 60} for at in range(1, 9)
    ]
    made = worksheet(tmp_path, {"activity": "matching"}, vocabulary=long, grade=9)
    _, said, docx = read(made, tmp_path)
    assert said == docx
    for number in range(1, 9):
        assert said.count(f"{number} means a lot") == 1
    with pikepdf.open(io.BytesIO(made["worksheet.pdf"])) as pdf:
        assert len(pdf.pages) >= 2


def test_more_lines_than_can_be_followed_are_told(tmp_path: Path) -> None:
    from tests.end_to_end.printing import print_lessons

    many = [{"term": f"w{at}", "definition": f"Means {at}."} for at in range(11)]
    lesson = {
        "event": "e",
        "vocabulary": many,
        "activities": [{"activity": "matching", "by": "lines"}],
    }
    files = {"lessons/events/e.md": EVENT, "lessons/l.yaml": spec(lesson)}
    [report] = print_lessons(write_workspace(tmp_path, files))
    [problem] = report.problems
    assert (problem.code, problem.location.file.name) == ("too-many-lines", "l.yaml")
    line = (tmp_path / "lessons/l.yaml").read_text().split("\n")[problem.location.line - 1]
    assert "by: lines" in line


@pytest.mark.parametrize("corrections", ["below", "each", True, False])
def test_room_for_corrections_tells_no_answer(corrections: Any, tmp_path: Path) -> None:
    """Whatever is false, the sheet says the same and has as many lines in the same places."""
    sheets = []
    for answers in ((True, False, True), (False, False, False), (True, True, True)):
        statements = [
            {"say": f"It was {at}.", "answer": answer}
            | ({} if answer else {"correction": "It wasn't."})
            for at, answer in enumerate(answers)
        ]
        activity = {"activity": "true-false", "corrections": corrections, "statements": statements}
        folder = tmp_path / "".join("tf"[one] for one in answers)
        made = worksheet(folder, activity, grade=9)
        pdf, said, docx = read(made, tmp_path)
        assert said == docx
        fields = [one for one in pdf.tree.walk() if one.kind == "Form"]
        sheets.append((said, len(fields), drawn_lines(made["worksheet.pdf"])))
    assert sheets[0] == sheets[1] == sheets[2]
    asked = "Write each false statement again" in sheets[0][0]
    assert asked == (corrections in ("below", True))


def drawn_lines(data: bytes) -> list[tuple[float, ...]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (number, *map(float, operands))
            for number, page in enumerate(pdf.pages)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "l"
        ]
