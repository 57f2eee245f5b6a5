"""Quotation marks and apostrophes come out as the language's own on paper, however they were typed."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
import yaml

from lessonpress.document.blocks import Blank, Paragraph, Run
from lessonpress.document.inlines import plain_text
from lessonpress.document.markup import parse_markup
from lessonpress.document.quotes import set_quotes_in
from tests.end_to_end.printing import print_one, write_workspace

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", '"Yes," he said, "it\'s \'so\'."', "“Yes,” he said, “it’s ‘so’.”"),
        ("en-GB", "'So,' he said.", "‘So,’ he said."),
        ("cs", "Řekl: \"To je 'ono'.\"", "Řekl: „To je ‚ono‘.“"),
        ("de-AT", "\"Das ist 'gut'\", geht's?", "„Das ist ‚gut‘“, geht’s?"),
        ("sk", '"áno"', "„áno“"),
        ("uk", '"так"', "«так»"),
        ("fr", '"l\'homme"', f"«{NARROW}l’homme{NARROW}»"),
        ("fr", 'il dit " oui " et', f"il dit «{NARROW}oui{NARROW}» et"),
        ("fr", "\"un 'mot'\"", f"«{NARROW}un “mot”{NARROW}»"),
        ("es", "\"hola 'amigo'\"", "«hola “amigo”»"),
        ("pl", '"tak"', "„tak”"),
        ("sv", '"ja"', "”ja”"),
        ("de-CH", '"ja"', "«ja»"),
        ("xx", '"ja"', "“ja”"),
        ("he", 'צה"ל', 'צה"ל'),
    ],
)
def test_each_language_has_its_own(language: str, typed: str, printed: str) -> None:
    assert set_quotes_in(typed, language) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He said "the "big" one".', "He said “the ‘big’ one”."),  # within each other
        ("\"'So,' he said, 'the \"big\" one.'\"", "“‘So,’ he said, ‘the “big” one.’”"),
        ('("so")—"so"—["so"]/"so"', "(“so”)—“so”—[“so”]/“so”"),  # at brackets and dashes
        ('"..." and "...but"', "“...” and “...but”"),
        ("the workers' strike, Havel's, goin'", "the workers’ strike, Havel’s, goin’"),
        ("the '90s, rock 'n' roll, 'tis, 'em", "the ’90s, rock ’n’ roll, ’tis, ’em"),
        ("the 1990's and o'clock", "the 1990’s and o’clock"),
        ("\"the workers' strike of '45\"", "“the workers’ strike of ’45”"),
        ("6'2\", 6' tall, a 5\" nail", "6'2\", 6' tall, a 5\" nail"),  # feet and inches
        ('the "6\'2" man" and the "19" screen"', 'the “6\'2" man” and the “19" screen”'),
        ("50°5'16\" N", "50°5'16\" N"),
        ('"born in 1945" and "dead in 1990"', "“born in 1945” and “dead in 1990”"),
        ('"It goes on in the next.', "“It goes on in the next."),
        ('And ends here."', "And ends here.”"),
        ("“so” and ‘so’", "“so” and ‘so’"),  # as they were typed
        ('“the "big" one”', "“the ‘big’ one”"),
        ('“half"', "“half”"),
        ('"the “big” one"', "“the ‘big’ one”"),  # typed in both ways
        ('"Why?"He left. "So."', "“Why?”He left. “So.”"),
        ('https://a.org/it\'s and "so"', "https://a.org/it's and “so”"),
        ("'em · the workers'", "’em · the workers’"),  # a list in one line
    ],
)
def test_what_is_meant_is_found_out(typed: str, printed: str) -> None:
    assert set_quotes_in(typed, "en") == printed


def paragraph(inside: str, language: str = "en", **keys: Any) -> tuple[Any, ...]:
    markup = f'<document title="T" language="{language}"><h1>T</h1><p>{inside}</p></document>'
    block = parse_markup(markup, "handout", **keys).blocks[1]
    assert isinstance(block, Paragraph)
    return block.content


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ('"<em>So</em>," he said', "“So,” he said"),
        ('<strong>"So</strong> it is"', "“So it is”"),
        ("<em>it</em>'s", "it’s"),
        ('"<blank/>," he said', "“,” he said"),
        ('Er sagte "<span lang="de">das "gute" Wort</span>"', "Er sagte “das ‚gute‘ Wort”"),
        ('<span lang="cs">"ano"</span> is "yes"', "„ano“ is “yes”"),
        ('"one"<br/>"two"', "“one” “two”"),
    ],
)
def test_marks_belong_together_across_what_stands_between(inside: str, printed: str) -> None:
    assert plain_text(paragraph(inside)) == printed


@pytest.mark.parametrize(
    ("language", "inside", "printed"),
    [
        ("en", "it fell", "“it fell”"),
        ("en", '"it fell"', "“‘it fell’”"),
        ("en", "“it fell”", "“‘it fell’”"),
        ("en", "he said “it's ‘so’”", "“he said ‘it’s “so”’”"),
        ("cs", "řekl „ano“", "„řekl ‚ano‘“"),
        ("fr", "il dit « oui »", f"«{NARROW}il dit “oui”{NARROW}»"),
    ],
)
def test_what_is_quoted_does_not_double_its_marks(language: str, inside: str, printed: str) -> None:
    assert plain_text(paragraph(f"<q>{inside}</q>", language)) == printed


def test_a_layout_may_leave_them_as_they_are() -> None:
    assert paragraph('"it\'s <q>so</q>"', as_written=True) == (Run('"it\'s “so”"'),)
    assert paragraph('<blank answer="it\'s"/>') == (Blank(12, "it’s"),)


EVENT = """The "Great" Strike
It began in '11: "We won't work," said the workers' leader.

