"""A language is added as docs/languages.md says: the template for translators, a head, translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonpress import words
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import print_lessons, write_workspace

DOCS = Path(__file__).parents[2] / "docs" / "languages.md"
TRANSLATED = {
    "Key Facts": "Najważniejsze fakty",
    "Page {page} of {pages}": "Strona {page} z {pages}",
    "Put the events in order": "Ułóż wydarzenia w kolejności",
    "Name": "Imię i nazwisko",
}


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "words"
    folder.mkdir()
    catalog = words.catalogs().joinpath("messages.pot").read_text("utf-8")
    head = re.search(r"```po\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert head is not None
    for message, translation in TRANSLATED.items():
        entry = f'msgid "{message}"\nmsgstr "'
        assert entry in catalog
        catalog = catalog.replace(entry, entry + translation)
    text = "\n".join(line.strip() for line in head[1].splitlines())
    (folder / "pl.po").write_text(f"{text}\n\n{catalog}", "utf-8")
    monkeypatch.setattr(words, "catalogs", lambda: folder)
    words.words_for.cache_clear()
    yield
    words.words_for.cache_clear()


@pytest.mark.usefixtures("added")
def test_a_lesson_speaks_a_language_that_was_added(tmp_path: Path) -> None:
    files = {
        "lessons/events/e.md": "# Tytuł\n\nTekst.\n\n- Fakt.\n",
        "lessons/one.yaml": "event: e\nlanguage: pl-PL\n"
        "activities: [{activity: ordering, events: [{text: jeden}, {text: dwa}]}]\n",
    }
    [report] = print_lessons(write_workspace(tmp_path, files))
    assert report.problems == ()
    said = {
        f"{made.document}.{made.format}": OpenedPdf(made.path).tagged_text()
        + " ".join(OpenedPdf(made.path).page_texts())
        if made.format == "pdf"
        else OpenedDocx(made.path).body_text()
        for made in report.made
    }
    assert "Najważniejsze fakty" in said["handout.docx"]
    assert "Strona 1 z 1" in said["handout.pdf"]
    for format_ in ("pdf", "docx"):
        worksheet = said[f"worksheet.{format_}"].replace("\u00a0", " ")
        assert "Ułóż wydarzenia w kolejności" in worksheet
        assert "Imię i nazwisko" in worksheet


@pytest.mark.usefixtures("added")
def test_its_plural_forms_are_those_of_its_head() -> None:
    assert words.languages() == ("en", "pl")
    polish = words.words_for("pl")
    assert polish.language == "pl"
    assert polish("Name") == "Imię i nazwisko"
