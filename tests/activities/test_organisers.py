"""Graphic organisers: empty for students, filled in the key, each point with what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lessonpress.activities import kinds
from lessonpress.activities.base import Term
from lessonpress.activities.organiser import OrganiserTask, Space
from lessonpress.richtext import RichText

Resolve = Callable[..., Any]
P = "{text: It ended., evidence: The war ended in May.}"
#: One of each with points in all its spaces, and how many spaces that are.
ORGANISERS = {
    f"{{activity: kwl, know: [{P}], want: {P}, learned: [{P}, {P}]}}": 3,
    f"{{activity: t-chart, left: {{heading: For, points: [{P}]}}, right: {{heading: No, points: {P}}}}}": 2,
    f"{{activity: venn, left: {{heading: A, points: {P}}}, both: [{P}], right: {{heading: B, points: {P}}}}}": 3,
    f"{{activity: comparison, things: [A, B], aspects: [{{aspect: size, points: [{P}, {P}]}}]}}": 2,
    f"{{activity: cause-and-effect, links: [{{cause: {P}, effect: {P}, given: neither}}]}}": 2,
    f"{{activity: five-ws, who: {P}, what: {P}, when: {P}, where: {P}, why: {P}}}": 5,
    f"{{activity: cornell-notes, cues: {P}, notes: {P}, summary: {P}}}": 3,
    f"{{activity: main-ideas, parts: [{{of: Summary, idea: {P}}}]}}": 1,
    f"{{activity: story-map, characters: {P}, setting: {P}, problem: {P}, events: {P}, ending: {P}}}": 5,
}


def spaces(task: OrganiserTask) -> list[Space]:
    """The spaces as they stand in the charts."""
    rows = [row for chart in task.charts for row in chart.rows]
    return [cell for row in rows for cell in row.cells if isinstance(cell, Space)]


@pytest.mark.parametrize("text", ORGANISERS)
def test_what_belongs_into_a_space_stands_there_with_its_evidence(
    resolve: Resolve, text: str
) -> None:
    task, findings = resolve(text)
    assert findings == []
    assert list(task.items) == spaces(task)
    assert len(task.items) == ORGANISERS[text]
    assert task.answered
    for number, space in enumerate(task.items, start=1):
        assert space.number == number
        assert not space.lacks_evidence
        for said, [proof] in space.points:
            assert (said.plain, proof.quote) == ("It ended.", "The war ended in May.")


@pytest.mark.parametrize("text", ORGANISERS)
def test_a_quote_that_is_not_the_events_is_found_where_it_stands(
    resolve: Resolve, text: str
) -> None:
    _, findings = resolve(text.replace("ended in May.", "ended in June."))
    assert {code for _, code in findings} == {"quote-not-found"}
    for path, _ in findings:
        assert path[-2] == "evidence"


def test_without_points_a_chart_is_there_all_the_same(resolve: Resolve) -> None:
    for text in (
        "{activity: kwl}",
        "{activity: five-ws}",
        "{activity: story-map}",
        "{activity: cornell-notes}",
        "{activity: three-two-one}",
    ):
        task, findings = resolve(text)
        assert (findings, task.answered) == ([], False)
        assert spaces(task)
        assert not any(space.lacks_evidence for space in task.items)


def test_every_column_has_its_share_of_the_measure(resolve: Resolve) -> None:
    for text in ORGANISERS:
        task, _ = resolve(text)
        for chart in task.charts:
            shares = [float(share) for share in chart.widths.split()]
            assert sum(shares) == pytest.approx(1, abs=0.001)
            labels = chart.rows[0].label is not None
            assert {len(row.cells) + labels for row in chart.rows} == {len(shares)}
            assert len(chart.head) in (0, len(shares))


def test_a_cause_or_an_effect_that_is_given_is_no_space(resolve: Resolve) -> None:
    task, _ = resolve(
        "{activity: cause-and-effect, links: "
        "[{cause: rain, effect: flood}, {cause: sun, effect: drought, given: effect}]}"
    )
    given = [
        cell.plain for row in task.charts[0].rows for cell in row.cells if not hasattr(cell, "id")
    ]
    assert given == ["rain", "drought"]
    assert [point.plain for space in task.items for point, _ in space.points] == ["flood", "sun"]


def test_points_of_a_comparison_fit_its_things(resolve: Resolve) -> None:
    _, findings = resolve(
        "{activity: comparison, things: [A, B], aspects: [{aspect: size, points: [big]}]}"
    )
    assert findings == [(("aspects", 0, "points"), "points-missing")]
    _, findings = resolve(
        "{activity: comparison, things: [A, A], aspects: [{aspect: x}, {aspect: x}]}"
    )
    assert {code for _, code in findings} == {"repeated"}


def test_a_claim_rests_on_quotes_of_the_event(resolve: Resolve) -> None:
    task, findings = resolve(
        "{activity: claim-evidence-reasoning, question: Why, claim: So., "
        "evidence: [The war ended in May., It rained.]}"
    )
    assert findings == [(("evidence", 1, "evidence", 0), "quote-not-found")]
    assert task.prompt.plain == "Why"


def test_definitions_and_frayer_take_the_vocabularys_words(
    resolve: Resolve, vocabulary: tuple[Term, ...]
) -> None:
    task, findings = resolve("{activity: definitions}", vocabulary=vocabulary)
    assert findings == []
    assert [row.label.plain for row in task.charts[0].rows] == ["partisan", "siege", "truce"]
    assert [space.points[0][0].plain for space in task.items] == [
        "A fighter",
        "A long attack",
        "A pause",
    ]
    assert task.from_vocabulary
    frayer = "{activity: frayer, words: [{term: Siege, examples: [Troy]}, {term: piece}]}"
    task, findings = resolve(frayer, vocabulary=vocabulary)
    assert findings == [(("words", 1, "term"), "unknown-term")]
    assert task.charts[0].title == RichText.from_markdown("siege")
    for text in ("{activity: definitions}", "{activity: vocabulary-quiz}"):
        assert [code for _, code in resolve(text)[1]] == ["too-few"]


def test_every_organiser_is_tried_here() -> None:
    """A new one is to be added above, or to the words' test."""
    tried = {text.split(",")[0].removeprefix("{activity: ").rstrip("}") for text in ORGANISERS}
    others = {
        "claim-evidence-reasoning",
        "debate",
        "definitions",
        "frayer",
        "think-pair-share",
        "three-two-one",
    }
    made = {
        kind
        for kind, form in kinds().items()
        if form.resolve.__annotations__["return"] == "OrganiserTask"
    }
    assert made == tried | others
