"""Questions who, when, where and how many, each with wrong answers of the same kind from the same text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lessonpress.activities.written_values import compare_dates
from lessonpress.drafting.dates import Dated
from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.names import Name
from lessonpress.drafting.numbers import Number
from lessonpress.drafting.parts import Part, as_markdown
from lessonpress.drafting.sentences_in import WORD, Sentence, stands_alone

_FEWEST_CHOICES, _MOST_CHOICES = 3, 4
_MOST_OF_A_KIND = 3
#: Beyond this, another number is no temptation.
_FARTHEST = 30
_GAP = "…"


def draft_questions(
    dates: Sequence[Dated],
    people: Sequence[Name],
    places: Sequence[Name],
    numbers: Sequence[Number],
    data: LanguageData,
) -> list[Part]:
    """Multiple choice; at most three of a kind, and one about a sentence."""
    asked: set[Sentence] = set()
    items: list[dict[str, Any]] = []
    for kind in (
        who(people, data),
        when(dates, data),
        where(places, data),
        how_many(numbers, data),
    ):
        of_kind = 0
        answers = set[str]()
        for sentence, item in kind:
            if of_kind == _MOST_OF_A_KIND:
                break
            if sentence not in asked and item["answer"] not in answers:
                asked.add(sentence)
                answers.add(item["answer"])
                items.append(item)
                of_kind += 1
    return [Part("multiple-choice", "questions", tuple(items))] if items else []


_Asked = tuple[Sentence, dict[str, Any]]


def _item(ask: str, choices: Sequence[str], answer: str, sentence: Sentence) -> dict[str, Any]:
    return {
        "ask": as_markdown(ask),
        "choices": [as_markdown(one) for one in choices],
        "answer": as_markdown(answer),
        "evidence": sentence.text,
        "todo": True,
    }


def who(people: Sequence[Name], data: LanguageData) -> Iterator[_Asked]:
    """A sentence that begins with a person: who did what it tells. Another person who stands in it, or of whom the
    text tells what has words in common with it, is no wrong answer."""
    subjects = list(dict.fromkeys(one.text for one in people if one.base))
    for one in people:
        sentence = one.sentence
        if not one.starts or not stands_alone(sentence.text, data):
            continue
        rest = sentence.text[one.stop :]
        words = WORD.findall(rest)
        if not rest.startswith(" ") or not words or not words[0][0].islower():
            continue
        verb = words[0].lower()
        if rest.strip().startswith(data.one_of_many or ("\0",)):
            continue
        if verb in data.conjunctions or verb.endswith(data.who_refuses or ("\0",)):
            continue
        if verb in data.around_date | data.on_date | data.pronouns:
            continue
        others = [
            name for name in subjects if name != one.text and is_wrong_here(name, sentence, people)
        ]
        if len(others) + 1 >= _FEWEST_CHOICES:
            chosen = [one.text, *others[: _MOST_CHOICES - 1]]
            ask = data.who.format(rest=rest.strip().removesuffix("."))
            yield sentence, _item(ask, chosen, one.text, sentence)


def is_wrong_here(name: str, sentence: Sentence, people: Sequence[Name]) -> bool:
    """Whether a person has no part in what a sentence tells, as far as the text's own words show."""
    last = name.split()[-1].casefold()
    ours = {word.casefold() for word in sentence.words if len(word) > 4}
    if last in {word.casefold() for word in sentence.words}:
        return False
    for other in people:
        if other.text == name and other.sentence is not sentence:
            theirs = {word.casefold() for word in other.sentence.words if len(word) > 4}
            if len(ours & theirs) >= 3:
                return False
    return True


def when(dates: Sequence[Dated], data: LanguageData) -> Iterator[_Asked]:
    """What happened, and when; other dates of the text that are as exact are wrong."""
    for one in dates:
        if not one.is_told(data):
            continue
        if any(word.lower() in data.states for word in WORD.findall(one.statement)[:6]):
            continue
        others = other_dates(one, dates)
        if len(others) + 1 >= _FEWEST_CHOICES:
            chosen = [one.full, *others[: _MOST_CHOICES - 1]]
            yield one.sentence, _item(one.question, chosen, one.full, one.sentence)


def other_dates(one: Dated, dates: Sequence[Dated]) -> list[str]:
    """Dates of the text that are as exact and no other writing of this one, the nearest first."""
    found: dict[str, tuple[int, ...]] = {}
    for other in dates:
        if other.shape == one.shape and compare_dates(other.value, one.value) not in (None, 0):
            found.setdefault(other.full, tuple(part or 0 for part in other.value.parts))
    years = one.value.parts[0] or 0
    return sorted(found, key=lambda text: (abs(found[text][0] - years), found[text]))


def where(places: Sequence[Name], data: LanguageData) -> Iterator[_Asked]:
    """A sentence with a gap for a place and its preposition; others of the text that stand in one case are wrong."""
    for one in places:
        sentence = one.sentence
        if not stands_alone(sentence.text, data) or one.starts:
            continue
        others = _others_like(one, places)
        if len(others) + 1 < _FEWEST_CHOICES:
            continue
        begin = sentence.text.rindex(one.preposition, 0, one.start)
        gapped = f"{sentence.text[:begin]}{_GAP}{sentence.text[one.stop :]}"
        answer = f"{one.preposition} {one.text}"
        chosen = [answer, *others[: _MOST_CHOICES - 1]]
        yield sentence, _item(data.gap.format(sentence=gapped), chosen, answer, sentence)


def _others_like(one: Name, places: Sequence[Name]) -> list[str]:
    """Those of the same group that don't stand in the sentence."""
    here = one.sentence.text
    found = {
        other.folded: f"{other.preposition.lower()} {other.text}"
        for other in reversed(places)
        if other.group == one.group and other.text not in here and other.folded != one.folded
    }
    return list(found.values())[::-1]


def how_many(numbers: Sequence[Number], data: LanguageData) -> Iterator[_Asked]:
    """A sentence with a gap for a number; others of the text that are not too far from it are wrong."""
    for one in numbers:
        sentence = one.sentence
        if not stands_alone(sentence.text, data):
            continue
        others = other_numbers(one, numbers)
        if len(others) + 1 < _FEWEST_CHOICES:
            continue
        gapped = f"{sentence.text[: one.start]}{_GAP}{sentence.text[one.stop :]}"
        chosen = [one.text, *others[: _MOST_CHOICES - 1]]
        yield sentence, _item(data.how_many.format(sentence=gapped), chosen, one.text, sentence)


def other_numbers(one: Number, numbers: Sequence[Number]) -> list[str]:
    """Numbers of the text that could stand in its place: others, near enough, and not in the same sentence."""
    found = {
        other.value: other.text
        for other in reversed(numbers)
        if other.value != one.value
        and other.sentence is not one.sentence
        and max(other.value, one.value) <= _FARTHEST * min(other.value, one.value)
        and other.is_share == one.is_share
    }
    return [found[value] for value in sorted(found, key=lambda value: abs(value - one.value))]
