"""Tables get columns that fit what stands in them, on whatever paper they are set."""

from __future__ import annotations

import pytest

from lessonpress.document.blocks import Cell, Row, Run, Table
from lessonpress.layout.tables import with_widths
from tests.writers import specimens

THEME = specimens.theme()


def table(*rows: tuple[str, ...], widths: tuple[float, ...] = ()) -> Table:
    head, *others = (
        Row(f"r{number}", tuple(Cell((Run(text),) if text else ()) for text in texts))
        for number, texts in enumerate(rows)
    )
    return Table("t", widths, (head,), tuple(others))


@pytest.mark.parametrize("measure", [120.0, 227.0, 460.0])
def test_widths_sum_to_the_measure(measure: float) -> None:
    made = with_widths(table(("a", "bb", ""), ("c " * 80, "incomprehensible", "1")), THEME, measure)
    assert sum(made.widths) == pytest.approx(1)
    assert all(share > 0 for share in made.widths)


def test_more_text_gets_more_room_and_no_word_less_than_it_needs() -> None:
    made = with_widths(table(("Year", "What"), ("1944", "It was long " * 12)), THEME, 400)
    year, what = made.widths
    assert what > 4 * year
    assert year * 400 > len("1944") * THEME.styles["cell"].size * 0.5
    assert not made.small


def test_type_is_small_only_where_words_have_no_room() -> None:
    words = ("incomprehensible",) * 5
    assert not with_widths(table(words, words), THEME, 600).small
    assert with_widths(table(words, words), THEME, 420).small
    numbers = with_widths(table(("1,000,000", *words), ("1,000,000", *words)), THEME, 330)
    assert numbers.widths[0] * 330 > len("1,000,000") * 8.5 * 0.5  # no number is parted


def test_widths_that_a_layout_asks_for_are_kept_where_words_have_room() -> None:
    assert with_widths(table(("a", "b"), widths=(0.3, 0.7)), THEME, 400).widths == (0.3, 0.7)
