"""Points: said for a question, a part or all of a lesson; halves are points, and nothing is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.event import Event, read_event
from lessonpress.content.lesson import Lesson, PlacedActivity, read_lesson
from lessonpress.problems import ProblemError
from lessonpress.words import words_for

EVENT = read_event(Path("the-war.md"), "# The War\n\nThe war ended in May.\n\n- It was long.\n")
VOCABULARY = """
vocabulary:
  - {term: siege, definition: A long attack}
  - {term: truce, definition: A pause}
  - {term: front, definition: Where armies meet}
"""
SHORT = (
    "{activity: short-answer, questions: [{ask: Why, answer: So}, {ask: How, answer: Thus%s}]%s}"
)


def event(slug: str) -> Event:
    return EVENT


def lesson_of(*activities: str, head: str = "") -> Lesson:
    listed = "".join(f"  - {one}\n" for one in activities)
    text = f"event: the-war\n{head}\n{VOCABULARY}\nactivities:\n{listed}"
    return read_lesson(Path("lessons/a.yaml"), event, lambda: ["the-war"], text)[0]


def part(activity: str, head: str = "") -> PlacedActivity:
    [one] = lesson_of(activity, head=head).activities
    return one


def told(*activities: str, head: str = "") -> list[tuple[str, int | None, str]]:
    """The code, the line and the hint of each problem."""
    with pytest.raises(ProblemError) as caught:
        lesson_of(*activities, head=head)
    return [(one.code, one.location.line, one.hint) for one in caught.value.problems]


def worth(activity: str, head: str = "") -> tuple[float, float | None, list[float]]:
    """What a part is worth, what each of its questions or answers, and each question by itself."""
    points = part(activity, head).points
    assert points is not None
    return points.total, points.each, list((points.by_item or {}).values())


def test_without_a_word_of_points_there_are_none() -> None:
    lesson = lesson_of(SHORT % ("", ""), "{activity: matching}")
    assert lesson.points == 0
    assert [one.points for one in lesson.activities] == [None, None]


@pytest.mark.parametrize(
    ("said", "total"),
    [
        *(("2", 4), ("1.5", 3), ("'1,5'", 3), ("½", 1), ("1½", 3), ("true", 2), ("'3'", 6)),
        *(("{each: 2}", 4), ("{total: 5}", 5), ("{total: 1}", 1)),
    ],
)
def test_points_are_numbers_and_halves_as_people_write_them(said: str, total: float) -> None:
    assert worth(SHORT % ("", f", points: {said}"))[0] == total


@pytest.mark.parametrize(
    "said", ["0", "-1", "1.25", "two", "[1]", "201", ".nan", "1/2", "{each: 0}", "{each: two}"]
)
@pytest.mark.parametrize("place", ["question", "activity", "lesson"])
def test_what_is_no_number_of_points_is_told_at_its_line(said: str, place: str) -> None:
    own = f", points: {said}"
    activity = SHORT % (own if place == "question" else "", own if place == "activity" else "")
    head = f"points: {said}" if place == "lesson" else ""
    [(code, line, hint)] = told(activity, head=head)
    assert code == "points"
    assert line == (2 if place == "lesson" else 10)
    assert "such as 2 or 1.5" in hint


@pytest.mark.parametrize("said", ["{each: 1, total: 2}", "{all: 2}", "{}"])
def test_points_are_each_questions_or_all_of_theirs(said: str) -> None:
    [(code, _, hint)] = told(SHORT % ("", f", points: {said}"))
    assert (code, hint) == ("points", "Write `points: 2` (for each), or `points: {total: 10}`.")


def test_the_nearest_that_is_said_counts() -> None:
    head = "points: 1"
    assert worth(SHORT % ("", ""), head) == (2, 1, [1, 1])
    assert worth(SHORT % ("", ", points: 2"), head) == (4, 2, [2, 2])
    assert worth(SHORT % (", points: 5", ", points: 2"), head) == (7, None, [2, 5])
    assert worth(SHORT % (", points: false", ""), head) == (1, None, [1])
    assert part(SHORT % ("", ", points: false"), head).points is None


def test_a_total_is_shared_out_among_those_that_say_nothing() -> None:
    assert worth(SHORT % ("", ", points: {total: 5}")) == (5, 2.5, [2.5, 2.5])
    assert worth(SHORT % (", points: 4", ", points: {total: 5}")) == (5, None, [1, 4])


@pytest.mark.parametrize(
    ("own", "total"), [("", "1.5"), (", points: 4", "4"), (", points: 4", "3")]
)
def test_a_total_that_cant_be_shared_out_is_told(own: str, total: str) -> None:
    [(code, line, _)] = told(SHORT % (own, f", points: {{total: {total}}}"))
    assert (code, line) == ("uneven-points", 10)


def test_a_total_that_isnt_the_sum_of_what_all_questions_say_is_told() -> None:
    all_say = "{activity: short-answer, points: {total: 9}, questions: [{ask: Why, answer: So, points: 2}]}"
    assert [code for code, _, _ in told(all_say)] == ["uneven-points"]


@pytest.mark.parametrize(
    ("activity", "total"),
    [
        ("{activity: matching}", 3),
        ("{activity: cloze, text: 'A [b] c [d].'}", 2),
        ("{activity: vocabulary-quiz}", 3),
        ("{activity: ordering, events: [{text: A}, {text: B}, {text: C}, {text: D}]}", 4),
        ("{activity: five-ws}", 5),
        (
            "{activity: categorising, categories: [{category: A, items: [b, c, d]}, {category: E, items: [f]}]}",
            4,
        ),
    ],
)
def test_where_a_part_has_no_questions_its_answers_are_counted(activity: str, total: int) -> None:
    assert worth(activity, "points: 1") == (total, 1, [])
    assert worth(f"{activity[:-1]}, points: {{total: 2.5}}}}", "points: 1") == (2.5, None, [])


def test_the_usual_questions_on_a_source_have_points_as_others_have() -> None:
    source = "{activity: source-analysis, source: {text: I saw it.}, context: {points: 3}}"
    assert worth(source, "points: 1") == (6, None, [1, 3, 1, 1])


@pytest.mark.parametrize(
    "activity",
    [
        "{activity: corrections, sentences: [{say: It was so., wrong: so, right: thus, points: 2}, {say: It was.}]}",
        "{activity: short-answer, questions: [{ask: Who, answer: He, accept: Him, points: 2}, {ask: Y, answer: Z}]}",
        "{activity: multiple-choice, questions: [{ask: Who, choices: [a, b, c], answer: [a, b], points: 2}, "
        "{ask: Where, choices: [a, b], answer: a}]}",
    ],
)
def test_questions_of_every_kind_have_points_of_their_own(activity: str) -> None:
    assert worth(activity, "points: 1") == (3, None, [2, 1])


def test_all_parts_make_the_lessons_points() -> None:
    lesson = lesson_of(SHORT % ("", ", points: 2.5"), "{activity: matching}", head="points: 1")
    assert lesson.points == 8


@pytest.mark.parametrize(
    "activity",
    [
        "{activity: flash-cards%s}",
        "{activity: word-wall%s}",
        "{activity: role-cards, roles: [{name: A, about: B}, {name: C, about: D}]%s}",
        "{activity: self-assessment, statements: [I can]%s}",
        "{activity: timeline, leave_out: nothing, events: [{date: 1938, text: A}, {date: 1945, text: B}]%s}",
        "{activity: discussion-stems%s}",
        "{activity: short-answer, documents: [handout], questions: [{ask: Why, answer: So}]%s}",
    ],
)
def test_points_for_what_nobody_marks_are_told_and_those_of_the_lesson_pass_it_by(
    activity: str,
) -> None:
    said = [", points: 2", ", points: {total: 3}", ", partial: Half"]
    for one in (*said, ", rubric: {levels: [A, B], criteria: [{criterion: C, points: 2}]}"):
        assert [code for code, _, _ in told(activity % one)] == ["nothing-to-mark"]
    assert part(activity % "", "points: 1").points is None
    assert part(activity % ", points: false", "points: 1").points is None


@pytest.mark.parametrize(
    "activity",
    [
        "{activity: discussion, questions: [{ask: Why}]%s}",
        "{activity: reflection%s}",
        "{activity: four-corners, statements: [It was right.]%s}",
    ],
)
def test_what_is_talked_about_has_points_only_where_it_says_so(activity: str) -> None:
    assert part(activity % "", "points: 1").points is None
    points = part(activity % ", points: {total: 2}", "points: 1").points
    assert points is not None
    assert points.total == 2


def test_a_layout_may_call_points_something_else() -> None:
    words = words_for("en").reworded({"{count} points": "{count} marks"}, "en")
    assert words.plural("{count} point", "{count} points", 3) == "3 marks"
    assert words.plural("{count} point", "{count} points", 1) == "1 point"


def test_part_of_the_points_is_told_by_the_author_alone() -> None:
    one = part(SHORT % (", partial: One for each name., points: 2", ", partial: Halves count."))
    assert [str(item.partial) for item in one.items] == ["None", "One for each name."]
    assert str(one.partial) == "Halves count."


@pytest.mark.parametrize(
    "activity",
    [
        SHORT % (", partial: One.", ""),
        SHORT % ("", ", partial: One."),
        SHORT % (", partial: One., points: false", ", points: 2"),
    ],
)
def test_part_of_no_points_is_told(activity: str) -> None:
    [(code, line, hint)] = told(activity)
    assert (code, line) == ("nothing-to-mark", 10)
    assert "points: 2" in hint
