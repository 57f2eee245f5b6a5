"""Pages suit those who read and write on them: young pupils, narrow and wide papers, photocopies."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from lessonpress.layout.columns import column_widths
from lessonpress.layout.fonts import BULLET, bullet_family, family_files
from lessonpress.layout.layouts import PAPERS, load_layout
from lessonpress.layout.measures import LEAST_CONTRAST, contrast
from lessonpress.layout.text_width import letter_width, longest_word, text_width
from lessonpress.workspace import builtin_layouts
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import LAYOUTS, makelesson, print_lessons, write_workspace

MILLIMETRE = 72 / 25.4
every_layout = pytest.mark.parametrize("layout", LAYOUTS)

EVENT = """\
---
date: 8 October 1871
place: Chicago
people: ["Catherine O'Leary", Robert Mason]
sources: ["*The Great Fire*, 1971."]
---
# The Great Chicago Fire and the Long Reconstruction of the City on the Lake

A fire began in a barn in Chicago. It burned for two days.

- The fire began on 8 October 1871.
- It burned for two days.

## What Happened?

The summer was hot and dry, and most houses were made of wood. On a Sunday evening a fire began in a barn, and
the strong wind carried sparks from roof to roof, over the river and as far as the lake, where people had fled.
"""
LESSON: dict[str, Any] = {
    "event": "fire",
    "essential_question": "How can people stay safe?",
    "sources": ["The Great Fire, 1971", "[A museum](https://example.org/museum)"],
    "vocabulary": [
        {"term": "neighborhood", "definition": "A part of a city where people live."},
        {"term": "Wiederaufbauprogramm", "definition": "A plan to build something again."},
    ],
    "activities": [
        {"activity": "matching"},
        {"activity": "cloze", "text": "The fire [began] in a barn, and it burned for [two days]."},
        {
            "activity": "short-answer",
            "questions": [{"ask": "Why did it spread?", "answer": "The wind.", "lines": 4}],
        },
        {"activity": "discussion", "questions": [{"ask": "How do you stay safe?"}]},
    ],
}


def workspace(root: Path, **more: Any) -> Path:
    """A workspace with the lesson for the second, the fourth and the ninth grade, and a unit of all."""
    files = {"lessons/events/fire.md": EVENT}
    for grade in (2, 4, 9):
        lesson = {**LESSON, "grade": grade, **more}
        files[f"lessons/g{grade}.yaml"] = yaml.safe_dump(lesson, allow_unicode=True)
    files["lessons/units/fire-unit.yaml"] = "title: Fires\nlessons: [g4, g9]\n"
    return write_workspace(root, files)


def printed(root: Path, *lessons: str, **wishes: Any) -> dict[str, bytes]:
    """What is printed of the lessons, by lesson, document and format: `g4 worksheet pdf`."""
    found = {}
    for report in print_lessons(root, None, *lessons, **wishes):
        assert not [one for one in report.problems if one.is_error], report.problems
        for made in report.made:
            found[f"{report.lesson} {made.document} {made.format}"] = made.path.read_bytes()
    return found


# --- what is drawn -----------------------------------------------------------------------------------


def drawn(data: bytes) -> Iterator[tuple[float, float, float, float, float]]:
    """What a PDF draws, in its order: the page; then for letters their size and how many, for a line how
    long it is and its height on the page; each in points on paper, as (page, letters, size, long, y)."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            scale, down, kept, size, start = 1.0, 0.0, [], 0.0, (0.0, 0.0)
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "q":
                        kept.append((scale, down))
                    case "Q":
                        scale, down = kept.pop()
                    case "cm":
                        scale, down = scale * float(operands[0]), down + float(operands[5])
                    case "Tf":
                        size = float(operands[1]) * scale
                    case "TJ":
                        letters = sum(len(bytes(one)) // 2 for one in operands[0] if _is_text(one))
                        yield number, letters, size, 0.0, 0.0
                    case "m":
                        start = float(operands[0]), float(operands[1])
                    case "l":
                        long = abs(float(operands[0]) - start[0]) * scale
                        yield number, 0.0, 0.0, long, start[1] * scale + down


def _is_text(one: Any) -> bool:
    return isinstance(one, pikepdf.String)


def body_size(data: bytes) -> float:
    """The size of most letters, in points on paper."""
    sizes: Counter[float] = Counter()
    for _, letters, size, _, _ in drawn(data):
        sizes[round(size, 1)] += int(letters)
    return sizes.most_common(1)[0][0]


def line_distances(data: bytes) -> set[float]:
    """The distances of lines to write on, in millimetres on paper: of three and more alike."""
    lines = [(page, long, y) for page, _, _, long, y in drawn(data) if long > 120]
    gaps = [
        round((one[2] - other[2]) / MILLIMETRE, 1)
        for one, other in pairwise(lines)
        if one[:2] == pytest.approx(other[:2], abs=0.1)
    ]
    return {gap for gap, count in Counter(gaps).items() if count >= 3}


# --- young pupils ------------------------------------------------------------------------------------


@every_layout
def test_young_pupils_read_larger_type_in_every_shipped_layout(tmp_path: Path, layout: str) -> None:
    files = printed(workspace(tmp_path), "g2", "g4", "g9", layout=layout)
    for grade in (2, 4):
        for document in ("handout", "worksheet"):
            assert body_size(files[f"g{grade} {document} pdf"]) >= 14
            styles = OpenedDocx(files[f"g{grade} {document} docx"]).xml("word/styles.xml")
            [size] = styles.iterfind(f"{W}docDefaults//{W}sz")
            assert int(size.get(f"{W}val", "0")) >= 28
    assert body_size(files["g9 handout pdf"]) < 14
    assert {9.0, 12.0} & line_distances(files["g4 worksheet pdf"]) == {12.0}
    assert {9.0, 12.0} & line_distances(files["g9 worksheet pdf"]) == {9.0}
    # A teacher reads the key of a fourth grade as any other.
    assert body_size(files["g4 answer-key pdf"]) == body_size(files["g9 answer-key pdf"])


@every_layout
def test_blanks_of_young_pupils_are_as_wide_and_as_high_as_they_write(layout: str) -> None:
    theme = load_layout(layout, [builtin_layouts()]).theme("worksheet", "primary")
    for name in ("cell", "cloze", "prompt"):
        style = theme.to_write_in(theme.styles[name], "primary")
        assert style.leading >= 12 * MILLIMETRE - 0.1
        assert style.handwriting * 3 >= 12 * MILLIMETRE - 0.1
        assert theme.to_write_in(theme.styles[name], "secondary") == theme.styles[name]


def test_each_lesson_of_a_packet_has_the_lines_of_its_own_grade(tmp_path: Path) -> None:
    files = printed(workspace(tmp_path), "fire-unit", documents=("student-packet",))
    packet = files["fire-unit student-packet pdf"]
    assert {9.0, 12.0} <= line_distances(packet)
    assert body_size(packet) >= 14  # the youngest's
    document = OpenedDocx(files["fire-unit student-packet docx"]).xml("word/document.xml")
    spacing = [one.get(f"{W}line") for one in document.iter(f"{W}spacing") if one.get(f"{W}line")]
    text = "".join(document.itertext())
    assert "510" in spacing  # 9 mm: those of the ninth grade, beside the style's own 12 mm
    assert text.count("How do you stay safe?") == 4


@pytest.mark.parametrize("format_", ["booklet", "2up"])
@every_layout
def test_sheets_for_the_copier_shrink_no_type_below_what_is_read_with_ease(
    tmp_path: Path, layout: str, format_: str
) -> None:
    documents = ("handout", "worksheet")
    files = printed(
        workspace(tmp_path), "g4", "g9", layout=layout, formats=(format_,), documents=documents
    )
    for document in documents:
        assert body_size(files[f"g4 {document} {format_}"]) >= 13.9
        assert body_size(files[f"g9 {document} {format_}"]) >= 8.9
    assert 12.0 in line_distances(files[f"g4 worksheet {format_}"])


@pytest.mark.parametrize(("grade", "least"), [(4, 12.0), (9, 8.0)])
def test_rows_to_write_in_stay_as_high_on_sheets(tmp_path: Path, grade: int, least: float) -> None:
    chart = {"event": "fire", "grade": grade, "activities": [{"activity": "five-ws"}]}
    root = workspace(tmp_path)
    write_workspace(root, {"lessons/chart.yaml": yaml.safe_dump(chart)})
    kinds = {"documents": ("worksheet",), "formats": ("pdf", "booklet")}
    files = printed(root, "chart", **kinds)
    plain, sheets = (line_distances(files[f"chart worksheet {one}"]) for one in kinds["formats"])
    lines = round(max(plain) / (12 if grade == 4 else 9))
    assert max(sheets) >= lines * least - 0.2


def test_fit_does_not_make_young_pupils_type_smaller(tmp_path: Path) -> None:
    root = workspace(tmp_path, fit={"worksheet": 1})
    [report] = print_lessons(root, None, "g4", documents=("worksheet",), formats=("pdf",))
    [problem] = [one for one in report.problems if one.code == "does-not-fit"]
    assert "with the smallest readable type (14 pt)" in problem.message
    assert body_size(report.made[0].path.read_bytes()) >= 14


@pytest.mark.parametrize(
    ("own", "grade", "place", "said"),
    [
        ("styles:\n  body: {size: 12}\n", 4, "2:16", "type of 12 pt; pupils up to the fifth"),
        ("type: {primary: 12pt}\n", 4, "1:7", "type of 12 pt; pupils up to the fifth"),
        ("styles:\n  prompt: {size: 8}\n", 9, "2:18", "type of 8 pt; those who read it need 9"),
    ],
)
def test_a_layout_of_ones_own_has_its_way_and_is_told_of(
    tmp_path: Path, own: str, grade: int, place: str, said: str
) -> None:
    root = workspace(tmp_path)
    write_workspace(root, {"layouts/classic/layout.yaml": own})
    for command in ("check", "build"):
        heard = makelesson(command, f"g{grade}", cwd=root).stderr
        assert f"layouts/classic/layout.yaml:{place}: warning: " in heard
        assert said in heard
    write_workspace(workspace(root, accept=["small-type"]), {})
    assert said not in makelesson("build", f"g{grade}", "--force", cwd=root).stderr


def test_a_nearer_layout_that_says_a_larger_size_keeps_it(tmp_path: Path) -> None:
    own = "extends: modern\nfonts: {body: Spectral}\nstyles:\n  body: {size: 16}\n"
    write_workspace(tmp_path, {"layouts/ours/layout.yaml": own})
    theme = load_layout("ours", [tmp_path / "layouts", builtin_layouts()]).theme(
        "handout", "primary"
    )
    assert (theme.styles["body"].size, theme.styles["body"].font) == (16, "Spectral")
    assert theme.styles["title"].font == "PT Sans"


# --- narrow and wide papers --------------------------------------------------------------------------


@every_layout
@pytest.mark.parametrize("paper", PAPERS)
def test_no_line_of_running_text_is_too_long_or_too_short(layout: str, paper: str) -> None:
    loaded = load_layout(layout, [builtin_layouts()], paper=paper)
    for kind in ("handout", "worksheet", "student-packet"):
        for stage in ("secondary", "primary"):
            theme = loaded.theme(kind, stage)  # type: ignore[arg-type]
            letters = theme.paper.measure / letter_width(theme.styles["body"])
            assert letters < 85.1
            assert letters > (30 if paper == "A6" else 40)


@every_layout
@pytest.mark.parametrize("paper", ["A4-landscape", "A3"])
def test_wide_pages_have_columns_in_both_formats(tmp_path: Path, layout: str, paper: str) -> None:
    root = workspace(tmp_path)
    files = printed(root, "g9", layout=layout, paper=paper, documents=("handout",))
    pdf = root / "output" / "g9" / "g9-handout.pdf"
    said = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, encoding="utf-8")
    assert max(map(len, said.stdout.splitlines())) < 100
    document = OpenedDocx(files["g9 handout docx"]).xml("word/document.xml")
    assert [one.get(f"{W}num") for one in document.iter(f"{W}cols")] == ["2"]


