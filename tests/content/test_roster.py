"""Rosters: names from any spreadsheet's CSV; problems by line, and never a name in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.roster import Pupil, read_pupils, read_roster
from lessonpress.problems import ProblemError

PATH = Path("class.csv")


def problems(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(ProblemError) as caught:
        read_roster(PATH, text)
    for one in caught.value.problems:
        assert one.hint
        assert "Adam" not in str(one)
    return [(one.code, one.location.line) for one in caught.value.problems]


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
    ],
)
def test_reads_what_spreadsheets_write(text: str) -> None:
    assert read_roster(PATH, text) == ("Adam Černý", "Žofie")


def test_keeps_every_name_in_order_also_twice() -> None:
    assert read_roster(PATH, "name\nB\nA\nB\n") == ("B", "A", "B")


def test_a_quoted_name_may_hold_the_separator_and_quotes() -> None:
    assert read_roster(PATH, 'name,x\n"Černý, ""Ada"" Adam",1\n') == ('Černý, "Ada" Adam',)


@pytest.mark.parametrize("encoding", ["cp1250", "cp1252", "utf-16"])
def test_another_encoding_is_refused_with_what_to_do(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes("name\nAdam Žák\n".encode(encoding))
    with pytest.raises(ProblemError) as caught:
        read_roster(path)
    (problem,) = caught.value.problems
    assert problem.code == "not-utf-8"
    assert "CSV UTF-8" in problem.hint
    assert "Adam" not in str(problem)


def test_a_header_with_a_column_for_names_is_needed() -> None:
    assert problems("Adam Černý\nAdam Bílý\n") == [("roster-header", 1)]
    assert problems("\nname,name\nAdam,Adam\n") == [("roster-header", 2)]


def test_a_roster_without_names_is_refused() -> None:
    assert problems("") == [("empty-roster", 1)]
    assert problems("\n\n") == [("empty-roster", 1)]
    assert problems("name,class\n") == [("empty-roster", 1)]


def test_all_rows_that_are_wrong_are_told_by_line() -> None:
    text = 'class,name\n9.A,Adam\n9.A,\n"9\n.A",Adam\n9.A,Adam,Černý\n'
    assert problems(text) == [("roster-without-name", 3), ("roster-columns", 6)]


def test_a_quote_that_is_not_closed_is_told_where_its_row_begins() -> None:
    assert problems('name\nAdam\n"Adam Černý\nAdam\n') == [("roster-row", 3)]


def test_each_pupil_has_the_line_on_which_the_name_begins() -> None:
    text = 'class,name\n\n9.A,"Adam\nČerný"\n9.A,Žofie\n'
    assert read_pupils(PATH, text) == (Pupil("Adam Černý", 3), Pupil("Žofie", 5))
