"""The door: what docstrings and docs/api.md show runs, as it is written; it opens at once and prints nothing."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

import lessonpress
from lessonpress import api
from lessonpress.starter import make_workspace

ROOT = Path(__file__).parents[1]
SAMPLE = "the-berlin-wall-falls"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> lessonpress.Workspace:
    monkeypatch.chdir(tmp_path)
    return make_workspace(tmp_path / "school")


EXAMPLES = [
    test
    for module in (lessonpress, api)
    for test in doctest.DocTestFinder().find(module, module.__name__)
    if test.examples
]


@pytest.mark.parametrize("example", EXAMPLES, ids=[test.name for test in EXAMPLES])
def test_the_examples_say_what_happens(
    example: doctest.DocTest, school: lessonpress.Workspace
) -> None:
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example).failed == 0


def test_the_page_of_documentation_says_what_happens(school: lessonpress.Workspace) -> None:
    page = ROOT / "docs" / "api.md"
    found = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert found.attempted > 10
    assert found.failed == 0


def test_every_function_has_an_example_and_the_page_names_everything() -> None:
    names = {test.name.rpartition(".")[2] for test in EXAMPLES}
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    for name in lessonpress.__all__:
        if name.islower():
            assert name in names, f"{name} has no example"
        assert f"`{name}" in page, f"docs/api.md says nothing of {name}"


def test_the_front_gives_what_the_door_has_and_nothing_else() -> None:
    assert lessonpress.__all__ == api.__all__
    for name in lessonpress.__all__:
        assert getattr(lessonpress, name) is getattr(api, name)
    assert {*lessonpress.__all__} <= {*dir(lessonpress)}
    with pytest.raises(AttributeError, match="nothing"):
        lessonpress.nothing  # noqa: B018


def test_it_opens_at_once_and_is_typed() -> None:
    script = "import sys, lessonpress; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert [name for name in done.stdout.split() if name.startswith("lessonpress")] == [
        "lessonpress"
    ]
    assert (Path(lessonpress.__file__).parent / "py.typed").is_file()


def test_planning_loads_no_writer(school: lessonpress.Workspace) -> None:
    """Once the settings have been read, which asks for pydantic."""
    script = f"import sys, lessonpress as l; l.build(l.open_workspace({str(school.root)!r})).names; print(*sys.modules)"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"reportlab", "docx", "jinja2", "pydantic", "rich", "lxml"}


def test_nothing_is_printed_on_the_terminal(
    school: lessonpress.Workspace, capfd: pytest.CaptureFixture[str]
) -> None:
    wishes = lessonpress.Wishes(documents=("handout",))
    assert [report.lesson for report in lessonpress.build(school, wishes=wishes)] == [SAMPLE]
    (school.lessons / f"{SAMPLE}.yaml").write_text("event: nowhere\n", "utf-8")
    run = lessonpress.build(school, wishes=wishes)
    [report] = run
    assert report.failed
    assert [problem.code for problem in report.problems] == ["unknown-event"]
    assert run.tally.errors == 1
    assert capfd.readouterr() == ("", "")


def test_what_happens_beside_the_lessons_are_values(school: lessonpress.Workspace) -> None:
    one = lessonpress.Wishes(documents=("handout",), formats=("docx",))
    spec = school.lessons / f"{SAMPLE}.yaml"
    spec.with_name("other.yaml").write_bytes(spec.read_bytes())
    list(lessonpress.build(school, wishes=one))
    spec.with_name("other.yaml").unlink()
    *_, gone = lessonpress.build(school, wishes=one)
    assert gone == lessonpress.LessonGone("other", school.output / "other")
    *_, pruned = lessonpress.build(school, wishes=one, options=lessonpress.Options(prune=True))
    assert isinstance(pruned, lessonpress.Pruned)
    assert [path.name for path in pruned.removed] == ["other-handout.docx"]
    (school.output / ".makelesson.sqlite").write_bytes(b"not a database" * 400)
    first, *_ = lessonpress.build(school, wishes=one)
    assert isinstance(first, lessonpress.StateDamaged)


@pytest.mark.skipif(os.name == "nt", reason="the lock is held in another way there")
def test_a_build_says_that_it_waits(school: lessonpress.Workspace) -> None:
    from lessonpress.press.delivery.lock import locked

    with locked(school.output) as lock:
        assert lock.take()
        first = next(iter(lessonpress.build(school)))
    assert first == lessonpress.Waiting()


@pytest.mark.parametrize(
    ("document", "format_", "said"),
    [
        ("handuot", "pdf", "handuot"),
        ("handout", "odt", "odt"),
        ("student-packet", "pdf", "There is no student-packet"),
    ],
)
def test_what_cannot_be_printed_is_said(
    school: lessonpress.Workspace, document: str, format_: str, said: str
) -> None:
    with pytest.raises(lessonpress.UsageError, match=said):
        lessonpress.print_document(school, SAMPLE, document, format_)


def test_a_document_that_is_wrong_raises_its_problems(school: lessonpress.Workspace) -> None:
    wishes = lessonpress.Wishes(paper="A5")
    printed = lessonpress.print_document(school, SAMPLE, "handout", "docx", wishes=wishes)
    assert printed.data.startswith(b"PK")
    assert not school.output.exists()
    (school.events / f"{SAMPLE}.txt").unlink()
    with pytest.raises(lessonpress.ProblemError) as caught:
        lessonpress.print_document(school, SAMPLE, "handout")
    assert caught.value.problems[0].location.file == school.lessons / f"{SAMPLE}.yaml"


def test_what_came_since_the_last_build_is_seen(school: lessonpress.Workspace) -> None:
    one = lessonpress.Wishes(documents=("handout",), formats=("docx",))
    list(lessonpress.build(school, wishes=one))
    event = school.events / f"{SAMPLE}.txt"
    event.rename(event.with_name("renamed.txt"))
    spec = school.lessons / f"{SAMPLE}.yaml"
    spec.write_text(spec.read_text("utf-8").replace(f"event: {SAMPLE}", "event: renamed"), "utf-8")
    layout = school.layouts / "classic" / "handout.xml"
    layout.parent.mkdir(parents=True)
    layout.write_text('{% extends "base/handout.xml" %}', "utf-8")
    for run in (lessonpress.check(school, wishes=one), lessonpress.build(school, wishes=one)):
        [report] = run
        assert report.problems == () or not report.failed
        assert [made.document for made in report.made] == ["handout"]


def test_changed_settings_count_at_once(school: lessonpress.Workspace) -> None:
    from lessonpress.press.progress import request_in, settings_of

    school.settings_file.write_text("workers: 2\ndefaults: {paper: A5}\n", "utf-8")
    assert (settings_of(school).workers, request_in(school).settle().paper) == (2, "A5")
    school.settings_file.write_text("workers: 1\ndefaults: {paper: A4}\n", "utf-8")
    assert (settings_of(school).workers, request_in(school).settle().paper) == (1, "A4")
