"""Points add up: what questions and parts are worth makes the score, on sheet and key, in every format."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from lessonpress.cli import main
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_epub import OpenedEpub
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import Element, OpenedPdf
from tests.end_to_end.printing import LAYOUTS, print_one, spec, write_workspace

EVENT = "# The fire\n\nIt burned.\n\n- Ten days.\n\n## What Happened?\n\nIt burned for ten days.\n"
LETTER = " ".join(f"In line {one} the writer tells what he saw of it." for one in range(30))
RUBRIC = {
    "levels": ["Good", "Fair", "Weak"],
    "criteria": [
        {"criterion": "Claim", "levels": ["Clear", "There", "Missing"], "points": [4, 2, 0]},
        {"criterion": "Proof", "points": 2.5},
    ],
}
LESSON: dict[str, Any] = {
    "event": "event",
    "grade": 9,
    "points": 1,
    "vocabulary": [{"term": "flame", "definition": "Fire"}, {"term": "ash", "definition": "Rest"}],
    "activities": [
        {"activity": "matching"},
        {
            "activity": "cloze",
            "points": 0.5,
            "text": "It [burned] for [ten] days.",
            "partial": "Xa",
        },
        {
            "activity": "multiple-choice",
            "questions": [
                {"ask": "Who?", "choices": ["he", "she"], "answer": "he"},
                {"ask": "Where?", "choices": ["here", "there"], "answer": "there", "points": 2},
            ],
        },
        {
            "activity": "short-answer",
            "questions": [
                {"ask": "Why?", "answer": "So.", "points": 3, "partial": "Xb"},
                {"ask": "How?", "answer": "Thus.", "rubric": RUBRIC},
                {"ask": "When?", "answer": "Then.", "points": False},
            ],
        },
        {
            "activity": "document-based-question",
            "question": "Was it so?",
            "points": 1.5,
            "sources": [
                {"text": f"{LETTER}\n\nThe end.", "line_numbers": True, "questions": "Who wrote?"},
                {"text": "| One,\n| two,\n| three,\n| four,\n| five.", "line_numbers": True},
                {"text": f"Again: {LETTER}", "author": "A guard", "line_numbers": True},
            ],
            "essay": {"lines": 5},
        },
        {"activity": "discussion", "questions": [{"ask": "Well?"}]},
        {"activity": "flash-cards"},
    ],
}
PARTS = ["2", "1", "3", "9½", "3"]  # in all, 18½
FORMATS = ("pdf", "docx", "html", "epub")
MARKS = ["2", "1", "1", "2", "3", "6½", "1½", "1½"]
Files = dict[str, Path]


def printed(folder: Path, lesson: dict[str, Any], **wishes: Any) -> Files:
    files = {"lessons/events/event.md": EVENT, "lessons/lesson.yaml": spec(lesson)}
    root = write_workspace(folder, files)
    names = print_one(root, formats=FORMATS, **wishes)
    return {name: root / "output" / "lesson" / f"lesson-{name}" for name in names}


@pytest.fixture(scope="module", params=LAYOUTS)
def files(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Files:
    documents = ("handout", "worksheet", "answer-key", "marking-key")
    accept = ["nearly-empty-page"]
    folder = tmp_path_factory.mktemp("points")
    return printed(folder, LESSON | {"accept": accept}, layout=request.param, documents=documents)


def text_of(file: Path) -> str:
    texts = {
        ".docx": lambda: OpenedDocx(file).body_text(),
        ".html": lambda: OpenedHtml(file).body_text(),
        ".epub": lambda: OpenedEpub(file).body_text(),
        ".pdf": lambda: OpenedPdf(file).tagged_text(),
    }
    return " ".join(texts[file.suffix]().split())


every_format = pytest.mark.parametrize("format_", FORMATS)


@every_format
def test_what_each_part_and_question_is_worth_makes_the_score(files: Files, format_: str) -> None:
    text = text_of(files[f"worksheet.{format_}"])
    assert "Score / 18½" in text
    assert re.findall(r"\(([\d½]+) points?\)", text) == PARTS
    in_rubric = ["4", "2½"]
    after_score = re.findall(r"/ ([\d½]+)", text)[1:]
    at = after_score.index("4")
    assert after_score[at : at + 2] == in_rubric
    assert after_score[:at] + after_score[at + 2 :] == MARKS


@every_format
@pytest.mark.parametrize("key", ["answer-key", "marking-key"])
def test_the_key_adds_up_what_the_parts_are_worth(files: Files, key: str, format_: str) -> None:
    text = text_of(files[f"{key}.{format_}"])
    table = text[text.index("Answers Points") : text.index("Total 18½")]
    rows = re.findall(r"(?<![\d½])(\d) · [A-Z]", table)
    assert rows == ["1", "2", "3", "4", "5", "6"]  # what is cut out is no part to mark
    ends = re.split(r" \d · [A-Z]", table)[1:]
    assert [end.split()[-1] for end in ends] == [*PARTS, "–"]


@every_format
def test_the_key_says_how_points_are_given_and_students_never_see_it(
    files: Files, format_: str
) -> None:
    key, sheet = text_of(files[f"answer-key.{format_}"]), text_of(files[f"worksheet.{format_}"])
    assert "1 point for each answer." in key
    assert "½ point for each answer. Partial points: Xa" in key
    assert "So. Partial points: Xb" in key
    assert "Partial points" not in sheet
    assert re.search(r"Who\? / 1 ", key)
    assert re.search(r"Why\? / 3 ", key)


@every_format
def test_without_points_nothing_of_them_is_printed(tmp_path: Path, format_: str) -> None:
    def said_nothing(value: Any) -> Any:
        if isinstance(value, dict):
            gone = ("points", "partial", "rubric")
            return {key: said_nothing(one) for key, one in value.items() if key not in gone}
        return [said_nothing(one) for one in value] if isinstance(value, list) else value

    lesson = said_nothing(LESSON) | {"accept": ["nearly-empty-page"]}
    found = printed(tmp_path, lesson, documents=("worksheet", "answer-key"))
    for name, file in found.items():
        if name.endswith(format_):
            assert not re.search(r"[Pp]oint|Score|Total|/ \d", text_of(file))


def test_every_place_for_a_mark_has_a_name_that_is_said(files: Files) -> None:
    docx = OpenedDocx(files["worksheet.docx"]).xml("word/document.xml")
    names = [one.get(f"{W}val", "") for one in docx.iter(f"{W}alias")]
    hidden = list(OpenedPdf(files["worksheet.pdf"]).hidden_texts())
    for name in ("Score", "Points given", "Points given for question 2"):
        assert name in names
        assert name in hidden


def kinds_in(element: Element, kind: str) -> list[Element]:
    return [one for one in element.walk() if one.kind == kind]


def test_a_rubric_is_a_table_whose_rows_and_columns_have_heads(files: Files) -> None:
    for name in ("worksheet", "answer-key"):
        pdf = OpenedPdf(files[f"{name}.pdf"])
        [table] = [
            one for one in kinds_in(pdf.tree, "Table") if "Criterion" in " ".join(texts(one))
        ]
        heads = [" ".join(texts(one)).strip() for one in kinds_in(table, "TH")]
        assert heads == ["Criterion", "Good", "Fair", "Weak", "Points", "Claim", "Proof"]
        docx = OpenedDocx(files[f"{name}.docx"]).xml("word/document.xml")
        [found] = [
            one for one in docx.iter(f"{W}tbl") if "Criterion" in "".join(map(str, one.itertext()))
        ]
        [look] = found.iter(f"{W}tblLook")
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")


def texts(element: Element) -> list[str]:
    return [
        text for kid in element.kids for text in ([kid] if isinstance(kid, str) else texts(kid))
    ]


def test_a_rubric_is_printed_where_it_is_said(tmp_path: Path) -> None:
    for place, expected in (("sheet", (True, False)), ("key", (False, True))):
        activity = LESSON["activities"][3] | {"rubric_on": place}
        lesson = LESSON | {"activities": [activity], "accept": ["nearly-empty-page"]}
        found = printed(tmp_path / place, lesson, documents=("worksheet", "answer-key"))
        there = [
            "Criterion" in text_of(found[f"{name}.pdf"]) for name in ("worksheet", "answer-key")
        ]
        assert tuple(there) == expected


def numbers_in_margin(pdf: Path) -> list[int]:
    """The numbers that stand to the left of all other text, from the top of the first page down."""
    found = []
    for page in pypdf.PdfReader(pdf).pages:
        painted: list[tuple[float, str]] = []

        def keep(text: str, outer: Any, inner: Any, *_: Any, painted: Any = painted) -> None:
            painted.append((inner[4] + outer[4], text.strip()))

        page.extract_text(visitor_text=keep)
        edge = min(x for x, text in painted if text and not text.isdecimal() and x > 0)
        found += [int(text) for x, text in painted if text.isdecimal() and 0 < x < edge]
    return found


def test_the_lines_of_a_source_are_counted_from_its_first_and_read_without_numbers(
    files: Files,
) -> None:
    numbers = numbers_in_margin(files["worksheet.pdf"])
    first, second = numbers[: numbers.index(5, 1)], numbers[numbers.index(5, 1) :]
    assert len(first) > 2
    assert first == [5 * (at + 1) for at in range(len(first))]
    assert second == [5 * (at + 1) for at in range(len(second))]
    assert LETTER in text_of(files["worksheet.pdf"])


def test_word_counts_the_lines_of_each_source_and_no_others(files: Files) -> None:
    body = OpenedDocx(files["worksheet.docx"]).xml("word/document.xml")
    counting = list(body.iter(f"{W}lnNumType"))
    assert [one.get(f"{W}countBy") for one in counting] == ["5", "5"]  # verse has its own
    assert {one.get(f"{W}restart") for one in counting} == {"newSection"}
    counted = [
        "".join(str(text.text) for text in paragraph.iter(f"{W}t"))
        for paragraph in body.iterfind(f"{W}body/{W}p")
        if paragraph.find(f"{W}pPr/{W}suppressLineNumbers") is None
    ]
    assert [text[:10] for text in counted] == [LETTER[:10], "The end.", "Again: In "]


def test_sources_that_follow_on_each_other_are_counted_each_for_itself(tmp_path: Path) -> None:
    sources = [{"text": f"{one} {LETTER}", "line_numbers": True} for one in ("First.", "Second.")]
    asked = {"activity": "document-based-question", "question": "Who?", "sources": sources}
    lesson = {"event": "event", "accept": ["nearly-empty-page"], "activities": [asked]}
    found = printed(tmp_path, lesson, documents=("worksheet",))
    body = OpenedDocx(found["worksheet.docx"]).xml("word/document.xml")
    assert [one.find(f"{W}lnNumType") is not None for one in body.iter(f"{W}sectPr")] == [
        *(False, True, True, False)
    ]
    numbers = numbers_in_margin(found["worksheet.pdf"])
    assert numbers == [5 * (at % (len(numbers) // 2) + 1) for at in range(len(numbers))]
    assert len(numbers) > 4


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("cs", ["1 bod", "2 body", "5 bodů", "1½ bodu", "½ bodu"]),
        ("sk", ["1 bod", "2 body", "5 bodov", "1½ bodu", "½ bodu"]),
        ("pl", ["1 punkt", "2 punkty", "5 punktów", "1½ punktu", "½ punktu"]),
        ("uk", ["1 бал", "2 бали", "5 балів", "1½ бала", "½ бала"]),
        ("de", ["1 Punkt", "2 Punkte", "5 Punkte", "1½ Punkte", "½ Punkt"]),
        ("fr", ["1 point", "2 points", "5 points", "1½ points", "½ point"]),
        ("es", ["1 punto", "2 puntos", "5 puntos", "1½ puntos", "½ punto"]),
        ("ar", ["1 درجة", "2 درجة", "5 درجات", "1½ درجة", "½ درجة"]),
        ("en", ["1 point", "2 points", "5 points", "1½ points", "½ point"]),
    ],
)
def test_each_language_counts_points_as_it_does(
    tmp_path: Path, language: str, said: list[str]
) -> None:
    fonts = "extends: classic\nfonts: {fallbacks: [Alegreya Sans, Amiri]}\n"
    write_workspace(tmp_path, {"layouts/lettered/layout.yaml": fonts})
    lesson = {
        "event": "event",
        "language": language,
        "layout": "lettered",
        "accept": ["nearly-empty-page", "guessed-language"],
        "activities": [
            {
                "activity": "short-answer",
                "questions": [{"ask": f"A{at}", "answer": "B", "points": points}],
            }
            for at, points in enumerate([1, 2, 5, 1.5, 0.5])
        ],
    }
    text = text_of(printed(tmp_path, lesson, documents=("worksheet",))["worksheet.pdf"])
    assert re.findall(r"\(([\d½]+ \w+)\)", text) == said


def test_files_with_points_keep_what_everybody_is_promised(files: Files) -> None:
    for name, file in files.items():
        if name.endswith("pdf"):
            assert broken_rules(file) == []
        elif name.endswith("docx"):
            assert OpenXmlValidator().validate(str(file)).errors == []


def test_a_class_set_has_a_score_to_fill_in_on_every_copy(tmp_path: Path) -> None:
    lesson = LESSON | {"accept": ["nearly-empty-page"]}
    root = write_workspace(
        tmp_path,
        {
            "lessons/events/event.md": EVENT,
            "lessons/lesson.yaml": spec(lesson),
            "names.csv": "name\nAnna\nBen\n",
        },
    )
    asked = ["class-set", "lesson", "--roster", str(root / "names.csv"), "--workspace", str(root)]
    assert main([*asked, "--document", "worksheet"]) == 0
    [file] = root.glob("output/**/*class-set.pdf")
    assert text_of(file).count("Score / 18½") == 2
