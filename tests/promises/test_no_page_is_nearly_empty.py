"""A last page that is nearly empty is told of by `check` and `build`, and saved where `fit: auto` asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import makelesson, print_lessons, write_workspace

LINE = "Nobody knew on that day what would become of the city and of those who lived in it. "
#: One page and some lines in type of the usual size.
EVENT = "# A title\n\n" + LINE + "\n\n- A fact.\n\n## What Happened?\n\n" + (LINE * 4 + "\n\n") * 7
LESSON = "event: event\ngrade: 8\ndocuments: handout\nformats: pdf\n"


def pages(tmp_path: Path, more: str = "", event: str = EVENT) -> int:
    files = {"lessons/events/event.md": event, "lessons/one.yaml": LESSON + more}
    [report] = print_lessons(write_workspace(tmp_path, files))
    [made] = report.made
    assert {problem.code for problem in report.problems} <= {"nearly-empty-page"}
    return len(OpenedPdf(made.path).page_texts())


def advice(tmp_path: Path, more: str = "", event: str = EVENT, *, command: str = "check") -> str:
    files = {"lessons/events/event.md": event, "lessons/one.yaml": LESSON + more}
    write_workspace(tmp_path, files)
    return makelesson(command, cwd=tmp_path).stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_check_and_build_say_what_would_save_it(tmp_path: Path, command: str) -> None:
    said = advice(tmp_path, command=command)
    assert "one.yaml:1:1: warning: The last page of the handout is nearly empty." in said
    assert "Write `fit: {handout: 1}`, or `fit: auto`" in said


@pytest.mark.parametrize(
    "more", ["fit: auto\n", "fit: {handout: 1}\n", "accept: [nearly-empty-page]\n"]
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_who_has_heard_it_does_not_hear_it_again(tmp_path: Path, more: str, command: str) -> None:
    assert "nearly empty" not in advice(tmp_path, more, command=command)


def test_fit_auto_saves_it(tmp_path: Path) -> None:
    assert pages(tmp_path) == 2
    assert pages(tmp_path, "fit: auto\n") == 1
    assert pages(tmp_path, "fit: {handout: auto}\n") == 1


def test_fit_auto_leaves_a_page_that_is_well_filled(tmp_path: Path) -> None:
    longer = EVENT + (LINE * 4 + "\n\n") * 4
    assert "nearly empty" not in advice(tmp_path, event=longer)
    assert pages(tmp_path, event=longer) == pages(tmp_path, "fit: auto\n", event=longer) == 2


def test_another_word_is_told_at_its_line(tmp_path: Path) -> None:
    said = advice(tmp_path, "fit: {handout: some}\n")
    assert "one.yaml:5:16: error:" in said


def test_the_starters_have_no_nearly_empty_page(tmp_path: Path) -> None:
    assert makelesson("new", "workspace", str(tmp_path / "school"), cwd=tmp_path).returncode == 0
    assert "warning" not in makelesson("check", cwd=tmp_path / "school").stderr
