"""A second language: the lesson for a pupil who reads another language better than the class's.

What the program says to pupils is said in both by the layout; here stands what the lesson itself brings for that: titles and
instructions that its teacher gave in the pupil's language, and the words of its vocabulary. Questions stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lessonpress.content.placed import PlacedActivity
from lessonpress.content.text_language import name_of
from lessonpress.problems import Problem, Severity
from lessonpress.registry.accommodations import Part, accommodation
from lessonpress.richtext import InTwo, RichText
from lessonpress.words import main_language, words_for
from lessonpress.words.codes import canonical, meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lessonpress.content.forms import Advice
    from lessonpress.content.lesson import Lesson


def say_in(lesson: Lesson, part: Part) -> Lesson:
    """The lesson with what it has in the language of that part of an accommodation, beside the class's; itself where
    the class speaks that."""
    language = canonical(part.language or "")
    if _is_the_class_s(language, lesson):
        return lesson
    activities = tuple(_in_two(one, language) for one in lesson.activities)
    own = meant([language], _languages_of_words(lesson))
    words = tuple(dict.fromkeys((*lesson.glossary_languages, *own)))
    return replace(
        lesson, second_language=language, glossary_languages=words, activities=activities
    )


def with_glossary(lesson: Lesson, asked: Sequence[str] | None) -> Lesson:
    """The lesson whose words are printed in these languages (BCP 47) as well, as far as it has them."""
    if not asked:
        return lesson
    own = tuple(one for one in asked if not _is_the_class_s(one, lesson))
    return replace(lesson, glossary_languages=meant(own, _languages_of_words(lesson)))


def check_languages(
    lesson: Lesson, asked: Sequence[str] | None, keys: Iterable[str]
) -> Iterator[Problem]:
    """Warnings of what is asked for in another language and can't be said in it: words in the languages `asked`, and
    the copies of the accommodations of those `keys`."""
    accepted = lesson.accept
    for language in asked or ():
        if "no-translation" not in accepted and not _is_the_class_s(language, lesson):
            yield from _words_without(lesson, language)
    parts = (part for key in keys for part in accommodation(key).parts)
    for code in dict.fromkeys(part.language for part in parts if part.language):
        language = canonical(code)
        if _is_the_class_s(language, lesson):
            continue
        silent = main_language(words_for(language).language) != main_language(language)
        if silent and "no-words" not in accepted:
            yield _no_words(lesson, language)
        if "no-translation" not in accepted:
            yield from _instructions_without(lesson, language)


def _is_the_class_s(language: str, lesson: Lesson) -> bool:
    return main_language(language) == main_language(lesson.language)


def _languages_of_words(lesson: Lesson) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(one.language for term in lesson.vocabulary for one in term.translations)
    )


def _in_two(activity: PlacedActivity, language: str) -> PlacedActivity:
    [code] = meant([language], activity.translations) or [""]
    told = activity.translations.get(code)
    if told is None:
        return activity
    title, instructions = activity.title, activity.instructions
    assert not isinstance(title, InTwo)
    assert not isinstance(instructions, InTwo)
    return replace(
        activity,
        title=InTwo(title, told.title) if told.title else title,
        instructions=InTwo(instructions, told.instructions) if told.instructions else instructions,
    )


def _warn(
    lesson: Lesson, path: tuple[str | int, ...], message: str, hint: str, code: Advice
) -> Problem:
    hint = f"{hint} `accept: [{code}]` if that is meant."
    return Problem(message, lesson.spec.location(path), hint, Severity.WARNING, code)


def _words_without(lesson: Lesson, language: str) -> Iterator[Problem]:
    without = [
        (index, term)
        for index, term in enumerate(lesson.vocabulary)
        if not meant([language], (one.language for one in term.translations))
    ]
    if not without:
        return
    first, term = without[0]
    others = f" and {len(without) - 1} more" if len(without) > 1 else ""
    yield _warn(
        lesson,
        ("vocabulary", first, "term"),
        f"The glossary is to be in {name_of(language)}, too, and `{term.term}`{others} has no word in it.",
        f"Write it below the definition: `translations: {{{language}: …}}`.",
        "no-translation",
    )


def _no_words(lesson: Lesson, language: str) -> Problem:
    return _warn(
        lesson,
        ("accommodations",),
        f"The program has no words in {name_of(language)}: a copy `in-{language.lower()}` says in it only what the "
        "lesson gives in it.",
        "docs/languages.md says how to add a language, or give a layout its words in it.",
        "no-words",
    )


def _instructions_without(lesson: Lesson, language: str) -> Iterator[Problem]:
    """Where a teacher's own instructions stay in the class's language alone."""
    for index, activity in enumerate(lesson.activities):
        own = isinstance(activity.instructions, RichText)
        [code] = meant([language], activity.translations) or [""]
        told = activity.translations.get(code)
        if own and (told is None or told.instructions is None):
            yield _warn(
                lesson,
                ("activities", index, "instructions"),
                f"These instructions are your own, and aren't given in {name_of(language)}.",
                f"Add `translations: {{{language}: {{instructions: …}}}}` below them.",
                "no-translation",
            )