Key Facts
The strike's leader said "no".

What Happened?
He shouted "Go home!" and *"stay"* there. “We are free,” they said.
"""
SPEC: dict[str, Any] = {
    "event": "event",
    "essential_question": 'Was it "right"?',
    "vocabulary": [{"term": "workers' council", "definition": 'A "council" of workers'}],
    "activities": [
        {"activity": "cloze", "text": "They said \"it is [six o'clock]\" and [won't] go."},
        {
            "activity": "multiple-choice",
            "questions": [
                {
                    "ask": "What did 'they' say?",
                    "choices": ['"We\'re free"', '"No"'],
                    "answer": '"No"',
                    "evidence": '"We are free," they said',
                }
            ],
        },
        {
            "activity": "short-answer",
            "questions": [
                {"ask": "Why?", "answer": "It's so.", "evidence": "He shouted 'Go home!'"}
            ],
        },
    ],
}


def read_docx(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist() if "word/" in name]
    document = docx.Document(BytesIO(data))
    text = "".join(node.text or "" for node in document.element.iter() if node.tag.endswith("}t"))
    assert parts
    return f"{text} {document.core_properties.title}"


@pytest.mark.parametrize("document", ["handout", "worksheet", "answer-key"])
def test_both_formats_print_none_that_is_straight(document: str, tmp_path: Path) -> None:
    files = {"lessons/events/event.txt": EVENT, "lessons/one.yaml": yaml.safe_dump(SPEC)}
    made = print_one(write_workspace(tmp_path, files), documents=(document,))
    reader = pypdf.PdfReader(BytesIO(made[f"{document}.pdf"]))
    pdf = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata.title)  # type: ignore[union-attr]
    for text in (pdf, read_docx(made[f"{document}.docx"])):
        assert not set("\"'") & set(text)
        assert "The “Great” Strike" in text
        if document == "answer-key":
            assert "“‘We are free,’ they said”" in text
            assert "“He shouted ‘Go home!’”" in text


def test_files_stay_and_a_layout_may_print_them_straight(tmp_path: Path) -> None:
    files = {
        "lessons/events/event.txt": EVENT,
        "lessons/one.yaml": yaml.safe_dump(SPEC),
        "layouts/classic/layout.yaml": "quotes: as-written\n",
    }
    made = print_one(write_workspace(tmp_path, files), documents=("handout",), formats=("docx",))
    assert 'The "Great" Strike' in read_docx(made["handout.docx"])
    assert (tmp_path / "lessons/events/event.txt").read_text("utf-8") == EVENT
