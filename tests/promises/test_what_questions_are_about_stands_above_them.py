"""What questions are about stands above them: a table, a quotation with its speaker, in any kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lessonpress.activities import kinds
from lessonpress.api import load_lesson
from lessonpress.workspace import Workspace
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import Lines, print_lessons, print_one, spec, write_workspace
from tests.end_to_end.test_printed_words import SPECIMENS

EVENT = "# A title\n\nA summary.\n\n- A fact.\n\n## What Happened?\n\nIt began.\n"
ABOUT = """\
Look at the *table*:

| Army | Men |
|---|---:|
| Red Army | 300,000 |

Table: Armies in October

> We shall see.
> — General Konev, 1944

a) First this.
b) Then that.
"""
ASK = f"What do you see?\n\n{ABOUT.partition('a) ')[0]}a) Who?\nb) How many?"


def lesson(root: Path, *activities: dict[str, Any]) -> Path:
    written = {"event": "event", "accept": ["nearly-empty-page"], "activities": list(activities)}
    files = {"lessons/events/event.md": EVENT, "lessons/lesson.yaml": spec(written)}
    return write_workspace(root, files)


def texts(root: Path, document: str) -> tuple[str, str]:
    print_one(root)
    stem = root / "output/lesson" / f"lesson-{document}"
    pdf, docx = OpenedPdf(stem.with_suffix(".pdf")), OpenedDocx(stem.with_suffix(".docx"))
    return " ".join(pdf.tagged_text().split()), " ".join(docx.body_text().split())


@pytest.mark.parametrize("place", ["about", "ask"])
def test_a_table_and_a_quotation_are_printed_as_such(tmp_path: Path, place: str) -> None:
    question = {"ask": "What do you see?", "answer": "Much."}
    activity: dict[str, Any] = {"activity": "short-answer", "questions": [question]}
    if place == "ask":
        question["ask"] = Lines(ASK)
    else:
        activity["about"] = Lines(ABOUT)
    root = lesson(tmp_path, activity)
    for text in texts(root, "worksheet"):
        places = [
            text.index(one)
            for one in ("Armies in October", "300,000", "We shall see.", "— General Konev, 1944")
        ]
        assert places == sorted(places)
        assert "|" not in text
        assert ">" not in text
    pdf = OpenedPdf(root / "output/lesson/lesson-worksheet.pdf")
    kinds_of = [one.kind for one in pdf.tree.walk()]
    assert {"Table", "Caption", "TH", "BlockQuote"} <= set(kinds_of)


def test_it_stands_before_the_first_question(tmp_path: Path) -> None:
    asked = [{"ask": "What do you see?", "answer": "Much."}]
    root = lesson(tmp_path, {"activity": "short-answer", "about": Lines(ABOUT), "questions": asked})
    for text in texts(root, "worksheet"):
        assert text.index("Then that.") < text.index("What do you see?")


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_may_be_about_something(kind: str) -> None:
    form = kinds()[kind].model_validate({"activity": kind, "about": ABOUT, **SPECIMENS[kind]})
    assert form.about == ABOUT.strip()


def test_a_quotation_in_a_question_is_no_mistake(tmp_path: Path) -> None:
    question = {"ask": Lines(ASK), "answer": Lines("So:\n\n> Yes.\n\nAnd no.")}
    root = lesson(tmp_path, {"activity": "short-answer", "questions": [question]})
    assert load_lesson(Workspace.at(root), "lesson")[1] == ()


@pytest.mark.parametrize("text", ["Look:\n\n# A heading", "| Army | Men |\n| Red | 3 |"])
def test_what_is_not_read_is_told_at_its_line(tmp_path: Path, text: str) -> None:
    activity = {
        "activity": "true-false",
        "about": Lines(text),
        "statements": [{"say": "a", "answer": True}],
    }
    root = lesson(tmp_path, activity)
    [report] = print_lessons(root)
    [problem] = report.problems
    assert problem.location.line in (6, 7, 8)
    assert problem.location.file == root / "lessons/lesson.yaml"


def test_an_answer_may_rest_on_it(tmp_path: Path) -> None:
    asked = {
        "ask": "How many?",
        "answer": "Many.",
        "evidence": ["we shall  see", "300,000", "It began."],
    }
    activity = {"activity": "short-answer", "about": Lines(ABOUT), "questions": [asked]}
    root = lesson(tmp_path, activity)
    for text in texts(root, "answer-key"):
        assert "Above the questions: “We shall see”" in text
        assert "Above the questions: “Red Army 300,000”" in text or "“300,000”" in text
        assert "What Happened?, paragraph 1: “It began.”" in text


def test_nothing_rests_on_what_stands_above_others(tmp_path: Path) -> None:
    asked = {"ask": "How many?", "answer": "Many.", "evidence": "We shall see."}
    judged = {
        "activity": "true-false",
        "about": Lines(ABOUT),
        "statements": [{"say": "a", "answer": True}],
    }
    root = lesson(tmp_path, judged, {"activity": "short-answer", "questions": [asked]})
    [report] = print_lessons(root)
    assert [problem.code for problem in report.problems] == ["quote-not-found"]
