"""Rosters: pupils from any spreadsheet's table; problems by line, and never what stands in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.roster import MOST_COPIES, MOST_EACH, Pupil, read_roster
from lessonpress.problems import Problem, ProblemError

PATH = Path("class.csv")


def names(text: str) -> tuple[str, ...]:
    return read_roster(PATH, text).names


def told(text: str) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        read_roster(PATH, text)
    for one in caught.value.problems:
        assert one.hint
        assert "Adam" not in str(one)
    return list(caught.value.problems)


def problems(text: str) -> list[tuple[str, int | None]]:
    return [(one.code, one.location.line) for one in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "name\nAdam Černý\nŽofie\n",
        "\ufeffname\r\nAdam Černý\r\nŽofie\r\n",
        "class,name,note\n9.A,Adam Černý,\n9.A,Žofie,x\n",
        "class;Name;note\n9.A;Adam Černý;\n9.A;Žofie;a,b,c,d,e\n",
        "class\tNAME\n9.A\tAdam Černý\n9.A\tŽofie\n",
        '"name"\n"Adam  Černý "\n"Žofie"',
        "name,note\n\n,\nAdam Černý,\n\nŽofie\n,,\n",
        "sep=;\nname;note\nAdam Černý;a,b\nŽofie;\n",
        '"sep=|"\r\nname|note\r\nAdam Černý|\r\nŽofie|\r\n',
        "SEP=\t\nname\tnote\nAdam Černý\t\nŽofie\t\n",
        "Class 9.A,,\n2026/27,,\n\nseat,name,note\n2,Adam Černý,\n1,Žofie,\n",
        "Class 9.A; 2026/27\nseat;name\n2;Adam Černý\n1;Žofie\n",
    ],
)
def test_reads_what_spreadsheets_write(text: str) -> None:
    assert names(text) == ("Adam Černý", "Žofie")


def test_keeps_every_name_in_order_also_twice() -> None:
    assert names("name\nB\nA\nB\n") == ("B", "A", "B")


def test_a_quoted_name_may_hold_the_separator_and_quotes() -> None:
    assert names('name,x\n"Černý, ""Ada"" Adam",1\n') == ('Černý, "Ada" Adam',)


def test_a_header_with_a_column_for_names_is_needed() -> None:
    assert problems("Adam Černý\nAdam Bílý\n") == [("roster-header", 1)]
    assert problems("\nname,name\nAdam,Adam\n") == [("roster-header", 2)]
    assert problems("name,seat,seat\nAdam,1,2\n") == [("roster-header", 1)]


def test_a_roster_without_names_is_refused() -> None:
    assert problems("") == [("empty-roster", 1)]
    assert problems("\n\n") == [("empty-roster", 1)]
    assert problems("sep=;\n") == [("empty-roster", 1)]
    assert problems("name,class\n") == [("empty-roster", 1)]


def test_all_rows_that_are_wrong_are_told_by_line() -> None:
    text = 'class,name\n9.A,Adam\n9.A,\n"9\n.A",Adam\n9.A,Adam,Černý\n'
    assert problems(text) == [("roster-without-name", 3), ("roster-columns", 6)]


def test_a_quote_that_is_not_closed_is_told_where_its_row_begins() -> None:
    assert problems('name\nAdam\n"Adam Černý\nAdam\n') == [("roster-row", 3)]
    assert problems('sep=,\nname\nAdam\n"Adam Černý\nAdam\n') == [("roster-row", 4)]


def test_each_pupil_has_the_line_on_which_the_name_begins() -> None:
    text = 'class,name\n\n9.A,"Adam\nČerný"\n9.A,Žofie\n'
    assert read_roster(PATH, text).pupils == (
        Pupil("Adam Černý", 3, group="9.A"),
        Pupil("Žofie", 5, group="9.A"),
    )


def test_everything_that_a_row_can_say() -> None:
    text = (
        "Copies;Language;Accommodation;Version;Seat;Class;Surname;Given name\n"
        "2;uk;Large print 22 + html;b;2-3;9.A;Nováková;Žofie\n"
        ";;none;;;;Kim;\n"
    )
    roster = read_roster(PATH, text)
    assert roster.pupils == (
        Pupil("Žofie Nováková", 2, "b", "2-3", "9.A", "large-print-22", "uk", "html", 2),
        Pupil("Kim", 3),
    )
    assert roster.doubts == ()


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("version", "AB", "roster-version"),
        ("version", "1", "roster-version"),
        ("accommodation", "Adam Černý", "roster-accommodation"),
        ("accommodation", "large-print+dyslexia-friendly", "roster-accommodation"),
        ("accommodation", "large-print-99", "roster-accommodation"),
        ("accommodation", "html+docx", "roster-accommodation"),
        ("language", "Adam", "roster-language"),
        ("copies", "0", "roster-copies"),
        ("copies", "-1", "roster-copies"),
        ("copies", "Adam", "roster-copies"),
        ("copies", "²", "roster-copies"),
        ("copies", str(MOST_EACH + 1), "roster-copies"),
    ],
)
def test_what_a_row_asks_for_and_nobody_has_is_told_without_it(
    column: str, value: str, code: str
) -> None:
    [problem] = told(f"name,{column}\nAdam,\nAdam,{value}\n")
    assert (problem.code, problem.location.line) == (code, 3)
    assert value not in problem.message


def test_a_column_that_says_nothing_is_named_with_none_of_its_values() -> None:
    roster = read_roster(PATH, "number,name,note\n1,Adam,diabetes\n")
    [doubt] = roster.doubts
    assert not doubt.is_error
    assert (doubt.code, doubt.location.line) == ("roster-column", 1)
    assert "“number”, “note”" in doubt.message
    assert "diabetes" not in str(doubt)
    assert "Adam" not in str(doubt)


def test_a_column_without_a_heading_is_passed_over() -> None:
    assert read_roster(PATH, "name,\nAdam,x\n").doubts == ()


def test_more_copies_than_a_printer_could_take_are_refused() -> None:
    rows = "Adam,99\n" * (MOST_COPIES // 99 + 1)
    assert problems(f"name,copies\n{rows}") == [("roster-too-long", 1)]
