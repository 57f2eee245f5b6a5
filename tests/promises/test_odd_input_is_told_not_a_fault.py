"""Odd files, names, numbers and ends are told as what they are, at the file that holds them; none is a
"fault in makelesson", hangs, or eats memory."""

from __future__ import annotations

import errno
import os
import re
import socket
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonpress.cli import main
from lessonpress.layout.layouts import load_layout
from lessonpress.press.printing.pictures import picture_loader
from lessonpress.problems import ProblemError
from lessonpress.starter import make_workspace
from lessonpress.workspace import builtin_layouts

ROOT = Path(__file__).parents[2]
SPEC = "lessons/the-berlin-wall-falls.yaml"
EVENT = "lessons/events/the-berlin-wall-falls.txt"
HUGE = "9" * 400
NUMBERS = [
    HUGE,
    f"-{HUGE}",
    "1e400",
    "-1e400",
    ".inf",
    "-.inf",
    ".nan",
    "NaN",
    "0x1F",
    "1e999999999",
]
posix_only = pytest.mark.skipif(os.name == "nt", reason="has no such files or signals")

Execute = Callable[..., tuple[int, str]]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(tmp_path / "school")
    monkeypatch.chdir(tmp_path / "school")
    return tmp_path / "school"


@pytest.fixture
def run(school: Path, capsys: pytest.CaptureFixture[str]) -> Execute:
    """Runs the command; gives its exit status and what it says of problems."""

    def run(*words: str) -> tuple[int, str]:
        status = main(words)
        said = capsys.readouterr().err
        assert status in (0, 1, 2)
        assert "Traceback" not in said
        assert "fault in makelesson" not in said
        return status, said

    return run


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "key",
    [
        "minutes: {}",
        "shuffle: {}",
        "grade: {}",
        "fit: {{worksheet: {}}}",
        "activities: [{{activity: short-answer, minutes: {}, questions: [{{ask: a, answer: b}}]}}]",
        "activities: [{{activity: short-answer, questions: [{{ask: a, answer: b, lines: {}}}]}}]",
    ],
)
def test_a_number_that_is_none_in_a_spec(school: Path, run: Execute, key: str, number: str) -> None:
    text = f"event: the-berlin-wall-falls\n{key.format(number)}\n"
    (school / SPEC).write_text(text, "utf-8")
    status, said = run("check", "--quiet")
    assert status == 1
    assert said.startswith(f"{SPEC}:2:")


@pytest.mark.parametrize("number", NUMBERS)
def test_and_in_the_settings(school: Path, run: Execute, number: str) -> None:
    (school / "makelesson.yaml").write_text(f"workers: {number}\n", "utf-8")
    status, said = run("check", "--quiet")
    assert status == 1
    assert said.startswith("makelesson.yaml:1:")


@pytest.mark.parametrize("number", [*NUMBERS, f"{HUGE}mm", "3000pt", "-3000pt", "300in"])
@pytest.mark.parametrize(
    "key",
    [
        "margins: {{left: {}}}",
        "styles: {{body: {{size: {}}}}}",
        "styles: {{body: {{leading: {}}}}}",
        "styles: {{body: {{before: {}}}}}",
        "styles: {{body: {{after: {}}}}}",
        "styles: {{body: {{indent: {}}}}}",
        "styles: {{body: {{tracking: {}}}}}",
        "lines: {{secondary: {}}}",
        "lines: {{primary: {}}}",
        "rule_width: {}",
        "list_indent: {}",
        "table_padding: {}",
        "boxes: {{facts: {{padding: {}}}}}",
        "boxes: {{facts: {{border_width: {}}}}}",
        "boxes: {{facts: {{before: {}}}}}",
        "paper: {}",
        'colours: {{ink: "{}"}}',
    ],
)
def test_and_in_a_theme(tmp_path: Path, key: str, number: str) -> None:
    own = tmp_path / "layouts/own"
    own.mkdir(parents=True)
    (own / "layout.yaml").write_text(f"{key.format(number)}\n", "utf-8")
    with pytest.raises(ProblemError) as caught:
        load_layout("own", (own.parent, builtin_layouts())).theme("handout")
    for problem in caught.value.problems:
        assert problem.location.file == own / "layout.yaml"
        assert problem.location.line == 1


# --- what is no file -----------------------------------------------------------------------------


def make_odd(path: Path, kind: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        here = os.getcwd()
        os.chdir(path.parent)  # a socket's path must be short
        with socket.socket(socket.AF_UNIX) as mail:
            mail.bind(path.name)
        os.chdir(here)
    else:
        path.symlink_to({"dangling": "nowhere", "looping": path.name, "endless": "/dev/zero"}[kind])


KINDS = ["folder", "pipe", "socket", "dangling", "looping", "endless"]


@posix_only
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name",
    [
        SPEC,
        EVENT,
        "makelesson.yaml",
        "layouts/letterhead.docx",
        "layouts/classic/layout.yaml",
        "layouts/classic/handout.xml",
        "lessons/units/u.yaml",
    ],
)
def test_what_is_no_file_is_told_by_its_name(
    school: Path, run: Execute, name: str, kind: str
) -> None:
    make_odd(school / name, kind)
    status, said = run("build", "--format", "docx", "--document", "handout", "--quiet")
    if (name, kind) == (SPEC, "endless"):
        assert status == 2  # there is no lesson but a link that leads away
    else:
        assert said.startswith(f"{name}: ")
        assert status == (0 if name.endswith("u.yaml") and kind != "endless" else 1)


