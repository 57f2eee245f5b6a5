"""Two languages on one sheet: what the program says to pupils it says in theirs, above what it says in the class's.

A lesson with every kind of activity is written in Greek letters, so that what is Latin on its page is the program's, in
English; and what is Cyrillic on the copy of a pupil who reads Ukrainian is the same once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from outloud import check

from lessonpress.activities import kinds
from tests.conformance import broken_rules
from tests.end_to_end.axe import violations
from tests.end_to_end.languages_apart import apart
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.printing import (
    STUDENT_DOCUMENTS,
    makelesson,
    print_lessons,
    spec,
    write_workspace,
)
from tests.end_to_end.stress import picture
from tests.end_to_end.test_no_answers import (
    EVENT,
    EVIDENCE,
    SECRETS,
    WORDS,
    every_text,
    finds,
)
from tests.end_to_end.test_no_answers import LESSON as SECRET_LESSON
from tests.end_to_end.test_printed_words import FILES, LESSON
from tests.end_to_end.test_same_text import first_difference, words
from tests.promises.test_accommodations_keep_step import drawn_sizes

FORMATS = ("pdf", "docx", "html")
KEY, LARGE = "in-uk", "large-print-in-uk"
ALL_KINDS = {
    **FILES,
    "lessons/lesson.yaml": spec({**LESSON, "language": "en"}),
    "lessons/theirs.yaml": spec({**LESSON, "language": "uk"}),
    "lessons/units/unit.yaml": spec({"title": "Η άνοιξη", "lessons": ["lesson"]}),
}
_CYRILLIC = re.compile("[\u0400-\u04ff’]{2,}")
#: Where a text comes from is small print, which nobody needs in order to work.
_SMALL_PRINT = {"Джерела", "Ліцензія"}

Printed = dict[tuple[str, str, str, str], Path]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The lesson in English for everybody and for a pupil who reads Ukrainian, and in Ukrainian: its files by lesson,
    document, accommodation and format."""
    root = write_workspace(tmp_path_factory.mktemp("two"), ALL_KINDS)
    asked = {"documents": STUDENT_DOCUMENTS, "formats": FORMATS}
    packet = {"documents": ("student-packet",), "formats": ("html",)}
    large = {"documents": ("worksheet",), "formats": ("pdf",)}
    reports = [
        *print_lessons(root, None, "lesson", accommodations=(KEY,), **asked),
        *print_lessons(root, None, "lesson", accommodations=(LARGE,), **large),
        *print_lessons(root, None, "unit", accommodations=(KEY,), **packet),
        *print_lessons(root, None, "theirs", accommodations=(), **asked),
    ]
    assert [one for report in reports for one in report.problems if one.is_error] == []
    return {
        (report.lesson, made.document, made.file.accommodation, made.format): made.path
        for report in reports
        for made in report.made
    }


every_document = pytest.mark.parametrize("document", STUDENT_DOCUMENTS)
every_format = pytest.mark.parametrize("format_", FORMATS)


def test_every_kind_of_activity_is_looked_at() -> None:
    assert {one["activity"] for one in LESSON["activities"]} == set(kinds())


@pytest.mark.parametrize(
    ("document", "key", "format_"),
    [
        *((document, KEY, format_) for document in STUDENT_DOCUMENTS for format_ in FORMATS),
        ("worksheet", LARGE, "pdf"),
    ],
)
def test_without_the_second_language_it_is_everybody_s_copy(
    printed: Printed, document: str, key: str, format_: str
) -> None:
    """Word by word, with every number of a part, of a question and of a paragraph, and every letter of a choice."""
    copy = apart(printed["lesson", document, key, format_], "uk")[1]
    plain = apart(printed["lesson", document, "", format_], "uk")[1]
    assert words(plain)
    assert first_difference(words(plain), words(copy)) == ""


