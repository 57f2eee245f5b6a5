"""What a person put into the output stays as it is, whatever is printed, and is told of.

Only `--force` replaces it, and says so. A build that has something else to print writes it beside it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

import lessonpress
from lessonpress.console import Watching
from lessonpress.press.delivery import by_hand, output
from lessonpress.press.freshness.state import FILE
from lessonpress.starter import make_workspace
from tests.end_to_end.printing import makelesson

SAMPLE = "the-berlin-wall-falls"
SHEET = f"{SAMPLE}-worksheet.docx"
NEW = f"{SAMPLE}-worksheet.new.docx"
SHEETS = ("--document", "worksheet", "--format", "docx")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose worksheet is printed as PDF and DOCX, to be copied."""
    school = make_workspace(tmp_path_factory.mktemp("hand") / "school").root
    assert makelesson("build", "--document", "worksheet", cwd=school).returncode == 0
    return school


@pytest.fixture
def school(printed: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "school"
    shutil.copytree(printed, copy, copy_function=shutil.copy2)
    return copy


def folder(school: Path) -> Path:
    return school / "output" / SAMPLE


def names(school: Path) -> set[str]:
    return {path.name.removeprefix(f"{SAMPLE}-") for path in folder(school).iterdir()}


def edit(path: Path, text: str = "Mine") -> bytes:
    """Edits a document as a person does in Word; returns what is then in the file."""
    document = docx.Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))
    return path.read_bytes()


def change_lesson(school: Path, title: str = "Another Title") -> None:
    path = school / "lessons" / f"{SAMPLE}.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if "title: " not in line]
    path.write_text("\n".join([*lines, f"title: {title}", ""]), "utf-8")


def text_of(path: Path) -> str:
    return "\n".join(one.text for one in docx.Document(str(path)).element.body.iter() if one.text)


def run(school: Path, command: str, *options: str) -> subprocess.CompletedProcess[str]:
    done = makelesson(command, *options, cwd=school)
    assert done.returncode == 0, done.stderr
    return done


def told(school: Path, type_: str, *options: str) -> list[dict[str, Any]]:
    lines = map(json.loads, run(school, "build", "--json", *SHEETS, *options).stdout.splitlines())
    return [line for line in lines if line["type"] == type_]


# --- a file that somebody changed ----------------------------------------------------------------


def test_with_nothing_else_changed_it_is_left_alone_and_counted(school: Path) -> None:
    mine = edit(folder(school) / SHEET)
    before = names(school)
    for _ in range(3):
        done = run(school, "build", "--document", "worksheet")
        path = f"output/{SAMPLE}/{SHEET}"
        assert done.stderr == (
            f"{path}: kept, since it was changed by hand.\n"
            f"    Take its edits into the lesson with: makelesson take-back {path}\n"
        )
        assert "1 file was changed by hand and kept" in done.stdout
    assert (folder(school) / SHEET).read_bytes() == mine
    assert names(school) == before


def test_a_changed_lesson_is_printed_beside_it(school: Path) -> None:
    mine = edit(folder(school) / SHEET)
    change_lesson(school)
    done = run(school, "build", *SHEETS, "--explain")
    assert (
        f"{SHEET}: kept, since it was changed by hand; the new one (the lesson changed) is {NEW}."
        in done.stderr
    )
    assert f"{NEW}: the lesson changed" in done.stdout
    assert (folder(school) / SHEET).read_bytes() == mine
    assert "Another Title" in text_of(folder(school) / NEW)
    # Once more: nothing is due, and it is still told where the new one is.
    assert told(school, "file") == []
    [kept] = told(school, "kept")
    assert (kept["lesson"], kept["document"], kept["format"]) == (SAMPLE, "worksheet", "docx")
    assert Path(kept["path"]).name == SHEET
    assert Path(kept["beside"]).name == NEW
    assert kept["reason"] == "the lesson changed"
    [summary] = told(school, "done")
    assert (summary["kept"], summary["replaced"]) == (1, 0)


