"""A lesson is told in a second language as far as it has words in it, and what it lacks is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.adapting import adapted
from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.content.second_language import check_languages, with_glossary
from lessonpress.richtext import InTwo

EVENT = read_event(Path("war.md"), "# War\n\nA partisan was there.\n\n- F.")
SPEC = """\
event: war
vocabulary:
  - {term: partisan, definition: One., translations: {cs: partyzán, pt-BR: guerrilheiro}}
  - {term: war, definition: Two., translations: {cs: válka}}
activities:
  - activity: short-answer
    instructions: Say so.
    translations: {cs: {title: Proč?, instructions: Řekni to.}}
    questions: [{ask: Why?, answer: So.}]
  - activity: true-false
    instructions: Mark it.
    statements: [{say: So., answer: true}]
"""


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return read_lesson(Path("a.yaml"), lambda _: EVENT, lambda: ["war"], SPEC)[0]


def test_it_has_its_titles_instructions_and_words_in_both(lesson: Lesson) -> None:
    told = adapted(lesson, "large-print+in-cs")
    assert (told.second_language, told.glossary_languages) == ("cs", ("cs",))
    first, second = told.activities
    assert isinstance(first.title, InTwo)
    assert isinstance(first.instructions, InTwo)
    assert (str(first.title), str(first.title.second)) == ("Answer in your own words", "Proč?")
    assert (str(first.instructions), str(first.instructions.second)) == ("Say so.", "Řekni to.")
    assert second == lesson.activities[1]
    assert told.mark == lesson.mark


def test_questions_numbers_and_ids_stay(lesson: Lesson) -> None:
    told = adapted(lesson, "in-cs")
    assert [one.task for one in told.activities] == [one.task for one in lesson.activities]
    assert [(one.id, one.part) for one in told.activities] == [
        (one.id, one.part) for one in lesson.activities
    ]


@pytest.mark.parametrize("key", ["in-en", "in-en-gb"])
def test_in_the_class_s_own_language_nothing_is_said_twice(lesson: Lesson, key: str) -> None:
    told = adapted(lesson, key)
    assert (told.second_language, told.activities) == ("", lesson.activities)
    assert list(check_languages(lesson, ["en"], [key])) == []


def test_a_language_is_meant_with_and_without_its_region(lesson: Lesson) -> None:
    assert adapted(lesson, "in-pt").glossary_languages == ("pt-BR",)
    assert adapted(lesson, "in-cs-cz").glossary_languages == ("cs",)
    assert with_glossary(lesson, ["pt-PT", "cs", "en"]).glossary_languages == ("pt-BR", "cs")


def test_the_glossary_has_those_languages_alone_that_are_asked_for(lesson: Lesson) -> None:
    assert [term.translations for term in lesson.glossary] == [(), ()]
    words = with_glossary(lesson, ["pt-BR"]).glossary
    assert [[one.text.plain for one in term.translations] for term in words] == [
        ["guerrilheiro"],
        [],
    ]


def told(
    lesson: Lesson, *keys: str, glossary: tuple[str, ...] = ()
) -> list[tuple[int | None, str]]:
    found = check_languages(lesson, glossary, keys)
    return [(one.location.line, one.code) for one in found if one.hint and not one.is_error]


def test_what_is_asked_for_and_can_t_be_said_is_told_at_its_line(lesson: Lesson) -> None:
    assert told(lesson, "large-print", "in-cs") == [(11, "no-translation")]
    assert told(lesson, "in-uk") == [(7, "no-translation"), (11, "no-translation")]
    assert told(lesson, glossary=("cs",)) == []
    assert told(lesson, glossary=("cs", "pt")) == [(4, "no-translation")]


def test_a_language_without_words_is_told_once(lesson: Lesson) -> None:
    assert [code for _, code in told(lesson, "in-vi", "large-print-in-vi")].count("no-words") == 1


def test_what_was_heard_isn_t_told_again() -> None:
    spec = f"{SPEC}accept: [no-words, no-translation]\n"
    lesson, _ = read_lesson(Path("a.yaml"), lambda _: EVENT, lambda: ["war"], spec)
    assert told(lesson, "in-vi", glossary=("pt",)) == []