@every_document
@every_format
def test_it_says_all_that_a_lesson_in_that_language_says(
    printed: Printed, document: str, format_: str
) -> None:
    copy, rest = apart(printed["lesson", document, KEY, format_], "uk")
    theirs = apart(printed["theirs", document, "", format_], "uk")[0]
    said = set(_CYRILLIC.findall(theirs)) - _SMALL_PRINT
    assert len(said) > 20
    assert set(_CYRILLIC.findall(copy)) == said
    assert not _CYRILLIC.findall(rest), "it isn't tagged as what it is"


def test_a_packet_does_so_too(printed: Printed) -> None:
    copy, rest = apart(printed["unit", "student-packet", KEY, "html"], "uk")
    plain = apart(printed["unit", "student-packet", "", "html"], "uk")[1]
    assert {"Зміст", "Словник", "Частина", "Прізвище"} <= set(_CYRILLIC.findall(copy))
    assert first_difference(words(plain), words(rest)) == ""


def test_the_pupil_s_language_comes_first_and_small(printed: Printed) -> None:
    sheet = OpenedHtml(printed["lesson", "worksheet", KEY, "html"])
    heads = [one for one in sheet.root.iter("h2") if one.find(".//small") is not None]
    assert len(heads) >= len(kinds())
    for head in heads:
        small, line_end = head[0], head[1]
        assert (head.text or "").strip() == ""
        assert (small.tag, small.get("lang"), line_end.tag) == ("small", "uk", "br")
        assert _CYRILLIC.search("".join(small.itertext()))
    sizes = {
        float(one.get("style", "").removeprefix("font-size: ").removesuffix("%"))
        for one in sheet.root.iter("small")
    }
    assert sizes == {90.0}


@every_document
def test_it_passes_every_checker(printed: Printed, document: str) -> None:
    pdf, docx = (printed["lesson", document, KEY, format_] for format_ in ("pdf", "docx"))
    assert broken_rules(pdf) == []
    assert OpenXmlValidator().validate(docx).errors == []
    plain = printed["lesson", document, "", "pdf"]
    known = {one.rule for one in check(str(plain)).findings}
    assert {one.rule for one in check(str(pdf)).findings} <= known | {"PAG-001"}


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_no_answer_is_anywhere_in_it(tmp_path: Path, language: str) -> None:
    files = {
        "lessons/events/event.md": EVENT,
        "lessons/events/a.png": picture(60, 40),
        "lessons/lesson.yaml": spec(SECRET_LESSON),
    }
    root = write_workspace(tmp_path, files)
    wishes = {"documents": STUDENT_DOCUMENTS, "formats": ("docx", "html")}
    [report] = print_lessons(root, accommodations=(f"in-{language}",), **wishes)
    own = [made for made in report.made if made.file.accommodation]
    assert len(own) == 4
    for made in own:
        secrets = SECRETS | WORDS | (EVIDENCE if made.document == "worksheet" else {})
        texts = list(every_text(made.path))
        assert not [
            what for what, one in secrets.items() if any(finds(text, one) for text in texts)
        ]


def test_other_looks_than_everybody_s_aren_t_asked_for(printed: Printed) -> None:
    """Type is of the sizes that everybody's has, and what is small a tenth less."""
    sizes = {
        key: {round(size, 1) for size in drawn_sizes(printed["lesson", "handout", key, "pdf"])}
        for key in ("", "in-uk")
    }
    smaller = {round(size * 0.9, 1) for size in sizes[""]}
    assert sizes["in-uk"] <= sizes[""] | smaller
    assert sizes["in-uk"] & smaller - sizes[""]


@pytest.mark.chromium
@every_document
def test_a_screen_reader_is_told_what_is_in_which_language(printed: Printed, document: str) -> None:
    assert violations(printed["lesson", document, KEY, "html"]) == []


# --- asked for by whom ----------------------------------------------------------------------------

SMALL = {
    "lessons/events/event.md": "# One\n\nA summary.\n\n- A fact.\n\n## What?\n\nIt was.\n",
    "lessons/one.yaml": "event: event\naccommodations: [in-uk, {large-print: {size: 22}}]\n",
    "lessons/two.yaml": "event: event\n",
    "makelesson.yaml": "defaults: {accommodations: [large-print+in-pt-BR, {in: {language: CS}}]}\n",
}