def test_a_pdf_is_kept_as_well_and_its_neighbours_are_printed(school: Path) -> None:
    path = folder(school) / f"{SAMPLE}-worksheet.pdf"
    mine = path.read_bytes() + b"% a note\n"
    path.write_bytes(mine)
    change_lesson(school)
    run(school, "build", "--document", "worksheet")
    assert path.read_bytes() == mine
    assert names(school) == {"worksheet.pdf", "worksheet.new.pdf", "worksheet.docx"}
    assert "Another Title" in text_of(folder(school) / SHEET)


def test_what_would_be_printed_just_the_same_is_not_printed_beside_it(school: Path) -> None:
    mine = edit(folder(school) / SHEET)
    path = school / "lessons" / f"{SAMPLE}.yaml"
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    for _ in range(2):
        done = run(school, "build", *SHEETS)
        assert f"{SHEET}: kept, since it was changed by hand.\n" in done.stderr
    assert (folder(school) / SHEET).read_bytes() == mine
    assert names(school) == {"worksheet.pdf", "worksheet.docx"}


def test_a_newer_one_replaces_only_what_we_wrote_beside_it(school: Path) -> None:
    mine = edit(folder(school) / SHEET)
    for title in ("Second Title", "Third Title"):
        change_lesson(school, title)
        run(school, "build", *SHEETS)
    assert names(school) == {"worksheet.pdf", "worksheet.docx", "worksheet.new.docx"}
    assert "Third Title" in text_of(folder(school) / NEW)
    also_mine = edit(folder(school) / NEW)
    change_lesson(school, "Fourth Title")
    run(school, "build", *SHEETS)
    assert (folder(school) / SHEET).read_bytes() == mine
    assert (folder(school) / NEW).read_bytes() == also_mine
    assert "Fourth Title" in text_of(folder(school) / f"{SAMPLE}-worksheet.new-2.docx")


def test_a_change_that_is_taken_back_takes_the_new_one_back(school: Path) -> None:
    mine = edit(folder(school) / SHEET)
    spec = school / "lessons" / f"{SAMPLE}.yaml"
    before = spec.read_bytes()
    change_lesson(school)
    run(school, "build", *SHEETS)
    assert (folder(school) / NEW).exists()
    spec.write_bytes(before)
    assert "kept, since it was changed by hand.\n" in run(school, "build", *SHEETS).stderr
    assert (folder(school) / SHEET).read_bytes() == mine
    assert not (folder(school) / NEW).exists()


def test_a_new_one_that_was_thrown_away_does_not_come_back(school: Path) -> None:
    edit(folder(school) / SHEET)
    change_lesson(school)
    run(school, "build", *SHEETS)
    (folder(school) / NEW).unlink()
    assert told(school, "file") == []
    assert names(school) == {"worksheet.pdf", "worksheet.docx"}


def test_whoever_takes_the_new_one_over_has_nothing_of_his_own_any_more(school: Path) -> None:
    edit(folder(school) / SHEET)
    change_lesson(school)
    run(school, "build", *SHEETS)
    (folder(school) / NEW).replace(folder(school) / SHEET)
    assert told(school, "kept") == []
    change_lesson(school, "Third Title")
    assert [Path(one["path"]).name for one in told(school, "file")] == [SHEET]


def test_whoever_removes_his_own_gets_it_printed_and_the_new_one_beside_goes(school: Path) -> None:
    edit(folder(school) / SHEET)
    change_lesson(school)
    run(school, "build", *SHEETS)
    (folder(school) / SHEET).unlink()
    assert [one["reason"] for one in told(school, "file")] == ["it is missing"]
    assert names(school) == {"worksheet.pdf", "worksheet.docx"}


