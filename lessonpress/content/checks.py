"""What a lesson could do better: warnings that `check` shows and a build doesn't wait for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lessonpress.content.article import event_words
from lessonpress.content.lesson import Lesson
from lessonpress.content.reading_level import reading_level
from lessonpress.content.spec import walk
from lessonpress.content.text_language import guess_language
from lessonpress.content.todos import count_todos
from lessonpress.content.word_forms import is_met, words_of
from lessonpress.problems import Location, Problem, Severity
from lessonpress.words import main_language

# The formula is rough; two texts of one grade often lie this far apart.
READING_TOLERANCE = 2.0


def check_lesson(lesson: Lesson) -> tuple[Problem, ...]:
    """Every warning about the lesson and its event that the lesson does not say it accepts, in the
    order of the files."""
    warnings = [
        *_what_is_missing(lesson),
        *_unused_vocabulary(lesson),
        *_unmarked_terms(lesson),
        *_answers_without_evidence(lesson),
        *_leaning_answers(lesson),
        *_too_little_time(lesson),
        *count_todos(lesson),
        *_reading_level(lesson),
    ]
    open_ones = [one for one in warnings if one.code not in lesson.accept]
    return tuple(sorted(open_ones, key=lambda one: one.location.line or 0))


def _warn(message: str, location: Location, hint: str, code: str) -> Problem:
    return Problem(message, location, hint, Severity.WARNING, code)


def _what_is_missing(lesson: Lesson) -> Iterator[Problem]:
    top = lesson.spec.location(())
    if not lesson.objectives:
        hint = "Add `objectives:` with what students will be able to do."
        yield _warn("This lesson has no objectives.", top, hint, "no-objectives")
    if not lesson.grade:
        hint = "Add `grade:`; it decides how far apart write-on lines stand."
        yield _warn("This lesson has no grade.", top, hint, "no-grade")
    if not lesson.activities:
        hint = "Add `activities:`; the worksheet is empty without them."
        yield _warn("This lesson has no activities.", top, hint, "no-activities")
    if not lesson.event.key_facts:
        hint = "Write them one a line below the summary."
        yield _warn("This event has no key facts.", _event(lesson), hint, "no-key-facts")
    if not (lesson.sources or lesson.event.sources):
        hint = "Add `sources:` to the lesson or to the event's front matter."
        yield _warn("Neither lesson nor event names a source.", top, hint, "no-sources")


def _unused_vocabulary(lesson: Lesson) -> Iterator[Problem]:
    texts = [event_words(lesson.event)]
    data = lesson.spec.data
    for activity in lesson.all_activities:
        if not activity.task.from_vocabulary:
            texts += (text for _, text in walk(data["activities"][activity.written]))
    words = {word for text in texts for word in words_of(text)}
    for index, term in enumerate(lesson.vocabulary):
        forms = (term.term.plain, *term.forms)
        if not any(is_met(form, words, lesson.language) for form in forms):
            yield _warn(
                f"The term `{term.term}` occurs neither in the event nor in an activity.",
                lesson.spec.location(("vocabulary", index, "term")),
                "Use the word where students read it, or remove it.",
                "unused-vocabulary",
            )


def _unmarked_terms(lesson: Lesson) -> Iterator[Problem]:
    """Terms that are to be marked, and that the text has in other forms only, or not at all."""
    for gloss in lesson.reading.unmet:
        yield _warn(
            f"The term `{gloss.term}` is not marked: the text doesn't have it in this form.",
            lesson.spec.location(("vocabulary", gloss.place, "term")),
            "Add `forms:` with the word as the text has it.",
            "unmarked-term",
        )


def _answers_without_evidence(lesson: Lesson) -> Iterator[Problem]:
    for activity in lesson.all_activities:
        for item in activity.items:
            if item.lacks_evidence:
                yield _warn(
                    "This answer quotes no evidence from the event.",
                    lesson.spec.location(lesson.places[item.id]),
                    "Add `evidence:` with the words of the event that show it.",
                    "no-evidence",
                )


def _leaning_answers(lesson: Lesson) -> Iterator[Problem]:
    for activity in lesson.all_activities:
        if leaning := activity.task.leaning:
            where = lesson.spec.location(("activities", activity.written))
            yield _warn(leaning.message, where, leaning.hint, "leaning-answers")


def check_version(version: Lesson, first: Lesson) -> tuple[Problem, ...]:
    """Every warning that holds for a version of the lesson and not for the first one."""
    code = "leaning-answers"
    known = set(_leaning_answers(first))
    return tuple(
        replace(one, message=f"Version {version.version.upper()}: {one.message}")
        for one in _leaning_answers(version)
        if one not in known and code not in version.accept
    )


def _too_little_time(lesson: Lesson) -> Iterator[Problem]:
    needed = sum(activity.minutes or 0 for activity in lesson.activities)
    if lesson.minutes and needed > lesson.minutes:
        yield _warn(
            f"The activities take {needed} minutes, the lesson has {lesson.minutes}.",
            lesson.spec.location(("minutes",)),
            "Shorten an activity, or give the lesson more time.",
            "too-little-time",
        )


def _reading_level(lesson: Lesson) -> Iterator[Problem]:
    text = event_words(lesson.event)
    # The formula holds for English, whatever the lesson says that its event is in.
    english = main_language(lesson.event.language or lesson.language) == "en"
    if not lesson.grade or not english or guess_language(text) != "en":
        return
    level = reading_level(text, "en")
    highest = int(lesson.grade.split("-")[-1])
    if level is not None and level.value > highest + READING_TOLERANCE:
        yield _warn(
            f"The event reads like grade {level.value:.0f}, the lesson is for grade {lesson.grade}.",
            _event(lesson),
            "Shorten its sentences, or explain its hard words in the vocabulary.",
            "reading-level",
        )


def _event(lesson: Lesson) -> Location:
    return Location(lesson.event.path, 1, 1)
