"""Copies: composed and set once each, however many pupils get them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.press.class_set import copies as room
from lessonpress.press.class_set.asked import plan_class_set
from lessonpress.press.class_set.print_set import print_class_set
from lessonpress.press.planning.request import Request
from lessonpress.starter import make_workspace
from lessonpress.writers.pdf import binding

LESSON = "the-berlin-wall-falls"
LOOKS = ("", "large-print", "dyslexia-friendly")


@pytest.mark.parametrize("pupils", [6, 60])
def test_work_grows_with_distinct_copies_and_not_with_pupils(
    pupils: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def noting(what: str, place: Any, name: str) -> None:
        real = getattr(place, name)

        def noted(*given: Any, **named: Any) -> Any:
            done.append(what)
            return real(*given, **named)

        monkeypatch.setattr(place, name, noted)

    noting("composed", room, "compose")
    noting("fitted", room.Fitting, "theme")
    noting("set", binding, "set_pages")
    workspace = make_workspace(tmp_path / "school")
    roster = workspace.root / "9a.csv"
    rows = [f"P{at},{LOOKS[at // 2 % 3]}" for at in range(pupils)]
    roster.write_text("\n".join(["name,accommodation", *rows]), "utf-8")
    job = plan_class_set(workspace, LESSON, Request(Wishes(versions=2)))
    made = print_class_set(job, roster, lambda: None)
    assert made.copies == pupils
    assert done.count("composed") == 2  # one a version
    assert done.count("fitted") == 6
    assert done.count("set") == 7  # and the list
