"""What a person has to mend is told at their own file, line and column; a layout that came with the
program is never to blame for what stands in a lesson."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lessonpress.addresses import is_address, refuse
from lessonpress.cli import main
from lessonpress.starter import make_workspace
from lessonpress.workspace import builtin_layouts

SPEC = "lessons/the-berlin-wall-falls.yaml"
ASK = "What did the marchers of 1989 want?"
EVENT = "# A Title\n\nA summary.\n\n- A fact.\n\n## What happened?\n\n{}\n"
LESSON = "event: e\nactivities:\n  - activity: short-answer\n    questions:\n      - ask: {}\n        answer: a\n"

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(tmp_path / "school")
    monkeypatch.chdir(tmp_path / "school")
    return tmp_path / "school"


@pytest.fixture
def run(school: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command; gives its exit status and what it says of problems."""

    def run(*words: str) -> tuple[int, str]:
        status = main(words)
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert "fault in makelesson" not in said
        assert str(builtin_layouts()) not in said
        return status, said

    return run


def own_lesson(school: Path, event: str = "", ask: str = "Why?", ending: str = "md") -> None:
    (school / SPEC).unlink()
    (school / f"lessons/events/e.{ending}").write_text(EVENT.format(event), "utf-8")
    (school / "lessons/l.yaml").write_text(LESSON.format(ask), "utf-8")


# --- links and pictures --------------------------------------------------------------------------

WRONG = [
    "map.pdf",
    "/map.pdf",
    "../map.pdf",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "C:/map.pdf",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "ftp://example.org/a",
    "//example.org/a",
    "www.example.org",
    "doi:10.1000/182",
    "a@example.org",
    "#place",
    "https://",
    "https:/example.org",
    "mailto:",
    "tel:",
    "1",
    "",
]
RIGHT = [
    "https://example.org",
    "HTTP://Example.org/A",
    "https://example.org/a(b)",
    "<https://example.org/a b>",
    "https://kůň.cz/žluť",
    "http://[::1]:80/",
    "mailto:a@example.org",
    "MAILTO:a@example.org?subject=x",
    "tel:+420-123-456",
]


@pytest.mark.parametrize("address", WRONG)
def test_a_link_that_cannot_be_printed_is_told_where_it_is_written(
    school: Path, run: Run, address: str
) -> None:
    own_lesson(school, ask=f"'Why [so]({address})?'")
    status, said = run("build", "--format", "pdf", "--quiet")
    assert status == 1
    assert said.startswith("lessons/l.yaml:5:")
    own_lesson_event(school, f"See [this]({address}).")
    status, said = run("check", "--quiet")
    assert status == 1
    assert said.startswith("lessons/events/e.md:9:")


def own_lesson_event(school: Path, text: str) -> None:
    (school / "lessons/l.yaml").write_text(LESSON.format("Why?"), "utf-8")
    (school / "lessons/events/e.md").write_text(EVENT.format(text), "utf-8")


@pytest.mark.parametrize("address", RIGHT)
def test_a_whole_address_is_printed(school: Path, run: Run, address: str) -> None:
    own_lesson(school, f"See [this]({address}).", f"'Why [so]({address})?'")
    assert run("build", "--quiet")[0] == 0


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("//example.org/a", "https://example.org/a"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/a", "https://example.org/a"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("a@example.org", "mailto:a@example.org"),
        ("https:/example.org", "https://example.org"),
    ],
)
def test_the_address_that_was_meant_is_written_out(address: str, meant: str) -> None:
    refusal = refuse(address)
    assert refusal is not None
    assert refusal.hint == f"Write `{meant}`."
    assert is_address(meant)


@pytest.mark.parametrize(
    "text",
    ["![a](x.png)", "![](x.png)", "a ![a](https://example.org/x.png) b", "[](https://example.org)"],
)
@pytest.mark.parametrize(
    "place",
    [
        "title: '{}'",
        "essential_question: '{}'",
        "objectives: ['{}']",
        "sources: ['{}']",
        "standards: ['{}']",
        "vocabulary: [{{term: summary, definition: '{}'}}]",
        "vocabulary: [{{term: '{}', definition: a}}]",
    ],
)
def test_what_has_no_place_in_a_text_is_told_there(
    school: Path, run: Run, text: str, place: str
) -> None:
    own_lesson(school)
    (school / "lessons/l.yaml").write_text(f"event: e\n{place.format(text)}\n", "utf-8")
    status, said = run("build", "--format", "pdf", "--quiet")
    assert status == 1
    assert said.startswith("lessons/l.yaml:2:")


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ("![](x.png)", 9),
        ("Text.\n\n![](x.png)", 11),
        ("### ![A](x.png)", 9),
        ("> [a](map.pdf)", 9),
        ("> " * 300 + "deep", 9),
        ("- a\n" + "\n".join(" " * 2 * depth + "- b" for depth in range(1, 99)), 15),
        ("- " * 99 + "deep", 9),
        ("1. a\n2. [b](map.pdf)", 10),
        ("Two [a](map.pdf)\nand [b](map.pdf)", 9),
    ],
)
def test_and_in_an_event_at_its_line(school: Path, run: Run, event: str, line: int) -> None:
    own_lesson(school, event)
    status, said = run("check", "--quiet")
    assert status == 1
    assert said.startswith(f"lessons/events/e.md:{line}:")


