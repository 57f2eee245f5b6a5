"""Units from the command line: their lessons and packets, printed, and printed again only if due."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import outloud
import pypdf
import pytest

from tests.conformance import broken_rules

ROOT = Path(__file__).parents[1]

UNIT = """\
title: Walls
grade: 9
lessons:
  - the-berlin-wall-falls
"""


def run(workspace: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), *words, "--workspace", str(workspace)],
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("units")
    made = subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), "new", "workspace", str(folder)],
        capture_output=True,
    )
    assert made.returncode == 0
    (folder / "lessons" / "units").mkdir(exist_ok=True)
    (folder / "lessons" / "units" / "walls.yaml").write_text(UNIT, "utf-8")
    assert run(folder, "build", "walls").returncode == 0
    return folder


def test_a_unit_prints_its_lessons_and_two_packets(workspace: Path) -> None:
    names = {path.name for path in (workspace / "output" / "walls").iterdir()}
    assert names == {
        f"walls-{kind}-packet.{format_}"
        for kind in ("student", "teacher")
        for format_ in ("pdf", "docx")
    }
    assert (workspace / "output" / "the-berlin-wall-falls").is_dir()


def test_packets_are_accessible_and_only_teachers_have_the_answers(workspace: Path) -> None:
    text = {}
    for kind in ("student", "teacher"):
        path = workspace / "output" / "walls" / f"walls-{kind}-packet.pdf"
        assert broken_rules(path) == []
        text[kind] = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(path).pages)
    assert "Answer Key" in text["teacher"]
    assert "Answer Key" not in text["student"]


def test_what_was_printed_is_not_printed_again(workspace: Path) -> None:
    assert "as printed before" in run(workspace, "build", "walls").stdout


def test_a_changed_lesson_makes_the_packets_due(workspace: Path) -> None:
    spec = workspace / "lessons" / "the-berlin-wall-falls.yaml"
    spec.write_text(spec.read_text("utf-8").replace("minutes:", "minutes:  ", 1), "utf-8")
    told = run(workspace, "build", "walls", "--explain").stdout
    assert "student-packet" in told


def test_the_schools_settings_make_the_packets_due(workspace: Path) -> None:
    run(workspace, "build", "walls")
    (workspace / "makelesson.yaml").write_text("workers: 1\n", "utf-8")
    told = run(workspace, "build", "walls", "--explain").stdout
    assert "makelesson.yaml" in told
    assert "handout" not in told


def test_the_schools_name_makes_all_due_that_it_stands_on(workspace: Path) -> None:
    run(workspace, "build", "walls")
    (workspace / "makelesson.yaml").write_text("school: Our School\n", "utf-8")
    told = run(workspace, "build", "walls", "--explain").stdout
    assert "handout.pdf: the school's name is new" in told
    assert "student-packet.pdf: makelesson.yaml" in told


def test_a_unit_with_a_lesson_that_is_not_there_fails_by_its_line(workspace: Path) -> None:
    bad = workspace / "lessons" / "units" / "bad.yaml"
    bad.write_text("title: Bad\nlessons:\n  - the-berlin-wal-falls\n", "utf-8")
    done = run(workspace, "build", "bad")
    bad.unlink()
    assert done.returncode == 1
    assert "bad.yaml:3:" in done.stderr
    assert "the-berlin-wall-falls" in done.stderr


def test_units_are_listed(workspace: Path) -> None:
    assert "walls" in run(workspace, "list").stdout


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A workspace whose unit prints two lessons by its defaults; the second has a wish of its own."""
    folder = tmp_path / "pair"
    run(folder, "list")
    made = subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), "new", "workspace", str(folder)],
        capture_output=True,
    )
    assert made.returncode == 0
    lessons = folder / "lessons"
    sample = (lessons / "the-berlin-wall-falls.yaml").read_text("utf-8")
    (lessons / "second.yaml").write_text(f"{sample}\nformats: [docx]\n", "utf-8")
    (lessons / "units").mkdir(exist_ok=True)
    write_unit(folder, "documents: worksheet, formats: [pdf], paper: A5")
    return folder


def write_unit(folder: Path, defaults: str, name: str = "walls") -> None:
    (folder / "lessons" / "units" / f"{name}.yaml").write_text(
        f"{UNIT}  - second\ndefaults: {{{defaults}}}\n", "utf-8"
    )