def names(root: Path) -> set[str]:
    return {path.stem for path in (root / "output").rglob("*.docx")}


def test_it_is_asked_for_by_its_key_alone_or_with_others(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, SMALL)
    asked = ("--format", "docx", "--document", "handout", "--quiet")
    assert makelesson("build", *asked, cwd=root).returncode == 0
    lesson, settings = ("in-uk", "large-print-22"), ("large-print-in-pt-br", "in-cs")
    assert names(root) == {
        *("one-handout", *(f"one-handout-{key}" for key in lesson)),
        *("two-handout", *(f"two-handout-{key}" for key in settings)),
    }
    more = ("--language", "ar,de", "--accommodation", "dyslexia-friendly+in-fr", "--prune")
    assert makelesson("build", *asked, *more, cwd=root).returncode == 0
    keys = ("", "-in-ar", "-in-de", "-dyslexia-friendly-in-fr")
    assert {f"{one}-handout{key}" for one in ("one", "two") for key in keys} <= names(root)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--language", "cz"), "`cz` is no language. Czech is `cs`"),
        (("--language", "Ukrainian"), "`ukrainian` is no language. Ukrainian is `uk`"),
        (("--accommodation", "in"), "`in` asks for a language."),
        (("--accommodation", "in-uk+in-cs"), "One copy can't be both `in-uk` and `in-cs`."),
    ],
)
def test_what_is_no_language_is_told_with_what_is_meant(
    tmp_path: Path, asked: tuple[str, str], told: str
) -> None:
    done = makelesson("build", "one", *asked, cwd=write_workspace(tmp_path, SMALL))
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_teacher_s_own_instructions_are_said_in_both_where_both_are_given(
    tmp_path: Path,
) -> None:
    lesson = (
        "event: event\nactivities:\n"
        "- activity: short-answer\n  title: Why?\n  instructions: Say *so*.\n"
        "  translations: {uk: {title: Чому?, instructions: Скажи *так*.}}\n"
        "  questions: [{ask: Why?, answer: So.}]\n"
        "- {activity: true-false, instructions: Mark it., statements: [{say: It was., answer: true}]}\n"
    )
    root = write_workspace(tmp_path, {**SMALL, "lessons/one.yaml": lesson})
    [report] = print_lessons(
        root, None, "one", documents=("worksheet",), formats=("html",), accommodations=("in-uk",)
    )
    assert [
        (one.location.line, one.code) for one in report.problems if one.code != "nearly-empty-page"
    ] == [(8, "no-translation")]
    sheet = OpenedHtml(report.made[-1].path)
    assert [" ".join("".join(_lines(one)).split()) for one in sheet.root.iter("h2")] == [
        "Частина 1 · Чому?|Part 1 · Why?",
        "Частина 2 · Правда чи неправда?|Part 2 · True or false?",
    ]
    told = [one for one in sheet.root.iter("p") if one.get("class") == "instructions"]
    assert "".join(_lines(told[0])) == "Скажи так.|Say so."
    assert ["".join(one.itertext()) for one in told[0].iter("em")] == ["так", "so"]
    assert "".join(_lines(told[1])) == "Mark it."


def _lines(element: Any) -> Iterator[str]:
    yield element.text or ""
    for one in element:
        yield "|" if one.tag == "br" else "".join(_lines(one))
        yield one.tail or ""


def test_large_print_is_as_large_in_both(tmp_path: Path) -> None:
    lesson = "event: event\nactivities: [{activity: true-false, statements: [{say: It was., answer: true}]}]\n"
    root = write_workspace(tmp_path, {**SMALL, "lessons/one.yaml": lesson})
    [report] = print_lessons(
        root, None, "one", documents=STUDENT_DOCUMENTS, formats=("pdf",), accommodations=(LARGE,)
    )  # fmt: skip
    for made in report.made:
        assert not made.file.accommodation or min(drawn_sizes(made.path)) >= 18
