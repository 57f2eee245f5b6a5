"""Files are UTF-8 text; what isn't is named with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.source import locate_character, read_text
from lessonpress.problems import Location, Problem, ProblemError


def problem_of(path: Path) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read_text(path)
    (problem,) = caught.value.problems
    return problem


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffčau".encode())
    assert read_text(file) == "čau"


def test_another_encoding_is_a_problem_at_the_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Title\nžluť a ".encode() + "ž".encode("cp1250"))
    problem = problem_of(file)
    assert (problem.code, problem.location) == ("not-utf-8", Location(file, 2, 8))


def test_utf_16_is_guessed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Title".encode("utf-16"))
    assert "UTF-16" in problem_of(file).hint


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "none.txt").code == "unreadable"


def test_a_character_is_found_at_its_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("one\r\ntwo ☃\r\n".encode())
    assert locate_character(file, "☃") == Location(file, 2, 5)
    assert locate_character(file, "☂") is None