def test_force_replaces_it_and_says_so(school: Path) -> None:
    edit(folder(school) / SHEET)
    change_lesson(school)
    run(school, "build", *SHEETS)
    done = run(school, "build", *SHEETS, "--force")
    assert f"{SHEET}: replaced, as --force asks, though it was changed by hand." in done.stderr
    assert "1 file was changed by hand and replaced." in done.stdout
    assert names(school) == {"worksheet.pdf", "worksheet.docx"}
    assert "Mine" not in text_of(folder(school) / SHEET)
    edit(folder(school) / SHEET)
    [replaced] = told(school, "replaced", "--force")
    assert Path(replaced["path"]).name == SHEET
    assert told(school, "replaced", "--force") == told(school, "kept") == []


def test_a_lesson_that_fails_changes_nothing(school: Path) -> None:
    mine = edit(folder(school) / SHEET)
    path = school / "lessons" / f"{SAMPLE}.yaml"
    path.write_text(path.read_text("utf-8") + "nonsense: 1\n", "utf-8")
    assert makelesson("build", *SHEETS, cwd=school).returncode == 1
    assert (folder(school) / SHEET).read_bytes() == mine
    assert names(school) == {"worksheet.pdf", "worksheet.docx"}


# --- a file that we know nothing of --------------------------------------------------------------


def test_a_file_that_was_never_printed_is_kept(school: Path) -> None:
    path = folder(school) / f"{SAMPLE}-handout.docx"
    path.write_bytes(b"a handout of my own")
    done = run(school, "build", "--document", "handout", "--format", "docx")
    assert (
        "kept, since it isn't known to be makelesson's; the new one (it is new) is" in done.stderr
    )
    assert path.read_bytes() == b"a handout of my own"
    assert "handout.new.docx" in names(school)
    assert "kept" in run(school, "build", "--document", "handout", "--format", "docx").stderr


@pytest.mark.parametrize("damage", [None, b"not a database" * 400])
def test_after_the_state_is_lost_what_is_as_it_would_be_printed_is_ours(
    school: Path, damage: bytes | None
) -> None:
    mine = edit(folder(school) / SHEET)
    for path in (school / "output").glob(f"{FILE}*"):
        path.unlink()
    if damage:
        (school / "output" / FILE).write_bytes(damage)
    done = run(school, "build", "--document", "worksheet")
    assert done.stderr.count("kept, since") == 1
    assert (folder(school) / SHEET).read_bytes() == mine
    assert names(school) == {"worksheet.pdf", "worksheet.docx", "worksheet.new.docx"}


def test_an_update_knows_what_was_printed_before_it(school: Path) -> None:
    """Another version's state is no use for what is due, but it still tells whose the files are."""
    mine = edit(folder(school) / SHEET)
    base = sqlite3.connect(school / "output" / FILE)
    base.executescript("DROP TABLE written; PRAGMA user_version = 7;")
    base.close()
    change_lesson(school)
    done = run(school, "build", "--document", "worksheet")
    assert done.stderr.count("kept, since it was changed by hand") == 1
    assert (folder(school) / SHEET).read_bytes() == mine
    assert names(school) == {"worksheet.pdf", "worksheet.docx", "worksheet.new.docx"}


# --- while it is printed -------------------------------------------------------------------------


