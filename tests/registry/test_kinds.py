"""Who may see a document is registered with its kind, and every layout has a template for each."""

from __future__ import annotations

import pytest

from lessonpress.layout.layouts import list_layouts, load_layout
from lessonpress.registry.kinds import KINDS, kind_of
from lessonpress.workspace import builtin_layouts


@pytest.mark.parametrize("layout", list_layouts([builtin_layouts()]))
def test_every_layout_has_a_template_for_every_kind(layout: str) -> None:
    assert {*KINDS} <= {*load_layout(layout, [builtin_layouts()]).documents}


def test_only_keys_and_teachers_packets_show_answers() -> None:
    assert {name for name in KINDS if KINDS[name].for_teachers} == {"answer-key", "teacher-packet"}


def test_nobody_may_see_a_kind_that_is_not_registered() -> None:
    with pytest.raises(LookupError):
        kind_of("test-paper")
