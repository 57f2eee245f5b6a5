"""What is right is said in words, too, by every kind that has right answers which an event could say."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.activities import kinds
from lessonpress.content.event import read_event
from lessonpress.content.lesson import PlacedActivity, read_lesson
from tests.end_to_end.printing import spec
from tests.end_to_end.test_no_answers import EVENT as SECRET_EVENT
from tests.end_to_end.test_no_answers import LESSON as SECRET_LESSON
from tests.end_to_end.test_printed_words import EVENT, LESSON

#: What is right there is the vocabulary's, stands in the picture, or is where a given word hides.
IN_NO_EVENT = {"vocabulary-quiz", "flash-cards", "label-picture", "word-search"}


@pytest.fixture(scope="module")
def activities() -> list[PlacedActivity]:
    """Several of each kind."""
    found: list[PlacedActivity] = []
    for text, lesson in ((EVENT, {**LESSON, "language": "el"}), (SECRET_EVENT, SECRET_LESSON)):
        event = read_event(Path("event.md"), text)
        found += read_lesson(Path("a.yaml"), lambda _, event=event: event, list, spec(lesson))[
            0
        ].activities
    return found


def test_every_kind_with_answers_at_a_glance_says_them_in_words(
    activities: list[PlacedActivity],
) -> None:
    assert {one.kind for one in activities} == set(kinds())
    glanced = {one.kind for one in activities if one.task.short_answers}
    said = {one.kind for one in activities if any(item.right_texts for item in one.items)}
    assert glanced - said == IN_NO_EVENT & glanced
    texts = [text for one in activities for item in one.items for text in item.right_texts]
    assert all(wordings and all(wordings) for wordings in texts)