def test_what_is_saved_between_looking_and_replacing_is_kept(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder(school) / SHEET
    change_lesson(school)
    bring = output._bring_to_disk
    saved: list[bytes] = []

    def save_meanwhile(part: Path) -> None:
        bring(part)
        if not saved:
            saved.append(edit(path))

    monkeypatch.setattr(output, "_bring_to_disk", save_meanwhile)
    wishes = lessonpress.Wishes(documents=("worksheet",))
    [report] = lessonpress.build(lessonpress.open_workspace(school), wishes=wishes)
    assert isinstance(report, lessonpress.LessonReport)
    assert path.read_bytes() == saved[0]
    [kept] = report.kept
    assert (kept.path, kept.beside, kept.known) == (path, path.with_name(NEW), True)
    assert {made.path.name for made in report.made} == {f"{SAMPLE}-worksheet.pdf", NEW}


def test_whoever_saves_again_and_again_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "a.docx", tmp_path / "b.docx"
    one.write_bytes(b"printed")
    two.write_bytes(b"printed")
    ours = dict.fromkeys(("a.docx", "b.docx"), by_hand.digest(b"printed"))
    monkeypatch.setattr(by_hand, "_place", lambda path, *_, force: _claims_to_know(path, _, ours))
    two.write_bytes(b"mine")
    with pytest.raises(lessonpress.ProblemError, match="keep changing"):
        by_hand.write_around({one: b"new", two: b"new"}, ours, {})
    assert (one.read_bytes(), two.read_bytes()) == (b"printed", b"mine")
    assert {path.name for path in tmp_path.iterdir()} == {"a.docx", "b.docx"}


def _claims_to_know(path: Path, rest: tuple[Any, ...], ours: dict[str, str]) -> by_hand.Placed:
    rest[-1][path] = ours[path.name]
    return by_hand.Placed(path)


# --- everything else that writes into the output -------------------------------------------------


def test_pack_takes_what_lies_in_the_folder_and_says_so(school: Path) -> None:
    mine = edit(folder(school) / SHEET)
    change_lesson(school)
    done = run(school, "pack", SAMPLE, "--format", "docx")
    assert (folder(school) / SHEET).read_bytes() == mine
    assert f"{SHEET} as it was changed by hand" in done.stdout
    for reader in ("pupils", "staff"):
        with ZipFile(school / "output" / f"{SAMPLE}-{reader}.zip") as archive:
            assert archive.read(f"{SAMPLE}/{SHEET}") == mine
            assert not [name for name in archive.namelist() if ".new" in name]
            assert any("answer-key" in name for name in archive.namelist()) == (reader == "staff")


def test_an_archive_that_somebody_changed_is_kept(school: Path) -> None:
    path = school / "output" / f"{SAMPLE}-pupils.zip"
    run(school, "pack", SAMPLE, *SHEETS)
    assert run(school, "pack", SAMPLE, *SHEETS).stderr == ""
    with ZipFile(path, "a") as archive:
        archive.writestr("a letter.txt", "Dear parents")
    mine = path.read_bytes()
    new = path.with_name(f"{SAMPLE}-pupils.new.zip")
    done = run(school, "pack", SAMPLE, *SHEETS)
    assert f"{path.name}: kept, since it isn't as it was packed.\n" in done.stderr
    assert (path.read_bytes(), new.exists()) == (mine, False)
    change_lesson(school)
    done = run(school, "pack", SAMPLE, *SHEETS)
    assert (
        f"{path.name}: kept, since it isn't as it was packed; the new one is {new.name}."
        in done.stderr
    )
    assert path.read_bytes() == mine
    with ZipFile(new) as archive:
        assert archive.read(f"{SAMPLE}/{SHEET}") == (folder(school) / SHEET).read_bytes()


def test_a_class_set_that_somebody_changed_is_kept(school: Path) -> None:
    (school / "9a.csv").write_text("name\nAda\nBen\n", "utf-8")
    command = ("class-set", SAMPLE, "--roster", "9a.csv")
    path = folder(school) / f"{SAMPLE}-worksheet-class-set.pdf"
    assert run(school, *command).stderr == ""
    change_lesson(school)  # ours is replaced without a word
    assert run(school, *command).stderr == ""
    assert "worksheet-class-set.new.pdf" not in names(school)
    mine = path.read_bytes() + b"% a note\n"
    path.write_bytes(mine)
    done = run(school, *command)
    assert f"{path.name}: kept, since it was changed by hand.\n" in done.stderr
    assert (done.stdout, "worksheet-class-set.new.pdf" in names(school)) == ("", False)
    (school / "9a.csv").write_text("name\nAda\nBen\nCy\n", "utf-8")
    done = run(school, *command)
    assert f"{path.name}: kept, since it was changed by hand; the new one is" in done.stderr
    assert done.stdout.startswith(f"output/{SAMPLE}/{SAMPLE}-worksheet-class-set.new.pdf: 3 copies")
    assert path.read_bytes() == mine
    assert path.with_name(f"{SAMPLE}-worksheet-class-set.new.pdf").exists()
    assert "replaced, as --force asks" in run(school, *command, "--force").stderr
    assert path.read_bytes() != mine
    assert "worksheet-class-set.new.pdf" not in names(school)


def test_packets_of_units_are_kept(school: Path) -> None:
    (school / "lessons" / "units").mkdir()
    unit = school / "lessons" / "units" / "walls.yaml"
    unit.write_text(f"title: Walls\nlessons: [{SAMPLE}]\n", "utf-8")
    options = ("--document", "student-packet", "--format", "docx")
    run(school, "build", "walls", *options)
    path = school / "output" / "walls" / "walls-student-packet.docx"
    mine = edit(path)
    unit.write_text(f"title: Other Walls\nlessons: [{SAMPLE}]\n", "utf-8")
    assert f"{path.name}: kept" in run(school, "build", "walls", *options).stderr
    assert path.read_bytes() == mine
    assert "Other Walls" in text_of(path.with_name("walls-student-packet.new.docx"))


def test_prune_keeps_it_and_removes_what_we_wrote_beside_it(school: Path) -> None:
    mine = edit(folder(school) / SHEET)
    change_lesson(school)
    run(school, "build", *SHEETS)
    spec = school / "lessons" / f"{SAMPLE}.yaml"
    spec.rename(spec.with_name("other.yaml"))
    run(school, "build", *SHEETS, "--prune")
    assert names(school) == {"worksheet.docx"}
    assert (folder(school) / SHEET).read_bytes() == mine


def test_a_report_names_it(school: Path) -> None:
    edit(folder(school) / SHEET)
    change_lesson(school)
    run(school, "build", *SHEETS, "--report")
    report = json.loads((school / "output" / "report.json").read_bytes())
    assert report["kept"] == 1
    [lesson] = report["results"]
    [kept] = lesson["kept"]
    assert kept["path"] == f"{SAMPLE}/{SHEET}"
    assert kept["beside"] == f"{SAMPLE}/{NEW}"
    assert [file["path"] for file in lesson["files"]] == [f"{SAMPLE}/{NEW}"]
    page = (school / "output" / "report.html").read_text("utf-8")
    assert "kept, since it was changed by hand; the new one:" in page


def test_a_file_that_has_the_name_of_a_report_is_kept(school: Path) -> None:
    path = school / "output" / "report.json"
    path.write_text('{"pupils": 24}', "utf-8")
    for _ in range(2):
        assert "report.new.json" in run(school, "build", *SHEETS, "--report").stdout
    assert path.read_text("utf-8") == '{"pupils": 24}'
    assert json.loads(path.with_name("report.new.json").read_bytes())["lessons"] == 1
    path.unlink()
    for _ in range(2):
        assert "report.new.json" not in run(school, "build", *SHEETS, "--report").stdout


def test_watch_tells_of_it_once(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("output") / SAMPLE / SHEET
    watching = Watching()
    for digest in ("a", "a", "b"):
        watching.kept(SAMPLE, lessonpress.Kept(lessonpress.File("worksheet", "docx"), path, digest))
    assert capsys.readouterr().err.count("kept, since it was changed by hand") == 2


def test_a_second_look_is_quick(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it was seen and kept is known: no file is opened to find that nothing is due."""
    edit(folder(school) / SHEET)
    workspace = lessonpress.open_workspace(school)
    wishes = lessonpress.Wishes(documents=("worksheet",))
    list(lessonpress.build(workspace, wishes=wishes))
    monkeypatch.setattr("lessonpress.press.freshness.due.Due.narrow", None)
    [report] = lessonpress.build(workspace, wishes=wishes)
    assert isinstance(report, lessonpress.LessonReport)
    assert (report.made, report.unchanged, len(report.kept)) == ((), 2, 1)
