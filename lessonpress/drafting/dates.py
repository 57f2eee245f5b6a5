"""Dates: when the text says that something happened, and what is left of the sentence without it.

Months are those of Unicode's CLDR, through Babel. Looked at and left: dateparser (finds `may` and `so` in running
text, and takes a second to load) and wordfreq's cousins; the day of a sentence is found by a few patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lessonpress.activities.written_values import WrittenDate, locale_of, read_date
from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.sentences_in import WORD, Sentence, stands_alone, with_capital

#: Words that a sentence must have without its date: Germany was reunited.
_FEWEST_LEFT = 3


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence that says when something happened.

    `raw` is the date as it is written there, `date` the same in the form that stands alone, `value` what it comes to (with the
    year, where the text tells it elsewhere), `full` the date with its year. `statement` is the sentence without it, `question` asks for it.
    """

    sentence: Sentence
    raw: str
    date: str
    start: int
    stop: int
    value: WrittenDate
    full: str
    statement: str
    question: str

    @property
    def shape(self) -> int:
        """How exact it is: 1 for a year, 2 for a month, 3 for a day."""
        return len(self.value.parts)

    def is_told(self, data: LanguageData) -> bool:
        """Whether sentence and statement can be understood alone."""
        if not stands_alone(self.sentence.text, data):
            return False
        return not data.subject_first or stands_alone(self.statement, data, _FEWEST_LEFT)

    @property
    def said_with_year(self) -> bool:
        return self.full == self.date


@cache
def _pattern(language: str, years: str, more: tuple[str, ...]) -> re.Pattern[str]:
    from babel.dates import get_month_names

    names = {
        str(name)
        for context in ("format", "stand-alone")
        for name in get_month_names("wide", context, locale_of(language)).values()
    }
    month = "|".join(map(re.escape, sorted({*names, *more}, key=len, reverse=True)))
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    return re.compile(
        rf"(?<![\w.–-])(?:(?:{month}) {day}(?:st|nd|rd|th)?(?:, {years})?(?!\.?\d)"
        rf"|{day}(?:\.|st|nd|rd|th)?[ \u00a0](?:{month})(?: {years})?"
        rf"|{day}\.[ \u00a0]?(?:1[0-2]|[1-9])\.[ \u00a0]?{years}"
        rf"|(?:{month}) {years}|{years})(?![\w–]|-\w|, \d{{3}}\b|[.,]\d)"
    )


def dates_in(text: str, language: str, data: LanguageData) -> Iterator[re.Match[str]]:
    """Every date of a text, whatever it says of it."""
    return _pattern(language, data.years, tuple(data.month_forms)).finditer(text)


def dated(
    sentences: Sequence[Sentence], language: str, data: LanguageData, own_date: str | None
) -> list[Dated]:
    """Every sentence that says of one thing when it happened. `own_date` is the event's, whose year holds for
    dates without one where the text names no other before."""
    own = _year(own_date, language) if own_date else None
    found = []
    for at, sentence in enumerate(sentences):
        one = _dated(sentence, language, data)
        if one is not None and one.value.parts[0] is None:
            year = _year_around(sentences[: at + 1], own, language, data)
            one = None if year is None else _in_year(one, year, language)
        if one is not None:
            found.append(one)
    return found


def _in_year(one: Dated, year: int, language: str) -> Dated | None:
    full = _with_year(one.date, year, language)
    value = read_date(full, language)
    return None if value is None or value.parts[0] is None else replace(one, value=value, full=full)


def _year_around(
    told: Sequence[Sentence], own: int | None, language: str, data: LanguageData
) -> int | None:
    """The year of a date without one in the last of the sentences: the only one that its paragraph has named by
    then, or else the event's own, where its section has named no other."""
    last = told[-1]
    in_paragraph, in_section = set[int](), set[int]()
    for sentence in told:
        if sentence.section == last.section:
            for match in dates_in(sentence.text, language, data):
                if (year := _year(_standing_alone(match[0], data), language)) is not None:
                    in_section.add(year)
                    if sentence.paragraph == last.paragraph:
                        in_paragraph.add(year)
    if in_paragraph:
        return in_paragraph.pop() if len(in_paragraph) == 1 else None
    known = in_section | ({own} if own else set())
    return known.pop() if len(known) == 1 else None


