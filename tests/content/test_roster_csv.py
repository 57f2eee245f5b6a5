"""Roster CSV: in every encoding that says what it is, and in no other."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from lessonpress.content.roster import read_roster
from lessonpress.problems import ProblemError

TEXT = "name;seat\r\nAdam Žák;3\r\nЖанна;4\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + TEXT.replace(";", "\t").encode("utf-16-le"),  # “Unicode text”
    ],
)
def test_unicode_is_read_however_it_is_written(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "9a.csv"
    path.write_bytes(data)
    assert read_roster(path).names == ("Adam Žák", "Жанна")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name\nAdam Žák\n", "cp1250"),
        ("name\nAdam Müller\n", "cp1252"),
        ("name\nAdam Коваль\n", "cp1251"),
        ("name\nAdam\n", "utf-16-le"),
        ("name\nAdam\n", "utf-32"),
    ],
)
def test_another_encoding_is_refused_with_what_to_do(
    text: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "9a.csv"
    path.write_bytes(text.encode(encoding))
    with pytest.raises(ProblemError) as caught:
        read_roster(path)
    (problem,) = caught.value.problems
    assert problem.code == "not-utf-8"
    assert "CSV UTF-8" in problem.hint
    assert ".xlsx" in problem.hint
    assert "Adam" not in str(problem)


def test_it_is_told_at_the_row_that_cant_be_read(tmp_path: Path) -> None:
    path = tmp_path / "9a.csv"
    path.write_bytes("name\r\nAdam\r\nEva Žák\r\n".encode("cp1250"))
    with pytest.raises(ProblemError) as caught:
        read_roster(path)
    assert caught.value.problems[0].location.line == 3
