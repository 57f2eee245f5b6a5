"""A logo is as large as the top margin lets it be, and no larger than a head needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lessonpress.layout.masthead import logo_size
from lessonpress.layout.theme import Paper
from tests.end_to_end.stress import picture

A4 = Paper("A4", 595.0, 842.0, 57.0, 85.0, 62.0, 79.0)


@pytest.mark.parametrize(
    ("pixels", "size"), [((60, 60), (29, 29)), ((120, 60), (58, 29)), ((600, 10), (129, 2))]
)
def test_it_keeps_its_proportions(pixels: tuple[int, int], size: tuple[int, int]) -> None:
    found = logo_size(picture(*pixels), A4)
    assert found is not None
    assert (round(found.width), round(found.height)) == size


def test_a_margin_too_small_for_it_has_none() -> None:
    assert logo_size(picture(60, 60), replace(A4, top=30.0)) is None
