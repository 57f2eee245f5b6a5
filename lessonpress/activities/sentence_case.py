"""Whether a word has its capital from its sentence, whose beginning a word bank would give away.

The rule: a word that begins a sentence loses its capital in the bank unless it is a name. It is one
if the text has it with a capital inside a sentence as often as without one, if it is a month or a day
that the language writes with a capital, if it is an abbreviation (`NATO`), or if it is one of several
words with capitals (`Red Army`). Of a word that the text has nowhere else, the language decides: in
German, whose nouns have capitals, it keeps its own; elsewhere if no dictionary has it without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from lessonpress.activities.written_values import locale_of
from lessonpress.sentences import goes_on

_BEGINS = re.compile(
    r"""(?:\A|[.!?…]["'”’»“)\]]*\s+|[,:]\s+(?=["'„“«‘‹]))["'„“”«»‘’‹(\[¿¡–—-]*\s*\Z"""
)


def begins_sentence(before: str, language: str) -> bool:
    """Does what follows `before` in its paragraph begin a sentence?"""
    return bool(_BEGINS.search(before)) and not goes_on(before, "", language)


def without_sentence_capital(answer: str, running_text: Callable[[], str], language: str) -> str:
    """An answer that begins a sentence, as it would stand inside one.

    `running_text` gives the text that it is from, without titles and headings.
    """
    match = re.match(r"\w+", answer)
    if match is None or not match[0][0].isupper():
        return answer
    word = match[0]
    lower = answer[0].lower() + answer[1:]
    abbreviation = word == "I" or any(letter.isupper() for letter in word[1:])
    if abbreviation or word in _named_times(language):
        return answer
    text = running_text()
    small = len(re.findall(rf"\b{re.escape(word[0].lower() + word[1:])}\b", text))
    large = sum(
        not begins_sentence(text[text.rfind("\n", 0, found.start()) + 1 : found.start()], language)
        for found in re.finditer(rf"\b{re.escape(word)}\b", text)
    )
    if small or large:
        return lower if small > large else answer
    if any(other[0].isupper() for other in re.findall(r"\w+", answer)[1:]):
        return answer
    main = language.partition("-")[0].casefold()
    return lower if main != "de" and _is_ordinary(word.lower(), main) else answer


def in_bank(
    passages: Sequence[Sequence[tuple[str, str]]],
    running_text: Callable[[], str],
    language: str,
    *,
    of_facts: bool,
) -> list[str]:
    """The answers as they stand in a bank: one that begins a sentence is not to be known by it.

    A passage is what stands before each answer, and the answer, "" at its end; `of_facts` is whether they are
    the event's own.
    """

    def text() -> str:
        ours = ("".join(before + answer for before, answer in one) for one in passages)
        return "\n".join([running_text(), *(() if of_facts else ours)])

    words = []
    for passage in passages:
        before = ""
        for shown, answer in passage:
            before += shown
            if answer and begins_sentence(before, language):
                words.append(without_sentence_capital(answer, text, language))
            elif answer:
                words.append(answer)
            before += answer
    return words


@cache
def _named_times(language: str) -> frozenset[str]:
    """Months and days, where they are written with a capital."""
    from babel.dates import get_day_names, get_month_names

    locale = locale_of(language)
    names = (
        *get_month_names("wide", locale=locale).values(),
        *get_day_names(locale=locale).values(),
    )
    return frozenset(str(name) for name in names if str(name)[:1].isupper())


@cache
def _is_ordinary(word: str, language: str) -> bool:
    """Does a dictionary of the language have the word without a capital? Also if there is none."""
    import simplemma

    try:
        known = simplemma.is_known(word, lang=language)
        return known and not simplemma.lemmatize(word, lang=language)[0].isupper()  # praha: Praha
    except ValueError:
        return True
