"""Choices and lists have the letters and signs of the lesson's language, in step on sheet, key and screen."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from lessonpress.layout.bidi import levels, paragraph_level
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import print_lessons, write_workspace

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTERS = {"uk": ["А", "Б", "В", "Г"], "ar": ["أ", "ب", "ج", "د"], "cs": ["A", "B", "C", "D"]}
#: Right are the second and the third, as they are written, and they stay as they are written.
CHOICES = {
    "uk": ["Київ", "Львів", "Одеса", "Харків"],
    "ar": ["القاهرة", "بغداد", "دمشق", "بيروت"],
    "cs": ["Praha", "Brno", "Ostrava", "Plzeň"],
}
TITLE = {"uk": "Міста", "ar": "مدن", "cs": "Města"}
TERM, MEANING = (
    {"uk": "місто", "ar": "مدينة", "cs": "město"},
    {"uk": "велике", "ar": "كبيرة", "cs": "velké"},
)


def lesson(language: str) -> str:
    first, second, third, fourth = CHOICES[language]
    word, meaning = TERM[language], MEANING[language]
    layout = "layout: ours\n" if language == "ar" else ""
    return f"""event: {language}
language: {language}
shuffle: false
{layout}vocabulary:
  - {{term: {word}, definition: {meaning}}}
  - {{term: {first}, definition: {second}}}
  - {{term: {third}, definition: {fourth}}}
activities:
  - activity: multiple-choice
    questions:
      - ask: {word}?
        choices: [{first}, {second}, {third}, {fourth}]
        answer: [{second}, {third}]
  - activity: matching
  - activity: short-answer
    questions:
      - {{ask: {word}?, answer: "164", tolerance: 2}}
      - {{ask: {meaning}?, answer: {first}, accept: [{second}, {third}]}}
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    files = {f"lessons/{one}.yaml": lesson(one) for one in LETTERS}
    files |= {
        f"lessons/events/{one}.md": f"# {TITLE[one]}\n\n{TERM[one]}\n\n- {MEANING[one]}\n"
        for one in LETTERS
    }
    files["layouts/ours/layout.yaml"] = (
        "extends: classic\nfonts:\n  fallbacks: [Alegreya Sans, Spectral, Amiri]\n"
    )
    root = write_workspace(tmp_path_factory.mktemp("letters"), files)
    reports = print_lessons(
        root, documents=("worksheet", "answer-key"), formats=("pdf", "docx", "html")
    )
    assert not [one for report in reports for one in report.problems if one.is_error]
    return {
        f"{report.lesson}.{made.document}.{made.format}": made.path
        for report in reports
        for made in report.made
    }


def text(path: Path) -> str:
    """What a screen reader says, in the order of reading."""
    return re.sub(r"\s+", " ", OpenedPdf(path).tagged_text())


def labels(path: Path) -> list[str]:
    """What Word prints before each paragraph of a choice, or of a lettered list."""
    with zipfile.ZipFile(path) as package:
        body: Any = etree.fromstring(package.read("word/document.xml"))
        numbering: Any = etree.fromstring(package.read("word/numbering.xml"))
    abstract = {
        num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val")
        for num in numbering.iter(f"{W}num")
    }
    found: list[str] = []
    counts: dict[str, int] = {}
    for number in body.iter(f"{W}numPr"):
        num, level = (number.find(f"{W}{tag}").get(f"{W}val") for tag in ("numId", "ilvl"))
        [own] = [
            one
            for definition in numbering.iter(f"{W}abstractNum")
            if definition.get(f"{W}abstractNumId") == abstract[num]
            for one in definition.iter(f"{W}lvl")
            if one.get(f"{W}ilvl") == level
        ]
        label = own.find(f"{W}lvlText").get(f"{W}val")
        if own.find(f"{W}numFmt").get(f"{W}val") == "upperLetter":
            counts[num] = counts.get(num, 0) + 1
            label = re.sub(r"%\d", chr(ord("A") + counts[num] - 1), label)
        found.append(label)
    return found


@pytest.mark.parametrize("language", LETTERS)
def test_sheet_and_key_have_the_same_letters(printed: dict[str, Path], language: str) -> None:
    letters = LETTERS[language]
    key = text(printed[f"{language}.answer-key.pdf"])
    for letter, choice in zip(letters[1:3], CHOICES[language][1:3], strict=True):
        assert f"{letter}. {choice}" in key
    tree = OpenedPdf(printed[f"{language}.worksheet.pdf"]).tree
    said = [
        "".join(kid for part in one.walk() for kid in part.kids if isinstance(kid, str)).strip()
        for one in tree.walk()
        if one.kind == "Lbl"
    ]
    assert [one for one in said if one.endswith(".") and not one[:1].isdigit()] == [
        f"{letter}." for letter in letters
    ]
    # The words to match are three, and their definitions have letters.
    assert [one for one in said if one.endswith(")")] == [f"{letter})" for letter in letters[:3]]


@pytest.mark.parametrize("language", LETTERS)
def test_word_prints_the_same_letters(printed: dict[str, Path], language: str) -> None:
    found = labels(printed[f"{language}.worksheet.docx"])
    letters = LETTERS[language]
    assert [one for one in found if one in [f"{letter}." for letter in letters]] == [
        f"{letter}." for letter in letters
    ]
    # The words to match are three, and their definitions have letters.
    assert [one for one in found if one[:-1] in letters and one.endswith(")")] == [
        f"{letter})" for letter in letters[:3]
    ]


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_a_browser_shows_the_same_letters(printed: dict[str, Path], language: str) -> None:
    page: Any = html.fromstring(printed[f"{language}.worksheet.html"].read_bytes())
    styles = [one.get("style", "") for one in page.xpath("//ol[contains(@class,'choices')]/li")]
    assert styles == [f'list-style-type: "{letter}. "' for letter in LETTERS[language]]
    assert not page.xpath("//ol[@type='A']")


def test_a_czech_list_is_counted_by_the_browser(printed: dict[str, Path]) -> None:
    page: Any = html.fromstring(printed["cs.worksheet.html"].read_bytes())
    assert page.xpath("//ol[contains(@class,'choices')]/@type") == ["A"]


def glance(printed: dict[str, Path]) -> str:
    """The cells of the Arabic key's first table, as the document has them."""
    with zipfile.ZipFile(printed["ar.answer-key.docx"]) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    table = next(body.iter(f"{W}tbl"))
    return "\n".join(
        "".join(part.text or "" for part in paragraph.iter(f"{W}t"))
        for paragraph in table.iter(f"{W}p")
    )


def test_arabic_lists_are_joined_by_an_arabic_comma(printed: dict[str, Path]) -> None:
    said = glance(printed).replace("\u00a0", " ")
    assert "ب، ج" in said
    assert "القاهرة، بغداد" in said
    assert ", " not in said


def test_a_number_never_runs_into_its_answer(printed: dict[str, Path]) -> None:
    """From right to left, the 1 stands to the right of its 164: they are two numbers."""
    [line] = [one for one in glance(printed).split("\n") if "164" in one]
    found = levels(line, paragraph_level(line, 1))
    one, answer = line.index("1"), line.index("164")
    between = found[one + 1 : answer]
    assert found[one] == found[answer] == 2
    assert 1 in between
