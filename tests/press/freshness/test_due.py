"""What is due: each file for its own reason, and nothing that stands as it was printed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import lessonpress
from lessonpress.press.freshness import state as state_room
from lessonpress.press.freshness.due import explain
from lessonpress.starter import make_workspace

SAMPLE = "the-berlin-wall-falls"
WISHES = lessonpress.Wishes(documents=("worksheet",), formats=("pdf", "docx"))


def made(school: lessonpress.Workspace, **options: bool) -> dict[str, str]:
    """Builds; the files that were made, by their ending, and why."""
    run = lessonpress.build(school, wishes=WISHES, options=lessonpress.Options(**options))
    reports = [one for one in run if isinstance(one, lessonpress.LessonReport)]
    return {one.path.suffix: one.reason for report in reports for one in report.made}


@pytest.fixture
def school(tmp_path: Path) -> lessonpress.Workspace:
    workspace = make_workspace(tmp_path / "school")
    assert made(workspace) == {".pdf": "it is new", ".docx": "it is new"}
    return workspace


def rewrite_unseen(path: Path) -> None:
    """Other words in the same file, of the same length and with the same time."""
    before = path.stat()
    with path.open("r+b") as file:
        words = file.read()
        file.seek(0)
        file.write(words.replace(b"Berlin", b"Warsaw"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    now = path.stat()
    same = (now.st_size, now.st_mtime_ns, now.st_ino)
    assert same == (before.st_size, before.st_mtime_ns, before.st_ino)


def test_what_was_changed_just_before_it_was_read_is_read_again(
    school: lessonpress.Workspace,
) -> None:
    """Its time may be that of two changes: one before the build read it, and one behind."""
    rewrite_unseen(school.events / f"{SAMPLE}.txt")
    assert set(made(school).values()) == {"the event changed"}


def test_what_lay_there_long_before_is_known_by_its_time(
    school: lessonpress.Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_room, "TICK", 0)
    assert made(school, force=True)
    rewrite_unseen(school.events / f"{SAMPLE}.txt")
    assert made(school) == {}


def test_what_was_changed_since_is_due_however_old_it_was(
    school: lessonpress.Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_room, "TICK", 0)
    assert made(school, force=True)
    event = school.events / f"{SAMPLE}.txt"
    event.write_text(event.read_text("utf-8").replace("Berlin", "Warsaw"), "utf-8")
    assert set(made(school).values()) == {"the event changed"}


def test_a_picture_that_is_gone_is_missed(school: lessonpress.Workspace) -> None:
    from PIL import Image

    event, picture = school.events / f"{SAMPLE}.txt", school.events / "wall.png"
    Image.new("L", (8, 8)).save(picture)
    text = "# A Wall\n\nIt fell.\n\n## What Happened?\n\nIt fell.\n\n![A wall](wall.png)\n"
    (school.lessons / f"{SAMPLE}.yaml").write_text(f"event: {SAMPLE}\n", "utf-8")
    event.unlink()
    event.with_suffix(".md").write_text(text, "utf-8")
    wishes = lessonpress.Wishes(documents=("handout",), formats=("docx",))
    for number in (1, 0):
        [report] = lessonpress.build(school, wishes=wishes)
        assert len(report.made) == number
    picture.unlink()
    [report] = lessonpress.build(school, wishes=wishes)
    assert [problem.code for problem in report.problems] == ["wrong-picture"]


def test_another_letterhead_makes_anew_what_starts_from_it(school: lessonpress.Workspace) -> None:
    import docx

    school.layouts.mkdir(exist_ok=True)
    for name in ("One School", "Another School"):
        paper = docx.Document()
        paper.sections[0].header.paragraphs[0].text = name
        paper.save(str(school.layouts / "letterhead.docx"))
        assert set(made(school)) == {".docx"}
        assert made(school) == {}


def test_a_file_that_was_removed_is_due_and_one_that_a_person_changed_is_not(
    school: lessonpress.Workspace,
) -> None:
    pdf, docx = (school.output / SAMPLE / f"{SAMPLE}-worksheet.{name}" for name in ("pdf", "docx"))
    pdf.unlink()
    docx.write_bytes(b"mine")
    assert made(school) == {".pdf": "it is missing"}
    assert docx.read_bytes() == b"mine"


def test_a_file_that_was_only_touched_is_not(school: lessonpress.Workspace) -> None:
    for path in (school.output / SAMPLE).iterdir():
        path.touch()
    (school.lessons / f"{SAMPLE}.yaml").touch()
    assert made(school) == {}


def test_everything_is_due_where_it_is_asked_for(school: lessonpress.Workspace) -> None:
    assert set(made(school, force=True).values()) == {"everything is asked for anew"}


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (None, {}, "it is not known how it was made"),
        ({"makelesson": "1"}, {"makelesson": "2"}, "makelesson is another version, 2"),
        ({"its code": "1", "layout": "a"}, {"its code": "2", "layout": "b"}, "makelesson itself changed"),
        ({"layout": "a"}, {"layout": "b"}, "another layout is asked for, b"),
        ({"paper": "a"}, {"paper": "b"}, "another paper is asked for"),
        ({"letterhead": "1"}, {"letterhead": "2"}, "letterhead changed"),
        ({"letterhead": "1"}, {}, "letterhead is gone"),
        ({}, {"letterhead": "1"}, "letterhead is new"),
        ({"a": "1", "b": "1", "c": "1"}, {"a": "2", "b": "2", "c": "2"}, "a changed, and 2 more"),
    ],
)  # fmt: skip
def test_two_recipes_are_told_apart_in_words(
    before: dict[str, str] | None, now: dict[str, str], reason: str
) -> None:
    assert explain(before, now) == reason


def test_an_easier_text_that_comes_changes_or_goes_is_another(
    school: lessonpress.Workspace,
) -> None:
    easier = school.events / f"{SAMPLE}.easy.md"
    easier.write_text("The wall fell.", "utf-8")
    assert set(made(school).values()) == {"the event has another easier text"}
    assert made(school) == {}
    easier.write_text("The wall is gone.", "utf-8")
    assert set(made(school).values()) == {f"lessons/events/{SAMPLE}.easy.md changed"}
    easier.rename(easier.with_suffix(".markdown"))
    assert made(school)
    (school.events / f"{SAMPLE}.easy.markdown").unlink()
    assert made(school)
    assert made(school) == {}
