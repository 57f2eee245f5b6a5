"""Which piece of an edited document is which of the printed one."""

from __future__ import annotations

from lessonpress.press.taking_back.matching import match, moved
from lessonpress.press.taking_back.pieces import Piece, Stretch


def pieces(*texts: str) -> list[Piece]:
    """`name=text`, or a text without a name; `|text` is a cell."""
    found = []
    for at, one in enumerate(texts):
        name, _, text = one.rpartition("=")
        cell = at if text.startswith("|") else None
        found.append(Piece((Stretch(text.lstrip("|")),), (name,) if name else (), cell=cell))
    return found


def became(printed: list[Piece], edited: list[Piece]) -> list[int | None]:
    return list(match(printed, edited).became)


def test_a_name_tells_it_however_it_was_reworded() -> None:
    printed = pieces("a=What fell?", "b=Who came?")
    assert became(printed, pieces("a=Something else", "b=Quite another")) == [0, 1]


def test_words_that_nothing_else_says_tell_more_than_a_name() -> None:
    """Names count: what is put in before takes the name of what stood there."""
    printed = pieces("q1=A new one?", "q2=What fell?")
    assert became(printed, pieces("q1=What fell?")) == [None, 0]


def test_without_names_it_is_told_by_what_it_says_and_what_is_around() -> None:
    printed = pieces("One", "The wall fell in the autumn", "Same", "Three", "Same")
    edited = pieces("One", "The wall fell in the fall", "Same", "Three", "Same")
    assert became(printed, edited) == [0, 1, 2, 3, 4]


def test_another_text_in_its_place_is_another() -> None:
    printed = pieces("a=One thing", "b=What fell then?", "c=Last")
    assert became(printed, pieces("a=One thing", "Something quite new", "c=Last")) == [0, None, 2]


def test_a_cell_is_the_same_cell_whatever_stands_in_it() -> None:
    printed = pieces("r=|one", "|The first.", "s=|two", "|Another.")
    assert became(printed, pieces("r=|one", "|Zebra", "s=|two", "|Another.")) == [0, 1, 2, 3]


def test_what_is_carried_elsewhere_is_found_there() -> None:
    printed = pieces("a=One", "b=Two", "c=Three", "d=Four")
    found = match(printed, pieces("b=Two", "c=Three", "d=Four", "a=One"))
    assert found.became == (3, 0, 1, 2)
    assert moved(found) == [0]
    assert found.was == (1, 2, 3, 0)