def printed(folder: Path, lesson: str) -> set[str]:
    return {path.name.removeprefix(f"{lesson}-") for path in (folder / "output" / lesson).iterdir()}


def paper(path: Path) -> tuple[int, int]:
    box = pypdf.PdfReader(path).pages[0].mediabox
    return round(box.width * 25.4 / 72), round(box.height * 25.4 / 72)


def test_a_units_defaults_hold_for_its_lessons_and_a_lesson_may_override_them(pair: Path) -> None:
    assert run(pair, "build").returncode == 0
    assert printed(pair, "the-berlin-wall-falls") == {"worksheet.pdf"}
    assert printed(pair, "second") == {"worksheet.docx"}
    assert printed(pair, "walls") == {"student-packet.pdf", "teacher-packet.pdf"}
    for name in ("the-berlin-wall-falls/the-berlin-wall-falls-worksheet.pdf",
                 "walls/walls-student-packet.pdf"):  # fmt: skip
        assert paper(pair / "output" / name) == (148, 210)


def test_a_lesson_by_its_own_name_is_printed_as_its_unit_says_and_a_person_overrides_all(
    pair: Path,
) -> None:
    assert run(pair, "build", "the-berlin-wall-falls").returncode == 0
    assert printed(pair, "the-berlin-wall-falls") == {"worksheet.pdf"}
    asked = ("--document", "handout", "--format", "docx")
    assert run(pair, "build", "the-berlin-wall-falls", *asked).returncode == 0
    assert printed(pair, "the-berlin-wall-falls") == {"worksheet.pdf", "handout.docx"}


def test_changed_defaults_make_due_what_they_hold_for(pair: Path) -> None:
    run(pair, "build")
    write_unit(pair, "documents: [worksheet, handout], formats: [pdf], paper: A5")
    told = run(pair, "build", "--explain").stdout
    assert "the-berlin-wall-falls-handout.pdf: it is new" in told
    assert "second-handout.docx: it is new" in told
    assert "worksheet.pdf:" not in told
    write_unit(pair, "documents: [worksheet, handout], formats: [pdf], layout: modern, paper: A5")
    told = run(pair, "build", "--explain").stdout
    assert "the-berlin-wall-falls-worksheet.pdf: another layout is asked for, modern" in told


def test_two_units_that_differ_about_a_lesson_are_told_of(pair: Path) -> None:
    write_unit(pair, "paper: A4", "zoo")
    done = run(pair, "check")
    assert "zoo.yaml:4: warning:" in done.stderr
    assert "walls.yaml" in done.stderr
    write_unit(pair, "documents: worksheet, formats: [pdf], paper: A5", "zoo")
    assert "zoo.yaml" not in run(pair, "check").stderr


def test_a_layout_that_is_not_there_is_told_where_it_is_asked_for(pair: Path) -> None:
    write_unit(pair, "layout: modren")
    done = run(pair, "build")
    assert done.returncode == 1
    assert "walls.yaml:6:20: error: There is no layout called `modren`." in done.stderr
    assert "Traceback" not in done.stderr
    assert "1 error." in done.stderr  # once, also for its lessons


def test_a_unit_is_packed_for_the_staff_and_without_answers_for_pupils(pair: Path) -> None:
    write_unit(pair, "formats: [pdf]")
    done = run(pair, "pack")
    assert done.returncode == 0, done.stderr
    assert "for pupils, without answers" in done.stdout
    with zipfile.ZipFile(pair / "output" / "walls-pupils.zip") as archive:
        assert sorted(archive.namelist()) == [
            "walls/1 the-berlin-wall-falls/the-berlin-wall-falls-handout.pdf",
            "walls/1 the-berlin-wall-falls/the-berlin-wall-falls-worksheet.pdf",
            "walls/2 second/second-handout.docx",
            "walls/2 second/second-worksheet.docx",
            "walls/walls-student-packet.pdf",
        ]
    with zipfile.ZipFile(pair / "output" / "walls-staff.zip") as archive:
        assert len(archive.namelist()) == 10
    before = (pair / "output" / "walls-staff.zip").read_bytes()
    again = run(pair, "pack", "walls", "--json")
    archives = [json.loads(line) for line in again.stdout.splitlines() if '"archive"' in line]
    assert [(one["reader"], one["files"]) for one in archives] == [("staff", 10), ("pupils", 5)]
    assert (pair / "output" / "walls-staff.zip").read_bytes() == before
    assert "zip" not in run(pair, "build", "--prune").stderr
    assert (pair / "output" / "walls-staff.zip").exists()


