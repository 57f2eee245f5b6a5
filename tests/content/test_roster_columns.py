"""Roster columns: found by their headings, in whatever order, letters and language."""

from __future__ import annotations

import pytest

from lessonpress.content.roster_columns import (
    MEANINGS,
    Columns,
    Meaning,
    RepeatedColumn,
    find_columns,
)
from lessonpress.words import N_, Message, languages, words_for

#: What the list to tick off says above its columns.
PRINTED: dict[Meaning, Message] = {
    "name": N_("Name"),
    "class": N_("Class"),
    "seat": N_("Seat"),
    "version": N_("Version"),
    "accommodation": N_("Accommodation"),
    "copies": N_("Copies"),
}


def found(*header: str) -> Columns:
    columns = find_columns(header)
    assert columns is not None
    return columns


@pytest.mark.parametrize("language", languages())
def test_the_headings_of_our_own_list_are_understood(language: str) -> None:
    words = words_for(language)
    columns = found(*(words(message) for message in PRINTED.values()))
    assert columns.places == {meaning: at for at, meaning in enumerate(PRINTED)}


@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize("written", [str.upper, str.title, lambda word: f" {word}: "])
def test_a_heading_is_read_in_whatever_letters(meaning: Meaning, written: object) -> None:
    header = (
        ["name", written(meaning)] if meaning not in ("name", "first name", "last name") else []
    )
    columns = found(*(header or ("last name", "first name", "name")))
    assert header == [] or columns.places[meaning] == 1


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (["First name", "Last name"], "1 2"),
        (["surname", "given_name"], "2 1"),
        (["Familienname", "Rufname"], "2 1"),
        (["Name", "Vorname"], "2 1"),
        (["Nom", "Prénom"], "2 1"),
        (["Jméno", "Příjmení"], "1 2"),
        (["Nombre", "Apellidos"], "1 2"),
        (["Nazwisko", "Imię"], "2 1"),
        (["Прізвище", "Ім'я"], "2 1"),
        (["Last name", "First name", "Name"], "3"),
        (["Student", "Name"], "2"),
        (["First name"], "1"),
        (["jmeno"], "1"),
    ],
)
def test_names_are_put_together_as_they_are_called(header: list[str], name: str) -> None:
    assert found(*header).name(["1", "2", "3"][: len(header)]) == name


def test_what_has_no_names_is_no_header() -> None:
    assert find_columns(["Class", "9.A"]) is None
    assert find_columns([]) is None


def test_other_columns_are_told_by_their_places() -> None:
    columns = found("note", "name", "", "seat")
    assert columns.others == (0, 2)
    assert columns.width == 4


def test_of_two_that_say_the_same_none_is_guessed() -> None:
    with pytest.raises(RepeatedColumn) as caught:
        find_columns(["pupil", "student"])
    assert caught.value.meaning == "name"
    with pytest.raises(RepeatedColumn):
        find_columns(["name", "Klasse", "třída"])


def test_a_short_row_says_nothing_of_what_it_lacks() -> None:
    columns = found("name", "seat")
    assert columns.cell(["Ada"], "seat") == ""
    assert columns.cell(["Ada"], "copies") == ""
