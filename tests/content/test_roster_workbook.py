"""Roster workbooks: cells as people see them, and files that are none or too much."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from lessonpress.content.roster import Pupil, Roster, read_roster
from lessonpress.problems import Problem, ProblemError

Rows = Sequence[Sequence[object]]


def workbook(path: Path, *sheets: Rows) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return book


def read(path: Path, *sheets: Rows) -> Roster:
    workbook(path, *sheets)
    return read_roster(path)


def told(path: Path) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read_roster(path)
    [problem] = caught.value.problems
    assert problem.hint
    assert "Adam" not in str(problem)
    return problem


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "9a.xlsx"


def test_numbers_are_read_as_they_are_seen(path: Path) -> None:
    rows = [
        ["Name", "Seat", "Copies", "Class"],
        ["Adam Žák", 3, 2.0, 9.1],
        ["Eva", 12.0, None, True],
    ]
    assert read(path, rows).pupils == (
        Pupil("Adam Žák", 2, seat="3", group="9.1", copies=2),
        Pupil("Eva", 3, seat="12", group="TRUE"),
    )


def test_zeros_that_are_shown_are_read(path: Path) -> None:
    book = workbook(path, [["name", "seat"], ["Adam", 7]])
    book.worksheets[0]["B2"].number_format = "000"
    book.save(path)
    assert read_roster(path).pupils[0].seat == "007"


def test_a_seat_that_excel_took_for_a_date_is_told(path: Path) -> None:
    workbook(path, [["name", "seat"], ["Adam", datetime.date(2026, 3, 2)]])
    problem = told(path)
    assert (problem.code, problem.location.line) == ("roster-date", 2)


def test_titles_empty_rows_and_merged_cells_are_passed_over(path: Path) -> None:
    rows: Rows = [
        ["Class 9.A"],
        [],
        ["Surname", "First name"],
        [],
        ["Žák", "Adam"],
        [None, None],
        ["Kim"],
    ]
    book = workbook(path, rows)
    book.worksheets[0].merge_cells("A1:D1")
    book.save(path)
    assert read_roster(path).pupils == (Pupil("Adam Žák", 5), Pupil("Kim", 7))


def test_the_first_sheet_with_names_is_read_and_a_second_told_of(path: Path) -> None:
    notes, first, second = [["Read me"]], [["name"], ["Adam"]], [["name"], ["Eva"]]
    roster = read(path, notes, first)
    assert (roster.names, roster.doubts) == (("Adam",), ())
    roster = read(path, notes, first, second)
    assert roster.names == ("Adam",)
    [doubt] = roster.doubts
    assert doubt.code == "roster-sheets"
    assert not doubt.is_error


def test_hidden_sheets_arent_read(path: Path) -> None:
    book = workbook(path, [["name"], ["Adam"]], [["name"], ["Eva"]])
    book.worksheets[0].sheet_state = "hidden"
    book.save(path)
    assert read_roster(path).names == ("Eva",)


def test_what_a_formula_came_to_is_read(path: Path) -> None:
    workbook(path, [["name"], ["=A3"], ["Adam"]])
    # Excel keeps what each comes to beside it; openpyxl writes none.
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                assert b"<f>A3</f><v />" in text or b"<f>A3</f><v></v>" in text
                text = text.replace(b"<f>A3</f><v />", b"<f>A3</f><v>Eva</v>").replace(
                    b"<f>A3</f><v></v>", b"<f>A3</f><v>Eva</v>"
                )
                text = text.replace(b'r="A2"', b'r="A2" t="str"', 1)
            new.writestr(entry, text)
    assert read_roster(path).names == ("Eva", "Adam")


def test_a_cell_far_away_costs_nothing(path: Path) -> None:
    book = workbook(path, [["name"], ["Adam"]])
    book.worksheets[0]["XFD60000"] = " "
    book.save(path)
    assert read_roster(path).names == ("Adam",)


def test_a_character_that_no_page_can_hold_is_told_by_its_row(path: Path) -> None:
    workbook(path, [["name"], ["Adam"], ["Eva\ufdd0"]])
    problem = told(path)
    assert (problem.code, problem.location.line) == ("control-character", 3)


def zipped(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"xl/workbook.xml": b"<workbook/>", "xl/a.xml": b" " * 60_000_000}, "too large"),
        ({f"xl/{n}.xml": b"" for n in range(2_500)}, "too large"),
        ({"content.xml": b"<office/>"}, "no Excel workbook"),
        ({"xl/workbook.xml": b"<workbook"}, "damaged"),
        ({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "Adam">]><a>&b;</a>'}, "damaged"),
    ],
)
def test_what_is_no_roster_is_told_without_a_traceback(
    files: dict[str, bytes], says: str, path: Path
) -> None:
    zipped(path, files)
    problem = told(path)
    assert problem.code == "roster-format"
    assert says in problem.message


def test_half_a_workbook_is_damaged(path: Path) -> None:
    workbook(path, [["name"], ["Adam"]])
    data = path.read_bytes()
    for end in range(200, len(data), 700):
        path.write_bytes(data[:end])
        assert told(path).code == "roster-format"


def test_an_old_workbook_and_one_with_a_password_are_told(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    problem = told(path)
    assert "password" in problem.message
    assert ".xlsx" in problem.hint


def test_without_openpyxl_it_says_how_to_install_it(path: Path) -> None:
    workbook(path, [["name"], ["Adam"]])
    code = (
        "import sys; sys.modules['openpyxl'] = None\n"
        "from pathlib import Path\n"
        "from lessonpress.content.roster import read_roster\n"
        "try: read_roster(Path(sys.argv[1]))\n"
        "except Exception as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8"
    )
    assert "pip install 'makelesson[excel]'" in done.stdout
    assert "Adam" not in done.stdout


def test_openpyxl_is_loaded_for_workbooks_alone() -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from lessonpress.content.roster import read_roster\n"
        "read_roster(Path('a.csv'), 'name\\nAdam\\n')\n"
        "assert 'openpyxl' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
