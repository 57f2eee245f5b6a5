"""True or false: sentences of the text, some of them with another name, date or number in the right one's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lessonpress.drafting.dates import Dated
from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.names import Name
from lessonpress.drafting.numbers import Number
from lessonpress.drafting.parts import Part, as_markdown
from lessonpress.drafting.questions import is_wrong_here, other_numbers
from lessonpress.drafting.sentences_in import WORD, Sentence, stands_alone

_MOST_FALSE, _FEWEST = 3, 2
#: Where the true ones stand among the false: not by turns, so that nobody counts.
_PATTERN = (True, False, False, True, False, True)


def draft_statements(
    sentences: Sequence[Sentence],
    dates: Sequence[Dated],
    people: Sequence[Name],
    numbers: Sequence[Number],
    data: LanguageData,
) -> list[Part]:
    """As many true as false, or one more."""
    wrong: dict[Sentence, dict[str, Any]] = {}
    ways = [_other_person(people, data), _other_date(dates, data), _other_number(numbers, data)]
    while ways and len(wrong) < _MOST_FALSE:
        for way in list(ways):
            found = next((one for one in way if one[0] not in wrong), None)
            if found is None:
                ways.remove(way)
            elif len(wrong) < _MOST_FALSE:
                wrong[found[0]] = found[1]
    if len(wrong) < 1:
        return []
    told = {one.sentence for one in dates} | {one.sentence for one in people}
    told |= {one.sentence for one in numbers}
    right = [
        {"say": as_markdown(one.text), "answer": True, "evidence": one.text, "todo": True}
        for one in sentences
        if one in told and one not in wrong and _is_clear(one, data) and len(one.words) <= 20
    ]
    false, true = list(wrong.values()), right[: len(wrong)]
    if len(true) + len(false) < _FEWEST or not true:
        return []
    items = []
    for is_true in _PATTERN:
        rest = true if is_true else false
        if rest:
            items.append(rest.pop(0))
    return [Part("true-false", "statements", tuple(items))]


_Wrong = tuple[Sentence, dict[str, Any]]


def _item(sentence: Sentence, start: int, stop: int, other: str) -> _Wrong:
    said = f"{sentence.text[:start]}{other}{sentence.text[stop:]}"
    return sentence, {
        "say": as_markdown(said[:1].upper() + said[1:]),
        "answer": False,
        "correction": as_markdown(sentence.text),
        "evidence": sentence.text,
        "todo": True,
    }


def _is_clear(sentence: Sentence, data: LanguageData) -> bool:
    """Whether it can be judged alone: nothing in it points out of it."""
    points = data.objects.intersection(word.lower() for word in sentence.words)
    return not points and stands_alone(sentence.text, data)


def _lasts(sentence: Sentence, data: LanguageData) -> bool:
    """Whether it tells of what lasts, so that it may hold of another year or another person, too."""
    return any(word.lower() in data.states for word in sentence.words)


def _other_person(people: Sequence[Name], data: LanguageData) -> Iterator[_Wrong]:
    subjects = list(dict.fromkeys(one.text for one in people if one.starts))
    for one in people:
        rest = WORD.findall(one.sentence.text[one.stop :])
        if one.sentence.text[one.stop : one.stop + 1] != " ":  # what follows says who it is
            continue
        if not one.starts or not stands_alone(one.sentence.text, data) or not rest:
            continue
        verb = rest[0].lower()
        words = {word.lower() for word in one.sentence.words}
        if words & (data.births | data.subjects | data.objects | data.pronouns):
            continue  # a pronoun may tell a man from a woman
        if verb in data.conjunctions or not verb[0].islower() or _lasts(one.sentence, data):
            continue
        if len({name.text for name in people if name.sentence is one.sentence}) > 1:
            continue
        for name in subjects:
            gender = verb.endswith(data.who_refuses or ("\0",))
            if name == one.text or (data.who_refuses and (gender or name.endswith("á"))):
                continue
            if is_wrong_here(name, one.sentence, people):
                yield _item(one.sentence, one.start, one.stop, name)
                break


def _other_date(dates: Sequence[Dated], data: LanguageData) -> Iterator[_Wrong]:
    """Only whole dates with their year change places: another year may fit what lasts longer."""
    for one in dates:
        if not one.said_with_year or not _is_clear(one.sentence, data):
            continue
        if _lasts(one.sentence, data) and one.shape < 3:
            continue
        for other in dates:
            same_form = other.said_with_year and other.shape == one.shape
            if same_form and other.value != one.value and _looks_alike(other, one, data):
                yield _item(one.sentence, one.start, one.stop, other.raw)
                break


def _looks_alike(one: Dated, other: Dated, data: LanguageData) -> bool:
    """Whether both are written in one way: October 1, 1938 and 1 October 1938 aren't."""
    shapes = [
        [
            "number" if word.isdigit() else "form" if word in data.month_forms else "month"
            for word in WORD.findall(date.raw)
        ]
        for date in (one, other)
    ]
    return shapes[0] == shapes[1]


def _other_number(numbers: Sequence[Number], data: LanguageData) -> Iterator[_Wrong]:
    for one in numbers:
        if one.bounded or not _is_clear(one.sentence, data):
            continue
        if others := other_numbers(one, numbers):
            yield _item(one.sentence, one.start, one.stop, others[0])
