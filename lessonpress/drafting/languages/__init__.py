"""What drafting must know of a language, as plain data: one file a language.

What is asked stands here and not in the catalogs: it is bound to the language's grammar, and goes into a person's
spec, not onto paper. A language without a file has a draft of words and key facts alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

#: Languages with a file of their own.
LANGUAGES = ("cs", "de", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageData:
    """A language as far as questions can be made in it by rule. Words are in small letters.

    **Dates.** `on_date` are words before a date that say when a thing happened, with `parts_of_day` between them (on the
    evening of May 5); `around_date` say since when, until when or between what, so that the date isn't that of an event.
    `day_words` say behind it what day it is. `subject_first` is whether what stands before the verb can be left out, so
    that a sentence stays; where it isn't, `that_day`, `that_month` and `that_year` take its place, and
    `when_before_verb` asks for it. `month_forms` leads from forms of months that the CLDR hasn't to those that it has.

    **What stands alone.** `dependent` are words that lean on what was said before; `pronouns` do so near a sentence's
    beginning, `subjects` before the verb, `objects` anywhere. `verbs_alone` are endings of verbs that, coming first, have
    their subject in the sentence before.

    **What else may be true.** With `bounds`, another number; with `states`, verbs of what lasts, another year; with
    `births`, another person; and so where something begins with `one_of_many`.

    `place_before` leads from a preposition to the group whose places are in one case. `because` begins a clause of cause,
    `therefore` a sentence of effect, in which `clitics` can't come first. `who_refuses` are endings of verbs that the
    word for *who* can't stand with. `years` is the pattern of a year.
    """

    on_date: frozenset[str]
    around_date: frozenset[str]
    subject_first: bool
    that_day: str = ""
    that_month: str = ""
    that_year: str = ""
    when_before_verb: str = ""
    when: str
    who: str
    gap: str
    how_many: str
    dependent: frozenset[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    births: frozenset[str]
    one_of_many: tuple[str, ...] = ()
    titles: frozenset[str]
    place_before: Mapping[str, str]
    bounds: frozenset[str]
    states: frozenset[str]
    because: tuple[str, ...]
    therefore: tuple[str, ...]
    clitics: frozenset[str] = frozenset()
    who_refuses: tuple[str, ...] = ()
    verbs_alone: tuple[str, ...] = ()
    month_forms: Mapping[str, str] = field(default_factory=dict)
    stems: tuple[str, ...]
    years: str
    conjunctions: frozenset[str]
    parts_of_day: tuple[tuple[str, ...], ...] = ()
    day_words: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    """The words of a text, parted by spaces."""
    return frozenset(text.split())


@cache
def language_data(language: str) -> LanguageData | None:
    """What is known of a language (BCP 47); None where it has no file."""
    main = language.partition("-")[0].lower()
    if main not in LANGUAGES:
        return None
    data: LanguageData = import_module(f"{__name__}.{main}").DATA
    return data
