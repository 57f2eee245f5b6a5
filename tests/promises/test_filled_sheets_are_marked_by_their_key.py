"""Sheets that were filled in on a screen are marked by the key of their lesson, whatever saved them; a file that
is no such sheet is told of, and keeps no other from being marked."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import lessonpress
from lessonpress.press.marking.marking import mark
from lessonpress.press.marking.verdicts import Verdict
from lessonpress.press.progress import request_in
from tests.conformance import broken_rules
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import makelesson, spec, write_workspace
from tests.filled import fill_docx, fill_pdf, type_pdf, with_part

SLUG = "the-wall"
EVENT = "# The Wall Opens\n\nA summary.\n\n## What Happened?\n\nOn 9 November the wall opened in Berlin.\n"
LESSON: dict[str, Any] = {
    "event": SLUG,
    "vocabulary": [
        {"term": "wall", "definition": "What parts two gardens"},
        {"term": "river", "definition": "Water that runs to the sea"},
        {"term": "bridge", "definition": "A way over water"},
    ],
    "activities": [
        {"activity": "matching"},
        {
            "activity": "multiple-choice",
            "questions": [
                {"ask": "Where?", "choices": ["Berlin", "Prague", "Vienna"], "answer": "Berlin"},
                {"ask": "When?", "choices": ["in May", "in November"], "answer": "in November"},
            ],
        },
        {
            "activity": "true-false",
            "corrections": False,
            "statements": [{"say": "It opened.", "answer": True}],
        },
        {"activity": "cloze", "text": "It is a [řeka] in [Berlin].", "word_bank": False},
        {
            "activity": "short-answer",
            "questions": [{"ask": "Why did it open?", "answer": "So.", "lines": 3}],
        },
    ],
}
WORKSHEET = {"documents": ("worksheet",), "formats": ("fillable", "docx")}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose worksheet is printed to be filled in, both ways."""
    root = tmp_path_factory.mktemp("school")
    write_workspace(
        root, {f"lessons/events/{SLUG}.md": EVENT, f"lessons/{SLUG}.yaml": spec(LESSON)}
    )
    done = makelesson("build", "--document", "worksheet", "--format", "fillable,docx", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def sheets(school: Path) -> dict[str, bytes]:
    folder = school / "output" / SLUG
    return {
        "pdf": (folder / f"{SLUG}-worksheet-fillable.pdf").read_bytes(),
        "docx": (folder / f"{SLUG}-worksheet.docx").read_bytes(),
    }


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def fill(sheets: dict[str, bytes], ending: str, texts: dict[str, str], marked: set[str]) -> bytes:
    """`texts` by the names in Word."""
    if ending == "docx":
        return fill_docx(sheets["docx"], texts, marked)
    return fill_pdf(
        sheets["pdf"], {name.replace(".", "-"): text for name, text in texts.items()}, marked
    )


def marked(school: Path, *files: Path) -> Any:
    workspace = lessonpress.Workspace.at(school)
    return mark(workspace, files, request_in(workspace))


def run(school: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return makelesson("mark", *words, cwd=school)


#: What is typed for `řeka` in a gap, and what that is worth.
_GAPS = {
    "řeka": Verdict.RIGHT,
    " ŘEKA.": Verdict.RIGHT,
    "reka": Verdict.NEARLY,
    "x": Verdict.WRONG,
    "": Verdict.EMPTY,
}
_LETTERS = st.sampled_from(["", "A", "b", "C"])


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_whatever_is_filled_in_is_marked_as_the_lesson_says(
    school: Path, sheets: dict[str, bytes], tmp_path: Path, ending: str
) -> None:
    lesson, _ = lessonpress.load_lesson(lessonpress.Workspace.at(school), SLUG)
    matching, choosing, truth = (lesson.activities[at].task for at in range(3))

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(
        letters=st.lists(_LETTERS, min_size=3, max_size=3),
        chosen=st.lists(st.integers(-1, 2), min_size=2, max_size=2),
        true=st.sampled_from([None, 1, 2]),
        gaps=st.lists(st.sampled_from(sorted(_GAPS)), min_size=2, max_size=2),
        why=st.sampled_from(["", "Because.", "=1+1", "Dvě\nřádky"]),
    )
    def check(
        letters: list[str], chosen: list[int], true: int | None, gaps: list[str], why: str
    ) -> None:
        texts = {"fields.1": "Žofie", "a4_q1.1": gaps[0], "a4_q1.2": gaps[1], "a5_q1_l": why}
        expected: list[Verdict] = []
        for item, letter in zip(matching.items, letters, strict=True):
            texts[item.id] = letter
            right = letter.upper() == item.answer
            expected.append(
                Verdict.EMPTY if not letter else Verdict.RIGHT if right else Verdict.WRONG
            )
        boxes: set[str] = set()
        for item, at in zip(choosing.items, chosen, strict=True):
            if 0 <= at < len(item.choices):
                boxes.add(item.choices[at].id)
                expected.append(Verdict.RIGHT if item.choices[at].correct else Verdict.WRONG)
            else:
                expected.append(Verdict.EMPTY)
        if true is not None:
            boxes.add(f"{truth.items[0].id}_c{true}")
        expected.append({None: Verdict.EMPTY, 1: Verdict.RIGHT, 2: Verdict.WRONG}[true])
        expected.append(_GAPS[gaps[0]])
        expected.append(Verdict.WRONG if gaps[1] else Verdict.EMPTY)
        expected.append(Verdict.OPEN if why else Verdict.EMPTY)
        path = tmp_path / f"sheet.{ending}"
        path.write_bytes(
            fill(sheets, ending, {name: text for name, text in texts.items() if text}, boxes)
        )
        marks = marked(school, path)
        if set(expected) == {Verdict.EMPTY}:
            assert [one.message for one in marks.problems] == ["Nothing is filled in."]
            return
        assert marks.problems == ()
        [[sheet]] = [one.sheets for one in marks.markings]
        assert sheet.name == "Žofie"
        assert [verdict for verdict, _ in sheet.answers] == expected
        assert sheet.answers[-1][1] == why

    check()


def test_what_chrome_types_and_saves_is_read(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    """By PDFium, which is in it: text, letters with marks, a circle."""
    lesson, _ = lessonpress.load_lesson(lessonpress.Workspace.at(school), SLUG)
    right = {
        one.id for item in lesson.activities[1].task.items for one in item.choices if one.correct
    }
    texts = {"fields-1": "Šárka", "a4_q1-1": "řeka", "a5_q1_l": "Lidé chtěli ven."}
    (inbox / "s.pdf").write_bytes(type_pdf(sheets["pdf"], texts, right))
    [marking] = marked(school, inbox).markings
    [sheet] = marking.sheets
    assert sheet.name == "Šárka"
    assert sheet.count(Verdict.RIGHT) == 3
    assert sheet.answers[-1] == (Verdict.OPEN, "Lidé chtěli ven.")


def test_what_lost_its_names_is_read_in_order(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    """As LibreOffice leaves it, which keeps controls and drops what they are called."""
    texts = {"fields.1": "Eva", "a4_q1.1": "řeka"}
    (inbox / "e.docx").write_bytes(fill_docx(sheets["docx"], texts, {"a3_q1_c1"}, nameless=True))
    [marking] = marked(school, inbox).markings
    [sheet] = marking.sheets
    assert (sheet.name, sheet.count(Verdict.RIGHT)) == ("Eva", 2)


@pytest.mark.libreoffice
def test_libreoffice_saves_what_is_read(
    school: Path, sheets: dict[str, bytes], inbox: Path, tmp_path: Path
) -> None:
    path = tmp_path / "e.docx"
    path.write_bytes(
        fill_docx(
            sheets["docx"], {"fields.1": "Eva", "a4_q1.1": "řeka", "a5_q1_l": "A\nB"}, {"a3_q1_c1"}
        )
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    saved = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(inbox),
        str(path),
    ]
    subprocess.run(saved, check=True, capture_output=True, timeout=120)
    marks = marked(school, inbox)
    assert marks.problems == ()
    [sheet] = marks.markings[0].sheets
    assert (sheet.name, sheet.count(Verdict.RIGHT)) == ("Eva", 2)
    assert sheet.answers[-1][1].split() == ["A", "B"]


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize("wrong", [0, 1, 3])
def test_a_puzzle_is_right_when_every_letter_is(
    tmp_path: Path, inbox: Path, ending: str, wrong: int
) -> None:
    clues = [{"word": word, "clue": "Which?"} for word in ("kámen", "most", "Řehoř")]
    lesson = {"event": SLUG, "activities": [{"activity": "crossword", "words": clues}]}
    root = tmp_path / "puzzles"
    write_workspace(
        root, {f"lessons/events/{SLUG}.md": EVENT, f"lessons/{SLUG}.yaml": spec(lesson)}
    )
    format_ = "fillable" if ending == "pdf" else "docx"
    assert (
        makelesson("build", "--document", "worksheet", "--format", format_, cwd=root).returncode
        == 0
    )
    [path] = (root / "output" / SLUG).iterdir()
    rows = lessonpress.load_lesson(lessonpress.Workspace.at(root), SLUG)[0].activities[0].task.boxes
    letters = {
        (f"a1_r{down}", across): box.letter
        for down, row in enumerate(rows, 1)
        for across, box in enumerate(row)
        if box is not None
    }
    for place in list(letters)[:wrong]:
        letters[place] = "q"
    if ending == "pdf":
        texts = {f"{row}-c{at + 1}": letter for (row, at), letter in letters.items()}
        (inbox / "a.pdf").write_bytes(fill_pdf(path.read_bytes(), texts))
    else:
        (inbox / "a.docx").write_bytes(fill_docx(path.read_bytes(), cells=letters))
    [marking] = marked(root, inbox).markings
    [(verdict, said)] = marking.sheets[0].answers
    assert said == f"{len(letters) - wrong} / {len(letters)}"
    assert verdict is (Verdict.WRONG if wrong else Verdict.RIGHT)


# --- files that are none ---------------------------------------------------------------------------


def damaged(data: bytes) -> bytes:
    return data[: len(data) // 3]


def locked(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def flattened(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            del page["/Annots"]
        pdf.save(out)
    return out.getvalue()


def of_another(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().replace(old.encode(), new.encode())
        pdf.Root.Metadata = pdf.make_stream(
            packet, {"/Type": pikepdf.Name.Metadata, "/Subtype": pikepdf.Name.XML}
        )
        pdf.save(out)
    return out.getvalue()


def test_a_file_that_is_no_sheet_is_told_of_and_the_others_are_marked(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    pdf, docx = (
        fill(sheets, one, {"fields.1": one, "a4_q1.1": "řeka"}, set()) for one in ("pdf", "docx")
    )
    code = OpenedPdf(school / "output" / SLUG / f"{SLUG}-worksheet-fillable.pdf").page_texts()[0]
    code = code.split("Code ")[1][:5]
    key = makelesson("build", "--document", "answer-key", "--output", inbox / "keys", cwd=school)
    assert key.returncode == 0
    odd: dict[str, tuple[bytes, str]] = {
        "empty.pdf": (b"", "empty"),
        "cut.pdf": (damaged(pdf), "damaged"),
        "noise.pdf": (os.urandom(4000), "damaged"),
        "locked.pdf": (locked(pdf), "password"),
        "flat.pdf": (flattened(pdf), "no fields"),
        "unfilled.pdf": (sheets["pdf"], "Nothing is filled in"),
        "unfilled.docx": (sheets["docx"], "Nothing is filled in"),
        "cut.docx": (damaged(docx), "damaged"),
        "old.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        "noxml.docx": (with_part(docx, "word/document.xml", b"<w:document"), "damaged"),
        "nobody.docx": (with_part(docx, "word/document.xml", None), "damaged"),
        "another.docx": (with_part(docx, "docProps/core.xml", None), "no sheet of ours"),
        "key.docx": (
            (inbox / "keys" / SLUG / f"{SLUG}-answer-key.docx").read_bytes(),
            "answer key",
        ),
        "key.pdf": ((inbox / "keys" / SLUG / f"{SLUG}-answer-key.pdf").read_bytes(), "no fields"),
        "elsewhere.pdf": (of_another(pdf, f":{SLUG}", ":another-lesson"), "isn't here"),
        "before.pdf": (of_another(pdf, f":{code}:", ":BCDFG:"), "code BCDFG"),
        "twice.pdf": (pdf, "same file"),
    }
    shutil.rmtree(inbox / "keys")
    for name, (data, _) in odd.items():
        (inbox / name).write_bytes(data)
    (inbox / "a.pdf").write_bytes(pdf)
    (inbox / "b.docx").write_bytes(docx)
    (inbox / "~$b.docx").write_bytes(b"open in Word")
    (inbox / "notes.txt").write_text("no sheet")
    done = run(school, inbox)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = {
        line.split(": error: ")[0].rpartition("/")[2]: line
        for line in done.stderr.splitlines()
        if ": error: " in line
    }
    assert set(told) == set(odd)
    for name, (_, words) in odd.items():
        assert words in told[name], name
    [marking] = marked(school, inbox / "a.pdf", inbox / "b.docx").markings
    assert [one.name for one in marking.sheets] == ["docx", "pdf"]
    assert "2 sheets marked" in done.stdout


@pytest.mark.parametrize("name", ["nothing.pdf", "sheet.txt", "sheet.doc"])
def test_what_is_named_and_is_no_sheet_is_told_of(school: Path, inbox: Path, name: str) -> None:
    if "sheet" in name:
        (inbox / name).write_text("x")
    done = run(school, inbox / name)
    assert done.returncode == 1
    assert name in done.stderr
    assert "no such file" in done.stderr or "neither a PDF nor a Word document" in done.stderr


def test_two_sheets_of_one_pupil_are_both_listed_and_told_of(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    for at, gap in enumerate(("řeka", "most")):
        (inbox / f"{at}.pdf").write_bytes(
            fill(sheets, "pdf", {"fields.1": "Eva  Nová", "a4_q1.1": gap}, set())
        )
    marks = marked(school, inbox)
    assert [one.name for one in marks.markings[0].sheets] == ["Eva Nová"] * 2
    [problem] = marks.problems
    assert not problem.is_error
    assert "0.pdf" in problem.message
    assert "Eva" not in problem.message


def test_a_sheet_without_a_name_goes_by_its_file(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    (inbox / "Jan_Novák.pdf").write_bytes(fill(sheets, "pdf", {"a4_q1.1": "řeka"}, set()))
    [marking] = marked(school, inbox).markings
    assert [one.name for one in marking.sheets] == ["Jan Novák"]


# --- what is written -------------------------------------------------------------------------------


def results(inbox: Path) -> tuple[Path, Path]:
    return inbox / f"{SLUG}-worksheet-marks.csv", inbox / f"{SLUG}-worksheet-marks.pdf"


def test_nothing_is_overwritten_unasked(
    school: Path, sheets: dict[str, bytes], inbox: Path, tmp_path: Path
) -> None:
    (inbox / "a.pdf").write_bytes(fill(sheets, "pdf", {"a4_q1.1": "řeka"}, set()))
    table, page = results(inbox)
    table.write_text("mine")
    done = run(school, inbox)
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert (table.read_text(), page.exists()) == ("mine", False)
    assert run(school, inbox, "--into", tmp_path / "other").returncode == 0
    assert table.read_text() == "mine"
    assert run(school, inbox, "--force").returncode == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbfName,")
    # And again: the results themselves are no sheets.
    assert run(school, inbox, "--force").stderr == ""


def test_a_spreadsheet_runs_nothing_that_a_pupil_wrote(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", " =1", "|calc"]
    for at, text in enumerate(evil):
        data = fill(
            sheets, "pdf", {"fields.1": f"{text} {at}", "a5_q1_l": text, "a4_q1.1": "x"}, set()
        )
        (inbox / f"{at}.pdf").write_bytes(data)
    (inbox / "=2.pdf").write_bytes(fill(sheets, "pdf", {"a4_q1.1": "x"}, set()))
    assert run(school, inbox).returncode == 0
    rows = list(csv.reader(io.StringIO(results(inbox)[0].read_bytes().decode("utf-8-sig"))))
    assert len(rows) == len(evil) + 2
    for row in rows:
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "|"))]
    assert len({len(row) for row in rows}) == 1


def test_the_table_has_a_row_a_pupil_and_a_column_a_question(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    answers = {"Eva": ("řeka", "Lidé chtěli."), "Adam": ("reka", "")}
    for name, (gap, why) in answers.items():
        texts = {"fields.1": name, "fields.3": "4.B", "a4_q1.1": gap} | (
            {"a5_q1_l": why} if why else {}
        )
        (inbox / f"{name}.pdf").write_bytes(fill(sheets, "pdf", texts, {"a3_q1_c2"}))
    assert run(school, inbox).returncode == 0
    head, *rows = csv.reader(io.StringIO(results(inbox)[0].read_bytes().decode("utf-8-sig")))
    assert head[:8] == [
        "Name",
        "Date",
        "Class",
        "File",
        "Right",
        "Of",
        "Nearly right",
        "Not answered",
    ]
    assert head[8:] == [
        *(f"Part 1 · {at}" for at in (1, 2, 3)), "Part 2 · 1", "Part 2 · 2", "Part 3 · 1",
        "Part 4 · 1", "Part 4 · 2", "Part 5 · 1",
    ]  # fmt: skip
    assert [row[:8] for row in rows] == [
        ["Adam", "", "4.B", "Adam.pdf", "0", "8", "1", "7"],
        ["Eva", "", "4.B", "Eva.pdf", "1", "8", "0", "6"],
    ]
    assert [row[13:] for row in rows] == [
        ["0", "Nearly right: reka", "", ""],
        ["0", "1", "", "Lidé chtěli."],
    ]


def test_the_page_shows_the_class_and_the_answers_side_by_side(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    why = {"Eva": "Because 😀 of\nthe people.", "Adam": "Nobody knows."}
    for name, text in why.items():
        texts = {"fields.1": name, "a4_q1.1": "reka", "a5_q1_l": text}
        (inbox / f"{name}.docx").write_bytes(fill(sheets, "docx", texts, {"a3_q1_c2"}))
    assert run(school, inbox).returncode == 0
    page = results(inbox)[1]
    assert broken_rules(page) == []
    text = " ".join(OpenedPdf(page).tagged_text().split())
    assert "Marked sheets" in text
    assert "Part 4 · 1 řeka 0 / 2 reka (Nearly right) × 2" in text
    assert "Part 3 · 1 True 0 / 2 False × 2" in text
    assert "Why did it open? Name Answer Adam Nobody knows. Eva Because □ of the people." in text


def test_no_pupil_is_named_in_what_is_kept(
    school: Path, sheets: dict[str, bytes], inbox: Path
) -> None:
    (inbox / "a.pdf").write_bytes(
        fill(sheets, "pdf", {"fields.1": "Zzyzxova", "a4_q1.1": "řeka"}, set())
    )
    before = {path for path in school.rglob("*") if path.is_file()}
    done = run(school, inbox)
    assert "Zzyzxova" not in done.stdout + done.stderr
    assert {path for path in school.rglob("*") if path.is_file()} == before


def test_what_a_pupil_saved_over_the_sheet_is_theirs(
    school: Path, sheets: dict[str, bytes], tmp_path: Path
) -> None:
    copy = tmp_path / "school"
    shutil.copytree(school, copy, copy_function=shutil.copy2)
    path = copy / "output" / SLUG / f"{SLUG}-worksheet-fillable.pdf"
    filled = fill(sheets, "pdf", {"a4_q1.1": "řeka"}, set())
    path.write_bytes(filled)
    done = makelesson("build", "--document", "worksheet", "--format", "fillable", cwd=copy)
    assert path.read_bytes() == filled
    assert "kept" in (done.stdout + done.stderr).lower() or path.name in done.stdout + done.stderr


@pytest.mark.parametrize("words", [("answer-key",), ("lesson-plan", "marking-key")])
def test_nobody_fills_in_a_key(school: Path, words: tuple[str, ...]) -> None:
    done = makelesson("build", "--document", ",".join(words), "--format", "fillable", cwd=school)
    assert done.returncode == 2
    assert "what pupils fill in" in done.stderr
    both = makelesson("build", "--format", "fillable", "--output", "elsewhere", cwd=school)
    assert both.returncode == 0
    made = {path.name for path in (school / "elsewhere").rglob("*.pdf")}
    assert made == {f"{SLUG}-{one}-fillable.pdf" for one in ("handout", "worksheet")}
    shutil.rmtree(school / "elsewhere")
