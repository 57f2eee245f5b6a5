"""The engine is another one when anything is that the bytes of a file rest on."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from lessonpress.press.freshness import engine

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REQUIRED = [re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in PROJECT["dependencies"]]
#: They draw on the terminal and hear of saves; nothing of them gets into a file.
NOWHERE = {"rich", "watchfiles"}


@pytest.fixture(autouse=True)
def _begin_anew() -> None:
    engine.engine_parts.cache_clear()
    engine.engine_digest.cache_clear()


def install(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a package, found before the one that is installed."""
    (folder / f"{name.replace('-', '_')}-999.1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])


@pytest.mark.parametrize(
    "package", sorted({*REQUIRED, "pydantic_core", "fontpkg-lexend", "pythainlp"} - NOWHERE)
)
def test_another_version_of_what_it_rests_on_is_another_engine(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = engine.engine_digest()
    engine.engine_parts.cache_clear()
    engine.engine_digest.cache_clear()
    install(tmp_path, package, monkeypatch)
    assert engine.engine_digest() != before
    assert engine.engine_parts()[package.replace("_", "-")] == "999.1"


@pytest.mark.parametrize("package", sorted(NOWHERE))
def test_what_no_file_shows_makes_nothing_anew(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(engine.engine_parts())
    engine.engine_parts.cache_clear()
    install(tmp_path, package, monkeypatch)
    assert engine.engine_parts() == before


def test_an_installed_package_knows_what_it_requires(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "makelesson-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Name: makelesson\nRequires-Dist: Some.Package<3,>=2\nRequires-Dist: rich\n"
        'Requires-Dist: typst>=0.14; extra == "bench"\n\nRequires-Dist is a word here.\n'
    )
    for name in ("some_package-2.1", "typst-0.15"):
        (tmp_path / f"{name}.dist-info").mkdir()
    monkeypatch.setattr(engine, "_PACKAGE", tmp_path / "lessonpress")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert dict(engine._packages()) == {"some-package": "2.1"}


def test_other_code_is_another_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PACKAGE", tmp_path)
    digests = set()
    for name, text in (("a.py", "1"), ("a.py", "2"), ("b.py", "2"), ("words/x.po", "2")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        digests.add(engine._code())
    assert len(digests) == 4
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").touch()
    assert engine._code() in digests
