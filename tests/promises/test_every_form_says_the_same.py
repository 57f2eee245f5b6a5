"""Every form says the same: on paper, for a screen reader, in a book, in braille and read out, the same words stand in the same order under the
same numbers and letters, so that pupils who have different ones can work together.

Each file is opened by what its readers use: tags and the spine are followed, braille is read back by liblouis' own program, of audio it is the
script that lies beside it. What a form says in place of what is drawn (that a table follows, that there is a blank, on which page of the paper
this is) is known word by word, and left out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lessonpress.activities import kinds
from lessonpress.words import fields, told, words_for
from tests.end_to_end.languages import LANGUAGES
from tests.end_to_end.opened_audio import OpenedAudio
from tests.end_to_end.opened_brf import OpenedBrf
from tests.end_to_end.opened_epub import OpenedEpub
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import print_lessons, spec, write_workspace
from tests.end_to_end.stress import picture
from tests.end_to_end.test_no_answers import (
    EVENT,
    EVIDENCE,
    LESSON,
    SECRETS,
    WORDS,
    every_text,
    finds,
)
from tests.end_to_end.test_same_text import first_difference

DOCUMENTS = ("handout", "worksheet", "answer-key")
FORMS = ("html", "epub", "braille", "audio")
_MARKS = re.compile(r"[^\w½]+|_")
# Short forms of Unified English Braille that liblouis' program leaves as they are where a mark stands beside them.
_SHORT_FORMS = {"x": "it", "xs": "its", "th": "this", "fst": "first", "h": "have", "en": "enough"}

every_form = pytest.mark.parametrize("form", FORMS)
every_document = pytest.mark.parametrize("document", DOCUMENTS)
pytestmark = [pytest.mark.louis, pytest.mark.espeak]

Files = dict[tuple[str, str], Path]


def said(text: str) -> list[str]:
    """The words of a text, without marks and case; numbers and letters of lists are among them."""
    parted = (_MARKS.sub("", word.casefold()) for word in re.split(r"[\s/–—-]+", text))
    return [word for word in parted if word]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A lesson with every kind of activity, by document and form; read out is what is answered."""
    root = write_workspace(
        tmp_path_factory.mktemp("forms"),
        {
            "lessons/events/event.md": EVENT,
            "lessons/events/a.png": picture(60, 40),
            "lessons/lesson.yaml": spec(LESSON),
        },
    )
    found = {}
    for documents, formats in (
        (DOCUMENTS, ("pdf", *(one for one in FORMS if one != "audio"))),
        (("worksheet",), ("audio",)),
    ):
        [report] = print_lessons(root, documents=documents, formats=formats, layout="classic")
        assert [one for one in report.problems if one.is_error] == []
        found |= {(one.document, one.format): one.path for one in report.made}
    return found


def test_every_kind_of_activity_is_looked_at() -> None:
    assert {one["activity"] for one in LESSON["activities"]} == set(kinds())


@every_document
@pytest.mark.parametrize("form", ["html", "epub"])
def test_a_page_on_a_screen_and_a_book_say_what_the_paper_says(
    files: Files, document: str, form: str
) -> None:
    opened = {"html": OpenedHtml, "epub": OpenedEpub}[form]
    paper = said(OpenedPdf(files[document, "pdf"]).tagged_text(labels=True))
    assert paper
    assert first_difference(paper, said(opened(files[document, form]).numbered_text())) == ""


@every_document
def test_braille_says_what_the_paper_says(files: Files, document: str) -> None:
    page = OpenedHtml(files[document, "html"])
    expected = [_SHORT_FORMS.get(one, one) for one in said(page.numbered_text(grids=False))]
    braille = OpenedBrf(files[document, "braille"]).text(picture="Picture: ")
    found = [_SHORT_FORMS.get(one, one) for one in said(braille)]
    foot = said(" ".join(page.foot()))
    assert first_difference([*expected, *foot], found) == ""


def test_what_is_read_out_is_what_the_paper_says(files: Files) -> None:
    page = OpenedHtml(files["worksheet", "html"])
    expected = said(page.numbered_text(grids=False))
    lines = [
        one for part in OpenedAudio(files["worksheet", "audio"]).script.values() for one in part
    ]
    found = said("\n".join(without_what_is_told(lines, set(page.summaries()))))
    blank = told.blank(words_for("en"))  # which may be a word of the paper, too
    expected = [one for one in (*expected, *said(" ".join(page.foot()))) if one != blank]
    assert first_difference(expected, found) == ""


def test_no_answer_is_said_to_a_student(files: Files) -> None:
    texts = list(every_text(files["worksheet", "audio"]))
    assert any("What now?" in text for text in texts)
    secrets = (SECRETS | WORDS | EVIDENCE).items()
    assert {what for what, secret in secrets if any(finds(text, secret) for text in texts)} == set()


def without_what_is_told(lines: list[str], summaries: set[str]) -> list[str]:
    """A script without what it says in place of what is drawn."""
    _ = words_for("en")
    patterns = [
        re.escape(told.blank(_)),
        re.escape(told.table(_)),
        re.escape(told.page(_, 7)).replace("7", r"\d+"),
        re.escape(fields.answer_space(_)),
        re.escape(fields.answer_space(_, 7)).replace("7", r"\d+"),
    ]
    apart = re.compile("|".join(patterns))
    kept = []
    for line in lines:
        if line in summaries or apart.fullmatch(line):
            continue
        line = line.removeprefix("Picture: ")
        line = re.sub(r"^(\d+) points?$", r"\1", line)
        kept.append(re.sub(rf"\b{told.blank(_)}\b", " ", line))
    return kept


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """A worksheet in each language that braille is written in, by lesson and form."""
    root = write_workspace(tmp_path_factory.mktemp("languages"), LANGUAGES)
    return {
        (report.lesson, one.format): one.path
        for report in print_lessons(root, documents=("worksheet",), formats=("html", "braille"))
        for one in report.made
    }


def test_braille_of_every_language_has_every_number_in_its_place(
    foreign: dict[tuple[str, str], Path],
) -> None:
    """liblouis reads letters of some codes back as others', and none of German; numbers it reads in all."""
    looked_at = set()
    for (lesson, form), path in foreign.items():
        page = OpenedHtml(foreign[lesson, "html"])
        if form != "braille":
            continue
        looked_at.add(page.language)
        expected = numbers([*said(page.numbered_text(grids=False)), *said(" ".join(page.foot()))])
        braille = OpenedBrf(path, page.language)
        if page.language == "de":
            assert braille.numbers() == expected, lesson
            continue
        found = numbers(
            said(braille.text(picture=told.picture(words_for(page.language), description="")))
        )
        assert found == expected, lesson
    assert len(looked_at) >= 5


def numbers(words: list[str]) -> list[str]:
    return [word for word in words if word.isdigit()]
