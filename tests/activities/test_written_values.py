"""Dates and numbers are read as people write them, and what isn't read is left alone."""

from __future__ import annotations

import pytest

from lessonpress.activities.written_values import (
    WrittenDate,
    ascending,
    compare_dates,
    read_date,
    read_quantity,
    same_value,
)

DATES = {
    "1938": (1938,),
    "44 BC": (-44,),
    "AD 1066": (1066,),
    "May 1945": (1945, 5),
    "Oct. 1938": (1938, 10),
    "1 October 1938": (1938, 10, 1),
    "October 1, 1938": (1938, 10, 1),
    "the 8th of May 1945": (1945, 5, 8),
    "1938-10-01": (1938, 10, 1),
    "1. 10. 1938": (1938, 10, 1),
    "May 5, 1945, 12:33": (1945, 5, 5, 12, 33),
    "5 May": (None, 5, 5),
    "9:05 p.m.": (None, None, None, 21, 5),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_as_far_as_it_goes(text: str) -> None:
    assert read_date(text, "en") == WrittenDate(DATES[text])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("8. května 1945", "cs"),
        ("8. mája 1945", "sk"),
        ("8. Mai 1945", "de-AT"),
        ("8 mai 1945", "fr"),
        ("8 de mayo de 1945", "es"),
        ("8 May 1945", "cs"),
        ("8 May 1945", "xx"),
    ],
)
def test_months_have_the_names_of_the_language_or_english_ones(text: str, language: str) -> None:
    assert read_date(text, language) == WrittenDate((1945, 5, 8))


@pytest.mark.parametrize(
    "text", ["about 1938", "1939–1945", "1938 or 1939", "13. 13. 1938", "1,400"]
)
def test_what_is_no_plain_date_is_not_read(text: str) -> None:
    assert read_date(text, "en") is None


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("1938", "1939", -1),
        ("44 BC", "10 BC", -1),
        ("9 May 1945", "8 May 1945", 1),
        ("8 May 1945", "May 8, 1945", 0),
        ("May 1945", "8 May 1945", None),
        ("8 May 1945, dawn", "8 May 1945, noon", None),
        ("5 May", "1945", None),
    ],
)
def test_dates_are_compared_as_far_as_both_go(one: str, other: str, order: int | None) -> None:
    first, second = read_date(one, "en"), read_date(other, "en")
    assert first is not None
    assert second is not None
    found = compare_dates(first, second)
    assert found == order or (found is not None and order is not None and found * order > 0)


@pytest.mark.parametrize(
    ("texts", "language", "order"),
    [
        (["1,400", "About 900"], "en", None),
        (["1,400", "900", "10"], "en", (2, 1, 0)),
        (["1.400 Leute", "900 Leute"], "de", (1, 0)),
        (["10 days", "1 day", "2 days"], "en", (1, 2, 0)),
        (["5 km", "3 m"], "en", None),
        (["8 May 1945", "1938", "March 1939"], "en", (1, 2, 0)),
        (["one", "two"], "en", None),
    ],
)
def test_numbers_of_one_thing_and_dates_have_an_order(
    texts: list[str], language: str, order: tuple[int, ...] | None
) -> None:
    assert ascending(texts, language) == order


def test_a_number_is_written_as_its_language_writes_it() -> None:
    english, german = read_quantity("1.400", "en"), read_quantity("1.400", "de")
    assert english is not None
    assert german is not None
    assert english.numbers[0] < 2
    assert german.numbers[0] == 1400


def test_one_value_may_be_written_in_two_ways() -> None:
    assert same_value("1,400", "1400", "en")
    assert same_value("8 May 1945", "May 8, 1945", "en")
    assert not same_value("1.0 m", "1.00 m", "en")
    assert not same_value("5 km", "5 m", "en")
    assert not same_value("1938", "five", "en")
