"""Evidence, blanks, vocabulary and duplicates: what looks the same is the same, and nothing else is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.activities.base import same
from lessonpress.comparison import Comparable, fold, same_text, show_unseen
from lessonpress.console import show_problem
from lessonpress.content.event import read_event
from lessonpress.content.evidence import Passages
from lessonpress.content.lesson import read_lesson
from lessonpress.content.word_forms import is_met, words_of
from lessonpress.problems import Location, Problem, ProblemError

LOOK_ALIKE = [
    ("Plzeň", "Plzen\u030c"),
    ("Å", "\u212b"),
    ("liberation", "libe\u00adra\u00adtion"),
    ("the end", "the\u200b end\ufeff"),
    ("the end", "\u2066the\u2069 \u200eend\u200f"),
    ("the end", "the\u00a0\u202f\tend"),
    ("it fell.[1] Then", "it fell. Then"),
    ("it fell [12] then", "it fell then"),
    ("it fell.[a][note 3]", "it fell."),
    ("it fell [citation needed].", "it fell."),
    ("it fell¹ then", "it fell then"),
    ("it fell.²³", "it fell."),
    ("it fell† then", "it fell then"),
    ("“Fame” isn’t", '"Fame" isn\'t'),
    ("»Fame« isn‘t", "„Fame“ isn`t"),
    ("1944–1945", "1944—1945"),
    ("well\u2011known", "well-known"),
    ("and so on…", "and so on..."),
    ("GROSSE Straße", "große STRASSE"),
    ("heart ❤\ufe0f", "heart ❤"),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_what_looks_the_same_is_the_same(one: str, other: str) -> None:
    assert same_text(one, other)
    assert same(one) == same(other)
    for text, quote in ((one, other), (other, one)):
        around = f"Before, {text} after"
        found = Comparable(around).find(quote)
        assert found is not None
        assert same_text(around[slice(*found)], quote)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("had fallen", "fell"),
        ("well-known", "well–known"),
        ("well-known", "well known"),
        ("10⁶", "10"),
        ("m²", "m"),
        ("resume", "résumé"),
        ("1944", "1945"),
        ("[word]", ""),
        ("a [1945] year", "a year"),
    ],
)
def test_what_looks_different_is_different(one: str, other: str) -> None:
    assert not same_text(one, other)


@given(st.text(max_size=60))
def test_the_form_of_a_form_is_the_form_and_every_text_is_found_in_itself(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFC", text))
    around = f"x {text} x"
    if fold(text).strip() and fold(text).strip() in fold(around):
        found = Comparable(around).find(text)
        assert found is not None
        assert fold(text).strip() in fold(around[slice(*found)]) + fold(around)


EVENT = """Title
The city of Plzen\u030c had fallen in May[1] – and the sol\u00addiers, tired and hungry, went home.
It ended in\u00a0May.
"""
PASSAGES = Passages(read_event(Path("events/e.txt"), EVENT))


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("city of Plzeň had", "city of Plzen\u030c had"),
        ("soldiers, tired", "sol\u00addiers, tired"),
        ("fallen in May – and", "fallen in May[1] – and"),
        ("The city … went home.", "The city … went home."),
        ("the soldiers [...] went home", "the sol\u00addiers … went home"),
        ("… and the soldiers …", "and the sol\u00addiers"),
        ("The city . . . had fallen … home", "The city … had fallen … home"),
    ],
)
def test_evidence_is_found_and_printed_in_the_events_own_characters(
    quote: str, printed: str
) -> None:
    found = PASSAGES.find(quote)
    assert found is not None
    assert found.quote.replace("[1]", "") == printed.replace("[1]", "")


@pytest.mark.parametrize(
    "quote",
    [
        "The city fell in May",
        "went home … The city",
        "ity … went",
        "The city … went hom",
        "The city … It ended",
        "…",
    ],
)
def test_a_gap_keeps_order_words_and_passage(quote: str) -> None:
    assert PASSAGES.find(quote) is None


def test_the_nearest_passage_shows_the_word_that_differs() -> None:
    said = PASSAGES.nearest("city of Plzeň fell in May")
    assert "›had fallen‹" in said or "›had‹" in said or "›fallen‹" in said
    assert "“fell”" in said


def test_letters_of_another_script_are_named() -> None:
    said = PASSAGES.nearest("It ended in M\u0430y.")
    assert "CYRILLIC SMALL LETTER A" in said
    assert "LATIN SMALL LETTER A" in said


def test_characters_that_nobody_sees_are_shown_by_name() -> None:
    assert show_unseen("a\u200bb") == "a‹ZERO WIDTH SPACE›b"
    problem = Problem("“a\u202eb” and \x1b", Location(Path("a")))
    assert "‹RIGHT-TO-LEFT OVERRIDE›" in show_problem(problem)
    assert "‹U+001B›" in show_problem(problem)


SPEC = """\
event: e
vocabulary:
  - {{term: {0}, definition: one}}
  - {{term: {1}, definition: two}}
activities:
  - activity: cloze
    key_facts: [{{fact: 1, blank: ["{2}"]}}]
"""


def lesson(one: str, other: str, blank: str) -> list[str]:
    event = read_event(Path("events/e.txt"), EVENT)
    try:
        read_lesson(Path("a.yaml"), {"e": event}.__getitem__, list, SPEC.format(one, other, blank))
    except ProblemError as error:
        return [problem.code for problem in error.problems]
    return []


def test_a_term_stands_twice_however_it_is_written() -> None:
    assert lesson("Plzeň", "Plzen\u030c", "May") == ["repeated"]
    assert lesson("Plzeň", "Plzen", "May") == []


def test_a_blank_is_found_in_a_key_fact_across_a_no_break_space() -> None:
    assert lesson("a", "b", "in May") == []
    assert lesson("a", "b", "n May") == ["blank-not-found"]


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("mouse", "The mice ran.", "en"),
        ("fight", "They fought on.", "en-GB"),
        ("wife", "Their wives waited.", "en"),
        ("liberate", "The liberation came.", "en"),
        ("prisoner of war", "Prisoners of wars", "en"),
        ("voják", "Pochod vojáků", "cs"),
        ("člověk", "Lidé čekali", "cs"),
        ("gehen", "Sie ging fort", "de"),
        ("Haus", "Die Häuser brannten", "de-AT"),
        ("xyzzy", "A xyzzys here", "tlh"),
    ],
)
def test_a_term_is_met_in_any_of_its_forms(term: str, text: str, language: str) -> None:
    assert is_met(term, set(words_of(text)), language)


@pytest.mark.parametrize(("term", "text"), [("mouse", "The house stood."), ("partisan", "No part")])
def test_another_word_is_not_the_term(term: str, text: str) -> None:
    assert not is_met(term, set(words_of(text)), "en")
