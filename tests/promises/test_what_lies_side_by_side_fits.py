"""A key always fits the sheet in the pupil's hand: whatever in the output doesn't is told, and goes with `--prune`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

import lessonpress
from lessonpress.press.freshness.state import FILE
from tests.end_to_end.printing import makelesson, write_workspace

EVENT = "The Strike\nThe strike lasted ten days.\n\nKey Facts\nThe strike began in 1911.\n"
CHOICES = ["bread", "salt", "water", "wine"]
ACTIVITIES: list[dict[str, Any]] = [
    {
        "activity": "multiple-choice",
        "questions": [
            {"ask": f"What, {at}?", "choices": CHOICES, "answer": "salt"} for at in range(4)
        ],
    },
    {"activity": "ordering", "events": [{"text": one} for one in ("a", "b", "c")]},
    {"activity": "short-answer", "questions": [{"ask": "Why?", "answer": "Because."}]},
]
SPEC: dict[str, Any] = {"event": "strike", "activities": ACTIVITIES}


def write_spec(root: Path, name: str = "one", **keys: Any) -> None:
    text = yaml.safe_dump(SPEC | keys, sort_keys=False)
    (root / "lessons" / f"{name}.yaml").write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_workspace(tmp_path, {"lessons/events/strike.txt": EVENT, "roster.csv": "name\nAda\n"})
    write_spec(tmp_path)
    build(tmp_path)
    return tmp_path


def build(
    root: Path, *documents: str, lessons: tuple[str, ...] = (), **options: Any
) -> list[lessonpress.Event]:
    wishes = lessonpress.Wishes(documents=documents or None, formats=("docx",))
    return list(
        lessonpress.build(
            lessonpress.open_workspace(root), lessons, wishes=wishes,
            options=lessonpress.Options(workers=1, **options),
        )
    )  # fmt: skip


def told(events: list[lessonpress.Event]) -> dict[str, lessonpress.Problem]:
    """The files that don't fit, by their names, and what is said of them."""
    found = [
        one for event in events if isinstance(event, lessonpress.Misfits) for one in event.problems
    ]
    assert {(one.code, one.is_error) for one in found} <= {("other-code", False)}
    return {one.location.file.name: one for one in found}


def other_answer(activities: list[Any]) -> None:
    activities[0]["questions"][0]["answer"] = "wine"


def moved(activities: list[Any]) -> None:
    activities.append(activities.pop(0))


def left_out(activities: list[Any]) -> None:
    del activities[1]


def another_part(activities: list[Any]) -> None:
    activities[1]["events"].append({"text": "d"})


