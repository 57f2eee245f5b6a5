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

    `on_date` are words before a date that say when a thing happened; `around_date` those that say since when,
    until when or between what, so that the date isn't that of an event. `subject_first` is whether what stands
    before the verb can be left out, so that a sentence stays. Where it isn't, `that_day`, `that_month` and
    `that_year` take the date's place, and `when_before_verb` asks for it.

    `dependent` are words that lean on what was said before, `pronouns` those of them that do so near a sentence's
    beginning, and `subjects` those that do so wherever they stand before the verb. `place_before` leads from a preposition to the group
    whose places are in one case. `objects` are forms of them that may stand anywhere. `births` are words of what the text
    says of one person, and that may be true of another, too; `one_of_many` begins what is said of several. `bounds` are words by which another number may be true as well, `states` verbs
    of what lasts, so that another year may be. `because` begins a clause of cause behind a comma, `therefore` a
    sentence of effect. `who_refuses` are endings of verbs that the word for *who* can't stand with, `verbs_alone` those of verbs that have
    their subject in the sentence before where they come first. `parts_of_day` may stand between the word and the date: on the evening of May 5. `day_words` say behind a date what day it is. `month_forms` leads from forms of months that aren't
    in the CLDR to those that are.
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
    why: str
    dependent: frozenset[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    births: frozenset[str]
    one_of_many: tuple[str, ...] = ()
    titles: frozenset[str]
    place_before: Mapping[str, str]
    place_after_gap: bool = True
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
    name_particles: frozenset[str] = field(
        default=frozenset({"von", "van", "de", "da", "di", "of"})
    )


@cache
def language_data(language: str) -> LanguageData | None:
    """What is known of a language (BCP 47); None where it has no file."""
    main = language.partition("-")[0].lower()
    if main not in LANGUAGES:
        return None
    data: LanguageData = import_module(f"{__name__}.{main}").DATA
    return data
