"""Lessons in other languages are set in their own letters, and say which language they are in."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonpress.content.mark import LENGTH, LETTERS
from lessonpress.press.delivery.report import LessonReport
from lessonpress.words import languages, words_for
from tests.end_to_end.languages import LANGUAGES, TEXTS
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_pdf import Element, OpenedPdf
from tests.end_to_end.printing import LAYOUTS, Press, makelesson, write_workspace

CODE = re.compile(rf"\b[{LETTERS}]{{{LENGTH}}}\b")
every_layout = pytest.mark.parametrize("layout", LAYOUTS)
every_language = pytest.mark.parametrize("language", TEXTS)


def joined(text: str) -> str:
    """The text as one line, no word parted at a line's end."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())


def report_on(press: Press, language: str, layout: str) -> LessonReport:
    [report] = [one for one in press.reports("languages", layout) if one.lesson == language]
    doubts = [(problem.code, problem.is_error) for problem in report.problems]
    assert doubts == ([] if language in languages() else [("english-words", False)])
    return report


def texts(report: LessonReport) -> dict[str, str]:
    return {
        f"{made.document}.{made.format}": joined(
            OpenedPdf(made.path).tagged_text()
            if made.format == "pdf"
            else OpenedDocx(made.path).body_text()
        )
        for made in report.made
    }


@every_layout
@every_language
def test_every_letter_comes_out_as_it_went_in(press: Press, language: str, layout: str) -> None:
    said, printed = TEXTS[language], texts(report_on(press, language, layout))
    for format_ in ("pdf", "docx"):
        for part in (said.title, said.summary, said.fact, said.heading, said.paragraph, said.term):
            assert joined(part) in printed[f"handout.{format_}"]
        assert joined(said.ask) in printed[f"worksheet.{format_}"]
        assert joined(said.answer) in printed[f"answer-key.{format_}"]


@every_layout
@every_language
def test_a_file_says_which_language_it_is_in(press: Press, language: str, layout: str) -> None:
    for made in report_on(press, language, layout).made:
        if made.format == "pdf":
            opened = OpenedPdf(made.path)
            assert opened.language == language
            assert opened.tree.language in ("", language)
            assert {one.language for one in opened.tree.walk()} <= {"", language, said_in(language)}
        else:
            docx = OpenedDocx(made.path)
            assert docx.language.split("-")[0] == language
            assert {one.split("-")[0] for one in docx.languages()} <= {language, said_in(language)}


def said_in(language: str) -> str:
    """The language that the program's own words are in."""
    return words_for(language).language


#: Languages that the program has no words in, and whose letters are no Latin ones.
SAID_IN_ENGLISH = [language for language in ("uk", "el") if language not in languages()]


@every_layout
@pytest.mark.parametrize("language", SAID_IN_ENGLISH)
def test_english_words_in_another_language_s_lesson_are_marked_as_english(
    press: Press, language: str, layout: str
) -> None:
    for made in report_on(press, language, layout).made:
        stretches = (
            pdf_stretches(OpenedPdf(made.path).tree, language)
            if made.format == "pdf"
            else docx_stretches(OpenedDocx(made.path), language)
        )
        found = {"en": "", language: ""}
        for text, spoken in stretches:
            found[spoken.split("-")[0]] += f"{text} "
        assert re.search(r"[A-Za-z]{2}", found["en"]), made.path.name
        words = CODE.sub("", found[language])  # five letters in no language
        assert re.findall(r"[A-Za-z]{2,}", words) == [], made.path.name
        assert re.findall(r"[Ѐ-ӿͰ-Ͽ]+", found["en"]) == [], made.path.name


def pdf_stretches(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Texts in a structure tree, each with the language that it is in."""
    spoken = element.language or language
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from pdf_stretches(kid, spoken)
        else:
            yield kid, spoken


def docx_stretches(docx: OpenedDocx, language: str) -> Iterator[tuple[str, str]]:
    for run in docx.xml("word/document.xml").iter(f"{W}r"):
        named = run.find(f"{W}rPr/{W}lang")
        text = "".join(part.text or "" for part in run.iterfind(f"{W}t"))
        yield text, language if named is None else str(named.get(f"{W}val"))


def test_a_character_that_no_font_has_is_told_by_name_and_place(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, LANGUAGES)
    bad = TEXTS["de"].paragraph.replace("drei", "\U0001f600")
    path = root / "lessons" / "events" / "de.md"
    path.write_text(path.read_text("utf-8").replace(TEXTS["de"].paragraph, bad), "utf-8")
    cs = root / "lessons" / "cs.yaml"
    cs.write_text(cs.read_text("utf-8").replace("už několikrát", "už 東京"), "utf-8")

    done = makelesson("build", "--json", "--document", "answer-key,handout", cwd=root)

    assert done.returncode == 1
    told = [json.loads(line) for line in done.stdout.splitlines()]
    problems = [one for one in told if one["type"] == "problem" and one["severity"] == "error"]
    found = {(Path(one["file"]).name, one["line"], one["column"]) for one in problems}
    at = {name: place(root / "lessons" / name, char) for name, char in PLACES}
    # Of a script that no font has, the first letter is told, and none of those that follow.
    assert found == {(Path(name).name, *at[name]) for name in at}
    [emoji] = [one for one in problems if one["lesson"] == "de"]
    assert "U+1F600" in emoji["message"]
    assert "GRINNING FACE" in emoji["message"]
    assert "\U0001f600" in emoji["message"]
    assert emoji["hint"]
    assert told[-1]["failed"] == ["cs", "de"]
    printed = {path.parent.name for path in (root / "output").rglob("*.pdf")}
    assert printed == set(TEXTS) - {"cs", "de"}


PLACES = (("events/de.md", "\U0001f600"), ("cs.yaml", "東"))


def place(file: Path, char: str) -> tuple[int, int]:
    """Line and column, from 1, where a character first stands."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if char in line:
            return number, line.index(char) + 1
    raise AssertionError(f"{char} does not stand in {file}")