CHANGES: dict[str, Callable[[list[Any]], object]] = {
    "another answer": other_answer,
    "an activity moved": moved,
    "an activity less": left_out,
    "one event more": another_part,
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_old_key_beside_a_new_sheet_is_told_until_it_fits(change: str, root: Path) -> None:
    activities = yaml.safe_load(yaml.safe_dump(ACTIVITIES))
    CHANGES[change](activities)
    write_spec(root, activities=activities)
    found = told(build(root, "worksheet"))
    assert set(found) == {"one-answer-key.docx"}
    assert (
        "makelesson build one --document answer-key --format docx"
        in found["one-answer-key.docx"].hint
    )
    assert set(told(build(root, "worksheet"))) == {"one-answer-key.docx"}  # again, with nothing due
    assert not told(build(root, "answer-key"))
    assert not told(build(root))


def test_every_key_is_told_and_a_plan_is_none(root: Path) -> None:
    build(root, "marking-key", "lesson-plan")
    write_spec(root, shuffle=5)
    assert set(told(build(root, "worksheet"))) == {"one-answer-key.docx", "one-marking-key.docx"}


def test_another_shuffle_counts_and_a_typo_does_not(root: Path) -> None:
    write_spec(root, title="The Great Strike")
    assert not told(build(root, "worksheet"))
    write_spec(root, shuffle=5)
    assert set(told(build(root, "answer-key"))) == {"one-worksheet.docx"}


def test_check_and_json_say_so_too(root: Path) -> None:
    write_spec(root, shuffle=5)
    assert not list(root.glob("output/**/*.pdf"))
    build(root, "worksheet")
    run = lessonpress.check(lessonpress.open_workspace(root))
    assert set(told(list(run))) == {"one-answer-key.docx"}
    before = (root / "output" / FILE).read_bytes()
    done = makelesson("check", "--json", "one", cwd=root)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    [row] = [row for row in rows if row.get("code") == "other-code"]
    assert Path(row["file"]).name == "one-answer-key.docx"
    assert done.returncode == 0
    assert (root / "output" / FILE).read_bytes() == before
    done = makelesson("build", "--document", "worksheet", "--format", "docx", "--report", cwd=root)
    assert "one-answer-key.docx: warning: This has code" in done.stderr
    report = json.loads((root / "output" / "report.json").read_text("utf-8"))
    assert [one["code"] for one in report["problems"]] == ["other-code"]


def test_class_sets_fit_or_are_told(root: Path) -> None:
    name = "one-worksheet-class-set.pdf"

    def class_set() -> str:
        done = makelesson("class-set", "one", "--roster", "roster.csv", cwd=root)
        assert done.returncode == 0, done.stderr
        return done.stderr

    assert class_set() == ""
    write_spec(root, shuffle=5)
    found = told(build(root))
    assert set(found) == {name}
    assert "makelesson class-set one --roster" in found[name].hint
    assert class_set() == ""
    assert not told(build(root))
    write_spec(root, shuffle=6)
    said = class_set()
    assert "one-worksheet.docx: warning" in said
    assert "one-answer-key.docx: warning" in said


def test_packets_fit_their_lessons_or_are_told(root: Path) -> None:
    (root / "lessons" / "units").mkdir()
    (root / "lessons" / "units" / "u.yaml").write_text("title: U\nlessons: [one, two]\n", "utf-8")
    write_spec(root, "two")
    assert not told(build(root))
    write_spec(root, "two", shuffle=5)
    found = told(build(root, lessons=("two",)))
    assert set(found) == {"u-student-packet.docx", "u-teacher-packet.docx"}
    assert all("lesson two" in one.message for one in found.values())
    assert not told(build(root, "handout", lessons=("one",)))  # nothing that was asked for
    assert not told(build(root))
    write_spec(root, "two", shuffle=6)
    found = told(build(root, "student-packet"))
    assert set(found) == {"two-worksheet.docx", "two-answer-key.docx", "u-teacher-packet.docx"}


def test_a_handout_with_questions_is_a_sheet_too(root: Path) -> None:
    here = [{**one, "documents": ["handout"]} for one in ACTIVITIES[:1]]
    write_spec(root, activities=here)
    build(root)
    wishes = lessonpress.Wishes(documents=("handout",))
    list(lessonpress.build(lessonpress.open_workspace(root), wishes=wishes))
    [page, *_] = pypdf.PdfReader(root / "output" / "one" / "one-handout.pdf").pages
    assert "Code " in page.extract_text()
    here[0]["shuffle"] = False
    write_spec(root, activities=here)
    assert set(told(build(root, "answer-key"))) == {
        "one-handout.docx", "one-handout.pdf", "one-worksheet.docx",
    }  # fmt: skip


def test_what_a_person_changed_is_told_with_what_was_printed_beside_it(root: Path) -> None:
    sheet = root / "output" / "one" / "one-worksheet.docx"
    sheet.write_bytes(sheet.read_bytes() + b"x")
    write_spec(root, shuffle=5)
    found = told(build(root))
    assert set(found) == {sheet.name}
    assert "one-worksheet.new.docx" in found[sheet.name].hint
    assert "--force" in found[sheet.name].hint
    sheet.with_name("one-worksheet.new.docx").replace(sheet)
    assert not told(build(root))


def test_what_is_there_no_longer_is_not_told(root: Path) -> None:
    write_spec(root, shuffle=5)
    (root / "output" / "one" / "one-answer-key.docx").unlink()
    assert not told(build(root, "worksheet"))


@pytest.mark.parametrize("lost", ["DELETE FROM marks", "DROP TABLE marks"])
def test_a_key_of_which_it_is_not_known_is_told(lost: str, root: Path) -> None:
    with sqlite3.connect(root / "output" / FILE) as base:
        base.execute(lost)
    write_spec(root, shuffle=5)
    found = told(build(root, "worksheet"))
    assert "isn't known" in found["one-answer-key.docx"].message
    assert not told(build(root))


# --- prune ---------------------------------------------------------------------------------------


def files(root: Path) -> set[str]:
    return {path.name for path in (root / "output" / "one").iterdir()}


def pruned(events: list[lessonpress.Event]) -> Mapping[str, list[str]]:
    [one] = [event for event in events if isinstance(event, lessonpress.Pruned)]
    assert (one.lesson, one.gone) == ("one", False)
    return {
        "removed": sorted(path.name for path in one.removed),
        "kept": sorted(path.name for path in one.kept),
    }


def test_prune_removes_what_the_lesson_no_longer_asks_for(root: Path) -> None:
    (root / "output" / "one" / "notes.txt").write_text("mine")
    assert makelesson("class-set", "one", "--roster", "roster.csv", cwd=root).returncode == 0
    write_spec(root, documents=["worksheet"])
    build(root)
    assert {"one-answer-key.docx", "one-handout.docx"} < files(root)
    assert pruned(build(root, prune=True)) == {
        "removed": ["one-answer-key.docx", "one-handout.docx", "one-lesson-plan.docx"],
        "kept": [],
    }
    assert files(root) == {"notes.txt", "one-worksheet.docx", "one-worksheet-class-set.pdf"}
    assert not [one for one in build(root, prune=True) if isinstance(one, lessonpress.Pruned)]
    write_spec(root)
    assert {"one-answer-key.docx", "one-handout.docx"} < (build(root) and files(root))


def test_prune_keeps_and_tells_what_a_person_changed(root: Path) -> None:
    key = root / "output" / "one" / "one-answer-key.docx"
    key.write_bytes(b"mine")
    write_spec(root, documents=["worksheet"])
    assert pruned(build(root, prune=True)) == {
        "removed": ["one-handout.docx", "one-lesson-plan.docx"],
        "kept": [key.name],
    }
    assert key.read_bytes() == b"mine"
    done = makelesson("build", "--prune", "--format", "docx", cwd=root)
    assert "the lesson no longer asks for it" in done.stderr


def test_prune_keeps_what_is_not_asked_for_just_now_and_what_failed(root: Path) -> None:
    before = files(root)
    build(root, "worksheet", prune=True)
    assert files(root) == before
    write_spec(root, documents=["worksheet"], grade="x")
    build(root, prune=True)
    assert files(root) == before
