"""A build makes only what is due, and can say why. Run as people run it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lessonpress.cli import main
from lessonpress.starter import make_workspace

ROOT = Path(__file__).parents[1]
SAMPLE = "the-berlin-wall-falls"


def build(school: Path, *options: str) -> dict[str, str]:
    """Builds; returns the files that were made, by document and format, and why."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), "build", "--json", *options],
        cwd=school,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        f"{one['document']}.{one['format']}": one["reason"] for one in told if one["type"] == "file"
    }


@pytest.fixture
def school(tmp_path: Path) -> Path:
    workspace = make_workspace(tmp_path / "school")
    assert set(build(workspace.root).values()) == {"it is new"}
    return workspace.root


def test_with_nothing_changed_nothing_is_made(school: Path) -> None:
    assert build(school) == {}
    (school / "lessons" / f"{SAMPLE}.yaml").touch()
    assert build(school) == {}


def test_after_an_edit_also_what_was_not_asked_for_at_first_is_made(school: Path) -> None:
    event = school / "lessons" / "events" / f"{SAMPLE}.txt"
    event.write_text(event.read_text("utf-8") + "\n", "utf-8")
    assert set(build(school, "--format", "pdf").values()) == {"the event changed"}
    assert set(build(school)) == {
        *("handout.docx", "worksheet.docx", "answer-key.docx", "lesson-plan.docx")
    }
    assert build(school) == {}


def test_a_missing_or_empty_file_alone_is_made_anew(school: Path) -> None:
    folder = school / "output" / SAMPLE
    (folder / f"{SAMPLE}-handout.pdf").unlink()
    (folder / f"{SAMPLE}-handout.docx").write_bytes(b"")
    (folder / f"{SAMPLE}-worksheet.docx").write_bytes(b"changed by hand")
    assert build(school) == {"handout.pdf": "it is missing", "handout.docx": "it is empty"}
    assert (folder / f"{SAMPLE}-worksheet.docx").read_bytes() == b"changed by hand"


def test_a_template_of_the_schools_own_is_named(school: Path) -> None:
    template = school / "layouts" / "classic" / "handout.xml"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "base/handout.xml" %}\n', "utf-8")
    made = build(school)
    assert set(made.values()) == {"layout classic/handout.xml is new"}
    assert set(made) == {"handout.pdf", "handout.docx"}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_of_two_specs_of_one_name_the_second_alone_fails(school: Path, workers: str) -> None:
    lessons = school / "lessons"
    for name in ("two.yaml", "two.yml", "third.yaml"):
        (lessons / name).write_bytes((lessons / f"{SAMPLE}.yaml").read_bytes())
    command = [sys.executable, str(ROOT / "makelesson.py"), "build", "--json", "--workers", workers]
    for due in (16, 0):
        done = subprocess.run(command, cwd=school, capture_output=True, encoding="utf-8")
        assert (done.returncode, done.stderr) == (1, "")
        told = [json.loads(line) for line in done.stdout.splitlines()]
        assert [Path(one["file"]).name for one in told if one["type"] == "problem"] == ["two.yml"]
        assert sum(one["type"] == "file" for one in told) == due
        assert told[-1]["failed"] == ["two"]


@pytest.mark.parametrize("damage", [b"", b"not a database" * 400])
def test_a_state_that_is_lost_or_damaged_costs_only_time(school: Path, damage: bytes) -> None:
    state = school / "output" / ".makelesson.sqlite"
    state.write_bytes(damage)
    assert len(build(school)) == 8
    assert build(school) == {}


def test_what_was_printed_of_a_lesson_that_is_gone_goes_with_prune_only(school: Path) -> None:
    spec = school / "lessons" / f"{SAMPLE}.yaml"
    spec.with_name("other.yaml").write_text(spec.read_text("utf-8"), "utf-8")
    spec.unlink()
    folder = school / "output" / SAMPLE
    build(school)
    assert len(list(folder.iterdir())) == 8
    (folder / f"{SAMPLE}-handout.docx").write_bytes(b"changed by hand")
    build(school, "--prune")
    assert [path.name for path in folder.iterdir()] == [f"{SAMPLE}-handout.docx"]


