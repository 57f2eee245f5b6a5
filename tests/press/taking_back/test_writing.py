"""Changes are written whole or not at all, and what was there is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lessonpress.press.taking_back.report import Change
from lessonpress.press.taking_back.writing import write_changes
from lessonpress.problems import ProblemError


def test_the_file_as_it_was_stays_beside_it_each_time(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"one")
    assert write_changes([Change(path, b"one", b"two")]) == (tmp_path / "a.yaml.old",)
    assert write_changes([Change(path, b"two", b"three")]) == (tmp_path / "a.yaml.old-2",)
    assert path.read_bytes() == b"three"
    assert (tmp_path / "a.yaml.old").read_bytes() == b"one"
    assert (tmp_path / "a.yaml.old-2").read_bytes() == b"two"


def test_what_was_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    one, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_bytes(b"one")
    other.write_bytes(b"saved meanwhile")
    with pytest.raises(ProblemError) as raised:
        write_changes([Change(one, b"one", b"two"), Change(other, b"other", b"new")])
    assert "was changed while" in raised.value.problems[0].message
    assert (one.read_bytes(), other.read_bytes()) == (b"one", b"saved meanwhile")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="there, files have no such modes")
def test_a_link_stays_a_link_and_modes_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "a.yaml", tmp_path / "a.yaml"
    real.parent.mkdir()
    real.write_bytes(b"one")
    real.chmod(0o640)
    link.symlink_to(real)
    write_changes([Change(link, b"one", b"two")])
    assert link.is_symlink()
    assert real.read_bytes() == b"two"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_diff_names_the_file_and_tells_of_a_missing_line_end() -> None:
    shown = Change(Path("a"), b"\xef\xbb\xbfone\r\ntwo", b"\xef\xbb\xbfone\r\n2\r\n").diff(
        "lessons/a.yaml"
    )
    assert shown == (
        "--- lessons/a.yaml\n+++ lessons/a.yaml\n@@ -1,2 +1,2 @@\n one\n-two\n"
        "\\ No newline at end of file\n+2\n"
    )
