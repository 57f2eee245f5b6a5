"""Discussion: questions to talk about, on the handout and the worksheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lessonpress.activities.base import Evidence
from lessonpress.activities.discussion import Discussion
from lessonpress.words import N_


def test_a_question_has_a_sample_answer_look_fors_and_evidence(resolve: Callable[..., Any]) -> None:
    task, findings = resolve(
        "{activity: discussion, questions: [{ask: Was it *good*, answer: Yes., "
        "look_for: [reasons, dates], evidence: in May}, {ask: Why}]}"
    )
    first, second = task.items
    assert findings == []
    assert (first.number, first.id, second.number, second.id) == (1, "a1_q1", 2, "a1_q2")
    assert first.ask.spans[1].emphasis
    assert [text.plain for text in first.look_for] == ["reasons", "dates"]
    assert first.evidence == (Evidence("in May", N_("Summary")),)
    assert second.answer is None


def test_a_question_of_opinion_needs_no_evidence(resolve: Callable[..., Any]) -> None:
    task, _ = resolve("{activity: discussion, questions: [{ask: a}, {ask: b, answer: c}]}")
    assert [item.lacks_evidence for item in task.items] == [False, True]


def test_every_quote_that_is_not_there_is_found(resolve: Callable[..., Any]) -> None:
    _, findings = resolve(
        "{activity: discussion, questions: [{ask: a, evidence: [in May, in June]}]}"
    )
    assert findings == [(("questions", 0, "evidence", 1), "quote-not-found")]


def test_it_is_printed_on_both_documents() -> None:
    assert Discussion.default_documents == ("handout", "worksheet")
