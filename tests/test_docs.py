"""What README and docs show is true: their commands run, their links lead somewhere."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from docs.draw_gallery import PICTURES, copy_events, read_page
from lessonpress import load_lesson, open_workspace, print_document
from lessonpress.activities import kinds
from lessonpress.activities.support import SupportForm
from lessonpress.content.settings import SettingsForm
from lessonpress.validation import validate
from lessonpress.yamlfile import read_yaml
from tests.drafting.test_model import chat, say, server
from tests.edited import Edited
from tests.end_to_end.installed import install
from tests.end_to_end.printing import makelesson

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    """The part of the README under a heading."""
    parts = re.split(r"^## ", README, flags=re.M)
    return next(part for part in parts if part.startswith(f"{title}\n"))


def blocks(text: str, language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, flags=re.M | re.S)
    return [re.sub(rf"^{indent}", "", body, flags=re.M) for indent, body in found]


@pytest.fixture(params=["clone", pytest.param("installed", marks=pytest.mark.slow)])
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """An environment in which `makelesson` is this clone's command, or that of an installed package."""
    if request.param == "installed":
        folder = install(tmp_path / "home").parent
    else:
        command = tmp_path / "bin" / "makelesson"
        command.parent.mkdir()
        text = f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/makelesson.py" "$@"\n'
        command.write_text(text, "utf-8")
        command.chmod(command.stat().st_mode | stat.S_IXUSR)
        folder = command.parent
    return {**os.environ, "NO_COLOR": "1", "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def steps(text: str) -> str:
    """What a reader does, as a shell script: each file that is shown below its name is saved (not over another
    unless it is shown so), each block of commands is typed."""
    script = ["set -e"]
    shown = r"(?:`([\w./-]+)`:\n\n)?^( *)```(\w+)\n(.*?)^ *```$"
    for name, indent, language, body in re.findall(shown, text, flags=re.M | re.S):
        body = re.sub(rf"^{indent}", "", body, flags=re.M)
        if language == "console":
            script.append(body)
        elif name:
            script += [f"mkdir -p {Path(name).parent}", f"cat > {name} <<'END'", f"{body}END"]
    return "\n".join(script)


def test_ci_runs_the_two_commands() -> None:
    commands = "".join(blocks(section("Two commands"), "console"))
    lines = iter((ROOT / ".ci" / "run").read_text("utf-8").splitlines())
    for step in commands.strip().replace("\n", " && ").split(" && "):
        words = [word for word in step.split() if not word.startswith("-")]
        assert any(set(words) <= set(line.split()) for line in lines), step  # and in this order


@pytest.mark.skipif(os.name == "nt", reason="the recipes are written for a POSIX shell")
def test_the_recipes_for_teacher_school_and_editor_are_one_walk(
    tmp_path: Path, shell: dict[str, str]
) -> None:
    """In one shell, from an empty folder; each goes on where the one before has left the reader."""
    start = tmp_path / "start"
    start.mkdir()
    parts = [steps(section(f"For {one}")) for one in ("a teacher", "a school", "an editor")]
    script = "\necho '=== next'\n".join([*parts, "pwd"])
    done = subprocess.run(
        ["sh", "-c", script], cwd=start, env=shell, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    errors = [line for line in done.stderr.splitlines() if ": error:" in line]
    assert errors == []
    teacher, school, _, where = done.stdout.split("=== next\n")
    home = start / "my-lessons"
    assert Path(where.strip()) == home
    printed = home / "output"
    promised = re.findall(r"`(?:output/moon-landing/)?(moon-landing-[\w.-]+)`", README)
    assert promised
    for name in promised:
        assert (printed / "moon-landing" / name).is_file(), name
    assert "Printed on Letter this once." in teacher
    sheet = pypdf.PdfReader(printed / "moon-landing" / "moon-landing-worksheet.pdf").pages[0]
    assert sheet.mediabox[2:] == [612, 792]  # as the settings say
    assert "Riverside Middle School" in sheet.extract_text()
    assert (printed / "moon-landing" / "moon-landing-worksheet-class-set.pdf").is_file()
    assert (printed / "turning-points" / "turning-points-teacher-packet.docx").is_file()
    assert (printed / "turning-points" / "turning-points-student-packet-booklet.pdf").is_file()
    assert (printed / "turning-points-pupils.zip").is_file()
    assert "done" in school


@pytest.mark.skipif(os.name == "nt", reason="the recipes are written for a POSIX shell")
def test_the_problem_in_the_readme_is_told_as_it_stands_there(tmp_path: Path) -> None:
    teacher = section("For a teacher")
    told = "".join(re.findall(r"^    (.*\n)", teacher, flags=re.M))
    event = re.search(r"`:\n\n```text\n(.*?)^```", teacher, flags=re.M | re.S)
    assert event is not None
    makelesson("new", "workspace", ".", cwd=tmp_path)
    (tmp_path / "lessons" / "events" / "moon-landing.txt").write_text(event[1], "utf-8")
    makelesson("new", "lesson", "moon-landing", cwd=tmp_path)
    spec = tmp_path / "lessons" / "moon-landing.yaml"
    lines = spec.read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("        evidence:"))
    lines[at] = "        evidence: Four days later, two men landed on the Moon."
    spec.write_text("\n".join(lines), "utf-8")
    assert makelesson("check", "moon-landing", cwd=tmp_path).stderr.startswith(told)


@pytest.mark.skipif(os.name == "nt", reason="the page is written for a POSIX shell")
def test_what_the_page_on_edits_shows_takes_them_back(
    tmp_path: Path, shell: dict[str, str]
) -> None:
    makelesson("new", "workspace", ".", cwd=tmp_path)
    makelesson("build", "--format", "docx", "--document", "worksheet", cwd=tmp_path)
    [sheet] = (tmp_path / "output").rglob("*-worksheet.docx")
    word = Edited(sheet.read_bytes())
    word.reword("A higher wall", "A lower wall")
    sheet.write_bytes(word.bytes())
    page = (ROOT / "docs" / "taking-back.md").read_text("utf-8")
    done = subprocess.run(
        ["sh", "-c", "\n".join(["set -e", *blocks(page, "console")])],
        cwd=tmp_path, env=shell, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert done.stdout.count("+          - A lower wall\n") == 2  # shown, and written
    assert Edited(sheet.read_bytes()).texts() == word.texts()
    assert sheet.read_bytes() != word.bytes()  # printed anew
    [old] = (tmp_path / "lessons").glob("*.yaml.old")
    assert f"`{old.name}`" in page


def test_the_settings_page_shows_settings_that_hold() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    [text] = blocks(page, "yaml")
    validate(SettingsForm, read_yaml(Path("makelesson.yaml"), text))
    for key in SettingsForm.model_fields:
        assert f"| `{key}` |" in page
        assert re.search(rf"^{key}:", text, flags=re.M), key


@pytest.mark.parametrize("title", ["Supported", "Extended"])
def test_what_helps_and_what_is_more_is_shown_as_it_is_read(tmp_path: Path, title: str) -> None:
    page = (ROOT / "docs" / "accommodations.md").read_text("utf-8")
    part = re.split(r"^## ", page, flags=re.M)
    [text] = blocks(next(one for one in part if one.startswith(title)), "yaml")
    makelesson("new", "workspace", ".", cwd=tmp_path)
    (tmp_path / "lessons" / "events" / "one.txt").write_text(
        "One\n\nThe alarm went off.\n", "utf-8"
    )
    (tmp_path / "lessons" / "shown.yaml").write_text(f"event: one\n{text}", "utf-8")
    done = makelesson("build", "shown", "--accommodation", title.lower(), cwd=tmp_path)
    assert (done.returncode, done.stderr.count("error")) == (0, 0), done.stderr
    assert (tmp_path / f"output/shown/shown-worksheet-{title.lower()}.pdf").is_file()


def test_all_that_may_be_written_of_help_is_told() -> None:
    page = (ROOT / "docs" / "accommodations.md").read_text("utf-8")
    for key in set(SupportForm.model_fields) - {"off"}:
        assert f"| `{key}` |" in page
    told = set(re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| (`.*?) \|", page, flags=re.M))))
    assert {
        name for name, kind in kinds().items() if len(kind.helps) > 1 and not kind.usual_starters
    } <= told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^    .*$|^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)#]+)", prose):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_table_of_rooms_names_every_room() -> None:
    package = ROOT / "lessonpress"
    rooms = [path.name for path in package.iterdir() if (path / "__init__.py").exists()]
    for room in rooms:
        assert f"`{room}/" in section("How it is built"), room


def test_every_promise_is_told_and_shown() -> None:
    """Each paragraph of the page has a test file, and each test file a paragraph."""
    page = " ".join((ROOT / "docs" / "never-lost.md").read_text("utf-8").lower().split())
    for path in (ROOT / "tests" / "promises").glob("test_*.py"):
        words = path.stem.removeprefix("test_").split("_")
        told = re.sub(r"[^\w\s]", "", page)
        assert " ".join(words) in told, path.name


BEGINS, FAMILIES = read_page()
SHOWN = {kind: text for family in FAMILIES.values() for kind, text in family.items()}


def test_the_gallery_has_every_kind_once() -> None:
    assert sorted(kind for family in FAMILIES.values() for kind in family) == sorted(kinds())
    page = (ROOT / "docs" / "gallery.md").read_text("utf-8")
    assert len(blocks(page, "yaml")) == len(SHOWN) + 1  # and nothing that is not tried below


@pytest.mark.parametrize("kind", SHOWN)
def test_what_the_gallery_shows_is_printed_without_a_problem(kind: str, tmp_path: Path) -> None:
    copy_events(tmp_path)
    spec = tmp_path / "lessons" / f"{kind}.yaml"
    spec.write_text(f"{BEGINS}activities:\n{SHOWN[kind]}", "utf-8")
    workspace = open_workspace(tmp_path)
    lesson, problems = load_lesson(workspace, kind)
    assert [activity.kind for activity in lesson.activities] == [kind]
    assert problems == ()
    for document in ("worksheet", "answer-key"):
        for format_ in ("pdf", "docx"):
            assert print_document(workspace, kind, document, format_).data


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_of_the_gallery_is_shown_on_one_small_picture(family: str) -> None:
    [picture] = PICTURES.glob(f"gallery-{family.lower()}.png")
    assert picture.stat().st_size <= 150_000
    assert f"(pictures/{picture.name})" in (ROOT / "docs" / "gallery.md").read_text("utf-8")
    assert f"(docs/pictures/{picture.name})" in README


def test_the_drafting_page_is_one_walk_with_a_chats_answer_and_a_server(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "drafting.md").read_text("utf-8")
    commands = [line for block in blocks(page, "console") for line in block.splitlines()]
    teacher = section("For a teacher")
    event = re.search(r"`:\n\n```text\n(.*?)^```", teacher, flags=re.M | re.S)
    assert event is not None
    makelesson("new", "workspace", ".", cwd=tmp_path)
    (tmp_path / "lessons" / "events" / "moon-landing.txt").write_text(event[1], "utf-8")
    quote = "Four days later, two men walked on the Moon."
    reply = f"- {{term: Moon, definition: It goes around the Earth., evidence: '{quote}'}}\n"
    (tmp_path / "reply.txt").write_text(reply, "utf-8")
    with server(say(200, chat(reply))) as (url, asked):
        for command in commands:
            words = command.partition(" > ")[0].split()[1:]
            words = [word.replace("http://localhost:8080", url) for word in words]
            done = makelesson(*words, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
            if words[0] == "adopt":  # `new lesson` would find one of its name
                made = tmp_path / "lessons" / "moon-landing.yaml"
                assert "term: Moon" in made.read_text("utf-8")
                made.unlink()
    assert [method for method, _, _ in asked] == ["GET", "POST"]
    assert "term: Moon" in (tmp_path / "lessons" / "moon-landing.yaml").read_text("utf-8")