@every_layout
def test_a_layout_may_say_how_many_columns_it_has(tmp_path: Path, layout: str) -> None:
    own = f"extends: {layout}\npaper: A4-landscape\ncolumns: 1\n"
    write_workspace(tmp_path, {"layouts/ours/layout.yaml": own})
    paper = load_layout("ours", [tmp_path / "layouts", builtin_layouts()]).theme("handout").paper
    assert paper.columns == 1
    assert paper.measure == paper.span > 600


@every_layout
@pytest.mark.parametrize("paper", ["A5", "Letter", "A4-landscape", "A3-landscape"])
def test_no_word_in_a_table_runs_over_its_column(tmp_path: Path, layout: str, paper: str) -> None:
    """`Answer`, `Definition`, `1. neighborhood` stand in one line each."""
    root = workspace(tmp_path)
    documents = ("worksheet", "answer-key")
    files = printed(root, "g9", "g4", layout=layout, paper=paper, documents=documents)
    heads = {"answer-key": {"Answer", "Term", "Definition"}, "worksheet": set[str]()}
    for lesson, document in product(("g9", "g4"), documents):
        pdf = root / "output" / lesson / f"{lesson}-{document}.pdf"
        done = subprocess.run(
            ["pdftotext", "-raw", pdf, "-"], capture_output=True, encoding="utf-8"
        )
        words = set(done.stdout.split())
        assert {*heads[document], "neighborhood"} <= words
        docx = OpenedDocx(files[f"{lesson} {document} docx"]).body_text()
        assert "neighborhood" in docx
        text = OpenedPdf(pdf).tagged_text().replace("\u00ad", "")
        assert text.count("Wiederaufbauprogramm") == 1


