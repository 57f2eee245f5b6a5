"""What is kept for the next start lies in the user's cache, and may be missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lessonpress import __version__
from lessonpress.cache import cache_folder

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the XDG folders")


def test_lies_in_the_users_cache_by_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache_folder("templates")
    assert folder == tmp_path / "makelesson" / f"templates-{__version__}"
    assert folder.is_dir()


def test_is_none_where_it_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "makelesson").write_text("in the way", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder("templates") is None
