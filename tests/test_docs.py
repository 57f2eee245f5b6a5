"""What README and docs show is true: their commands run, their links lead somewhere."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")

EVENT = """\
The First Moon Landing
On July 20, 1969, two American astronauts landed on the Moon.
Neil Armstrong was the first person to walk on the Moon.
Michael Collins stayed in orbit.
What Happened?
Apollo 11 left Florida on July 16, 1969. Four days later, two men walked on the Moon.
Why Does it Matter?
It showed that people can leave the Earth and come back.
"""


def section(title: str) -> str:
    """The part of the README under a heading."""
    parts = re.split(r"^## ", README, flags=re.M)
    return next(part for part in parts if part.startswith(f"{title}\n"))


def blocks(text: str, language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, flags=re.M | re.S)
    return [re.sub(rf"^{indent}", "", body, flags=re.M) for indent, body in found]


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which `makelesson` is this clone's command."""
    command = tmp_path / "bin" / "makelesson"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/makelesson.py" "$@"\n', "utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return {**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}


def run(script: str, folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"


def test_ci_runs_the_two_commands() -> None:
    commands = "".join(blocks(section("Two commands"), "console"))
    lines = iter((ROOT / ".ci" / "run").read_text("utf-8").splitlines())
    for step in commands.strip().replace("\n", " && ").split(" && "):
        words = [word for word in step.split() if not word.startswith("-")]
        assert any(set(words) <= set(line.split()) for line in lines), step  # and in this order


@pytest.mark.skipif(os.name == "nt", reason="the recipes are written for a POSIX shell")
def test_the_teachers_recipe_works(tmp_path: Path, shell: dict[str, str]) -> None:
    start, new, build = blocks(section("For a teacher"), "console")
    run(start, tmp_path, shell)
    workspace = tmp_path / "my-lessons"
    (workspace / "lessons" / "events" / "moon-landing.txt").write_text(EVENT, "utf-8")
    run(new + build, workspace, shell)
    printed = {path.name for path in (workspace / "output" / "moon-landing").iterdir()}
    assert {"moon-landing-handout.pdf", "moon-landing-answer-key.docx"} <= printed


@pytest.mark.skipif(os.name == "nt", reason="the recipes are written for a POSIX shell")
def test_the_schools_recipe_works(tmp_path: Path, shell: dict[str, str]) -> None:
    run("makelesson new workspace .", tmp_path / "bin" / "..", shell)
    for block in blocks(section("For a school"), "console"):
        run(block, tmp_path, shell)


@pytest.mark.skipif(os.name == "nt", reason="the recipes are written for a POSIX shell")
def test_the_editors_recipe_works(tmp_path: Path, shell: dict[str, str]) -> None:
    (look,) = blocks(section("For an editor"), "yaml")
    run("makelesson new workspace .", tmp_path, shell)
    layout = tmp_path / "layouts" / "classic" / "layout.yaml"
    layout.parent.mkdir(parents=True)
    layout.write_text(look, "utf-8")
    run("makelesson build", tmp_path, shell)


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
