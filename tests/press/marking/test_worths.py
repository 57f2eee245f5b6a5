"""Points go to what is right or wrong, as the lesson says what it is worth; what is written keeps its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import lessonpress
from lessonpress.press.inputs import Inputs
from lessonpress.press.marking.key import key_of
from lessonpress.press.marking.worths import worths_of
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.documents import compose_with_answers
from lessonpress.press.printing.loaded import Loaded
from tests.end_to_end.printing import spec, write_workspace

EVENT = "# A wall\n\nA summary.\n\n## What Happened?\n\nIt fell in November.\n"
CHOICES = {"ask": "When?", "choices": ["in May", "in November"], "answer": "in November"}
OTHER = {**CHOICES, "ask": "And when was that?"}
OPEN = {"ask": "Why?", "answer": "So.", "lines": 2}
CLOZE = {"activity": "cloze", "text": "It [fell] in [November].", "word_bank": False}


def worths(tmp_path: Path, *activities: dict[str, Any], **lesson: Any) -> list[tuple[bool, float]]:
    """Of each thing that is asked, whether it is open, and its points."""
    files = {
        "lessons/events/wall.md": EVENT,
        "lessons/wall.yaml": spec({"event": "wall", **lesson, "activities": list(activities)}),
    }
    workspace = lessonpress.Workspace.at(write_workspace(tmp_path, files))
    read, _ = lessonpress.load_lesson(workspace, "wall")
    layout = Loaded(workspace).layout(read, Request())
    asked = key_of(compose_with_answers("worksheet", read, layout, Inputs())).asked
    return [(one.is_open, worth) for one, worth in zip(asked, worths_of(asked, read), strict=True)]


def choosing(*questions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"activity": "multiple-choice", "questions": list(questions), **keys}


def test_without_points_nothing_is_worth_any(tmp_path: Path) -> None:
    assert worths(tmp_path, choosing(CHOICES), CLOZE) == [(False, 0.0)] * 3


def test_each_question_has_what_it_says_or_its_activity_or_the_lesson(tmp_path: Path) -> None:
    found = worths(tmp_path, choosing({**CHOICES, "points": 3}, OTHER, points=2), CLOZE, points=1)
    assert found == [(False, 3.0), (False, 2.0), (False, 1.0), (False, 1.0)]


def test_what_is_written_keeps_its_points_for_the_teacher(tmp_path: Path) -> None:
    asked = {
        "activity": "short-answer",
        "questions": [{**OPEN, "points": 4}, {**OPEN, "ask": "How?"}],
    }
    assert worths(tmp_path, asked) == [(True, 4.0), (True, 0.0)]


def test_a_statement_is_worth_its_points_and_its_correction_nothing_more(tmp_path: Path) -> None:
    said = {
        "say": "It fell in May.",
        "answer": False,
        "correction": "It fell in November.",
        "points": 2,
    }
    found = worths(tmp_path, {"activity": "true-false", "statements": [said]})
    assert found[0] == (False, 2.0)
    assert sum(worth for _, worth in found) == 2.0


@pytest.mark.parametrize("points", [1, 2.5])
def test_all_together_is_what_the_worksheet_says(tmp_path: Path, points: float) -> None:
    asked = {"activity": "short-answer", "questions": [OPEN]}
    activities = (choosing(CHOICES, OTHER), CLOZE, asked)
    found = worths(tmp_path, *activities, points=points)
    lesson, _ = lessonpress.load_lesson(lessonpress.Workspace.at(tmp_path), "wall")
    assert sum(worth for _, worth in found) == lesson.points
