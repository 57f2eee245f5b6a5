"""A score stands beside name, date and class where there is room for it, and else below them."""

from __future__ import annotations

from lessonpress.document.blocks import Field
from lessonpress.layout.worths import lines_of_fields

NAMES = (Field("Name", 0.5), Field("Date", 0.25), Field("Class", 0.25))
SCORED = (
    Field("Name", 0.4),
    Field("Date", 0.2),
    Field("Class", 0.2),
    Field("Score", 0.2, tail="/ 25"),
)


#: Distances of lines to write on, in points: 9 and 12 mm.
SECONDARY, PRIMARY = 25.5, 34.0


def labels(*items: Field, measure: float, pitch: float = SECONDARY) -> list[list[str]]:
    lines = lines_of_fields(items, 12.0, measure, pitch)
    return [[one.label for one in line] for line in lines]


def test_with_room_for_all_they_stand_in_one_line() -> None:
    assert labels(*SCORED, measure=440) == [["Name", "Date", "Class", "Score"]]


def test_on_narrow_paper_they_stand_in_lines_of_as_many() -> None:
    assert labels(*SCORED, measure=260) == [["Name", "Date"], ["Class", "Score"]]
    assert labels(*SCORED, measure=120) == [["Name"], ["Date"], ["Class"], ["Score"]]


def test_younger_pupils_have_room_to_write_a_date() -> None:
    assert labels(*SCORED, measure=440, pitch=PRIMARY) == [["Name", "Date"], ["Class", "Score"]]


def test_each_line_is_filled() -> None:
    for line in lines_of_fields(SCORED, 12.0, 260, SECONDARY):
        assert abs(sum(one.share for one in line) - 1) < 1e-9


def test_without_a_score_they_stay_as_they_are() -> None:
    assert lines_of_fields(NAMES, 12.0, 100, PRIMARY) == [NAMES]
