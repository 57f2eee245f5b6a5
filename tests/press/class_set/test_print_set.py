"""Class sets: a copy for each pupil in the roster's order, and no name outside of the PDF."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pypdf
import pytest

from lessonpress.cli import main
from lessonpress.content.wishes import Wishes
from lessonpress.press.class_set import copies as room
from lessonpress.press.class_set.asked import plan_class_set
from lessonpress.press.class_set.print_set import ClassSet, print_class_set
from lessonpress.press.planning.request import Request
from lessonpress.problems import Problem, ProblemError
from lessonpress.starter import make_workspace
from lessonpress.workspace import UsageError, Workspace
from tests.conformance import broken_rules

ROOT = Path(__file__).parents[3]
LESSON = "the-berlin-wall-falls"
NAMES = ("Žofie Nováková", "Adam Quittenbaum", "Zdeněk Řeřicha")
ROSTER = "seat,name\n1,Žofie Nováková\n\n2,Adam Quittenbaum\n3,Zdeněk Řeřicha\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "school")


def roster(workspace: Workspace, text: str = ROSTER) -> Path:
    path = workspace.root / "9a.csv"
    path.write_text(text, "utf-8")
    return path


def printed(
    workspace: Workspace,
    names: Path,
    document: str = "worksheet",
    layout: str | None = None,
    paper: str | None = None,
) -> ClassSet:
    choice = Request(Wishes(documents=(document,), layout=layout, paper=paper))
    job = plan_class_set(workspace, LESSON, choice)
    return print_class_set(job, names, lambda: None)


def problems(workspace: Workspace, names: Path, document: str = "worksheet") -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        printed(workspace, names, document)
    assert not list(workspace.output.rglob("*.pdf"))
    return list(caught.value.problems)


def pages(path: Path) -> list[str]:
    return [each.extract_text() for each in pypdf.PdfReader(path).pages]


def names_in(texts: list[str]) -> list[str]:
    """The names in the order of the pages; one that runs on from page to page counts once."""
    found = (name for text in texts for name in NAMES if name in text)
    return [name for name, _ in groupby(found)]


def test_the_command_prints_names_on_paper_and_nowhere_else(workspace: Workspace) -> None:
    cache = workspace.root / "cache"
    done = subprocess.run(
        [
            *(sys.executable, ROOT / "makelesson.py", "class-set", LESSON),
            *("--roster", roster(workspace), "--workspace", workspace.root),
        ],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "TMPDIR": str(workspace.root)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    path = workspace.output / LESSON / f"{LESSON}-worksheet-class-set.pdf"
    assert "3 copies" in done.stdout
    assert broken_rules(path) == []

    slip, *copies = pages(path)
    assert names_in(copies) == list(NAMES)
    assert [slip.index(name) for name in NAMES] == sorted(slip.index(name) for name in NAMES)

    parts = [part.encode() for name in NAMES for part in name.split()]
    others = [
        one
        for one in workspace.root.rglob("*")
        if one.is_file() and one.suffix not in (".pdf", ".csv")
    ]
    assert others
    for one in others:
        assert not any(part in one.read_bytes() for part in parts), one
    everywhere = f"{done.stdout}{done.stderr}{list(workspace.root.rglob('*'))}".encode()
    assert not any(part in everywhere for part in parts)


def test_a_build_before_or_after_leaves_it_alone(workspace: Workspace) -> None:
    made = printed(workspace, roster(workspace))
    before = made.path.read_bytes()
    for _ in range(2):
        assert main(["build", "--quiet", "--workspace", str(workspace.root), "--prune"]) == 0
    assert made.path.read_bytes() == before
    for one in workspace.output.rglob("*"):
        if one.is_file() and one != made.path:
            assert b"Quittenbaum" not in one.read_bytes()


@pytest.mark.parametrize("layout", ["classic", "modern"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_layout_and_the_paper_can_be_chosen(
    workspace: Workspace, layout: str, paper: str
) -> None:
    made = printed(workspace, roster(workspace), layout=layout, paper=paper)
    assert made.copies == 3
    box = pypdf.PdfReader(made.path).pages[0].mediabox
    assert round(box.width) == {"A4": 595, "Letter": 612}[paper]


def test_what_the_school_says_by_default_holds(workspace: Workspace) -> None:
    workspace.settings_file.write_text("defaults: {paper: Letter}\n", "utf-8")
    asked = ["class-set", LESSON, "--roster", str(roster(workspace))]
    assert main([*asked, "--document", "worksheet", "--workspace", str(workspace.root)]) == 0
    [path] = workspace.output.rglob("*.pdf")
    assert round(pypdf.PdfReader(path).pages[0].mediabox.width) == 612


def test_no_answer_is_in_it(workspace: Workspace) -> None:
    whole = "".join(pages(printed(workspace, roster(workspace)).path))
    assert "Answer Key" not in whole
    assert "Look for" not in whole


def test_a_document_without_a_line_for_the_name_is_a_problem(workspace: Workspace) -> None:
    [problem] = problems(workspace, roster(workspace), "handout")
    assert problem.code == "class-set-without-fields"
    assert "handout" in problem.message


def test_a_handout_that_has_one_is_printed(workspace: Workspace) -> None:
    folder = workspace.layouts / "classic"
    folder.mkdir(parents=True)
    built_in = ROOT / "layouts"
    (folder / "layout.yaml").write_text((built_in / "classic" / "layout.yaml").read_text("utf-8"))
    text = (built_in / "base" / "handout.xml").read_text("utf-8")
    text = re.sub(r"(<h1)", r"<fields><field>Name</field></fields>\1", text, count=1)
    (folder / "handout.xml").write_text(text, "utf-8")
    made = printed(workspace, roster(workspace), "handout")
    assert made.path.name == f"{LESSON}-handout-class-set.pdf"
    assert names_in(pages(made.path)[1:]) == list(NAMES)


def test_a_name_that_no_font_can_print_is_told_by_its_line_alone(workspace: Workspace) -> None:
    names = roster(workspace, ROSTER + "4,Adam \U00012000ro\U00012001\n5,☃\n")
    made = printed(workspace, names)
    assert made.copies == 3
    first, second = made.problems
    assert (first.location.file, first.location.line) == (names, 6)
    assert "character 6 of this name" in first.message
    assert second.location.line == 7
    for one in (first, second):
        assert one.code == "missing-glyph"
        assert not re.search(
            "Adam|12000|CUNEIFORM|ro\U00012001|☃|SNOWMAN", f"{one.message}{one.hint}"
        )


def test_where_no_name_can_be_printed_nothing_is(workspace: Workspace) -> None:
    [problem] = problems(workspace, roster(workspace, "name\n☃\n"))
    assert problem.location.line == 2


def test_what_the_fonts_lack_of_the_lesson_is_told_in_the_lesson(workspace: Workspace) -> None:
    spec = workspace.lessons / f"{LESSON}.yaml"
    spec.write_text(f"title: The \U00012000 Wall\n{spec.read_text('utf-8')}", "utf-8")
    [problem] = problems(workspace, roster(workspace))
    assert problem.location.file == spec
    assert problem.location.line == 1


def test_a_fault_of_our_own_tells_no_name(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(copies: object) -> None:
        raise KeyError(NAMES[0])

    monkeypatch.setattr("lessonpress.writers.pdf.write_bound", fail)
    asked = ["class-set", LESSON, "--roster", str(roster(workspace))]
    for more in ([], ["--traceback"]):
        assert main([*asked, "--workspace", str(workspace.root), *more]) == 1
        told = capsys.readouterr()
        assert "KeyError" in told.err
        assert "Nov" not in told.err + told.out


def test_a_roster_with_problems_prints_nothing(workspace: Workspace) -> None:
    [problem] = problems(workspace, roster(workspace, "name,class\nAdam,9.A\n,9.A\n"))
    assert problem.location.line == 3


def test_an_old_set_stays_as_it_was_where_the_new_one_fails(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = printed(workspace, roster(workspace))
    before = made.path.read_bytes()
    with pytest.raises(ProblemError):
        printed(workspace, roster(workspace, "name\n☃\n"))
    assert made.path.read_bytes() == before


def test_what_does_not_exist_is_asked_for_wrongly(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="no lesson called"):
        plan_class_set(workspace, "another", Request())
    with pytest.raises(UsageError, match="no layout called"):
        plan_class_set(workspace, LESSON, Request(Wishes(layout="clasic")))
    with pytest.raises(UsageError, match="no roster"):
        printed(workspace, workspace.root / "none.csv")


def test_what_is_doubtful_is_told_and_printed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = workspace.lessons / f"{LESSON}.yaml"
    lesson = spec.read_text("utf-8")
    spec.write_text(lesson.replace("fit: auto", "fit: {worksheet: 1}"), "utf-8")
    monkeypatch.setattr(room.Fitting, "theme", lambda fitting, _: (fitting._theme, (_doubt(),)))
    made = printed(workspace, roster(workspace))
    assert [one.code for one in made.problems] == ["does-not-fit"]


def _doubt() -> Problem:
    from lessonpress.problems import Location, Severity

    return Problem("It does not fit.", Location(Path("a")), "", Severity.WARNING, "does-not-fit")


def test_on_sheets_each_pupil_has_a_booklet_or_sheets_of_their_own(workspace: Workspace) -> None:
    for format_ in ("booklet", "2up"):
        choice = Request(Wishes(documents=("worksheet",), formats=(format_,)))
        job = plan_class_set(workspace, LESSON, choice)
        made = print_class_set(job, roster(workspace), lambda: None)
        assert made.path.name == f"{LESSON}-worksheet-class-set-{format_}.pdf"
        assert broken_rules(made.path) == []
        sides = pages(made.path)
        sheets = [sides[at] + sides[at + 1] for at in range(0, len(sides), 2)]
        for sheet in sheets[1:]:  # after the list to tick off
            assert sum(name in sheet for name in NAMES) <= 1
        assert names_in(sides[2:]) == list(NAMES)
