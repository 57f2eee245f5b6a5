"""Seating: seats sort as people count them, and neighbours get different versions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lessonpress.content.roster import Pupil
from lessonpress.content.seating import deal, in_seat_order


def pupil(seat: str = "", version: str = "", group: str = "") -> Pupil:
    return Pupil("Ada", 2, version, seat, group)


def test_seats_are_sorted_as_numbers_and_letters_and_who_has_none_comes_last() -> None:
    seats = ["", "2-10", "2-9", "1-1", "B2", "A10", "A2", "b1"]
    found = [one.seat for one in in_seat_order([pupil(seat) for seat in seats])]
    assert found == ["1-1", "2-9", "2-10", "A2", "A10", "b1", "B2", ""]


def test_without_seats_one_after_the_other_gets_the_next() -> None:
    assert deal([pupil() for _ in range(5)], 2) == (0, 1, 0, 1, 0)
    assert deal([pupil() for _ in range(4)], 3) == (0, 1, 2, 0)


def test_what_a_row_says_comes_first_and_the_next_goes_on_from_there() -> None:
    given_ = [pupil(), pupil(version="a"), pupil(), pupil(version="b"), pupil()]
    assert deal(given_, 2) == (0, 0, 1, 1, 0)


@given(
    st.integers(1, 6), st.integers(1, 6), st.integers(2, 4), st.sampled_from(["{}-{}", "{1}/{0}"])
)
def test_nobody_beside_or_behind_has_the_same(rows: int, across: int, count: int, how: str) -> None:
    places = [(row, place) for row in range(1, rows + 1) for place in range(1, across + 1)]
    pupils = in_seat_order([pupil(how.format(*place)) for place in places])
    dealt = dict(zip((one.seat for one in pupils), deal(pupils, count), strict=True))
    for row, place in places:
        for other in ((row + 1, place), (row, place + 1)):
            if other in places:
                assert dealt[how.format(row, place)] != dealt[how.format(*other)]


def test_classes_stay_together_in_the_rosters_order_each_by_its_seats() -> None:
    given_ = [pupil("2", group="9.B"), pupil("1", group="9.A"), pupil("1", group="9.B")]
    found = [(one.group, one.seat) for one in in_seat_order(given_)]
    assert found == [("9.B", "1"), ("9.B", "2"), ("9.A", "1")]


def test_each_class_is_dealt_to_anew() -> None:
    given_ = [pupil(group="9.A") for _ in range(3)] + [pupil(group="9.B") for _ in range(2)]
    assert deal(given_, 2) == (0, 1, 0, 0, 1)
