"""Versions as people print them: files, codes, keys, class sets and packets, one build after the other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import docx
import pypdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
import yaml

import lessonpress
from lessonpress.content.versions import Versions
from lessonpress.press.marking.verdicts import Verdict
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import makelesson, write_workspace
from tests.end_to_end.test_same_text import words
from tests.filled import fill_docx, fill_pdf
from tests.promises.test_accommodations_keep_step import drawn_sizes

EVENT = "The Strike\nThe strike lasted ten days.\n\nKey Facts\nThe strike began in 1911.\n"
CHOICES = ["bread", "salt", "water", "wine"]
ACTIVITIES: list[dict[str, Any]] = [
    {
        "activity": "multiple-choice",
        "questions": [
            {
                "ask": f"What, {at}?",
                "choices": CHOICES,
                "answer": "salt",
                "evidence": "lasted ten days",
            }
            for at in range(4)
        ],
    },
    {
        "activity": "short-answer",
        "questions": [{"ask": f"Why {at}?", "answer": "So."} for at in "12"],
    },
    {"activity": "word-search", "words": ["strike", "worker", "picket"]},
]
SPEC: dict[str, Any] = {"event": "strike", "grade": 9, "activities": ACTIVITIES, "versions": 2}
UNIT = "title: The Year\nlessons: [one]\n"
ROSTER = "name\nAda\nBen\nCid\nDoe\n"


def write_spec(root: Path, **keys: Any) -> None:
    text = yaml.safe_dump({**SPEC, **keys}, sort_keys=False)
    (root / "lessons" / "one.yaml").write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"lessons/events/strike.txt": EVENT, "lessons/units/year.yaml": UNIT, "9a.csv": ROSTER}
    write_workspace(tmp_path, files)
    write_spec(tmp_path)
    return tmp_path


def build(root: Path, *options: str) -> list[dict[str, Any]]:
    done = makelesson("build", "--json", "--workers", "1", *options, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def made(events: list[dict[str, Any]]) -> set[str]:
    return {Path(one["path"]).name for one in events if one["type"] == "file"}


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def codes(root: Path) -> dict[str, str]:
    """The code of each version, which stands with its letter on each page of the sheet and its key."""
    found: dict[str, set[str]] = {}
    for letter in "ab":
        for document in ("worksheet", "answer-key"):
            for page in pages(root / "output" / "one" / f"one-{document}-{letter}.pdf"):
                label = re.search(rf"Version {letter.upper()} · Code ([A-Z]{{5}}) · Page", page)
                assert label is not None, page
                found.setdefault(letter, set()).add(label[1])
    return {letter: next(iter(marks)) for letter, marks in found.items() if len(marks) == 1}


def test_each_version_has_its_files_and_there_is_a_key_of_all(root: Path) -> None:
    events = build(root, "one")
    assert made(events) == {
        f"one-{name}.{ending}"
        for ending in ("pdf", "docx")
        for name in (
            *("handout", "worksheet-a", "worksheet-b", "lesson-plan"),
            *("answer-key-all", "answer-key-a", "answer-key-b"),
        )
    }
    versions = {(one["document"], one["version"]) for one in events if one["type"] == "file"}
    assert versions >= {("worksheet", "a"), ("worksheet", "b"), ("handout", None)}


def test_letter_and_code_stand_on_every_page(root: Path) -> None:
    build(root, "one", "--format", "pdf")
    marks = codes(root)
    assert len(set(marks.values())) == 2
    assert "Version B" in "".join(pages(root / "output/one/one-worksheet-b.pdf")).replace("\n", " ")
    assert not any("Version" in page for page in pages(root / "output/one/one-handout.pdf"))


def test_the_key_of_all_has_versions_side_by_side_and_evidence_once(root: Path) -> None:
    build(root, "one")
    marks = codes(root)
    whole = docx.Document(str(root / "output/one/one-answer-key-all.docx"))
    grid = whole.tables[0]
    assert [cell.text for cell in grid.rows[0].cells][1:] == [
        f"Version {letter.upper()}\nCode {mark}" for letter, mark in marks.items()
    ]
    for column, letter in enumerate("ab", start=1):
        own = docx.Document(str(root / f"output/one/one-answer-key-{letter}.docx")).tables[0]
        assert [row.cells[column].text for row in grid.rows][1:] == [
            row.cells[1].text for row in own.rows
        ][1:]
    text = "\n".join(paragraph.text for paragraph in whole.paragraphs)
    assert text.count("lasted ten days") == len(ACTIVITIES[0]["questions"])
    # Where a question stands in each version, and which letter is right there.
    places = re.findall(
        r"^A: (\d) ([A-D]) · B: (\d) ([A-D])$", text.replace("\xa0", " "), flags=re.M
    )
    assert places
    glance = [cell.text.replace("\xa0", " ") for cell in grid.rows[1].cells]
    for in_a, right_a, in_b, right_b in places:
        assert f"{in_a} {right_a}" in glance[1]
        assert f"{in_b} {right_b}" in glance[2]
    # A puzzle is another in each, so that both solutions are there.
    assert text.count("Find the words · Version") == 2 or text.count("· Version B") == 1


@pytest.mark.parametrize(("layout", "grade"), [("classic", 3), ("modern", 9)])
def test_what_is_printed_breaks_no_rule(root: Path, layout: str, grade: int) -> None:
    write_spec(root, layout=layout, grade=grade, versions=3)
    build(root, "one")
    for path in sorted((root / "output" / "one").iterdir()):
        if path.suffix == ".pdf":
            assert broken_rules(path.read_bytes()) == [], path.name


def test_nothing_is_made_twice_and_a_changed_number_makes_the_key_of_all(root: Path) -> None:
    build(root)
    assert made(build(root)) == set()
    write_spec(root, versions=3)
    events = build(root, "one")
    assert {name for name in made(events) if name.endswith(".pdf")} >= {
        "one-worksheet-c.pdf", "one-answer-key-c.pdf", "one-answer-key-all.pdf",
    }  # fmt: skip
    assert made(build(root, "one")) == set()
    # Nobody's spec changes: only what says how many there are, and what is new, is made.
    events = build(root, "one", "--versions", "4")
    assert {name for name in made(events) if name.endswith(".pdf")} == {
        "one-worksheet-d.pdf", "one-answer-key-d.pdf", "one-answer-key-all.pdf",
    }  # fmt: skip


def test_a_version_that_is_missing_or_changed_alone_is_made_alone(root: Path) -> None:
    build(root, "one")
    folder = root / "output" / "one"
    (folder / "one-worksheet-b.pdf").unlink()
    before = (folder / "one-worksheet-a.pdf").read_bytes()
    assert made(build(root, "one")) == {"one-worksheet-b.pdf"}
    theirs = folder / "one-answer-key-b.docx"
    theirs.write_bytes(b"mine")
    write_spec(root, shuffle=7)
    events = build(root, "one")
    assert theirs.read_bytes() == b"mine"
    assert (folder / "one-answer-key-b.new.docx").exists()
    assert [one["version"] for one in events if one["type"] == "kept"] == ["b"]
    assert (folder / "one-worksheet-a.pdf").read_bytes() != before


def test_what_is_no_longer_asked_for_goes_with_prune(root: Path) -> None:
    write_spec(root, versions=3)
    build(root, "one")
    write_spec(root, versions=None)
    build(root, "one", "--prune")
    left = {path.name for path in (root / "output" / "one").iterdir()}
    assert left == {
        f"one-{name}.{ending}"
        for ending in ("pdf", "docx")
        for name in ("handout", "worksheet", "answer-key", "lesson-plan")
    }


def test_a_key_of_another_version_or_day_is_told(root: Path) -> None:
    build(root, "one")
    folder = root / "output" / "one"
    old = (folder / "one-answer-key-b.pdf").read_bytes()
    write_spec(root, shuffle=3)
    done = makelesson("build", "one", "--document", "worksheet", "--format", "pdf", cwd=root)
    told = (done.stdout + done.stderr).replace("\n", " ")
    assert "one-answer-key-b.pdf" in told
    assert "version B" in told.replace("Version", "version")
    assert "--document answer-key --format pdf" in told
    assert "--versions" not in told  # the lesson asks for them itself
    build(root, "one")
    assert (folder / "one-answer-key-b.pdf").read_bytes() != old
    assert not [one for one in build(root, "one") if one.get("code") == "other-code"]


def test_a_lesson_with_nothing_to_shuffle_has_one_version_and_says_so(root: Path) -> None:
    alone = [{"activity": "short-answer", "questions": [{"ask": "Why?", "answer": "So."}]}]
    write_spec(root, activities=alone)
    done = makelesson("build", "one", cwd=root)
    assert done.returncode == 0
    assert "there is one version" in done.stdout + done.stderr
    names = {path.name for path in (root / "output" / "one").iterdir()}
    assert "one-worksheet.pdf" in names
    assert not any(re.search(r"-(a|b|all)\.", name) for name in names)
    assert made(build(root, "one")) == set()
    write_spec(root, activities=alone, accept=["one-version"])
    assert "one version" not in makelesson("check", "one", cwd=root).stdout
    # Asked for on the command line after it was printed without: still one.
    write_spec(root, activities=alone, versions=None)
    build(root, "one")
    assert not any("-a." in name for name in made(build(root, "one", "--versions", "2")))


def test_points_are_those_of_the_questions_wherever_they_stand(root: Path) -> None:
    asks = [{"ask": f"{at}?", "answer": "So.", "points": at} for at in range(1, 5)]
    write_spec(root, activities=[{"activity": "short-answer", "questions": asks}], points=1)
    build(root, "one", "--format", "docx")
    for letter in "ab":
        sheet = docx.Document(str(root / f"output/one/one-worksheet-{letter}.docx"))
        said = "\n".join(paragraph.text for paragraph in sheet.paragraphs)
        assert "/ 10" in said
        assert [int(at) for at in re.findall(r"(\d)\?[^?]*?/\s*(?:\1)\b", said)]
    whole = docx.Document(str(root / "output/one/one-answer-key-all.docx")).tables[0]
    assert [row.cells[-1].text for row in whole.rows] == ["Points", "10", "10"]
    assert len(whole.rows[0].cells) == 4


def test_a_class_set_deals_versions_in_turn_and_the_list_tells_who_has_what(root: Path) -> None:
    build(root, "one", "--format", "pdf")
    marks = codes(root)
    done = makelesson("class-set", "one", "--roster", "9a.csv", cwd=root)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # it fits the keys that lie there
    slip, *copies = pages(root / "output" / "one" / "one-worksheet-class-set.pdf")
    for name, letter in zip(("Ada", "Ben", "Cid", "Doe"), "ABAB", strict=True):
        assert re.search(rf"{name}\s+{letter}\b", slip)
        mine = next(page for page in copies if name in page)
        assert f"{letter} · Code {marks[letter.lower()]} · Page 1" in mine
        assert "Version" not in mine


def test_seats_and_letters_of_the_roster_come_first(root: Path) -> None:
    (root / "9a.csv").write_text(
        "seat,name,Version\n2-2,Doe,\n1-1,Ada,\n1-2,Ben,\n2-1,Cid,\n2-10,Eve,A\n", "utf-8"
    )
    done = makelesson("class-set", "one", "--roster", "9a.csv", "--versions", "seating", cwd=root)
    assert done.returncode == 0, done.stderr
    slip, *_ = pages(root / "output" / "one" / "one-worksheet-class-set.pdf")
    rows = re.findall(r"(Ada|Ben|Cid|Doe|Eve)\s+(\d-\d+)\s+([AB])", slip)
    # Whoever sits beside or behind another has another.
    assert rows == [
        ("Ada", "1-1", "A"), ("Ben", "1-2", "B"), ("Cid", "2-1", "B"), ("Doe", "2-2", "A"),
        ("Eve", "2-10", "A"),
    ]  # fmt: skip


@pytest.mark.parametrize(("letter", "said"), [("C", "no such version"), ("one", "no letter")])
def test_a_version_that_there_isnt_is_told_at_the_rosters_line(
    root: Path, letter: str, said: str
) -> None:
    (root / "9a.csv").write_text(f"name,version\nAda,A\nBen,{letter}\n", "utf-8")
    done = makelesson("class-set", "one", "--roster", "9a.csv", cwd=root)
    assert done.returncode == 1
    assert "9a.csv:3" in done.stderr
    assert said in done.stderr
    assert "Ben" not in done.stderr


def test_packets_ask_the_first_version_and_answer_all(root: Path) -> None:
    build(root)
    marks = codes(root)
    students = "\n".join(pages(root / "output/year/year-student-packet.pdf"))
    assert f"Version A · Code {marks['a']}" in students
    assert marks["b"] not in students
    teachers = "\n".join(pages(root / "output/year/year-teacher-packet.pdf"))
    assert marks["a"] in teachers
    assert marks["b"] in teachers


VALUES = [
    ("0", "26"),
    ("27", "26"),
    ("two", "seating"),
    ("[A, B]", "26"),
    ("1.5", "26"),
    ("true", "26"),
]


@pytest.mark.parametrize(("value", "hint"), VALUES)
def test_what_is_no_number_of_versions_is_told_at_its_line(
    root: Path, value: str, hint: str
) -> None:
    spec = yaml.safe_dump({**SPEC, "versions": 0}, sort_keys=False)
    (root / "lessons/one.yaml").write_text(
        spec.replace("versions: 0", f"versions: {value}"), "utf-8"
    )
    done = makelesson("check", "one", cwd=root)
    line = spec.splitlines().index("versions: 0") + 1
    assert done.returncode == 1
    assert f"one.yaml:{line}:" in done.stdout + done.stderr
    assert hint in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_kind_that_keeps_its_order_says_so(root: Path) -> None:
    talk = {"activity": "discussion", "questions": [{"ask": "Why?"}], "shuffle_questions": True}
    write_spec(root, activities=[talk])
    done = makelesson("check", "one", cwd=root)
    assert done.returncode == 1
    assert "same order in every version" in done.stdout + done.stderr


def test_a_program_gets_any_version(root: Path) -> None:
    workspace = lessonpress.open_workspace(root)
    plain = lessonpress.print_document(workspace, "one", "worksheet")
    assert plain.file.name("one") == "one-worksheet.pdf"
    third = lessonpress.print_document(workspace, "one", "worksheet", version="c")
    assert third.file.name("one") == "one-worksheet-c.pdf"
    key = lessonpress.print_document(workspace, "one", "answer-key", version="all")
    assert set(key.marks) == {"one", "one/b"}
    with pytest.raises(lessonpress.UsageError):
        lessonpress.print_document(workspace, "one", "handout", version="b")
    with pytest.raises(lessonpress.UsageError):
        lessonpress.print_document(workspace, "one", "worksheet", version="all")


@pytest.mark.parametrize("letter", ["a", "b"])
def test_a_filled_sheet_is_marked_by_the_key_of_its_version(root: Path, letter: str) -> None:
    workspace = lessonpress.open_workspace(root)
    lesson, _ = lessonpress.load_lesson(workspace, "one")
    version = Versions(lesson).version(letter)
    items: Any = version.activities[0].items
    right = {choice.id for item in items for choice in item.choices if choice.correct}
    for ending, format_, fill in (("pdf", "fillable", fill_pdf), ("docx", "docx", fill_docx)):
        sheet = lessonpress.print_document(workspace, "one", "worksheet", format_, version=letter)
        path = root / f"Ada.{ending}"
        path.write_bytes(fill(sheet.data, {}, right))
        marks = lessonpress.mark(workspace, [path])
        assert marks.problems == ()
        [marking] = marks.markings
        [marked] = marking.sheets
        verdicts = [verdict for verdict, _ in marked.answers][: len(items)]
        assert verdicts == [Verdict.RIGHT] * len(items)
        path.unlink()


KEYS = ("large-print", "large-print-36", "dyslexia-friendly")


def test_each_version_is_printed_in_each_accommodation_and_asks_the_same(root: Path) -> None:
    write_spec(root, accommodations=list(KEYS), points=1)
    asked = ("--document", "worksheet,answer-key,handout", "--format", "pdf,docx")
    events = build(root, "one", *asked)
    sheets = [f"worksheet-{letter}" for letter in "ab"]
    assert made(events) == {
        f"one-{name}.{ending}"
        for ending in ("pdf", "docx")
        for name in (
            *("handout", *(f"handout-{key}" for key in KEYS), "answer-key-all"),
            *(f"answer-key-{letter}" for letter in "ab"),
            *(f"{sheet}{key}" for sheet in sheets for key in ("", *(f"-{key}" for key in KEYS))),
        )
    }
    folder = root / "output" / "one"
    said = {
        (sheet, key): (
            words(OpenedPdf(folder / f"one-{sheet}{key}.pdf").tagged_text()),
            words(OpenedDocx(folder / f"one-{sheet}{key}.docx").body_text()),
        )
        for sheet in sheets
        for key in ("", *(f"-{key}" for key in KEYS))
    }
    # Number by number and letter by letter; and the other version asks in another order.
    for sheet in sheets:
        assert all(said[sheet, f"-{key}"] == said[sheet, ""] for key in KEYS)
    assert said[sheets[0], ""] != said[sheets[1], ""]
    marks = codes(root)
    for letter in "ab":
        for key in KEYS:
            for page in pypdf.PdfReader(folder / f"one-worksheet-{letter}-{key}.pdf").pages:
                label = f"Version {letter.upper()} · Code {marks[letter]} · Page"
                assert label in page.extract_text()
    assert made(build(root, "one", *asked)) == set()


def test_what_is_said_of_a_version_has_room_on_every_page(root: Path) -> None:
    write_spec(root, accommodations=list(KEYS))
    build(root, "one", "--document", "worksheet", "--format", "pdf")
    for key in KEYS:
        least = 12 if key.startswith("dyslexia") else 18
        path = root / "output" / "one" / f"one-worksheet-b-{key}.pdf"
        assert broken_rules(path.read_bytes()) == []
        for page in pdfium.PdfDocument(path):
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            assert all(0 <= left <= right <= page.get_width() for left, _, right, _ in boxes)
        assert min(drawn_sizes(path)) >= least


def test_a_changed_accommodation_is_pruned_in_each_version(root: Path) -> None:
    write_spec(root, accommodations=["large-print"])
    build(root, "one", "--document", "worksheet", "--format", "pdf")
    write_spec(root, accommodations=[{"large-print": {"size": 22}}], documents=["worksheet"])
    build(root, "one", "--format", "pdf", "--prune")
    left = {path.name for path in (root / "output" / "one").iterdir()}
    assert left == {
        f"one-worksheet-{letter}{key}.pdf" for letter in "ab" for key in ("", "-large-print-22")
    }


@pytest.mark.parametrize("key", ["large-print", "dyslexia-friendly"])
def test_a_filled_sheet_in_an_accommodation_is_marked_by_the_key(root: Path, key: str) -> None:
    write_spec(root, accommodations=[key])
    build(root, "one", "--document", "worksheet", "--format", "fillable")
    workspace = lessonpress.open_workspace(root)
    lesson, _ = lessonpress.load_lesson(workspace, "one")
    items: Any = Versions(lesson).version("b").activities[0].items
    right = {choice.id for item in items for choice in item.choices if choice.correct}
    sheet = (root / "output" / "one" / f"one-worksheet-b-{key}-fillable.pdf").read_bytes()
    path = root / "Ada.pdf"
    path.write_bytes(fill_pdf(sheet, {}, right))
    marks = lessonpress.mark(workspace, [path])
    assert marks.problems == ()
    verdicts = [verdict for verdict, _ in marks.markings[0].sheets[0].answers][: len(items)]
    assert verdicts == [Verdict.RIGHT] * len(items)
