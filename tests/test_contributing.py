"""What CONTRIBUTING.md tells to do does what it says: each walk is done in a copy of the clone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
LESSON = """\
event: the-berlin-wall-falls
activities:
  - activity: odd-one-out
    lists:
      - {belong: [Berlin, Bonn, Leipzig], odd: Paris, because: It is in France.}
"""


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def write_files(text: str, clone: Path) -> list[Path]:
    """Writes the files that a section shows, each below its name; returns them."""
    written = []
    for name, body in re.findall(r"^`([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", text, flags=re.M | re.S):
        path = clone / name
        path.write_text(body, "utf-8")
        written.append(path)
    return written


def add_entry(text: str, name: str, before: str, clone: Path) -> None:
    """Puts the code that the section shows after naming a file before some line of that file."""
    pattern = rf"`{re.escape(name)}`(?:(?!```).)*?:\n\n```text\n(.*?)^```$"
    shown = re.search(pattern, text, flags=re.M | re.S)
    assert shown is not None, name
    path = clone / name
    code = path.read_text("utf-8")
    assert code.count(before) == 1
    path.write_text(code.replace(before, shown[1] + before), "utf-8")


def run(clone: Path, *words: str) -> str:
    done = subprocess.run([sys.executable, *words], cwd=clone, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("lessonpress", "layouts", "tests", "docs"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("makelesson.py", "pyproject.toml"):
        shutil.copy(ROOT / name, clone)
    return clone


def test_an_activity_is_added_as_told(clone: Path, tmp_path: Path) -> None:
    files = write_files(section("Add an activity"), clone)
    assert len(files) == 3
    run(clone, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(files[-1]))
    run(clone, "-m", "ruff", "check", *map(str, files[::2]))
    run(clone, "-m", "ruff", "format", "--check", *map(str, files[::2]))
    run(clone, "makelesson.py", "new", "workspace", str(tmp_path / "school"))
    (tmp_path / "school" / "lessons" / "odd.yaml").write_text(LESSON, "utf-8")
    run(clone, "makelesson.py", "build", "odd", "--workspace", str(tmp_path / "school"))
    printed = tmp_path / "school" / "output" / "odd"
    assert len(list(printed.iterdir())) == 8
    assert b"Paris" not in (printed / "odd-handout.docx").read_bytes()


def test_a_format_is_added_as_told(clone: Path, tmp_path: Path) -> None:
    text = section("Add a format")
    files = write_files(text, clone)
    assert len(files) == 1
    end = ")\n#: Every format by its name"
    add_entry(text, "lessonpress/registry/formats.py", end, clone)
    add_entry(text, "tests/test_house.py", '    "workspace": set(),\n', clone)
    run(clone, "-m", "ruff", "format", "--check", *map(str, files))
    run(
        clone,
        "-m",
        "mypy",
        "--cache-dir",
        str(tmp_path / "mypy"),
        "-m",
        "lessonpress.writers.plain_text",
    )
    run(clone, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_house.py", "-k", "arrow")
    run(clone, "makelesson.py", "new", "workspace", str(tmp_path / "school"))
    build = ("makelesson.py", "build", "--workspace", str(tmp_path / "school"), "--format", "text")
    run(clone, *build)
    [folder] = (tmp_path / "school" / "output").glob("the-*")
    said = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert set(said) == {
        f"the-berlin-wall-falls-{kind}.txt"
        for kind in ("handout", "worksheet", "answer-key", "lesson-plan")
    }
    assert "Key Facts" in said["the-berlin-wall-falls-handout.txt"]
    assert "Answer:" not in said["the-berlin-wall-falls-worksheet.txt"]
