"""Lessons in other languages are set in their own letters, and say which language they are in."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from lessonpress.press.delivery.report import LessonReport
from tests.end_to_end.languages import LANGUAGES, TEXTS
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import LAYOUTS, Press, makelesson, write_workspace

every_layout = pytest.mark.parametrize("layout", LAYOUTS)
every_language = pytest.mark.parametrize("language", TEXTS)


def joined(text: str) -> str:
    """The text as one line, no word parted at a line's end."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())


def report_on(press: Press, language: str, layout: str) -> LessonReport:
    [report] = [one for one in press.reports("languages", layout) if one.lesson == language]
    assert report.problems == ()
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
        else:
            docx = OpenedDocx(made.path)
            assert docx.language.split("-")[0] == language
            assert docx.languages() <= {language}


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
    problems = [one for one in told if one["type"] == "problem"]
    found = {(Path(one["file"]).name, one["line"], one["column"]) for one in problems}
    at = {name: place(root / "lessons" / name, char) for name, char in PLACES}
    assert found == {(Path(name).name, *at[name]) for name in at} | {
        ("cs.yaml", at["cs.yaml"][0], at["cs.yaml"][1] + 1)
    }
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
