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


def test_what_other_libraries_register_in_the_process_changes_no_byte(
    both: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """Prefixes of XML namespaces are one's process's own: a workbook that was read before brings some."""
    root = school(tmp_path / "school")
    register = "; ".join(
        f"etree.register_namespace({prefix!r}, {address!r})"
        for prefix, address in (
            ("other", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
            ("relations", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
            ("drawn", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
            ("main", "http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("math", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
            ("typed", "http://schemas.openxmlformats.org/package/2006/content-types"),
            ("packed", "http://schemas.openxmlformats.org/package/2006/relationships"),
            ("core", "http://purl.org/dc/elements/1.1/"),
            ("page", "http://www.w3.org/1999/xhtml"),
            ("book", "http://www.idpf.org/2007/ops"),
        )
    )
    command = f"from lxml import etree; {register}; from lessonpress.cli import main; raise SystemExit(main(['build', '--quiet']))"
    done = subprocess.run([sys.executable, "-c", command], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    now = printed(root)
    assert {name for name in both[0] if now[name] != both[0][name]} == set()


def test_one_document_alone_is_the_same_as_among_others(
    both: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    root = school(tmp_path / "school")
    print_lessons(root, documents=("answer-key",), formats=("docx",), packets=False)
    print_lessons(root, documents=("worksheet",), formats=("pdf",), packets=False)
    alone = printed(root)
    everybodys = [name for name in alone if "easy-read" not in name]
    assert len(everybodys) == 2 * len(lesson_names(root))
    assert alone == {name: both[0][name] for name in alone}
