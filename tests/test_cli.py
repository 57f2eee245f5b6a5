"""The command, run as people and machines run it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.installed import install
from tests.end_to_end.printing import ROOT, makelesson

SAMPLE = "the-berlin-wall-falls"
ALL_FILES = {
    f"{SAMPLE}-{document}.{format_}"
    for document in ("handout", "worksheet", "answer-key", "lesson-plan")
    for format_ in ("pdf", "docx")
}
#: One small file is enough where it isn't the printing that counts.
ONE = ("--document", "handout", "--format", "docx")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "school"
    done = makelesson("new", "workspace", folder, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def school(template: Path, tmp_path: Path) -> Path:
    """A workspace as `new workspace` makes it."""
    return Path(shutil.copytree(template, tmp_path / "my school, příklad"))


def spec(school: Path) -> Path:
    return school / "lessons" / f"{SAMPLE}.yaml"


def event(school: Path) -> Path:
    return school / "lessons" / "events" / f"{SAMPLE}.txt"


def printed(school: Path) -> set[str]:
    return {
        path.name
        for path in (school / "output").rglob("*")
        if path.is_file() and path.name[0] != "."
    }


def told(done: Any) -> list[dict[str, Any]]:
    """What `--json` said, line by line."""
    return [json.loads(line) for line in done.stdout.splitlines()]


# --- at once -------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"]])
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    script = f"""
import sys
from lessonpress.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    assert end.code == 0
heavy = {{"reportlab", "lxml", "pydantic", "jinja2", "rich", "yaml", "docx", "uharfbuzz"}}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


# --- printing ------------------------------------------------------------------------------------


def test_a_new_workspace_builds_and_checks_without_a_word_of_warning(school: Path) -> None:
    built = makelesson("build", cwd=school)
    assert (built.returncode, built.stderr) == (0, "")
    assert printed(school) == ALL_FILES
    for name in ALL_FILES:
        assert name.removeprefix(f"{SAMPLE}-") in built.stdout
    assert "1 lesson printed: 8 files" in built.stdout
    checked = makelesson("check", "--strict", cwd=school)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_from_below_the_workspace_or_beside_it(school: Path) -> None:
    assert makelesson("build", *ONE, cwd=school / "lessons" / "events").returncode == 0
    assert printed(school) == {f"{SAMPLE}-handout.docx"}
    done = makelesson("build", *ONE, "--workspace", school.name, cwd=school.parent)
    assert done.returncode == 0
    assert f"{school.name}/output/{SAMPLE}/\n" in done.stdout
    assert makelesson("build", *ONE, "--force", spec(school), cwd=Path("/")).returncode == 0


