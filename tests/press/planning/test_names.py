"""What lies among the lessons and can't be printed from is told of, and so are names that won't do."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from lessonpress.cli import main
from lessonpress.press.planning.names import doubtful_names, safe_name
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.registry.kinds import DEFAULT_KINDS, LESSON_KINDS
from lessonpress.starter import make_workspace
from lessonpress.workspace import Workspace

posix_only = pytest.mark.skipif(os.name == "nt", reason="there can be no such names or files")


@pytest.fixture
def school(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "school")


def doubts(school: Workspace) -> dict[str, str]:
    return {one.location.file.name: one.message for one in doubtful_names(school)}


def test_a_usual_workspace_has_none(school: Workspace) -> None:
    for name in ("Česko 1948.yaml", "1.5.yaml", "console.yaml", "lpt.yml", "com10.yaml"):
        (school.lessons / name).write_text("")
    (school.lessons / "notes?.odt").mkdir()
    assert doubts(school) == {}


@posix_only
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("CON.yaml", "CON is a device"),
        ("nul.yml", "NUL is a device"),
        ("com1.old.yaml", "COM1 is a device"),
        ("dot..yaml", "a full stop or a space"),
        ("space .yaml", "a full stop or a space"),
        ("why?.yaml", "'?'"),
        ("a:b.yaml", "':'"),
        ("two\nlines.yaml", r"'\n'"),
    ],
)
def test_a_name_that_windows_does_not_allow_is_doubted(
    school: Workspace, name: str, why: str
) -> None:
    (school.lessons / name).write_text("")
    [(found, told)] = doubts(school).items()
    assert found == name
    assert why in told


@posix_only
def test_what_is_no_file_is_doubted(school: Workspace) -> None:
    (school.lessons / "folder.yaml").mkdir()
    (school.events / "folder.md").mkdir()
    os.mkfifo(school.lessons / "pipe.yaml")
    (school.lessons / "link.yaml").symlink_to("nowhere")
    here = os.getcwd()
    with socket.socket(socket.AF_UNIX) as mail:
        os.chdir(school.lessons)  # a socket's path must be short
        try:
            mail.bind("socket.yaml")
        finally:
            os.chdir(here)
    found = plan(school, [], Request(), advice=True).doubts
    assert {one.location.file.name: one.message for one in found} == {
        "folder.yaml": "This is a folder, so no lesson is read from it.",
        "link.yaml": "This link leads nowhere, so no lesson is read from it.",
        "pipe.yaml": "This is a pipe, so no lesson is read from it.",
        "socket.yaml": "This is a socket, so no lesson is read from it.",
        "folder.md": "This is a folder, so no event is read from it.",
    }


def test_a_build_of_the_whole_workspace_tells_of_lessons_and_units_too(school: Workspace) -> None:
    (school.lessons / "folder.yaml").mkdir()
    (school.events / "folder.md").mkdir()
    [slug] = school.lesson_files()
    assert [str(one.location) for one in plan(school, [], Request()).doubts] == [
        str(school.lessons / "folder.yaml")
    ]
    assert plan(school, [slug], Request(), advice=True).doubts == ()


@pytest.mark.parametrize(
    "other", ["The-Berlin-wall-falls.yaml", "units/THE-berlin-wall-falls.yaml"]
)
def test_two_names_that_are_one_elsewhere_are_doubted(school: Workspace, other: str) -> None:
    path = school.lessons / other
    path.parent.mkdir(exist_ok=True)
    path.write_text("title: T\nlessons: [the-berlin-wall-falls]\n", "utf-8")
    [problem] = plan(school, [], Request()).doubts
    assert problem.code == "name-case"
    assert not problem.is_error


@pytest.mark.skipif(sys.platform != "linux", reason="every name is text there")
def test_a_file_whose_name_is_no_text_spoils_no_other_lesson(
    school: Workspace, capfd: pytest.CaptureFixture[str]
) -> None:
    [slug] = school.lesson_files()
    name = os.fsdecode(b"\xc8esko.yaml")
    (school.lessons / name).write_bytes((school.lessons / f"{slug}.yaml").read_bytes())
    assert list(school.lesson_files()) == [slug]
    asked = ["build", "--workspace", str(school.root), "--format", "pdf", "--report"]
    assert main(asked) == 1
    assert "The file's name is not in UTF-8" in capfd.readouterr().err
    assert {path.name for path in (school.output / slug).iterdir()} == {
        f"{slug}-{document}.pdf" for document in DEFAULT_KINDS if document in LESSON_KINDS
    }
    for report in ("report.json", "report.html"):
        assert r"\udcc8esko.yaml" in (school.output / report).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("the-berlin-wall-falls", "the-berlin-wall-falls"),
        ("Der Fall: 1989?", "Der Fall- 1989-"),
        ("con", "-con"),
        ("NUL.pdf", "-NUL.pdf"),
        ("connection", "connection"),
        ("dots...", "dots-"),
        ("../up", "..-up"),
        ("řeka", "řeka"),
    ],
)
def test_every_system_can_unpack_the_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_an_easier_text_without_its_event_is_told(school: Workspace) -> None:
    (school.events / "the-berlin-wal-falls.easy.md").write_text("Easy.")
    told = [
        one for one in plan(school, [], Request(), advice=True).doubts if one.code == "no-event"
    ]
    assert [one.location.file.name for one in told] == ["the-berlin-wal-falls.easy.md"]
    assert "`the-berlin-wall-falls`" in told[0].hint
    assert plan(school, [], Request()).doubts == ()
