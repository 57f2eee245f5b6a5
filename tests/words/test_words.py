"""Words: what is said in a language, by message."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from lessonpress.words import N_, Message, Words, placeholders, words_for

ENGLISH = Words("en", NullTranslations())


def test_a_message_is_said_in_the_language_with_its_values() -> None:
    assert ENGLISH("Part {number}", number=2) == "Part 2"
    assert words_for("cs")("Part {number}", number=2) == "Část 2"
    assert words_for("cs")("Nobody translated this") == "Nobody translated this"


def test_braces_stand_as_they_are_where_there_is_nothing_to_fill_in() -> None:
    assert ENGLISH("Page {page} of {pages}") == "Page {page} of {pages}"


def test_a_message_may_be_said_later_and_hold_another() -> None:
    place = N_("{heading}, paragraph {number}").having(heading="Co se stalo?", number=2)
    assert str(place) == "Co se stalo?, paragraph 2"
    assert words_for("cs")(place) == "Co se stalo?, odstavec 2"
    assert words_for("cs")("{place}:", place=place) == "Co se stalo?, odstavec 2:"
    assert {place, Message(place.text, place.values)} == {place}


def test_a_count_has_its_form() -> None:
    assert ENGLISH.plural("{count} word", "{count} words", 1) == "1 word"
    assert ENGLISH.plural("{count} word of {whose}", "{count} words of {whose}", 2, whose="A") == (
        "2 words of A"
    )


def test_some_words_may_be_said_otherwise() -> None:
    words = words_for("de").reworded({"Name": "Dein Name"}, "de").reworded({"Date": "Am"}, "de-AT")
    assert (words("Name"), words("Date"), words("Class")) == ("Dein Name", "Am", "Klasse")
    assert words_for("de")("Name") == "Name"


def test_every_message_knows_which_language_it_is_said_in() -> None:
    words = words_for("bg").reworded({"Name": "Име"}, "bg")
    assert (words.language_of("Name"), words.language_of("Date")) == ("bg", "en")
    assert words_for("de-AT").language_of(N_("Date")) == "de"


def test_braces_come_in_pairs() -> None:
    assert list(placeholders("{a} and {b}")) == ["a", "b"]
    with pytest.raises(ValueError, match="expected"):
        list(placeholders("{a and"))
