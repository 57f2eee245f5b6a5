"""Rubrics: criteria and levels whose points are those of the question; what doesn't fit is told."""

from __future__ import annotations

import pytest

from tests.activities.test_points import lesson_of, part, told

NAMED = """rubrics:
  essay:
    levels: [{level: Good, points: 3}, {level: Fair, points: 1.5}, {level: None yet, points: 0}]
    criteria:
      - criterion: Claim
      - {criterion: Evidence, levels: [Two quotes, One quote, No quote]}
"""
ASKED = (
    "{activity: short-answer, questions: [{ask: Why, answer: So%s}, {ask: How, answer: Thus}]%s}"
)
OWN = "{levels: [Good, Fair], criteria: [%s]}"


def test_a_rubrics_points_are_the_questions() -> None:
    one = part(ASKED % (", rubric: essay", ""), NAMED)
    assert one.points is not None
    assert one.points.by_item == {"a1_q1": 6}
    [rubric] = one.rubrics
    assert (rubric.numbers, rubric.total, rubric.on) == ((1,), 6, "both")
    assert [str(level.name) for level in rubric.levels] == ["Good", "Fair", "None yet"]
    assert [row.points for row in rubric.rows] == [3, 3]
    assert [str(text) for text, _ in rubric.rows[1].cells] == [
        "Two quotes",
        "One quote",
        "No quote",
    ]


def test_an_activitys_rubric_is_each_questions_and_printed_once() -> None:
    one = part(ASKED % ("", ", rubric: essay, rubric_on: key"), NAMED)
    assert one.points is not None
    assert (one.points.total, one.points.each) == (12, 6)
    assert [(rubric.numbers, rubric.on) for rubric in one.rubrics] == [((1, 2), "key")]


def test_a_question_may_have_a_rubric_of_its_own_beside_the_activitys() -> None:
    own = OWN % "{criterion: Style, points: [2, 1]}"
    one = part(ASKED % (f", rubric: {own}", ", rubric: essay"), NAMED)
    assert one.points is not None
    assert list((one.points.by_item or {}).values()) == [2, 6]
    assert [rubric.numbers for rubric in one.rubrics] == [(1,), (2,)]


def test_a_chart_is_marked_by_a_rubric_as_a_whole() -> None:
    one = part("{activity: claim-evidence-reasoning, question: Why, rubric: essay}", NAMED)
    assert one.points is not None
    assert (one.points.total, one.points.by_item, one.rubrics[0].numbers) == (6, None, ())


def test_a_rubric_need_not_give_points() -> None:
    one = part(ASKED % (f", rubric: {OWN % '{criterion: Style}'}, points: 4", ""))
    assert one.points is not None
    assert (one.points.total, one.rubrics[0].total) == (4, None)
    assert lesson_of(ASKED % (f", rubric: {OWN % '{criterion: Style}'}", "")).points == 0


def test_levels_and_criteria_may_be_their_names_alone() -> None:
    rubric = "{levels: [{level: A, points: 2}, {level: B, points: 1}], criteria: [Claim, Proof]}"
    [found] = part(ASKED % (f", rubric: {rubric}", "")).rubrics
    assert [str(row.criterion) for row in found.rows] == ["Claim", "Proof"]
    assert found.total == 4


@pytest.mark.parametrize(
    ("own", "of_all"),
    [(", rubric: essay, points: 5", ""), ("", ", rubric: essay, points: 5")],
)
def test_points_that_differ_from_the_rubrics_are_told(own: str, of_all: str) -> None:
    [(code, line, _)] = told(ASKED % (own, of_all), head=NAMED)
    assert (code, line) == ("points-differ", 16)


def test_points_that_are_the_rubrics_may_be_said_too() -> None:
    assert part(ASKED % (", rubric: essay, points: 6", ""), NAMED).points is not None


def test_a_rubric_that_isnt_there_is_told_with_the_nearest() -> None:
    [(code, _, hint)] = told(ASKED % (", rubric: esay", ""), head=NAMED)
    assert code == "unknown-rubric"
    assert "essay" in hint
    [(code, _, hint)] = told(ASKED % (", rubric: esay", ""))
    assert (code, hint) == ("unknown-rubric", "Write it below `rubrics:` of the lesson.")


@pytest.mark.parametrize(
    "activity",
    [
        "{activity: matching, rubric: essay}",
        "{activity: cloze, text: 'A [b].', rubric: essay}",
        "{activity: multiple-choice, rubric: essay, questions: [{ask: A, choices: [b, c], answer: b}]}",
        "{activity: true-false, rubric: essay, statements: [{say: A, answer: true}]}",
    ],
)
def test_what_is_right_or_wrong_has_no_rubric(activity: str) -> None:
    assert [code for code, _, _ in told(activity, head=NAMED)] == ["nothing-to-mark"]


@pytest.mark.parametrize(
    ("criteria", "code"),
    [
        ("{criterion: A, levels: [One]}", "uneven-levels"),
        ("{criterion: A, levels: [One, Two, Three]}", "uneven-levels"),
        ("{criterion: A, points: [3, 2, 1]}", "uneven-points"),
        ("{criterion: A, points: 2}, {criterion: B}", "uneven-points"),
        ("{criterion: A}, {criterion: a}", "repeated"),
        ("{criterion: A, points: [0, 0]}", "no-points"),
        ("{criterion: A, points: many}", "points"),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_what_doesnt_fit_together_is_told_where_it_stands(
    criteria: str, code: str, named: bool
) -> None:
    rubric = OWN % criteria
    if named:
        found = told(ASKED % ("", ""), head=f"rubrics:\n  mine: {rubric}")
    else:
        found = told(ASKED % ("", f", rubric: {rubric}"))
    assert [one[0] for one in found] == [code]
    assert found[0][1] == (3 if named else 10)


@pytest.mark.parametrize(
    ("levels", "criteria", "code"),
    [
        ("[{level: A, points: 2}, B]", "[{criterion: C}]", "uneven-points"),
        ("[{level: A, points: 0}, {level: B, points: 0}]", "[{criterion: C}]", "no-points"),
        (
            "[{level: A, points: 2}, {level: B, points: 1}]",
            "[{criterion: C, points: 2}]",
            "points-twice",
        ),
        ("[A]", "[{criterion: C}]", "too-short"),
        ("[A, B]", "[]", "too-short"),
    ],
)
def test_levels_are_two_and_more_and_give_points_in_one_place(
    levels: str, criteria: str, code: str
) -> None:
    rubric = f"{{levels: {levels}, criteria: {criteria}}}"
    assert [one[0] for one in told(ASKED % ("", f", rubric: {rubric}"))] == [code]