@pytest.mark.parametrize("picture", ["![A](nope.png)", "![](nope.png)"])
def test_a_picture_in_the_notes_is_told_in_the_spec(school: Path, run: Run, picture: str) -> None:
    own_lesson(school, "Text.")
    text = f"event: e\nteacher_notes: |\n  Look.\n\n  {picture}\n"
    (school / "lessons/l.yaml").write_text(text, "utf-8")
    status, said = run("build", "--format", "pdf", "--quiet")
    assert status == 1
    assert said.startswith("lessons/l.yaml:5:")


def test_each_of_two_alike_has_its_own_column(school: Path, run: Run) -> None:
    own_lesson(school, ask="'[a](map.pdf) and [b](map.pdf)'")
    assert [line.split(": ")[0] for line in run("check", "--quiet")[1].splitlines()[::2]] == [
        "lessons/l.yaml:5:19",
        "lessons/l.yaml:5:36",
    ]


@pytest.mark.parametrize(
    "matter",
    [
        "sources: '[a](map.pdf)'",
        "licence: '[a](map.pdf)'",
        "people: ['[a](map.pdf)']",
        "images: [{file: x.png}]",
    ],
)
def test_and_in_its_front_matter(school: Path, run: Run, matter: str) -> None:
    own_lesson(school)
    path = school / "lessons/events/e.md"
    path.write_text(f"---\n{matter}\n---\n{EVENT.format('Text.')}", "utf-8")
    status, said = run("build", "--format", "pdf", "--quiet")
    assert status == 1
    assert said.startswith("lessons/events/e.md:2:")


@pytest.mark.parametrize("key", ["essential_question", "description", "sources"])
@pytest.mark.parametrize("text", ["[a](map.pdf)", "![a](x.png)"])
def test_and_in_a_unit(school: Path, run: Run, key: str, text: str) -> None:
    (school / "lessons/units").mkdir()
    unit = f"title: T\nlessons: [the-berlin-wall-falls]\n{key}: '{text}'\n"
    (school / "lessons/units/u.yaml").write_text(unit, "utf-8")
    status, said = run("build", "--format", "pdf", "--quiet")
    assert status == 1
    assert said.startswith("lessons/units/u.yaml:3:")


def test_a_layout_of_ones_own_is_still_blamed_for_what_it_says(school: Path, run: Run) -> None:
    own = school / "layouts/own"
    own.mkdir(parents=True)
    (own / "layout.yaml").write_text("extends: classic\n", "utf-8")
    (own / "handout.xml").write_text(
        '<document title="t" language="en">\n<h1>T</h1><p><a href="map.pdf">a</a></p></document>',
        "utf-8",
    )
    status, said = run("build", "--layout", "own", "--document", "handout", "--quiet")
    assert status == 1
    assert said.startswith("layouts/own/handout.xml:2: error:")


@pytest.mark.parametrize("words", ['""', '" "'])
def test_words_of_a_layout_that_are_empty_are_told_there(
    school: Path, run: Run, words: str
) -> None:
    own = school / "layouts/own"
    own.mkdir(parents=True)
    (own / "layout.yaml").write_text(f"words: {{en: {{Key Facts: {words}}}}}\n", "utf-8")
    status, said = run("build", "--layout", "own", "--quiet")
    assert status == 1
    assert said.startswith("layouts/own/layout.yaml:1:")


# --- one text, not a list ------------------------------------------------------------------------


def test_several_answers_where_one_is_right_are_told_what_to_write(school: Path, run: Run) -> None:
    path = school / SPEC
    text = path.read_text("utf-8")
    old = "answer: Free elections and the right to travel"
    new = "all_that_apply: false\n        answer: [A higher wall, A war with Hungary]"
    path.write_text(text.replace(old, new), "utf-8")
    status, said = run("build", "--quiet")
    assert status == 1
    assert said.startswith(f"{SPEC}:43:")
    assert "Leave `all_that_apply: false` out" in said


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("grade: 8", "grade: [8]", "`grade: 8`"),
        ("grade: 8", "grade:\n  - 8\n  - 9", "`grade: 8`"),
        ("event: the", "event: [the", "`event: the-berlin-wall-falls`"),
    ],
)
def test_so_is_every_list_where_one_text_is_meant(
    school: Path, run: Run, old: str, new: str, hint: str
) -> None:
    path = school / SPEC
    text = path.read_text("utf-8").replace(old, new, 1)
    path.write_text(text.replace("[the-berlin-wall-falls", "[the-berlin-wall-falls]"), "utf-8")
    status, said = run("build", "--quiet")
    assert status == 1
    assert hint in said


