"""Activities agree: what one calls right no other calls wrong, whatever the kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.printing import print_lessons, write_workspace

EVENT = "# A title\n\nA summary.\n\n- A fact.\n\n## What Happened?\n\nIt began.\n"
CHOOSE = "multiple-choice, questions: [{{ask: When?, choices: [1938, 1939, 1940], answer: {}}}]"
JUDGE = "true-false, corrections: false, statements: [{{say: It fell., answer: {}}}]"
WRITE = "short-answer, questions: [{{ask: When?, answer: {}, accept: [about then]}}]"
COUNT = "short-answer, questions: [{{ask: When?, answer: {}, tolerance: 0}}]"
FIND = "corrections, sentences: [{{say: It fell.{}}}]"
MATCH = "matching, pairs: [{{item: Konev, match: {}}}, {{item: Patton, match: USA}}, {{item: Montgomery, match: UK}}]"
SORT = "categorising, categories: [{{category: USSR, items: [{}]}}, {{category: USA, items: [{}]}}]"
WRONG = ", wrong: fell, right: stood"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (CHOOSE.format("[1938, 1939]"), CHOOSE.format("[1939, 1938]"), True),
        (CHOOSE.format("[1938, 1939]"), CHOOSE.format("[1938, 1940]"), False),
        (CHOOSE.format("1938"), WRITE.format("1938"), True),
        (CHOOSE.format("1938"), WRITE.format("1939"), False),
        (CHOOSE.format("1938"), COUNT.format("1938"), True),
        (COUNT.format("1939"), CHOOSE.format("1938"), False),
        (JUDGE.format("true"), JUDGE.format("not in the text"), False),
        (JUDGE.format("true"), FIND.format(""), True),
        (JUDGE.format("true"), FIND.format(WRONG), False),
        (FIND.format(WRONG), JUDGE.format("false"), True),
        (FIND.format(""), JUDGE.format("false"), False),
        (MATCH.format("USSR"), MATCH.format("USSR"), True),
        (MATCH.format("USSR"), MATCH.format("UK"), False),
        (SORT.format("Konev", "Patton"), SORT.format("Konev", "Patton"), True),
        (SORT.format("Konev", "Patton"), SORT.format("Patton", "Konev"), False),
        (MATCH.format("USSR"), SORT.format("Konev", "Patton"), True),
        (MATCH.format("USSR"), SORT.format("Patton", "Konev"), False),
    ],
)
def test_no_two_kinds_answer_one_question_otherwise(
    tmp_path: Path, one: str, other: str, agree: bool
) -> None:
    spec = f"event: event\nactivities:\n  - {{activity: {one}}}\n  - {{activity: {other}}}\n"
    root = write_workspace(
        tmp_path, {"lessons/events/event.md": EVENT, "lessons/lesson.yaml": spec}
    )
    [report] = print_lessons(root)
    told = [problem for problem in report.problems if problem.is_error]
    assert {problem.code for problem in told} == (set() if agree else {"answers-differ"})
    assert all(problem.location.line == 4 for problem in told)
