"""A job reports everything that stands in the way, and gives back plain data."""

from __future__ import annotations

import pickle
from pathlib import Path

import docx
import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.document.blocks import Document
from lessonpress.press.delivery.run import run
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.printing import print_job as job_room
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.missing_glyphs import describe_missing
from lessonpress.press.printing.print_job import print_job
from lessonpress.press.workers.schedule import InTurn
from lessonpress.problems import Severity
from lessonpress.registry.files import File
from lessonpress.starter import make_workspace
from lessonpress.workspace import Workspace
from lessonpress.writers.formats import Written


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_workspace(tmp_path_factory.mktemp("school"))


def job_for(workspace: Workspace, **wishes: tuple[str, ...]) -> Job:
    [job] = plan(workspace, [], Request(Wishes(**wishes)))
    return job


def test_a_lesson_is_four_documents_in_two_formats(workspace: Workspace) -> None:
    outcome = print_job(job_for(workspace), Loaded(workspace))
    assert outcome.problems == ()
    assert [(file.document, file.format) for file in outcome.files] == [
        ("handout", "pdf"),
        ("handout", "docx"),
        ("worksheet", "pdf"),
        ("worksheet", "docx"),
        ("answer-key", "pdf"),
        ("answer-key", "docx"),
        ("lesson-plan", "pdf"),
        ("lesson-plan", "docx"),
    ]
    for file in outcome.files:
        assert file.data.startswith(b"%PDF" if file.format == "pdf" else b"PK")
        assert (file.pages or 0) >= (file.format == "pdf")


def test_what_comes_out_can_travel_and_is_the_same_every_time(workspace: Workspace) -> None:
    job = job_for(workspace)
    here = print_job(job, Loaded(workspace))
    there = pickle.loads(pickle.dumps(print_job(job, Loaded(workspace))))
    assert [file.data for file in here.files] == [file.data for file in there.files]


def test_only_what_was_chosen_is_printed(workspace: Workspace) -> None:
    job = job_for(workspace, documents=("worksheet",), formats=("docx",))
    [file] = print_job(job, Loaded(workspace)).files
    assert (file.document, file.format) == ("worksheet", "docx")


def test_only_what_teachers_get_has_answers(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = {}

    def write(file: File, document: Document, *_: object) -> Written:
        editions[file.document] = str(document.edition)
        return Written(b"", 1)

    monkeypatch.setattr(job_room, "write", write)
    print_job(job_for(workspace), Loaded(workspace))
    assert editions == {
        "handout": "student",
        "worksheet": "student",
        "answer-key": "teacher",
        "lesson-plan": "teacher",
    }


def test_a_fault_of_our_own_is_a_problem_of_its_lesson(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("nothing there")

    monkeypatch.setattr(job_room, "write", fail)
    outcome = print_job(job_for(workspace), Loaded(workspace))
    assert {problem.code for problem in outcome.problems} == {"fault"}
    [message] = {problem.message for problem in outcome.problems}
    assert "This is a fault in makelesson: KeyError: 'nothing there'" in message
    assert "lessonpress/press/printing/print_job.py" in message
    assert "Traceback" in outcome.traces[0]


def test_a_lesson_with_an_error_leaves_its_old_files_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(tmp_path / "school")
    [report] = run([job_for(workspace)], workspace.output, InTurn())
    before = {made.path: made.path.read_bytes() for made in report.made}

    def fail_for_keys(file: File, *_: object) -> Written:
        if file.document == "answer-key":
            raise ValueError
        return Written(b"new", 1)

    monkeypatch.setattr(job_room, "write", fail_for_keys)
    [report] = run([job_for(workspace)], workspace.output, InTurn())
    assert report.failed
    assert report.made == ()
    assert {path: path.read_bytes() for path in before} == before


def test_every_character_that_no_font_has_is_named_with_its_place(tmp_path: Path) -> None:
    spec, event = tmp_path / "a.yaml", tmp_path / "a.txt"
    spec.write_text("title: x\ngrade: ☃ 9\n", "utf-8")
    event.write_text("It says \U00012000 here\n", "utf-8")
    second, first = describe_missing(
        "\U00012000", {path: path.read_text("utf-8") for path in (spec, event)}, ["Spectral"]
    )
    assert str(first.location) == f"{event}:1:9"
    assert "U+12000, CUNEIFORM SIGN A" in first.message
    assert str(second.location) == f"{spec}:2:8"
    assert "☃ (U+2603, SNOWMAN)" in second.message


def test_a_character_that_only_a_layout_has_is_named_with_the_lesson(tmp_path: Path) -> None:
    spec = tmp_path / "a.yaml"
    [problem] = describe_missing("\U00012000", {spec: "title: x"}, ["Spectral"])
    assert problem.location.file == spec


def test_events_are_read_once_a_run(workspace: Workspace) -> None:
    loaded = Loaded(workspace)
    [slug] = loaded.event_slugs()
    assert loaded.event(slug) is loaded.event(slug)


def test_a_letterhead_that_is_no_word_document_is_a_problem_of_its_own(
    workspace: Workspace, tmp_path: Path
) -> None:
    letterhead = tmp_path / "letterhead.docx"
    letterhead.write_bytes(b"not a DOCX")
    [job] = plan(workspace, [], Request(Wishes(formats=("docx",)), letterhead=letterhead))
    outcome = print_job(job, Loaded(workspace))
    [problem] = set(outcome.problems)
    assert (problem.location.file, problem.code) == (letterhead, "letterhead")


def test_a_letterhead_of_another_paper_than_was_asked_for_is_told_of(
    workspace: Workspace, tmp_path: Path
) -> None:
    letterhead = tmp_path / "letterhead.docx"
    docx.Document().save(str(letterhead))  # US Letter
    told = {}
    for paper in (None, "Letter", "A4"):
        request = Request(Wishes(formats=("docx",), paper=paper), letterhead=letterhead)
        [job] = plan(workspace, [], request)
        outcome = print_job(job, Loaded(workspace))
        assert len(outcome.files) == 4
        told[paper] = [
            problem for problem in outcome.problems if problem.location.file == letterhead
        ]
    assert (told[None], told["Letter"]) == ([], [])
    [problem] = told["A4"]
    assert (problem.severity, problem.code) == (Severity.WARNING, "letterhead-paper")
    assert "216 × 279 mm, not A4" in problem.message


def test_what_does_not_fit_is_told_at_the_wish(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "school")
    [spec] = workspace.lesson_files()["the-berlin-wall-falls"]
    lines = spec.read_text("utf-8").splitlines()
    [place] = [at for at, line in enumerate(lines) if line.startswith("fit: auto")]
    lines[place : place + 1] = ["fit:", "  worksheet: 1"]
    spec.write_text("\n".join(lines), "utf-8")
    [report] = run([job_for(workspace)], workspace.output, InTurn(), write=False)
    [problem] = [one for one in report.problems if one.code != "nearly-empty-page"]
    assert (problem.code, problem.is_error) == ("does-not-fit", False)
    assert problem.location.line in (place + 1, place + 2)
    assert len(report.made) == 8
