"""Banks serve many lessons: each prints what it draws, and a changed bank makes due those that draw from it."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pypdf
import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.workers.shipment import make_kit, with_parcel
from lessonpress.press.workers.worker import perform_carried
from lessonpress.workspace import Workspace
from tests.end_to_end.printing import makelesson, write_workspace

EVENT = "# The War\n\nIt ended in May.\n\n- A fact.\n\n## What?\n\nIt lasted six years.\n"
BANK = """\
title: Of the war
questions:
- {kind: short-answer, topics: dates, ask: When did it end?, answer: In May., evidence: It ended in May}
- {kind: short-answer, topics: length, ask: How long was it?, answer: Six years., evidence: six years}
"""
LESSONS = {
    "all": "event: war\nactivities: [{activity: short-answer, from: war-bank}]\n",
    "one": "event: war\nactivities: [{activity: short-answer, from: {bank: war-bank, topic: dates}}]\n",
    "own": "event: war\nactivities: [{activity: short-answer, questions: [{ask: Why?, answer: So.}]}]\n",
}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    specs = {f"lessons/{name}.yaml": text for name, text in LESSONS.items()}
    files = {"lessons/events/war.md": EVENT, "lessons/questions/war-bank.yaml": BANK, **specs}
    return write_workspace(tmp_path / "school", files)


def build(school: Path) -> dict[str, str]:
    """The lessons of which something was made, and why."""
    done = makelesson("build", "--json", "--document", "worksheet", cwd=school)
    assert done.returncode == 0, done.stdout + done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {one["lesson"]: one["reason"] for one in told if one["type"] == "file"}


def words(school: Path, lesson: str, document: str = "worksheet") -> str:
    path = school / "output" / lesson / f"{lesson}-{document}.pdf"
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_only_the_lessons_that_draw_from_a_changed_bank_are_due(school: Path) -> None:
    assert set(build(school)) == {"all", "one", "own"}
    assert build(school) == {}
    assert "When did it end?" in words(school, "one")
    assert "How long was it?" not in words(school, "one")
    bank = school / "lessons/questions/war-bank.yaml"
    bank.write_text(BANK.replace("When did it end", "When was it over"), "utf-8")
    reason = "lessons/questions/war-bank.yaml changed"
    assert build(school) == {"all": reason, "one": reason}
    assert "When was it over?" in words(school, "all")
    assert build(school) == {}


def test_a_bank_that_is_renamed_or_doubled_is_found(school: Path) -> None:
    build(school)
    bank = school / "lessons/questions/war-bank.yaml"
    bank.rename(bank.with_suffix(".yml"))
    assert set(build(school)) == {"all", "one"}
    bank.write_text(BANK, "utf-8")
    done = makelesson("check", cwd=school)
    assert done.returncode == 1
    assert "Two banks go by the same name: war-bank.yaml and war-bank.yml." in done.stderr


def test_what_no_lesson_draws_is_checked_with_the_whole_workspace(school: Path) -> None:
    unused = school / "lessons/questions/unused.yaml"
    unused.write_text("questions:\n- {kind: discussion, aks: Why?}\n", "utf-8")
    assert "unused.yaml:2:22: error" in makelesson("check", cwd=school).stderr
    assert makelesson("check", "own", cwd=school).returncode == 0
    assert set(build(school)) == {"all", "one", "own"}


def test_a_mistake_that_two_lessons_draw_is_told_once(school: Path) -> None:
    bank = school / "lessons/questions/war-bank.yaml"
    bank.write_text(BANK.replace("answer: In May.", "answr: In May."), "utf-8")
    told = makelesson("check", cwd=school).stderr
    assert told.count("`answr`") == 1, told


def test_the_key_answers_what_was_drawn_and_picked(school: Path) -> None:
    spec = school / "lessons/all.yaml"
    asked = {"When did it end?": "In May.", "How long was it?": "Six years."}
    printed = set()
    for number in range(1, 9):
        picked = "{activity: short-answer, from: war-bank, pick: 1}"
        spec.write_text(f"event: war\nshuffle: {number}\nactivities: [{picked}]\n", "utf-8")
        assert makelesson("build", "all", cwd=school).returncode == 0
        [ask] = [one for one in asked if one in words(school, "all")]
        key = words(school, "all", "answer-key")
        assert asked.pop(ask) in key
        [(other, answer)] = asked.items()
        assert other not in key
        assert answer not in key
        asked = {ask: {"When": "In May.", "How ": "Six years."}[ask[:4]], other: answer}
        printed.add(ask)
        if printed == set(asked):
            return
    pytest.fail("Eight numbers picked the same question.")


def test_list_names_banks(school: Path) -> None:
    (school / "lessons/questions/broken.yaml").write_text("questions: 7\n", "utf-8")
    found = json.loads(makelesson("list", "--json", cwd=school).stdout)["banks"]
    known = {one["name"]: (one["title"], one["questions"]) for one in found}
    assert known == {"broken": ("", ""), "war-bank": ("Of the war", "2")}
    shown = makelesson("list", cwd=school).stdout
    assert "Of the war" in shown
    assert "can't be read; see: makelesson check\n" in shown


def test_a_bank_travels_with_the_job(school: Path) -> None:
    workspace = Workspace.at(school)
    [job] = plan(workspace, ["all"], Request(Wishes(documents=("worksheet",))))
    kit = make_kit(workspace)
    carried = pickle.dumps((with_parcel(job, kit), kit))
    school.rename(school.with_name("hidden"))
    outcome = perform_carried(*pickle.loads(carried))
    assert (outcome.problems, outcome.wants) == ((), None)
    assert len(outcome.files) == 2


def test_a_bank_outside_is_not_read(school: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(BANK, "utf-8")
    bank = school / "lessons/questions/war-bank.yaml"
    bank.unlink()
    bank.symlink_to(outside)
    told = makelesson("check", "all", cwd=school)
    assert told.returncode == 1
    assert "leads out of the workspace" in told.stderr
    for name in ("../outside", "/etc/passwd", "..", "."):
        draw = f"{{activity: short-answer, from: {{bank: '{name}'}}}}"
        (school / "lessons/all.yaml").write_text(f"event: war\nactivities: [{draw}]\n", "utf-8")
        assert "There is no bank" in makelesson("check", "all", cwd=school).stderr