@pytest.mark.parametrize("paper", ["A5", "A6", "Letter"])
def test_a_foot_is_shortened_where_it_has_no_room_and_never_cut(tmp_path: Path, paper: str) -> None:
    root = workspace(tmp_path)
    files = printed(root, "g9", paper=paper, documents=("worksheet",))
    theme = load_layout("classic", [builtin_layouts()], paper=paper).theme("worksheet")
    style = theme.styles["footer"]
    footer = OpenedDocx(files["g9 worksheet docx"]).xml("word/footer1.xml")
    text = "".join(one.text or "" for one in footer.iter(f"{W}t"))
    assert "Code" in text
    assert text_width(text, style) < theme.paper.span
    pdf = root / "output" / "g9" / "g9-worksheet.pdf"
    done = subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", "-layout", pdf, "-"],
        capture_output=True,
        encoding="utf-8",
    )
    foot = done.stdout.strip().splitlines()[-1]
    assert re.search(r"(…|Lake) · Worksheet\s+Code \w{5} · Page 2 of \d+$", foot), foot


# --- photocopies -------------------------------------------------------------------------------------


@every_layout
@pytest.mark.parametrize("stage", ["primary", "secondary"])
def test_bullets_and_rules_are_seen_on_a_photocopy(layout: str, stage: str) -> None:
    import uharfbuzz

    for kind in ("handout", "worksheet", "answer-key", "student-packet", "teacher-packet"):
        theme = load_layout(layout, [builtin_layouts()]).theme(kind, stage)  # type: ignore[arg-type]
        style = theme.styles["item"]
        files = family_files(bullet_family(style.font, theme.fallbacks))
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(files.regular))))
        extents = font.get_glyph_extents(font.get_nominal_glyph(ord(BULLET)) or 0)
        assert extents is not None
        assert abs(extents.height) / font.face.upem * style.size >= 2  # points
        tints = [box.fill for box in theme.boxes.values() if box.fill] or ["#ffffff"]
        for ground in ("#ffffff", *tints):
            assert contrast(theme.rule_colour, ground) >= LEAST_CONTRAST
        for box in theme.boxes.values():
            if box.border != "none":
                assert contrast(box.border_colour, "#ffffff") >= LEAST_CONTRAST


