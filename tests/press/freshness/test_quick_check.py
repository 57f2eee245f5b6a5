"""A glance tells that all stands as it was; whatever may not, it leaves to a closer look."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.press.build import Build, choose
from lessonpress.press.freshness import state as state_room
from lessonpress.press.freshness.quick_check import QuickCheck, Standing
from lessonpress.press.freshness.recipe import Recipes
from lessonpress.press.freshness.state import State
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.starter import make_workspace
from lessonpress.workspace import Workspace

SAMPLE = "the-berlin-wall-falls"
REQUEST = Request(Wishes(documents=("handout", "worksheet"), formats=("docx",)))


def build(workspace: Workspace, request: Request = REQUEST) -> int:
    """Builds; returns how many files were made."""
    state = State(workspace.output)
    try:
        reports = Build(workspace, request, state).run(
            plan(workspace, [], request), choose(1), sweep=True
        )
        return sum(len(report.made) for report in reports)
    finally:
        state.close()


def look(workspace: Workspace, request: Request = REQUEST) -> Standing | None:
    """What a glance tells of the sample."""
    state = State(workspace.output)
    [planned] = plan(workspace, [], request).lessons_and_units()
    row = state.quick_rows([planned.slug]).get(planned.slug, "")
    state.close()
    recipes = Recipes(workspace, request.letterhead)
    return QuickCheck(workspace, workspace.event_files(), recipes).look(planned, row)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    # The files were written a moment ago; on a clock with small steps that is long enough.
    monkeypatch.setattr(state_room, "TICK", 0)
    workspace = make_workspace(tmp_path / "school")
    workspace.output.mkdir()
    assert build(workspace) == 2
    return workspace


def test_what_stands_as_it_was_is_told_with_its_number_of_files(workspace: Workspace) -> None:
    assert look(workspace) == Standing(SAMPLE, 2, False)
    assert build(workspace) == 0


def test_a_part_of_what_was_printed_may_be_asked_for(workspace: Workspace) -> None:
    assert look(workspace, Request(replace(REQUEST.wishes, documents=("handout",)))) == Standing(
        SAMPLE, 1, False
    )


def append(path: Path, data: bytes = b"\n") -> None:
    path.write_bytes(path.read_bytes() + data)


def rewrite_in_the_same_second(path: Path) -> None:
    """Other words of the same length, and the time as it was: only the inode tells."""
    told = path.stat()
    aside = path.with_name("aside")
    aside.write_bytes(path.read_bytes().swapcase())
    os.utime(aside, ns=(told.st_atime_ns, told.st_mtime_ns))
    os.replace(aside, path)


def grow_in_the_same_second(path: Path) -> None:
    """More in the same file, and the time as it was: only the size shows it."""
    before = path.stat()
    append(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


CHANGES: dict[str, Callable[[Workspace], object]] = {
    **{
        f"{name} {change.__name__}": lambda it, name=name, change=change: change(it.root / name)
        for name in (f"lessons/events/{SAMPLE}.txt", f"output/{SAMPLE}/{SAMPLE}-handout.docx")
        for change in (rewrite_in_the_same_second, grow_in_the_same_second, touch)
    },
    "lesson edited": lambda it: append(it.lessons / f"{SAMPLE}.yaml"),
    "event edited": lambda it: append(it.events / f"{SAMPLE}.txt"),
    "event replaced": lambda it: rewrite_in_the_same_second(it.events / f"{SAMPLE}.txt"),
    "event renamed": lambda it: (it.events / f"{SAMPLE}.txt").rename(it.events / f"{SAMPLE}.md"),
    "a second event": lambda it: (it.events / f"{SAMPLE}.md").write_text("# Another"),
    "an easier text": lambda it: (it.events / f"{SAMPLE}.easy.md").write_text("Easy."),
    "event gone": lambda it: (it.events / f"{SAMPLE}.txt").unlink(),
    "lesson renamed": lambda it: (it.lessons / f"{SAMPLE}.yaml").rename(
        it.lessons / f"{SAMPLE}.yml"
    ),
    "file gone": lambda it: (it.output / SAMPLE / f"{SAMPLE}-handout.docx").unlink(),
    "file edited": lambda it: append(it.output / SAMPLE / f"{SAMPLE}-worksheet.docx"),
    "output gone": lambda it: shutil.rmtree(it.output / SAMPLE),
    "another layout": lambda it: shutil.copytree(
        Path(__file__).parents[3] / "layouts" / "modern", it.layouts / "classic"
    ),
    "unit with defaults": lambda it: (
        it.units.mkdir(),
        (it.units / "walls.yaml").write_text(
            f"title: Walls\nlessons: [{SAMPLE}]\ndefaults: {{paper: A5}}\n"
        ),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changed_is_left_to_a_closer_look(
    workspace: Workspace, change: Callable[[Workspace], object]
) -> None:
    change(workspace)
    workspace = Workspace.at(workspace.root)
    assert look(workspace) is None


@pytest.mark.parametrize(
    "other",
    [
        Request(Wishes(documents=("handout", "answer-key"), formats=("docx",))),
        Request(Wishes(documents=("handout",), formats=("pdf",))),
        Request(replace(REQUEST.wishes, layout="modern")),
        Request(replace(REQUEST.wishes, paper="A5")),
    ],
)
def test_what_was_not_printed_so_is_left_to_a_closer_look(
    workspace: Workspace, other: Request
) -> None:
    assert look(workspace, other) is None


def test_a_lesson_with_a_twin_is_never_taken_for_what_stands(workspace: Workspace) -> None:
    state = State(workspace.output)
    [planned] = plan(workspace, [], REQUEST).lessons_and_units()
    row = state.quick_rows([planned.slug])[planned.slug]
    state.close()
    check = QuickCheck(workspace, workspace.event_files(), Recipes(workspace, None))
    assert check.look(planned, row) is not None
    assert check.look(planned._replace(twin=Path("twin.yml")), row) is None


def test_a_file_that_was_touched_is_known_again_after_a_closer_look(workspace: Workspace) -> None:
    os.utime(workspace.events / f"{SAMPLE}.txt", ns=(1, 1))
    assert look(workspace) is None
    assert build(workspace) == 0
    assert look(workspace) == Standing(SAMPLE, 2, False)


def test_a_file_changed_in_the_tick_in_which_it_was_read_is_not_trusted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_room, "TICK", 10**18)
    append(workspace.events / f"{SAMPLE}.txt")
    assert build(workspace) == 2
    assert look(workspace) is None