def _year(date: str, language: str) -> int | None:
    if (value := read_date(date, language)) and value.parts[0] is not None:
        return value.parts[0]
    years = set(re.findall(r"\b[12]\d{3}\b", date))
    return int(years.pop()) if len(years) == 1 else None


def _with_year(date: str, year: int, language: str) -> str:
    comma = "," if re.search(r"[A-Za-z]+ \d{1,2}$", date) else ""
    return f"{date}{comma} {year}"


def _dated(sentence: Sentence, language: str, data: LanguageData) -> Dated | None:
    text = sentence.text
    matches = list(dates_in(text, language, data))
    if len(matches) != 1:  # of two, who knows which is whose
        return None
    [match] = matches
    date = _standing_alone(match[0], data)
    value = read_date(date, language)
    if value is None:
        return None
    start = match.start()
    before = WORD.findall(text[:start])
    if not before and text[:start].strip():
        return None
    if before:
        # V roce 1939, Im Jahr 1989, On the 5th
        words = [word.lower() for word in before]
        of_day = next((one for one in data.parts_of_day if tuple(words[-len(one) :]) == one), None)
        if of_day:
            start = _begin_of(text, start, len(of_day))
        elif words[-1] in _YEAR_WORDS and len(words) > 1 and words[-2] in data.on_date:
            start = _begin_of(text, start, 2)
        elif words[-1] in data.on_date or words[-1] in _YEAR_ALONE:
            start = _begin_of(text, start, 1)
        elif words[-1] in data.around_date or len(value.parts) == 1 or not _bare(date, language):
            return None
        outside = WORD.findall(text[:start])[-1:]  # early in 1938
        if outside and outside[0].lower() in data.around_date:
            return None
    elif len(value.parts) == 1 and language.startswith("en"):
        return None
    after = text[match.end() :]
    follows = WORD.search(after)
    if follows and follows[0].lower() in _GOES_ON and not after.startswith(","):
        return None
    cut = _without(text, start, match.end(), value, data)
    if cut is None:
        return None
    statement, question = cut
    return Dated(
        sentence, match[0], date, match.start(), match.end(), value, date, statement, question
    )


def _standing_alone(date: str, data: LanguageData) -> str:
    """V červnu 1990 is červen 1990."""
    month, _, rest = date.partition(" ")
    return f"{data.month_forms[month]} {rest}" if month in data.month_forms else date


#: Before a year: v roce 1939, im Jahr 1989; roku 1939 stands alone.
_YEAR_WORDS = frozenset({"roce", "jahr", "jahre", "year"})
_YEAR_ALONE = frozenset({"roku", "léta", "dne"})
# What makes a date the beginning of a stretch, or belong to what follows.
_GOES_ON = frozenset(
    ["to", "until", "through", "and", "bis", "und", "až", "a", "do", "or", "oder", "nebo"]
)


def _bare(date: str, language: str) -> bool:
    """Czech says on a day by the day alone."""
    return language.startswith("cs") and date[0].isdigit() and len(date) > 4


def _begin_of(text: str, stop: int, count: int) -> int:
    """Where the last `count` words before `stop` begin."""
    return [match.start() for match in WORD.finditer(text[:stop])][-count]


def _without(
    text: str, start: int, stop: int, value: WrittenDate, data: LanguageData
) -> tuple[str, str] | None:
    """The statement that is left, and the question for the date; None where neither can be made by rule."""
    rest = text[stop:]
    if not text[:start].strip():
        rest = rest.lstrip(" ,")
        if not rest or rest == ".":
            return None
        if data.subject_first:
            if data.day_words.intersection(word.lower() for word in WORD.findall(rest)[:4]):
                return None
            if text[stop : stop + 1] not in (",", " "):
                return None
            statement = with_capital(rest)
            return statement, data.when.format(statement=statement)
        if text[stop : stop + 1] == ",":  # a clause of its own stands before the verb
            return None
        that = (data.that_year, data.that_month, data.that_day)[min(len(value.parts), 3) - 1]
        return f"{that} {rest}", data.when_before_verb.format(rest=rest.removesuffix("."))
    head = text[:start].rstrip()
    if rest.startswith(","):  # whether the comma is the date's or the sentence's, can't be told
        return None
    statement = f"{head.removesuffix(',')}{rest}" if rest[:1] == "." else f"{head} {rest.strip()}"
    if len(WORD.findall(statement)) < _FEWEST_LEFT or head.endswith(("-", "–", "(")):
        return None
    return statement, data.when.format(statement=statement)