@posix_only
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["r.csv", "letterhead.docx", "x.png"])
def test_so_is_what_the_command_line_or_an_event_names(
    school: Path, run: Execute, name: str, kind: str
) -> None:
    if (name, kind) == ("r.csv", "pipe"):
        return  # a shell hands over a roster that way; it is waited for
    make_odd(school / name, kind)
    if name == "r.csv":
        status, said = run("class-set", "the-berlin-wall-falls", "--roster", name)
    elif name == "letterhead.docx":
        status, said = run("build", "--letterhead", name)
    else:
        with pytest.raises(ProblemError):
            picture_loader(school / EVENT)("../../x.png")
        return
    assert status in (1, 2)
    assert name in said


@posix_only
@pytest.mark.parametrize("kind", ["pipe", "socket", "folder", "dangling", "looping"])
def test_what_lies_in_the_place_of_a_printed_file_hangs_nothing(
    school: Path, run: Execute, kind: str
) -> None:
    name = "output/the-berlin-wall-falls/the-berlin-wall-falls-handout.pdf"
    make_odd(school / name, kind)
    status, said = run("build", "--document", "handout", "--format", "pdf", "--quiet")
    assert (status, said.startswith(f"{name}: ") or not said) in ((1, True), (0, True))
    assert status == 0 or said


@posix_only
def test_nothing_endless_is_read(school: Path, run: Execute) -> None:
    status, said = run("class-set", "the-berlin-wall-falls", "--roster", "/dev/zero")
    assert status == 1
    assert said.startswith("/dev/zero: error: This file cannot be read: it is too large.")


# --- names ---------------------------------------------------------------------------------------

LONG = "x" * 3000


@pytest.mark.parametrize(
    "words",
    [
        ("build", LONG),
        ("build", f"{LONG}.yaml"),
        ("build", "--letterhead", LONG),
        ("build", "--layout", LONG),
        ("build", "--paper", LONG),
        ("build", "--output", LONG),
        ("build", "--workspace", LONG),
        ("class-set", "the-berlin-wall-falls", "--roster", LONG),
        ("class-set", LONG, "--roster", "r.csv"),
        ("new", "lesson", LONG),
        ("new", "workspace", LONG),
    ],
)
def test_a_name_longer_than_any_disk_allows(school: Path, run: Execute, words: list[str]) -> None:
    assert run(*words)[0] in (1, 2)


@pytest.mark.parametrize("option", ["--workspace", "--output", "--letterhead"])
def test_a_name_that_a_shell_left_empty(run: Execute, option: str) -> None:
    status, said = run("build", option, "")
    assert status == 2
    assert option in said


@pytest.mark.parametrize("key", ["logo", "letterhead", "folders", "school"])
def test_such_names_in_the_settings(school: Path, run: Execute, key: str) -> None:
    (school / "makelesson.yaml").write_text(f"{key}: {LONG}\n", "utf-8")
    status, said = run("build", "--format", "pdf", "--quiet")
    if key in ("logo", "letterhead"):
        assert status == 1
        assert said.startswith("makelesson.yaml:1:")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_may_be_written_in_another_normal_form_than_the_disks(
    school: Path, run: Execute, form: str
) -> None:
    other = "NFD" if form == "NFC" else "NFC"

    def on_disk(name: str) -> str:
        return unicodedata.normalize(form, name)

    def written(name: str) -> str:
        return unicodedata.normalize(other, name)

    (school / EVENT).rename(school / on_disk("lessons/events/květen.txt"))
    text = (school / SPEC).read_text("utf-8").replace("the-berlin-wall-falls", written("květen"), 2)
    (school / SPEC).unlink()
    text = text.replace(f"{written('květen')}.txt", "it", 1)
    (school / on_disk("lessons/lekce-č.yaml")).write_text(
        re.sub(r"^event: .*$", f"event: {written('květen')}", text, flags=re.MULTILINE), "utf-8"
    )
    own = school / on_disk("layouts/šablona")
    own.mkdir(parents=True)
    (own / "layout.yaml").write_text("extends: classic\n", "utf-8")
    (school / "lessons/units").mkdir()
    unit = f"title: T\nlessons: [{written('lekce-č')}]\n"
    (school / on_disk("lessons/units/jednotka-č.yaml")).write_text(unit, "utf-8")
    words = ("--format", "docx", "--document", "handout", "--layout", written("šablona"))
    assert run("build", written("lekce-č"), *words) == (0, "")
    assert run("build", written("jednotka-č"), *words) == (0, "")


# --- folders that may not be read ----------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["lessons", "lessons/events", "lessons/units", "layouts", "layouts/own"]
)
@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_folder_that_may_not_be_read_is_named(
    school: Path, run: Execute, monkeypatch: pytest.MonkeyPatch, name: str, command: str
) -> None:
    for folder in ("lessons/units", "layouts/own"):
        (school / folder).mkdir(parents=True, exist_ok=True)
    (school / "layouts/own/layout.yaml").write_text("extends: classic\n", "utf-8")
    scandir, listdir = os.scandir, os.listdir

    def refuse(path: object) -> None:
        if os.path.realpath(str(path)) == str((school / name).resolve()):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    def scan(path: str = ".") -> object:
        refuse(path)
        return scandir(path)

    def listing(path: str = ".") -> list[str]:
        refuse(path)
        return listdir(path)

    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(os, "listdir", listing)
    status, said = run(command, *(("--layout", "own") if command != "list" else ()))
    if command == "list" and name == "layouts/own":
        return  # it names layouts without looking into them
    assert status == 1
    assert name in said
