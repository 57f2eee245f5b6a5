"""The languages of a lesson's words are those that it, its unit or the settings ask for, the nearest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.in_languages import asked_in_languages, check_asked_languages

EVENT = read_event(Path("war.md"), "# War\n\nA war.\n\n- F.")
WORD = "vocabulary: [{term: war, definition: One., translations: {cs: válka, uk: війна}}]\n"


def read(more: str = "") -> Lesson:
    return read_lesson(
        Path("a.yaml"), lambda _: EVENT, lambda: ["war"], f"event: war\n{WORD}{more}"
    )[0]


def asking(*languages: str) -> Wishes:
    return Wishes(glossary_languages=languages)


@pytest.mark.parametrize(
    ("person", "own", "unit", "settings", "found"),
    [
        (NO_WISHES, "", NO_WISHES, NO_WISHES, ()),
        (NO_WISHES, "", NO_WISHES, asking("uk"), ("uk",)),
        (NO_WISHES, "", asking("cs"), asking("uk"), ("cs",)),
        (NO_WISHES, "glossary_languages: [uk, de]", asking("cs"), asking("cs"), ("uk",)),
        (NO_WISHES, "glossary_languages: none", asking("cs"), asking("cs"), ()),
        (asking("cs"), "glossary_languages: uk", NO_WISHES, NO_WISHES, ("cs",)),
    ],
)
def test_the_nearest_comes_first(
    person: Wishes, own: str, unit: Wishes, settings: Wishes, found: tuple[str, ...]
) -> None:
    lesson = asked_in_languages(read(own), Request(person, settings), unit)
    assert lesson.glossary_languages == found


def test_who_asks_for_none_has_the_lesson_as_it_is() -> None:
    lesson = read()
    assert asked_in_languages(lesson, Request()) is lesson
    assert check_asked_languages(lesson, Request(Wishes(accommodations=()))) == ()


def test_what_is_asked_for_in_vain_is_told() -> None:
    asked = Request(Wishes(accommodations=("in-vi",), glossary_languages=("de",)))
    assert [one.code for one in check_asked_languages(read(), asked)] == [
        "no-translation",
        "no-words",
    ]
