"""Telling words: what a key fact is about, so that leaving it out asks for something.

Names and numbers come first, the rarest of them: a name that the event has in every line asks for little. Then
comes the longest of the other words. Words without a meaning of their own (`about`, `während`) never do, nor do
months and days of the month; and none comes twice while there is another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessonpress.content.text_language import stop_words
from lessonpress.content.word_forms import is_ordinary
from lessonpress.drafting.languages.first_names import FIRST_NAMES
from lessonpress.sentences import split_sentences

_WORD = re.compile(
    r"(?<!\w)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\w)|(?<!\w)\d{1,2}:\d{2}(?!\w)"
    r"|[^\W_]+(?:(?!['’]s\b)['’.,\u00a0\u202f-][^\W_]+)*"
)
# A shorter word, if it is no name or number, is seldom what a fact is about.
_SHORTEST = 4
#: Languages that are written without spaces between words.
_WITHOUT_SPACES = frozenset(["ja", "km", "lo", "my", "th", "zh"])
#: Languages that write every noun with a capital, so that it makes no name.
_WITH_CAPITAL_NOUNS = frozenset(["de", "lb"])


@dataclass(frozen=True, slots=True)
class _Candidate:
    """`rank` is 0 for names and numbers, 1 for other words; `words` is how many it has."""

    text: str
    rank: int
    words: int = 1


def telling_words(facts: Sequence[str], text: str, language: str) -> list[str]:
    """For each key fact what is best left out; "" where nothing is. `text` is all of the event."""
    if language.partition("-")[0].lower() in _WITHOUT_SPACES:
        return [""] * len(facts)
    met = Counter(word.casefold() for word in _WORD.findall(text))
    inside = _capitals_inside(text, language)
    chosen: list[str] = []
    for fact in facts:
        length = len(_WORD.findall(fact))
        found = [
            one for one in _candidates(fact, language, inside) if 2 * one.words <= length
        ]  # half of the fact is left to go by
        if found:
            chosen.append(min(found, key=lambda one: _order(one, met, chosen)).text)
        else:
            chosen.append("")
    return chosen


def _order(one: _Candidate, met: Counter[str], chosen: Sequence[str]) -> tuple[int, ...]:
    rarity = min(met[word.casefold()] for word in _WORD.findall(one.text))
    length = -len(one.text)
    return one.text in chosen, one.rank, *((length, rarity) if one.rank else (rarity, length))


def _candidates(fact: str, language: str, inside: frozenset[str]) -> Iterator[_Candidate]:
    stops, months = stop_words(language), _months(language)
    nouns = language.partition("-")[0].lower() in _WITH_CAPITAL_NOUNS
    for sentence in split_sentences(fact, language):
        run: list[re.Match[str]] = []  # words of one name
        found = list(_WORD.finditer(sentence))
        for at, match in enumerate(found):
            word = match[0]
            folded = word.casefold()
            near = {one[0].casefold() for one in found[max(at - 1, 0) : at + 2]}
            first = at == 0
            capital = word[0].isupper() and folded not in months
            if first and word not in inside:  # Armed Communist workers, The East
                capital = (
                    capital
                    and folded not in stops
                    and _begins_name(found, sentence)
                    and (folded in FIRST_NAMES or not is_ordinary(folded, language))
                )
            close = run and sentence[run[-1].end() : match.start()] == " "
            if capital and close and not (nouns and _is_bent_noun(run[-1][0])):
                run.append(match)
                continue
            yield from _name(run, sentence, stops, nouns)
            run = [match] if capital else []
            if capital or folded in months:
                continue
            if word[0].isdigit():
                if len(word) > 2 or not near & months:
                    yield _Candidate(word, 0)
            elif len(word) >= _SHORTEST and folded not in stops:
                yield _Candidate(word, 1)
        yield from _name(run, sentence, stops, nouns)


def _name(
    run: list[re.Match[str]], sentence: str, stops: frozenset[str], nouns: bool
) -> Iterator[_Candidate]:
    if not run or all(one[0].casefold() in stops for one in run):
        return
    text = sentence[run[0].start() : run[-1].end()]
    if len(text) > 1:
        yield _Candidate(text, 1 if nouns and len(run) == 1 else 0, len(run))


def _is_bent_noun(word: str) -> bool:
    """Is it a German noun in another form than dictionaries have it? No name begins with one: in 250 Städten
    Druckereien."""
    import simplemma

    lemma = str(simplemma.lemmatize(word, lang="de"))
    return lemma != word and lemma[:1].isupper()


def _begins_name(words: Sequence[re.Match[str]], sentence: str) -> bool:
    """Does the first word belong to a name of several?"""
    return (
        len(words) > 1
        and words[1][0][0].isupper()
        and sentence[words[0].end() : words[1].start()] == " "
    )


def _capitals_inside(text: str, language: str) -> frozenset[str]:
    """The words that stand with a capital inside a sentence."""
    return frozenset(
        word
        for line in text.splitlines()
        for sentence in split_sentences(line, language)
        for word in _WORD.findall(sentence)[1:]
        if word[0].isupper()
    )


def _months(language: str) -> frozenset[str]:
    from babel import Locale, UnknownLocaleError
    from babel.dates import get_month_names

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return frozenset(
        str(name).casefold()
        for context in ("format", "stand-alone")
        for name in get_month_names("wide", context, locale=locale).values()
    )
