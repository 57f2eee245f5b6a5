"""What counts as right is what a teacher would let count; what is nearly right is the teacher's to say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.document.blocks import Blank
from lessonpress.press.marking import verdicts
from lessonpress.press.marking.key import Asked, Chosen
from lessonpress.press.marking.sheets import Filled
from lessonpress.press.marking.verdicts import Verdict


def judge(asked: Asked, filled: Filled) -> tuple[Verdict, str]:
    return verdicts.judge(asked, filled, "en")


def judge_text(blank: Blank, text: str, language: str = "en") -> Verdict:
    return verdicts.judge_text(blank, text, language)


RIGHT, NEARLY, WRONG = Verdict.RIGHT, Verdict.NEARLY, Verdict.WRONG


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Dukla Pass", RIGHT),
        ("dukla pass", RIGHT),
        ("  DUKLA   pass. ", RIGHT),
        ("“Dukla Pass”", RIGHT),
        ("the Dukla Pass", WRONG),
        ("Dukla", WRONG),
    ],
)
def test_case_spaces_and_a_full_stop_count_for_nothing(said: str, verdict: Verdict) -> None:
    assert judge_text(Blank(9, "Dukla Pass"), said) is verdict


@pytest.mark.parametrize("said", ["reka", "Řeka", "řéka"])
def test_a_word_without_its_accents_is_nearly_right(said: str) -> None:
    assert judge_text(Blank(9, "řeka"), said) is (RIGHT if said == "Řeka" else NEARLY)


@pytest.mark.parametrize(
    ("language", "letter", "said"),
    [("uk", "В", "B"), ("uk", "В", "в."), ("ar", "أ", "ا"), ("en", "B", "b)")],
)
def test_a_letter_that_looks_the_same_is_the_same(language: str, letter: str, said: str) -> None:
    assert judge_text(Blank(3, letter), said, language) is RIGHT
    assert judge_text(Blank(3, letter), "D", language) is WRONG


def test_every_wording_that_is_accepted_is_right() -> None:
    blank = Blank(9, "harbour", ("harbor", "port"))
    assert [judge_text(blank, one) for one in ("Harbor", "port", "harbour", "dock")] == [
        *(RIGHT,) * 3, WRONG,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("42", RIGHT),
        ("41", RIGHT),
        ("43", RIGHT),
        ("43.1", WRONG),
        ("42,5 km", RIGHT),
        ("42.5km", RIGHT),
        ("42 m", WRONG),
        ("about 42", WRONG),
        ("-42", WRONG),
        ("forty", WRONG),
    ],
)
def test_a_number_may_differ_by_so_much_with_its_unit_or_without(
    said: str, verdict: Verdict
) -> None:
    assert judge_text(Blank(4, "42", within=1, unit="km"), said) is verdict


@pytest.mark.parametrize("said", ["1234.5", "1 234,5", "1,234.5", "1.234,5", "1 234.5", "1’234.5"])
def test_numbers_are_read_as_they_are_written_anywhere(said: str) -> None:
    assert judge_text(Blank(4, "1234.5", within=0), said) is RIGHT


@pytest.mark.parametrize("said", ["1,234", "1.234", "1 234", "1234"])
def test_a_thousand_may_have_a_mark_in_it(said: str) -> None:
    assert judge_text(Blank(4, "1234", within=0), said) is RIGHT


@pytest.mark.parametrize(
    ("language", "key", "said", "verdict"),
    [
        ("en", "3.142", "3.142", RIGHT),
        ("en", "3.142", "3,142", RIGHT),
        ("en", "3.142", "3142", WRONG),
        ("en", "3,142", "3142", RIGHT),
        ("cs", "3,142", "3142", WRONG),
        ("cs", "3,142", "3.142", RIGHT),
        ("de", "3.142", "3142", RIGHT),
        ("tlh", "3.142", "3142", WRONG),
    ],
)
def test_the_key_is_written_as_its_language_writes_numbers(
    language: str, key: str, said: str, verdict: Verdict
) -> None:
    assert judge_text(Blank(4, key, within=0), said, language) is verdict


def test_tenths_are_no_trap() -> None:
    assert judge_text(Blank(4, "0.3", within=0.1), "0.2") is RIGHT
    assert judge_text(Blank(4, "0.3", within=0.1), "0.19") is WRONG


CHOICES = (Chosen("c1", "A", True), Chosen("c2", "B", False), Chosen("c3", "C", True))


@pytest.mark.parametrize(
    ("marked", "verdict", "shown"),
    [
        (set(), Verdict.EMPTY, ""),
        ({"c1"}, WRONG, "A"),
        ({"c1", "c3"}, RIGHT, "A, C"),
        ({"c1", "c2", "c3"}, WRONG, "A, B, C"),
    ],
)
def test_all_that_is_right_must_be_marked_and_nothing_else(
    marked: set[str], verdict: Verdict, shown: str
) -> None:
    asked = Asked(("c",), "Part 1", "1", "Which?", choices=CHOICES)
    assert judge(asked, Filled(marked=frozenset(marked))) == (verdict, shown)


def test_where_nothing_is_wrong_with_a_sentence_nothing_is_right() -> None:
    asked = Asked(("b.1",), "Part 1", "1", "It was so.", Blank(9, ""))
    assert judge(asked, Filled()) == (RIGHT, "")
    assert judge(asked, Filled({"b.1": "It was not."})) == (WRONG, "It was not.")


def test_where_nothing_is_right_or_wrong_a_person_judges() -> None:
    opinions = tuple(Chosen(f"c{at}", text, False) for at, text in enumerate(("Agree", "Disagree")))
    asked = Asked(("c",), "Part 1", "1", "Say.", choices=opinions)
    assert judge(asked, Filled(marked=frozenset({"c1"}))) == (Verdict.OPEN, "Disagree")
    written = Asked(("l",), "Part 1", "2", "Why?")
    assert judge(written, Filled({"l": " So.\n"})) == (Verdict.OPEN, "So.")


@given(st.text(max_size=60))
def test_whatever_is_typed_gets_a_verdict(text: str) -> None:
    assert judge_text(Blank(4, "42", within=1, unit="km"), text) in (RIGHT, WRONG)
    assert judge_text(Blank(9, "řeka"), text) in (RIGHT, NEARLY, WRONG)


@given(st.decimals(-(10**9), 10**9, places=3), st.decimals(0, 10**6, places=2))
def test_a_number_is_right_just_where_it_is_as_near_as_it_must_be(
    asked: Decimal, off: Decimal
) -> None:
    blank = Blank(4, f"{asked:f}", within=float(off))
    assert judge_text(blank, f"{asked:f}") is RIGHT
    assert judge_text(blank, f"{asked + off:f}") is RIGHT
    assert judge_text(blank, str(asked - off - Decimal(1) / 1000)) is WRONG