# --- defaults ------------------------------------------------------------------------------------


@pytest.mark.parametrize("wish", ["layout: nope", "paper: A99"])
def test_a_default_that_is_not_there_is_told_where_it_is_asked_for(
    school: Path, run: Run, wish: str
) -> None:
    (school / "makelesson.yaml").write_text(f"defaults: {{{wish}}}\n", "utf-8")
    status, said = run("build", "--quiet")
    assert status == 1
    assert said.startswith("makelesson.yaml:1:")
    (school / "makelesson.yaml").unlink()
    (school / "lessons/units").mkdir()
    unit = f"title: T\nlessons: [the-berlin-wall-falls]\ndefaults: {{{wish}}}\n"
    (school / "lessons/units/u.yaml").write_text(unit, "utf-8")
    status, said = run("build", "--document", "handout", "--quiet")
    assert status == 1
    assert said.startswith("lessons/units/u.yaml:3:")


# --- the wrong sort of thing ---------------------------------------------------------------------


@pytest.fixture
def rich_school(school: Path) -> Path:
    (school / "lessons/units").mkdir()
    unit = "title: T\nlessons: [the-berlin-wall-falls, other]\n"
    (school / "lessons/units/my-unit.yaml").write_text(unit, "utf-8")
    (school / "lessons/other.yaml").write_text((school / SPEC).read_text("utf-8"), "utf-8")
    event = (school / "lessons/events/the-berlin-wall-falls.txt").read_text("utf-8")
    (school / "lessons/events/moon.txt").write_text(event, "utf-8")
    (school / "lessons/1945.yaml").write_text((school / SPEC).read_text("utf-8"), "utf-8")
    (school / "r.csv").write_text("name\nAda\n", "utf-8")
    (school / "makelesson.yaml").write_text("school: S\n", "utf-8")
    return school


@pytest.mark.parametrize("name", ["my-unit", "lessons/units/my-unit.yaml"])
def test_a_class_set_of_a_unit_is_one_of_each_of_its_lessons(
    rich_school: Path, run: Run, name: str
) -> None:
    assert run("class-set", name, "--roster", "r.csv")[0] == 0
    made = sorted(path.name for path in rich_school.glob("output/*/*-class-set.pdf"))
    assert made == [
        "other-worksheet-class-set.pdf",
        "the-berlin-wall-falls-worksheet-class-set.pdf",
    ]


def test_what_stands_in_the_way_of_one_lesson_of_it_stops_no_other(
    rich_school: Path, run: Run
) -> None:
    (rich_school / SPEC).write_text("event: nope\n", "utf-8")
    status, said = run("class-set", "my-unit", "--roster", "r.csv")
    assert status == 1
    assert said.startswith(f"{SPEC}:1:")
    assert [path.parent.name for path in rich_school.glob("output/*/*-class-set.pdf")] == ["other"]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("moon", "an event"),
        ("moon.txt", "an event"),
        ("lessons/events/moon.txt", "an event"),
        ("lessons", "a folder"),
        ("lessons/events", "a folder"),
        (".", "a folder"),
        ("classic", "a layout"),
        ("worksheet", "a kind of document"),
        ("docx", "a format"),
        ("a4", "a paper"),
        ("r.csv", "a file"),
        ("makelesson.yaml", "the settings"),
        ("", "empty"),
        ("x" * 5000, "no lesson"),
        ("the-berlin-wall-falls.pdf", "no file"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check", "pack", "class-set"])
def test_what_is_no_lesson_is_told_as_what_it_is(
    rich_school: Path, run: Run, command: str, name: str, what: str
) -> None:
    roster = ("--roster", "r.csv") if command == "class-set" else ()
    status, said = run(command, name, *roster)
    assert status == 2
    assert what in said
    assert len(said) < 500


@pytest.mark.parametrize(
    ("entry", "told"),
    [("{lesson: 1945}", ""), ("1945", ""), ("1946", "1946"), ("true", "true"), ("1.5", "1.5")],
)
def test_a_lesson_of_a_unit_may_be_called_like_a_number(
    rich_school: Path, run: Run, entry: str, told: str
) -> None:
    path = rich_school / "lessons/units/my-unit.yaml"
    path.write_text(f"title: T\nlessons: [{entry}]\n", "utf-8")
    status, said = run("build", "my-unit", "--format", "pdf", "--quiet")
    assert status == (1 if told else 0)
    assert not told or said.startswith("lessons/units/my-unit.yaml:2:11: error: There is no lesson")
    assert not told or f"`{told}`" in said


def test_an_event_that_lies_elsewhere_is_told_to_be_moved(rich_school: Path, run: Run) -> None:
    (rich_school / "other.txt").write_text("x", "utf-8")
    status, said = run("new", "lesson", "other.txt")
    assert status == 2
    assert "Put the file into that folder" in said
