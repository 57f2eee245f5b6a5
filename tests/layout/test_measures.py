"""Lengths, colours and papers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from lessonpress.layout.measures import (
    PAPERS,
    Inset,
    contrast,
    luminance,
    parse_length,
    parse_paper,
    sheet_size,
)

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("written", "points"),
    [
        (12, 12),
        (11.5, 11.5),
        ("12", 12),
        ("12pt", 12),
        ("12 pt", 12),
        ("25.4mm", 72),
        ("2.54cm", 72),
        ("0.5in", 36),
        (".5in", 36),
        ("-3mm", -8.504),
    ],
)
def test_lengths_are_points_whatever_their_unit(written: object, points: float) -> None:
    assert parse_length(written) == pytest.approx(points, abs=0.001)


@pytest.mark.parametrize(
    "written", ["", "wide", "12px", "1,5mm", True, None, "1e3", "--1", "12ptt"]
)
def test_what_is_no_length_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError, match="is not a length"):
        parse_length(written)


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("A4", 595.28, 841.89),
        ("A5", 419.53, 595.28),
        ("Letter", 612, 792),
        ("Legal", 612, 1008),
        ("A4-landscape", 841.89, 595.28),
    ],
)
def test_papers_have_their_size(name: str, width: float, height: float) -> None:
    assert sheet_size(name) == (pytest.approx(width, abs=0.01), pytest.approx(height, abs=0.01))


def test_papers_are_known_in_any_case() -> None:
    assert parse_paper("letter-Landscape") == "Letter-landscape"
    assert len(PAPERS) == 12
    with pytest.raises(PydanticCustomError) as caught:
        parse_paper("Leter")
    assert (caught.value.context or {})["hint"] == "Did you mean `Letter`?"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey that just fails
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
    ],
)
def test_contrast_is_as_wcag_reckons_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(COLOUR, COLOUR)
def test_contrast_is_the_same_both_ways(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert 0 <= luminance(one) <= 1


def test_a_space_inside_the_page_leaves_room_for_words() -> None:
    with pytest.raises(ValidationError, match="leaves no room"):
        TypeAdapter(Inset).validate_python("999")
