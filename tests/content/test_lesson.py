"""A spec and its event become a lesson, or every problem of both is named at once."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from lessonpress.activities.cloze import ClozeTask, Gap
from lessonpress.activities.matching import MatchingTask
from lessonpress.activities.ordering import OrderingTask
from lessonpress.content.event import Event, read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.problems import Problem, ProblemError

ROOT = Path(__file__).parents[2]
EVENTS = {
    "the-war": read_event(
        Path("the-war.md"), "---\nlanguage: cs\n---\n# The War\n\nIt was.\n\n- F."
    ),
}


def events(slug: str) -> Event:
    if slug == "broken":
        return read_event(Path("broken.md"), "No title.")
    return EVENTS[slug]


def read(text: str) -> Lesson:
    lesson, warnings = read_lesson(Path("lessons/a.yaml"), events, lambda: list(EVENTS), text)
    assert warnings == ()
    return lesson


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        read(text)
    return list(caught.value.problems)


def test_a_lesson_needs_no_more_than_an_event() -> None:
    lesson = read("event: the-war")
    assert (lesson.slug, lesson.title, lesson.language) == ("a", "The War", "cs")
    assert (lesson.grade, lesson.stage, lesson.activities) == ("", "secondary", ())


def test_every_sample_lesson_is_read_without_a_warning() -> None:
    events = {path.stem: path for path in (ROOT / "lessons/events").glob("*.*")}
    for spec in sorted((ROOT / "lessons").glob("*.yaml")):
        _, warnings = read_lesson(spec, lambda slug: read_event(events[slug]), list)
        assert warnings == ()


@pytest.mark.parametrize(
    ("written", "grade", "stage"),
    [
        ("3", "3", "primary"),
        ('"5"', "5", "primary"),
        ("4-6", "4-6", "secondary"),
        ("9 – 10", "9-10", "secondary"),
    ],
)
def test_a_grade_is_a_number_or_a_range(written: str, grade: str, stage: str) -> None:
    lesson = read(f"event: the-war\ngrade: {written}")
    assert (lesson.grade, lesson.stage) == (grade, stage)


def test_a_standard_is_text_or_has_a_code() -> None:
    lesson = read("event: the-war\nstandards: [Plain, {code: 9.1, text: Coded}]")
    assert [(one.code, one.text.plain) for one in lesson.standards] == [
        (None, "Plain"),
        ("9.1", "Coded"),
    ]


def test_teacher_notes_are_paragraphs_and_lists() -> None:
    lesson = read("event: the-war\nteacher_notes: |\n  One.\n\n  - *two*\n")
    assert [block.kind for block in lesson.teacher_notes] == ["paragraph", "bullet"]


def test_a_key_with_nothing_behind_it_is_left_out() -> None:
    assert read("event: the-war\ntitle:\nobjectives:\nactivities:").title == "The War"


def test_parts_are_counted_on_the_worksheet_only() -> None:
    question = "questions: [{ask: Why?}]"
    lesson = read(
        "event: the-war\nactivities:\n"
        f"  - {{activity: discussion, documents: handout, {question}}}\n"
        f"  - {{activity: discussion, {question}, title: A *title*, minutes: 5}}\n"
    )
    assert [(one.id, one.part, one.documents) for one in lesson.activities] == [
        ("a1", None, ("handout",)),
        ("a2", 1, ("handout", "worksheet")),
    ]
    second = lesson.activities[1]
    assert (second.kind, second.title.plain, second.minutes) == ("discussion", "A title", 5)
    assert second.instructions


ORDERED = """event: the-war
vocabulary: [{term: one, definition: First}, {term: two, definition: Second}, {term: three, definition: Third}]
activities:
  - {activity: matching}
  - {activity: ordering, events: [{text: It bgan.}, {text: It went on.}, {text: It ended.}]}
  - {activity: cloze, text: "[One], [two], [three] and [for]."}
"""


def orders(text: str) -> list[list[object]]:
    """Letters of the matching, places of the ordering, and where each answer stands in the bank."""
    matching, ordering, cloze = (one.task for one in read(text).activities)
    assert isinstance(matching, MatchingTask)
    assert isinstance(ordering, OrderingTask)
    assert isinstance(cloze, ClozeTask)
    gaps = [part.answer for item in cloze.items for part in item.segments if isinstance(part, Gap)]
    return [
        [item.answer for item in matching.items],
        [item.answer for item in ordering.items],
        [cloze.word_bank.index(gap) for gap in gaps],
    ]


def test_a_corrected_typo_changes_no_letter_of_a_key() -> None:
    corrected = ORDERED.replace("bgan", "began").replace("[for]", "[four]").replace("Third", "3rd")
    assert orders(corrected) == orders(ORDERED)


def test_another_number_shuffles_otherwise() -> None:
    shuffled = {str(orders(f"{ORDERED}shuffle: {number}\n")) for number in range(5)}
    assert len(shuffled) > 1
    assert str(orders(f"{ORDERED}shuffle: 0\n")) == str(orders(ORDERED))
    [problem] = problems_of("event: the-war\nshuffle: often")
    assert problem.location.line == 2


def test_every_item_knows_where_it_was_written() -> None:
    lesson = read(
        "event: the-war\nactivities:\n  - activity: discussion\n    questions:\n      - ask: Why?"
    )
    (item,) = lesson.activities[0].items
    assert str(lesson.spec.location(lesson.places[item.id])) == "lessons/a.yaml:5:9"


def test_a_language_that_the_program_has_no_words_in_is_warned_of_once() -> None:
    text = "event: the-war\nlanguage: bg"
    _, [warning] = read_lesson(Path("a.yaml"), events, lambda: list(EVENTS), text)
    assert (warning.code, warning.is_error, warning.location.line) == ("english-words", False, 2)
    assert "docs/languages.md" in warning.hint
    read(f"{text}\naccept: [english-words]")
    read("event: the-war\nlanguage: de-AT")


def test_a_lesson_can_be_sent_to_another_process() -> None:
    lesson = read("event: the-war\nfit: {handout: 2}")
    assert pickle.loads(pickle.dumps(lesson)) == lesson


def test_a_picture_with_nothing_but_a_caption_is_a_warning() -> None:
    event = read_event(Path("e.md"), '# T\n\nS.\n\n![](a.png "The square")')
    _, (warning,) = read_lesson(Path("a.yaml"), lambda _: event, list, "event: e")
    assert (warning.code, warning.is_error) == ("no-alternative-text", False)
    assert str(warning.location) == "e.md:5"


BAD = """\
event: the-wor
grade: nine
minutes: long
objectivs: [a]
fit: {handuot: 2}
vocabulary:
  - term: partisan
