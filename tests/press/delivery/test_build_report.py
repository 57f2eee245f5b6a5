"""The build report tells of every file and every problem, to machines and to people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest

from lessonpress.press.delivery.build_report import HTML_FILE, JSON_FILE, BuildReport
from lessonpress.press.delivery.report import LessonReport, Made, Tally
from lessonpress.problems import Location, Problem, Severity
from lessonpress.registry.files import File
from lessonpress.workspace import Workspace

TEXT, NUMBER = {"type": "string"}, {"type": "number", "minimum": 0}
COUNT = {"type": "integer", "minimum": 0}
OPEN_TEXT, OPEN_COUNT = {"type": ["string", "null"]}, {"type": ["integer", "null"], "minimum": 0}


def shape(**keys: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


def each(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


PROBLEM = shape(
    severity={"enum": ["error", "warning"]}, code=TEXT, message=TEXT, hint=TEXT,
    file=TEXT, line=OPEN_COUNT, column=OPEN_COUNT,
)  # fmt: skip
KEPT = shape(
    document=TEXT, format=TEXT, version=OPEN_TEXT, accommodation=OPEN_TEXT, path=TEXT,
    why=TEXT, beside=OPEN_TEXT, reason=OPEN_TEXT,
)  # fmt: skip
#: What docs/batch.md promises.
SHAPE = shape(
    makelesson=TEXT, started=TEXT, seconds=NUMBER, options=each(TEXT),
    lessons=COUNT, unchanged=COUNT, failed=each(TEXT), gone=each(TEXT),
    files=COUNT, pages=COUNT, bytes=COUNT, kept=COUNT, replaced=COUNT, errors=COUNT, warnings=COUNT,
    problems=each(PROBLEM),
    results=each(shape(
        lesson=TEXT, event=OPEN_TEXT, failed={"type": "boolean"}, seconds=NUMBER,
        files=each(shape(
            document=TEXT, format=TEXT, version=OPEN_TEXT, accommodation=OPEN_TEXT, path=TEXT, pages=OPEN_COUNT, bytes=COUNT, digest=TEXT,
            made={"type": "boolean"}, reason=OPEN_TEXT, seconds={"type": ["number", "null"]},
        )),
        kept=each(KEPT), replaced=each(KEPT), problems=each(PROBLEM),
    )),
)  # fmt: skip
EVIL = '<script>alert("&")</script>'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path)


@pytest.fixture
def written(workspace: Workspace) -> Iterator[tuple[dict[str, Any], lxml.html.HtmlElement]]:
    def made(lesson: str, format_: str, seconds: float) -> Made:
        path = workspace.output / lesson / f"{lesson}-handout.{format_}"
        pages = 2 if format_ == "pdf" else None
        return Made(File("handout", format_), path, pages, 30_000, seconds, "ab" * 16, "it is new")

    error = Problem(
        f"No {EVIL}.", Location(workspace.lessons / "b.yaml", 3, 7), f"Mend {EVIL}.", code="evil"
    )
    doubt = Problem("Hm.", Location(Path("/elsewhere/head.docx")), severity=Severity.WARNING)
    common = Problem(
        f"Two units {EVIL}.", Location(workspace.units / "u.yaml", 2), "Let them agree."
    )
    reports = [
        LessonReport("c d", "event", (), (doubt,), (), 0.0, 1, standing=(made("c d", "pdf", 0.0),)),
        LessonReport(EVIL, "", (), (error,), (), 0.1),
        LessonReport("a", "event", (made("a", "pdf", 0.12), made("a", "docx", 0.01)), (), (), 0.13),
    ]
    report = BuildReport(workspace, ["a", EVIL, "c d"], ["build", "--report"], [common])
    tally = Tally()
    for one in reports:  # as several workers give them: in any order
        tally.add(one)
        report.add(one)
    report.gone("lost")
    assert report.write(tally, {}) == (workspace.output / JSON_FILE, workspace.output / HTML_FILE)
    data = json.loads((workspace.output / JSON_FILE).read_bytes())
    yield data, lxml.html.document_fromstring((workspace.output / HTML_FILE).read_bytes())
    report.close()


Written = tuple[dict[str, Any], lxml.html.HtmlElement]


def test_the_json_has_the_shape_that_is_promised(written: Written) -> None:
    jsonschema.validate(written[0], SHAPE)


def test_lessons_stand_in_the_order_of_the_plan(written: Written) -> None:
    assert [one["lesson"] for one in written[0]["results"]] == ["a", EVIL, "c d"]


def test_files_that_stand_as_they_were_are_told_of_too(written: Written) -> None:
    files = [file for one in written[0]["results"] for file in one["files"]]
    assert [(file["path"], file["made"], file["pages"]) for file in files] == [
        ("a/a-handout.pdf", True, 2),
        ("a/a-handout.docx", True, None),
        ("c d/c d-handout.pdf", False, 2),
    ]
    assert [file["seconds"] for file in files] == [0.12, 0.01, None]


def test_problems_have_their_place_seen_from_the_workspace(written: Written) -> None:
    problems = [one for lesson in written[0]["results"] for one in lesson["problems"]]
    assert [(one["file"], one["line"], one["column"]) for one in problems] == [
        ("lessons/b.yaml", 3, 7),
        ("/elsewhere/head.docx", None, None),
    ]
    assert (written[0]["failed"], written[0]["gone"]) == ([EVIL], ["lost"])


def test_problems_that_belong_to_no_lesson_are_told_too(written: Written) -> None:
    [problem] = written[0]["problems"]
    assert (problem["file"], problem["line"]) == ("lessons/units/u.yaml", 2)
    assert "lessons/units/u.yaml:2" in written[1].text_content()
    assert problem["message"] in written[1].text_content()


def test_the_page_says_the_same_to_people(written: Written) -> None:
    data, page = written
    text = page.text_content()
    for lesson in data["results"]:
        assert lesson["lesson"] in text
        for problem in lesson["problems"]:
            assert problem["message"] in text
            assert problem["hint"] in text
    assert "lessons/b.yaml:3:7" in text
    assert "lost" in text
    rows = page.xpath("//tr[th[@scope='row']]")
    assert len(rows) == 3
    assert [link.get("href") for link in page.xpath("//tr/th/a")] == [
        "a/a-handout.pdf",
        "a/a-handout.docx",
        "c%20d/c%20d-handout.pdf",
    ]


def test_what_people_wrote_is_text_on_the_page_and_nothing_else(written: Written) -> None:
    page = written[1]
    assert page.xpath("//script") == []
    assert "alert" in page.text_content()


def test_the_page_is_accessible(written: Written) -> None:
    page = written[1]
    assert page.get("lang") == "en"
    assert page.xpath("string(//title)")
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//table[not(caption)]") == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in page.xpath("//a/@href[starts-with(., '#')]"):
        assert target[1:] in ids, target


def test_it_loads_nothing_from_elsewhere(written: Written) -> None:
    page = written[1]
    assert page.xpath("//link | //img | //iframe | //*[@src]") == []
    assert all("://" not in href for href in page.xpath("//@href"))
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


@pytest.mark.parametrize("first", ["good", "refused"])
def test_of_two_specs_of_one_name_both_are_told(workspace: Workspace, first: str) -> None:
    twin = Problem("The same files as two.yaml.", Location(workspace.lessons / "two.yml"))
    path = workspace.output / "two" / "two-handout.pdf"
    good = LessonReport(
        "two", "event", (Made(File("handout", "pdf"), path, 2, 9, 0.1),), (), (), 0.1
    )
    refused = LessonReport("two", "", (), (twin,), (), 0.0)
    report, tally = BuildReport(workspace, ["two", "two"], []), Tally()
    for one in (good, refused) if first == "good" else (refused, good):
        tally.add(one)
        report.add(one)
    json_file, html_file = report.write(tally, {})
    report.close()
    results = json.loads(json_file.read_bytes())["results"]
    assert [(one["failed"], len(one["files"])) for one in results] == [(False, 1), (True, 0)]
    page = lxml.html.document_fromstring(html_file.read_bytes())
    assert twin.message in page.text_content()
    assert page.xpath("//@id") == ["two"]
