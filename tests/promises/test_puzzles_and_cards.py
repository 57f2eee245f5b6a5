"""Puzzles can be solved and cards cut out, on every paper, in every layout, at every age.

Whatever a puzzle asks for has its place or is named with its line; what is drawn is told in words, the
same in both formats; and nobody but the teacher gets the answers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import (
    LAYOUTS,
    makelesson,
    print_lessons,
    spec,
    write_workspace,
)
from tests.end_to_end.test_same_text import differences
from tests.writers.docx.reading import complaints

EVENT = "# The siege\n\nA summary.\n\n- A fact.\n\n## What Happened?\n\nThe war ended in May.\n"
MEANINGS = {
    "Übermacht": "more than the others have",
    "Friede": "no war",
    "Belagerung": "a long attack",
    "Rote Armee": "came from the East",
    "Čechy": "a part of the country",
    "chata": "a house in the woods",
    "Waffenruhe": "a pause",
    "Dreißigjähriger": "long, of a war",
}
LESSON: dict[str, Any] = {
    "event": "event",
    "language": "cs",
    "vocabulary": [{"term": term, "definition": said} for term, said in MEANINGS.items()],
    "activities": [
        {"activity": "word-search"},
        {"activity": "word-search", "directions": ["across", "diagonal", "backwards"], "size": 18},
        {"activity": "crossword"},
        {"activity": "cryptic-word", "solution": "drach", "clue": "It breathes fire:"},
        {
            "activity": "timeline",
            "events": [{"date": date, "text": date} for date in ("1938", "5. května 1945", "1939")],
        },
        {
            "activity": "venn",
            "left": {"heading": "One", "points": ["So. " * 30, "And so."]},
            "both": ["Both. " * 20],
            "right": {"heading": "Two"},
        },
        {"activity": "flash-cards"},
        {"activity": "word-wall", "definitions": True},
        {"activity": "exit-ticket", "copies": 8, "questions": ["Why?"]},
        {"activity": "role-cards", "roles": [{"name": n, "about": "x"} for n in "ABC"]},
        {"activity": "sequence-strips", "events": [{"text": t} for t in ("One", "Two", "Three")]},
    ],
}


def workspace(root: Path, **keys: Any) -> Path:
    files = {"lessons/events/event.md": EVENT, "lessons/lesson.yaml": spec(LESSON | keys)}
    return write_workspace(root, files)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("paper", "grade"), [("A4", 9), ("Letter", 2), ("A5", 4)])
def test_both_formats_say_the_same_and_nothing_is_wrong(
    tmp_path: Path, layout: str, paper: str, grade: int
) -> None:
    root = workspace(tmp_path, grade=grade, paper=paper)
    [report] = print_lessons(root, layout=layout)
    assert {problem.code for problem in report.problems} <= {"nearly-empty-page"}
    assert differences(root) == {}
    for made in report.made:
        if made.format == "pdf":
            assert broken_rules(made.path) == [], made.path.name
        else:
            assert complaints(made.path.read_bytes(), tmp_path) == [], made.path.name


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_a_crossword_tells_where_its_boxes_are_and_not_what_is_in_them(
    tmp_path: Path, format_: str
) -> None:
    one = [one for one in LESSON["activities"] if one["activity"] == "crossword"]
    root = workspace(tmp_path, activities=one, language="en")
    print_lessons(root)
    file = root / "output" / "lesson" / f"lesson-worksheet.{format_}"
    if format_ == "pdf":
        text = OpenedPdf(file).tagged_text()
        said = file.read_bytes().decode("latin-1")
    else:
        docx = OpenedDocx(file)
        text, said = docx.body_text(), docx.parts["word/document.xml"].decode()
    summary = re.search(r"A crossword of \d+ rows and \d+ columns\. [^>\"]*", said)
    assert summary, "the grid says nothing"
    assert len(re.findall(r"\d+ (?:across|down): ", summary[0])) == len(MEANINGS)
    for meaning in MEANINGS.values():
        assert meaning in " ".join(text.split())
    told = f"{text} {summary[0]}".casefold()
    for term in MEANINGS:
        assert term.casefold() not in told


def test_the_same_puzzle_comes_out_of_every_run(tmp_path: Path) -> None:
    made = []
    for seed in ("0", "1"):
        root = workspace(tmp_path / seed)
        assert makelesson("build", "--quiet", cwd=root, PYTHONHASHSEED=seed).returncode == 0
        made.append((root / "output" / "lesson" / "lesson-answer-key.pdf").read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("activity", "word"),
    [
        (
            {
                "activity": "crossword",
                "words": [
                    {"word": "peace", "clue": "a"},
                    {"word": "loud", "clue": "b"},
                    {"word": "mix", "clue": "c"},
                ],
            },
            "mix",
        ),
        ({"activity": "word-search", "size": 5, "words": ["peace", "occupation"]}, "occupation"),
        ({"activity": "cryptic-word", "solution": "xyz"}, "xyz"),
    ],
)
def test_a_word_without_a_place_is_named_with_its_line(
    tmp_path: Path, activity: dict[str, Any], word: str
) -> None:
    root = workspace(tmp_path, activities=[activity])
    found = makelesson("check", "lesson", cwd=root)
    assert found.returncode
    said = found.stdout + found.stderr
    assert "Traceback" not in said
    [line] = {one for one in said.splitlines() if f"`{word}`" in one and "error" in one}
    number = int(re.match(r"lessons/lesson\.yaml:(\d+):\d+: error: ", line)[1])  # type: ignore[index]
    assert word in (root / "lessons/lesson.yaml").read_text().splitlines()[number - 1]
