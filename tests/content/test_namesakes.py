"""Namesakes: told apart where the roster says how, and told of where it doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.namesakes import check_namesakes, tell_apart
from lessonpress.content.roster import Pupil

PATH = Path("9a.csv")


def pupils(*rows: tuple[str, str, str]) -> list[Pupil]:
    return [
        Pupil(name, line, seat=seat, group=group)
        for line, (name, group, seat) in enumerate(rows, start=2)
    ]


@pytest.mark.parametrize(
    ("rows", "called"),
    [
        ([("Ada", "9.A", "1"), ("Ada", "9.B", "1")], ("Ada (9.A)", "Ada (9.B)")),
        ([("Ada", "9.A", "1"), ("Ada", "9.A", "2")], ("Ada (1)", "Ada (2)")),
        ([("Ada", "", "1"), ("Ada", "", "")], ("Ada (1)", "Ada")),
        (
            [("Ada", "9.A", "1"), ("Ada", "9.A", "2"), ("Ada", "9.B", "1")],
            ("Ada (9.A, 1)", "Ada (9.A, 2)", "Ada (9.B, 1)"),
        ),
        ([("Ada", "9.A", "1"), ("Bo", "9.A", "1")], ("Ada", "Bo")),
        ([("Žofie", "", "1"), ("ŽOFIE", "", "2")], ("Žofie (1)", "ŽOFIE (2)")),
    ],
)
def test_by_class_by_seat_or_by_both(
    rows: list[tuple[str, str, str]], called: tuple[str, ...]
) -> None:
    assert tell_apart(pupils(*rows)) == called
    assert check_namesakes(PATH, pupils(*rows)) == ()


def test_a_class_that_stands_beside_the_name_isnt_said_twice() -> None:
    given = pupils(("Ada", "9.A", "1"), ("Ada", "9.B", "1"))
    assert tell_apart(given, class_shown=True) == ("Ada", "Ada")
    given = pupils(("Ada", "9.A", "1"), ("Ada", "9.A", "2"))
    assert tell_apart(given, class_shown=True) == ("Ada (1)", "Ada (2)")


def test_whom_nothing_tells_apart_is_told_by_the_row() -> None:
    given = pupils(("Ada", "9.A", ""), ("Bo", "9.A", ""), ("Ada", "9.A", ""), ("Ada", "9.B", ""))
    [problem] = check_namesakes(PATH, given[::-1])
    assert (problem.code, problem.location.line) == ("same-name", 4)
    assert not problem.is_error
    assert "row 2" in problem.message
    assert "Ada" not in str(problem)
