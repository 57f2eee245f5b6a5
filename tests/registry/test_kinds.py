"""Who may see a document is registered with its kind, and every layout has a template for each."""

from __future__ import annotations

import pytest

from lessonpress.layout.layouts import list_layouts, load_layout
from lessonpress.registry.kinds import KINDS, kind_of
from lessonpress.workspace import builtin_layouts


@pytest.mark.parametrize("layout", list_layouts([builtin_layouts()]))
def test_every_layout_has_a_template_for_every_kind(layout: str) -> None:
    assert {*KINDS} <= {*load_layout(layout, [builtin_layouts()]).documents}


def test_students_get_handouts_worksheets_and_packets_and_nothing_else() -> None:
    for_students = {"handout", "worksheet", "student-packet"}
    assert {name for name in KINDS if not KINDS[name].for_teachers} == for_students


def test_nobody_may_see_a_kind_that_is_not_registered() -> None:
    with pytest.raises(LookupError):
        kind_of("test-paper")
