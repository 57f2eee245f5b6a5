"""The workspace finds lessons, events and layouts, and nothing else."""

from __future__ import annotations

import errno
import os
import unicodedata
from pathlib import Path

import pytest

from lessonpress.problems import ProblemError
from lessonpress.workspace import Workspace, builtin_layouts, find_workspace, slug_of


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "lessons" / "events").mkdir(parents=True)
    return Workspace.at(tmp_path)


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def test_it_is_found_from_any_folder_within(workspace: Workspace) -> None:
    deep = workspace.events / "more" / "still more"
    deep.mkdir(parents=True)
    for start in (workspace.root, workspace.lessons, deep):
        found = find_workspace(start)
        assert found is not None
        assert found.root == workspace.root.resolve()


def test_a_folder_without_lessons_is_none(tmp_path: Path) -> None:
    assert find_workspace(tmp_path) is None


def test_output_is_beside_the_lessons_unless_it_is_named(tmp_path: Path) -> None:
    assert Workspace.at(tmp_path).output == tmp_path / "output"
    assert Workspace.at(tmp_path, Path("elsewhere")).output == Path("elsewhere")


def test_lessons_are_yaml_files_and_events_text_or_markdown(workspace: Workspace) -> None:
    touch(
        workspace.lessons / "a.yaml",
        workspace.lessons / "b.YML",
        workspace.lessons / "notes.txt",
        workspace.lessons / "units" / "u.yaml",
        workspace.events / "a.txt",
        workspace.events / "b.md",
        workspace.events / "c.docx",
    )
    (workspace.lessons / "folder.yaml").mkdir()
    assert list(workspace.lesson_files()) == ["a", "b"]
    assert list(workspace.event_files()) == ["a", "b"]


def test_hidden_files_and_what_word_processors_leave_do_not_count(workspace: Workspace) -> None:
    touch(workspace.lessons / "._a.yaml", workspace.events / "~$a.txt")
    assert workspace.lesson_files() == {}
    assert workspace.event_files() == {}


def test_two_files_of_one_slug_are_both_named(workspace: Workspace) -> None:
    touch(workspace.events / "a.txt", workspace.events / "a.md")
    assert [path.name for path in workspace.event_files()["a"]] == ["a.md", "a.txt"]


def test_a_slug_is_composed_however_the_disk_spells_it() -> None:
    decomposed = unicodedata.normalize("NFD", "příští lekce")
    assert slug_of(Path(f"{decomposed}.yaml")) == "příští lekce"


def test_an_empty_workspace_has_no_lessons(tmp_path: Path) -> None:
    assert Workspace.at(tmp_path).lesson_files() == {}


def test_its_own_layouts_come_before_the_built_in_ones(workspace: Workspace) -> None:
    assert workspace.layout_search == (builtin_layouts(),)
    workspace.layouts.mkdir()
    assert workspace.layout_search == (workspace.layouts, builtin_layouts())


def test_the_clone_itself_does_not_list_its_layouts_twice() -> None:
    clone = Workspace.at(builtin_layouts().parent)
    assert clone.layout_search == (builtin_layouts(),)


def test_a_letterhead_is_found_where_there_is_one(workspace: Workspace) -> None:
    assert workspace.letterhead is None
    touch(workspace.layouts / "letterhead.docx")
    assert workspace.letterhead == workspace.layouts / "letterhead.docx"


def test_a_link_that_leads_to_itself_is_no_lesson(workspace: Workspace) -> None:
    (workspace.lessons / "loop.yaml").symlink_to("loop.yaml")
    assert "loop" not in workspace.lesson_files()


def test_a_folder_that_cannot_be_read_is_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(ProblemError, match="The folder can't be read: Permission denied"):
        workspace.lesson_files()


def test_an_easier_text_is_no_event_and_stands_with_its_own(workspace: Workspace) -> None:
    names = ("war.md", "war.easy.md", "peace.txt", "peace.EASY.txt", "gone.easy.md", "easy.md")
    touch(*(workspace.events / name for name in names))
    events = workspace.event_files()
    assert sorted(events) == ["easy", "peace", "war"]
    assert [path.name for path in events.easier("war")] == ["war.easy.md"]
    assert [path.name for path in events.easier("peace")] == ["peace.EASY.txt"]
    assert events.easier("easy") == ()
    assert sorted(events.with_easier) == ["gone", "peace", "war"]
    touch(workspace.lessons / "war.easy.yaml")
    assert "war.easy" in workspace.lesson_files()
