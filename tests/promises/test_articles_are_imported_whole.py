"""An article in somebody else's file becomes an event with all its words, and nothing of anybody's is lost over it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from lessonpress.content.article import event_words
from lessonpress.content.event import read_event
from lessonpress.importing.importing import import_article
from lessonpress.problems import Problem, ProblemError
from lessonpress.workspace import Workspace
from tests.end_to_end.printing import ROOT, makelesson, write_workspace
from tests.end_to_end.stress import picture

PAGE = """<html lang="en"><head><title>The Comet</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
<article><h1>The Comet</h1>
<p>In <b>May 1910</b> a comet passed the <i>Earth</i>; its tail held CO<sub>2</sub> and was 10<sup>8</sup> km long.</p>
<ul><li>It comes back every 76 years.</li><li>It was seen by day.</li></ul>
<h2>What happened?</h2>
<p>Newspapers warned of poison, and <a href="https://example.org/masks">masks</a> were sold. Nothing happened to anybody.</p>
<blockquote><p>It looked like a sword.</p></blockquote>
<table><tr><th>Year</th><th>Distance</th></tr><tr><td>1910</td><td>23 million km</td></tr><tr><td>1986</td><td>63 million km</td></tr></table>
<ol><li>First it was faint.</li><li>Then it was bright.</li></ol>
<p><img src="p.png" alt="The comet above a roof" width="200"></p>
<h2>Why does it matter?</h2><p>People learned what tails of comets are made of, and that they are thin.</p>
</article></body></html>"""
WORDS = [
    "In May 1910 a comet passed the Earth", "10⁸ km long", "It comes back every 76 years.", "It was seen by day.",
    "Newspapers warned of poison, and masks were sold.", "It looked like a sword.", "1910 23 million km", "1986 63 million km",
    "First it was faint.", "Then it was bright.", "that they are thin.",
]  # fmt: skip
HEADINGS = ["What happened?", "Why does it matter?"]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    root = write_workspace(
        tmp_path / "school",
        {"lessons/events/old.txt": "Old\nIt is old, and was here before.\nWhy?\nSo.\n"},
    )
    (root / "comet.html").write_text(PAGE)
    (root / "p.png").write_bytes(picture(300, 200))
    return root


def test_an_article_is_imported_shown_and_printed(school: Path) -> None:
    done = makelesson("import", "comet.html", "--licence", "CC0", "--source", "A page", cwd=school)
    assert done.returncode == 0, done.stderr
    assert "Made lessons/events/the-comet.md" in done.stdout
    for line in (
        "Key facts: 2",
        "Section: What happened? ",
        "Pictures: pictures/the-comet-1.png",
        "Left behind: ",
        "makelesson new lesson the-comet",
    ):
        assert line in done.stdout
    assert "Home" in done.stdout
    assert done.stderr == ""
    assert makelesson("new", "lesson", "the-comet", cwd=school).returncode == 0
    built = makelesson("build", "the-comet", "--quiet", cwd=school)
    assert built.returncode == 0, built.stderr


def test_what_is_not_known_is_told_and_nobody_is_asked_who_isn_t_there(school: Path) -> None:
    done = makelesson("import", "comet.html", cwd=school)
    assert done.returncode == 0
    assert "licence" in done.stderr
    assert "where this text comes from" in done.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no such terminals on Windows")
@pytest.mark.parametrize(
    ("answers", "licence", "sources"),
    [("CC BY 4.0\nOur own paper\n", "CC BY 4.0", ["Our own paper"]), ("\n\n", None, [])],
)
def test_who_sits_at_a_terminal_is_asked_for_licence_and_source(
    school: Path, answers: str, licence: str | None, sources: list[str]
) -> None:
    """And may leave both open."""
    ours, theirs = os.openpty()
    command = [sys.executable, str(ROOT / "makelesson.py"), "import", "comet.html"]
    with subprocess.Popen(
        command, cwd=school, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE
    ) as running:
        os.close(theirs)
        os.write(ours, answers.encode())
        running.communicate(timeout=60)
    os.close(ours)
    assert running.returncode == 0
    event = read_event(school / "lessons" / "events" / "the-comet.md")
    assert (event.licence and str(event.licence), [*map(str, event.sources)]) == (licence, sources)


def test_a_clipboard_is_imported(school: Path) -> None:
    for text, title in (
        ("# The Comet\n\nIt came.\n\n## How?\n\nFast.\n", "the-comet"),
        (PAGE.replace("The Comet", "Halley"), "halley"),
    ):
        done = makelesson("import", "-", "--json", cwd=school, input=text)
        assert done.returncode == 0, done.stderr
        said = [json.loads(line) for line in done.stdout.splitlines()]
        [imported] = [one for one in said if one["type"] == "imported"]
        assert imported["event"] == title
        assert (school / "lessons" / "events" / f"{title}.md").is_file()


def test_one_that_can_t_be_read_keeps_no_other_from_it_and_nothing_is_overwritten(
    school: Path,
) -> None:
    (school / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    (school / "old.html").write_text(PAGE.replace("The Comet", "Old"))
    before = (school / "lessons" / "events" / "old.txt").read_bytes()
    done = makelesson("import", "bad.pdf", "old.html", "comet.html", cwd=school)
    assert done.returncode == 1
    assert "bad.pdf: error: This PDF is damaged." in done.stderr
    assert "old.html: error: There is an event called `old` already: old.txt." in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name for path in (school / "lessons" / "events").iterdir()} == {
        "old.txt",
        "the-comet.md",
        "pictures",
    }
    assert (school / "lessons" / "events" / "old.txt").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("none.html",), "There is no file"),
        (("comet.html", "comet.html", "--name", "x"), "One name can't be that of several events."),
        (("-", "-"), "There is one clipboard."),
        ((), "FILE is missing"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told(school: Path, words: tuple[str, ...], said: str) -> None:
    done = makelesson("import", *words, cwd=school)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.libreoffice
def test_what_libreoffice_makes_of_it_has_the_same_words(school: Path, tmp_path: Path) -> None:
    """As DOCX, ODT and PDF."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office is not None
    into = tmp_path / "made"
    for source, to in (
        (school / "comet.html", "odt:writer8"),
        (into / "comet.odt", "docx:MS Word 2007 XML"),
        (into / "comet.odt", "pdf"),
    ):
        subprocess.run(
            [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", to,
             "--outdir", str(into), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    workspace = Workspace.at(school)
    for ending in ("odt", "docx", "pdf"):
        made = import_article(workspace, into / f"comet.{ending}")
        said = " ".join(event_words(made.event).split())
        missing = [one for one in WORDS if one not in said and one.replace("⁸", "8") not in said]
        if ending == "pdf":  # cells of a table stand by themselves
            missing = [one for one in missing if not re.match(r"\d{4} \d", one)]
        assert missing == [], (ending, made.text)
        assert [one.heading for one in made.event.sections if one.heading in HEADINGS] == HEADINGS
        assert len(made.event.key_facts) == 2
        if ending != "pdf":
            assert "**May 1910**" in made.text
            # In DOCX, LibreOffice raises letters by points, which nobody reads as a power.
            assert "10^8^" in made.text or ending == "docx"
            assert "[masks](https://example.org/masks)" in made.text
            assert "| 1910 | 23 million km |" in made.text


def _strangers() -> Iterator[Path]:
    """Files that nobody made for this: what installed packages and the system bring along, some of each kind."""
    places = [
        Path(sysconfig.get_paths()["purelib"]),
        Path("/usr/share/doc"),
        Path("/usr/lib/libreoffice/share"),
    ]
    for ending, most in (("html", 12), ("docx", 6), ("odt", 4), ("pdf", 4), ("md", 12), ("txt", 6)):
        found = (
            path
            for place in places
            if place.is_dir()
            for path in sorted(place.rglob(f"*.{ending}"))
        )
        yield from islice(
            (path for path in found if path.is_file() and path.stat().st_size < 200_000), most
        )


def test_no_stranger_s_file_makes_it_stumble(tmp_path: Path) -> None:
    """Each becomes an event that reads as it was shown, or is refused in a sentence."""
    root = write_workspace(tmp_path, {"lessons/events/old.txt": "Old\nIt is old.\nWhy?\nSo.\n"})
    workspace = Workspace.at(root)
    seen = 0
    refused: list[Problem] = []
    for path in _strangers():
        seen += 1
        try:
            made = import_article(workspace, path, name=f"stranger-{seen}")
        except ProblemError as error:
            refused.extend(error.problems)
        else:
            assert read_event(made.path, made.text) == made.event
    assert all(problem.message and problem.hint for problem in refused)
    assert seen >= 20
    assert len(refused) < seen