def test_options_narrow_and_change_what_is_printed(school: Path) -> None:
    done = makelesson(
        "build", SAMPLE, "--format=pdf", "--document", "handout,answer-key", "--layout", "modern",
        "--paper", "letter", "--output", "elsewhere", cwd=school,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (school / "output").exists()
    files = {path.name: path for path in (school / "elsewhere").rglob("[!.]*.*")}
    assert set(files) == {f"{SAMPLE}-handout.pdf", f"{SAMPLE}-answer-key.pdf"}
    from pypdf import PdfReader

    assert PdfReader(files[f"{SAMPLE}-handout.pdf"]).pages[0].mediabox[2:] == [612, 792]


def test_the_same_inputs_give_the_same_bytes(school: Path) -> None:
    makelesson("build", "--output", "one", cwd=school)
    makelesson("build", "--output", "two", cwd=school, PYTHONHASHSEED="7")
    for first in (school / "one").rglob("[!.]*.*"):
        second = school / "two" / first.relative_to(school / "one")
        assert first.read_bytes() == second.read_bytes(), first.name


def test_names_with_spaces_and_any_letters(school: Path) -> None:
    spec(school).rename(school / "lessons" / "1989: the wall – „příklad“.yaml")
    done = makelesson("build", "1989: the wall – „příklad“", *ONE, cwd=school)
    assert done.returncode == 0, done.stderr
    assert printed(school) == {"1989: the wall – „příklad“-handout.docx"}


def test_windows_line_ends_change_nothing(school: Path) -> None:
    makelesson("build", "--output", "one", cwd=school)
    for path in (spec(school), event(school)):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    done = makelesson("build", "--output", "two", cwd=school)
    assert (done.returncode, done.stderr) == (0, "")
    for first in (school / "one").rglob("[!.]*.*"):
        second = school / "two" / first.relative_to(school / "one")
        assert first.read_bytes() == second.read_bytes(), first.name


def test_a_lesson_that_fits_nowhere_says_by_how_much(school: Path) -> None:
    longer = event(school).read_text("utf-8")
    paragraph = longer.split("\n\n")[4]
    event(school).write_text(longer + f"\n\n{paragraph}" * 20, "utf-8")
    lesson = spec(school).read_text("utf-8")
    spec(school).write_text(lesson.replace("fit: auto", "fit: {handout: 1}"), "utf-8")
    done = makelesson("build", *ONE, cwd=school)
    assert done.returncode == 0
    assert "warning: The handout does not fit 1 page" in done.stderr
    assert printed(school) == {f"{SAMPLE}-handout.docx"}


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_bad_lesson_fails_alone_and_is_listed_at_the_end(school: Path) -> None:
    (school / "lessons" / "bad.yaml").write_text("event: [\n", "utf-8")
    done = makelesson("build", *ONE, cwd=school)
    assert done.returncode == 1
    assert printed(school) == {f"{SAMPLE}-handout.docx"}
    assert "lessons/bad.yaml:" in done.stderr.splitlines()[0]
    assert done.stderr.endswith("1 lesson could not be printed:\n    bad\n")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("event: nowhere\n", ":1:8: error: ", "nowhere"),
        ("event: the-berlin-wall-fall\n", ":1:8: error: ", SAMPLE),
        (f"event: {SAMPLE}\nobjektives: [a]\n", ":2:1: error: ", "objectives"),
        (f"event: {SAMPLE}\ngrade: [\n", ":2:8: error: ", "not closed"),
        (f"event: {SAMPLE}\nlayout: clasic\n", ":2:9: error: ", "classic"),
        (f"event: {SAMPLE}\npaper: A9\n", ":2:8: error: ", "A5"),
        (
            f"event: {SAMPLE}\nessential_question: \N{CUNEIFORM SIGN A}\n",
            ":2:21: error: ",
            "U+12000, CUNEIFORM SIGN A",
        ),
    ],
)
def test_errors_name_the_place_and_how_to_mend_it(
    school: Path, text: str, place: str, words: str
) -> None:
    spec(school).write_text(text, "utf-8")
    done = makelesson("build", cwd=school)
    assert done.returncode == 1
    assert f"lessons/{SAMPLE}.yaml{place}" in done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert printed(school) == set()


def test_a_broken_event_is_told_once_however_many_lessons_use_it(school: Path) -> None:
    for number in range(3):
        (school / "lessons" / f"copy-{number}.yaml").write_bytes(spec(school).read_bytes())
    event(school).write_bytes(b"\xff\xfe broken")
    done = makelesson("check", cwd=school)
    assert done.returncode == 1
    assert done.stderr.count(f"{SAMPLE}.txt:") == 1
    assert "4 lessons failed" in done.stderr


def test_a_file_that_cannot_be_read_is_a_problem(school: Path) -> None:
    event(school).unlink()
    event(school).symlink_to("itself-nowhere.txt")
    (school / "lessons" / "link.yaml").symlink_to("nowhere.yaml")
    done = makelesson("build", cwd=school)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_file_in_place_of_the_output_folder_is_a_problem(school: Path) -> None:
    (school / "output").write_text("I am a file")
    done = makelesson("build", cwd=school)
    assert done.returncode == 1
    assert "A file stands where a folder is needed" in done.stderr
    assert done.stderr.count("could not be made") == 1


