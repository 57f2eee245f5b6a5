"""The outlines says what the files say, and reads each of them once."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.press.planning import outlines
from lessonpress.press.planning.outlines import outline_settings, outline_unit
from lessonpress.problems import ProblemError

UNIT = """\
title: Walls
lessons:
  - the-berlin-wall-falls
  - {lesson: another, pacing: 1 class period}
defaults: {layout: modern, documents: [answer-key, handout], formats: pdf}
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    path = tmp_path / "walls.yaml"
    path.write_text(UNIT, "utf-8")
    return path


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> None:
        raise AssertionError(f"{path} was read again")

    monkeypatch.setattr(outlines, "_read_unit", read)
    monkeypatch.setattr(outlines, "_read_settings", read)


def test_a_unit_is_its_lessons_with_their_lines_and_its_defaults(unit: Path) -> None:
    told = outline_unit(unit)
    assert told is not None
    assert told.lessons == {"the-berlin-wall-falls": 3, "another": 4}
    assert told.defaults == Wishes("modern", None, ("answer-key", "handout"), ("pdf",))


def test_what_was_read_is_known_at_the_next_start(
    unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = outline_unit(unit)
    forbid_reading(monkeypatch)
    assert list(outline_unit(unit).lessons) == list(first.lessons)  # type: ignore[union-attr]
    assert outline_unit(unit) == first


def test_a_unit_that_says_something_else_is_read_again(unit: Path) -> None:
    outline_unit(unit)
    unit.write_text(UNIT.replace("modern", "classic"), "utf-8")
    told = outline_unit(unit)
    assert told is not None
    assert told.defaults.layout == "classic"


@pytest.mark.parametrize("text", ["", "title: [", "title: Walls\n", "title: Walls\nlessons: []\n"])
def test_a_unit_that_cannot_be_read_has_no_outline(unit: Path, text: str) -> None:
    unit.write_text(text, "utf-8")
    assert outline_unit(unit) is None
    assert outline_unit(unit.with_name("nowhere.yaml")) is None


def test_without_a_cache_it_is_read_each_time(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "cache_folder", lambda _: None)
    assert outline_unit(unit) == outline_unit(unit)


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[]", '{"lessons": {}}', '[{}]', '[{}, []]', '[{"a": "x"}, [null, null, null, null]]',
     f"[{{}}, [{', '.join(['null'] * 99)}]]", '[{}, {"layout": "modern"}]', '[[], [null, null, null, null]]'],
)  # fmt: skip
def test_a_cache_that_is_damaged_or_another_versions_costs_only_time(
    unit: Path, tmp_path: Path, text: str
) -> None:
    first = outline_unit(unit)
    for cached in (tmp_path / "cache").rglob("*.json"):
        cached.write_text(text, "utf-8")
    assert outline_unit(unit) == first
    settings = tmp_path / "makelesson.yaml"
    settings.write_text("defaults: {paper: A5}\n", "utf-8")
    told = outline_settings(settings)
    [cached] = (tmp_path / "cache").rglob("settings-*.json")
    cached.write_text(text, "utf-8")
    assert outline_settings(settings) == told


def test_a_unit_that_cannot_be_read_now_is_as_it_was_before(unit: Path) -> None:
    first = outline_unit(unit)
    unit.write_text("title: [", "utf-8")
    now = outline_unit(unit)
    assert first is not None
    assert now is not None
    assert (now.lessons, now.defaults) == (first.lessons, first.defaults)
    assert (first.stale, now.stale) == (False, True)


def test_settings_are_told_once_and_their_files_are_looked_for_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "makelesson.yaml"
    path.write_text("letterhead: head.docx\nworkers: 3\ndefaults: {paper: A5}\n", "utf-8")
    (tmp_path / "head.docx").touch()
    told = outline_settings(path)
    assert (told.letterhead, told.workers, told.defaults.paper) == ("head.docx", 3, "A5")
    with monkeypatch.context() as patch:
        forbid_reading(patch)
        assert outline_settings(path) == told
    (tmp_path / "head.docx").unlink()
    with pytest.raises(ProblemError, match=r"head\.docx"):
        outline_settings(path)
