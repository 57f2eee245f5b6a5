"""Lists as a language sets them: signs between items, and letters."""

from __future__ import annotations

import pytest

from lessonpress.words import listing, words_for
from lessonpress.words.lists import (
    alphabet_of,
    are_list_letters,
    is_letter_typed,
    list_letter,
    listed,
    semicolon,
    tie,
    untie,
    version_called,
    version_letter,
)


@pytest.mark.parametrize(
    ("language", "joined"),
    [
        ("en", "1, 2, 3"),
        ("cs", "1, 2, 3"),
        ("ar", "1، 2، 3"),
        ("ar-EG", "1، 2، 3"),
        ("fa", "1، 2، 3"),
        ("ja", "1、2、3"),
    ],
)
def test_items_are_joined_by_the_languages_own_sign(language: str, joined: str) -> None:
    assert listed([1, 2, 3], language) == joined
    assert words_for(language)(listing(["1", "2", "3"])) == joined
    assert words_for(language).list([1, 2, 3]) == joined


def test_a_list_in_a_message_is_joined_too() -> None:
    from lessonpress.activities.right_words import either

    said = either(["أحمر", "أخضر", "أزرق"])
    assert "أحمر، أخضر" in words_for("ar")(said)
    assert str(said) == "أحمر, أخضر or أزرق"


def test_clauses_are_parted_by_the_languages_own_sign() -> None:
    assert (semicolon("en"), semicolon("ar"), semicolon("el")) == ("; ", "؛ ", "· ")


def test_only_from_right_to_left_numbers_are_kept_apart_by_a_mark() -> None:
    assert (tie("cs"), untie("cs")) == ("\u00a0", "")
    assert (tie("he"), untie("he")) == ("\u00a0\u200f", "\u200f")


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("en", "A B C D"),
        ("cs", "A B C D"),
        ("sk", "A B C D"),
        ("pl", "A B C D"),
        ("fr", "A B C D"),
        ("xx", "A B C D"),
        ("uk", "А Б В Г"),
        ("uk-UA", "А Б В Г"),
        ("ar", "أ ب ج د"),
        ("he", "א ב ג ד"),
    ],
)
def test_choices_have_the_letters_that_schools_use(language: str, letters: str) -> None:
    alphabet = alphabet_of(language)
    assert [list_letter(at, alphabet) for at in range(4)] == letters.split()
    assert are_list_letters(listed(letters.split(), language), language)
    assert not are_list_letters("Praha", language)
    assert not are_list_letters("", language)


@pytest.mark.parametrize("language", ["en", "uk", "ru", "bg", "ar", "he"])
def test_no_two_items_have_the_same_letter(language: str) -> None:
    letters = [list_letter(at, alphabet_of(language)) for at in range(40)]
    assert len(set(letters)) == 40


def test_ukrainian_leaves_out_letters_that_are_taken_for_others() -> None:
    letters = {list_letter(at, "uk") for at in range(24)}
    assert letters.isdisjoint("ҐЄЗІЇЙОЧЬ")


@pytest.mark.parametrize(("language", "letters"), [("en", "ABC"), ("uk", "АБВ"), ("ar", "أبج")])
def test_a_version_is_called_by_such_a_letter_and_known_by_it(language: str, letters: str) -> None:
    assert "".join(version_letter(one, language) for one in "abc") == letters
    assert [version_called(one.lower()) for one in letters] == ["a", "b", "c"]


@pytest.mark.parametrize("said", ["", "1", "AB", "Ж)", "?"])
def test_what_is_no_letter_calls_no_version(said: str) -> None:
    assert version_called(said) == ""


@pytest.mark.parametrize(
    ("language", "letter", "typed", "right"),
    [
        ("uk", "В", "B", True),  # a Latin B
        ("uk", "В", "в)", True),
        ("uk", "Б", "B", False),
        ("ar", "أ", "ا", True),
        ("ar", "هـ", "ه", True),
        ("en", "A", "a", True),
        ("en", "A", "А", False),  # which nobody types there
    ],
)
def test_a_letter_is_taken_as_it_was_meant(
    language: str, letter: str, typed: str, right: bool
) -> None:
    assert is_letter_typed(letter, typed, language) is right