def test_of_a_lesson_all_files_are_replaced_or_none(school: Path) -> None:
    assert makelesson("build", "--document", "handout", cwd=school).returncode == 0
    folder = school / "output" / SAMPLE
    before = (folder / f"{SAMPLE}-handout.docx").read_bytes()
    (folder / f"{SAMPLE}-handout.pdf").unlink()
    (folder / f"{SAMPLE}-handout.pdf" / "x").mkdir(parents=True)
    event(school).write_text(event(school).read_text("utf-8") + "Much later.\n", "utf-8")
    done = makelesson("build", "--document", "handout", cwd=school)
    assert done.returncode == 1
    assert "A folder stands where the file should go" in done.stderr
    assert (folder / f"{SAMPLE}-handout.docx").read_bytes() == before
    assert not list(folder.glob(".*"))
    (folder / f"{SAMPLE}-handout.pdf" / "x").rmdir()
    (folder / f"{SAMPLE}-handout.pdf").rmdir()
    assert makelesson("build", "--document", "handout", cwd=school).returncode == 0
    assert (folder / f"{SAMPLE}-handout.docx").read_bytes() != before


# --- asked for wrongly ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bild"], "build"),
        (["build", "--fromat", "pdf"], "--format"),
        (["build", "--format", "pdff"], "pdf"),
        (["build", "--document", "workshet"], "worksheet"),
        (["build", "the-berlin-wal"], SAMPLE),
        (["build", "--layout", "clasic"], "classic"),
        (["build", "--paper", "A9"], "A5"),
        (["build", "--letterhead", "nowhere.docx"], "nowhere.docx"),
        (["build", "--workspace", "nowhere"], "nowhere"),
        (["check", "lessons/events"], "lessons/events"),
        (["new", "lesson", "the-berlin-wal"], SAMPLE),
        (["new"], "--help"),
        ([], "--help"),
    ],
)
def test_usage_errors_are_2_and_suggest_the_nearest(
    school: Path, arguments: list[str], words: str
) -> None:
    done = makelesson(*arguments, cwd=school)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_outside_of_any_workspace_it_says_how_to_make_one(tmp_path: Path) -> None:
    done = makelesson("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "makelesson new workspace" in done.stderr


# --- for machines and for the terminal -----------------------------------------------------------


def test_quiet_says_nothing_but_problems(school: Path) -> None:
    done = makelesson("build", "--quiet", *ONE, cwd=school)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    spec(school).write_text("event: nowhere\n")
    done = makelesson("build", "--quiet", *ONE, cwd=school)
    assert done.returncode == 1
    assert len([line for line in done.stderr.splitlines() if not line.startswith(" ")]) == 1


def test_json_is_one_object_a_line(school: Path) -> None:
    (school / "lessons" / "bad.yaml").write_text("event: nowhere\n", "utf-8")
    done = makelesson("build", "--json", cwd=school)
    assert (done.returncode, done.stderr) == (1, "")
    lines = told(done)
    assert lines[0] == {"type": "start", "command": "build", "lessons": 2}
    [problem] = [line for line in lines if line["type"] == "problem"]
    assert problem["file"] == str(school / "lessons" / "bad.yaml")
    assert (problem["line"], problem["column"], problem["severity"]) == (1, 8, "error")
    assert (problem["lesson"], problem["code"]) == ("bad", "unknown-event")
    files = [line for line in lines if line["type"] == "file"]
    assert {Path(file["path"]).name for file in files} == ALL_FILES
    for file in files:
        assert Path(file["path"]).stat().st_size == file["bytes"]
        assert (file["pages"] is None) == (file["format"] == "docx")
    lessons = {line["lesson"]: line["failed"] for line in lines if line["type"] == "lesson"}
    assert lessons == {"bad": True, SAMPLE: False}
    done_line = lines[-1]
    assert done_line["type"] == "done"
    assert (done_line["failed"], done_line["files"], done_line["errors"]) == (["bad"], 8, 1)


def test_check_writes_nothing_and_shows_how_the_event_was_read(school: Path) -> None:
    before = sorted(school.rglob("*"))
    done = makelesson("check", cwd=school)
    assert done.returncode == 0
    assert sorted(school.rglob("*")) == before
    assert "Title: The Berlin Wall Falls" in done.stdout
    assert "Key facts: 4" in done.stdout
    assert "Section: What Happened? (2 paragraphs)" in done.stdout
    verbose = makelesson("check", "--verbose", cwd=school).stdout
    assert "   1  title " in verbose
    assert "  10  heading" in verbose


def test_warnings_fail_only_where_they_should(school: Path) -> None:
    text = spec(school).read_text("utf-8")
    start, end = text.index("sources:"), text.index("activities:")
    spec(school).write_text(text[:start] + text[end:], "utf-8")
    assert makelesson("build", *ONE, cwd=school).stderr == ""
    done = makelesson("check", cwd=school)
    assert (done.returncode, "warning" in done.stderr) == (0, True)
    assert makelesson("check", "--strict", cwd=school).returncode == 1


def test_an_event_that_no_lesson_uses_is_checked_too(school: Path) -> None:
    event(school).with_name("unused.txt").write_text("", "utf-8")
    done = makelesson("check", cwd=school)
    assert done.returncode == 1
    assert "unused.txt:1:1: error: This event is empty." in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
@pytest.mark.parametrize(("ended", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_build_is_stopped_tidily(school: Path, ended: str, status: int) -> None:
    for number in range(200):
        (school / "lessons" / f"copy-{number}.yaml").write_bytes(spec(school).read_bytes())
    running = subprocess.Popen(
        [sys.executable, str(ROOT / "makelesson.py"), "build", "--json", "--workers", "2"],
        cwd=school,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    for _ in range(3):
        running.stdout.readline()
    time.sleep(0.05)
    running.send_signal(getattr(signal, ended))
    _, errors = running.communicate(timeout=30)  # also the workers have let go of the pipes
    assert running.returncode == status
    assert errors == "\nStopped. Every file that was written is whole.\n"
    for path in (school / "output").rglob("[!.]*.*"):
        assert path.suffix in (".pdf", ".docx")
        data = path.read_bytes()
        whole = data.rstrip().endswith(b"%%EOF") if path.suffix == ".pdf" else b"PK\x05\x06" in data
        assert whole, path


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
@pytest.mark.parametrize("command", [["schema"], ["list"], ["build", "--json"]])
def test_a_reader_that_goes_away_is_no_fault(school: Path, command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), *command],
        cwd=school,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_output_survives_a_terminal_that_knows_only_ascii(school: Path) -> None:
    spec(school).rename(school / "lessons" / "příklad.yaml")
    done = makelesson("build", *ONE, cwd=school, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "p\\u0159\\xedklad" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_terminal_sees_progress_and_colours_unless_it_wants_none(school: Path) -> None:
    (school / "lessons" / "bad.yaml").write_text("event: nowhere\n", "utf-8")
    for environment, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        shown = in_terminal(["build", *ONE], school, environment)
        assert "bad.yaml" in shown
        assert ("\x1b[31m" in shown) == coloured


def in_terminal(arguments: list[str], cwd: Path, environment: dict[str, str]) -> str:
    """What a person at a terminal sees."""
    import pty

    leader, follower = pty.openpty()
    clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    running = subprocess.Popen(
        [sys.executable, str(ROOT / "makelesson.py"), *arguments],
        cwd=cwd,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**clean, "TERM": "xterm-256color", **environment},
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            data = os.read(leader, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    running.wait(timeout=30)
    os.close(leader)
    return shown.decode("utf-8", "replace")


# --- starting, listing ---------------------------------------------------------------------------


def test_a_new_workspace_completes_specs_in_editors(school: Path) -> None:
    for kind in ("lesson", "unit", "bank", "settings"):
        schema = (school / ".vscode" / f"{kind}.schema.json").read_text("utf-8")
        assert makelesson("schema", kind, cwd=school).stdout == schema
    assert json.loads(makelesson("schema", cwd=school).stdout)["title"] == "Lesson"
    settings = json.loads((school / ".vscode" / "settings.json").read_text("utf-8"))
    assert list(settings["yaml.schemas"].values()) == [
        "lessons/*.yaml",
        "lessons/units/*.yaml",
        "lessons/questions/*.yaml",
        "makelesson.yaml",
    ]
    path, *_ = settings["yaml.schemas"]
    assert (school / path).is_file()
    modeline = spec(school).read_text("utf-8").splitlines()[0]
    assert (spec(school).parent / modeline.partition("$schema=")[2]).is_file()


def test_a_workspace_is_never_overwritten(school: Path) -> None:
    spec(school).write_text("mine", "utf-8")
    done = makelesson("new", "workspace", school, cwd=school)
    assert done.returncode == 1
    assert spec(school).read_text("utf-8") == "mine"


def test_a_workspace_can_be_made_in_a_folder_that_has_other_things(tmp_path: Path) -> None:
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text("mine", "utf-8")
    assert makelesson("new", "workspace", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / ".vscode" / "settings.json").read_text("utf-8") == "mine"
    assert makelesson("build", *ONE, cwd=tmp_path).returncode == 0


AWKWARD = """\
“Quotes”: a *starred* [title] & <more> # not a comment
An opening with \\ backslashes, "quotes" and _underscores_ in it. Then more.
It cost $5 & {braces} in the *big* year.
x.
What Happened?
Things happened: some of them twice.
"""


@pytest.mark.parametrize("name", ["plain", "a name with spaces", "1989", "říjen"])
@pytest.mark.parametrize("text", ["Only a title\nAnd one line.", AWKWARD], ids=["short", "awkward"])
def test_a_new_lesson_is_a_valid_start_for_any_event(school: Path, name: str, text: str) -> None:
    event(school).with_name(f"{name}.txt").write_text(text, "utf-8")
    made = makelesson("new", "lesson", name, cwd=school)
    assert made.returncode == 0, made.stderr
    built = makelesson("build", name, "--format", "docx", cwd=school)
    assert (built.returncode, built.stderr) == (0, "")
    before = (school / "lessons" / f"{name}.yaml").read_bytes()
    assert makelesson("new", "lesson", name, cwd=school).returncode == 1
    assert (school / "lessons" / f"{name}.yaml").read_bytes() == before


def test_list_names_what_there_is_even_if_it_is_broken(school: Path) -> None:
    (school / "lessons" / "bad.yaml").write_text("event: nowhere\n", "utf-8")
    done = makelesson("list", cwd=school)
    assert done.returncode == 0
    for words in ("bad ", "makelesson check bad", "The Berlin Wall Falls", "classic", "modern"):
        assert words in done.stdout
    found = json.loads(makelesson("list", "--json", cwd=school).stdout)
    assert [lesson["name"] for lesson in found["lessons"]] == ["bad", SAMPLE]
    assert found["lessons"][1]["event"] == SAMPLE
    assert found["events"][0]["title"] == "The Berlin Wall Falls"
    assert {"name": "classic"} in found["layouts"]


# --- installed -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_installed_makelesson_needs_no_clone(tmp_path: Path) -> None:
    command = install(tmp_path / "home")

    def run(*arguments: str) -> str:
        done = subprocess.run([command, *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return done.stdout

    run("new", "workspace", "school")
    assert "8 files" in run("build", "--workspace", "school")
    assert "classic" in run("list", "--workspace", "school")


@pytest.mark.skipif(os.name == "nt", reason="the hint is written for a POSIX shell")
@pytest.mark.parametrize("folder", ["my lessons", "."])
def test_the_hint_after_a_new_workspace_works_as_it_stands(tmp_path: Path, folder: str) -> None:
    made = makelesson("new", "workspace", folder, cwd=tmp_path)
    hint = [line.strip() for line in made.stdout.splitlines() if line.startswith("    ")]
    assert hint[-1] == "makelesson build"
    command = f"{shlex.quote(sys.executable)} {shlex.quote(str(ROOT / 'makelesson.py'))}"
    script = "\n".join(hint).replace("makelesson", command, 1)
    assert subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path).returncode == 0
    assert list(tmp_path.rglob("*-handout.pdf"))