def test_what_a_person_selects_is_packed(pair: Path) -> None:
    done = run(pair, "pack", "second", "--document", "worksheet,answer-key", "--format", "pdf")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(pair / "output" / "second-pupils.zip") as archive:
        assert archive.namelist() == ["second/second-worksheet.pdf"]


def test_a_unit_of_which_something_failed_is_not_packed(pair: Path) -> None:
    run(pair, "pack")
    before = (pair / "output" / "walls-pupils.zip").read_bytes()
    (pair / "lessons" / "second.yaml").write_text("event: nowhere\n", "utf-8")
    done = run(pair, "pack")
    assert done.returncode == 1
    assert "walls is not packed" in done.stderr
    assert (pair / "output" / "walls-pupils.zip").read_bytes() == before


def test_without_units_packing_says_what_to_do(pair: Path) -> None:
    (pair / "lessons" / "units" / "walls.yaml").unlink()
    done = run(pair, "pack")
    assert done.returncode == 2
    assert "Name a lesson" in done.stderr


def test_sheets_are_printed_if_they_are_asked_for_and_known_like_all_files(pair: Path) -> None:
    write_unit(pair, "documents: worksheet, formats: [booklet, 2up]")
    assert run(pair, "build").returncode == 0
    assert printed(pair, "walls") == {
        f"{kind}-packet-{sheets}.pdf"
        for kind in ("student", "teacher")
        for sheets in ("booklet", "2up")
    }
    assert printed(pair, "the-berlin-wall-falls") == {"worksheet-booklet.pdf", "worksheet-2up.pdf"}
    for path in (pair / "output").rglob("*.pdf"):
        assert broken_rules(path) == [], path.name
        assert outloud.check(str(path)).verdict != "fail", path.name
    booklet = pair / "output" / "walls" / "walls-student-packet-booklet.pdf"
    assert paper(booklet) == (297, 210)
    assert len(pypdf.PdfReader(booklet).pages) % 2 == 0
    assert "as printed before" in run(pair, "build").stdout
    booklet.unlink()
    told = run(pair, "build", "--explain").stdout
    assert "walls-student-packet-booklet.pdf: it is missing" in told
    (pair / "lessons" / "units" / "walls.yaml").unlink()
    run(pair, "build", "--prune")
    assert not (pair / "output" / "walls").exists()


def test_in_a_packet_the_name_is_on_the_cover_alone(workspace: Path) -> None:
    student = workspace / "output" / "walls" / "walls-student-packet.pdf"
    run(workspace, "build", "walls")
    texts = [sheet.extract_text() for sheet in pypdf.PdfReader(student).pages]
    assert "Name" in texts[0]
    assert not [text for text in texts[1:] if "Name " in text and "Date" in text]


@pytest.mark.parametrize(
    "cards",
    [
        "- {activity: flash-cards}",
        "- {activity: word-wall}",
        "- {activity: sequence-strips, events: [{text: Walls go up.}, {text: Walls come down.}]}",
    ],
)
def test_a_code_does_not_stand_alone_behind_pages_of_cards(pair: Path, cards: str) -> None:
    vocabulary = "vocabulary: [{term: wall, definition: It parts a town.}]"
    quiz = "- {activity: vocabulary-quiz}"
    spec = f"event: the-berlin-wall-falls\n{vocabulary}\nactivities:\n{quiz}\n{cards}\n"
    (pair / "lessons" / "second.yaml").write_text(spec, "utf-8")
    write_unit(pair, "formats: [pdf]")
    asked = ("walls", "--document", "student-packet")
    assert run(pair, "build", *asked).returncode == 0
    packet = pypdf.PdfReader(pair / "output" / "walls" / "walls-student-packet.pdf")
    pages = [page.extract_text() for page in packet.pages]
    with_code = [page for page in pages if "Code " in page][-1]
    assert "Which word is it?" in with_code


