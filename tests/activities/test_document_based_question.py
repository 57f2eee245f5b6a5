"""Document-based question: lettered documents, questions counted through, an essay with its rubric."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.activities.test_points import part, told

Resolve = Callable[..., Any]
WHOLE = """{activity: document-based-question, question: Was it so, sources: [
  {text: I saw it., author: A guard, questions: [Who, {ask: When, answer: In May.}]},
  {picture: map.png, alternative: A map., title: The front},
  {text: "We went on.", line_numbers: true, questions: Where to}], essay: {look_for: A claim}}"""


def test_documents_are_lettered_and_their_questions_counted_through(resolve: Resolve) -> None:
    task, findings = resolve(WHOLE)
    assert findings == []
    assert [(one.letter, one.numbers) for one in task.documents] == [
        ("A", (1, 2)),
        ("B", ()),
        ("C", (3,)),
    ]
    assert [item.number for item in task.items] == [1, 2, 3, 4]
    assert [str(one.source.title) for one in task.documents] == ["None", "The front", "None"]
    assert task.documents[1].source.picture.alternative == "A map."
    assert [one.source.line_numbers for one in task.documents] == [False, False, True]


def test_an_essay_has_most_of_a_page_or_the_lines_that_it_says(resolve: Resolve) -> None:
    assert resolve(WHOLE)[0].items[-1].lines == 24
    assert resolve(WHOLE, stage="primary")[0].items[-1].lines == 12
    assert resolve(WHOLE.replace("look_for: A claim", "lines: 40"))[0].items[-1].lines == 40


def test_the_rubric_of_the_activity_is_the_essays() -> None:
    rubric = "rubric: {levels: [Good, Bad], criteria: [{criterion: Claim, points: 9}]}"
    one = part(" ".join(WHOLE[:-1].split()) + f", points: 2, {rubric}}}")
    assert one.points is not None
    assert one.points.by_item == {"a1_q1": 2, "a1_q2": 2, "a1_q3": 2, "a1_q4": 9}
    assert [rubric.numbers for rubric in one.rubrics] == [(4,)]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("{author: A guard}", "no-source"),
        ("{picture: map.png}", "no-alternative"),
        ("{picture: map.png, alternative: A map, line_numbers: true}", "no-lines"),
    ],
)
@pytest.mark.parametrize("kind", ["document-based-question", "source-analysis"])
def test_a_source_without_anything_to_read_or_hear_is_told(
    source: str, code: str, kind: str
) -> None:
    keys = f"source: {source}"
    if kind == "document-based-question":
        keys = f"question: Why, sources: [{source}]"
    assert [one[0] for one in told(f"{{activity: {kind}, {keys}}}")] == [code]


def test_a_question_that_stands_twice_with_a_document_is_told() -> None:
    twice = "{activity: document-based-question, question: Why, sources: [{text: So., questions: [Who, Who]}]}"
    assert [one[0] for one in told(twice)] == ["repeated"]
