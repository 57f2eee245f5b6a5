"""Documents: what is said of a file that was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.press.printing.documents import too_thick
from lessonpress.registry.files import File
from lessonpress.registry.formats import FORMATS

SPEC = Path("lessons/lesson.yaml")


def test_a_booklet_of_as_many_sheets_as_a_stapler_holds_is_not_too_thick() -> None:
    booklet = File("worksheet", "booklet")
    assert too_thick(booklet, 40, SPEC) == ()
    [warning] = too_thick(booklet, 42, SPEC)
    assert not warning.is_error
    assert "has 21 sheets; staplers hold about 20 in a fold" in warning.message


@pytest.mark.parametrize("format_", sorted(set(FORMATS) - {"booklet"}))
def test_what_nobody_folds_may_be_as_thick_as_it_likes(format_: str) -> None:
    assert too_thick(File("worksheet", format_), 4000, SPEC) == ()
