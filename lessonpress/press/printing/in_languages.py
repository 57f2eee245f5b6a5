"""In which other languages a lesson's words are printed, and what can't be said in those that are asked for.

Loads nothing where none is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.press.planning.request import Request

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.problems import Problem


def asked_in_languages(lesson: Lesson, request: Request, unit: Wishes = NO_WISHES) -> Lesson:
    """The lesson with its words in the languages that it, its unit or the settings ask for; in a packet, the `unit`
    wishes for them itself."""
    asked = request.settle(lesson.wishes.over(unit)).glossary_languages
    if not asked:
        return lesson
    from lessonpress.content.second_language import with_glossary

    return with_glossary(lesson, asked)


def check_asked_languages(lesson: Lesson, request: Request) -> tuple[Problem, ...]:
    """Warnings of what is asked for in another language and can't be said in it."""
    settled = request.settle(lesson.wishes)
    if not (settled.glossary_languages or settled.accommodations):
        return ()
    from lessonpress.content.second_language import check_languages

    return tuple(check_languages(lesson, settled.glossary_languages, settled.accommodations or ()))
