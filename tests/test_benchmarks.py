"""The benchmarks can read what they measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.content import read_content
from benchmarks.school import generate
from lessonpress.content.wishes import Wishes
from lessonpress.press.delivery.run import run
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.workers.schedule import InTurn
from lessonpress.workspace import Workspace

LESSONS = sorted(Workspace.at(Path(__file__).parents[1]).lesson_files())


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_sample_in_other_words_is_a_lesson_still(lesson: str, tmp_path: Path) -> None:
    content = read_content(lesson, 2, tmp_path)
    first, second = content.documents("worksheet")
    assert first != second


def test_a_generated_school_prints(tmp_path: Path) -> None:
    school = generate(tmp_path, 6)
    choice = Request(Wishes(documents=("worksheet",), formats=("docx",)))
    for report in run(plan(school, [], choice), school.output, InTurn(), write=False):
        assert not report.failed, report.problems
