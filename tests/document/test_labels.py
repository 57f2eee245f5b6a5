"""Labels: what stands before an item."""

from __future__ import annotations

import pytest

from lessonpress.document.blocks import ItemList, Letters, ListItem
from lessonpress.document.labels import label_of, widest_labels


@pytest.mark.parametrize(
    ("letters", "labels"),
    [
        (None, ["1.", "2.", "9.", "27."]),
        ("a", ["a)", "b)", "i)", "aa)"]),
        ("A", ["A)", "B)", "I)", "AA)"]),
        ("i", ["i)", "ii)", "ix)", "xxvii)"]),
    ],
)
def test_items_are_counted_as_word_counts_them(letters: Letters | None, labels: list[str]) -> None:
    block = ItemList("l", (), True, letters)
    assert [label_of(block, number) for number in (1, 2, 9, 27)] == labels


def test_bullets_and_the_widest_of_roman_numbers() -> None:
    items = tuple(ListItem(f"l{at}", ()) for at in range(9))
    assert label_of(ItemList("l", items), 3) == "•"
    assert widest_labels(ItemList("l", items, True, "i")) == ["viii)"]
    assert widest_labels(ItemList("l", items, True)) == ["9."]


def test_items_without_a_number_follow_on_the_one_before_or_on_the_start() -> None:
    items = tuple(ListItem(f"i{at}", (), number) for at, number in enumerate([None, 7, None]))
    block = ItemList("l", items, True, start=0)
    assert block.numbers == [0, 7, 8]
    assert ItemList("l", items, True, start=3).numbers == [3, 7, 8]
    assert widest_labels(ItemList("l", items, True, "i", start=3)) == ["viii)"]
