"""A supported lesson has what helps beside what it asks, an extended one more behind it; the rest is everybody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.adapting import adapted, copies_of, doubts_of
from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.content.versions import Versions

EVENT = read_event(Path("war.md"), "# War\n\nIt was.\n\n- F.")
SPEC = """\
event: war
points: 1
activities:
- {activity: short-answer, extended: true, points: 3, questions: [{ask: And then?, answer: So it went.}]}
- activity: multiple-choice
  questions:
  - {ask: Who?, choices: [Ada, Bob, Cyd, Dan], answer: Ada}
  - {ask: Where?, choices: [Rome, Oslo, Bern, Kyiv], answer: Oslo, supported: false}
- {activity: reflection}
"""


def read(text: str = SPEC) -> Lesson:
    return read_lesson(Path("a.yaml"), lambda _: EVENT, lambda: ["war"], text)[0]


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return read()


def test_everybody_s_lesson_has_nothing_of_either(lesson: Lesson) -> None:
    assert [one.kind for one in lesson.activities] == ["multiple-choice", "reflection"]
    assert [one.part for one in lesson.activities] == [1, 2]
    assert not any(one.support or one.further for one in lesson.activities)
    assert lesson.points == 2


def test_what_is_for_those_who_are_done_stands_behind_all(lesson: Lesson) -> None:
    own = adapted(lesson, "extended")
    assert own.activities[:2] == lesson.activities
    assert [(one.part, one.further, one.id) for one in own.activities[2:]] == [(3, True, "a1")]
    assert (own.points, own.mark) == (2, lesson.mark)
    assert lesson.whole.mark == lesson.mark


def test_the_code_is_another_where_its_answers_are(lesson: Lesson) -> None:
    """So that a key fits the extended sheet, too; each kind counts its questions into the code."""
    more = SPEC.replace(
        ", answer: So it went.}]", ", answer: So it went.}, {ask: Why?, answer: So.}]"
    )
    assert read(more).mark != lesson.mark


def test_help_is_beside_what_it_helps_with(lesson: Lesson) -> None:
    own = adapted(lesson, "supported")
    choosing, looking = own.activities
    assert [len(one.choices) for one in choosing.items] == [3, 4]  # type: ignore[attr-defined]
    assert looking.support is not None
    assert looking.support.starters
    assert own.mark == lesson.mark


def test_versions_have_both(lesson: Lesson) -> None:
    second = Versions(lesson).version("b")
    assert second.further == lesson.further
    assert set(lesson.places) == set(second.places)
    own = adapted(second, "supported")
    assert own.mark == second.mark != lesson.mark
    assert own.version == "b"
    whole = Versions(lesson).side_by_side(2).whole
    assert [len(one.activities) for one in (whole, *whole.versions)] == [3, 3, 3]


def test_who_has_nothing_further_is_told(lesson: Lesson) -> None:
    assert doubts_of(lesson, ["", "supported", "extended"]) == ()
    plain = read(SPEC.replace("extended: true, ", ""))
    [told] = doubts_of(plain, ["extended", "large-print+extended"])
    assert (told.code, told.is_error) == ("nothing-further", False)
    assert told.hint
    assert doubts_of(plain, ["supported"]) == ()
    accepted = read(SPEC.replace("extended: true, ", "") + "accept: [nothing-further]\n")
    assert doubts_of(accepted, ["extended"]) == ()


def test_the_copies_of_a_lesson_begin_with_everybody_s(lesson: Lesson) -> None:
    first, *others = copies_of(lesson)
    assert first is lesson
    assert len(others) >= 2


def test_what_is_wrong_with_help_is_told_at_its_line() -> None:
    from lessonpress.problems import ProblemError

    with pytest.raises(ProblemError) as caught:
        read(
            SPEC.replace(
                "- {activity: reflection}",
                "- {activity: reflection, supported: {wrong_choices: 1}}",
            )
        )
    [problem] = caught.value.problems
    assert (problem.location.line, problem.code) == (9, "no-such-help")