# --- what pupils are told ----------------------------------------------------------------------------


@every_layout
def test_people_and_sources_reach_pupils_once_and_apart_from_the_last_question(
    tmp_path: Path, layout: str
) -> None:
    files = printed(workspace(tmp_path), "g9", "fire-unit", layout=layout)
    pdf = tmp_path / "output" / "g9" / "g9-handout.pdf"
    for text in (OpenedPdf(pdf).tagged_text(), OpenedDocx(files["g9 handout docx"]).body_text()):
        flat = " ".join(text.split())
        assert re.search("People: Catherine O.Leary · Robert Mason", flat)
        assert flat.count("The Great Fire, 1971") == 1
        assert "A museum" in flat
        assert flat.index("Sources:") > flat.index("How do you stay safe?")
    packet = OpenedDocx(files["fire-unit student-packet docx"]).body_text()
    assert packet.count("A museum") == 2  # each lesson's own
    theme = load_layout(layout, [builtin_layouts()]).theme("handout")
    credits = theme.styles["credits"]
    assert (credits.rule, credits.before >= 12) == ("above", True)


def test_columns_of_a_table_take_room_from_those_that_have_it() -> None:
    from lessonpress.document.blocks import Cell, Row, Run, Table

    theme = load_layout("classic", [builtin_layouts()]).theme("worksheet")
    cells = (Cell((Run("Wiederaufbauprogramm"),)), Cell((Run("a plan to build anew"),)))
    table = Table("t", (0.1, 0.9), (), (Row("r", cells),))
    narrow, wide = column_widths(table, theme, 300)
    room = narrow * 300 - 2 * theme.table_padding
    style = theme.styles["cell"]
    assert longest_word("Wiederaufbauprogramm", style, room=0) <= room
    assert narrow + wide == pytest.approx(1)
    assert column_widths(table, theme, 3000) == (0.1, 0.9)
