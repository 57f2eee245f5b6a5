"""Starters: how the answer to a question may begin, by what is asked; none says anything of the answer."""

from __future__ import annotations

import re
from functools import cache

from lessonpress.comparison import Comparable
from lessonpress.words import N_, Message, words_for

#: How an answer may begin that says what a text says, and one that says what somebody thinks.
TEXT_SAYS = N_("The text says that …")
I_THINK = N_("I think that …, because …")

# What a question has in it that asks for such an answer; what stands first in it counts. Each is a list of words or
# phrases, parted by commas, which isn't printed: translators write those of their language.
_BY_ASKED: tuple[tuple[Message, Message | None], ...] = (
    (N_("do you think, would you, should, in your opinion, in your view"), I_THINK),
    (N_("why, for what reason, explain why"), N_("The reason is that …")),
    (N_("how many, how much, how long, how old, how far, how high"), N_("The number is …")),
    (N_("when, in which year, in what year, on what day"), N_("It was in …")),
    (N_("where, in which country, in which city"), N_("The place is …")),
    (N_("who, whom, whose"), N_("It was …")),
    (N_("compare, difference, differ, in common, alike"), N_("Both …, but …")),
    (N_("what, which, how"), None),  # for anything
)
# What somebody else asks asks for nothing.
_QUOTED = re.compile(r"[“„«»”\"][^“„«»”\"]*[“„«»”\"]")
_COMMA = re.compile(r"\s*[,،]\s*")


def starter_for(question: str, language: str, usual: Message = TEXT_SAYS) -> Message:
    """How an answer to the question may begin; `usual` where nothing in it says what is asked for."""
    asked = Comparable(_QUOTED.sub(" ", question))
    found: list[tuple[int, int]] = []
    for rule, (words, starter) in enumerate(_patterns(language)):
        places = [at for word in words for at, _ in asked.find_words(word)]
        if places and starter is I_THINK:
            return starter  # an opinion, whatever else the question has in it
        found += [(min(places), rule)] if places else []
    return (_patterns(language)[min(found)[1]][1] if found else None) or usual


@cache
def _patterns(language: str) -> tuple[tuple[tuple[str, ...], Message | None], ...]:
    words = words_for(language)
    return tuple((tuple(_COMMA.split(words(asked))), starter) for asked, starter in _BY_ASKED)
