"""Drafts of a lesson from an event's own words, by rule: with no network and no model.

Better few good questions than many bad ones: what can't be made well by rule isn't made. Whatever is drafted quotes
the event and is marked `todo: true` until a person has looked at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.drafting.parts import VOCABULARY, Draft, Part

if TYPE_CHECKING:
    from lessonpress.content.article import Event

__all__ = ["VOCABULARY", "Draft", "Part", "draft_lesson", "language_of"]

_NO_WORD_LIST = "Words to explain are chosen where it is known how common words are: pip install 'makelesson[drafting]'"


def language_of(event: Event) -> str:
    """The language (BCP 47) that the event says, or that it reads like."""
    from lessonpress.content.article import event_words
    from lessonpress.content.text_language import guess_language

    return event.language or guess_language(event_words(event))


def draft_lesson(event: Event) -> Draft:
    """What can be drafted of a lesson on the event; the same for the same event each time."""
    from lessonpress.content.text_language import UNKNOWN
    from lessonpress.drafting.gate import admit

    language = language_of(event)
    found, lacks = _found(event, language)
    spoken = "en" if language == UNKNOWN else language
    admitted, _ = admit(event, spoken, found)
    return Draft(language, tuple(admitted), lacks)


def _found(event: Event, language: str) -> tuple[list[Part], str]:
    from lessonpress.drafting.causes import draft_causes
    from lessonpress.drafting.cloze import draft_cloze, draft_cloze_of_text
    from lessonpress.drafting.dates import dated
    from lessonpress.drafting.languages import language_data
    from lessonpress.drafting.names import people_in, places_in
    from lessonpress.drafting.numbers import numbers_in
    from lessonpress.drafting.questions import draft_questions
    from lessonpress.drafting.sentences_in import sentences_in
    from lessonpress.drafting.stems import draft_stems
    from lessonpress.drafting.timeline import draft_order
    from lessonpress.drafting.true_false import draft_statements
    from lessonpress.drafting.vocabulary import MissingWordList, draft_vocabulary

    data = language_data(language)
    sentences = sentences_in(event, language)
    if data is None:
        names = []
    else:
        people = people_in(sentences, data, [one.plain for one in event.people])
        places = places_in(sentences, language, data, people)
        names = [*people, *places]
    parts: list[Part] = []
    lacks = ""
    try:
        parts += draft_vocabulary(sentences, names, language)
    except MissingWordList:
        lacks = _NO_WORD_LIST
    cloze = draft_cloze(event, language)
    parts += cloze
    if data is None:
        return parts, lacks
    dates = dated(sentences, language, data, event.date)
    numbers = numbers_in(sentences, language, data)
    if not cloze:
        parts += draft_cloze_of_text(sentences, [*dates, *numbers, *people], data)
    parts += draft_order(dates, data)
    parts += draft_questions(dates, people, places, numbers, data)
    parts += draft_statements(sentences, dates, people, numbers, data)
    parts += draft_causes(sentences, data)
    parts += draft_stems(event, data)
    return parts, lacks