activities:
  - activity: multiple-choise
  - questions: []
  - activity: multiple-choice
    questions:
      - ask: When?
        choices: [1938, 1939]
        answer: 1940
      - {ask: Who?, choices: [a, A], answer: a}
  - activity: multiple-choice
    questions:
      - ask:
        choices: [1938]
  - activity: matching
  - activity: true-false
    statements: [{say: It was., answer: no}]
"""


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    assert [(str(one.location).split(":", 1)[1], one.code) for one in problems_of(BAD)] == [
        ("1:8", "unknown-event"),
        ("2:8", "grade"),
        ("3:10", "wrong-type"),
        ("4:1", "unknown-key"),
        ("5:7", "unknown-key"),
        ("7:5", "missing-key"),
        ("9:15", "unknown-value"),
        ("10:5", "missing-key"),
        ("15:17", "answer-not-a-choice"),
        ("16:34", "repeated"),
        ("19:9", "missing-key"),
        ("19:13", "wrong-type"),
        ("20:18", "too-short"),
        ("23:41", "not-true-or-false"),
    ]


def test_a_misspelling_gets_the_nearest_word_as_a_hint() -> None:
    hints = {one.code: one.hint for one in reversed(problems_of(BAD))}
    assert "`the-war`" in hints["unknown-event"]
    assert "`objectives`" in hints["unknown-key"]
    assert "`multiple-choice`" in hints["unknown-value"]


def test_the_problems_of_the_event_come_with_those_of_the_lesson() -> None:
    problems = problems_of("event: broken\ngrade: 0")
    assert [(one.location.file.name, one.code) for one in problems] == [
        ("broken.md", "no-title"),
        ("a.yaml", "grade"),
    ]


def test_a_quote_that_is_not_there_is_named_where_it_stands() -> None:
    start = (
        "event: the-war\nactivities:\n  - activity: discussion\n    questions:\n      - ask: Why?\n"
    )
    for written, place in (("It isn't", "6:19"), ("[It was, It is]", "6:28")):
        (problem,) = problems_of(f"{start}        evidence: {written}")
        assert str(problem.location) == f"lessons/a.yaml:{place}"
        assert problem.code == "quote-not-found"
        assert "“It ›was.‹” (Summary)" in problem.hint


def test_a_letter_is_no_answer_but_says_which_choice_is_meant() -> None:
    question = "{ask: Who?, choices: [Konev, Žukov], answer: b}"
    (problem,) = problems_of(
        f"event: the-war\nactivities: [{{activity: multiple-choice, questions: [{question}]}}]"
    )
    assert problem.hint.endswith(": Žukov")


def test_a_term_stands_once_in_the_vocabulary() -> None:
    word = "{term: War, definition: d}"
    (problem,) = problems_of(f"event: the-war\nvocabulary: [{word}, {word.lower()}]")
    assert (problem.code, problem.location.line) == ("repeated", 2)


@pytest.mark.parametrize("slug", ["../secret", "a/b", ".hidden"])
def test_an_event_is_never_looked_for_outside_its_folder(slug: str) -> None:
    assert [one.code for one in problems_of(f"event: {slug}")] == ["slug"]


@pytest.mark.parametrize("text", ["", "# only a comment", "just text", "- a list"])
def test_what_is_no_lesson_at_all_is_one_problem(text: str) -> None:
    (problem,) = problems_of(text)
    assert problem.code == "empty-lesson"


def test_aliases_of_aliases_do_not_explode() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for one, other in zip("bcdefghi", "abcdefgh", strict=True):
        bomb += f"{one}: &{one} [{', '.join([f'*{other}'] * 9)}]\n"
    (problem,) = problems_of(bomb)
    assert problem.code == "yaml-too-large"


def test_a_tag_runs_nothing() -> None:
    problems = problems_of("event: !!python/object/apply:os.system [echo]")
    assert [one.code for one in problems] == ["unknown-tag"]