def test_a_booklet_that_no_stapler_holds_is_told_of(pair: Path) -> None:
    lessons = pair / "lessons"
    sample = (lessons / "the-berlin-wall-falls.yaml").read_text("utf-8")
    names = [f"lesson-{number}" for number in range(20)]
    for name in names:
        (lessons / f"{name}.yaml").write_text(sample, "utf-8")
    (lessons / "units" / "thick.yaml").write_text(
        f"title: Thick\nlessons: [{', '.join(names)}]\n", "utf-8"
    )
    asked = ("--document", "student-packet", "--format", "booklet")
    done = run(pair, "build", "thick", *asked)
    assert done.returncode == 0
    assert "thick.yaml: warning: The booklet of the student-packet has" in done.stderr


@pytest.mark.parametrize("names", [("the-berlin-wall-falls.yaml",), ("two.yaml", "two.yml")])
def test_of_two_that_would_print_to_one_folder_one_is_refused(
    pair: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        (pair / "lessons" / "units" / name).write_text(UNIT, "utf-8")
    for command in (("build", "--workers", "2"), ("build",), ("check",)):
        done = run(pair, *command)
        assert done.returncode == 1
        assert f"{names[-1]}: error: This would print to the same files" in done.stderr
        assert "KeyError" not in done.stderr
    assert "1 unit" in done.stderr


def test_a_slip_in_a_unit_does_not_print_its_lessons_in_another_way(pair: Path) -> None:
    run(pair, "build")
    unit = pair / "lessons" / "units" / "walls.yaml"
    good = unit.read_text("utf-8")
    for slip in (f"{good}grad: 9\n", "title: ["):
        unit.write_text(slip, "utf-8")
        done = run(pair, "build", "--explain")
        assert done.returncode == 1
        assert "walls.yaml" in done.stderr
        assert "another" not in done.stdout
        assert printed(pair, "the-berlin-wall-falls") == {"worksheet.pdf"}
    unit.write_text(good, "utf-8")
    assert run(pair, "build").returncode == 0


def test_a_packed_archive_has_nothing_from_before_that_is_not_asked_for(pair: Path) -> None:
    write_unit(pair, "paper: A4")
    run(pair, "build")
    done = run(pair, "pack", "walls", "--format", "pdf", "--paper", "Letter")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(pair / "output" / "walls-staff.zip") as archive:
        assert {name.rpartition(".")[2] for name in archive.namelist()} == {"pdf"}


@pytest.mark.parametrize("text", ["title: [", UNIT + "  - nope\n"])
def test_a_broken_unit_is_told_of_also_where_its_packets_are_not_asked_for(
    pair: Path, text: str
) -> None:
    (pair / "lessons" / "units" / "walls.yaml").write_text(text, "utf-8")
    for command in ("build", "pack"):
        done = run(pair, command, "walls", "--document", "handout")
        assert done.returncode == 1
        assert "walls.yaml:" in done.stderr
    assert not list((pair / "output").glob("*.zip"))


def test_an_archive_that_cannot_be_written_keeps_no_other_from_it(pair: Path) -> None:
    (pair / "lessons" / "units" / "again.yaml").write_text(UNIT, "utf-8")
    (pair / "output" / "again-pupils.zip").mkdir(parents=True)
    done = run(pair, "pack", "--format", "docx")
    assert done.returncode == 1
    assert "again is not packed" in done.stderr
    names = {path.name for path in (pair / "output").glob("*.zip") if path.is_file()}
    assert names == {"walls-staff.zip", "walls-pupils.zip"}


def test_what_is_not_there_or_not_asked_for_is_told_before_anything_is_packed(pair: Path) -> None:
    for words in (("walls", "nowhere"), ("second", "--document", "student-packet")):
        done = run(pair, "pack", *words)
        assert done.returncode == 2
        assert "fault" not in done.stderr
    assert not (pair / "output").exists()


@pytest.mark.parametrize("path", ["lessons/units/walls.yaml", "output/walls"])
def test_a_path_to_a_unit_will_do(pair: Path, path: str) -> None:
    assert run(pair, "build").returncode == 0
    done = run(pair, "build", str(pair / path))
    assert done.returncode == 0, done.stderr
    assert "2 lessons and 1 unit are as printed before" in done.stdout
