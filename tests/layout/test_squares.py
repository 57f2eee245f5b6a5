"""Boxes and cards are as large as asked for, or as the paper has room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lessonpress.document.blocks import Cell, Paragraph, ParagraphStyle, Row, Run, Table
from lessonpress.layout.layouts import load_layout
from lessonpress.layout.squares import boxes, card_style, cut_measure
from lessonpress.layout.theme import Theme
from lessonpress.workspace import builtin_layouts

MM = 72 / 25.4
every_paper = pytest.mark.parametrize("paper", ["A4", "Letter", "A5", "A5-landscape"])


@pytest.fixture
def theme(paper: str) -> Theme:
    return load_layout("modern", [builtin_layouts()], paper=paper).theme("worksheet")


def grid(columns: int, rows: int, side: float) -> Table:
    row = Row("r", (Cell(()),) * columns)
    return Table("t", (1 / columns,) * columns, (), (row,) * rows, square=side)


@every_paper
@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (5, 20), (12, 12), (20, 20), (39, 5)])
def test_a_grid_fits_the_paper(theme: Theme, columns: int, rows: int) -> None:
    table = grid(columns, rows, 8 * MM)
    size = boxes(table, theme, theme.paper.measure)
    assert columns * size.side <= theme.paper.measure + 0.5
    assert rows * size.side <= theme.paper.depth
    assert size.label >= 6
    assert size.letter >= 6


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("columns", "side"), [(18, 8 * MM), (14, 11 * MM)])
def test_a_box_is_large_enough_to_write_in(theme: Theme, columns: int, side: float) -> None:
    room = theme.paper.measure + theme.paper.spare
    assert boxes(grid(columns, columns, side), theme, room).side >= side - 0.01


@every_paper
def test_what_is_cut_out_lies_in_the_middle_of_the_paper(theme: Theme) -> None:
    left, width = cut_measure(theme)
    assert theme.paper.left + left == pytest.approx((theme.paper.width - width) / 2)
    assert left >= 0
    assert left + width <= theme.paper.measure + theme.paper.spare + 0.01


@every_paper
@pytest.mark.parametrize("style", ["card", "poster"])
@pytest.mark.parametrize(
    "text", ["a", "Protectorate of Bohemia", "Donaudampfschiffahrt", "word " * 50]
)
def test_a_card_fits(theme: Theme, style: ParagraphStyle, text: str) -> None:
    paragraph = Paragraph("p", (Run(text),), style)
    made = card_style(paragraph, theme, 200.0, 120.0, 1)
    usual = theme.styles[style]
    assert 8 <= made.size <= usual.size
    assert made.leading / made.size == pytest.approx(usual.leading / usual.size)
    larger = card_style(paragraph, theme, 400.0, 240.0, 1)
    assert larger.size >= made.size
    assert card_style(replace(paragraph, style="card"), theme, 1e4, 1e4, 1).size == pytest.approx(
        theme.styles["card"].size, abs=0.5
    )
