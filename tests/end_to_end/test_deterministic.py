"""The same lesson gives the same bytes: on another day, in another place, beside other lessons."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.printing import ROOT, print_lessons, write_workspace
from tests.end_to_end.stress import STRESS

HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1000000000"}
THERE = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "40"}


def school(root: Path) -> Path:
    """The sample lesson and the stress workspace in one."""
    shutil.copytree(ROOT / "lessons", root / "lessons")
    return write_workspace(root, STRESS)


def lesson_names(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "lessons").glob("*.yaml"))


def start(root: Path, names: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "makelesson.py"), "build", "--quiet", *names],
        cwd=root,
        env={**kept, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def printed(root: Path) -> dict[str, bytes]:
    output = root / "output"
    files = [
        path
        for path in output.rglob("*")
        if path.is_file() and path.suffix in (".pdf", ".docx", ".html")
    ]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What two processes print that have nothing in common but the lessons."""
    here = school(tmp_path_factory.mktemp("here") / "school")
    there = school(tmp_path_factory.mktemp("there") / "déjà vu" / "a school of another name")
    for path in (there / "lessons").rglob("*"):
        os.utime(path, (86_400, 86_400))
    names = lesson_names(here)
    no_cache = {"XDG_CACHE_HOME": str(there / "cache")}
    runs = [start(here, names, HERE), start(there, names[::-1], THERE | no_cache)]
    for one in runs:
        told, _ = one.communicate(timeout=120)
        assert one.returncode == 0, told.decode()
    return printed(here), printed(there)


def test_every_file_has_the_same_bytes_elsewhere(
    both: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    here, there = both
    assert {name.split("/")[0] for name in here} >= {"everything", "primary", "bare"}
    assert set(here) == set(there)
    assert {name for name in here if here[name] != there[name]} == set()


def test_a_lesson_alone_is_the_same_as_among_others(
    both: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    root = school(tmp_path / "school")
    for name in lesson_names(root):
        print_lessons(root, None, name)
    assert printed(root) == both[0]


def test_one_document_alone_is_the_same_as_among_others(
    both: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    root = school(tmp_path / "school")
    print_lessons(root, documents=("answer-key",), formats=("docx",), packets=False)
    print_lessons(root, documents=("worksheet",), formats=("pdf",), packets=False)
    alone = printed(root)
    assert len(alone) == 2 * len(lesson_names(root))
    assert alone == {name: both[0][name] for name in alone}