def test_a_report_tells_of_every_file_made_or_not(school: Path) -> None:
    (school / "output" / SAMPLE / f"{SAMPLE}-handout.pdf").unlink()
    assert set(build(school, "--report")) == {"handout.pdf"}
    told = json.loads((school / "output" / "report.json").read_bytes())
    [lesson] = told["results"]
    assert {(file["document"], file["format"], file["made"]) for file in lesson["files"]} == {
        (document, format_, (document, format_) == ("handout", "pdf"))
        for document in ("handout", "worksheet", "answer-key", "lesson-plan")
        for format_ in ("pdf", "docx")
    }
    for file in lesson["files"]:
        path = school / "output" / file["path"]
        assert path.stat().st_size == file["bytes"]
        assert (file["pages"] is None) == (file["format"] == "docx")
    assert "report.html" in {path.name for path in (school / "output").iterdir()}
    build(school)  # the report is none of a build's own files
    assert (school / "output" / "report.json").exists()


def test_a_damaged_state_is_told_of(school: Path) -> None:
    (school / "output" / ".makelesson.sqlite").write_bytes(b"not a database" * 400)
    done = subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), "build"],
        cwd=school,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert "could not be read: everything is made anew" in done.stderr
    assert ".makelesson.sqlite.damaged" in done.stderr


def test_a_file_that_is_open_in_word_keeps_back_its_lesson_until_it_is_closed(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows refuses to replace a file that is open; here the test does."""
    lessons = school / "lessons"
    (lessons / "other.yaml").write_bytes((lessons / f"{SAMPLE}.yaml").read_bytes())
    spec = lessons / f"{SAMPLE}.yaml"
    spec.write_text(spec.read_text("utf-8") + "title: Another Title\n", "utf-8")
    folder = school / "output" / SAMPLE
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).name == f"{SAMPLE}-worksheet.docx":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    assert main(["build", "--workspace", str(school)]) == 1
    told = capsys.readouterr().err
    assert f"{SAMPLE}-worksheet.docx: error: The file could not be written" in told
    assert "Word, close it there" in told
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert len(list((school / "output" / "other").iterdir())) == 8
    monkeypatch.setattr(os, "replace", replace)
    assert len(build(school)) == 8
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert after.keys() == before.keys()
    assert not after.items() & before.items()


def test_a_report_of_a_lesson_that_failed_has_only_the_files_that_stand(school: Path) -> None:
    folder = school / "output" / SAMPLE
    (folder / f"{SAMPLE}-handout.pdf").unlink()
    (folder / f"{SAMPLE}-worksheet.docx").write_bytes(b"changed by hand")
    (folder / f"{SAMPLE}-handout.docx").touch()
    with (school / "lessons" / f"{SAMPLE}.yaml").open("a", encoding="utf-8") as spec:
        spec.write("nonsense: 1\n")
    command = [sys.executable, str(ROOT / "makelesson.py"), "build", "--quiet", "--report"]
    assert subprocess.run(command, cwd=school, capture_output=True).returncode == 1
    [lesson] = json.loads((school / "output" / "report.json").read_bytes())["results"]
    assert lesson["failed"]
    assert {Path(file["path"]).name.removeprefix(f"{SAMPLE}-") for file in lesson["files"]} == {
        "handout.docx", "worksheet.pdf", "answer-key.pdf", "answer-key.docx",
        "lesson-plan.pdf", "lesson-plan.docx",
    }  # fmt: skip
    [kept] = lesson["kept"]
    assert kept["path"].endswith("-worksheet.docx")


def test_what_cannot_be_removed_is_a_problem_and_the_rest_goes_on(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = school / "lessons" / f"{SAMPLE}.yaml"
    spec.rename(spec.with_name("other.yaml"))
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == f"{SAMPLE}-handout.docx":  # open in Word, on Windows
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert main(["build", "--prune", "--workspace", str(school), "--workers", "1"]) == 1
    assert f"{SAMPLE}-handout.docx: error: The file could not be removed" in capsys.readouterr().err
    assert [path.name for path in (school / "output" / SAMPLE).iterdir()] == [
        f"{SAMPLE}-handout.docx"
    ]
    assert len(list((school / "output" / "other").iterdir())) == 8
    monkeypatch.setattr(Path, "unlink", unlink)
    assert main(["build", "--prune", "--quiet", "--workspace", str(school)]) == 0
    assert not (school / "output" / SAMPLE).exists()


def test_damaged_compiled_templates_are_compiled_again(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    build(school, "--force")
    kept = [path for path in (tmp_path / "cache").rglob("*") if "templates" in path.parts[-2]]
    assert kept
    for path in kept:
        data = bytearray(path.read_bytes())
        for at in range(len(data) // 3, len(data), 97):
            data[at] ^= 4
        path.write_bytes(data)
    assert len(build(school, "--force")) == 8
