"""Units from the command line: their lessons and packets, printed, and printed again only if due."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import page
import pypdf
import pytest

ROOT = Path(__file__).parents[1]

UNIT = """\
title: Walls
grade: 9
lessons:
  - the-berlin-wall-falls
"""


def run(workspace: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), *words, "--workspace", str(workspace)],
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("units")
    made = subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), "new", "workspace", str(folder)],
        capture_output=True,
    )
    assert made.returncode == 0
    (folder / "lessons" / "units").mkdir(exist_ok=True)
    (folder / "lessons" / "units" / "walls.yaml").write_text(UNIT, "utf-8")
    assert run(folder, "build", "walls").returncode == 0
    return folder


def test_a_unit_prints_its_lessons_and_two_packets(workspace: Path) -> None:
    names = {path.name for path in (workspace / "output" / "walls").iterdir()}
    assert names == {
        f"walls-{kind}-packet.{format_}"
        for kind in ("student", "teacher")
        for format_ in ("pdf", "docx")
    }
    assert (workspace / "output" / "the-berlin-wall-falls").is_dir()


def test_packets_are_accessible_and_only_teachers_have_the_answers(workspace: Path) -> None:
    text = {}
    for kind in ("student", "teacher"):
        path = workspace / "output" / "walls" / f"walls-{kind}-packet.pdf"
        assert page.validate_pdf(path, profile="ua1").is_compliant
        text[kind] = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(path).pages)
    assert "Answer Key" in text["teacher"]
    assert "Answer Key" not in text["student"]


def test_what_was_printed_is_not_printed_again(workspace: Path) -> None:
    assert "as printed before" in run(workspace, "build", "walls").stdout


def test_a_changed_lesson_makes_the_packets_due(workspace: Path) -> None:
    spec = workspace / "lessons" / "the-berlin-wall-falls.yaml"
    spec.write_text(spec.read_text("utf-8").replace("minutes:", "minutes:  ", 1), "utf-8")
    told = run(workspace, "build", "walls", "--explain").stdout
    assert "student-packet" in told


def test_the_schools_settings_make_the_packets_due(workspace: Path) -> None:
    run(workspace, "build", "walls")
    (workspace / "makelesson.yaml").write_text("school: Our School\n", "utf-8")
    told = run(workspace, "build", "walls", "--explain").stdout
    assert "makelesson.yaml" in told
    assert "handout" not in told


def test_a_unit_with_a_lesson_that_is_not_there_fails_by_its_line(workspace: Path) -> None:
    bad = workspace / "lessons" / "units" / "bad.yaml"
    bad.write_text("title: Bad\nlessons:\n  - the-berlin-wal-falls\n", "utf-8")
    done = run(workspace, "build", "bad")
    bad.unlink()
    assert done.returncode == 1
    assert "bad.yaml:3:" in done.stderr
    assert "the-berlin-wall-falls" in done.stderr


def test_units_are_listed(workspace: Path) -> None:
    assert "walls" in run(workspace, "list").stdout
