"""Columns: as many as keep lines readable, and as wide as their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.document.blocks import Cell, Paragraph, Row, Run, Table
from lessonpress.layout.columns import column_widths, fewer_columns, set_columns, split
from lessonpress.layout.text_width import letter_width, longest_word
from lessonpress.layout.theme import Paper, TextStyle
from tests.writers import specimens

THEME = specimens.theme()
STYLE = TextStyle("Spectral", 11.5, 16)
LETTER = letter_width(STYLE)


def paper(letters: float) -> Paper:
    """A sheet with room for so many letters in a line."""
    return Paper("test", 100 + letters * LETTER, 600, 50, 50, 50, 50)


@pytest.mark.parametrize(
    ("letters", "columns"), [(40, 1), (70, 1), (84, 1), (95, 1), (130, 2), (150, 2), (200, 3)]
)
def test_a_page_has_as_many_columns_as_keep_its_lines_readable(
    letters: float, columns: int
) -> None:
    found = set_columns(paper(letters), STYLE, for_teachers=False)
    assert found.columns == columns
    assert found.measure / LETTER <= 85.01
    assert found.span <= paper(letters).span


def test_what_is_looked_up_in_may_have_longer_lines() -> None:
    assert set_columns(paper(100), STYLE, for_teachers=True) == paper(100)
    assert set_columns(paper(150), STYLE, for_teachers=True).columns == 2


def test_larger_type_has_fewer_columns() -> None:
    wide = split(paper(130), 2)
    assert wide.measure * 2 + wide.gap == pytest.approx(wide.span)
    assert fewer_columns(wide, STYLE) == wide
    assert fewer_columns(wide, TextStyle("Spectral", 22, 30)).columns == 1


def table(*texts: str, widths: tuple[float, ...], nested: bool = False) -> Table:
    cells = tuple(
        Cell((), blocks=(Paragraph(f"p{place}", (Run(text),)),)) if nested else Cell((Run(text),))
        for place, text in enumerate(texts)
    )
    return Table("t", widths, (), (Row("r", cells),))


@pytest.mark.parametrize("nested", [False, True])
def test_a_column_has_room_for_its_longest_word(nested: bool) -> None:
    given = table("Wiederaufbauprogramm", "so it is", widths=(0.1, 0.9), nested=nested)
    widths = column_widths(given, THEME, 300)
    word = longest_word("Wiederaufbauprogramm", THEME.styles["cell"], room=0)
    assert widths[0] * 300 >= word + 2 * THEME.table_padding
    assert sum(widths) == pytest.approx(1)
    assert column_widths(given, THEME, 2000) == (0.1, 0.9)


def test_where_not_all_have_room_the_widest_gives_way() -> None:
    given = table("Answer", "Wiederaufbauprogramm" * 3, "Letter", widths=(0.3, 0.4, 0.3))
    narrow, wide, other = column_widths(given, THEME, 180)
    for share, word in ((narrow, "Answer"), (other, "Letter")):
        assert share * 180 >= longest_word(word, THEME.styles["cell"], room=0)
    assert narrow + wide + other == pytest.approx(1)


@given(
    st.lists(st.text("abcdefghij ", max_size=60), min_size=1, max_size=6),
    st.floats(60, 700),
)
def test_columns_always_fill_the_measure(texts: list[str], measure: float) -> None:
    shares = tuple(1 / len(texts) for _ in texts)
    widths = column_widths(table(*texts, widths=shares), THEME, measure)
    assert sum(widths) == pytest.approx(1)
    assert all(width > 0 for width in widths)
